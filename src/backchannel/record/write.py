"""Putting articles and their readings into the record, within the caller's transaction."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Reading
from backchannel.errors import ArticleError
from backchannel.record import dialect, lookup, rows
from backchannel.record.identity import article_identity, content_digest, entry_ids, evidence_words
from backchannel.record.skips import Skipped
from backchannel.record.tables import APPEARANCE, ARTICLE, AUTHOR, ENTRY, PASSAGE, READING, SKIPPED

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

    A name that is new for a known article is taken down.

    Raises:
        ArticleError: another text is in the record under this name.
    """
    _check_name(connection, article)
    held = _held(connection, article)
    if held is None or held.model != model:
        return False
    if held.content == content_digest(article) or article.id > held.name:
        _take_name(connection, article, held.number)
        return True
    return False


def add(connection: sa.Connection, article: Article, reading: Reading) -> Added:
    """Store ``article`` with ``reading``; see `Record.add`."""
    if recall(connection, article, reading.model):
        return "known"
    held = _held(connection, article)
    if held is None:
        was_there = _release_name(connection, article.id)
        number = _insert_article(connection, article)
        outcome: Added = "again" if was_there else "new"
    else:
        number, outcome = held.number, "again"
        _clear_reading(connection, number)
        _take_name(connection, article, number)
    _insert_reading(connection, article, number, reading)
    return outcome


def _check_name(connection: sa.Connection, article: Article) -> None:
    other = connection.execute(
        sa.select(ARTICLE.c.text)
        .join(APPEARANCE, APPEARANCE.c.article == ARTICLE.c.number)
        .where(APPEARANCE.c.name == article.id, ARTICLE.c.fingerprint != article.fingerprint)
    ).one_or_none()
    if other is not None:
        raise ArticleError(
            article.id,
            f"another text is in the record under the name {article.id!r} "
            f"(there: {_beginning(other.text)!r}; here: {_beginning(article.text)!r})",
        )


def _beginning(text: str) -> str:
    words = " ".join(text[:400].split())
    return words if len(words) <= 40 else words[:40] + "…"


def _held(connection: sa.Connection, article: Article) -> sa.Row[Any] | None:
    """``number``, ``name``, ``model`` and ``content`` of the article where the record has it."""
    chosen: sa.Select[Any] = (
        sa.select(ARTICLE.c.number, ARTICLE.c.name, READING.c.model, READING.c.content)
        .join(READING, READING.c.article == ARTICLE.c.number)
        .where(ARTICLE.c.identity == article_identity(article))
    )
    return connection.execute(chosen).one_or_none()


def _insert_article(connection: sa.Connection, article: Article) -> int:
    own = {
        "identity": article_identity(article),
        "fingerprint": article.fingerprint,
        "text": article.text,
        "page": article.page,
    }
    inserted = ARTICLE.insert().values(**rows.facts(article), **own).returning(ARTICLE.c.number)
    number = int(connection.execute(inserted).scalar_one())
    _insert_around(connection, article, number)
    values = {"name": article.id, "article": number, "url": article.url}
    connection.execute(APPEARANCE.insert().values(**values))
    return number


def _take_name(connection: sa.Connection, article: Article, number: int) -> None:
    """Take down the article's name; if it sorts first, the article goes by it."""
    held = sa.select(APPEARANCE.c.article).where(APPEARANCE.c.name == article.id)
    if connection.scalar(held) == number:
        connection.execute(APPEARANCE.delete().where(APPEARANCE.c.name == article.id))
    else:
        _release_name(connection, article.id)
    values = {"name": article.id, "article": number, "url": article.url}
    connection.execute(APPEARANCE.insert().values(**values))
    name = connection.scalar(sa.select(ARTICLE.c.name).where(ARTICLE.c.number == number))
    if article.id <= str(name):
        known = rows.facts(article) | {"page": article.page}
        connection.execute(ARTICLE.update().where(ARTICLE.c.number == number).values(**known))
        _insert_around(connection, article, number)


def _release_name(connection: sa.Connection, name: str) -> bool:
    """Take ``name`` from the article that has it, which is of the same text but other facts.

    An article left without a name goes: what is known about it has been corrected.

    Returns:
        Whether there was one.
    """
    number = connection.scalar(sa.select(APPEARANCE.c.article).where(APPEARANCE.c.name == name))
    if number is None:
        return False
    connection.execute(APPEARANCE.delete().where(APPEARANCE.c.name == name))
    rest = sa.select(APPEARANCE).where(APPEARANCE.c.article == number).order_by(APPEARANCE.c.name)
    first = connection.execute(rest.limit(1)).one_or_none()
    there = ARTICLE.c.number == number
    if first is None:
        _clear_reading(connection, number)
        connection.execute(ARTICLE.delete().where(there))
    else:
        values = {"name": first.name, "url": first.url}
        connection.execute(ARTICLE.update().where(there).values(**values))
    return True


def remove(connection: sa.Connection, name: str) -> str:
    """Take out the article that came under ``name``.

    Returns:
        The fingerprint of its text.

    Raises:
        RecordError: there is no such article.
    """
    number = lookup.number_of(connection, name)
    _clear_reading(connection, number)
    gone = ARTICLE.delete().where(ARTICLE.c.number == number).returning(ARTICLE.c.fingerprint)
    return str(connection.execute(gone).scalar_one())


def _insert_around(connection: sa.Connection, article: Article, number: int) -> None:
    """Insert what is known about an article in tables of its own, in place of what was."""
    around = ((PASSAGE, rows.passage_rows), (AUTHOR, rows.author_rows))
    for table, make in around:
        connection.execute(table.delete().where(table.c.article == number))
        made = make(article, number)
        if made:
            connection.execute(table.insert(), made)


def _clear_reading(connection: sa.Connection, number: int) -> None:
    entries = list(connection.scalars(sa.select(ENTRY.c.number).where(ENTRY.c.article == number)))
    dialect.forget_words(connection, "entry", entries)
    dialect.forget_words(connection, "article", [number])
    connection.execute(READING.delete().where(READING.c.article == number))


def _insert_reading(
    connection: sa.Connection, article: Article, number: int, reading: Reading
) -> None:
    held = {
        "article": number,
        "model": reading.model,
        "content": content_digest(article),
        "stamp": uuid.uuid4().hex,
    }
    connection.execute(READING.insert().values(**held))
    body = " ".join(span.of(article.text) for span in article.body)
    dialect.index_words(connection, "article", [(number, f"{article.title or ''} {body}")])
    if not reading.entries:
        return
    ids = entry_ids(article_identity(article), reading)
    heads = [_entry_row(id_, number, place, reading) for place, id_ in enumerate(ids)]
    connection.execute(ENTRY.insert(), heads)
    places = sa.select(ENTRY.c.place, ENTRY.c.number).where(ENTRY.c.article == number)
    numbers = {row.place: row.number for row in connection.execute(places)}
    around = rows.EntryRows()
    words = []
    for place, entry in enumerate(reading.entries):
        try:
            around.add(numbers[place], entry)
        except OverflowError:
            raise ArticleError(article.id, "holds a number too great to keep") from None
        words.append((numbers[place], evidence_words(entry, article.text)))
    around.write(connection)
    dialect.index_words(connection, "entry", words)


def _entry_row(id_: str, number: int, place: int, reading: Reading) -> rows.Row:
    own = {
        "id": id_,
        "article": number,
        "place": place,
        "sense": reading.senses[place] if reading.senses else None,
    }
    return rows.head(reading.entries[place]) | own


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
