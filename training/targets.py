"""What the network should say of a batch, as tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from backchannel.reader.between import between, running_counts
from backchannel.reader.calibration import ANCHORED
from corpora import Example, Question
from lemmas import script_of
from model import Labels
from windows import Batch, Window

IGNORE = -100
"""The target of a word that a loss leaves out."""

ANCHORS = 40
"""Anchors of a window that are asked in one step."""

KINDS = ("cue", *ANCHORED)
"""Kinds of anchors, in the order of the network's embeddings."""

CUE = 0
"""The kind of anchor that is no trigger."""

PARTY_REACH = 120
"""Words to either side of a trigger among which its parties are looked for."""

Words = tuple[int, int]


class Targets:
    """Label tensors of a batch, each [windows, words] unless it says otherwise."""

    def __init__(self, labels: Labels) -> None:
        self.of = {
            name: {v: i for i, v in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "deprel", "names", "triggers")
        }

    def tags(self, batch: Batch, attribute: str, name: str) -> Tensor:
        """Labels ``name`` of an attribute of the examples; unknown ones are left out."""
        out = torch.full(batch.mask.shape, IGNORE)
        for i, w in enumerate(batch.windows):
            values = getattr(w.example, attribute)[w.start : w.end]
            if name == "lemma":
                forms = w.example.words[w.start : w.end]
                values = [script_of(f, v) for f, v in zip(forms, values, strict=True)]
            out[i, : len(values)] = torch.tensor([self.of[name].get(v, IGNORE) for v in values])
        return out

    def starts(self, batch: Batch) -> Tensor:
        """1 where a sentence starts."""
        out = torch.full(batch.mask.shape, IGNORE)
        for i, w in enumerate(batch.windows):
            known = w.example.starts or w.example.plain_starts
            out[i, : w.end - w.start] = torch.tensor(known[w.start : w.end])
        return out

    def heads(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Heads (0 root, else word + 1), and who shares a sentence [windows, words, 1 + words]."""
        out = torch.full(batch.mask.shape, IGNORE)
        same = torch.zeros(*batch.mask.shape, 1 + batch.mask.shape[1], dtype=torch.bool)
        for i, w in enumerate(batch.windows):
            n = w.end - w.start
            number = torch.tensor(np.cumsum(w.example.starts[w.start : w.end]))
            same[i, :n, 1 : 1 + n] = number[:, None] == number[None]
            same[i, :n, 0] = True
            for k, head in enumerate(w.example.heads[w.start : w.end]):
                if head < 0:
                    out[i, k] = 0
                elif w.start <= head < w.end:
                    out[i, k] = head - w.start + 1
        return out, same

    def spans(self, batch: Batch, of: Callable[[Example], Iterable[Words]]) -> Tensor:
        """0 outside, 1 begin, 2 inside of the word spans that ``of`` gives for an example."""
        out = torch.where(batch.mask, 0, IGNORE)
        for i, w in enumerate(batch.windows):
            for span in of(w.example):
                for k in _within(w, span):
                    out[i, k - w.start] = 1 if k == span[0] else 2
        return out

    def names(self, batch: Batch) -> Tensor:
        """Labels of names."""
        out = torch.where(batch.mask, 0, IGNORE)
        for i, w in enumerate(batch.windows):
            for start, end, kind in w.example.names:
                for k in _within(w, (start, end)):
                    label = ("B-" if k == start else "I-") + kind
                    out[i, k - w.start] = self.of["names"][label]
        return out

    def triggers(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Which labels a word has, and which were annotated: [windows, words, labels] both."""
        labels = self.of["triggers"]
        out = torch.zeros(*batch.mask.shape, len(labels))
        known = torch.zeros_like(out)
        for i, w in enumerate(batch.windows):
            columns = [c for name, c in labels.items() if name.split(":")[0] in w.example.kinds]
            known[i][:, columns] = batch.mask[i][:, None].float()
            for start, end, label in w.example.triggers:
                for k in _within(w, (start, end)):
                    out[i, k - w.start, labels[label]] = 1
        return out, known


def _within(w: Window, span: Words) -> range:
    return range(max(span[0], w.start), min(span[1], w.end))


@dataclass(slots=True)
class Anchors:
    """Cues and triggers of a batch, asked for the words that they govern.

    Attributes:
        which: row of the batch.
        spans: words within the window.
        kinds: places in ``KINDS``.
        between: [words, 4] each, see :mod:`backchannel.reader.between`.
        gold: [words] each: begin and inside tags of the roles, 0 outside.
        parties: of each anchor, by role, the words among which one is right, and the right ones;
            the trigger's first word stands for no party.
        modes: of each anchor, place of its mode or -1.
    """

    which: list[int] = field(default_factory=list)
    spans: list[Words] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    between: list[np.ndarray] = field(default_factory=list)
    gold: list[np.ndarray] = field(default_factory=list)
    parties: list[list[Choice | None]] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """Words to choose among, and those that are right."""

    among: list[int]
    right: list[bool]


@dataclass(frozen=True, slots=True)
class _Asked:
    anchor: Words
    kind: int
    roles: tuple[tuple[Words, ...], ...]
    question: Question | None = None


def anchors_of(batch: Batch, rng: random.Random) -> Anchors:
    """The anchors of a batch with their answers, at most ``ANCHORS`` a window."""
    out = Anchors()
    longest = batch.mask.shape[1]
    for i, w in enumerate(batch.windows):
        counts = _counts(batch, i, rng)
        asked = [q for q in _questions(w.example) if _inside(w, q.anchor)]
        rng.shuffle(asked)
        for q in asked[:ANCHORS]:
            n, start, end = w.end - w.start, q.anchor[0] - w.start, q.anchor[1] - w.start
            seen = np.zeros((longest, 4), dtype=np.int64)
            seen[:n] = between(counts, start, end, 0, n)
            out.which.append(i)
            out.spans.append((start, end))
            out.kinds.append(q.kind)
            out.between.append(seen)
            out.gold.append(_answer(w, q, longest))
            out.parties.append(_choices(w, q))
            mode = q.question.mode if q.question is not None else None
            out.modes.append(-1 if mode is None else mode)
    return out


def _choices(w: Window, q: _Asked) -> list[Choice | None]:
    if q.question is None:
        return []
    first = q.anchor[0]
    low, high = max(w.start, first - PARTY_REACH), min(w.end, first + PARTY_REACH)
    among = [first, *(i for i in sorted(w.example.mentions) if low <= i < high and i != first)]
    out: list[Choice | None] = []
    for words in q.question.parties:
        right = [bool(words) and i in words for i in among]
        if words is not None and not words:
            right[0] = True
        known = words is not None and any(right)
        out.append(Choice([i - w.start for i in among], right) if known else None)
    return out


def _counts(batch: Batch, i: int, rng: random.Random) -> np.ndarray:
    """Running counts of a window, with one cue in ten withheld: the program's are not perfect."""
    w = batch.windows[i]
    cues = np.zeros(w.end - w.start, dtype=np.int64)
    for a in w.example.attributions or ():
        if w.start <= a.cue[0] < w.end and rng.random() > 0.1:
            cues[a.cue[0] - w.start] = 1
    firsts = batch.firsts[i, : len(cues)].numpy()
    return running_counts(batch.shapes[i].numpy()[firsts], batch.gaps[i].numpy()[firsts], cues)


def _questions(e: Example) -> Iterator[_Asked]:
    for a in e.attributions or ():
        yield _Asked(a.cue, CUE, (a.source, a.content))
    for q in e.questions:
        passages = tuple((p,) if p else () for p in q.passages)
        yield _Asked(q.trigger, KINDS.index(q.kind), passages, q)


def _inside(w: Window, span: Words) -> bool:
    return w.start <= span[0] and span[1] <= w.end


def _answer(w: Window, q: _Asked, longest: int) -> np.ndarray:
    gold = np.full(longest, IGNORE)
    gold[: w.end - w.start] = 0
    for role, spans in enumerate(q.roles):
        begin = 1 + 2 * role
        for span in spans:
            for k in _within(w, span):
                gold[k - w.start] = begin if k in (span[0], w.start) else begin + 1
    return gold
