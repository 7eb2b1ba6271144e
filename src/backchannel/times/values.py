"""Calendar arithmetic: dates of which parts may be missing, and steps from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from backchannel.times.expression import Mod, Type
from backchannel.times.words import SEASON_MONTHS, UNITS

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
MOST_STEPS = 4000


class Partial(NamedTuple):
    """A date as far as it is known: ``None`` for what is not."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: datetime.date) -> Partial:
        """A whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> datetime.date | None:
        """The calendar day, where all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def text(self) -> str | None:
        """The date as GUIDE.md writes it.

        >>> Partial(2023, 11).text, Partial(None, 3, 9).text, Partial(None, 3).text
        ('2023-11', '--03-09', None)
        """
        if self.year is None:
            return None if self.day is None else f"--{self.month:02d}-{self.day:02d}"
        return self.timex

    @property
    def timex(self) -> str:
        """The date as TIMEX3 writes it.

        >>> Partial(None, 10, 7).timex
        'XXXX-10-07'
        """
        out = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            out += f"-{self.month:02d}"
            if self.day is not None:
                out += f"-{self.day:02d}"
        return out


@dataclass(frozen=True, slots=True)
class Resolved:
    """A meaning set against a calendar; ``since`` and ``until`` as of a time expression."""

    type: Type
    value: str
    date: Partial | None = None
    since: Partial | None = None
    until: Partial | None = None
    mod: Mod | None = None


def step_days(day: datetime.date, days: int) -> datetime.date | None:
    """The day so many days on; ``None`` beyond the calendar."""
    try:
        return day + datetime.timedelta(days)
    except OverflowError:
        return None


def step(base: Partial, unit: str, count: int) -> Partial | None:
    """The date ``count`` units from ``base``, as exact as the unit: days and weeks to the day,
    months to the month, years to the year.

    >>> step(Partial(2018, 2, 21), "week", -2), step(Partial(2018, 2, 21), "month", -3)
    (Partial(year=2018, month=2, day=7), Partial(year=2017, month=11, day=None))
    """
    if abs(count) > MOST_STEPS:
        return None
    if unit in _DAYS:
        start = base.whole
        day = step_days(start, count * _DAYS[unit]) if start else None
        return Partial.of(day) if day else None
    months = _MONTHS.get(unit)
    if months is None or base.year is None:
        return None
    if months >= 12:
        year = base.year + count * months // 12
        return Partial(year) if 1 <= year <= 9999 else None
    if base.month is None:
        return None
    total = base.year * 12 + base.month - 1 + count * months
    return Partial(total // 12, total % 12 + 1) if 12 <= total < 120000 else None


def window_start(day: datetime.date, unit: str, count: int) -> Partial | None:
    """The other end of a period of so many units that ends (or, of a positive count, begins) on
    ``day``: to the day for hours, days and weeks, to the month for months and years, as annotators
    write it.

    >>> window_start(datetime.date(2018, 5, 31), "year", -3)
    Partial(year=2015, month=5, day=None)
    """
    if abs(count) > MOST_STEPS:
        return None
    if unit in ("hour", "minute", "second"):
        hours = abs(count) / {"hour": 1, "minute": 60, "second": 3600}[unit]
        days = max(1, round(hours / 24)) * (1 if count > 0 else -1)
        moved = step_days(day, days)
        return Partial.of(moved) if moved else None
    if unit in _DAYS:
        return step(Partial.of(day), unit, count)
    return step(Partial.of(day), "month", count * _MONTHS.get(unit, 1))


def week_of(day: datetime.date, offset: int = 0) -> datetime.date | None:
    """The Monday of the day's week, or of one so many weeks on."""
    return step_days(day, 7 * offset - day.weekday())


def week_value(monday: datetime.date) -> str:
    """The TIMEX3 value of a week.

    >>> week_value(datetime.date(2023, 11, 13))
    '2023-W46'
    """
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def season_months(year: int, season: str) -> tuple[Partial, Partial]:
    """First and last month of a season, quarter (``Q1``) or half (``H1``) of a year."""
    if season[0] in "QH":
        length = 3 if season[0] == "Q" else 6
        last = int(season[1]) * length
        return Partial(year, last - length + 1), Partial(year, last)
    first, last = SEASON_MONTHS[season]
    return Partial(year, first), (
        Partial(year, last) if last <= 12 else Partial(min(year + 1, 9999), last - 12)
    )


def first_day(date: Partial) -> Partial:
    """The first day of a month or year, a day itself."""
    return Partial(date.year, date.month or 1, date.day or 1)


def last_day(date: Partial) -> Partial:
    """The last day of a month or year, a day itself."""
    if date.day is not None or date.year is None:
        return date
    month = date.month or 12
    if month == 12:
        return Partial(date.year, 12, 31)
    last = datetime.date(date.year, month + 1, 1) - datetime.timedelta(1)
    return Partial.of(last)


def duration_value(count: int | None, unit: str) -> str:
    """The TIMEX3 value of a duration: ``P40D``, ``PT3H``, ``PXW``.

    >>> duration_value(2, "fortnight"), duration_value(90, "minute")
    ('P4W', 'PT90M')
    """
    letters = UNITS.get(unit, UNITS.get(unit.rstrip("s"), "D"))
    if unit.rstrip("s") == "fortnight" and count is not None:
        count *= 2
    amount = "X" if count is None else str(count)
    return f"PT{amount}{letters[1]}" if letters in ("TS", "TM", "TH") else f"P{amount}{letters}"
