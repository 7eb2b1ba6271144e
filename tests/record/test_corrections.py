"""What a correction is: who made it and why, what it is about, and that it is kept."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from recorded import Clock, correct, the

from backchannel.entries.entry import Party, Place, Tally
from backchannel.errors import RecordError
from backchannel.record.anchors import ArticleAnchor
from backchannel.record.corrections import (
    Action,
    Mend,
    MergeLineages,
    MergeParties,
    Reject,
    SplitParties,
    SplitThreads,
)
from backchannel.record.store import Record
from backchannel.span import Span


def test_a_correction_says_who_and_why_and_when(record: Record) -> None:
    content = Reject(record.anchor(the(record, "a001", "message").id))
    for why, by in (("", "ada"), ("so", " "), ("so\0", "ada"), ("so", "\ud800")):
        with pytest.raises(RecordError, match=r"reason|name"):
            record.correct(content, why=why, by=by)
    for at in ("soon", "2031-01-01T00:00:00", datetime.datetime(2031, 1, 1)):
        with pytest.raises(RecordError, match=r"no time|time zone"):
            record.correct(content, why="so", by="ada", at=at)
    east = datetime.timezone(datetime.timedelta(hours=2))
    at = datetime.datetime(2031, 1, 1, 1, tzinfo=east)
    made = record.correct(content, why="so", by="ada", at=at)
    assert made.made_at == "2030-12-31T23:00:00.000000Z"
    assert record.correct(content, why="so", by="ada", at=made.made_at) == made
    assert len(record.corrections()) == 1


def test_a_pair_has_one_order() -> None:
    one, two = Party("b", "IRN"), Party("a", "IRQ")
    assert MergeParties(one, two) == MergeParties(two, one)
    articles = ArticleAnchor("2", "f", "n"), ArticleAnchor("1", "f", "n")
    assert MergeLineages(*articles) == MergeLineages(*articles[::-1])


def test_nothing_is_tied_to_itself(record: Record) -> None:
    for party in (
        Party("Hossein Amir-Abdollahian", "IRN"),
        Party("hossein amirabdollahian", "IRN"),
    ):
        with pytest.raises(RecordError, match="itself"):
            correct(record, MergeParties(Party("Hossein Amir-Abdollahian", "IRN"), party))
    article = record.article_anchor("a001")
    with pytest.raises(RecordError, match="itself"):
        correct(record, MergeLineages(article, article))


def test_what_a_correction_is_about_is_named_or_refused(record: Record) -> None:
    line = the(record, "dispatch", "event")
    assert record.anchor(line.ref).trace.id == line.id
    assert record.article_anchor("disp").name == "dispatch"
    for wanted in ("a0", "b"):
        with pytest.raises(RecordError, match=r"fits several|no article named"):
            record.article_anchor(wanted)
    text = record.article("a001").text
    with pytest.raises(RecordError, match="entries stand at"):
        record.anchor(f"a001:0-{len(text)}")
    for wanted in ("zzzz", "", "%"):
        with pytest.raises(RecordError, match="there is no correction"):
            record.take_back(wanted, why="so", by="ada")


def test_what_is_kept_comes_back_as_it_was(record: Record, now: Clock) -> None:
    karim = Place("Port Karim", "OMN", 23.5, 58.5, 7)
    tally = the(record, "dispatch", "tally").entry
    assert isinstance(tally, Tally)
    new = dataclasses.replace(tally, value=(1, 2.5), place=karim, confidence=None)
    anchor = record.anchor(the(record, "dispatch", "event").id)
    contents: list[Action] = [
        Reject(anchor),
        Mend.of(anchor, place=karim, actor=None, attributed_to=("a", "b"), evidence=Span(1, 9)),
        record.addition("dispatch", new),
        SplitThreads(anchor, record.anchor(the(record, "a001", "message").id)),
        MergeLineages(anchor.article, record.article_anchor("a001")),
        SplitParties(Party("Norland"), Party("Sudmark", "SDN")),
    ]
    made = [correct(record, content, now()) for content in contents]
    assert [c.content for c in record.corrections()] == contents
    assert [c.id for c in record.corrections()] == [c.id for c in made]
