"""Reading the times of a text, in order, each against what came before it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from backchannel.span import Span
from backchannel.times.expression import Anchors, Relation, TimeExpression, TimeOptions
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
# "Since the war began in March 2011" is since March 2011; what was "not sent until May" was sent
# then.
_SINCE_EVENT = re.compile(
    r"\bsince\b[^.,;:()]{2,60}\b(?:in|on|of)\s{1,3}(?:the\s|early\s|late\s|about\s)?$", re.I
)
_NOT = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno)\b[^.;:]{0,60}\b(?:until|till)\s[^.;:]{0,12}$", re.I
)
_OPENING = re.compile(
    r"(?:^|[.!?:]|[.!?]?[\"”“’']|\n|[–—])\s{0,4}"
    r"(?:(?:but|and|then|yet|also|meanwhile|,)\s{0,2}){0,2}"
    r"(?:(?:on|in|at|by|during|over|since|for|until|before|after|from|late|early|only|just|as|of)\s"
    r"{1,3}(?:the\s)?){0,2}$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[;:!?]|\.(?=\s)|\n\s{0,3}\n|\b(?:and|but|or|while|whereas|which|who|whom|whose|where|when|after"
    r"|before|because|although|though|that|as|if|unless)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told|warned|claimed|estimated|reported|announced|added|stated|quoted|testified)"
    r"(?:\s{1,3}in\s{1,3}an?\s{1,3}\w{1,20})?"
    r"(?:\s{1,3}(?!(?:the|an?|that|in|its?|his|her|their|of|since|by|from|after|before|until|to)\b)"
    r"[\w'’]{1,20}){0,3}\s{1,3}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s{0,3}(?:\b(?:to|until|till|through|and)\b|[-–—])\s{0,3}(?:the\s|early\s|late\s)?"
)
_JOINED_CLOCK = re.compile(
    r"\s{0,3}(?:,|at|on|around|about|shortly after|just after)?\s{0,3}", re.I
)
_EVENT = re.compile(r"[^.;:!?\n,]{0,100}")
_BACK = 80
_GAP = 12
_PART = 200


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
        at = Setting(
            published,
            last[1] if last and span.start - last[0] <= options.reach else None,
            tense=tense_at(text, span) if _needs_tense(meaning) else 0,
        )
        if isinstance(meaning, Shift) and meaning.anchor == "event":
            behind = found[i + 1] if i + 1 < len(found) else None
            day = _date_behind(text, span, behind, published)
            at = replace(at, event=day or _event(text, span, options.anchors))
        got = resolve(meaning, at)
        one = _expression(text, span, got)
        read.append(one)
        # The day of a report is not the day that its story has come to.
        if (got.date or got.since) and not isinstance(meaning, Window) and not one.reported:
            last = span.end, got
    return tuple(_joined(text, read, [m for _, m in found]))


def _needs_tense(meaning: Meaning) -> bool:
    match meaning:
        case Calendar():
            return meaning.year is None and meaning.whose is None
        case Weekday():
            return meaning.which is None
        case Unit():
            return meaning.unit in ("week", "weekend") and meaning.offset == 0
        case Window():
            return meaning.sign == 0
    return False


def _date_behind(
    text: str,
    span: Span,
    behind: tuple[Span, Meaning] | None,
    published: datetime.date | None,
) -> Partial | None:
    """The date right behind "two days before", which it counts from."""
    if behind is None:
        return None
    gap = text[span.end : behind[0].start]
    if len(gap) > _GAP or re.search(r"[.;:!?,]", gap):
        return None
    got = resolve(behind[1], Setting(published, tense=tense_at(text, span)))
    return got.date or got.since


def _event(text: str, span: Span, anchors: Anchors | None) -> Partial | None:
    """The day of the event named behind "the day before", where the caller knows it."""
    if anchors is None:
        return None
    tail = _EVENT.match(text, span.end)
    words = tail.group().strip() if tail else ""
    if callable(anchors):
        return _partial(anchors(words))
    lower = words.lower()
    return _partial(next((day for key, day in anchors.items() if key in lower), None))


def _partial(day: str | None) -> Partial | None:
    if not day or not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", day):
        return None
    parts = [int(x) for x in day.split("-")]
    date = Partial(*parts)
    return date if len(parts) < 3 or date.whole else None


def _text(date: Partial | None) -> str | None:
    return date.text if date else None


def _expression(text: str, span: Span, got: Resolved) -> TimeExpression:
    before = text[max(0, span.start - _BACK) : span.start]
    word = _RELATION.search(before)
    name = " ".join(word.group("word").lower().split()) if word else ""
    relation = _RELATIONS.get(name)
    if relation is None and _SINCE_EVENT.search(before):
        relation = "since"
    if relation == "until" and name != "by" and _NOT.search(before):
        relation = None
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
    # A slice that begins within the text begins within a sentence, as far as can be told.
    cut = "" if span.start <= _BACK else "x"
    return TimeExpression(
        span, span.of(text), got.type, got.value, got.mod, _text(got.date), _text(since),
        _text(until), relation, _SPOKEN.search(before) is not None,
        _OPENING.search(cut + before) is not None,
        _part(text, span),
    )  # fmt: skip


def _part(text: str, span: Span) -> Span:
    start, end = max(0, span.start - _PART), min(len(text), span.end + _PART)
    for found in _BOUNDARY.finditer(text, start, span.start):
        start = found.end()
    behind = _BOUNDARY.search(text, span.end, end)
    return Span(start, behind.start() if behind else end)


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
            out[-1:] = _range(text, last, one) or (last, one)
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
