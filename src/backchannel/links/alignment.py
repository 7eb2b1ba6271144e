"""Passages that two bodies have in common: the same words, and the same facts in other words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from backchannel.links.body import QUOTED, Body
from backchannel.links.shingles import LENGTH, shingles_of

Sums: TypeAlias = npt.NDArray[np.float64]

LEAST_WEIGHT = 2.0
"""Rarity of a word that counts when a sentence is looked for in other words."""

_TRIED = 3
"""Places at which a repeated shingle is tried; a sentence repeated for pages is one passage."""

_MOST_SENTENCES = 400
_SLACK = 4.0
_ALIKE = 0.35
_LEAST_SHARED = 7.0


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in two bodies: ``length`` words from word ``first`` and from ``second``."""

    first: int
    second: int
    length: int


def same_words(one: Body, other: Body) -> list[Run]:
    """The runs of five words and more that two bodies share, in the order of the first.

    Each word of the first body is in one run at most: of several places in the second the one
    with the longest run is taken, of these the first. The time is linear in the words.
    """
    shingles, others = shingles_of(one.words), shingles_of(other.words)
    if min(len(one), len(other)) < LENGTH:
        return []
    places: dict[int, list[int]] = {}
    for at in np.flatnonzero(np.isin(others, shingles)).tolist():
        found = places.setdefault(int(others[at]), [])
        if len(found) < _TRIED:
            found.append(at)
    words, other_words = one.words.tolist(), other.words.tolist()
    runs: list[Run] = []
    free = 0
    for at in np.flatnonzero(np.isin(shingles, others)).tolist():
        if at < free:
            continue
        lengths = [(_common(words, other_words, at, x), -x) for x in places[int(shingles[at])]]
        length, negative = max(lengths)
        if length >= LENGTH:
            runs.append(Run(at, -negative, length))
            free = at + length
    return runs


def _common(words: list[int], others: list[int], at: int, other: int) -> int:
    most = min(len(words) - at, len(others) - other)
    length = 0
    while length < most and words[at + length] == others[other + length]:
        length += 1
    return length


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """How far the sentences of one body are told again in another.

    Quoted words are left out: what somebody said in public is in every report of it.

    Attributes:
        sentences: numbers of the sentences that tell something, rising.
        best: for each, the sentence of the other body that shares most with it.
        shared: rarity of the words that it shares with that one and the next.
        whole: rarity of all its words.
    """

    sentences: npt.NDArray[np.int64] = field(repr=False)
    best: npt.NDArray[np.int64] = field(repr=False)
    shared: Sums = field(repr=False)
    whole: Sums = field(repr=False)

    @property
    def share(self) -> float:
        """Part of the first body that the other tells again, by rarity; 0 to 1."""
        whole = float(self.whole.sum())
        return float(self.shared.sum()) / whole if whole else 0.0

    def pairs(self) -> list[tuple[int, int]]:
        """The sentences that have their like, each with it."""
        alike = self.shared >= np.maximum(_ALIKE * (self.whole + _SLACK), _LEAST_SHARED)
        return list(zip(self.sentences[alike].tolist(), self.best[alike].tolist(), strict=True))


def told_again(body: Body, other: Body) -> Told:
    """What of ``body`` stands in ``other``, sentence by sentence, in whatever words."""
    # Sums of rarities are exact in 64 bits: the same on any machine, in whatever order it adds.
    counted = (body.weights >= LEAST_WEIGHT) & ((body.marks & QUOTED) == 0)
    vocabulary, firsts = np.unique(body.stems[counted], return_index=True)
    weights = body.weights[counted][firsts].astype(np.float64)
    mine = _table(body, counted, vocabulary)
    theirs = _table(other, np.ones(len(other), dtype=np.bool_), vocabulary)
    whole = mine @ weights
    tells = np.flatnonzero(whole > 0)
    # A rewrite joins and parts sentences: each is looked for in two that follow each other.
    after = np.vstack((theirs[1:], np.zeros_like(theirs[:1])))
    both = (mine[tells] * weights) @ np.maximum(theirs, after).T
    alone = (mine[tells] * weights) @ theirs.T
    return Told(tells, alone.argmax(axis=1), both.max(axis=1), whole[tells])


def _table(body: Body, counted: npt.NDArray[np.bool_], vocabulary: npt.NDArray[np.uint32]) -> Sums:
    """Which words of the vocabulary (columns) each sentence (rows) has: 1 or 0."""
    sentences = body.sentences()
    many = min(int(sentences[-1]) + 1, _MOST_SENTENCES) if len(body) else 1
    table = np.zeros((many, len(vocabulary)), dtype=np.float64)
    if len(vocabulary):
        columns = np.minimum(np.searchsorted(vocabulary, body.stems), len(vocabulary) - 1)
        hit = counted & (vocabulary[columns] == body.stems) & (sentences < many)
        table[sentences[hit], columns[hit]] = 1.0
    return table
