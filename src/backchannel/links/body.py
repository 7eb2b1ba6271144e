"""The words of an article's body, as lineage compares them: without headline, case and page.

Words are runs of letters and digits, the usual unit of shingles: two programs that count them in
this way get the same likeness.
"""

from __future__ import annotations

import functools
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from backchannel.articles.article import Article
from backchannel.links.words import RAREST, folded_and_stemmed, rarity
from backchannel.span import Span

MOST_WORDS = 6_000
"""Words of a body that are looked at: the first ones. A longer text is compared by these."""

NAME, FIGURE, QUOTED, OPENS = 1, 2, 4, 8
"""Marks of a word: part of a name, a figure, inside quotation marks, first of a sentence."""

Ints: TypeAlias = npt.NDArray[np.uint32]
Marks: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?:]['\"’”)\]]{0,3}\s|\n[ \t]{2}|\n[ \t]*\n")
_PARAGRAPH = re.compile(r"\n[ \t]{2}|\n[ \t]*\n")
_MARK = re.compile(r"[\"“”]")
_ABBREVIATED = frozenset(
    "mr mrs ms dr gen col lt capt sgt maj adm sen rep gov prof rev st no vs mt jan feb mar apr jun"
    " jul aug sep sept oct nov dec jr sr inc corp co ltd".split()
)
_NUMBERS = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    w: str(10 * n)
    for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
} | {"dozen": "12", "fortnight": "14"}
_LOUD = 0.5
"""Share of words in capitals above which case says nothing: wires of the 1980s, headlines."""
_EVERYDAY = 1.2
_LONGEST_WORD = 60
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The words of an article's body, one place in each array for each word, in order.

    Attributes:
        starts: where a word begins, in code points of the article's text.
        lengths: how long it is, in code points.
        words: a number for the word without case.
        stems: a number for its stem; of a figure in words that of its digits.
        weights: how much it tells when two texts share it: its rarity, 0 to 8.
        marks: ``NAME``, ``FIGURE``, ``QUOTED``, ``OPENS``, added up.
    """

    starts: Ints = field(repr=False)
    lengths: npt.NDArray[np.uint16] = field(repr=False)
    words: Ints = field(repr=False)
    stems: Ints = field(repr=False)
    weights: Floats = field(repr=False)
    marks: Marks = field(repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, end: int) -> Span:
        """The characters from word ``first`` to before word ``end``; there is at least one."""
        last = end - 1
        return Span(int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last]))

    def common(self, first: int = 0, end: int | None = None) -> float:
        """Share of everyday words ("the", "said"): a third of running text, next to none of a table."""
        part = slice(first, end)
        plain = (self.weights[part] <= _EVERYDAY) & ((self.marks[part] & FIGURE) == 0)
        return float(plain.mean()) if len(plain) else 0.0

    def sentences(self) -> npt.NDArray[np.int64]:
        """The number of the sentence that each word stands in, from 0."""
        return np.cumsum((self.marks & OPENS) > 0) - 1


@dataclass(frozen=True, slots=True)
class _Known:
    word: int
    stem: int
    weight: float
    marks: int


def body_of(article: Article) -> Body:
    """The first ``MOST_WORDS`` words of an article's body, headline and byline left out."""
    text = article.text
    spans = list(_without(article.body, [s for s in (article.headline, article.byline) if s]))
    found: list[re.Match[str]] = []
    for span in spans or article.body:
        for match in _WORD.finditer(text, span.start, span.end):
            found.append(match)
            if len(found) == MOST_WORDS:
                break
    starts = [m.start() for m in found[:MOST_WORDS]]
    raw = [m.group() for m in found[:MOST_WORDS]]
    lengths = np.array([min(len(w), 65_535) for w in raw], dtype=np.uint16)
    known = [_known(w if len(w) <= _LONGEST_WORD else w[:_LONGEST_WORD]) for w in raw]
    marks = np.array([k.marks for k in known], dtype=np.uint8)
    stems = np.array([k.stem for k in known], dtype=np.uint32)
    weights = np.array([k.weight for k in known], dtype=np.float32)
    _join_figures(text, starts, raw, marks, stems, weights)
    opens = _openings(text, starts, raw)
    marks[opens] &= ~np.uint8(NAME)
    marks[opens] |= OPENS
    if sum(w.isupper() for w in raw) > _LOUD * len(raw):
        marks &= ~np.uint8(NAME)
    if starts:
        end = starts[-1] + len(raw[-1])
        marks[_quoted(text, starts, Span(starts[0], end))] |= QUOTED
    return Body(
        np.array(starts, dtype=np.uint32),
        lengths,
        np.array([k.word for k in known], dtype=np.uint32),
        stems,
        weights,
        marks,
    )


def _without(spans: Iterable[Span], holes: list[Span]) -> Iterator[Span]:
    for span in spans:
        at = span.start
        for hole in sorted(holes):
            if hole.overlaps(span):
                if hole.start > at:
                    yield Span(at, hole.start)
                at = max(at, hole.end)
        if at < span.end:
            yield Span(at, span.end)


def number_of(text: str) -> int:
    """A 32-bit number for a text: the same on any machine."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).digest())


@functools.lru_cache(maxsize=_REMEMBERED)
def _known(raw: str) -> _Known:
    lower = raw.lower()
    word = number_of(lower)
    digits = _NUMBERS.get(lower) or (lower if lower[0].isdecimal() else None)
    if digits is not None:
        return _Known(word, number_of(digits), _weight_of_figure(digits), FIGURE)
    stem = folded_and_stemmed(raw)[1]
    weight = rarity(stem) if len(lower) > 2 else 0.0
    is_name = raw[0].isupper() and weight >= _LEAST_OF_NAMES
    return _Known(word, number_of(stem), weight, NAME if is_name else 0)


_LEAST_OF_NAMES = 1.5
_YEAR = re.compile(r"(?:19|20)\d\d")


def _weight_of_figure(digits: str) -> float:
    """Small figures and years are in every article."""
    if _YEAR.fullmatch(digits):
        return 1.5
    return min(RAREST, {1: 1.0, 2: 3.0}.get(len(digits), 6.0))


def _join_figures(
    text: str, starts: list[int], raw: list[str], marks: Marks, stems: Ints, weights: Floats
) -> None:
    """Let "1,500" and "7.3" be one figure, held by the first of its words."""
    figures = np.flatnonzero(marks & FIGURE)
    follows = figures[:-1][np.diff(figures) == 1].tolist()
    for at in reversed(follows):
        gap = text[starts[at] + len(raw[at]) : starts[at + 1]]
        if gap in (",", ".") and raw[at][0].isdecimal() and raw[at + 1][0].isdecimal():
            raw[at] += ("" if gap == "," else ".") + raw[at + 1]
            stems[at] = number_of(raw[at])
            weights[at] = _weight_of_figure(raw[at].replace(".", ""))
            weights[at + 1] = 0.0


def _openings(text: str, starts: list[int], raw: list[str]) -> list[int]:
    """The words that open a sentence or a paragraph."""
    if not starts:
        return []
    found = {0}
    for stop in _STOP.finditer(text, starts[0], starts[-1] + 1):
        at = bisect_left(starts, stop.end())
        if at == 0 or at >= len(starts):
            continue
        if text[stop.start()] == "\n":
            found.add(at)
        elif text[stop.start()] == ".":
            before = raw[at - 1]
            is_short = len(before) == 1 or before.lower() in _ABBREVIATED
            if not is_short and not raw[at][0].islower():
                found.add(at)
        else:
            found.add(at)
    return sorted(found)


def _quoted(text: str, starts: list[int], whole: Span) -> npt.NDArray[np.bool_]:
    """Whether each word stands inside quotation marks; one left open ends with its paragraph."""
    inside = np.zeros(len(starts), dtype=np.bool_)
    opened: int | None = None
    cuts = [m.start() for m in _PARAGRAPH.finditer(text, whole.start, whole.end)]
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, whole.start, whole.end)]
    for at, mark in sorted([*marks, *((c, "") for c in cuts), (whole.end, "")]):
        closes = mark in ("", "”") or (mark == '"' and opened is not None)
        if closes and opened is not None:
            inside[bisect_left(starts, opened) : bisect_left(starts, at)] = True
        if mark == "“" or (mark == '"' and not closes):
            opened = at
        elif closes:
            opened = None
    return inside
