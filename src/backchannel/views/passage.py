"""The passage that an entry points at, in its paragraph."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from backchannel.record.query import Line
from backchannel.span import Span

_GAP = re.compile(r"\n[ \t\r]*\n")
_FARTHEST = 700  # code points to either side, where a paragraph does not end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage that is marked in one way.

    Attributes:
        text: as the article has it.
        evidence, trigger: whether it belongs to either.
    """

    text: str
    evidence: bool
    trigger: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with an entry's evidence and trigger marked.

    Attributes:
        span: where it stands in the article.
        pieces: its characters, in order, all of them.
        cut_before, cut_after: whether the paragraph goes on there.
    """

    span: Span
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def passage_of(line: Line) -> Passage:
    """The paragraph, or paragraphs, in which the evidence of ``line`` stands."""
    text, evidence = line.article.text, line.entry.evidence
    trigger: Span | None = getattr(line.entry, "trigger", None) or getattr(line.entry, "cue", None)
    start, cut_before = _start(text, evidence.start)
    end, cut_after = _end(text, evidence.end)
    edges = {start, end, evidence.start, evidence.end}
    if trigger is not None:
        edges |= {at for at in trigger if start <= at <= end}
    ordered = sorted(edges)
    pieces = tuple(
        Piece(
            text[a:b],
            evidence=evidence.start <= a < evidence.end,
            trigger=trigger is not None and trigger.start <= a < trigger.end,
        )
        for a, b in itertools.pairwise(ordered)
    )
    return Passage(Span(start, end), pieces, cut_before, cut_after)


def _start(text: str, at: int) -> tuple[int, bool]:
    floor = max(0, at - _FARTHEST)
    gaps = list(_GAP.finditer(text, floor, at))
    if gaps:
        return gaps[-1].end(), False
    if floor == 0:
        return 0, False
    space = text.find(" ", floor, at)
    return (space + 1 if space != -1 else floor), True


def _end(text: str, at: int) -> tuple[int, bool]:
    ceiling = min(len(text), at + _FARTHEST)
    gap = _GAP.search(text, at, ceiling)
    if gap is not None:
        return gap.start(), False
    if ceiling == len(text):
        return ceiling, False
    space = text.rfind(" ", at, ceiling)
    return (space if space != -1 else ceiling), True
