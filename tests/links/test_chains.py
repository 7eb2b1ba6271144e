from __future__ import annotations

import pytest
import told

from backchannel.entries.entry import Party
from backchannel.links.chains import Chains, body_of, nearest_named, source_of, with_state

REUTERS = Party("Reuters", "MEDIA")


def chain(sheet, place):
    """Names of the sources of an entry, nearest first."""
    return [source.name for source in Chains(sheet).of(sheet.lines[place])]


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Tasnim", "outlet"),
        ("the Associated Press", "outlet"),
        ("newspaper Hurriyet", "outlet"),
        ("Norwegian state television", "outlet"),
        ("Quayside Radio", "outlet"),
        ("state television", "unnamed"),
        ("local media", "unnamed"),
        ("Initial reports", "unnamed"),
        ("Sera Dovan", "party"),
        ("harbour office", "party"),
        ("Norwegian army", "party"),
        ("Pentagon report", "party"),
        ("Home Office spokesperson", "party"),
        ("Turkish president", "party"),
        ("police", "unnamed"),
        ("government spokesman", "unnamed"),
        ("western diplomat", "unnamed"),
        ("United States officials", "unnamed"),
        ("sources in the Norwegian army", "unnamed"),
        ("Officials", "unnamed"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_what_sort_a_source_is(name, sort):
    assert source_of(name).sort == sort


def test_the_sources_of_a_line_come_nearest_first():
    sheet = told.told("a", told.message("a Norwegian diplomat", "Tasnim News Agency"))
    assert chain(sheet, 0) == ["a Norwegian diplomat", "Tasnim"]
    assert nearest_named(Chains(sheet).of(sheet.lines[0])).name == "Tasnim"
    assert chain(told.told("b", told.message()), 0) == []


def test_a_statement_comes_through_those_who_relay_it_and_not_its_speaker():
    outer = told.statement(told.VEIL, words="Veil told Reuters Dovan said so", addressee=REUTERS)
    sheet = told.told("a", outer, told.statement(words="Dovan said so", within=0))
    assert chain(sheet, 0) == ["Reuters"]
    assert chain(sheet, 1) == ["Tomas Veil", "Reuters"]


def test_statements_within_each_other_in_a_circle_come_to_an_end():
    sheet = told.told("a", told.statement(within=1), told.statement(told.VEIL, within=0))
    assert len(chain(sheet, 0)) < 20


@pytest.mark.parametrize(
    ("name", "shown", "body"),
    [
        ("The White House", "United States", "White House"),
        ("White House spokeswoman", "United States", "White House"),
        ("the Kremlin", "Russia", "Kremlin"),
        ("the Pentagon", "Pentagon", None),
        ("United States", "United States", None),
        ("Washington", "United States", None),
        ("Sera Dovan", "Sera Dovan", None),
    ],
)
def test_a_body_that_stands_for_its_state_keeps_its_own_name(name, shown, body):
    found = source_of(name)
    assert (found.name, found.body) == (shown, body)
    assert body_of(name) == body


def test_a_body_has_its_state_in_brackets():
    assert with_state("White House", "United States") == "White House (United States)"
    assert with_state("Pentagon", "Pentagon") == "Pentagon"
    assert with_state(None, "Oman") == "Oman"
