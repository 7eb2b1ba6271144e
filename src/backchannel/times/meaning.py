"""What an expression says before it is set against a calendar: one frozen type for each sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backchannel.times.expression import Mod

Anchor = Literal["reference", "narrative", "event"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its parts, complete or not.

    Attributes:
        year, month, day: its parts; ``None`` where not said.
        end_year, end_month, end_day: the last of a range written as one ("3-9 May").
        season, quarter, half: ``SP`` and so on; 1 to 4; 1 or 2.
        part: part of the day (``MO``, ``NI``), as TIMEX3 writes it after ``T``.
        whose: how an unsaid year is found: ``last`` and ``next`` such day or month from the
            reference; ``last year``, ``this year``, ``next year``; ``narrative``, the year that
            the text is in; ``None`` as the tense says.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    part: str | None = None
    whose: str | None = None
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday; ``which`` is -1 for "last", 1 for "next", ``None`` where the tense decides;
    ``week`` counts weeks from the reference's ("Tuesday last week": -1)."""

    day: int
    which: int | None = None
    week: int | None = None
    part: str | None = None
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A day, week, month, quarter, season or year counted from an anchor: "last week" is -1."""

    unit: str
    offset: int = 0
    anchor: Anchor = "reference"
    part: str | None = None
    season: str | None = None
    mod: Mod | None = None
    so_far: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before (negative ``sign``) or after an anchor: "two days ago"."""

    count: int | None
    unit: str
    sign: int
    anchor: Anchor = "reference"
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """So many units up to (``sign`` -1) or from the reference: "the past 40 days".

    ``sign`` is 0 where the tense decides ("in three days"); ``over`` marks what lasts so long
    ("over three days"), which is a length only where it is to come.
    """

    count: int | None
    unit: str
    sign: int = -1
    over: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A duration that is not tied to a date: "the 12-day war"."""

    count: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or century: ``first`` year and how many; ``value`` as TIMEX3 writes it."""

    first: int
    count: int
    value: str
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    hour: int
    minute: int = 0
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Nth:
    """The so-manieth day or week of something that goes on: its start is so long ago."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no calendar: ``PRESENT_REF``, ``P1D`` of a set."""

    type: Literal["DATE", "TIME", "SET"]
    value: str


Meaning = Calendar | Weekday | Unit | Shift | Window | Length | Years | Clock | Nth | Fixed
