from __future__ import annotations

import random

import numpy as np
from dispatches import DIVIDEND, WIRE
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles import Fields, survey
from backchannel.links.body import body_of
from backchannel.links.shingles import BANDS, SAMPLED, band_keys, passage_keys, shared, shingles_of

NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=40)


def words(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.uint32)


@given(NUMBERS)
def test_a_shingle_for_each_run_of_five(numbers: list[int]) -> None:
    found = shingles_of(words(*numbers))
    assert len(found) == max(min(1, len(numbers)), len(numbers) - 4)


def test_shingles_depend_on_words_and_their_order() -> None:
    one = shingles_of(words(1, 2, 3, 4, 5, 6))
    assert one[1] == shingles_of(words(2, 3, 4, 5, 6))[0]
    assert one[0] != shingles_of(words(2, 1, 3, 4, 5))[0]
    assert len(set(shingles_of(words(*range(1000))).tolist())) == 996


def test_likeness_counts_what_is_shared() -> None:
    one, other = (np.unique(shingles_of(words(*range(a, a + 24)))) for a in (0, 10))
    assert shared(one, other) == 10


def test_signatures_are_the_same_on_any_day() -> None:
    assert band_keys(np.arange(1, 20, dtype=np.uint64))[:2].tolist() == PINNED


PINNED = [6450112288955951049, 7153594998481228796]


def test_texts_with_a_jaccard_of_eight_tenths_share_a_band() -> None:
    chosen = random.Random(7)
    missed = 0
    for _ in range(300):
        one = {chosen.getrandbits(60) for _ in range(180)}
        other = set(sorted(one)[:160]) | {chosen.getrandbits(60) for _ in range(20)}
        sets = [band_keys(np.array(sorted(s), dtype=np.uint64)) for s in (one, other)]
        missed += not set(sets[0].tolist()) & set(sets[1].tolist())
    assert missed <= 6  # 1.5 are expected


def test_passages_that_tell_are_keys_and_tables_are_not() -> None:
    keys = passage_keys(body_of(survey(WIRE, Fields())))
    assert len(keys) == SAMPLED
    assert len(band_keys(keys)) == BANDS
    assert len(passage_keys(body_of(survey(DIVIDEND, Fields())))) == 0
