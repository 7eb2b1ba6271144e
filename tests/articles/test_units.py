from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles.units import units_of

WRAPPED = (
    "    The government of the island told its neighbour\n"
    "through an embassy that the ferry would be freed and\n"
    "that its crew could leave.\n"
    "    The neighbour said that no message of that kind had\n"
    "arrived at any of its offices.\n"
)


def test_lines_are_units() -> None:
    units = units_of("One line\n  Another. \r\n\r\nThird")
    assert [u.text for u in units] == ["One line", "Another.", "Third"]
    assert [u.gap for u in units] == [True, False, True]


def test_hard_wrapped_lines_are_joined() -> None:
    units = units_of(WRAPPED)
    assert [u.text.split()[0] for u in units] == ["The", "The"]
    assert units[0].text.endswith("leave.")


def test_a_text_that_is_indented_as_a_whole() -> None:
    text = "  FERRY IS FREED\n  AFTER NINE DAYS\n\n" + WRAPPED.replace("\n", "\n  ")
    assert [u.text.split()[0] for u in units_of("  " + text)] == ["FERRY", "The", "The"]


def test_a_list_is_not_wrapped() -> None:
    text = "Ferry freed\nStorm kills nine\nNorland trims rates\nStrait reopens\n"
    assert len(units_of(text)) == 4


@given(st.text(alphabet="aA .\n\r\t\u2028\ufeff\x03", max_size=200))
def test_units_are_the_text_without_outer_space(text: str) -> None:
    units = units_of(text)
    at = 0
    for unit in units:
        assert at <= unit.span.start < unit.span.end <= len(text)
        assert unit.span.of(text) == unit.text
        at = unit.span.end
    left = sum(len("".join(u.text.split())) for u in units)
    assert left == len("".join(text.replace("\ufeff", "").split())) + sum(
        u.text.count("\ufeff") for u in units
    )
