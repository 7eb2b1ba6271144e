"""What to ask a record for, and the SQL that asks it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry
from backchannel.parties import PartyTable
from backchannel.record import dialect
from backchannel.record.identity import folded
from backchannel.record.tables import ARTICLE, ENTRY, ENTRY_PARTY, READING
from backchannel.span import Span

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
        limit: at most so many.
    """

    kind: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    party: str | None = None
    about: str | None = None
    article: str | None = None
    outlet: str | None = None
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
    """

    id: str
    article: Article = field(repr=False)
    place: int
    model: str
    entry: Entry

    @property
    def ref(self) -> str:
        """Where its evidence stands: ``article:start-end``, code points, end exclusive."""
        start, end = self.entry.evidence
        return f"{self.article.id}:{start}-{end}"

    def quote(self, span: Span | None = None) -> str:
        """The article's characters at ``span``, or at the evidence."""
        return (span or self.entry.evidence).of(self.article.text)


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
    if choice.kind is not None:
        chosen = chosen.where(ENTRY.c.kind == choice.kind)
    if choice.party is not None:
        parties = sa.select(ENTRY_PARTY.c.entry).where(_is_party(choice.party))
        chosen = chosen.where(ENTRY.c.number.in_(parties))
    if choice.about is not None:
        hits = dialect.matching(connection, "entry", choice.about)
        chosen = chosen.where(ENTRY.c.number.in_(sa.select(hits.c.number)))
    return chosen.limit(choice.limit)


def _is_party(wanted: str) -> sa.ColumnElement[bool]:
    code = group_code(wanted)
    if code is not None:
        return ENTRY_PARTY.c.code == code
    return sa.or_(
        ENTRY_PARTY.c.code == wanted.strip().upper().replace(" ", "_"),
        (" " + ENTRY_PARTY.c.folded + " ").contains(f" {folded(wanted)} ", autoescape=True),
    )


def group_code(name: str) -> str | None:
    """The code of the state, body or movement that goes by ``name``; ``None``: there is none.

    A person's name stands for the person alone, whomever they act for.
    """
    found = PartyTable.load().find(name)
    if found is None or found.sort not in _GROUPS:
        return None
    return found.code
