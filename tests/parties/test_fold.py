"""Folding and keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.parties.fold import bone_key, distance, fold, sound_key, tokens


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("U.S.", "us"),
        ("U.S.'s", "us"),
        ("Recep Tayyip Erdoğan’s", "recep tayyip erdogan"),
        ("Hay’at Tahrir al-Shām", "hayat tahrir al sham"),
        ("N'Djamena", "ndjamena"),
        ("Amir-Abdollahian", "amir abdollahian"),
        ("Łódź", "lodz"),
        ("", ""),
    ],
)
def test_fold(written: str, key: str) -> None:
    assert fold(written) == key


def test_spans_leave_the_possessive_out() -> None:
    text = "Iran’s answer"
    first = tokens(text)[0]
    assert text[first.start : first.end] == "Iran"


@pytest.mark.parametrize(
    ("one", "two"),
    [("muammar gaddafi", "moammar kadhafi"), ("qaddafi", "gadhafi"), ("soleimani", "suleimani")],
)
def test_sounds_alike(one: str, two: str) -> None:
    assert bone_key(one) == bone_key(two)


@pytest.mark.parametrize(
    ("one", "two"), [("iran", "iraq"), ("austria", "australia"), ("lavrov", "larijani")]
)
def test_sounds_differ(one: str, two: str) -> None:
    assert sound_key(one) != sound_key(two)
    assert bone_key(one) != bone_key(two)


def test_distance() -> None:
    assert distance("abcd", "abdc", 2) == 1
    assert distance("abcd", "wxyz", 2) == 3
    assert distance("", "ab", 1) == 2


@given(st.text(max_size=60))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        at = token.end


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_ascii(text: str) -> None:
    once = fold(text)
    assert fold(once) == once or not once.isascii()
