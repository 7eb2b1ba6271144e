"""The share of a word's occurrences that name an act."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.lexicon import NEUTRAL, WEIGHT, Lexicon, log_odds, words_of


def test_a_word_often_taken_for_an_act_raises_the_score_and_a_common_one_lowers_it() -> None:
    lexicon = Lexicon({"signal": {"warned": 2.0, "said": -6.0}})
    assert lexicon.weighed("signal", ["warned"], 0.3) > 0.3
    assert lexicon.weighed("signal", ["said"], 0.3) < 0.3


def test_a_word_never_seen_leaves_the_score() -> None:
    lexicon = Lexicon({"signal": {}})
    assert lexicon.weighed("signal", ["fulminated"], 0.3) == pytest.approx(0.3, abs=1e-3)


def test_a_kind_that_is_not_counted_leaves_the_score() -> None:
    assert Lexicon({}).weighed("message", ["told"], 0.3) == 0.3


def test_of_several_words_the_most_telling_counts() -> None:
    lexicon = Lexicon({"position": {"strongly": -4.0, "condemned": 1.0}})
    both = lexicon.weighed("position", ["strongly", "condemned"], 0.4)
    assert both == lexicon.weighed("position", ["condemned"], 0.4)


def test_log_odds_add_up() -> None:
    odds = math.log(0.4 + 1e-4) - math.log(0.6 + 1e-4)
    weighed = Lexicon({"event": {"struck": 0.5}}).weighed("event", ["struck"], 0.4)
    assert math.log(weighed / (1 - weighed)) == pytest.approx(odds + WEIGHT * (0.5 - NEUTRAL))


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_counts_give_finite_odds_that_rise_with_the_hits(hits: int, others: int) -> None:
    odds = log_odds(hits, hits + others)
    assert math.isfinite(odds)
    assert log_odds(hits + 1, hits + 1 + others) > odds


def test_words_are_taken_apart_at_hyphens_and_figures() -> None:
    assert words_of("Cease-fire, 3rd DAY") == ["cease", "fire", "rd", "day"]
