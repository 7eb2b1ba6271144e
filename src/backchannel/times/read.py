"""Reading the times of a text, in order, each against what came before it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from backchannel.span import Span
from backchannel.times.expression import Relation, TimeExpression, TimeOptions
from backchannel.times.forms import matches
from backchannel.times.meaning import Calendar, Clock, Meaning, Shift, Unit, Weekday, Window
from backchannel.times.narrative import Setting, resolve
from backchannel.times.tense import tense_at
from backchannel.times.values import Partial, Resolved, first_day, last_day

_RELATIONS: dict[str, Relation] = {
    "since": "since", "from": "since", "starting": "since", "beginning": "since", "as of": "since",
    "until": "until", "till": "until", "through": "until", "by": "until", "up to": "until",
    "before": "before", "prior to": "before", "ahead of": "before",
    "after": "after", "following": "after",
}  # fmt: skip
_RELATION = re.compile(
    r"\b(?P<word>since|from|starting|beginning|as\s{1,3}of|until|till|through|by|up\s{1,3}to|before"
    r"|prior\s{1,3}to|ahead\s{1,3}of|after|following|between)\s{1,3}"
    r"(?:the\s{1,3}|on\s{1,3}|at\s{1,3}|about\s{1,3}|around\s{1,3}|late\s{1,3}|early\s{1,3}|at\s{1,3}least\s{1,3}"
    r"|in\s{1,3}){0,2}$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told|reported|announced|added|stated|quoted)\b[^.;:,]{0,30}$", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\s{0,3}(?:\b(?:to|until|till|through|and)\b|[-–—])\s{0,3}(?:the\s|early\s|late\s)?"
)
_JOINED_CLOCK = re.compile(
    r"\s{0,3}(?:,|at|on|around|about|shortly after|just after)?\s{0,3}", re.I
)
_EVENT = re.compile(r"[^.;:!?\n,]{0,100}")
_BACK = 48


def read_times(
    text: str, published: datetime.date | None = None, options: TimeOptions | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, not overlapping.

    Args:
        text: English text; what lies beyond ``options.limit`` is passed over.
        published: the day that "yesterday" and dates without a year count from. Without it they
            keep their unknown parts (``--10-07``, ``XXXX-10-07``).
        options: how to read.

    >>> [(t.text, t.date) for t in read_times("It fell on 3 May 2019, a day after the vote.")]
    [('3 May 2019', '2019-05-03'), ('a day after', None)]
    """
    options = options or TimeOptions()
    text = text[: options.limit]
    found: list[tuple[Span, Meaning]] = []
    for start, end, meaning in matches(text, options):
        found.append((Span(start, end), meaning))
        if len(found) >= options.most:
            break
    read: list[TimeExpression] = []
    last: tuple[int, Resolved] | None = None
    for i, (span, meaning) in enumerate(found):
        narrative = last[1] if last and span.start - last[0] <= options.reach else None
        after = found[i + 1] if i + 1 < len(found) else None
        event = _event(text, span, meaning, after, published, options)
        tense = tense_at(text, span) if _needs_tense(meaning) else 0
        got = resolve(meaning, Setting(published, narrative, event, tense))
        before = text[max(0, span.start - _BACK) : span.start]
        read.append(_expression(text, span, got, before))
        if (
            (got.date or got.since)
            and not isinstance(meaning, Window)
            and not _SPOKEN.search(before)
        ):
            last = span.end, got
    return tuple(_joined(text, read, [m for _, m in found]))


def _needs_tense(meaning: Meaning) -> bool:
    match meaning:
        case Calendar():
            return meaning.year is None and meaning.whose is None
        case Weekday():
            return meaning.which is None
        case Unit():
            return meaning.unit == "weekend" and meaning.offset == 0
        case Window():
            return meaning.sign == 0
    return False


def _event(
    text: str,
    span: Span,
    meaning: Meaning,
    after: tuple[Span, Meaning] | None,
    published: datetime.date | None,
    options: TimeOptions,
) -> Partial | None:
    """The day of what "the day before ..." counts from: a date right behind, or an anchor's."""
    if not isinstance(meaning, Shift) or meaning.anchor != "event":
        return None
    if after is not None:
        gap = text[span.end : after[0].start]
        if len(gap) <= 12 and not re.search(r"[.;:!?,]", gap):
            got = resolve(after[1], Setting(published, tense=tense_at(text, span)))
            return got.date or got.since
    if options.anchors is None:
        return None
    tail = _EVENT.match(text, span.end)
    words = tail.group().strip() if tail else ""
    if callable(options.anchors):
        day = options.anchors(words)
    else:
        lower = words.lower()
        day = next((d for key, d in options.anchors.items() if key in lower), None)
    return _partial(day)


def _partial(day: str | None) -> Partial | None:
    if not day or not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", day):
        return None
    parts = [int(x) for x in day.split("-")]
    date = Partial(*parts)
    return date if len(parts) < 3 or date.whole else None


def _text(date: Partial | None) -> str | None:
    return date.text if date else None


def _expression(text: str, span: Span, got: Resolved, before: str) -> TimeExpression:
    word = _RELATION.search(before)
    name = " ".join(word.group("word").lower().split()) if word else ""
    relation = _RELATIONS.get(name)
    since, until = got.since, got.until
    if relation in ("since", "after") and got.type != "DURATION":
        if (
            got.mod == "START"
            and since
            and since.day is None
            and "of" in text[span.start : span.end]
        ):
            since = first_day(since)
        if until == got.since:
            until = None
    elif relation in ("until", "before") and got.type != "DURATION":
        if got.mod == "END" and until and "of" in text[span.start : span.end]:
            until = last_day(until)
        since = None
    return TimeExpression(
        span, span.of(text), got.type, got.value, got.mod, _text(got.date), _text(since),
        _text(until), relation,
    )  # fmt: skip


def _joined(text: str, read: list[TimeExpression], meanings: list[Meaning]) -> list[TimeExpression]:
    """Ranges of two expressions, and a date with its time of day, put together."""
    out: list[TimeExpression] = []
    was: Meaning | None = None
    for one, meaning in zip(read, meanings, strict=True):
        last = out[-1] if out else None
        if last is None:
            out.append(one)
        elif (clock := _with_clock(text, last, was, one, meaning)) is not None:
            out[-1] = clock
        else:
            pair = _range(text, last, one)
            if pair is not None:
                out[-1], one = pair
            out.append(one)
        was = meaning
    return out


def _with_clock(
    text: str, a: TimeExpression, of_a: Meaning | None, b: TimeExpression, of_b: Meaning
) -> TimeExpression | None:
    if isinstance(of_a, Clock) == isinstance(of_b, Clock):
        return None
    if not _JOINED_CLOCK.fullmatch(text[a.span.end : b.span.start]):
        return None
    day, clock = (b, a) if isinstance(of_a, Clock) else (a, b)
    if day.date is None or len(day.date) != 10:
        return None
    span = Span(a.span.start, b.span.end)
    value = day.value.split("T")[0] + clock.value[clock.value.index("T") :]
    return replace(day, span=span, text=span.of(text), type="TIME", value=value)


def _range(
    text: str, a: TimeExpression, b: TimeExpression
) -> tuple[TimeExpression, TimeExpression] | None:
    gap = text[a.span.end : b.span.start]
    if len(gap) > 20 or a.type in ("DURATION", "SET") or b.type in ("DURATION", "SET"):
        return None
    if not _BETWEEN.fullmatch(gap) or a.date is None or b.date is None:
        return None
    before = text[max(0, a.span.start - 24) : a.span.start].rstrip().lower()
    joined = "and" not in gap.lower() or before.endswith("between")
    if not joined or (gap.strip() in ("to", "until") and a.relation not in ("since", None)):
        return None
    first = a.date
    if len(b.date) == len(first) == 10 and first > b.date:
        return None
    ends = {"since": a.since or a.date, "until": b.until or b.date}
    return replace(a, relation="between", **ends), replace(b, relation="between", **ends)  # type: ignore[arg-type]
