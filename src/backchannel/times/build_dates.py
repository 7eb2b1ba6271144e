"""From a matched form to its meaning: dates by their parts, years, seasons, feasts, clocks."""

from __future__ import annotations

import re

from backchannel.times.context import (
    COUNTED_NEXT,
    DETERMINER,
    LOOK,
    NOUN_NEXT,
    OF_MONTH,
    PREPOSITION,
    SUM_NEXT,
    WHICH,
    WHOSE,
    Match,
    days_exist,
    figure,
    group,
    is_name,
    mod_of,
    month_alone,
    ordinal,
    words_before,
)
from backchannel.times.expression import TimeOptions
from backchannel.times.meaning import (
    Calendar,
    Clock,
    Meaning,
    Unit,
    Weekday,
    Years,
)
from backchannel.times.words import FEASTS, MONTHS, PARTS, SEASONS, WEEKDAYS


def calendar(m: Match, options: TimeOptions) -> Meaning | None:
    """Dates with a month's name, years behind "the end of", and 9/11."""
    if m.group().startswith("9/11"):
        return Calendar(2001, 9, 11)
    name = group(m, "month")
    month = MONTHS.get(name or "")
    if name and not is_name(name, m.group("month")):
        return None
    day, end_day = figure(m, "day"), figure(m, "day2")
    other = group(m, "month2")
    end_month = MONTHS.get(other or "")
    if other and not is_name(other, m.group("month2")):
        return None
    year = figure(m, "year")
    nth = ordinal(group(m, "nth")) if "nth" in m.groupdict() else None
    day = nth if nth else day
    if day is None and year is None and group(m, "which") is None and not month_alone(m, name):
        return None
    if name and len(name) <= 4 and name != "may" and day is None and year is None and not (
        m.group().endswith(".") or name in ("june", "july", "sept")
    ) and not OF_MONTH.search(words_before(m)):  # fmt: skip
        return None
    after = m.string[m.end() : m.end() + LOOK]
    if (
        day
        and year is None
        and COUNTED_NEXT.match(after)
        and re.search(r"\bin\s$", words_before(m), re.I)
    ):
        # "In March 20 people were killed": the shorter form, the month alone, is what is meant.
        return None
    figures = re.match(r"\s\d\d?(?![\d:]|[.,]\d)", after)
    if day is None and year is None and figures and not COUNTED_NEXT.match(after[figures.end() :]):
        # "February 30" is no day, nor is its month meant.
        return None
    if not days_exist(year, month, day) or not days_exist(year, end_month or month, end_day):
        return None
    if day and end_day and not other and end_day <= day:
        end_day = None
    mark = group(m, "which")
    whose = WHOSE.get(mark or "")
    if mark and m.group().lower().endswith("year"):
        whose = "narrative" if whose == "narrative" else f"{mark} year"
    attack = re.match(
        r"\s{1,3}(?:terror\w*\s|terrorist\s|hijack\w*\s)?attacks?\b",
        m.string[m.end() : m.end() + 30],
    )
    if year is None and (month, day) == (9, 11) and attack:
        year = 2001
    return Calendar(
        year, month, day, end_month=end_month, end_day=end_day, mod=mod_of(m), whose=whose
    )


def weekday(m: Match, options: TimeOptions) -> Meaning | None:
    """Weekdays, with "last" or "next", and with a part of the day."""
    name = group(m, "weekday") or ""
    if not is_name(name, m.group("weekday")):
        return None
    if len(name) < 6 and not m.group().endswith(".") and not (
        name in ("tues", "thurs", "weds")
        or re.search(r"\b(?:on|last|next|this)\s$", words_before(m))
    ):  # fmt: skip
        return None
    which, week = group(m, "which"), group(m, "week")
    count = WHICH.get(which or "") if which not in (None, "this", "that", "same") else None
    if which in ("coming",):
        count = 1
    part = PARTS.get(group(m, "part") or "")
    return Weekday(
        WEEKDAYS[name], count, WHICH[week] if week else (0 if which == "this" else None), part,
        mod_of(m),
    )  # fmt: skip


def numeric(m: Match, options: TimeOptions) -> Meaning | None:
    """Dates in figures; those with two readings as the options say."""
    year = int(m.group("year"))
    if "a" in m.groupdict():
        first, second = int(m.group("a")), int(m.group("b"))
        if first > 12 or (second <= 12 and (options.numeric == "DMY" or first == second)):
            day, month = first, second
        elif second > 12 or options.numeric == "MDY":
            month, day = first, second
        else:
            return None
    else:
        month, day = int(m.group("month")), int(m.group("day"))
    if not 1 <= month <= 12 or not days_exist(year, month, day):
        return None
    part = f"{m.group('hour')}:{m.group('minute')}" if m.groupdict().get("hour") else None
    return Calendar(year, month, day, part=part)


def years(m: Match, options: TimeOptions) -> Meaning | None:
    """A year, or two with a dash; not a number of people, things or money."""
    year, last = int(m.group("year")), group(m, "year2")
    before, after = words_before(m), m.string[m.end() : m.end() + 30]
    if SUM_NEXT.match(after):
        return None
    if last:
        end = int(last) if len(last) == 4 else year - year % 100 + int(last)
        return Calendar(year, end_year=end) if year < end < year + 120 else None
    mod = mod_of(m)
    if mod is not None:
        return Calendar(year, mod=mod)
    determined = DETERMINER.search(before) or m.group().lower().startswith("the")
    opening = re.search(r"(?:^|[.\n“\"]\s{0,3})In\s{1,3}$", before) is not None
    if COUNTED_NEXT.match(after) and not ((determined or opening) and year >= 1900):
        return None
    if PREPOSITION.search(before) and not re.search(r"\d\s?,\s?$", before):
        closed = re.match(r"\s?(?:[).,;:–—]|$|\n)", after)
        if before.rstrip().endswith((",", "-")) and not closed:
            return None
        return Calendar(year) if year >= 1000 else None
    if not 1900 <= year <= 2100:
        return None
    if re.match(r"['’]s\s[a-z]|\s(?:was|saw|has\sbeen|brought)\s", after):
        return Calendar(year)
    if m.group().lower().startswith("the") or determined:
        return Calendar(year) if NOUN_NEXT.match(after) else None
    adjective = re.search(r"(?:['’]s|\b(?:the|a|his|its|their))\s[a-z]+\s{1,3}$", before)
    if adjective and NOUN_NEXT.match(after):
        return Calendar(year)
    if re.search(r"\([^()]*$", before) and re.match(r"\s?[);,]", after):
        return Calendar(year)
    starts = re.search(r"(?:^|[\n.“\"])\s{0,3}$", before)
    return (
        Calendar(year) if starts and re.match(r"\s(?:was|is|saw|has|will)\b|\s?\n", after) else None
    )


def decade(m: Match, options: TimeOptions) -> Meaning | None:
    """The 1990s."""
    year = int(m.group("year"))
    return Years(year, 10, f"{year // 10}X", mod_of(m)) if year % 10 == 0 else None


def century(m: Match, options: TimeOptions) -> Meaning | None:
    """The 19th century."""
    nth = ordinal(group(m, "nth"))
    if not 1 <= nth <= 22:
        return None
    return Years(100 * (nth - 1), 100, f"{nth - 1:02d}XX", mod_of(m))


def season(m: Match, options: TimeOptions) -> Meaning | None:
    """Spring 1987, the third quarter of 2020, the first half of the year."""
    year, name, which = figure(m, "year"), group(m, "season"), group(m, "which")
    offset = WHICH[which] if which else 0
    if name:
        if which:
            return Unit("year", offset, season=SEASONS[name], mod=mod_of(m))
        return Calendar(year, season=SEASONS[name], mod=mod_of(m))
    nth, unit = ordinal(group(m, "nth")) or int(group(m, "nth") or 0), group(m, "unit")
    quarter = unit != "half"
    if not 1 <= nth <= (4 if quarter else 2):
        return None
    inside = quarter and re.search(r"\b(?:in|for|of|during)\s{1,3}$", words_before(m), re.I)
    if year is None and not which and not m.group().lower().endswith("year") and not inside:
        return None
    sub = f"Q{nth}" if quarter else f"H{nth}"
    if year is None:
        return Unit("year", offset, season=sub)
    return Calendar(year, quarter=nth if quarter else None, half=None if quarter else nth)


def feast(m: Match, options: TimeOptions) -> Meaning | None:
    """Feasts with a fixed day."""
    name = group(m, "feast") or ""
    if not m.group("feast")[0].isupper() or name == "epiphany":
        return None
    month, day = FEASTS[name]
    return Calendar(figure(m, "year"), month, day, whose=WHOSE.get(group(m, "which") or ""))


def clock(m: Match, options: TimeOptions) -> Meaning | None:
    """Times of day."""
    word = group(m, "word")
    if word:
        return Clock(0 if word == "midnight" else 12)
    hour, minute = int(m.group("hour")), int(m.groupdict().get("minute") or 0)
    half = group(m, "half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = group(m, "zone") or ""
    if hour > 24 or (not half and not zone and minute == 0 and ":" not in m.group()):
        return None
    return Clock(hour % 24, minute, "Z" if zone in ("gmt", "utc") else "")
