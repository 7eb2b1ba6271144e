"""Corrections before they are kept, and found again by their ids."""

from __future__ import annotations

import dataclasses

import pytest
from recorded import Clock, the

from backchannel.entries.entry import Party
from backchannel.errors import RecordError
from backchannel.record import keeping
from backchannel.record.anchors import EntryAnchor
from backchannel.record.corrections import (
    Action,
    Add,
    Correction,
    FieldValue,
    Mend,
    MergeParties,
)
from backchannel.record.store import Record


@pytest.fixture
def signal(record: Record) -> EntryAnchor:
    return record.anchor(the(record, "dispatch", "signal").id)


def refused(content: Action) -> str:
    with pytest.raises(RecordError) as caught:
        keeping.compose(content, "read again", "ada", None)
    return str(caught.value)


def test_what_makes_no_sense_is_not_composed(signal: EntryAnchor) -> None:
    twice = (FieldValue("type", "threat"), FieldValue("type", "demand"))
    assert refused(Mend(signal, twice)) == "a field is given twice"
    assert refused(Mend.of(signal, target=signal)) == "target: not an entry"
    assert refused(Mend.of(signal, issuer=Party(" ", None))) == "issuer: an empty text"


def test_a_statement_is_put_inside_a_statement(record: Record, signal: EntryAnchor) -> None:
    statement = record.anchor(the(record, "dispatch", "statement").id)
    assert refused(Mend.of(statement, within=signal)) == "within: not a statement"


def test_what_is_added_was_scored_by_no_model(record: Record) -> None:
    line = the(record, "dispatch", "event")
    scored = dataclasses.replace(line.entry, confidence=0.5)
    content = Add(record.article_anchor("dispatch"), scored)
    assert refused(content).startswith("confidence: of an entry added")


def test_the_beginning_of_two_ids_names_neither(record: Record, now: Clock) -> None:
    content = MergeParties(Party("Norland", "NOR"), Party("Sudmark", "SDN"))
    by_first: dict[str, Correction] = {}
    while True:
        made = keeping.compose(content, "same", "ada", now())
        other = by_first.setdefault(made.id[0], made)
        if other is not made:
            break
    for each in (other, made):
        record.correct(content, why="same", by="ada", at=each.made_at)
    with pytest.raises(RecordError, match="fits 2 corrections"):
        record.take_back(made.id[0], why="no", by="ada")
    assert [c.back for c in record.corrections()] == [None, None]
