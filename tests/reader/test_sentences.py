import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.sentences import UNSURE, plain_starts


def starts(text: str) -> dict[str, int]:
    """What is said of the words of a text, by word; ``_`` stands for no space."""
    parts = re.findall(r"(\s*)(_?)(\S+?)(?=_|\s|$)", text)
    words = [word for _, _, word in parts]
    return dict(zip(words, plain_starts(words, [space for space, _, _ in parts]), strict=True))


def test_a_full_stop_before_a_capital() -> None:
    found = starts("Oman spoke_. Then it_? rested_! Quietly")
    assert [w for w, said in found.items() if said == 1] == ["Oman", "Then", "Quietly"]
    assert {found[w] for w in ("spoke", "it", "rested")} == {0}


def test_a_mark_that_belongs_to_its_word_is_not_plain() -> None:
    assert starts("The U.S. Navy")["Navy"] == UNSURE
    assert starts("of Gen. Quist")["Quist"] == UNSURE
    assert starts("Wait ... Oman")["Oman"] == UNSURE


def test_a_full_stop_before_lower_case_ends_no_sentence() -> None:
    assert starts("at 5 p.m_. the talks")["the"] == 0


def test_a_full_stop_before_a_number_leaves_it_open() -> None:
    assert starts("It rained_. 40 drowned")["40"] == UNSURE


def test_a_full_stop_without_a_space_ends_no_sentence() -> None:
    assert starts("port_._Alda")["Alda"] == UNSURE


@pytest.mark.parametrize("close", ['"', "”", "»", ")", "’"])
def test_quotes_close_after_the_full_stop(close: str) -> None:
    found = starts(f"failed_._{close} Then")
    assert found["Then"] == 1
    assert found[close] == UNSURE
    assert starts(f"failed_._{close} then")["then"] == 0


@pytest.mark.parametrize("mark", ['"', "“", "«", "(", "‘"])
def test_quotes_open_a_sentence(mark: str) -> None:
    found = starts(f"failed_. {mark}_Nobody asked")
    assert found[mark] == 1
    assert found["Nobody"] == UNSURE
    assert found["asked"] == 0


def test_after_a_comma_or_a_word_no_sentence_starts() -> None:
    found = starts("Oman_, Jordan and Kuwait")
    assert {found[w] for w in ("Jordan", "and", "Kuwait")} == {0}


def test_a_line_that_breaks_leaves_it_open() -> None:
    found = starts("Talks stall\nOman waits_.\nThen nothing")
    assert found["Oman"] == UNSURE
    assert found["Then"] == 1
    assert starts("it was\nsaid")["said"] == UNSURE


def test_a_paragraph_starts_a_sentence() -> None:
    found = starts("Talks stall\n\nthe port")
    assert (found["Talks"], found["the"], found["port"]) == (1, 1, 0)


def test_nothing_has_no_starts() -> None:
    assert plain_starts([], []) == []


WORDS = st.sampled_from(["Oman", "the", "U.S.", ".", "?", "!", '"', "“", "”", "(", ")", ",", "7"])
GAPS = st.sampled_from(["", " ", "\n", "\n\n"])


@given(st.lists(st.tuples(GAPS, WORDS), min_size=1, max_size=30))
def test_each_word_is_a_start_or_none_or_unsure(parts: list[tuple[str, str]]) -> None:
    words, gaps = [w for _, w in parts], [g for g, _ in parts]
    found = plain_starts(words, gaps)
    assert len(found) == len(words)
    assert set(found) <= {0, 1, UNSURE}
    assert found[0] == 1
    for i, said in enumerate(found[1:], 1):
        if said == 1:
            assert "\n\n" in gaps[i] or (gaps[i] and not words[i][0].islower())
        if words[i - 1] in ("Oman", "the", "7") and "\n" not in gaps[i]:
            assert said == 0
