"""Corrections applied to a reading: a pure function of both, whatever is corrected."""

from __future__ import annotations

import dataclasses
import random

import plain
import reports
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Message, Party
from backchannel.record import content
from backchannel.record.anchors import (
    LEAST,
    ArticleAnchor,
    EntryAnchor,
    Trace,
    find,
    neighbours,
    overlap,
)
from backchannel.record.corrections import Action, Add, Correction, Mend, Reject
from backchannel.record.identity import article_identity, entry_ids
from backchannel.record.keeping import compose
from backchannel.record.mending import Mending, Read
from backchannel.span import Span

ARTICLE = reports.articles()[0]
LENGTH = len(ARTICLE.text)
ANCHOR = ArticleAnchor(article_identity(ARTICLE), ARTICLE.fingerprint, ARTICLE.id)
READING = reports.ReportReader().read(ARTICLE)
READ = tuple(
    Read(id_, place, entry, sense)
    for place, (id_, entry, sense) in enumerate(
        zip(entry_ids(ANCHOR.identity, READING), READING.entries, READING.senses, strict=True)
    )
)
TRACES = [Trace.of(x.id, x.entry) for x in READ]
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 60)).map(
    lambda x: Span(x[0], min(LENGTH, x[0] + x[1]))
)
parties = st.none() | st.sampled_from([Party("Oman", "OMN"), Party("Kessaria", "KESSARIA")])


def anchor(which: int) -> EntryAnchor:
    x = READ[which]
    of_kind = [t for t, y in zip(TRACES, READ, strict=True) if y.entry.kind == x.entry.kind]
    return EntryAnchor(ANCHOR, x.entry.kind, TRACES[which], neighbours(TRACES[which], of_kind))


@st.composite
def contents(draw: st.DrawFn) -> Action:
    which = draw(st.integers(0, len(READ) - 1))
    sort = draw(st.sampled_from(["reject", "evidence", "add", "party"]))
    if sort == "reject":
        return Reject(anchor(which))
    if sort == "evidence":
        return Mend.of(anchor(which), evidence=draw(spans))
    told = next(n for n, x in enumerate(READ) if isinstance(x.entry, Message))
    if sort == "add":
        evidence = draw(spans)
        entry = dataclasses.replace(
            READ[told].entry, evidence=evidence, trigger=evidence, sender=draw(parties)
        )
        return Add(ANCHOR, dataclasses.replace(entry, confidence=None))
    return Mend.of(anchor(told), sender=draw(parties), recipient=draw(parties))


@st.composite
def many(draw: st.DrawFn) -> list[Correction]:
    minutes = st.integers(0, 3).map(lambda m: f"2031-06-01T00:0{m}:00Z")
    made = [
        compose(each, "seen", "ada", draw(minutes))
        for each in draw(st.lists(contents(), max_size=8))
    ]
    return list({correction.id: correction for correction in made}.values())


@given(many(), st.randoms(use_true_random=False))
def test_the_order_in_which_corrections_come_is_nothing(
    made: list[Correction], chance: random.Random
) -> None:
    one = Mending(READ, made, LENGTH)
    chance.shuffle(made)
    other = Mending(READ, made, LENGTH)
    assert (one.stands, one.effects) == (other.stands, other.effects)


@given(many())
def test_what_stands_has_its_own_id_and_place(made: list[Correction]) -> None:
    stands = Mending(READ, made, LENGTH).stands
    up = [x for x in stands if x.standing in ("read", "mended", "added")]
    assert len({x.id for x in up}) == len({x.place for x in up}) == len(up)
    kept = [x for x in stands if x.standing in ("read", "rejected", "replaced")]
    assert [(x.id, x.place, x.entry, x.sense) for x in sorted(kept, key=lambda x: x.place)] == [
        (x.id, x.place, x.entry, x.sense) for x in READ
    ]
    made_by = {c.id for c in made}
    for x in stands:
        assert (x.standing == "read") == (x.corrected_by is None)
        assert x.corrected_by is None or x.corrected_by in made_by
        if x.standing in ("mended", "added"):
            assert x.entry.confidence is None


@given(many())
def test_each_correction_has_its_effect(made: list[Correction]) -> None:
    mending = Mending(READ, made, LENGTH)
    assert set(mending.effects) == {c.id for c in made}
    up = {x.id for x in mending.stands if x.standing in ("read", "mended", "added")}
    for correction in made:
        state, entries = mending.effects[correction.id]
        if state == "holds" and isinstance(correction.content, Reject):
            assert not up & set(entries)
        elif state == "holds":
            assert set(entries) <= up


@given(many())
def test_corrections_are_kept_as_they_are(made: list[Correction]) -> None:
    for correction in made:
        kept = content.to_json(correction.content)
        assert content.from_json(correction.action, kept) == correction.content


@given(spans, spans, spans, spans)
def test_overlap_is_symmetric_and_bounded(a: Span, b: Span, c: Span, d: Span) -> None:
    one, other = Trace("a", a, b, ()), Trace("b", c, d, ())
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, one) == 1
    found = find(one, (), [other])
    assert (found is other) == (overlap(one, other) >= LEAST)


def test_nothing_is_found_in_an_empty_reading() -> None:
    made = [compose(Reject(anchor(0)), "seen", "ada", None)]
    mending = Mending((), made, LENGTH)
    assert mending.stands == ()
    assert mending.effects == {made[0].id: ("dormant", ())}


def test_each_entry_is_found_in_its_own_reading() -> None:
    article = plain.numbered(1)[0]
    reading = plain.PlainReader().read(article)
    ids = entry_ids(article_identity(article), reading)
    traces = [Trace.of(id_, entry) for id_, entry in zip(ids, reading.entries, strict=True)]
    for trace in traces:
        assert find(trace, neighbours(trace, traces), traces) is trace
