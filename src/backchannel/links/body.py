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
from itertools import islice
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
_NUMBERS = (
    {
        w: str(n)
        for n, w in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty".split()
        )
    }
    | {
        w: str(10 * n)
        for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
    }
    | {"dozen": "12", "fortnight": "14"}
)
_LOUD = 0.5
"""Share of words in capitals above which case says nothing: wires of the 1980s, headlines."""
_EVERYDAY = 1.2
_LONGEST_WORD = 60
_MOST_LENGTH = 65_535
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

    @property
    def everyday(self) -> npt.NDArray[np.bool_]:
        """Whether each word is one that nearly every article has."""
        plain: npt.NDArray[np.bool_] = self.weights <= _EVERYDAY
        return plain & ~((self.marks & FIGURE) > 0)

    def common(self, first: int = 0, end: int | None = None) -> float:
        """Share of everyday words ("the", "said"): a third of running text, few of a table."""
        part = self.everyday[first:end]
        return float(part.mean()) if len(part) else 0.0

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
    found = _words_of(article)
    known = [_known(w[:_LONGEST_WORD]) for w in found.raw]
    stems = np.array([k.stem for k in known], dtype=np.uint32)
    weights = np.array([k.weight for k in known], dtype=np.float32)
    marks = np.array([k.marks for k in known], dtype=np.uint8)
    for at, figure in found.figures(marks):
        stems[at], weights[at] = number_of(figure), _weight_of_figure(figure.replace(".", ""))
        weights[at + 1] = 0.0
    opens = found.openings()
    marks[opens] &= ~np.uint8(NAME)
    marks[opens] |= OPENS
    marks[found.quoted()] |= QUOTED
    if found.are_loud():
        marks &= ~np.uint8(NAME)
    return Body(
        starts=np.array(found.starts, dtype=np.uint32),
        lengths=np.array([min(len(w), _MOST_LENGTH) for w in found.raw], dtype=np.uint16),
        words=np.array([k.word for k in known], dtype=np.uint32),
        stems=stems,
        weights=weights,
        marks=marks,
    )


def _words_of(article: Article) -> _Words:
    left_out = [s for s in (article.headline, article.byline) if s is not None]
    spans = list(_without(article.body, left_out)) or article.body
    matches = (m for s in spans for m in _WORD.finditer(article.text, s.start, s.end))
    found = list(islice(matches, MOST_WORDS))
    return _Words(article.text, [m.start() for m in found], [m.group() for m in found])


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


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as they stand in a text: where each begins, and its letters."""

    text: str
    starts: list[int]
    raw: list[str]

    def are_loud(self) -> bool:
        """Whether most words are in capitals."""
        return sum(w.isupper() for w in self.raw) > _LOUD * len(self.raw)

    def figures(self, marks: Marks) -> Iterator[tuple[int, str]]:
        """Figures of several words ("1,500", "7.3"), the last one first, by their first."""
        places = np.flatnonzero(marks & FIGURE)
        whole: dict[int, str] = {}
        for at in reversed(places[:-1][np.diff(places) == 1].tolist()):
            word, after = self.raw[at], whole.get(at + 1, self.raw[at + 1])
            gap = self.text[self.starts[at] + len(word) : self.starts[at + 1]]
            if gap in (",", ".") and word[0].isdecimal() and after[0].isdecimal():
                whole[at] = f"{word}{gap.replace(',', '')}{after}"
                yield at, whole[at]

    def openings(self) -> list[int]:
        """The words that open a sentence or a paragraph, rising."""
        if not self.starts:
            return []
        found = {0}
        for stop in _STOP.finditer(self.text, self.starts[0], self.starts[-1] + 1):
            at = bisect_left(self.starts, stop.end())
            if 0 < at < len(self.starts) and self._opens(at, self.text[stop.start()]):
                found.add(at)
        return sorted(found)

    def _opens(self, at: int, stop: str) -> bool:
        if stop != ".":
            return True
        before = self.raw[at - 1]
        is_short = len(before) == 1 or before.lower() in _ABBREVIATED
        return not is_short and not self.raw[at][0].islower()

    def quoted(self) -> npt.NDArray[np.bool_]:
        """Whether each word stands in quotation marks; one left open ends with its paragraph."""
        inside = np.zeros(len(self.starts), dtype=np.bool_)
        if not self.starts:
            return inside
        first, end = max(0, self.starts[0] - 1), self.starts[-1] + len(self.raw[-1])
        marks = [(m.start(), m.group()) for m in _MARK.finditer(self.text, first, end)]
        cuts = [(m.start(), "") for m in _PARAGRAPH.finditer(self.text, first, end)]
        opened: int | None = None
        for at, mark in sorted([*marks, *cuts, (end, "")]):
            closes = mark in ("", "”") or (mark == '"' and opened is not None)
            if closes and opened is not None:
                inside[bisect_left(self.starts, opened) : bisect_left(self.starts, at)] = True
            if closes:
                opened = None
            elif opened is None:
                opened = at
        return inside
