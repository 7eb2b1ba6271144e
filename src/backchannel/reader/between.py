"""What lies between an anchor (a cue, a trigger) and each word of a text, as small numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backchannel.reader.pieces import Gap, Shape

DISTANCES, BETWEEN = 24, 9
_EDGES = np.array([1, 2, 3, 4, 6, 8, 12, 18, 28, 50, 100])
_QUOTES = (Shape.OPENING_QUOTE, Shape.CLOSING_QUOTE, Shape.STRAIGHT_QUOTE)

Ints = NDArray[np.int64]


def running_counts(shapes: Ints, gaps: Ints, cue_starts: Ints) -> Ints:
    """Running counts of cues, paragraph breaks and quotation marks: [3, words + 1].

    Args:
        shapes, gaps: [words], of :mod:`backchannel.reader.pieces`.
        cue_starts: [words], 1 at the first word of a cue.
    """
    marks = np.stack([cue_starts, gaps == Gap.PARAGRAPH, np.isin(shapes, _QUOTES)])
    out = np.zeros((3, len(shapes) + 1), dtype=np.int64)
    np.cumsum(marks, axis=1, out=out[:, 1:])
    return out


def between(counts: Ints, start: int, end: int, first: int, last: int) -> Ints:
    """Features of the words [first, last) seen from the anchor [start, end): [words, 4].

    In order: signed distance in words (``DISTANCES`` buckets), then how many cues, paragraph
    breaks and quotation marks lie between (``BETWEEN`` buckets each, the middle one is none).
    """
    at = np.arange(first, last)
    before, after = at < start, at >= end
    distance = np.where(before, at - start, np.where(after, at - end + 1, 0))
    bucket = np.searchsorted(_EDGES, np.abs(distance), side="right")
    bucket = np.sign(distance) * bucket + DISTANCES // 2
    # Before the anchor: what starts in (word, anchor); after it: what starts in [anchor end, word].
    left = counts[:, [start]] - counts[:, at + 1]
    right = counts[:, at + 1] - counts[:, [end]]
    n = np.where(before, -left, np.where(after, right, 0))
    n = np.clip(n, -(BETWEEN // 2), BETWEEN // 2) + BETWEEN // 2
    return np.stack([bucket, *n], axis=-1)
