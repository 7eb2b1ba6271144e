"""Stretches of an article's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of an article's text: code points, ``end`` exclusive.

    >>> Span(0, 4).of("Iran said")
    'Iran'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: tuple[Span, ...] | list[Span]) -> Span:
    """The shortest span that covers all of ``spans``.

    Raises:
        ValueError: ``spans`` is empty.
    """
    return Span(min(s.start for s in spans), max(s.end for s in spans))
