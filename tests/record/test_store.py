"""The record on SQLite and, where there is a server, on PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
import sqlalchemy as sa
from recorded import export

from backchannel.articles.article import Article, Credit, Published
from backchannel.entries.entry import (
    KINDS,
    Message,
    Number,
    Party,
    Place,
    Reading,
    Statement,
    Tally,
)
from backchannel.errors import ArticleError, RecordError
from backchannel.record import dialect, migrations
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.span import Span


def put(record: Record, article: Article, model: str = "plain-1") -> str:
    return record.add(article, plain.PlainReader(model).read(article))


def ids(record: Record) -> list[str]:
    return [line.id for line in record.entries()]


def test_what_goes_in_comes_out(where: str) -> None:
    article = plain.with_clutter("bridge")
    article = plain.article(
        "bridge",
        article.text,
        apart=article.apart,
        url="https://example.org/b",
        page="<p>Norland</p>",
        headline=Span(0, 7),
        byline=Span(2, 3),
        dateline=Span(4, 6),
        credits=(Credit("Quay Agency", Span(5, 9)),),
        authors=("Ada Quist", "Bo Lind"),
        named=True,
    )
    reading = plain.PlainReader().read(article)
    full = Statement(
        evidence=Span(0, 30),
        source=None,
        cue=Span(8, 12),
        content=(Span(0, 7), Span(13, 30)),
        speaker=Party("Ada Quist", None),
        addressee=Party("Sudmark", "SDN"),
        medium="state TV",
        quoting="mixed",
        within=3,
    )
    told = Message(
        evidence=Span(0, 30),
        trigger=Span(8, 12),
        attributed_to=("unnamed source", "Quay Agency"),
        sender=None,
        recipient=Party("Sudmark", "SDN"),
        intermediary=Party("Oman", "OMN"),
        channel="embassy",
        content=None,
        date="2031-05-01",
        status="denied",
    )
    reading = Reading("bridge", article.fingerprint, "m", (full, told, *reading.entries))
    with Record.open(where, write=True) as record:
        assert record.add(article, reading) == "new"
    with Record.open(where) as record:
        assert record.article("bridge") == article
        assert record.reading("bridge") == reading
        assert [line.article.page for line in record.entries()] == [None] * 3
        assert [a.id for a in record.articles()] == ["bridge"]


def test_the_same_articles_in_any_order_give_the_same_record(tmp_path: Path) -> None:
    articles = plain.numbered(12)
    facts = {"title": articles[4].title}
    articles.append(plain.article("zz-copy", articles[4].text, url="https://e.org", **facts))
    articles.append(plain.article("a", articles[4].text, page="<p>", **facts))
    articles.append(plain.article("dispatch", articles[1].text, named=True))
    articles.append(plain.article("reissue", articles[1].text, named=True))
    articles.append(plain.article("reprint", articles[7].text, outlet="Another", published=None))
    seen = set()
    for seed in range(4):
        random.Random(seed).shuffle(articles)
        with Record.open(tmp_path / f"{seed}.db", write=True) as record:
            for article in articles:
                put(record, article)
            state = (
                export(record),
                tuple(ids(record)),
                tuple(record.articles()),
                tuple(record.names("zz-copy")),
            )
            seen.add(state)
    assert len(seen) == 1
    (held,) = seen
    assert held[3] == ("a", "a004", "zz-copy")
    assert [a.id for a in held[2]][:3] == ["a", "a000", "a001"]
    assert [a.id for a in held[2]][-4:] == ["a011", "dispatch", "reissue", "reprint"]
    assert len(set(held[1])) == len(held[1]) == 3 * 15


def test_reading_again_is_a_look_up(where: str) -> None:
    (article,) = plain.numbered(1)
    with Record.open(where, write=True) as record:
        assert not record.recall(article, "plain-1")
        assert put(record, article) == "new"
        assert record.recall(article, "plain-1")
        assert put(record, article) == "known"
        assert not record.recall(article, "plain-2")


def test_another_model_replaces_the_reading_and_the_words(where: str) -> None:
    (article,) = plain.numbered(1)
    with Record.open(where, write=True) as record:
        put(record, article)
        before = ids(record)
        assert put(record, article, "plain-2") == "again"
        assert ids(record) == before
        assert record.info().models == {"plain-2": 1}
        assert len(list(record.search("polite"))) == 2
        empty = Reading(article.id, article.fingerprint, "plain-3", ())
        assert record.add(article, empty) == "again"
        assert [type(hit) for hit in record.search("polite")] == [Article]


def test_other_facts_about_a_text_are_read_again(where: str) -> None:
    day = Published(datetime.date(2031, 6, 1), "field:date")
    with Record.open(where, write=True) as record:
        put(record, plain.article("x", "Norland told Sudmark that it was late."))
        later = plain.article("x", "Norland told Sudmark that it was late.", published=day)
        assert not record.recall(later, "plain-1")
        assert put(record, later) == "again"
        assert record.article("x") == later
        assert record.info().articles == 1


def test_a_name_whose_facts_change_leaves_the_copies_as_they_are(where: str) -> None:
    text = "Norland told Sudmark that it was late."
    with Record.open(where, write=True) as record:
        put(record, plain.article("x", text, title="T"))
        put(record, plain.article("y", text, title="T"))
        assert record.names("x") == ["x", "y"]
        assert put(record, plain.article("x", text, title="Corrected")) == "again"
        assert [(a.id, a.title) for a in record.articles()] == [("x", "Corrected"), ("y", "T")]
        assert put(record, plain.article("x", text, title="T")) == "known"
        assert [(a.id, a.title) for a in record.articles()] == [("x", "T")]
        assert len(list(record.search("late"))) == 1


def test_two_texts_under_one_name_are_an_error_that_shows_both(where: str) -> None:
    with Record.open(where, write=True) as record:
        put(record, plain.article("x", "The first text."))
        with pytest.raises(ArticleError, match=r"'x' \(there: 'The first.*here: 'The second"):
            put(record, plain.article("x", "The second text."))
        assert record.info().articles == 1


@pytest.mark.parametrize("text", ["nul \0 here", "half \ud800 a character"])
def test_texts_that_no_database_keeps_are_refused_with_the_reason(where: str, text: str) -> None:
    with Record.open(where, write=True) as record, pytest.raises(ArticleError, match="holds"):
        put(record, plain.article("x", text))


def test_a_reading_of_another_text_is_a_mistake(tmp_path: Path) -> None:
    one, two = plain.numbered(2)
    with (
        Record.open(tmp_path / "r.db", write=True) as record,
        pytest.raises(ValueError, match="a001"),
    ):
        record.add(one, plain.PlainReader().read(two))


def test_ids_are_short_stable_and_told_apart(tmp_path: Path) -> None:
    (article,) = plain.numbered(1)
    reading = plain.PlainReader().read(article)
    message = reading.entries[1]
    joint = Reading(article.id, article.fingerprint, "m", (message, message))
    with Record.open(tmp_path / "r.db", write=True) as record:
        record.add(article, joint)
        first, second = ids(record)
        assert first != second
        assert len(first) == len(second) == 12
        record.add(article, reading)
        assert first in ids(record)


@pytest.fixture
def filled(where: str) -> Iterator[Record]:
    with Record.open(where, write=True) as record:
        texts = {
            "one": "Norland told Sudmark that 'ships' would sail. Sudmark denied that it slept.",
            "two": "Oman told Norland that hunters were fined. Ada Quist said that 100% was a lot.",
            "three": "Sudmark told Oman that a shipment was late.",
        }
        put(record, plain.article("one", texts["one"]))
        day = Published(datetime.date(2031, 6, 1), "field:date")
        put(record, plain.article("two", texts["two"], published=day, outlet="Évening Star"))
        put(record, plain.article("three", texts["three"], published=None, outlet=None))
        yield record


def chosen(lines: Iterator[Line]) -> list[str]:
    return [f"{line.article.id}:{line.entry.kind}" for line in lines]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (
            Filter(),
            ["one:message", "one:response", "three:message", "two:statement", "two:message"],
        ),
        (Filter(kind="message"), ["one:message", "three:message", "two:message"]),
        (Filter(since=datetime.date(2031, 5, 4)), ["two:statement", "two:message"]),
        (Filter(until=datetime.date(2031, 5, 3)), ["one:message", "one:response"]),
        (Filter(party="OMN"), ["three:message", "two:message"]),
        (Filter(party="oman"), ["three:message", "two:message"]),
        (Filter(party="quist"), ["two:statement"]),
        (Filter(party="NOR"), ["one:message", "two:statement", "two:message"]),
        (Filter(party="un"), []),
        (Filter(party="%"), []),
        (Filter(about="ship"), ["one:message"]),
        (Filter(about='"shipment was"'), ["three:message"]),
        (Filter(about="late shipment"), ["three:message"]),
        (Filter(article="two", kind="message"), ["two:message"]),
        (Filter(outlet="courier"), ["one:message", "one:response"]),
        (Filter(outlet="100%"), []),
        (Filter(limit=2), ["one:message", "one:response"]),
        (Filter(party="'; DROP TABLE entry; --"), []),
    ],
)
def test_filters(filled: Record, choice: Filter, expected: list[str]) -> None:
    assert chosen(filled.entries(choice)) == expected


def test_a_query_may_be_left_half_way_and_another_asked_within_it(filled: Record) -> None:
    first = next(iter(filled.entries(kind="message")))
    for line in itertools.islice(filled.entries(), 2):
        assert filled.entry(line.id) == [line]
    assert first.quote() == "Norland told Sudmark that 'ships' would sail."


def test_search(filled: Record) -> None:
    hits = list(filled.search("lots"))
    assert [h.id for h in hits if isinstance(h, Line)] == [
        line.id for line in filled.entries(kind="statement")
    ]
    assert [h.id for h in hits if isinstance(h, Article)] == ["two"]
    assert list(filled.search("NEAR OR AND NOT")) == []
    assert list(filled.search("nothing-here * ^ : (")) == []
    with pytest.raises(RecordError, match="no word"):
        list(filled.search('"" * ('))


def test_clutter_is_not_found(where: str) -> None:
    with Record.open(where, write=True) as record:
        put(record, plain.with_clutter("bridge"))
        assert list(record.search("share")) == []
        assert len(list(record.search("bridge"))) == 1


def test_entries_are_found_by_id_beginning_and_reference(filled: Record) -> None:
    line = next(iter(filled.entries(kind="response")))
    assert filled.entry(line.id) == [line]
    assert filled.entry(line.id[:6].upper()) == [line]
    assert filled.entry(f"[{line.ref}]") == [line]
    start = line.entry.evidence.start
    assert filled.entry(f"one:{start}-{start + 1}") == [line]
    for wanted, said in [
        ("zzzzzz", "no entry"),
        ("abc", "neither"),
        ("x y", "neither"),
        ("nowhere:1-2", "no article named 'nowhere'"),
        ("one:99990-99999", "no entry of one stands at"),
    ]:
        with pytest.raises(RecordError, match=said):
            filled.entry(wanted)


def test_names_that_are_not_there(filled: Record) -> None:
    with pytest.raises(RecordError, match="no article named 'nowhere'"):
        filled.article("nowhere")


def test_info_counts(filled: Record) -> None:
    info = filled.info()
    assert (info.articles, info.names, info.skipped) == (3, 3, 0)
    assert {kind: n for kind, n in info.entries.items() if n} == {
        "statement": 1,
        "message": 3,
        "response": 1,
    }
    assert list(info.entries) == [kind.kind for kind in KINDS]
    assert info.migrations == tuple(name for name, _ in migrations.MIGRATIONS)


def test_a_record_of_before_is_brought_up_to_date(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = plain.numbered(1)
    reading = plain.PlainReader().read(article)
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        Record.open(where, write=True).close()
        engine = dialect.connect(where, write=True)
        with engine.begin() as connection:
            _fill_as_first(connection)
        engine.dispose()
    with pytest.raises(RecordError, match="`backchannel read` brings it up to date"):
        Record.open(where)
    with Record.open(where, write=True) as record:
        assert record.info().migrations[-1] == migrations.MIGRATIONS[-1][0]
        (line,) = record.entries()
        assert (line.id, line.entry.kind, line.entry.confidence) == ("abcd", "response", None)
        assert record.add(article, reading) == "new"
        assert len(list(record.entries(kind="message"))) == 1


def _fill_as_first(connection: sa.Connection) -> None:
    """An article with one response, as the first schema had them."""
    for statement in (
        "INSERT INTO article (number, identity, fingerprint, name, named, text) "
        "VALUES (1000, 'i', 'f', 'old', false, 'Norland denied it.')",
        "INSERT INTO appearance (name, article) VALUES ('old', 1000)",
        "INSERT INTO reading (article, model, content) VALUES (1000, 'm', 'c')",
        "INSERT INTO entry (number, id, article, kind, place, evidence_start, evidence_end, "
        "trigger_start, trigger_end) VALUES (1000, 'abcd', 1000, 'response', 0, 0, 17, 8, 14)",
        "INSERT INTO response (entry, stance) VALUES (1000, 'deny')",
    ):
        connection.execute(sa.text(statement))


def test_numbers_places_and_confidence_come_back_as_they_were(where: str) -> None:
    text = "A hundred to 120 men, 3.5 million dinars and 12 of 40 ships in Port Karim."
    article = plain.article("tallies", text)
    karim = Place("Port Karim", "OMN", 23.61, 58.59, 287286)
    values: list[Number | tuple[Number, Number]] = [(100, 120), 3.5e6, 0.1, (5, 5), 2**53]
    entries = tuple(
        Tally(
            Span(0, 20), Span(2, 9), (), "other", None, value, "about", place, "2031-05", None, part
        )
        for value, place, part in zip(
            values,
            (karim, Place("Port Karim"), None, None, karim),
            (40, None, 2.5, 0, -1),
            strict=True,
        )
    )
    entries = (*entries, dataclasses.replace(entries[0], confidence=0.1 + 0.2))
    reading = Reading("tallies", article.fingerprint, "m", entries)
    with Record.open(where, write=True) as record:
        record.add(article, reading)
        assert record.reading("tallies") == reading
        kept = [line.entry for line in record.entries()]
        assert [type(t.value) for t in kept if isinstance(t, Tally)] == [
            tuple,
            int,
            float,
            tuple,
            int,
            tuple,
        ]
        before = ids(record)
        sure = tuple(dataclasses.replace(e, confidence=0.9) for e in entries)
        record.add(article, Reading("tallies", article.fingerprint, "m2", sure))
        assert ids(record) == before


def test_a_number_beyond_all_bounds_is_refused_and_nothing_kept(where: str) -> None:
    article = plain.article("tallies", "Very many ships.")
    tally = Tally(
        Span(0, 9), Span(0, 4), (), "ships", None, 10**400, "exact", None, None, None, None
    )
    with Record.open(where, write=True) as record:
        with pytest.raises(ArticleError, match="a number too great"):
            record.add(article, Reading("tallies", article.fingerprint, "m", (tally,)))
        assert record.info().articles == 0
        great = dataclasses.replace(tally, value=2**60)
        record.add(article, Reading("tallies", article.fingerprint, "m", (great,)))
        assert record.reading("tallies").entries[0] == great
