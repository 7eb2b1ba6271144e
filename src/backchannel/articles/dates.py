"""Dates as outlets print them: fields, markup, bylines and lines of their own.

A day is taken as written: no conversion between time zones. Figures that can be read two ways
(06/11/2023) are no date, because a wrong day is worse than none.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from backchannel.span import Span
from backchannel.times.words import MONTHS

_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",
        rf"\b{_MONTH} {{1,2}}{_DAY},? {{1,2}}{_YEAR}\b",
        rf"\b{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}\b",
        r"(?<![\d/])(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"^{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=$|T?\d)",
    )
)
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")
_EPOCH_MILLISECONDS = 100_000_000_000

# What may stand beside a date on a line of its own: weekdays, times, zones, labels.
_BESIDE = re.compile(
    r"""\b(?:
        (?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?
      | \d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\.\d+)? | \d{1,2}(?=\s?[ap]\.?m)
      | [ap]\.?m\.? | noon | midnight
      | [a-z]{1,2}[ds]?t | (?:utc|gmt)\s?[+-]\d\d?(?::\d\d)? | utc | gmt
      | cet | cest | ist | sast | z | eastern | hours? | hrs | local
      | (?:first\s|last\s|originally\s)?
        (?:published|updated|posted|modified|created|edited|revised|issued|dated?|filed)
      | on | at | by | time | last | update | from | h
      | \d+\s(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\sago
      | \d+\s?min(?:ute)?s?(?:\sread)?
    )(?![a-z])""",
    re.IGNORECASE | re.VERBOSE,
)
_UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
_MAX_DATE_LINE = 120


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date in a text: the day, its characters, and whether it is called an update."""

    day: datetime.date
    span: Span
    update: bool = False


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first full date in ``text[start:end]``; offsets are those of ``text``.

    >>> find_date("Monday, Nov 06, 2023 - 01:50 PM").day.isoformat()
    '2023-11-06'
    """
    end = len(text) if end is None else end
    passage = text[start:end]
    best: FoundDate | None = None
    for form in _FORMS:
        for match in form.finditer(passage):
            day = _as_day(match.groupdict())
            if day is None:
                continue
            span = Span(start + match.start(), start + match.end())
            if best is None or span.start < best.span.start:
                update = bool(_UPDATED.search(passage[: match.start()]))
                best = FoundDate(day, span, update)
            break
    return best


def date_line(line: str) -> FoundDate | None:
    """The date of a line that holds a date and nothing else but its time and label."""
    # With a stop it is more likely the end of a sentence that lost its line.
    if len(line) > _MAX_DATE_LINE or line.endswith("."):
        return None
    found = find_date(line)
    if found is None:
        return None
    rest = _blanked(line, found.span)
    second = find_date(rest)
    if second is not None:
        rest = _blanked(rest, second.span)
        if found.update and not _UPDATED.search(line[found.span.end : second.span.start]):
            found = FoundDate(second.day, second.span)
    # "T13:20:00+00:00" of a machine's date goes with it.
    rest = re.sub(r"T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", " ", rest)
    return None if re.search(r"\w", _BESIDE.sub(" ", rest)) else found


def named_date_line(line: str) -> tuple[FoundDate, str] | None:
    """The date of a line that holds a name beside it, and the name ("The Daily, 4 March 2031")."""
    found = find_date(line) if len(line) <= _MAX_DATE_LINE else None
    if found is None or line.endswith("."):
        return None
    rest = _BESIDE.sub(" ", _blanked(line, found.span))
    name = " ".join(rest.replace("|", " ").split()).strip(" ,;:-–—•·/()")
    words = name.split()
    named = 1 <= len(words) <= 5 and all(w[0].isupper() or w in ("of", "the") for w in words)
    return (found, name) if named else None


def field_day(value: object) -> datetime.date | None:
    """The day that a field's value states; ``None`` where it states none.

    Takes dates in text, and seconds or milliseconds since 1970 (day in UTC).
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip() if not isinstance(value, int) or abs(value) < 10**20 else ""
    if len(text) > _MAX_DATE_LINE:
        return None
    found = find_date(text)
    if found is not None:
        return found.day
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        if abs(seconds) >= _EPOCH_MILLISECONDS:
            seconds /= 1000
        epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        try:
            return _sane((epoch + datetime.timedelta(seconds=seconds)).date())
        except OverflowError:
            return None
    return None


def _blanked(line: str, span: Span) -> str:
    return line[: span.start] + "|".center(span.end - span.start) + line[span.end :]


def _as_day(parts: dict[str, str | None]) -> datetime.date | None:
    year = int(parts["year"] or 0)
    if parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (second, first) if second > 12 else (first, second)
    else:
        day, name = int(parts["day"] or 0), (parts["month"] or "").lower()
        month = int(name) if name.isdigit() else _month(name)
    try:
        return _sane(datetime.date(year, month, day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """The month's number, 0 for a word that only begins like one ("marched")."""
    return MONTHS.get(name, 0)


def _sane(day: datetime.date) -> datetime.date | None:
    return day if 1800 <= day.year <= 2200 else None
