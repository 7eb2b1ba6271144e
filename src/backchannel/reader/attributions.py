"""Whole attributions from the network's scores: cues first, then what each cue governs.

Sources and contents are not tagged by themselves and matched up afterwards: every cue is asked
which words are its source and which its content, as a predicate is asked for its arguments. So
an attribution inside another's content is found like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backchannel.reader.between import Ints, between, running_counts
from backchannel.reader.network import Floats, Vectors

REACH = 220
"""Words to either side of an anchor that it may govern."""

PARTY_REACH = 120
"""Words to either side of a trigger among which its parties are looked for, as in training."""

CUE_BIAS = 0.3
"""Added to the log-odds of a word being part of a cue; above 0 finds more, below 0 surer ones."""

TAGGERS_SHARE = 0.5
"""How much the log-odds of the tagging heads for sources and contents add to those of a cue's own
words. This and the next four were set on a grid of a few values each on PolNeAR dev, with the
weights of an early epoch."""

SURE, AGREEING = 0.8, 0.4
"""A cue below the first probability needs this share of its content inside what the tagging head
takes for content."""

UNLIKELY, UNCLAIMED = 3.0, 0.65
"""Content that no cue claims is offered to cues found with this bias; they get it if this share of
what they govern is content to the tagging head, and unclaimed."""

BATCH = 256
"""Anchors decoded at once: bounds the memory that a text full of them can take."""

WordSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word spans, ends exclusive; ``score`` is the network's probability of the cue."""

    cue: WordSpan
    source: tuple[WordSpan, ...]
    content: tuple[WordSpan, ...]
    score: float


@dataclass(frozen=True)
class Arguments:
    """What a trigger governs.

    Attributes:
        passages: word spans of each role: content, claim, what is judged, expected or asked; and
            condition.
        first: the first word that may stand for a party.
        scores: [words, roles] of the words from ``first`` on.
    """

    passages: tuple[tuple[WordSpan, ...], ...]
    first: int
    scores: Floats


@dataclass(frozen=True)
class Layout:
    """Shapes and gaps of a text's words, each [words]."""

    shapes: Ints
    gaps: Ints


def cues(logits: Floats, bias: float = CUE_BIAS) -> list[tuple[WordSpan, float]]:
    """Cues in order: word span and probability.

    Args:
        logits: [words, 3], outside, begin, inside.
    """
    p = _softmax(logits)
    inside = np.log(p[:, 1:].sum(1) + 1e-9) - np.log(p[:, 0] + 1e-9) + bias > 0
    out: list[tuple[WordSpan, float]] = []
    for i in np.flatnonzero(inside):
        begins = p[i, 1] >= p[i, 2]
        if out and out[-1][0][1] == i and not begins:
            (start, _), score = out[-1]
            out[-1] = ((start, int(i) + 1), score)
        else:
            out.append(((int(i), int(i) + 1), float(1 - p[i, 0])))
    return out


class Linker:
    """Asks an anchor (a cue, or the trigger of an entry) which words it governs.

    Args:
        pairs: weights by name, as in ``pairs.npz``.
    """

    def __init__(self, pairs: Mapping[str, Floats]) -> None:
        self._kind = pairs["link_kind"]
        self._distance = pairs["link_distance"]
        self._counts = (pairs["link_cues"], pairs["link_gaps"], pairs["link_quotes"])
        self._roles = (pairs["link_roles"].T, pairs["link_roles_bias"])
        # Passages and parties are asked for together: columns of one product.
        self._passages = len(pairs["link_passage"])
        asked = np.concatenate([pairs["link_passage"], pairs["link_party"]])
        biases = np.concatenate([pairs["link_passage_bias"], pairs["link_party_bias"]])
        self._trigger = (asked.T, biases)

    def attributions(
        self, vectors: Vectors, layout: Layout, found: Sequence[tuple[WordSpan, float]]
    ) -> list[Attribution]:
        """What each cue governs; a cue without content makes no attribution.

        The tagging heads, which know what reads like content but not whose it is, have a say
        twice: an unsure cue whose content does not read like content is dropped, and content that
        no cue claims is offered to cues that would else be too unlikely.
        """
        counts, inside = _counts(layout, found), log_odds(vectors.logits("content")) > 0
        out = [
            a
            for a in self._governed(vectors, counts, found)
            if a.score > SURE or inside[_words(a)].mean() >= AGREEING
        ]
        covered = np.zeros(len(inside), dtype=bool)
        for a in out:
            covered[_words(a)] = True
        if not (inside & ~covered).any():
            return out
        unlikely = [
            (span, score)
            for span, score in cues(vectors.logits("cue"), UNLIKELY)
            if not any(span[0] < other[1] and other[0] < span[1] for other, _ in found)
        ]
        for a in sorted(self._governed(vectors, counts, unlikely), key=lambda a: -a.score):
            words = _words(a)
            if inside[words].mean() >= UNCLAIMED and (~covered[words]).mean() >= UNCLAIMED:
                covered[words] = True
                out.append(a)
        return sorted(out, key=lambda a: a.cue)

    def _governed(
        self, vectors: Vectors, counts: Ints, found: Sequence[tuple[WordSpan, float]]
    ) -> list[Attribution]:
        source = log_odds(vectors.logits("source")).clip(-4, 4) * TAGGERS_SHARE
        content = log_odds(vectors.logits("content")).clip(-4, 4) * TAGGERS_SHARE
        asked = [self._ask(vectors, counts, span, 0, self._roles) for span, _ in found]
        for (span, _), (first, logits) in zip(found, asked, strict=True):
            last = first + len(logits)
            logits[:, 1:3] += source[first:last, None]
            logits[:, 3:5] += content[first:last, None]
            logits[span[0] - first : span[1] - first, 1:] = -1e4  # a cue is not its own argument
        answers = _decode([logits for _, logits in asked], 2)
        out = []
        for (span, score), (first, _), roles in zip(found, asked, answers, strict=True):
            sources, contents = (tuple((first + a, first + b) for a, b in spans) for spans in roles)
            if contents:
                out.append(Attribution(span, sources, contents, score))
        return out

    def arguments(
        self,
        vectors: Vectors,
        layout: Layout,
        found: Sequence[tuple[WordSpan, float]],
        triggers: Sequence[tuple[WordSpan, int]],
    ) -> list[Arguments]:
        """The passages and the possible parties of each trigger.

        Args:
            triggers: word spans and kinds (places in ``ANCHORED``, from 1).
        """
        counts, n = _counts(layout, found), self._passages
        asked = [self._ask(vectors, counts, span, kind, self._trigger) for span, kind in triggers]
        answers = _decode([logits[:, :n] for _, logits in asked], n // 2)
        out = []
        for (span, _), (first, logits), passages in zip(triggers, asked, answers, strict=True):
            spans = tuple(tuple((first + a, first + b) for a, b in of_role) for of_role in passages)
            low = max(0, span[0] - PARTY_REACH - first)
            near = logits[low : span[0] + PARTY_REACH - first, n:]
            out.append(Arguments(spans, first + low, near))
        return out

    def _ask(
        self, vectors: Vectors, counts: Ints, span: WordSpan, kind: int, head: tuple[Floats, Floats]
    ) -> tuple[int, Floats]:
        n, width = len(vectors.link), vectors.link.shape[1] // 4
        first, last = max(0, span[0] - REACH), min(n, span[1] + REACH)
        word = vectors.link[first:last]
        anchor = vectors.link[span[0] : span[1], 2 * width :].mean(0)
        x = word[:, width : 2 * width] * anchor[width:]
        x += word[:, :width]
        x += anchor[:width] + self._kind[kind]
        at = between(counts, span[0], span[1], first, last)
        x += self._distance[at[:, 0]]
        for table, column in zip(self._counts, at.T[1:], strict=True):
            x += table[column]
        return first, _gelu(x) @ head[0] + head[1]


def log_odds(logits: Floats) -> Floats:
    """Log-odds of each word being inside: [words] of begin and inside against outside."""
    return np.asarray(np.logaddexp(logits[:, 1], logits[:, 2]) - logits[:, 0])


def _words(a: Attribution) -> Ints:
    return np.concatenate([np.arange(start, end) for start, end in a.content])


def _counts(layout: Layout, found: Sequence[tuple[WordSpan, float]]) -> Ints:
    starts = np.zeros(len(layout.gaps), dtype=np.int64)
    starts[[span[0] for span, _ in found]] = 1
    return running_counts(layout.shapes, layout.gaps, starts)


def _decode(logits: Sequence[Floats], roles: int) -> list[list[list[WordSpan]]]:
    """The best begin and inside tags of each sequence, as spans of each role.

    Args:
        logits: of each sequence [words, 1 + 2 * roles]: outside, then begin and inside of each.
    """
    batches = (logits[at : at + BATCH] for at in range(0, len(logits), BATCH))
    return [_spans(path, roles) for batch in batches for path in _viterbi(batch).T]


def _viterbi(batch: Sequence[Floats]) -> NDArray[np.int8]:
    """The best tags where inside only follows begin or inside of its role: [longest, batch]."""
    size, longest = batch[0].shape[1], max(len(x) for x in batch)
    log = np.zeros((longest, len(batch), size), dtype=np.float32)
    for k, x in enumerate(batch):
        shifted = x - x.max(1, keepdims=True)
        log[: len(x), k] = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
        log[len(x) :, k, 1:] = -1e4
    barred = np.zeros((size, size), dtype=np.float32)  # from, to
    for inside in range(2, size, 2):
        barred[:, inside] = -1e4
        barred[inside - 1, inside] = barred[inside, inside] = 0
    score, back = log[0] + barred[0], np.empty(log.shape, dtype=np.int8)
    for t in range(1, longest):
        step = score[:, :, None] + barred
        back[t] = step.argmax(1)
        score = step.max(1) + log[t]
    paths = np.empty((longest, len(batch)), dtype=np.int8)
    paths[-1] = score.argmax(1)
    rows = np.arange(len(batch))
    for t in range(longest - 1, 0, -1):
        paths[t - 1] = back[t, rows, paths[t]]
    return paths


def _spans(path: NDArray[np.int8], roles: int) -> list[list[WordSpan]]:
    out: list[list[WordSpan]] = [[] for _ in range(roles)]
    for i in np.flatnonzero(path):
        of_role, inside = out[(path[i] - 1) // 2], (path[i] - 1) % 2
        if inside and of_role and of_role[-1][1] == i:
            of_role[-1] = (of_role[-1][0], int(i) + 1)
        else:
            of_role.append((int(i), int(i) + 1))
    return out


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(e / e.sum(1, keepdims=True))


def _gelu(x: NDArray[np.float32]) -> Floats:
    return np.asarray(0.5 * x * (1 + _erf(x * np.float32(0.7071067811865476))), dtype=np.float32)


def _erf(x: Floats) -> Floats:
    """Abramowitz and Stegun 7.1.26: the error function within 1.5e-7."""
    a = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * a)
    poly = t * (
        np.float32(0.254829592)
        + t
        * (
            np.float32(-0.284496736)
            + t
            * (
                np.float32(1.421413741)
                + t * (np.float32(-1.453152027) + t * np.float32(1.061405429))
            )
        )
    )
    return np.asarray(np.sign(x) * (1 - poly * np.exp(-a * a)))


__all__ = ["Arguments", "Attribution", "Layout", "Linker", "cues"]
