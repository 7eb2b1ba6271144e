"""Meanings set against the day of publication, the tense and the narrative.

An expression counts from one of three days:

- the *reference*, the day of publication: "yesterday", "two weeks ago", "last month", weekdays,
  months and days without a year;
- the *narrative*: the date resolved last before it in the text, not farther back than
  ``TimeOptions.reach``, and not the date of a report ("said on Monday"): "the following day",
  "that year", "three months later". "A week earlier" counts from the reference where the
  narrative has no date; the others stay unresolved;
- an *event*: "the day before the ceasefire", found by ``TimeOptions.anchors``, or the date that
  follows ("two days before Christmas").

A weekday, and a month or day without a year, is the last one up to the reference, or the next
where the words before it in its sentence look ahead ("will", "is due to", "plans to").
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

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
from backchannel.times.values import (
    Partial,
    Resolved,
    duration_value,
    season_months,
    step,
    step_days,
    week_of,
    week_value,
    window_start,
)

_MONTHS_AHEAD = 8
_AHEAD = 100
_AHEAD_OF_PAST = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    Attributes:
        reference: the day of publication.
        narrative: what the last date of the text resolved to.
        event: the day of the event that it counts from.
        tense: 1 where the words look ahead, -1 where they look back, 0 where neither.
    """

    reference: datetime.date | None = None
    narrative: Resolved | None = None
    event: Partial | None = None
    tense: int = 0


def resolve(meaning: Meaning, at: Setting) -> Resolved:
    """The value of a meaning in its setting; parts that cannot be told are left out."""
    match meaning:
        case Calendar():
            return _calendar(meaning, at)
        case Weekday():
            return _weekday(meaning, at)
        case Unit():
            return _unit(meaning, at)
        case Shift():
            return _shift(meaning, at)
        case Window():
            return _window(meaning, at)
        case Length():
            return Resolved("DURATION", duration_value(meaning.count, meaning.unit))
        case Years():
            last = meaning.first + meaning.count - 1
            since, until = Partial(max(meaning.first, 1)), Partial(last)
            return Resolved("DATE", meaning.value, None, since, until, meaning.mod)
        case Clock():
            value = f"XXXX-XX-XXT{meaning.hour:02d}:{meaning.minute:02d}{meaning.zone}"
            return Resolved("TIME", value)
        case Nth():
            return _nth(meaning, at)
        case Fixed():
            return Resolved(meaning.type, meaning.value)


def _plain(date: Partial, meaning_part: str | None = None, **more: object) -> Resolved:
    value = date.timex + (f"T{meaning_part}" if meaning_part else "")
    mod = more.get("mod")
    return Resolved("TIME" if meaning_part else "DATE", value, date, date, date, mod)  # type: ignore[arg-type]


def _calendar(c: Calendar, at: Setting) -> Resolved:
    year = c.year if c.year is not None or c.month is None else _year_of(c, at)
    if c.end_year is not None and year is not None:
        value = f"{year:04d}/{c.end_year:04d}"
        return Resolved("DATE", value, Partial(year), Partial(year), Partial(c.end_year))
    sub = c.season or (f"Q{c.quarter}" if c.quarter else f"H{c.half}" if c.half else None)
    if sub and year is not None:
        return _season(year, sub, c.mod)
    date = Partial(year, c.month, c.day)
    if c.end_day is None and c.end_month is None:
        return _plain(date, c.part, mod=c.mod)
    end_month = c.end_month or c.month
    over = c.end_month is not None and c.month is not None and c.end_month < c.month
    if over and c.year is not None:
        date = Partial(c.year - 1, c.month, c.day)
        end_year: int | None = c.year
    else:
        end_year = year + 1 if over and year is not None else year
    end = Partial(end_year, end_month, c.end_day)
    return Resolved("DATE", f"{date.timex}/{end.timex}", date, date, end, c.mod)


def _season(year: int, sub: str, mod: object = None) -> Resolved:
    since, until = season_months(year, sub)
    return Resolved("DATE", f"{year:04d}-{sub}", Partial(year), since, until, mod)  # type: ignore[arg-type]


def _year_of(c: Calendar, at: Setting) -> int | None:
    """The year of a month or day that comes without one."""
    month = c.month or 1
    if c.whose == "narrative":
        date = at.narrative.date if at.narrative else None
        return date.year if date else None
    ref = at.reference
    if ref is None:
        return None
    if c.whose in ("last year", "this year", "next year"):
        return ref.year + {"last": -1, "this": 0, "next": 1}[c.whose.split()[0]]
    here, this = ((month, c.day), (ref.month, ref.day)) if c.day else ((month,), (ref.month,))
    if c.whose == "last":
        return ref.year - (here >= this)
    if c.whose == "next":
        return ref.year + (here <= this)
    if at.tense > 0 and (month - ref.month) % 12 <= _MONTHS_AHEAD:
        # "Must file the February reports", said in March, is not of next year.
        return ref.year + (here < this)
    if here <= this:
        return ref.year
    # A day that is near is meant, whatever the verb: "had set 10 September as the date".
    return ref.year if c.day and _soon(ref, month, c.day, at.tense) else ref.year - 1


def _soon(ref: datetime.date, month: int, day: int, tense: int) -> bool:
    try:
        days = (datetime.date(ref.year, month, day) - ref).days
    except ValueError:
        return False
    return days <= (_AHEAD if tense == 0 else _AHEAD_OF_PAST)


def _weekday(w: Weekday, at: Setting) -> Resolved:
    ref = at.reference
    part = f"T{w.part}" if w.part else ""
    kind = "TIME" if w.part else "DATE"
    if ref is None:
        return Resolved(kind, f"XXXX-WXX-{w.day + 1}{part}", mod=w.mod)  # type: ignore[arg-type]
    back = (ref.weekday() - w.day) % 7
    if w.week is not None and (w.week or w.which is None):
        days = 7 * w.week + w.day - ref.weekday()
        # "This Monday", on a Thursday and without a verb that looks back, is the Monday past.
        days += 7 if w.week == 0 and days < 0 and at.tense > 0 else 0
    elif w.which == -1:
        days = -(back or 7)
    elif w.which == 1:
        days = 7 - back
    elif at.tense > 0:
        days = (7 - back) % 7
    else:
        days = -back
    day = step_days(ref, days)
    return _plain(Partial.of(day), w.part, mod=w.mod) if day else Resolved("DATE", "XXXX-XX-XX")


def _base(anchor: str, at: Setting) -> Partial | None:
    if anchor == "reference":
        return Partial.of(at.reference) if at.reference else None
    if anchor == "event":
        return at.event
    return at.narrative.date or at.narrative.since if at.narrative else None


def _unit(u: Unit, at: Setting) -> Resolved:
    if u.unit == "period":
        last = at.narrative
        same = (last.date, last.since, last.until) if last else (None, None, None)
        return Resolved("DATE", last.value if last else "XXXX", *same)
    base = _base(u.anchor, at)
    if base is None and u.anchor == "narrative" and u.unit != "day" and u.offset == 0 and u.season:
        base = _base("reference", at)
    if base is None:
        return _unresolved(u)
    if u.unit == "day":
        day = step(base, "day", u.offset)
        return _plain(day, u.part, mod=u.mod) if day else _unresolved(u)
    if u.unit in ("week", "weekend"):
        return _week(u, base, at)
    if u.season and base.year is not None:
        year = base.year + u.offset
        if u.offset == -1 and u.season[0] not in "QH" and base.month:
            # The last summer is this year's once it is over.
            year += base.month > season_months(2000, u.season)[1].month  # type: ignore[operator]
        return _season(year, u.season, u.mod) if 1 <= year < 9999 else _unresolved(u)
    if u.unit in ("decade", "century") and base.year is not None:
        count = 10 if u.unit == "decade" else 100
        first = (base.year // count + u.offset) * count
        value = f"{first // count:0{3 if count == 10 else 2}d}" + "X" * (1 if count == 10 else 2)
        since, until = Partial(max(first, 1)), Partial(first + count - 1)
        return Resolved("DATE", value, None, since, until, u.mod)
    if u.unit == "quarter" and base.year is not None and base.month:
        total = base.year * 4 + (base.month - 1) // 3 + u.offset
        return _season(total // 4, f"Q{total % 4 + 1}", u.mod) if total >= 4 else _unresolved(u)
    date = step(base, u.unit, u.offset)
    if date is None:
        return _unresolved(u)
    if u.so_far and at.reference:
        start = Partial(date.year, date.month or 1, 1)
        return Resolved("DATE", date.timex, date, start, Partial.of(at.reference))
    return _plain(date, mod=u.mod)


def _week(u: Unit, base: Partial, at: Setting) -> Resolved:
    day = base.whole
    if day is None:
        return _unresolved(u)
    if u.unit == "weekend":
        return _weekend(u, day, at)
    monday = week_of(day, u.offset)
    sunday = step_days(monday, 6) if monday else None
    if monday is None or sunday is None:
        return _unresolved(u)
    until = day if u.so_far or (u.offset == 0 and at.tense <= 0) else sunday
    month = Partial(monday.year, monday.month)
    return Resolved("DATE", week_value(monday), month, Partial.of(monday), Partial.of(until), u.mod)


def _weekend(u: Unit, day: datetime.date, at: Setting) -> Resolved:
    since_saturday = (day.weekday() - 5) % 7
    if u.offset == -1:
        days = -since_saturday - (7 if since_saturday <= 1 else 0)
    elif u.offset == 1 or (at.tense > 0 and since_saturday > 1):
        days = 7 - since_saturday
    else:
        days = -since_saturday
    saturday = step_days(day, days)
    sunday = step_days(day, days + 1)
    if saturday is None or sunday is None:
        return _unresolved(u)
    first, last = Partial.of(saturday), Partial.of(sunday)
    return Resolved("DATE", f"{week_value(saturday)}-WE", first, first, last, u.mod)


def _unresolved(u: Unit) -> Resolved:
    values = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
    part = f"T{u.part}" if u.part else f"-{u.season}" if u.season else ""
    return Resolved("TIME" if u.part else "DATE", values.get(u.unit, "XXXX") + part, mod=u.mod)


def _shift(s: Shift, at: Setting) -> Resolved:
    clock = s.unit.rstrip("s") in ("hour", "minute", "second")
    unit = s.unit.rstrip("s")
    base = _base(s.anchor, at)
    if s.anchor == "narrative" and s.sign > 0 and at.narrative and at.narrative.until:
        base = at.narrative.until
    if base is None and s.anchor == "narrative" and s.sign < 0:
        base = _base("reference", at)
    if s.count is None:
        value = "PAST_REF" if s.sign < 0 else "FUTURE_REF"
        return Resolved("DATE", value, mod=s.mod)
    if clock:
        near = base if s.count <= 6 and s.anchor == "reference" else None
        return Resolved("TIME", f"{near.timex}TXX" if near else "XXXX-XX-XXTXX", near, near, near)
    # "A year ago" is said of the month, "three years ago" of the year.
    months = unit == "year" and s.count == 1 and base is not None and base.month is not None
    count = 12 if months else s.count
    date = step(base, "month" if months else unit, s.sign * count) if base else None
    if date is None:
        blank = {"month": "XXXX-XX", "year": "XXXX", "decade": "XXXX"}
        return Resolved("DATE", blank.get(unit, "XXXX-XX-XX"), mod=s.mod)
    return _plain(date, mod=s.mod)


def _window(w: Window, at: Setting) -> Resolved:
    value = duration_value(w.count, w.unit)
    sign, ref = w.sign or at.tense or -1, at.reference
    if ref is None:
        return Resolved("DURATION", value)
    today = Partial.of(ref)
    if w.count is None:
        return Resolved("DURATION", value)
    other = window_start(ref, w.unit, sign * w.count)
    if other is None:
        return Resolved("DURATION", value)
    if w.sign == 0 and sign > 0:
        return Resolved("DURATION", value) if w.over else _plain(other)
    since, until = (other, today) if sign < 0 else (today, other)
    return Resolved("DURATION", value, since, since, until)


def _nth(n: Nth, at: Setting) -> Resolved:
    base = Partial.of(at.reference) if at.reference else None
    date = step(base, n.unit, -n.count) if base else None
    return _plain(date) if date else Resolved("DATE", "XXXX-XX-XX")
