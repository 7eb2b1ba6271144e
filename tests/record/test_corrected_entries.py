"""What a record shows of entries that were rejected, mended and added."""

from __future__ import annotations

import dataclasses
import datetime

import crisis
import plain
import pytest
from recorded import IRAN, IRAQ, Clock, correct, event, export, the

from backchannel.entries.entry import Event, Message, Party, Place, Statement
from backchannel.errors import RecordError
from backchannel.record.corrections import Add, Mend, Reject
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.span import Span

# --- reject ----------------------------------------------------------------------------------


def record_filter(kind: str) -> Filter:
    return Filter(kind=kind)


def test_a_rejected_entry_is_shown_nowhere_and_stays_in_the_reading(record: Record) -> None:
    line, before = the(record, "a001", "message"), record.reading("a001")
    made = correct(record, Reject(record.anchor(line.id)))
    assert (made.state, made.entries) == ("holds", (line.id,))
    assert [x.id for x in record.entries(kind="message", article="a001")] == []
    assert list(record.search("ship", record_filter("message"))) != []
    assert "ship 1 would sail" not in export(record)
    assert record.info().entries["message"] == 2
    assert record.reading("a001") == before
    with pytest.raises(RecordError, match="there is no entry"):
        record.entry(line.id)


def test_a_rejection_taken_back_gives_back_the_very_entry(record: Record) -> None:
    line, before = the(record, "a001", "message"), export(record)
    made = correct(record, Reject(record.anchor(line.id)))
    assert export(record) != before
    back = record.take_back(made.id[:6], why="it was right", by="bo")
    assert (back.state, back.back and back.back.by) == ("taken_back", "bo")
    assert export(record) == before
    assert the(record, "a001", "message") == line
    (listed,) = record.corrections()
    assert listed == dataclasses.replace(back)
    with pytest.raises(RecordError, match="taken back by bo already"):
        record.take_back(made.id, why="again", by="bo")


# --- mend ------------------------------------------------------------------------------------


def test_a_mended_entry_keeps_its_id_and_place(record: Record) -> None:
    line, before = the(record, "a001", "message"), record.reading("a001")
    oman = Party("Oman", "OMN")
    mend = Mend.of(record.anchor(line.id), intermediary=oman, date="2031-05-02", content=None)
    made = correct(record, mend)
    new = the(record, "a001", "message")
    assert (new.id, new.place, new.corrected_by) == (line.id, line.place, made.id)
    assert new.entry == dataclasses.replace(
        line.entry, intermediary=oman, date="2031-05-02", content=None
    )
    assert [x.id for x in record.entries(party="OMN", article="a001")] == [line.id]
    assert record.reading("a001") == before
    assert record.entry(line.id) == [new]


@pytest.mark.parametrize("kind", ["statement", "message", "response"])
def test_mended_passages_are_found_by_their_words(record: Record, kind: str) -> None:
    line = the(record, "a002", kind)
    text = line.article.text
    other = Span(text.index("Share"), len(text))
    correct(record, Mend.of(record.anchor(line.id), evidence=other))
    found = [x for x in record.search("share", record_filter(kind)) if isinstance(x, Line)]
    assert [x.id for x in found] == [line.id]
    word = {"statement": "polite", "message": "Norland", "response": "Sudmark"}[kind]
    old = record.search(word, record_filter(kind))
    assert line.id not in [x.id for x in old if isinstance(x, Line)]


def test_any_field_of_any_kind_can_be_mended(record: Record) -> None:
    values: dict[str, dict[str, object]] = {
        "statement": {
            "medium": "radio",
            "content": (Span(0, 3), Span(5, 9)),
            "cue": Span(1, 4),
            "evidence": Span(0, 9),
        },
        "signal": {"type": "promise", "target": None, "condition": Span(3, 9)},
        "response": {"stance": "doubt", "claimant": IRAN, "claim": None},
        "position": {"about": None, "holder": IRAQ, "stance": "support"},
        "event": {
            "place": Place("Port Karim", "OMN", 23.5, 58.5, 7),
            "date": "--03-04",
            "attributed_to": ("harbour office", "radio"),
            "actuality": "planned",
        },
        "tally": {"value": (20, 24.5), "part_of": 30, "of": "sailors", "since": "2031"},
        "relation": {"polarity": "denied", "role": "envoy", "object": None},
        "forecast": {"horizon": None, "likelihood": "unlikely", "trigger": Span(0, 4)},
    }
    for kind, fields in values.items():
        line = the(record, "dispatch", kind)
        made = correct(record, Mend.of(record.anchor(line.id), **fields))  # type: ignore[arg-type]
        (new,) = record.entry(line.id)
        assert new.entry == dataclasses.replace(
            line.entry,
            **fields,  # type: ignore[arg-type]
            confidence=None,
        )
        assert new.corrected_by == made.id
    assert record.reading("dispatch") == crisis.dispatch()[1]


def test_the_evidence_of_a_statement_runs_over_all_its_spans(record: Record, now: Clock) -> None:
    line = the(record, "a001", "statement")
    correct(record, Mend.of(record.anchor(line.id), content=(Span(0, 7), Span(60, 62))), now())
    new = the(record, "a001", "statement")
    assert isinstance(new.entry, Statement)
    assert new.entry.evidence == Span(0, 62)
    correct(record, Mend.of(record.anchor(line.id), evidence=Span(3, 70)), now())
    assert the(record, "a001", "statement").entry.evidence == Span(3, 70)


def test_of_two_mends_of_one_field_the_later_holds(record: Record, now: Clock) -> None:
    line = the(record, "a001", "message")
    anchor, first, second, third = record.anchor(line.id), now(), now(), now()
    late = correct(record, Mend.of(anchor, date="2031-05-02"), third)
    early = correct(record, Mend.of(anchor, date="2031-05-01", channel="letter"), first)
    whole = correct(record, Mend.of(anchor, status="confirmed"), second)
    new = the(record, "a001", "message")
    assert isinstance(new.entry, Message)
    assert (new.entry.date, new.entry.channel, new.entry.status) == (
        "2031-05-02",
        "letter",
        "confirmed",
    )
    assert new.corrected_by == late.id
    assert [c.state for c in record.corrections()] == ["holds"] * 3
    again = correct(record, Mend.of(anchor, channel="call"), now())
    assert {c.id: c.state for c in record.corrections()} == {
        early.id: "overruled",
        whole.id: "holds",
        late.id: "holds",
        again.id: "holds",
    }
    record.take_back(again.id, why="no", by="bo")
    assert the(record, "a001", "message") == new


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sender": None, "sort": "x"}, "no field 'sort'"),
        ({"channel": "pigeon"}, "channel: 'pigeon' is not one of"),
        ({"channel": None}, "channel: may not be unknown"),
        ({"date": "yesterday"}, "is no date"),
        ({"date": "2031-02-30"}, "is no date"),
        ({"evidence": Span(0, 10_000)}, "goes beyond the article's"),
        ({"trigger": Span(4, 4)}, "holds no character"),
        ({"trigger": (1, 4)}, "trigger: not a span"),
        ({"sender": "Norland"}, "sender: not a party"),
        ({"sender": Party("")}, "an empty text"),
        ({"sender": Party("a\0")}, "holds a character"),
        ({"attributed_to": "radio"}, "not a list of names"),
        ({"confidence": 1.0}, "no field 'confidence'"),
        ({}, "no field is given"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    record: Record, fields: dict[str, object], said: str
) -> None:
    before = export(record)
    anchor = record.anchor(the(record, "a001", "message").id)
    with pytest.raises(RecordError, match=said):
        correct(record, Mend.of(anchor, **fields))  # type: ignore[arg-type]
    assert (export(record), record.corrections()) == (before, [])


@pytest.mark.parametrize(
    ("field", "value"),
    [("value", True), ("value", (3, 2)), ("value", (1, 2, 3)), ("value", float("inf")),
     ("value", 10**400), ("part_of", (1, 2)), ("place", Party("Oman")), ("what", "dogs")],
)  # fmt: skip
def test_amounts_that_do_not_fit_are_refused(record: Record, field: str, value: object) -> None:
    anchor = record.anchor(the(record, "dispatch", "tally").id)
    with pytest.raises(RecordError, match=field):
        correct(record, Mend.of(anchor, **{field: value}))  # type: ignore[arg-type]


# --- add -------------------------------------------------------------------------------------


def test_an_added_entry_comes_after_those_read(record: Record, now: Clock) -> None:
    article = record.article("a001")
    first = event(article, "Norland told Sudmark", "told", actor=IRAN, recipient=IRAQ)
    second = event(article, "the note of day 1 was polite", "note", actor=IRAN)
    late, early = now(), datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    one = correct(record, record.addition("a001", first), late)
    two = correct(record, record.addition("a001", second), early)
    added = [x for x in record.entries(article="a001") if x.corrected_by]
    assert [(x.place, x.entry, x.corrected_by) for x in added] == [
        (3, second, two.id),
        (4, first, one.id),
    ]
    assert [x.entry.confidence for x in added] == [None, None]
    assert [x.sense for x in added] == [None, None]
    assert one.entries == (added[1].id,)
    assert record.entry(added[1].id) == [added[1]]
    assert record.reading("a001") == plain.PlainReader().read(article)
    assert [x.id for x in record.entries(kind="event", party="NOR", article="a001")] == [
        x.id for x in added
    ]


def test_an_added_entry_can_be_mended_rejected_and_given_back(record: Record, now: Clock) -> None:
    made = event(record.article("a001"), "Norland told Sudmark", "told")
    added = correct(record, record.addition("a001", made), now())
    (id_,) = added.entries
    mended = correct(record, Mend.of(record.anchor(id_), actor=IRAN), now())
    (line,) = record.entry(id_)
    assert isinstance(line.entry, Event)
    assert (line.entry.actor, line.corrected_by) == (IRAN, mended.id)
    rejected = correct(record, Reject(record.anchor(id_)), now())
    assert id_ not in [x.id for x in record.entries()]
    assert [c.state for c in record.corrections()] == ["overruled", "overruled", "holds"]
    record.take_back(rejected.id, why="no", by="bo")
    assert record.entry(id_) == [line]
    record.take_back(added.id, why="no", by="bo")
    assert id_ not in [x.id for x in record.entries()]
    assert [c.state for c in record.corrections()] == ["taken_back", "dormant", "taken_back"]


def test_the_same_entry_added_twice_is_there_once(record: Record, now: Clock) -> None:
    made = event(record.article("a001"), "Norland told Sudmark", "told")
    content = record.addition("a001", made)
    one, two = correct(record, content, now()), correct(record, content, now())
    assert [x.corrected_by for x in record.entries(kind="event", article="a001")] == [one.id]
    assert (two.state, two.entries) == ("overruled", ())
    record.take_back(one.id, why="no", by="bo")
    assert [x.corrected_by for x in record.entries(kind="event", article="a001")] == [two.id]


def within(line: Line) -> int | None:
    assert isinstance(line.entry, Statement)
    return line.entry.within


def test_statements_stand_inside_statements(record: Record, now: Clock) -> None:
    article = record.article("a001")
    outer = record.anchor(the(record, "a001", "statement").id)
    content = Span(article.text.index("the note"), article.text.index(" was polite"))
    inner = Statement(content, None, None, (content,), IRAN, None, None, "indirect", None)
    made = correct(record, record.addition("a001", inner, outer), now())
    (line,) = record.entry(made.entries[0])
    assert within(line) == 0
    circle = correct(record, Mend.of(outer, within=record.anchor(line.id)), now())
    assert [within(x) for x in record.entries(kind="statement", article="a001")] == [None, 0]
    record.take_back(circle.id, why="no", by="bo")
    correct(record, Mend.of(record.anchor(line.id), within=None), now())
    correct(record, Mend.of(outer, within=record.anchor(line.id)), now())
    assert [within(x) for x in record.entries(kind="statement", article="a001")] == [3, None]
    with pytest.raises(RecordError, match="not another statement"):
        correct(record, Mend.of(outer, within=outer))
    told = event(article, "Norland told Sudmark", "told")
    with pytest.raises(RecordError, match="stands inside a statement"):
        correct(record, Add(outer.article, told, outer))
    correct(record, Reject(record.anchor(line.id)), now())
    assert [within(x) for x in record.entries(kind="statement", article="a001")] == [None]


# --- links -----------------------------------------------------------------------------------


def test_other_articles_keep_their_links(record: Record) -> None:
    record.link()
    assert record.unlinked() == 0
    correct(record, Reject(record.anchor(the(record, "a001", "message").id)))
    assert record.unlinked() == 1
    record.link()
    other = event(record.article("a002"), "Norland told Sudmark", "told")
    made = correct(record, record.addition("a002", other))
    assert record.unlinked() == 1
    record.link()
    record.take_back(made.id, why="no", by="bo")
    assert record.unlinked() == 1
