"""Which of a text's times belongs to an act."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from backchannel.span import Span
from backchannel.times.expression import TimeExpression
from backchannel.times.read import read_times

_BEFORE = 3
_BEFORE_COST = 1.5
_APART_COST = 3.0


def date_for(expressions: Sequence[TimeExpression], clause: Span, trigger: Span) -> str | None:
    """The date of an act: that of the nearest time in its clause.

    Args:
        expressions: what ``read_times`` found in the article.
        clause: the characters of the clause that states the act.
        trigger: the words that name the act.

    Returns:
        A date as ``TimeExpression.date`` writes it, or ``None``.
    """
    dates = [e for e in expressions if _dates(e)]
    best = _chosen(dates, clause, trigger)
    return best.date if best else None


def period_for(
    expressions: Sequence[TimeExpression], clause: Span, trigger: Span
) -> tuple[str | None, str | None]:
    """First and last day (month, year) of the period that a number counts: that of the nearest
    time in its clause that is a date or a period. Arguments as of ``date_for``."""
    periods = [e for e in expressions if e.since is not None or e.until is not None]
    best = _chosen(periods, clause, trigger)
    return (best.since, best.until) if best else (None, None)


def _dates(e: TimeExpression) -> bool:
    return e.date is not None and e.type != "SET" and e.relation not in ("until", "before")


def _chosen(
    expressions: Sequence[TimeExpression], clause: Span, trigger: Span
) -> TimeExpression | None:
    """The nearest of the clause; where it has none, one that opens the sentence before it
    ("On Friday [the army shelled]"). The time of a report is not that of what it reports."""
    own = [
        e
        for e in expressions
        if clause.covers(e.span) and not (e.reported and e.span.end <= trigger.start)
    ]
    if own:
        return _nearest(own, trigger)
    opening = [e for e in expressions if e.opens and 0 <= clause.start - e.span.end <= _BEFORE]
    return _nearest(opening, trigger)


def _nearest(expressions: Iterable[TimeExpression], trigger: Span) -> TimeExpression | None:
    """The one with the fewest characters to the trigger. A time after it goes before one as far
    in front, since English puts the time of an act behind its verb, and one with no "and" or
    "which" between goes before one that is three times as near."""

    def distance(e: TimeExpression) -> tuple[float, int]:
        far = max(e.span.start - trigger.end, _BEFORE_COST * (trigger.start - e.span.end), 0)
        return far * (1 if e.part.overlaps(trigger) else _APART_COST), e.span.start

    return min(expressions, key=distance, default=None)


def date_in(text: str, published: datetime.date | None) -> str | None:
    """The date that a clause states, where it states just one.

    >>> date_in("told the envoy on Tuesday", datetime.date(2023, 11, 16))
    '2023-11-14'
    >>> date_in("wrote on 3 March", None)
    '--03-03'
    """
    dates = {e.date for e in read_times(text, published) if _dates(e)}
    return dates.pop() if len(dates) == 1 else None
