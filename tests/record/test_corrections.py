"""What people put right: applied, found again, contradicted and taken back."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

import crisis
import plain
import pytest

from backchannel.articles.article import Article, Published
from backchannel.entries.entry import Entry, Event, Message, Party, Place, Reading, Statement, Tally
from backchannel.errors import RecordError
from backchannel.exports import jsonl
from backchannel.links.account import Judgements
from backchannel.record.anchors import ArticleAnchor, EntryAnchor
from backchannel.record.corrections import (
    Action,
    Add,
    Correction,
    Mend,
    MergeLineages,
    MergeParties,
    MergeThreads,
    Reject,
    SplitLineages,
    SplitParties,
    SplitThreads,
)
from backchannel.record.query import Line
from backchannel.record.store import Record
from backchannel.span import Span

IRAN, IRAQ = Party("Norland", "NOR"), Party("Sudmark", "SDN")


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    """Three articles by the plain reader, and one with entries of every kind."""
    with Record.open(where, write=True) as opened:
        for article in plain.numbered(3):
            opened.add(article, plain.PlainReader().read(article))
        opened.add(*crisis.dispatch())
        yield opened


class Clock:
    """Times a minute apart."""

    def __init__(self) -> None:
        self._now = datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self._now += datetime.timedelta(minutes=1)
        return self._now


@pytest.fixture
def now() -> Clock:
    return Clock()


def the(record: Record, article: str, kind: str) -> Line:
    """The first entry of a kind in an article."""
    return next(record.entries(article=article, kind=kind))


def correct(record: Record, content: Action, at: datetime.datetime | None = None) -> Correction:
    return record.correct(content, why="read again", by="ada", at=at)


def export(record: Record) -> str:
    return "".join(jsonl.write(record.entries()))


# --- reject ----------------------------------------------------------------------------------


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


def record_filter(kind: str) -> object:
    from backchannel.record.query import Filter

    return Filter(kind=kind)


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


# --- add -------------------------------------------------------------------------------------


def event(article: Article, evidence: str, trigger: str, **more: object) -> Event:
    at = crisis.Marked(article.text)
    made = at.entry(Event, evidence, trigger, **({"type": "CONSULT", "actuality": "actual"} | more))
    assert isinstance(made, Event)
    return made


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


# --- reading again ---------------------------------------------------------------------------


def read_again(record: Record, name: str, model: str, *entries: Entry) -> None:
    article = record.article(name)
    record.add(article, Reading(name, article.fingerprint, model, entries))


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


# --- ties ------------------------------------------------------------------------------------


def test_judgements_say_what_is_in_force(record: Record, now: Clock) -> None:
    assert record.judgements() == Judgements()
    one, two = (record.anchor(the(record, name, "message").id) for name in ("a001", "a002"))
    articles = one.article, two.article
    quist, norland = Party("Ada Quist", "NOR"), Party("Norland", "NOR")
    for content in (
        MergeThreads(two, one),
        SplitLineages(*articles),
        MergeParties(quist, norland),
    ):
        assert correct(record, content, now()).state == "holds"
    ids, identities = (one.trace.id, two.trace.id), (one.article.identity, two.article.identity)
    expected = Judgements(
        joined_entries=(tuple(sorted(ids)),),  # type: ignore[arg-type]
        parted_articles=(tuple(sorted(identities)),),  # type: ignore[arg-type]
        joined_parties=((quist, norland),),
    )
    assert record.judgements() == expected
    split = correct(record, SplitThreads(one, two), now())
    assert record.judgements().joined_entries == ()
    assert record.judgements().parted_entries == expected.joined_entries
    assert [c.state for c in record.corrections()] == ["overruled", "holds", "holds", "holds"]
    record.take_back(split.id, why="no", by="bo")
    assert record.judgements() == expected
    record.remove("a002")
    assert record.judgements() == Judgements(joined_parties=((quist, norland),))


def test_ties_at_one_time_are_broken_by_id(record: Record, now: Clock) -> None:
    pair = Party("Ada Quist", "NOR"), Party("Norland", "NOR")
    at = now()
    made = [correct(record, content(*pair), at) for content in (MergeParties, SplitParties)]
    last = max(made, key=lambda c: c.id)
    judged = record.judgements()
    assert bool(judged.joined_parties) == (last.action == "merge_parties")
    assert bool(judged.parted_parties) == (last.action == "split_parties")


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


def test_ties_of_mended_added_and_rejected_entries(record: Record, now: Clock) -> None:
    one = record.anchor(the(record, "a001", "message").id)
    two = record.anchor(the(record, "a002", "message").id)
    correct(record, Mend.of(one, date="2031-05-02", evidence=Span(0, 30)), now())
    assert record.anchor(one.trace.id) == one
    tie = correct(record, MergeThreads(one, two), now())
    assert tie.state == "holds"
    rejected = correct(record, Reject(two), now())
    assert record.judgements() == Judgements()
    record.take_back(rejected.id, why="no", by="bo")
    added = dataclasses.replace(the(record, "a000", "message").entry, sender=IRAQ)
    made = correct(record, record.addition("a000", added), now())
    anchor = record.anchor(made.entries[0])
    assert isinstance(anchor, EntryAnchor)
    assert anchor.added_by == made.id
    correct(record, SplitThreads(anchor, one), now())
    assert record.judgements().parted_entries == (tuple(sorted([made.entries[0], one.trace.id])),)


def test_parties_that_nobody_names_are_dormant(record: Record) -> None:
    made = correct(record, MergeParties(Party("Westmark", "WES"), Party("Norland", "NOR")))
    assert made.state == "dormant"
    assert record.judgements() == Judgements()


# --- naming ----------------------------------------------------------------------------------


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
