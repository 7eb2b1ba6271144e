"""When an act took place: dates said beside it, against the day of publication."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_NUMBER = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_NUMBER}\b(?:,?\s+{_YEAR}\b)?",
        rf"\b{_NUMBER}\s+(?:of\s+)?{_MONTH}(?!\w)(?:,?\s+{_YEAR}\b)?",
        r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
        rf"\b(?:in|since|last|early|late|mid-|this)\s*{_MONTH}(?!\w)(?:\s+{_YEAR}\b)?(?!\s+\d)",
        rf"\bin\s+{_YEAR}\b",
        r"\b(?P<relative>yesterday|today|tonight|tomorrow)\b",
        rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{'|'.join(_DAYS)})\b",
        r"\b(?P<ago>\d+|a|two|three|four|five|six)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b",
        r"\blast\s+(?P<last>month|year)\b",
    )
)
_SMALL = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def date_in(text: str, published: datetime.date | None) -> str | None:
    """The date that a clause states, as ``GUIDE.md`` writes dates.

    A weekday is the last such day up to the day of publication, that day included, as news
    writes; ``next`` and ``tomorrow`` look ahead.

    Args:
        text: the clause, trigger included.
        published: the day of publication.

    Returns:
        ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, ``--MM-DD`` where the year cannot be told, or
        ``None`` where nothing is stated, or more than one date.

    >>> date_in("told the envoy on Tuesday", datetime.date(2023, 11, 16))
    '2023-11-14'
    >>> date_in("wrote on 3 March", None)
    '--03-03'
    """
    found = []
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for m in form.finditer(text):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            value = _value(m.groupdict(), published)
            if value is not None:
                taken.append(m.span())
                found.append(value)
    return found[0] if len(set(found)) == 1 else None


def _value(g: dict[str, str | None], published: datetime.date | None) -> str | None:
    if iso := g.get("iso"):
        of_year, of_month, of_day = iso.split("-")
        known = 1 <= int(of_month) <= 12
        return _month_and_day(int(of_month), of_day, of_year, None) if known else None
    if month := g.get("month"):
        return _month_and_day(
            _MONTHS[month.lower().rstrip(".")], g.get("day"), g.get("year"), published
        )
    if g.get("year"):
        return g["year"]
    if published is None:
        return None
    if relative := g.get("relative"):
        days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[relative.lower()]
        return (published + datetime.timedelta(days)).isoformat()
    if weekday := g.get("weekday"):
        back = (published.weekday() - _DAYS.index(weekday.lower())) % 7
        ahead = (g.get("which") or "").lower() == "next"
        return (published - datetime.timedelta(back - 7 if ahead else back)).isoformat()
    if ago := g.get("ago"):
        return _before(published, _SMALL.get(ago.lower()) or int(ago), str(g["unit"]).lower())
    if last := g.get("last"):
        return _before(published, 1, last.lower())
    return None


def _before(published: datetime.date, count: int, unit: str) -> str | None:
    if count > 5000:
        return None
    if unit in ("day", "week"):
        return (published - datetime.timedelta(count * (7 if unit == "week" else 1))).isoformat()
    if unit == "year":
        return f"{published.year - count:04d}" if published.year > count else None
    months = published.year * 12 + published.month - 1 - count
    return f"{months // 12:04d}-{months % 12 + 1:02d}" if months >= 12 else None


def _month_and_day(
    month: int, day: str | None, year: str | None, published: datetime.date | None
) -> str | None:
    if day is None:
        if year is None and published is not None:
            year = str(published.year if month <= published.month else published.year - 1)
        return f"{year}-{month:02d}" if year else None
    if not 1 <= int(day) <= 31:
        return None
    if year is None and published is not None:
        later = (month, int(day)) > (published.month, published.day)
        year = str(published.year - 1 if later else published.year)
    if year is None:
        return f"--{month:02d}-{int(day):02d}"
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
