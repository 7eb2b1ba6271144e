"""Putting articles and their readings into the record, within the caller's transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Reading
from backchannel.errors import ArticleError
from backchannel.record import dialect, rows
from backchannel.record.identity import content_digest, entry_ids, evidence_words
from backchannel.record.skips import Skipped
from backchannel.record.tables import APPEARANCE, ARTICLE, ENTRY, PASSAGE, READING, SKIPPED

Added = Literal["new", "again", "known"]


def check_storable(article: Article) -> None:
    """Refuse what PostgreSQL or SQLite cannot keep as it is.

    Raises:
        ArticleError: a text holds a NUL character or half of a surrogate pair.
    """
    facts = (article.id, article.title, article.outlet, article.url)
    for value in (*facts, article.text, article.page):
        if value is None:
            continue
        if "\0" in value:
            raise ArticleError(article.id, "holds a NUL character")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ArticleError(article.id, "holds half a character (a lone surrogate)") from None


def recall(connection: sa.Connection, article: Article, model: str) -> bool:
    """Whether the record already has what reading ``article`` with ``model`` would bring.

    A name that is new for a known text is taken down.

    Raises:
        ArticleError: another text is in the record under this name.
    """
    number = _number_of(connection, article)
    if number is None:
        return False
    held = connection.execute(sa.select(READING).where(READING.c.article == number)).one()
    if held.model != model:
        return False
    if held.content == content_digest(article):
        _settle_name(connection, article, number)
        return True
    name = connection.scalar(sa.select(ARTICLE.c.name).where(ARTICLE.c.number == number))
    if article.id <= str(name):
        return False
    _note_appearance(connection, article, number)
    return True


def add(connection: sa.Connection, article: Article, reading: Reading) -> Added:
    """Store ``article`` with ``reading``; see `Record.add`."""
    if recall(connection, article, reading.model):
        return "known"
    number = _number_of(connection, article)
    if number is None:
        number = _insert_article(connection, article)
        outcome: Added = "new"
    else:
        _clear_reading(connection, number)
        _settle_name(connection, article, number)
        outcome = "again"
    _insert_reading(connection, article, number, reading)
    return outcome


def _number_of(connection: sa.Connection, article: Article) -> int | None:
    """The row of the article's text, or ``None`` where it is new.

    Raises:
        ArticleError: another text has its name.
    """
    other = connection.execute(
        sa.select(ARTICLE.c.fingerprint, ARTICLE.c.text)
        .join(APPEARANCE, APPEARANCE.c.article == ARTICLE.c.number)
        .where(APPEARANCE.c.name == article.id, ARTICLE.c.fingerprint != article.fingerprint)
    ).one_or_none()
    if other is not None:
        raise ArticleError(
            article.id,
            f"another text is in the record under the name {article.id!r} "
            f"(there: {_beginning(other.text)!r}; here: {_beginning(article.text)!r})",
        )
    return connection.scalar(
        sa.select(ARTICLE.c.number).where(ARTICLE.c.fingerprint == article.fingerprint)
    )


def _beginning(text: str) -> str:
    words = " ".join(text[:400].split())
    return words if len(words) <= 40 else words[:40] + "…"


def _insert_article(connection: sa.Connection, article: Article) -> int:
    own = {"fingerprint": article.fingerprint, "text": article.text, "page": article.page}
    inserted = ARTICLE.insert().values(**rows.facts(article), **own).returning(ARTICLE.c.number)
    number = int(connection.execute(inserted).scalar_one())
    _insert_passages(connection, article, number)
    _note_appearance(connection, article, number)
    return number


def _insert_passages(connection: sa.Connection, article: Article, number: int) -> None:
    connection.execute(PASSAGE.delete().where(PASSAGE.c.article == number))
    passages = rows.passage_rows(article, number)
    if passages:
        connection.execute(PASSAGE.insert(), passages)


def _note_appearance(connection: sa.Connection, article: Article, number: int) -> None:
    connection.execute(APPEARANCE.delete().where(APPEARANCE.c.name == article.id))
    connection.execute(APPEARANCE.insert().values(**rows.facts(article), article=number))


def _settle_name(connection: sa.Connection, article: Article, number: int) -> None:
    """Take down the article's name; if it sorts first, its facts become the article's."""
    _note_appearance(connection, article, number)
    name = connection.scalar(sa.select(ARTICLE.c.name).where(ARTICLE.c.number == number))
    if article.id <= str(name):
        values = rows.facts(article) | {"page": article.page}
        connection.execute(ARTICLE.update().where(ARTICLE.c.number == number).values(**values))
        _insert_passages(connection, article, number)


def _clear_reading(connection: sa.Connection, number: int) -> None:
    entries = list(connection.scalars(sa.select(ENTRY.c.number).where(ENTRY.c.article == number)))
    dialect.forget_words(connection, "entry", entries)
    dialect.forget_words(connection, "article", [number])
    connection.execute(READING.delete().where(READING.c.article == number))


def _insert_reading(
    connection: sa.Connection, article: Article, number: int, reading: Reading
) -> None:
    held = {"article": number, "model": reading.model, "content": content_digest(article)}
    connection.execute(READING.insert().values(**held))
    body = " ".join(span.of(article.text) for span in article.body)
    dialect.index_words(connection, "article", [(number, f"{article.title or ''} {body}")])
    if not reading.entries:
        return
    heads = [
        _entry_row(id_, number, place, reading) for place, id_ in enumerate(entry_ids(reading))
    ]
    connection.execute(ENTRY.insert(), heads)
    places = sa.select(ENTRY.c.place, ENTRY.c.number).where(ENTRY.c.article == number)
    numbers = {row.place: row.number for row in connection.execute(places)}
    around = rows.EntryRows()
    words = []
    for place, entry in enumerate(reading.entries):
        around.add(numbers[place], entry)
        words.append((numbers[place], evidence_words(entry, article.text)))
    around.write(connection)
    dialect.index_words(connection, "entry", words)


def _entry_row(id_: str, number: int, place: int, reading: Reading) -> rows.Row:
    entry = reading.entries[place]
    trigger = getattr(entry, "trigger", None)
    return {
        "id": id_,
        "article": number,
        "kind": entry.kind,
        "place": place,
        "evidence_start": entry.evidence.start,
        "evidence_end": entry.evidence.end,
        "trigger_start": trigger and trigger.start,
        "trigger_end": trigger and trigger.end,
    }


def note_skipped(
    connection: sa.Connection, skipped: Sequence[Skipped], covered: Sequence[str]
) -> None:
    """Keep what a run left out; see `Record.note_skipped`."""
    for old in load_skipped(connection):
        if old.lies_under(covered) or _was_read(connection, old):
            connection.execute(SKIPPED.delete().where(*_is(old)))
    for new in set(skipped):
        connection.execute(SKIPPED.delete().where(*_is(new)))
        values = dataclasses.asdict(new) | {"line": new.line or 0}
        connection.execute(SKIPPED.insert().values(**values))


def _was_read(connection: sa.Connection, old: Skipped) -> bool:
    """Whether the text, or for a text that failed to be read another of its name, got in."""
    if not old.fingerprint:
        return False
    text = sa.select(ARTICLE.c.number).where(ARTICLE.c.fingerprint == old.fingerprint)
    name = sa.select(APPEARANCE.c.article).where(APPEARANCE.c.name == old.place)
    return connection.scalar(text) is not None or (
        old.stage == "reading" and connection.scalar(name) is not None
    )


def _is(skipped: Skipped) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        SKIPPED.c.place == skipped.place,
        SKIPPED.c.line == (skipped.line or 0),
        SKIPPED.c.stage == skipped.stage,
        SKIPPED.c.fingerprint == skipped.fingerprint,
    )


def load_skipped(connection: sa.Connection) -> list[Skipped]:
    """What was not read, by place and line."""
    order = SKIPPED.primary_key.columns
    return [
        Skipped(row.place, row.line or None, row.stage, row.reason, row.fingerprint)
        for row in connection.execute(sa.select(SKIPPED).order_by(*order))
    ]
