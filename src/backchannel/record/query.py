"""What to ask a record for, and the SQL that asks it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry
from backchannel.errors import RecordError
from backchannel.parties import PartyTable
from backchannel.record import dialect
from backchannel.record.identity import folded
from backchannel.record.shape import KIND_BY_NAME, shape
from backchannel.record.tables import (
    ARTICLE,
    ENTRY,
    ENTRY_PARTY,
    ENTRY_PLACE,
    KIND_TABLES,
    READING,
)
from backchannel.span import Span

# Roles of who speaks or acts, and of whom it is spoken to or acted upon.
_BY = "speaker sender issuer responder holder actor subject forecaster".split()
_TO = "addressee recipient target claimant object".split()
_GROUPS = frozenset({"state", "body", "movement", "people", "place", "organ"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries, or which articles. Each condition narrows the choice; all unset is all.

    Attributes:
        kind: name of a kind ("message").
        since, until: days of publication, both included; articles without a date are left out
            where either is set.
        party: a code ("IRN"), the name of a state, body or movement ("Iran"), or whole words of a
            party's name.
        about: words that the entry's passage holds, whatever their ending; double quotes keep
            words together.
        article: name of an article.
        outlet: part of an outlet's name.
        by: as ``party``, of who speaks or acts: speaker, sender, issuer, responder, holder, actor,
            subject or forecaster.
        to: as ``party``, of who is spoken to or acted upon: addressee, recipient, target, claimant
            or object.
        place: where an event or a tally is placed: a country's code or name, or whole words of the
            place's name.
        where: values of fields with a closed list of values: ``{"type": "threat"}``. Entries of
            kinds without the field are left out.
        min_confidence: 0 to 1; entries with less are left out. Those without a confidence, which
            no model scored, stay. ``within`` goes on counting all statements of the article.
        limit: at most so many.
    """

    kind: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    party: str | None = None
    about: str | None = None
    article: str | None = None
    outlet: str | None = None
    by: str | None = None
    to: str | None = None
    place: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    min_confidence: float | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the record holds it.

    Attributes:
        id: short, stable; the same whatever the order of reading.
        article: the article that says it; its ``page`` is left in the store.
        place: place in the article's reading, from 0.
        model: version of the reader that found it.
        entry: the entry.
        sense: what its evidence means as a vector: whole numbers from -127 to 127, a byte each;
            ``None`` where no model read it.
        corrected_by: id of the correction that added or mended it; ``None``: it is as read.
    """

    id: str
    article: Article = field(repr=False)
    place: int
    model: str
    entry: Entry
    sense: bytes | None = field(default=None, repr=False)
    corrected_by: str | None = None

    @classmethod
    def of(cls, row: sa.Row[Any], article: Article, entry: Entry) -> Line:
        """The entry whose row of table ``entry``, with the reading's model, is given."""
        return cls(row.id, article, row.place, row.model, entry, row.sense, row.corrected_by)

    @property
    def ref(self) -> str:
        """Where its evidence stands: ``article:start-end``, code points, end exclusive."""
        start, end = self.entry.evidence
        return f"{self.article.id}:{start}-{end}"

    def quote(self, span: Span | None = None) -> str:
        """The article's characters at ``span``, or at the evidence."""
        return (span or self.entry.evidence).of(self.article.text)


def is_standing() -> sa.ColumnElement[bool]:
    """That an entry stands: it was not rejected, and no correction took its place."""
    return ENTRY.c.standing.in_(("read", "mended", "added"))


def article_conditions(choice: Filter) -> list[sa.ColumnElement[bool]]:
    """Conditions on table ``article``."""
    found: list[sa.ColumnElement[bool]] = []
    if choice.since is not None:
        found.append(ARTICLE.c.published >= choice.since)
    if choice.until is not None:
        found.append(ARTICLE.c.published <= choice.until)
    if choice.article is not None:
        found.append(ARTICLE.c.name == choice.article)
    if choice.outlet is not None:
        found.append(
            sa.func.lower(ARTICLE.c.outlet).contains(choice.outlet.lower(), autoescape=True)
        )
    return found


def entry_select(connection: sa.Connection, choice: Filter) -> sa.Select[Any]:
    """Rows of table ``entry`` with the reading's model, in the order of article and place."""
    chosen = (
        sa.select(ENTRY, READING.c.model)
        .join(READING, READING.c.article == ENTRY.c.article)
        .join(ARTICLE, ARTICLE.c.number == ENTRY.c.article)
        .where(*article_conditions(choice))
        .order_by(ARTICLE.c.name, ENTRY.c.place)
    )
    chosen = chosen.where(*_entry_conditions(choice))
    if choice.about is not None:
        hits = dialect.matching(connection, "entry", choice.about)
        chosen = chosen.where(ENTRY.c.number.in_(sa.select(hits.c.number)))
    return chosen.limit(choice.limit)


def _entry_conditions(choice: Filter) -> list[sa.ColumnElement[bool]]:
    """Conditions on table ``entry``, words aside."""
    found: list[sa.ColumnElement[bool]] = [is_standing()]
    if choice.kind is not None:
        found.append(ENTRY.c.kind == choice.kind)
    if choice.min_confidence is not None:
        # NULL passes: what no model scored is not unsure.
        found.append(sa.func.coalesce(ENTRY.c.confidence, 1.0) >= choice.min_confidence)
    if choice.party is not None:
        found.append(_among(ENTRY_PARTY, _is_party(choice.party)))
    if choice.by is not None:
        found.append(_among(ENTRY_PARTY, _is_party(choice.by), ENTRY_PARTY.c.role.in_(_BY)))
    if choice.to is not None:
        found.append(_among(ENTRY_PARTY, _is_party(choice.to), ENTRY_PARTY.c.role.in_(_TO)))
    if choice.place is not None:
        found.append(_among(ENTRY_PLACE, _is_place(choice.place)))
    found += [_has_value(name, value, choice.kind) for name, value in choice.where.items()]
    return found


def _among(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return ENTRY.c.number.in_(sa.select(table.c.entry).where(*conditions))


def _has_value(name: str, value: str, kind: str | None) -> sa.ColumnElement[bool]:
    """Whether the entry's field ``name``, of a closed list of values, is ``value``.

    Raises:
        RecordError: there is no such field, or no such value of it.
    """
    closed = [
        (k, f)
        for k in KIND_BY_NAME
        if kind in (None, k)
        for f in shape(KIND_BY_NAME[k])
        if f.choices
    ]
    fields = {k: f for k, f in closed if f.name == name}
    if not fields:
        names = dict.fromkeys(f.name for _, f in closed)
        of = kind or "entry"
        raise RecordError(f"{name!r} is no field to choose by ({of}); there is {_or(names)}")
    choices = dict.fromkeys(c for f in fields.values() for c in f.choices)
    if value not in choices:
        raise RecordError(f"{name} is never {value!r}; it is {_or(choices)}")
    tables = [KIND_TABLES[k] for k, f in fields.items() if value in f.choices]
    return sa.or_(*(_among(table, table.c[name] == value) for table in tables))


def _or(names: Iterable[str]) -> str:
    *first, last = [*names] or ["none"]
    return f"{', '.join(first)} or {last}" if first else last


def _is_party(wanted: str) -> sa.ColumnElement[bool]:
    code = group_code(wanted)
    if code is not None:
        return ENTRY_PARTY.c.code == code
    return sa.or_(
        ENTRY_PARTY.c.code == wanted.strip().upper().replace(" ", "_"),
        _has_words(ENTRY_PARTY, wanted),
    )


def _is_place(wanted: str) -> sa.ColumnElement[bool]:
    country = group_code(wanted) or wanted.strip().upper()
    return sa.or_(ENTRY_PLACE.c.country == country, _has_words(ENTRY_PLACE, wanted))


def _has_words(table: sa.Table, wanted: str) -> sa.ColumnElement[bool]:
    return (" " + table.c.folded + " ").contains(f" {folded(wanted)} ", autoescape=True)


def group_code(name: str) -> str | None:
    """The code of the state, body or movement that goes by ``name``; ``None``: there is none.

    A person's name stands for the person alone, whomever they act for.
    """
    found = PartyTable.load().find(name)
    if found is None or found.sort not in _GROUPS:
        return None
    return found.code
