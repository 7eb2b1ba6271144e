"""Days that entries speak of, whole or in part, and how far apart they lie."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from typing import NamedTuple

_DATE = re.compile(r"(\d{4}|-)-?(?:(\d{2})(?:-(\d{2}))?)?$")


class Days(NamedTuple):
    """A stretch of days as proleptic ordinals (`datetime.date.toordinal`), both included."""

    first: int
    last: int


@functools.lru_cache(maxsize=20_000)
def days_of(date: str | None, published: datetime.date | None) -> Days | None:
    """The days of an entry's date: a day, a month, a year, or a day of the year nearest to
    the publication; ``None`` where it says none.

    >>> days_of("2023-10", None)
    Days(first=738794, last=738824)
    """
    found = _DATE.match(date or "")
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        if year == "-":
            return _nearest(int(month), int(day), published)
        if month is None:
            return _between(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31))
        if day is None:
            last = calendar.monthrange(int(year), int(month))[1]
            start = datetime.date(int(year), int(month), 1)
            return _between(start, start.replace(day=last))
        on = datetime.date(int(year), int(month), int(day))
    except (ValueError, TypeError):  # no such day
        return None
    return _between(on, on)


def _nearest(month: int, day: int, published: datetime.date | None) -> Days | None:
    if published is None:
        return None
    years = range(max(published.year - 1, 1), min(published.year + 2, 10_000))
    known = [y for y in years if day <= calendar.monthrange(y, month)[1]]
    days = [datetime.date(y, month, day) for y in known]
    if not days:
        return None
    on = min(days, key=lambda d: abs(d.toordinal() - published.toordinal()))
    return _between(on, on)


def _between(first: datetime.date, last: datetime.date) -> Days:
    return Days(first.toordinal(), last.toordinal())


def apart(first: Days, second: Days) -> int:
    """How many days lie between the two; 0 where they overlap."""
    return max(0, first.first - second.last, second.first - first.last)
