"""Bringing the entries that the record shows in line with the corrections in force.

What was read stays in the record. Its rows that do not stand are set aside: a rejected one keeps
its id and place; one that another takes the place of has its id marked and its place turned about
zero, so that the other can have both.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from backchannel.record import dialect, keeping, rows
from backchannel.record.anchors import ArticleAnchor
from backchannel.record.corrections import Correction, article_of
from backchannel.record.identity import evidence_words
from backchannel.record.mending import Mending, Read, Stand
from backchannel.record.tables import APPEARANCE, ARTICLE, ENTRY, LINKED, READING

_ASIDE = "~"  # no id that a person types has it
_READ = ("read", "rejected", "replaced")


def find_article(connection: sa.Connection, anchor: ArticleAnchor) -> int | None:
    """The number of the article that a correction is about; ``None``: the record lacks it."""
    same = sa.select(ARTICLE.c.number).where(ARTICLE.c.identity == anchor.identity)
    found = connection.scalar(same)
    if found is not None:
        return int(found)
    named = (
        sa.select(ARTICLE.c.number)
        .join(APPEARANCE, APPEARANCE.c.article == ARTICLE.c.number)
        .where(APPEARANCE.c.name == anchor.name, ARTICLE.c.fingerprint == anchor.fingerprint)
    )
    found = connection.scalar(named)
    return None if found is None else int(found)


def load_text(connection: sa.Connection, number: int) -> str:
    """The text of an article."""
    chosen = sa.select(ARTICLE.c.text).where(ARTICLE.c.number == number)
    return str(connection.execute(chosen).scalar_one())


def load_read(connection: sa.Connection, number: int) -> list[Read]:
    """The entries of an article as they were read, in order."""
    found = _held(connection, number, _READ)
    entries = rows.load_entries(connection, found)
    read = [
        Read(_id(row), _place(row), entry, row.sense)
        for row, entry in zip(found, entries, strict=True)
    ]
    return sorted(read, key=lambda x: x.place)


def _held(connection: sa.Connection, number: int, standing: Iterable[str]) -> Sequence[sa.Row[Any]]:
    there = (ENTRY.c.article == number, ENTRY.c.standing.in_(list(standing)))
    return connection.execute(sa.select(ENTRY).where(*there)).all()


def _id(row: sa.Row[Any]) -> str:
    return str(row.id).removesuffix(_ASIDE)


def _place(row: sa.Row[Any]) -> int:
    return -1 - int(row.place) if row.place < 0 else int(row.place)


def settle(connection: sa.Connection, fingerprint: str, *, undone: bool = False) -> None:
    """Make the entries of every article with a text what its corrections make of its reading.

    Args:
        connection: in a transaction that writes.
        fingerprint: of the text.
        undone: whether corrections may have been applied that are no longer in force.
    """
    made = keeping.in_force(connection, fingerprint)
    if not made and not undone:
        return
    numbers = sa.select(ARTICLE.c.number).where(ARTICLE.c.fingerprint == fingerprint)
    of_article: dict[int, list[Correction]] = {n: [] for n in connection.scalars(numbers)}
    for correction in made:
        anchor = article_of(correction.content)
        number = None if anchor is None else find_article(connection, anchor)
        if number is not None:
            of_article[number].append(correction)
    for number, corrections in of_article.items():
        _settle(connection, number, corrections)


def _settle(connection: sa.Connection, number: int, made: Sequence[Correction]) -> None:
    text = load_text(connection, number)
    stands = Mending(load_read(connection, number), made, len(text)).stands
    if stands == _stands(connection, number):
        return
    connection.execute(LINKED.delete().where(LINKED.c.article == number))
    stamped = READING.update().where(READING.c.article == number)
    connection.execute(stamped.values(stamp=uuid.uuid4().hex))
    _restore(connection, number)
    _set_aside(connection, number, stands)
    _insert(connection, number, [x for x in stands if x.standing in ("mended", "added")], text)


def _stands(connection: sa.Connection, number: int) -> tuple[Stand, ...]:
    """The entries of an article as the record has them now."""
    found = connection.execute(sa.select(ENTRY).where(ENTRY.c.article == number)).all()
    stands = [
        Stand(_id(row), _place(row), entry, row.standing, row.corrected_by, row.sense)
        for row, entry in zip(found, rows.load_entries(connection, found), strict=True)
    ]
    return tuple(sorted(stands, key=lambda x: (x.place, x.standing)))


def _restore(connection: sa.Connection, number: int) -> None:
    """Put the article's entries back to what was read."""
    made = [row.number for row in _held(connection, number, ("mended", "added"))]
    dialect.forget_words(connection, "entry", made)
    connection.execute(ENTRY.delete().where(ENTRY.c.number.in_(made)))
    for row in _held(connection, number, ("rejected", "replaced")):
        plain = {"id": _id(row), "place": _place(row), "standing": "read", "corrected_by": None}
        connection.execute(ENTRY.update().where(ENTRY.c.number == row.number).values(**plain))


def _set_aside(connection: sa.Connection, number: int, stands: Iterable[Stand]) -> None:
    for x in stands:
        if x.standing not in ("rejected", "replaced"):
            continue
        values: rows.Row = {"standing": x.standing, "corrected_by": x.corrected_by}
        if x.standing == "replaced":
            values |= {"id": x.id + _ASIDE, "place": -1 - x.place}
        there = (ENTRY.c.article == number, ENTRY.c.id == x.id)
        connection.execute(ENTRY.update().where(*there).values(**values))


def _insert(connection: sa.Connection, number: int, stands: Sequence[Stand], text: str) -> None:
    """Insert entries that people made, with their words."""
    around, words = rows.EntryRows(), []
    for x in stands:
        row = rows.head(x.entry) | {
            "id": x.id,
            "article": number,
            "place": x.place,
            "sense": x.sense,
            "standing": x.standing,
            "corrected_by": x.corrected_by,
        }
        inserted = ENTRY.insert().values(**row).returning(ENTRY.c.number)
        own = int(connection.execute(inserted).scalar_one())
        around.add(own, x.entry)
        words.append((own, evidence_words(x.entry, text)))
    around.write(connection)
    dialect.index_words(connection, "entry", words)
