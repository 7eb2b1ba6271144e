"""Corrections find their entries and articles again: read by another model, gone and back."""

from __future__ import annotations

import dataclasses
import datetime

import plain
import pytest
from recorded import IRAN, IRAQ, Clock, correct, event, export, read_again, the

from backchannel.articles.article import Published
from backchannel.entries.entry import Message
from backchannel.errors import RecordError
from backchannel.record.anchors import ArticleAnchor
from backchannel.record.corrections import Add, Mend, Reject
from backchannel.record.store import Record
from backchannel.span import Span

# --- reading again ---------------------------------------------------------------------------


def test_corrections_survive_another_model(record: Record, now: Clock) -> None:
    line, said = the(record, "a001", "message"), the(record, "a001", "statement")
    correct(record, Mend.of(record.anchor(line.id), date="2031-05-02"), now())
    correct(record, Reject(record.anchor(said.id)), now())
    longer = Span(line.entry.evidence.start, line.entry.evidence.end + 12)
    assert isinstance(line.entry, Message)
    trigger = Span(line.entry.trigger.start, line.entry.trigger.end + 8)
    new = dataclasses.replace(line.entry, evidence=longer, trigger=trigger, recipient=None)
    read_again(record, "a001", "plain-2", said.entry, new)
    (found,) = record.entries(article="a001")
    assert found.id != line.id
    assert found.entry == dataclasses.replace(new, date="2031-05-02")
    assert found.model == "plain-2"
    assert [c.entries for c in record.corrections()] == [(found.id,), (said.id,)]
    read_again(record, "a001", "plain-3", said.entry)
    assert [c.state for c in record.corrections()] == ["dormant", "holds"]
    read_again(record, "a001", "plain-1", said.entry, line.entry)
    assert the(record, "a001", "message").id == line.id
    assert [c.state for c in record.corrections()] == ["holds", "holds"]


def test_an_entry_of_another_kind_or_elsewhere_is_not_it(record: Record) -> None:
    line = the(record, "a001", "message")
    correct(record, Reject(record.anchor(line.id)))
    assert isinstance(line.entry, Message)
    start, end = line.entry.evidence
    far = dataclasses.replace(line.entry, evidence=Span(start, start + (end - start) // 4))
    away = dataclasses.replace(line.entry, trigger=Span(start, start + 3))
    read_again(record, "a001", "plain-2", away)
    assert len(list(record.entries(article="a001"))) == 1
    assert record.corrections()[0].state == "dormant"
    read_again(record, "a001", "plain-3", far)
    assert [c.state for c in record.corrections()] == ["holds"]  # the trigger is the same


def test_one_of_two_acting_jointly_is_told_apart(record: Record) -> None:
    article = record.article("a001")
    norland = event(article, "Norland told Sudmark", "told", actor=IRAN)
    sudmark = dataclasses.replace(norland, actor=IRAQ)
    read_again(record, "a001", "plain-2", norland, sudmark)
    one, _ = record.entries(article="a001")
    correct(record, Reject(record.anchor(one.id)))
    assert [x.entry for x in record.entries(article="a001")] == [sudmark]
    read_again(record, "a001", "plain-3", sudmark)
    (left,) = record.entries(article="a001")
    assert (left.id, left.entry) == (one.id, sudmark)  # the id is now the other's
    assert record.corrections()[0].state == "dormant"
    read_again(record, "a001", "plain-4", sudmark, norland)
    assert [x.entry for x in record.entries(article="a001")] == [sudmark]


def test_a_neighbour_that_is_all_that_is_read_now_is_not_taken_for_it(record: Record) -> None:
    article = record.article("a001")
    text = article.text
    short = event(article, "ship 1 would sail", "sail")
    long = event(article, "that ship 1 would sail", "sail", actor=IRAN)
    read_again(record, "a001", "plain-2", short, long)
    one, _ = record.entries(article="a001")
    correct(record, Reject(record.anchor(one.id)))
    read_again(record, "a001", "plain-3", long)
    assert [x.entry for x in record.entries(article="a001")] == [long]
    between = Span(text.index("hat ship"), text.index(" would sail") + len(" would sail"))
    read_again(record, "a001", "plain-4", dataclasses.replace(long, evidence=between))
    assert len(list(record.entries(article="a001"))) == 1


def test_what_was_added_and_is_found_at_last_is_there_once(record: Record, now: Clock) -> None:
    article = record.article("a001")
    mine = event(article, "Norland told Sudmark that ship 1 would sail", "told", actor=IRAN)
    made = correct(record, record.addition("a001", mine), now())
    found = event(article, "Norland told Sudmark", "told", recipient=IRAQ)
    read = plain.PlainReader().read(article).entries
    read_again(record, "a001", "plain-2", found, *read)
    lines = list(record.entries(article="a001"))
    assert [x.entry for x in lines] == [mine, *read]
    assert (lines[0].place, lines[0].id, lines[0].corrected_by) == (0, *made.entries, made.id)
    assert record.reading("a001").entries == (found, *read)
    record.take_back(made.id, why="no", by="bo")
    assert [x.entry for x in record.entries(article="a001")] == [found, *read]


def test_what_is_added_beside_one_that_was_read_is_another(record: Record, now: Clock) -> None:
    article = record.article("a001")
    read = event(article, "Norland told Sudmark", "told", recipient=IRAQ)
    read_again(record, "a001", "plain-2", read)
    other = dataclasses.replace(read, recipient=None, actor=IRAN)
    made = correct(record, record.addition("a001", other), now())
    assert [x.entry for x in record.entries(article="a001")] == [read, other]
    correct(record, Reject(record.anchor(the(record, "a001", "event").id)), now())
    assert [x.entry for x in record.entries(article="a001")] == [other]
    assert made.state == "holds"


def test_what_cannot_be_in_the_article_is_dormant(record: Record) -> None:
    article = record.article_anchor("a001")
    unseen = ArticleAnchor("0" * 64, article.fingerprint, "elsewhere")
    far = event(record.article("dispatch"), "Oman condemned the shelling", "condemned")
    assert far.evidence.start > len(record.article("a001").text)
    made = correct(record, Add(unseen, far))
    assert made.state == "dormant"
    with pytest.raises(RecordError, match="goes beyond"):
        correct(record, Add(article, far))
    given = record.article("a001")
    record.remove("a001")
    record.add(
        dataclasses.replace(given, id="elsewhere"),
        plain.PlainReader().read(dataclasses.replace(given, id="elsewhere")),
    )
    assert [c.state for c in record.corrections()] == ["dormant"]


# --- articles that come and go ---------------------------------------------------------------


def test_corrections_wait_for_an_article_that_is_away(record: Record, now: Clock) -> None:
    article = record.article("a001")
    line = the(record, "a001", "message")
    correct(record, Mend.of(record.anchor(line.id), date="2031-05-02"), now())
    made = event(article, "Norland told Sudmark", "told")
    correct(record, record.addition("a001", made), now())
    full, lines = export(record), list(record.entries())
    record.remove("a001")
    assert [c.state for c in record.corrections()] == ["dormant", "dormant"]
    record.add(article, plain.PlainReader().read(article))
    assert export(record) == full
    assert list(record.entries()) == lines


def test_an_article_of_which_more_is_known_now_is_the_same(record: Record) -> None:
    line = the(record, "a001", "message")
    correct(record, Reject(record.anchor(line.id)))
    article = dataclasses.replace(
        record.article("a001"), published=Published(datetime.date(2031, 5, 4), "field:date")
    )
    assert record.add(article, plain.PlainReader().read(article)) == "again"
    assert list(record.entries(kind="message", article="a001")) == []
    assert record.corrections()[0].state == "holds"


def test_a_reprint_is_not_corrected_with_the_article(record: Record) -> None:
    article = record.article("a001")
    reprint = dataclasses.replace(article, id="reprint", outlet="Other Times")
    record.add(reprint, plain.PlainReader().read(reprint))
    correct(record, Reject(record.anchor(the(record, "a001", "message").id)))
    assert len(list(record.entries(kind="message", article="reprint"))) == 1
    assert list(record.entries(kind="message", article="a001")) == []
