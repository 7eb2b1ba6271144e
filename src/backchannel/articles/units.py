"""A text cut into its units: lines, or whole paragraphs where the lines are hard-wrapped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from backchannel.span import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|\Z)")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[\"”’»]$")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
_WRAP_WIDTH = 100


@dataclass(frozen=True)
class Unit:
    """A line or paragraph, outer space left out.

    Attributes:
        text: its characters, as received.
        span: where it stands in the whole text.
        gap: whether a blank line (or the text's start) comes before it.
    """

    text: str
    span: Span
    gap: bool

    @cached_property
    def words(self) -> list[str]:
        """Its words, in order."""
        return _WORD.findall(self.text)

    @cached_property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence or a quotation does."""
        return bool(_END.search(self.text))

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is running text: long, or of middle length and closed like a sentence."""
        count = len(self.words)
        return count >= 25 or (count >= 10 and self.is_closed)


def units_of(text: str) -> list[Unit]:
    """The units of ``text``, in order; blank ones are left out."""
    lines = _lines(text)
    return _paragraphs(text, lines) if _is_wrapped(lines) else lines


def _lines(text: str) -> list[Unit]:
    units, gap = [], True
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            continue
        inner = line.strip().strip(_INVISIBLE).strip()
        if not inner:
            gap = True
            continue
        start = match.start() + line.index(inner)
        units.append(Unit(inner, Span(start, start + len(inner)), gap))
        gap = False
    return units


def _is_wrapped(lines: list[Unit]) -> bool:
    """Lines broken at a width go on in lower case where the one before has no end."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if len(pairs) < 3:
        return False
    runs_on = sum(
        not a.is_closed and b.text[0].islower() and 30 < len(a.text) < _WRAP_WIDTH for a, b in pairs
    )
    return runs_on >= max(3, 0.2 * len(pairs))


def _indent(text: str, line: Unit) -> int:
    start = line.span.start
    before = text[max(0, start - _WRAP_WIDTH) : start]
    return len(before) - len(before.rstrip(" \t"))


def _paragraphs(text: str, lines: list[Unit]) -> list[Unit]:
    """Join hard-wrapped lines; a blank line or another indent begins a new paragraph."""
    usual = Counter(_indent(text, line) for line in lines).most_common(1)[0][0]
    groups: list[list[Unit]] = []
    for line in lines:
        if groups and not line.gap and _indent(text, line) == usual:
            groups[-1].append(line)
        else:
            groups.append([line])
    units = []
    for group in groups:
        span = Span(group[0].span.start, group[-1].span.end)
        units.append(Unit(span.of(text), span, group[0].gap))
    return units
