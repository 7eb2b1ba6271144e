"""Texts cut into windows, and windows put together into batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from backchannel.reader.network import WINDOW
from backchannel.reader.pieces import Gap, Shape, Vocabulary, Words
from corpora import Example
from material import Material

LETTERS = (Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.MIXED)
CURLY = (Shape.OPENING_QUOTE, Shape.CLOSING_QUOTE)


@dataclass(slots=True)
class Window:
    """Words [start, end) of an example, with all its encoded words."""

    example: Example
    start: int
    end: int
    words: Words

    def size(self) -> int:
        """Pieces, the two marks at the ends included."""
        return sum(len(p) for p in self.words.pieces[self.start : self.end]) + 2


@dataclass(slots=True)
class Batch:
    """Windows as padded tensors.

    ``pieces``, ``shapes`` and ``gaps`` are [windows, pieces]; ``firsts``, each word's first
    piece, and ``mask``, which words are no padding, are [windows, words].
    """

    windows: list[Window]
    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    firsts: Tensor
    mask: Tensor


def encode(example: Example, vocab: Vocabulary) -> Words:
    """The words of an example as the program encodes them."""
    return Words.of(example.words, example.spaces, vocab)


def slices(example: Example, words: Words, rng: random.Random) -> Iterator[Window]:
    """Cut a text into windows: treebanks at sentences, other texts anywhere, at a random offset."""
    n, start = len(words.pieces), 0
    sizes = np.array([len(p) for p in words.pieces])
    room = rng.randint(WINDOW // 3, WINDOW - 2)
    while start < n:
        fits = int(np.searchsorted(np.cumsum(sizes[start:]), room, side="right"))
        end = min(start + max(1, fits), n)
        if end < n and example.starts is not None:
            end = _sentence_before(example.starts, start, end)
        yield Window(example, start, end, words)
        start, room = end, WINDOW - 2


def _sentence_before(starts: list[int], start: int, end: int) -> int:
    """The last sentence start in (start, end], or ``end`` where there is none."""
    return next((i for i in range(end, start, -1) if starts[i]), end)


class Batches:
    """Makes the batches of each epoch.

    Args:
        vocab: the base encoder's pieces.
        size: pieces a batch, padding included.
        times: how often an epoch goes through each corpus, cut elsewhere each time.
    """

    def __init__(
        self, vocab: Vocabulary, size: int, times: tuple[int, ...] = (1, 2, 3, 4, 0)
    ) -> None:
        self.vocab, self.size, self.times = vocab, size, times
        # The examples are kept with their words: the id of one that was freed would be another's.
        self._words: dict[int, tuple[Example, Words]] = {}

    def of_epoch(self, m: Material, rng: random.Random) -> list[list[Window]]:
        """All windows of all corpora, shuffled; corpora are not mixed in a batch."""
        out: list[list[Window]] = []
        groups = (m.polnear, m.ewt, m.gum, m.records, m.unlabelled)
        for group, times in zip(groups, self.times, strict=True):
            out += self._of_corpus(group, times, rng)
        rng.shuffle(out)
        return out

    def _of_corpus(
        self, examples: list[Example], times: int, rng: random.Random
    ) -> Iterator[list[Window]]:
        windows = [
            w for e in examples for _ in range(times) for w in slices(e, self._encoded(e), rng)
        ]
        windows.sort(key=lambda w: w.size() + rng.random() * 40)  # like with like: little padding
        batch: list[Window] = []
        longest = 0
        for w in windows:
            longest = max(longest, w.size())
            if batch and (len(batch) + 1) * longest > self.size:
                yield batch
                batch, longest = [], w.size()
            batch.append(w)
        if batch:
            yield batch

    def _encoded(self, example: Example) -> Words:
        if id(example) not in self._words:
            self._words[id(example)] = example, encode(example, self.vocab)
        return self._words[id(example)][1]


def layout_noise(
    shapes: np.ndarray, gaps: np.ndarray, rng: random.Random
) -> tuple[np.ndarray, np.ndarray]:
    """Vary what houses vary: capitals (or case withheld), wrapped lines, paragraphs by one line."""
    shapes, gaps = shapes.copy(), gaps.copy()
    letters = np.isin(shapes, LETTERS)
    r = rng.random()
    if r < 0.04:
        shapes[letters] = Shape.UPPER
    elif r < 0.08:
        shapes[:] = Shape.UNKNOWN
    elif r < 0.10:
        shapes[letters] = Shape.TITLE
    if rng.random() < 0.5:
        shapes[np.isin(shapes, CURLY)] = Shape.STRAIGHT_QUOTE
    r = rng.random()
    if r < 0.2:
        wrap = np.arange(rng.randint(6, 14), len(gaps), rng.randint(9, 14))
        wrap = wrap[gaps[wrap] == Gap.SPACE]
        gaps[wrap] = Gap.LINE
    elif r < 0.3:
        gaps[gaps == Gap.PARAGRAPH] = Gap.LINE
    elif r < 0.55:
        gaps[gaps == Gap.PARAGRAPH] = Gap.SPACE
    return shapes, gaps


@dataclass(slots=True)
class _Row:
    pieces: list[int]
    shapes: list[int]
    gaps: list[int]
    firsts: list[int]


def to_batch(windows: list[Window], vocab: Vocabulary, rng: random.Random | None) -> Batch:
    """Windows as tensors, with their layout varied where ``rng`` is given."""
    rows = [_row(w, vocab, rng) for w in windows]
    firsts = _padded([r.firsts for r in rows])
    mask = torch.zeros(firsts.shape, dtype=torch.bool)
    for i, r in enumerate(rows):
        mask[i, : len(r.firsts)] = True
    return Batch(
        windows,
        _padded([r.pieces for r in rows]),
        _padded([r.shapes for r in rows]),
        _padded([r.gaps for r in rows]),
        firsts,
        mask,
    )


def _row(w: Window, vocab: Vocabulary, rng: random.Random | None) -> _Row:
    shapes, gaps = (np.array(x[w.start : w.end]) for x in (w.words.shapes, w.words.gaps))
    if rng is not None:
        shapes, gaps = layout_noise(shapes, gaps, rng)
    row = _Row([vocab.start], [0], [int(Gap.UNKNOWN)], [])
    for pieces, shape, gap in zip(w.words.pieces[w.start : w.end], shapes, gaps, strict=True):
        row.firsts.append(len(row.pieces))
        row.pieces += pieces
        row.shapes += [int(shape)] * len(pieces)
        row.gaps += [int(gap)] + [int(Gap.NONE)] * (len(pieces) - 1)
    row.pieces.append(vocab.end)
    row.shapes.append(0)
    row.gaps.append(int(Gap.UNKNOWN))
    return row


def _padded(rows: list[list[int]]) -> Tensor:
    longest = max(len(r) for r in rows)
    return torch.tensor([r + [0] * (longest - len(r)) for r in rows])
