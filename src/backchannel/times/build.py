"""From a matched form to its meaning, or to nothing where the words around speak against it."""

from __future__ import annotations

import datetime
import re

from backchannel.times.expression import Mod, TimeOptions
from backchannel.times.meaning import (
    Calendar,
    Clock,
    Fixed,
    Length,
    Meaning,
    Nth,
    Shift,
    Unit,
    Weekday,
    Window,
    Years,
)
from backchannel.times.words import (
    COUNTED,
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)

Match = re.Match[str]

_MODS: dict[str, Mod] = {
    "early": "START", "earlier": "START", "mid": "MID", "late": "END", "later": "END",
    "start": "START", "beginning": "START", "outset": "START", "turn": "START", "middle": "MID",
    "end": "END", "close": "END",
}  # fmt: skip
_WHICH = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1,
    "coming": 1, "following": 1, "that": 0, "same": 0, "the": 0,
}  # fmt: skip
_WHOSE = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next",
    "that": "narrative", "same": "narrative", "following": "narrative", "the same": "narrative",
}  # fmt: skip
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|of|until|till|by|during|before|after|from|through|throughout|to|between|and"
    r"|or|for|around|about|circa|than|as|late|early|mid|on|back in|year|years|late in|early in)"
    r"|[(–—-]|,\s?)\s{0,3}$",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(
    r"\b(?:in|since|of|until|till|during|before|after|through|throughout|between|late|early|mid"
    r"|last|next|this|every|each|by|from|to|for|and|or)[\s-]{1,3}$",
    re.IGNORECASE,
)
_SURELY_OF_MONTH = re.compile(
    r"\b(?:in|since|until|till|during|through|throughout|late|early|mid|last|next)[\s-]{1,3}$",
    re.IGNORECASE,
)
_NAMED_MAY = re.compile(
    r"\b(?!(?:In|Since|Of|Until|By|During|Before|After|From|Last|Next|This|On|And|Early|Late|Mid"
    r"|Every|Each|To|Or|The|For)\b)(?-i:[A-Z][a-z]+|Mrs|Mr|Ms)\.?\s(?:May|March|August|June|April)\b"
)
_DETERMINER = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|this|that|our)|['’]s?)\s{1,3}$", re.I)
_NOUN_NEXT = re.compile(r"\s{1,3}(?!on\b|of\b|for\b|to\b|in\b|and\b|was\b|is\b|had\b)[a-z]{3,}")
_COUNTED_NEXT = re.compile(rf"[\s-]{{1,3}}(?:[a-z]+\s)?(?:{'|'.join(sorted(COUNTED))})(?!\w)", re.I)
_SUM_NEXT = re.compile(r"\s{0,2}(?:%|percent|pct|hours?\b|km\b|miles?\b|m\b|bn\b|pm\b|am\b)")
_AMBIGUOUS = frozenset({"may", "march", "mar", "april", "june", "august", "jan", "jun"})
_LOWER_OK = frozenset(
    "january february april june july september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_BEFORE = 40


def _before(m: Match) -> str:
    return m.string[max(0, m.start() - _BEFORE) : m.start()]


def _words(found: str) -> str:
    return " ".join(found.lower().replace("’", "'").split())


def _group(m: Match, name: str) -> str | None:
    """A group's words in lower case on one line; ``None`` where the form has no such group."""
    found = m.groupdict().get(name)
    return _words(found) if found else None


def _int(m: Match, name: str) -> int | None:
    found = m.groupdict().get(name)
    return int(found) if found else None


def _mod(m: Match) -> Mod | None:
    word = _group(m, "early") or _group(m, "mod")
    return _MODS.get(word or "")


def _named(word: str | None, written: str | None) -> bool:
    """Whether a month or weekday is written as a name: with a capital, or a word of no other use."""
    return bool(word) and bool(written) and (written[:1].isupper() or word in _LOWER_OK)  # type: ignore[index]


def number_of(words: str | None) -> int | None:
    """The number that a count says; ``None`` for "several".

    >>> number_of("a couple of"), number_of("twenty-one"), number_of("few")
    (2, 21, None)
    """
    if not words:
        return 1
    if words.isdigit():
        return int(words)
    total: int | None = None
    for word in words.removesuffix(" of").split():
        if word in VAGUE_NUMBERS:
            return None
        if word in ("dozen", "hundred"):
            total = (total or 1) * NUMBERS[word]
        elif word in NUMBERS and not (word in ("a", "an") and total):
            total = NUMBERS[word]
    return total


def _ordinal(words: str | None) -> int:
    words = words or ""
    figures = re.match(r"\d+", words)
    return int(figures.group()) if figures else ORDINALS.get(words, 0)


def calendar(m: Match, options: TimeOptions) -> Meaning | None:
    """Dates with a month's name, years behind "the end of", and 9/11."""
    if m.group().startswith("9/11"):
        return Calendar(2001, 9, 11)
    name = _group(m, "month")
    month = MONTHS.get(name or "")
    if name and not _named(name, m.group("month")):
        return None
    day, end_day = _int(m, "day"), _int(m, "day2")
    other = _group(m, "month2")
    end_month = MONTHS.get(other or "")
    if other and not _named(other, m.group("month2")):
        return None
    year = _int(m, "year")
    nth = _ordinal(_group(m, "nth")) if "nth" in m.groupdict() else None
    day = nth if nth else day
    if day is None and year is None and _group(m, "which") is None and not _month_alone(m, name):
        return None
    if name and len(name) <= 4 and name != "may" and day is None and year is None and not (
        m.group().endswith(".") or name in ("june", "july", "sept")
    ) and not _OF_MONTH.search(_before(m)):  # fmt: skip
        return None
    after = m.string[m.end() : m.end() + _BEFORE]
    if (
        day
        and year is None
        and _COUNTED_NEXT.match(after)
        and re.search(r"\bin\s$", _before(m), re.I)
    ):
        # "In March 20 people were killed": the shorter form, the month alone, is what is meant.
        return None
    if day is None and year is None and re.match(r"\s\d\d?(?![\d,.:])", after):
        if not _COUNTED_NEXT.match(after.lstrip()[2:].lstrip("0123456789")):
            return None
    if not _days_exist(year, month, day) or not _days_exist(year, end_month or month, end_day):
        return None
    if day and end_day and not other and end_day <= day:
        end_day = None
    mark = _group(m, "which")
    whose = _WHOSE.get(mark or "")
    if mark and m.group().lower().endswith("year"):
        whose = "narrative" if whose == "narrative" else f"{mark} year"
    attack = re.match(
        r"\s{1,3}(?:terror\w*\s|terrorist\s|hijack\w*\s)?attacks?\b",
        m.string[m.end() : m.end() + 30],
    )
    if year is None and (month, day) == (9, 11) and attack:
        year = 2001
    return Calendar(
        year, month, day, end_month=end_month, end_day=end_day, mod=_mod(m), whose=whose
    )


def _month_alone(m: Match, name: str | None) -> bool:
    """Whether a month's name without day or year is a month here."""
    if name is None or name not in _AMBIGUOUS or _mod(m) is not None:
        return True
    before = _before(m)
    if name == "may" or m.group().isupper():
        first = m.string.find("May")
        if first >= 0 and _NAMED_MAY.search(m.string[:20000]):
            return bool(_SURELY_OF_MONTH.search(before))
    if _OF_MONTH.search(before):
        return True
    return bool(_DETERMINER.search(before) and _NOUN_NEXT.match(m.string[m.end() : m.end() + 12]))


def _days_exist(year: int | None, month: int | None, day: int | None) -> bool:
    if day is None:
        return True
    if month is None or not 1 <= day <= 31:
        return False
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def weekday(m: Match, options: TimeOptions) -> Meaning | None:
    """Weekdays, with "last" or "next", and with a part of the day."""
    name = _group(m, "weekday") or ""
    if not _named(name, m.group("weekday")):
        return None
    if len(name) < 6 and not m.group().endswith(".") and not (
        name in ("tues", "thurs", "weds") or re.search(r"\b(?:on|last|next|this)\s$", _before(m))
    ):  # fmt: skip
        return None
    which, week = _group(m, "which"), _group(m, "week")
    count = _WHICH.get(which or "") if which not in (None, "this", "that", "same") else None
    if which in ("coming",):
        count = 1
    part = PARTS.get(_group(m, "part") or "")
    return Weekday(
        WEEKDAYS[name], count, _WHICH[week] if week else (0 if which == "this" else None), part,
        _mod(m),
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
    if not 1 <= month <= 12 or not _days_exist(year, month, day):
        return None
    part = f"{m.group('hour')}:{m.group('minute')}" if m.groupdict().get("hour") else None
    return Calendar(year, month, day, part=part)


def years(m: Match, options: TimeOptions) -> Meaning | None:
    """A year, or two with a dash; not a number of people, things or money."""
    year, last = int(m.group("year")), _group(m, "year2")
    before, after = _before(m), m.string[m.end() : m.end() + 30]
    if _SUM_NEXT.match(after):
        return None
    if last:
        end = int(last) if len(last) == 4 else year - year % 100 + int(last)
        return Calendar(year, end_year=end) if year < end < year + 120 else None
    mod = _mod(m)
    if mod is not None:
        return Calendar(year, mod=mod)
    determined = _DETERMINER.search(before) or m.group().lower().startswith("the")
    opening = re.search(r"(?:^|[.\n“\"]\s{0,3})In\s{1,3}$", before) is not None
    if _COUNTED_NEXT.match(after) and not ((determined or opening) and year >= 1900):
        return None
    if _PREPOSITION.search(before) and not re.search(r"\d\s?,\s?$", before):
        closed = re.match(r"\s?(?:[).,;:–—]|$|\n)", after)
        if before.rstrip().endswith((",", "-")) and not closed:
            return None
        return Calendar(year) if year >= 1000 else None
    if not 1900 <= year <= 2100:
        return None
    if m.group().lower().startswith("the") or determined:
        return Calendar(year) if _NOUN_NEXT.match(after) else None
    adjective = re.search(r"(?:['’]s|\b(?:the|a|his|its|their))\s[a-z]+\s{1,3}$", before)
    if adjective and _NOUN_NEXT.match(after):
        return Calendar(year)
    starts = re.search(r"(?:^|[\n.“\"])\s{0,3}$", before)
    return Calendar(year) if starts and re.match(r"\s(?:was|is|saw|has|will)\b|\n", after) else None


def decade(m: Match, options: TimeOptions) -> Meaning | None:
    """The 1990s."""
    year = int(m.group("year"))
    return Years(year, 10, f"{year // 10}X", _mod(m)) if year % 10 == 0 else None


def century(m: Match, options: TimeOptions) -> Meaning | None:
    """The 19th century."""
    nth = _ordinal(_group(m, "nth"))
    if not 1 <= nth <= 22:
        return None
    return Years(100 * (nth - 1), 100, f"{nth - 1:02d}XX", _mod(m))


def deictic(m: Match, options: TimeOptions) -> Meaning | None:
    """Today, last week, this summer, later this month: counted from the reference."""
    unit, which = _group(m, "unit"), _group(m, "which")
    so_far = m.group().lower().startswith("so")
    mod, part = _mod(m), PARTS.get(_group(m, "part") or "")
    if unit is None:
        if which is None:
            return Unit("weekend", 0)
        return Unit("day", -2 if which.startswith("before") else 2)
    days = {"yesterday": -1, "today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1}
    if unit in days:
        if unit in ("tonight", "overnight"):
            part = "NI"
        return Unit("day", days[unit], part=part, mod=mod)
    offset = _WHICH.get(which or "this", 0)
    anchor = "narrative" if which in ("that", "same", "previous", "following") else "reference"
    if which == "past":
        return Window(1, unit) if unit not in PARTS else None
    if which == "the" and unit == "decade":
        return None
    if unit in PARTS:
        if which == "next":
            return None
        return Unit("day", offset, "narrative" if anchor == "narrative" else "reference",
                    PARTS[unit], mod=mod)  # fmt: skip
    if unit in SEASONS:
        return Unit("year", offset, "narrative" if anchor == "narrative" else "reference",
                    season=SEASONS[unit], mod=mod)  # fmt: skip
    narrative = anchor == "narrative"
    return Unit(unit, offset, "narrative" if narrative else "reference", mod=mod, so_far=so_far)


def unit_of(m: Match, options: TimeOptions) -> Meaning | None:
    """The following day, the same year, that night: counted from the narrative."""
    unit, which = _group(m, "unit") or "", _group(m, "which") or "same"
    offset = _WHICH[which]
    if unit in PARTS:
        return Unit("day", offset, "narrative", PARTS[unit])
    if unit in SEASONS:
        return Unit("year", offset, "narrative", season=SEASONS[unit])
    return Unit(unit, offset, "narrative")


def window(m: Match, options: TimeOptions) -> Meaning | None:
    """The past 40 days, recent weeks, the next month."""
    unit, which = (_group(m, "unit") or "").rstrip("s"), _group(m, "which")
    if which is None:
        return Window(None, unit)
    words = _group(m, "n")
    if which == "final" or (which == "last" and words is None and unit in ("day", "night")):
        return None
    stretched = re.search(r"\b(?:over|within|in|for|during|through|of)\s{1,3}$", _before(m), re.I)
    if words is None and not m.group().lower().endswith("s"):
        if which in ("previous", "following", "preceding") or (which == "next" and not (
            stretched and unit != "day")):  # fmt: skip
            return Unit(unit, _WHICH[which], "narrative")
    plural = words is None and m.group().lower().endswith("s")
    count = None if plural else number_of(words)
    return Window(count, unit, _WHICH[which])


def shift(m: Match, options: TimeOptions) -> Meaning | None:
    """Two days ago, a week earlier, the day before."""
    unit, rel = _group(m, "unit") or "", _group(m, "rel") or ""
    words = _group(m, "n")
    count, part = number_of(words), None
    if unit in PARTS:
        unit, part = "day", PARTS[unit]
    sign = -1 if rel in ("ago", "earlier", "before", "previously", "beforehand") else 1
    mod: Mod | None = None
    if rel == "ago" or rel == "hence" or rel.startswith("from"):
        return Shift(count, unit, sign, mod=mod)
    if rel in ("before", "after"):
        after = m.string[m.end() : m.end() + 40]
        if re.match(r"\s{0,3}(?:[.,;:!?)”\"’–—]|$|\n\n|that\b)", after):
            return Shift(count, unit, sign, "narrative")
        return Shift(count, unit, sign, "event")
    return Shift(count, unit, sign, "narrative")


def stretch(m: Match, options: TimeOptions) -> Meaning | None:
    """Durations; "in three days" and "over two days" with the words before."""
    unit, words = (_group(m, "unit") or "").rstrip("s"), _group(m, "n")
    if words in ("a", "an") or words is None or m.group("n")[:2].startswith(("1 ", "00")):
        return None
    if words == "one" and "-" not in m.group():
        return None
    count, before = number_of(words), _before(m)
    if re.search(r"\b(?:over|in)\s{1,3}(?:just\s|only\s|about\s|around\s)?$", before, re.I):
        return Window(count, unit, 0)
    return Length(count, unit)


def counted_day(m: Match, options: TimeOptions) -> Meaning | None:
    """Its fourth day, 13-day-old: something that began so many days ago."""
    unit = _group(m, "unit") or ""
    if "nth" in m.groupdict():
        entered = re.search(
            r"\b(?:its|their|a|his|her|for|into)\s{1,3}(?:the\s{1,3})?$", _before(m), re.I
        )
        if not entered or unit in ("month", "year"):
            return None
        return Nth(_ordinal(_group(m, "nth")) - 1, unit)
    count = number_of(_group(m, "n"))
    return Nth(count, unit) if count is not None else None


def season(m: Match, options: TimeOptions) -> Meaning | None:
    """Spring 1987, the third quarter of 2020, the first half of the year."""
    year, name, which = _int(m, "year"), _group(m, "season"), _group(m, "which")
    offset = _WHICH[which] if which else 0
    if name:
        if which:
            return Unit("year", offset, season=SEASONS[name], mod=_mod(m))
        return Calendar(year, season=SEASONS[name], mod=_mod(m))
    nth, unit = _ordinal(_group(m, "nth")) or int(_group(m, "nth") or 0), _group(m, "unit")
    quarter = unit != "half"
    if not 1 <= nth <= (4 if quarter else 2):
        return None
    if year is None and not which and not m.group().lower().endswith("year"):
        if not quarter or not re.search(r"\b(?:in|for|of|during)\s{1,3}$", _before(m), re.I):
            return None
    sub = f"Q{nth}" if quarter else f"H{nth}"
    if year is None:
        return Unit("year", offset, season=sub)
    return Calendar(year, quarter=nth if quarter else None, half=None if quarter else nth)


def feast(m: Match, options: TimeOptions) -> Meaning | None:
    """Feasts with a fixed day."""
    name = _group(m, "feast") or ""
    if not m.group("feast")[0].isupper() or name == "epiphany":
        return None
    month, day = FEASTS[name]
    return Calendar(_int(m, "year"), month, day, whose=_WHOSE.get(_group(m, "which") or ""))


def clock(m: Match, options: TimeOptions) -> Meaning | None:
    """Times of day."""
    word = _group(m, "word")
    if word:
        return Clock(0 if word == "midnight" else 12)
    hour, minute = int(m.group("hour")), int(m.groupdict().get("minute") or 0)
    half = _group(m, "half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _group(m, "zone") or ""
    if hour > 24 or (not half and not zone and minute == 0 and ":" not in m.group()):
        return None
    return Clock(hour % 24, minute, "Z" if zone in ("gmt", "utc") else "")


def fixed(m: Match, options: TimeOptions) -> Meaning | None:
    """Sets ("every Friday") and words for now, before and soon."""
    word = _group(m, "word")
    if word is None:
        if _group(m, "weekday"):
            return Fixed("SET", f"XXXX-WXX-{WEEKDAYS[_group(m, 'weekday') or ''] + 1}")
        if _group(m, "month"):
            return Fixed("SET", f"XXXX-{MONTHS[_group(m, 'month') or '']:02d}")
        return Fixed("SET", duration_value(1, _group(m, "unit") or "day"))
    sets = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y"}
    if word in sets:
        return Fixed("SET", sets[word]) if m.group().islower() else None
    vague = {"recently": "PAST_REF", "lately": "PAST_REF", "soon": "FUTURE_REF"}
    return Fixed("DATE", vague.get(word, "PRESENT_REF"))


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
