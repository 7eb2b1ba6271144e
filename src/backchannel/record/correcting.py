"""Making a correction and taking it back, within the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from backchannel.entries.entry import Entry
from backchannel.errors import RecordError
from backchannel.record import keeping, lookup
from backchannel.record.anchors import ArticleAnchor, EntryAnchor, Trace, neighbours
from backchannel.record.corrections import Add, Correction, TakenBack, article_of, check
from backchannel.record.judging import state_of
from backchannel.record.mending import added_id
from backchannel.record.settling import find_article, load_read, load_text, settle
from backchannel.record.tables import ARTICLE


def correct(connection: sa.Connection, correction: Correction) -> Correction:
    """Keep a correction and apply it; with what came of it."""
    anchor = article_of(correction.content)
    number = None if anchor is None else find_article(connection, anchor)
    if number is not None:
        check(correction.content, len(load_text(connection, number)))
    keeping.keep(connection, correction)
    if anchor is not None:
        settle(connection, anchor.fingerprint)
    return state_of(connection, correction)


def take_back(connection: sa.Connection, wanted: str, back: TakenBack) -> Correction:
    """Take a correction back; what it did is undone.

    Raises:
        RecordError: there is no such correction, several are meant, or it was taken back before.
    """
    correction = keeping.find(connection, wanted)
    if correction.back is not None:
        raise RecordError(f"{correction.id} was taken back by {correction.back.by} already")
    keeping.take_back(connection, correction, back)
    anchor = article_of(correction.content)
    if anchor is not None:
        settle(connection, anchor.fingerprint, undone=True)
    return replace(correction, back=back, state="taken_back")


def article_anchor(connection: sa.Connection, wanted: str) -> ArticleAnchor:
    """What a correction holds on to of an article, by its name or the beginning of one.

    Raises:
        RecordError: there is no such article, or several are meant.
    """
    name = lookup.find_name(connection, wanted)
    if name is None:
        raise lookup.not_there(wanted)
    return _article(connection, ARTICLE.c.name == name)


def _article(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> ArticleAnchor:
    columns = (ARTICLE.c.identity, ARTICLE.c.fingerprint, ARTICLE.c.name)
    row = connection.execute(sa.select(*columns).where(condition)).one()
    return ArticleAnchor(row.identity, row.fingerprint, row.name)


def entry_anchor(connection: sa.Connection, wanted: str) -> EntryAnchor:
    """What a correction holds on to of an entry, by an id, its beginning or a reference.

    Raises:
        RecordError: there is no such entry, or several are meant.
    """
    found = lookup.find_entries(connection, wanted)
    if len(found) > 1:
        ids = ", ".join(f"{row.kind} {row.id}" for row in found[:5])
        raise RecordError(f"{len(found)} entries stand at {wanted!r} ({ids}); give an id")
    (row,) = found
    article = _article(connection, ARTICLE.c.number == row.article)
    if row.standing == "added":
        return _anchor_of_added(connection, article, row)
    of_kind = [
        Trace.of(x.id, x.entry)
        for x in load_read(connection, row.article)
        if x.entry.kind == row.kind
    ]
    trace = next(t for t in of_kind if t.id == row.id)
    return EntryAnchor(article, row.kind, trace, neighbours(trace, of_kind))


def _anchor_of_added(
    connection: sa.Connection, article: ArticleAnchor, row: sa.Row[Any]
) -> EntryAnchor:
    for correction in keeping.in_force(connection, article.fingerprint):
        content = correction.content
        if isinstance(content, Add) and added_id(correction.id) == row.id:
            trace = Trace.of(row.id, content.entry)
            return EntryAnchor(article, row.kind, trace, added_by=correction.id)
    raise RecordError(f"the correction that added {row.id} is not in the record")


def addition(
    connection: sa.Connection, wanted: str, entry: Entry, within: EntryAnchor | None
) -> Add:
    """An entry to be added to an article, told apart from those read in the same passage.

    Raises:
        RecordError: there is no such article, or several are meant.
    """
    article = article_anchor(connection, wanted)
    number = find_article(connection, article)
    read = [] if number is None else load_read(connection, number)
    of_kind = (Trace.of(x.id, x.entry) for x in read if x.entry.kind == entry.kind)
    return Add(article, entry, within, neighbours(Trace.of("", entry), of_kind))
