"""Shingles: runs of words; how alike two texts are by them, and keys to find such texts by.

MinHash and its bands: Broder, "On the resemblance and containment of documents" (1997), and
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from backchannel.links.body import FIGURE, NAME, Body, Ints

LENGTH = 5
"""Words of a shingle."""

BANDS, ROWS = 10, 4
"""Of a signature: two texts alike in all rows of one band are compared.

At a Jaccard of 0.8 all bands miss with a chance of (1 - 0.8^4)^10 = 0.5 %; at 0.3 one in twelve
pairs is compared.
"""

SAMPLED = 12
"""Shingles of an article that are keys of their own: they find what was cut or partly taken over.

The same shingles are chosen everywhere (those with the least numbers), so two texts that hold
each other's passages choose some of the same.
"""

Longs: TypeAlias = npt.NDArray[np.uint64]

_SEED = 1997
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
_SAMPLED_LENGTH = 8
_LEAST_PLAIN = 2
_LEAST_TOLD = 14.0
"""Rarity that a sampled shingle carries at least; "said in a statement on Thursday" has less."""


def shingles_of(words: Ints, length: int = LENGTH) -> Longs:
    """A number for each run of ``length`` words, by its first word; a shorter text is one run."""
    length = min(length, len(words))
    if not length:
        return np.zeros(0, dtype=np.uint64)
    stirred = mixed(words.astype(np.uint64) + _ODD[0])
    many = len(words) - length + 1
    out = np.zeros(many, dtype=np.uint64)
    for i in range(length):
        out = _joined(out, stirred[i : i + many])
    return mixed(out)


def keys_of(rows: npt.NDArray[np.uint32]) -> Longs:
    """A number for each row of numbers, in which their order counts."""
    stirred = mixed(rows.astype(np.uint64) + _ODD[0])
    out = np.zeros(len(rows), dtype=np.uint64)
    for column in stirred.T:
        out = _joined(out, column)
    return mixed(out)


def _joined(numbers: Longs, more: Longs) -> Longs:
    turned = (numbers << np.uint64(7)) ^ (numbers >> np.uint64(57)) ^ more
    joined: Longs = turned * _ODD[1]
    return joined


def mixed(numbers: Longs) -> Longs:
    """Each number stirred, so that its size says nothing (the finisher of SplitMix64)."""
    out = numbers.copy()
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


def shared(one: Longs, other: Longs) -> int:
    """How many numbers two sorted arrays without repetition have in common."""
    return len(np.intersect1d(one, other, assume_unique=True))


def band_keys(distinct: Longs) -> Longs:
    """A key for each band of the MinHash signature of a set of shingles."""
    if not len(distinct):
        return np.zeros(0, dtype=np.uint64)
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    raw = distinct.astype("<u8").tobytes()
    sketch.update([raw[at : at + 8] for at in range(0, len(raw), 8)])
    rows = np.array(sketch.digest(), dtype=np.uint32).reshape(BANDS, ROWS)
    return keys_of(np.column_stack((np.arange(BANDS, dtype=np.uint32), rows)))


def passage_keys(body: Body) -> Longs:
    """The sampled shingles of an article as keys; those that many articles share are left out."""
    runs = shingles_of(body.words, _SAMPLED_LENGTH)
    if len(body) < _SAMPLED_LENGTH:
        return runs[:0]
    told = _sums(body.weights.astype(np.float64), _SAMPLED_LENGTH)
    plain = _sums(body.everyday.astype(np.float64), _SAMPLED_LENGTH)
    named = _sums(((body.marks & (NAME | FIGURE)) > 0).astype(np.float64), _SAMPLED_LENGTH)
    good = (told >= _LEAST_TOLD) & (plain >= _LEAST_PLAIN) & (named >= 1)
    return np.unique(runs[good])[:SAMPLED]


def _sums(values: npt.NDArray[np.float64], length: int) -> npt.NDArray[np.float64]:
    total = np.concatenate(([0.0], np.cumsum(values)))
    sums: npt.NDArray[np.float64] = total[length:] - total[:-length]
    return sums
