"""The times of one article, and which of them belongs to an act."""

from __future__ import annotations

import datetime

from backchannel.span import Span
from backchannel.times import date_for, period_for, read_times


class Times:
    """Every time that an article states, read once.

    Args:
        text: the article's text.
        day: the day of publication.
    """

    def __init__(self, text: str, day: datetime.date | None) -> None:
        self._found = read_times(text, day)

    def date_of(self, clause: Span, trigger: Span) -> str | None:
        """The date of an act, of the form that ``GUIDE.md`` asks for."""
        return date_for(self._found, clause, trigger)

    def period_of(self, clause: Span, trigger: Span) -> tuple[str | None, str | None]:
        """First and last day of the period counted."""
        return period_for(self._found, clause, trigger)

    def written_in(self, span: Span) -> str | None:
        """The words of the first time in a span: by when something is expected."""
        return next((t.text for t in self._found if span.covers(t.span)), None)
