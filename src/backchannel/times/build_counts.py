"""From a matched form to its meaning: what is counted from a day, and durations."""

from __future__ import annotations

import re

from backchannel.times.context import (
    WHICH,
    Match,
    group,
    mod_of,
    number_of,
    ordinal,
    words_before,
)
from backchannel.times.expression import TimeOptions
from backchannel.times.meaning import (
    Fixed,
    Length,
    Meaning,
    Nth,
    Shift,
    Unit,
    Window,
)
from backchannel.times.values import duration_value
from backchannel.times.words import MONTHS, PARTS, SEASONS, WEEKDAYS

_STRETCHED = re.compile(r"\b(?:over|within|in|for|during|through|of)\s{1,3}$", re.I)


def deictic(m: Match, options: TimeOptions) -> Meaning | None:
    """Today, last week, this summer, later this month: counted from the reference."""
    unit, which = group(m, "unit"), group(m, "which")
    so_far = m.group().lower().startswith("so")
    mod, part = mod_of(m), PARTS.get(group(m, "part") or "")
    if unit is None:
        if which is None:
            return Unit("weekend", 0)
        return Unit("day", -2 if which.startswith("before") else 2)
    days = {"yesterday": -1, "today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1}
    if unit in days:
        if m.group().isupper() and words_before(m).endswith("USA "):
            return None
        if unit in ("tonight", "overnight"):
            part = "NI"
        return Unit("day", days[unit], part=part, mod=mod)
    offset = WHICH.get(which or "this", 0)
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
    unit, which = group(m, "unit") or "", group(m, "which") or "same"
    offset = WHICH[which]
    if unit in PARTS:
        return Unit("day", offset, "narrative", PARTS[unit])
    if unit in SEASONS:
        return Unit("year", offset, "narrative", season=SEASONS[unit])
    return Unit(unit, offset, "narrative")


def window(m: Match, options: TimeOptions) -> Meaning | None:
    """The past 40 days, recent weeks, the next month."""
    unit, which = (group(m, "unit") or "").rstrip("s"), group(m, "which")
    if which is None:
        return Window(None, unit)
    words = group(m, "n")
    if which == "final" or (which == "last" and words is None and unit in ("day", "night")):
        return None
    plural = words is None and m.group().lower().endswith("s")
    stretched = unit != "day" and _STRETCHED.search(words_before(m))
    told = which in ("previous", "following", "preceding") or (which == "next" and not stretched)
    if words is None and not plural and told:
        return Unit(unit, WHICH[which], "narrative")
    count = None if plural else number_of(words)
    return Window(count, unit, WHICH[which])


def shift(m: Match, options: TimeOptions) -> Meaning | None:
    """Two days ago, a week earlier, the day before."""
    unit, rel = group(m, "unit") or "", group(m, "rel") or ""
    words = group(m, "n")
    count = number_of(words)
    if unit in PARTS:
        unit = "day"
    sign = -1 if rel in ("ago", "earlier", "before", "previously", "beforehand") else 1
    if rel in ("ago", "hence") or rel.startswith("from"):
        return Shift(count, unit, sign)
    if rel in ("before", "after"):
        after = m.string[m.end() : m.end() + 40]
        if re.match(r"\s{0,3}(?:[.,;:!?)”\"’–—]|$|\n\n|that\b)", after):
            return Shift(count, unit, sign, "narrative")
        return Shift(count, unit, sign, "event")
    return Shift(count, unit, sign, "narrative")


def stretch(m: Match, options: TimeOptions) -> Meaning | None:
    """Durations; "in three days" and "over two days" with the words before."""
    unit, words = (group(m, "unit") or "").rstrip("s"), group(m, "n")
    if words in ("a", "an") or words is None or m.group("n")[:2].startswith(("1 ", "00")):
        return None
    if words == "one" and "-" not in m.group():
        return None
    count, before = number_of(words), words_before(m)
    inside = re.search(r"\b(over|in)\s{1,3}(?:just\s|only\s|about\s|around\s)?$", before, re.I)
    # "The worst drought in 36 years" is not one of 36 years.
    if inside and unit not in ("year", "decade", "century"):
        return Window(count, unit, 0, inside.group(1).lower() == "over")
    return Length(count, unit)


def counted_day(m: Match, options: TimeOptions) -> Meaning | None:
    """Its fourth day, 13-day-old: something that began so many days ago."""
    unit = group(m, "unit") or ""
    if "nth" in m.groupdict():
        entered = re.search(
            r"\b(?:its|their|a|his|her|for|into)\s{1,3}(?:the\s{1,3})?$", words_before(m), re.I
        )
        if not entered or unit in ("month", "year"):
            return None
        return Nth(ordinal(group(m, "nth")) - 1, unit)
    count = number_of(group(m, "n"))
    return Nth(count, unit) if count is not None else None


def fixed(m: Match, options: TimeOptions) -> Meaning | None:
    """Sets ("every Friday") and words for now, before and soon."""
    word = group(m, "word")
    if word is None:
        if group(m, "weekday"):
            return Fixed("SET", f"XXXX-WXX-{WEEKDAYS[group(m, 'weekday') or ''] + 1}")
        if group(m, "month"):
            return Fixed("SET", f"XXXX-{MONTHS[group(m, 'month') or '']:02d}")
        return Fixed("SET", duration_value(1, group(m, "unit") or "day"))
    sets = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y"}
    if word in sets:
        return Fixed("SET", sets[word]) if m.group().islower() else None
    vague = {"recently": "PAST_REF", "lately": "PAST_REF", "soon": "FUTURE_REF"}
    return Fixed("DATE", vague.get(word, "PRESENT_REF"))
