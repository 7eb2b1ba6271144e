"""What the network is given and what it should say, as tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from torch import Tensor

from backchannel.reader.between import between, running_counts
from backchannel.reader.calibration import ANCHORED, VOICE
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


LONGEST_ANCHOR = 8
"""Words of an anchor that its vector is the mean of."""

ROLES_ASKED = 1 + VOICE


@dataclass(slots=True)
class Anchors:
    """Cues and triggers of a batch, asked for the words that they govern.

    Attributes:
        which: [anchors] row of the batch.
        words, within: [anchors, LONGEST_ANCHOR] their words, and which of these are no padding.
        kinds: [anchors] places in ``KINDS``.
        between: [anchors, words, 4], see :mod:`backchannel.reader.between`.
        gold: [anchors, words] begin and inside tags of the roles, 0 outside.
        among: [anchors, words] among which the parties are; the trigger's first word stands for
            no party.
        right: [anchors, roles, words] the right ones; none where they are not known.
        modes: [anchors] place of the mode or -1.
    """

    which: Tensor
    words: Tensor
    within: Tensor
    kinds: Tensor
    between: Tensor
    gold: Tensor
    among: Tensor
    right: Tensor
    modes: Tensor


@dataclass(slots=True)
class Exercise:
    """A batch as the network is given it, and what it should say.

    Attributes:
        pieces, shapes, gaps: [windows, pieces].
        firsts, mask: [windows, words] each word's first piece, and which words are no padding.
        tags: by head, [windows, words] labels, ``IGNORE`` where unknown.
        heads: [windows, words] heads (0 root, else word + 1), where there are trees.
        sentences: [windows, words] number of the sentence, -1 for padding, where there are trees.
        triggers: [windows, words, labels] which labels a word has.
        annotated: [windows, labels] which were annotated.
        clusters: [windows, mentions, 2] head word and entity, -1 for padding, where known.
        anchors: cues and triggers, where there are any.
        silver: whether tags, trees and names are a teacher's.
    """

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    firsts: Tensor
    mask: Tensor
    tags: dict[str, Tensor]
    heads: Tensor | None
    sentences: Tensor | None
    triggers: Tensor
    annotated: Tensor
    clusters: Tensor | None
    anchors: Anchors | None
    silver: bool

    def to(self, device: torch.device) -> Exercise:
        """The same on a device."""
        return _moved(self, device)


def _moved(x: Any, device: torch.device) -> Any:
    if isinstance(x, Tensor):
        return x.to(device, non_blocking=True)
    if isinstance(x, dict):
        return {k: _moved(v, device) for k, v in x.items()}
    if isinstance(x, Anchors | Exercise):
        return type(x)(*(_moved(getattr(x, f.name), device) for f in fields(x)))
    return x


class Targets:
    """Makes exercises of batches."""

    def __init__(self, labels: Labels) -> None:
        self.of = {
            name: {v: i for i, v in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "deprel", "names", "triggers")
        }

    def exercise(self, batch: Batch, rng: random.Random) -> Exercise:
        """A batch with all that is known of it."""
        e = batch.windows[0].example
        tags = {"start": self.starts(batch)}
        heads = sentences = None
        if e.heads is not None:
            known = (("upos", "upos"), ("xpos", "xpos"), ("lemmas", "lemma"), ("deprels", "deprel"))
            for attribute, name in known:
                if getattr(e, attribute) is not None:
                    tags[name] = self.tags(batch, attribute, name)
            heads, sentences = self.trees(batch)
            tags["deprel"] = tags["deprel"].masked_fill(heads == IGNORE, IGNORE)
        if e.names is not None:
            tags["names"] = self.names(batch)
        if e.attributions is not None and not e.pseudo:
            for name, of in (("cue", _cues), ("source", _sources), ("content", _contents)):
                tags[name] = self.spans(batch, of)
        clusters = _clusters(batch) if e.clusters is not None else None
        triggers, annotated = self.triggers(batch)
        inputs = (batch.pieces, batch.shapes, batch.gaps, batch.firsts, batch.mask)
        anchors = anchors_of(batch, rng)
        return Exercise(
            *inputs, tags, heads, sentences, triggers, annotated, clusters, anchors, e.silver
        )

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

    def trees(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Heads, and numbers of sentences."""
        out = torch.full(batch.mask.shape, IGNORE)
        sentences = torch.full(batch.mask.shape, -1)
        for i, w in enumerate(batch.windows):
            starts = np.cumsum(w.example.starts[w.start : w.end])
            sentences[i, : len(starts)] = torch.tensor(starts)
            for k, head in enumerate(w.example.heads[w.start : w.end]):
                if head < 0:
                    out[i, k] = 0
                elif w.start <= head < w.end:
                    out[i, k] = head - w.start + 1
        return out, sentences

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
        """Which labels a word has, and which were annotated."""
        labels = self.of["triggers"]
        out = torch.zeros(*batch.mask.shape, len(labels), dtype=torch.bool)
        known = torch.zeros(len(batch.windows), len(labels), dtype=torch.bool)
        for i, w in enumerate(batch.windows):
            columns = [c for name, c in labels.items() if name.split(":")[0] in w.example.kinds]
            known[i, columns] = True
            for start, end, label in w.example.triggers or ():
                for k in _within(w, (start, end)):
                    out[i, k - w.start, labels[label]] = True
        return out, known


def _cues(e: Example) -> list[Words]:
    return [a.cue for a in e.attributions]


def _sources(e: Example) -> list[Words]:
    return [s for a in e.attributions for s in a.source]


def _contents(e: Example) -> list[Words]:
    return [s for a in e.attributions for s in a.content]


def _within(w: Window, span: Words) -> range:
    return range(max(span[0], w.start), min(span[1], w.end))


def _clusters(batch: Batch) -> Tensor:
    found = [
        sorted({(k - w.start, c) for k, c in w.example.clusters if w.start <= k < w.end})
        for w in batch.windows
    ]
    out = torch.full((len(found), max(1, *map(len, found), 1), 2), -1)
    for i, mentions in enumerate(found):
        if mentions:
            out[i, : len(mentions)] = torch.tensor(mentions)
    return out


@dataclass(frozen=True, slots=True)
class _Asked:
    anchor: Words
    kind: int
    roles: tuple[tuple[Words, ...], ...]
    question: Question | None = None


def anchors_of(batch: Batch, rng: random.Random) -> Anchors | None:
    """The anchors of a batch with their answers, at most ``ANCHORS`` a window."""
    asked = []
    for i, w in enumerate(batch.windows):
        inside = [q for q in _questions(w.example) if _inside(w, q.anchor)]
        rng.shuffle(inside)
        asked += [(i, q) for q in inside[:ANCHORS]]
    if not asked:
        return None
    counts = {i: _counts(batch, i, rng) for i in {i for i, _ in asked}}
    n, longest = len(asked), batch.mask.shape[1]
    out = Anchors(
        which=torch.tensor([i for i, _ in asked]),
        words=torch.zeros(n, LONGEST_ANCHOR, dtype=torch.long),
        within=torch.zeros(n, LONGEST_ANCHOR, dtype=torch.bool),
        kinds=torch.tensor([q.kind for _, q in asked]),
        between=torch.zeros(n, longest, 4, dtype=torch.uint8),
        gold=torch.full((n, longest), IGNORE, dtype=torch.int16),
        among=torch.zeros(n, longest, dtype=torch.bool),
        right=torch.zeros(n, ROLES_ASKED, longest, dtype=torch.bool),
        modes=torch.full((n,), -1),
    )
    for k, (i, q) in enumerate(asked):
        _fill(out, k, batch.windows[i], q, counts[i])
    return out


def _fill(out: Anchors, k: int, w: Window, q: _Asked, counts: np.ndarray) -> None:
    """Write what is asked of an anchor, and its answers, into its rows."""
    n, start, end = w.end - w.start, q.anchor[0] - w.start, q.anchor[1] - w.start
    words = range(start, min(end, start + LONGEST_ANCHOR))
    out.words[k, : len(words)] = torch.tensor(words)
    out.within[k, : len(words)] = True
    out.between[k, :n] = torch.from_numpy(between(counts, start, end, 0, n).astype(np.uint8))
    among = _among(w, q.anchor[0]) if q.question is not None else []
    out.among[k, [i - w.start for i in among]] = True
    if w.example.pseudo:
        return
    out.gold[k, :n] = 0
    for role, spans in enumerate(q.roles):
        begin = 1 + 2 * role
        for span in spans:
            for i in _within(w, span):
                out.gold[k, i - w.start] = begin if i in (span[0], w.start) else begin + 1
    if q.question is None:
        return
    for role, parties in enumerate(q.question.parties):
        if parties is not None:
            right = [i for i in among if i in parties] if parties else [q.anchor[0]]
            out.right[k, role, [i - w.start for i in right]] = True
    if q.question.mode is not None:
        out.modes[k] = q.question.mode


def _among(w: Window, first: int) -> list[int]:
    """The words that a trigger's parties are chosen among."""
    low, high = max(w.start, first - PARTY_REACH), min(w.end, first + PARTY_REACH)
    return [first, *(i for i in sorted(w.example.mentions) if low <= i < high and i != first)]


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
