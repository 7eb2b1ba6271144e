"""Finding single entries by what a person types, and searching words."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from backchannel.entries.entry import Party
from backchannel.errors import RecordError
from backchannel.record import dialect
from backchannel.record.identity import ID_LENGTH, folded
from backchannel.record.query import Filter, article_conditions, entry_select, is_standing
from backchannel.record.tables import APPEARANCE, ARTICLE, ENTRY, ENTRY_PARTY, READING

Found = list[sa.Row[Any]]

_SHORTEST = 4
_REFERENCE = re.compile(r"\[?(?P<name>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})\]?", re.DOTALL)
_ID = re.compile(rf"[a-z2-7]{{{_SHORTEST},{ID_LENGTH}}}")


def find_entries(connection: sa.Connection, wanted: str) -> Found:
    """The rows of table ``entry`` that an id, its beginning or a reference names.

    Raises:
        RecordError: it names none, or an id's beginning fits several.
    """
    wanted = wanted.strip()
    reference = _REFERENCE.fullmatch(wanted)
    if reference is not None:
        return _by_reference(
            connection, reference["name"], int(reference["start"]), int(reference["end"])
        )
    if not _ID.fullmatch(wanted.lower()):
        raise RecordError(
            f"{wanted!r} is neither an entry's id (4 to {ID_LENGTH} of a-z2-7) "
            "nor a reference (article:start-end)"
        )
    found = _rows(connection, ENTRY.c.id.startswith(wanted.lower(), autoescape=True))
    if not found:
        raise RecordError(f"there is no entry {wanted!r} in the record")
    if len(found) > 1:
        ids = ", ".join(row.id for row in found[:5])
        raise RecordError(f"{wanted!r} fits {len(found)} entries ({ids}); give more of the id")
    return found


def _by_reference(connection: sa.Connection, name: str, start: int, end: int) -> Found:
    """Entries with exactly this evidence; else those whose evidence meets it."""
    there = ENTRY.c.article == number_of(connection, name)
    exact = (ENTRY.c.evidence_start == start, ENTRY.c.evidence_end == end)
    found = _rows(connection, there, *exact)
    if not found:
        near = (ENTRY.c.evidence_start < end, ENTRY.c.evidence_end > start)
        found = _rows(connection, there, *near)
    if not found:
        raise RecordError(f"no entry of {name} stands at {start}-{end}")
    return found


def number_of(connection: sa.Connection, name: str) -> int:
    """The number of the article that came under ``name``.

    Raises:
        RecordError: there is none.
    """
    number = connection.scalar(sa.select(APPEARANCE.c.article).where(APPEARANCE.c.name == name))
    if number is None:
        raise not_there(name)
    return int(number)


def not_there(name: str) -> RecordError:
    """What is said of an article that the record lacks."""
    return RecordError(f"there is no article named {name!r} in the record")


def find_name(connection: sa.Connection, wanted: str) -> str | None:
    """The name of the article that ``wanted`` names or is the beginning of; see `Record`."""
    exact = APPEARANCE.c.name == wanted
    beginning = APPEARANCE.c.name.startswith(wanted, autoescape=True)
    for condition in (exact, beginning):
        articles = sa.select(APPEARANCE.c.article).where(condition)
        names = sa.select(ARTICLE.c.name).where(ARTICLE.c.number.in_(articles))
        found = list(connection.scalars(names.order_by(ARTICLE.c.name).limit(6)))
        if len(found) > 1:
            raise RecordError(f"{wanted!r} fits several articles ({', '.join(found[:5])})")
        if found:
            return str(found[0])
    return None


def find_parties(connection: sa.Connection, name: str) -> list[Party]:
    """The parties of that name, whatever its case and accents, that entries name, in order."""
    chosen = (
        sa.select(ENTRY_PARTY.c.name, ENTRY_PARTY.c.code)
        .join(ENTRY, ENTRY.c.number == ENTRY_PARTY.c.entry)
        .where(ENTRY_PARTY.c.folded == folded(name), is_standing())
        .distinct()
    )
    found = {Party(row.name, row.code) for row in connection.execute(chosen)}
    return sorted(found, key=lambda party: (party.name, party.code or ""))


def _rows(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Found:
    chosen = (
        sa.select(ENTRY, READING.c.model)
        .join(READING, READING.c.article == ENTRY.c.article)
        .join(ARTICLE, ARTICLE.c.number == ENTRY.c.article)
        .where(is_standing(), *conditions)
        .order_by(ARTICLE.c.name, ENTRY.c.place)
        .limit(1000)
    )
    return list(connection.execute(chosen).all())


def search_entries(connection: sa.Connection, words: str, choice: Filter) -> Found:
    """Rows of the statements that hold ``words``, best first."""
    hits = dialect.matching(connection, "entry", words)
    chosen = (
        entry_select(connection, choice)
        .join(hits, hits.c.number == ENTRY.c.number)
        .where(ENTRY.c.kind == (choice.kind or "statement"))
        .order_by(None)
        .order_by(hits.c.rank, ARTICLE.c.name, ENTRY.c.place)
    )
    return list(connection.execute(chosen).all())


def search_articles(connection: sa.Connection, words: str, choice: Filter) -> list[int]:
    """Numbers of the articles that hold ``words``, best first."""
    hits = dialect.matching(connection, "article", words)
    chosen = (
        sa.select(ARTICLE.c.number)
        .join(hits, hits.c.number == ARTICLE.c.number)
        .where(*article_conditions(choice))
        .order_by(hits.c.rank, ARTICLE.c.name)
        .limit(choice.limit)
    )
    return list(connection.scalars(chosen))
