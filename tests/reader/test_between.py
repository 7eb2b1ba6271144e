import numpy as np

from backchannel.reader.between import BETWEEN, DISTANCES, between, running_counts
from backchannel.reader.pieces import Gap, Shape

NONE = BETWEEN // 2


def test_what_lies_between_an_anchor_and_each_word() -> None:
    # “ a ” said b ¶ c added d
    shapes = np.full(9, Shape.LOWER)
    shapes[0], shapes[2] = Shape.OPENING_QUOTE, Shape.CLOSING_QUOTE
    gaps = np.full(9, Gap.SPACE)
    gaps[5] = Gap.PARAGRAPH
    cues = np.zeros(9, dtype=np.int64)
    cues[[3, 7]] = 1
    seen = between(running_counts(shapes, gaps, cues), 3, 4, 0, 9)
    assert seen[3].tolist() == [DISTANCES // 2, NONE, NONE, NONE]
    assert seen[:, 1].tolist() == [NONE] * 7 + [NONE + 1] * 2  # one cue before "d"
    assert seen[4, 2] == NONE
    assert seen[5, 2] == seen[8, 2] == NONE + 1  # one paragraph break
    assert seen[1, 3] == NONE - 1  # the closing mark stands between "a" and the cue
    assert seen[:, 0].min() > 0
    assert seen[:, 0].max() < DISTANCES


def test_distances_far_away_stay_within_their_buckets() -> None:
    n = 1001
    counts = running_counts(np.full(n, 1), np.full(n, Gap.PARAGRAPH), np.ones(n, dtype=np.int64))
    seen = between(counts, 500, 502, 0, n)
    assert seen.min() >= 0
    assert seen[:, 0].max() < DISTANCES
    assert seen[:, 1:].max() < BETWEEN
