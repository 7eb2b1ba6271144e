"""What the table knows: one frozen type for a party, one for a name that stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from backchannel.span import Span

Sort = Literal[
    "state", "body", "movement", "media", "person", "people", "organ", "place", "civil", "adjective"
]


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party of the table.

    Attributes:
        name: the name to show: what a metonym stands for ("United States" for "White House"),
            a person's full name, else the usual English name.
        code: whom it acts for, as ``GUIDE.md`` codes it; ``None`` for a person who held no
            office on the day asked for.
        sort: ``state``; ``organ`` of a state; ``place`` (with ``metonym`` a capital or seat that
            may stand for its government, else a region of the state); ``body`` of several
            states; ``movement``; ``people``; ``media``; ``person``; ``civil`` (companies, aid
            groups, institutes); ``adjective`` ("Turkish", only from ``scan`` where asked for).
        metonym: whether the words stand for a government that they do not name.
    """

    name: str
    code: str | None
    sort: Sort
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A spelling that stands for a party, and when.

    Attributes:
        party: what it stands for.
        spelling: as the table writes it; in lower case where texts may do so too.
        since, until: first and last day, ``None`` where open.
        surname: whether it is only a person's last name.
        curated: whether a person chose the row (not a recipe).
    """

    party: KnownParty
    spelling: str
    since: date | None = None
    until: date | None = None
    surname: bool = False
    curated: bool = True

    def holds(self, on: date) -> bool:
        """Whether ``on`` lies between ``since`` and ``until``."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a text: where it stands, without a possessive ending, and whose it is."""

    span: Span
    party: KnownParty


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What ``PartyTable.scan`` looks for.

    Attributes:
        on: day of the text; decides whose a name is where it changed hands.
        surnames: also last names alone, of well-known persons in office on that day.
        adjectives: also adjectives of states and peoples ("Turkish"), as sort ``adjective``.
    """

    on: date | None = None
    surnames: bool = True
    adjectives: bool = False
