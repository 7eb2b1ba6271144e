"""Corrections in the record: made, kept, found again and taken back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from backchannel.errors import RecordError
from backchannel.record import values
from backchannel.record.content import from_json, to_json
from backchannel.record.corrections import Action, Correction, TakenBack, article_of, check
from backchannel.record.identity import short_digest
from backchannel.record.tables import CORRECTION

Moment = datetime.datetime | str | None


def compose(content: Action, why: str, by: str, at: Moment) -> Correction:
    """A correction that does ``content``; its id says what it does, who made it, when and why.

    Args:
        content: what is to be done.
        why: the reason.
        by: who makes it.
        at: when: with a time zone, or as `Correction.made_at`; ``None``: now.

    Raises:
        RecordError: a reason or a name is missing, ``at`` is no time, or a value does not fit.
    """
    check(content)
    require(why, by)
    made_at = moment(at)
    said = json.dumps([content.action, to_json(content), by, made_at, why])
    return Correction(short_digest(said), made_at, by, why, content)


def require(why: str, by: str) -> None:
    """See that a reason and a name are given and can be kept.

    Raises:
        RecordError: one is not, or cannot.
    """
    for what, text in (("a reason", why), ("the name of who makes it", by)):
        if not text.strip():
            raise RecordError(f"a correction needs {what}")
        if not values.is_storable(text):
            raise RecordError(f"{what} holds a character that no database keeps")


def moment(at: Moment) -> str:
    """A time as `Correction.made_at` has it; ``None``: now.

    Raises:
        RecordError: it is no time, or lacks a time zone.
    """
    if isinstance(at, str):
        try:
            at = datetime.datetime.fromisoformat(at)
        except ValueError:
            raise RecordError(f"{at!r} is no time (2026-03-01T12:00:00Z)") from None
    if at is None:
        at = datetime.datetime.now(datetime.UTC)
    if at.tzinfo is None:
        raise RecordError(f"{at.isoformat()} lacks a time zone")
    utc = at.astimezone(datetime.UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def keep(connection: sa.Connection, correction: Correction) -> bool:
    """Keep a correction; false where the record has it already, taken back or not."""
    held = sa.select(CORRECTION.c.id).where(CORRECTION.c.id == correction.id)
    if connection.scalar(held) is not None:
        return False
    article = article_of(correction.content)
    row = {
        "id": correction.id,
        "made_at": correction.made_at,
        "made_by": correction.made_by,
        "why": correction.why,
        "action": correction.action,
        "content": json.dumps(to_json(correction.content)),
        "fingerprint": article and article.fingerprint,
    }
    connection.execute(CORRECTION.insert().values(**row))
    return True


def take_back(connection: sa.Connection, correction: Correction, back: TakenBack) -> None:
    """Note that a correction was taken back."""
    changed = {"back_at": back.at, "back_by": back.by, "back_why": back.why}
    there = CORRECTION.c.id == correction.id
    connection.execute(CORRECTION.update().where(there).values(**changed))


def find(connection: sa.Connection, wanted: str) -> Correction:
    """The correction whose id is ``wanted`` or begins so.

    Raises:
        RecordError: there is none, or several begin so.
    """
    given = wanted.strip().lower()
    begins = CORRECTION.c.id.startswith(given, autoescape=True)
    found = list(_load(connection, begins)) if given else []
    if not found:
        raise RecordError(f"there is no correction {wanted!r} in the record")
    if len(found) > 1:
        ids = ", ".join(correction.id for correction in found[:5])
        raise RecordError(f"{wanted!r} fits {len(found)} corrections ({ids}); give more of the id")
    return found[0]


def load(connection: sa.Connection) -> list[Correction]:
    """Every correction, those taken back too, in the order in which they were made."""
    return list(_load(connection))


def in_force(connection: sa.Connection, fingerprint: str) -> list[Correction]:
    """What changes entries of articles with the text of that fingerprint, and is in force."""
    there = CORRECTION.c.fingerprint == fingerprint
    return list(_load(connection, there, CORRECTION.c.back_at.is_(None)))


def _load(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Iterator[Correction]:
    chosen = sa.select(CORRECTION).where(*conditions)
    for row in connection.execute(chosen.order_by(CORRECTION.c.made_at, CORRECTION.c.id)):
        yield _correction(row)


def _correction(row: sa.Row[Any]) -> Correction:
    back = None if row.back_at is None else TakenBack(row.back_at, row.back_by, row.back_why)
    content = from_json(row.action, json.loads(row.content))
    return Correction(row.id, row.made_at, row.made_by, row.why, content, back)
