"""Keeping entries inside the article: no span may reach into a passage set apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from backchannel.span import Span


class Body:
    """The passages of a text that are article, in order.

    Args:
        passages: as in ``Article.body``; spans of code points, not overlapping.
    """

    def __init__(self, passages: Sequence[Span]) -> None:
        self._passages = tuple(passages)
        self._starts = [p.start for p in passages]

    def around(self, anchor: int) -> Span | None:
        """The passage in which a character stands, or ``None`` where it stands apart."""
        i = bisect_right(self._starts, anchor) - 1
        return self._passages[i] if i >= 0 and anchor < self._passages[i].end else None

    def keep(self, span: Span, anchor: int) -> Span | None:
        """The part of ``span`` in the same passage as ``anchor``; ``None`` if there is none."""
        passage = self.around(anchor)
        if passage is None:
            return None
        start, end = max(span.start, passage.start), min(span.end, passage.end)
        return Span(start, end) if start < end else None

    def whole(self, span: Span) -> Span | None:
        """The part of ``span`` in the passage where it begins."""
        return self.keep(span, span.start)
