from __future__ import annotations

import pytest
import told

from backchannel.entries.entry import Forecast, Message, Party, Place, Relation, Response
from backchannel.links.changes import changes_of


def changes(*sheets, who=None):
    lines = [x for s in sheets for x in s.lines]
    found = changes_of(lines) if who is None else changes_of(lines, who)
    return [(c.field, c.before, c.after, c.line, c.on and c.on.day) for c in found]


def test_what_was_unknown_becomes_known():
    first = told.told("a", told.message(recipient=None), day=1)
    later = told.told("b", told.message(channel="letter", date="2031-03-01"), day=4)
    assert changes(first, later) == [
        ("recipient", None, "Kessaria", "b0", 4),
        ("channel", None, "letter", "b0", 4),
        ("date", None, "2031-03-01", "b0", 4),
    ]


def test_a_status_changes_and_what_was_told_before_is_no_change():
    sheets = [
        told.told("a", told.message(), day=1),
        told.told("b", told.message(status="denied"), day=2),
        told.told("c", told.message(), day=3),
        told.told("d", told.message(status="confirmed"), day=4),
    ]
    assert changes(*sheets) == [
        ("status", "reported", "denied", "b0", 2),
        ("status", "denied", "confirmed", "d0", 4),
    ]


def test_of_one_day_or_of_none_no_change_is_claimed():
    one, other = told.message(), told.message(status="denied")
    assert changes(told.told("a", one, day=1), told.told("b", other, day=1)) == []
    assert changes(told.told("a", one, day=1), told.told("b", other)) == []
    assert changes(told.told("a", one), told.told("b", other)) == []
    assert changes() == []


def test_what_several_reports_of_a_day_say_anew_is_one_change():
    sheets = [told.told("a", told.tally(24), day=1)]
    sheets += [told.told(n, told.tally(30, bound="at_least"), day=2) for n in "bc"]
    assert changes(*sheets) == [("value", "24", "at least 30", "b0", 2)]


def test_figures_are_written_out():
    sheets = [
        told.told("a", told.tally(1400, part_of=2000), day=1),
        told.told("b", told.tally((1500, 1600), bound="about", part_of=2500), day=2),
    ]
    assert [c[:3] for c in changes(*sheets)] == [
        ("value", "1,400", "about 1,500 to 1,600"),
        ("part_of", "2,000", "2,500"),
    ]


def test_parties_of_one_state_are_alike_and_others_go_by_name():
    minister, state = Party("Tomas Veil", "KESSARIA"), Party("Kessaria", "KESSARIA")
    carrier, other = Party("Red Crescent", "CIVIL"), Party("Harbour Mission", "CIVIL")
    sheets = [
        told.told("a", told.message(recipient=state, intermediary=carrier), day=1),
        told.told("b", told.message(recipient=minister, intermediary=other), day=2),
    ]
    assert changes(*sheets) == [("intermediary", "Red Crescent", "Harbour Mission", "b0", 2)]
    one = changes(*sheets, who=lambda party, line: carrier if party == other else party)
    assert one == []


@pytest.mark.parametrize(
    ("first", "later", "alike"),
    [
        (Place("Port Karim"), Place("port karim"), True),
        (Place("Karim", geoname=7), Place("Port Karim", geoname=7), True),
        (Place("Port Karim"), Place("Old Quay"), False),
    ],
)
def test_places_are_alike_by_name_or_number(first, later, alike):
    sheets = [
        told.told("a", told.event(place=first), day=1),
        told.told("b", told.event(place=later), day=2),
    ]
    found = changes(*sheets)
    assert found == ([] if alike else [("place", first.name, later.name, "b0", 2)])


@pytest.mark.parametrize(
    ("kind", "field", "before", "after"),
    [
        (Response, "stance", "deny", "confirm"),
        (Relation, "polarity", "asserted", "denied"),
        (Forecast, "likelihood", "likely", "certain"),
        (Message, "status", "reported", "disputed"),
    ],
)
def test_other_kinds_change_too(kind, field, before, after):
    fixed = {"type": "backs"} if kind is Relation else {}
    sheets = [
        told.told("a", told.drafted(kind, **{field: before}, **fixed), day=1),
        told.told("b", told.drafted(kind, **{field: after}, **fixed), day=2),
    ]
    assert (field, before, after, "b0", 2) in changes(*sheets)


def test_wording_is_no_change():
    roles = [
        told.told(n, told.drafted(Relation, type=t, role=role), day=at)
        for at, (n, t, role) in enumerate(
            [("a", "represents", "finance minister"), ("b", "commands", "Finance Minister")], 1
        )
    ]
    assert changes(*roles) == []
