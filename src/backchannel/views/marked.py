"""An article with its entries marked in place, before it is text or HTML."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backchannel.articles.article import Article
from backchannel.entries.entry import Statement
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.phrases import phrase
from backchannel.views.why import NOT_STATED, fields_in_words
from backchannel.views.wording import chain, full_name

_INNERMOST = 3  # notes named at a stretch, however many cover it


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of the article, numbered in the order of the text from 1.

    Attributes:
        number: its number.
        line: the entry.
        words: what it says, in one line.
        says_so: the chain of sources; of a statement, its speaker.
        fields: those of its fields that are stated, in words, by name.
    """

    number: int
    line: Line
    words: str
    says_so: str
    fields: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """The entry's kind."""
        return self.line.entry.kind


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the article that are marked in one way.

    Attributes:
        text: as the article has them.
        notes: the innermost notes whose evidence covers them, the shortest first, at most three.
        covered: how many notes cover them.
        trigger: whether they are part of a note's trigger (of a statement: its cue).
        apart: whether they are no part of the article proper.
        opens, closes: numbers of the notes whose evidence begins, or ends, with them.
    """

    text: str
    notes: tuple[Note, ...]
    covered: int
    trigger: bool
    apart: bool
    opens: tuple[int, ...]
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with its entries.

    Attributes:
        article: the article.
        model: version of the reader.
        notes: the entries shown, in the order of the text.
        stretches: all characters of the article, in order.
        hidden: how many entries are left out for their confidence.
    """

    article: Article
    model: str
    notes: tuple[Note, ...]
    stretches: tuple[Stretch, ...]
    hidden: int = 0

    def to_html(self) -> str:
        """The whole of it as an HTML document in one file, without scripts."""
        from backchannel.views.marked_html import to_html

        return to_html(self)

    def to_text(self, width: int = 100) -> str:
        """The whole of it as text, lines at most ``width`` characters where words allow."""
        from backchannel.views.marked_text import to_text

        return to_text(self, width)


def mark(article: Article, model: str, lines: Iterable[Line], hidden: int = 0) -> MarkedArticle:
    """Mark the entries ``lines`` of ``article`` in its text."""
    ordered = sorted(lines, key=lambda x: (x.entry.evidence.start, -x.entry.evidence.end, x.place))
    notes = tuple(_note(number, line) for number, line in enumerate(ordered, 1))
    return MarkedArticle(article, model, notes, tuple(_stretches(article, notes)), hidden)


def _note(number: int, line: Line) -> Note:
    entry = line.entry
    if isinstance(entry, Statement):
        says_so = full_name(entry.speaker, "a source not stated")
    else:
        says_so = chain(entry.attributed_to)
    stated = tuple((name, value) for name, value in fields_in_words(line) if _is_stated(value))
    return Note(number, line, phrase(line), says_so, stated)


def _is_stated(value: str) -> bool:
    return value not in (NOT_STATED, "not scored", "")


class _Open:
    """The notes that cover the place that a sweep through the text has come to."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._begin: dict[int, list[Note]] = defaultdict(list)
        self._end: dict[int, list[Note]] = defaultdict(list)
        for note in notes:
            start, end = note.line.entry.evidence
            if start < end:
                self._begin[start].append(note)
                self._end[end].append(note)
        self._held: list[tuple[int, int]] = []  # length and number, the shortest first
        self._notes = notes

    def advance(self, at: int) -> None:
        for note in self._end[at]:
            self._held.pop(bisect.bisect_left(self._held, _size(note)))
        for note in self._begin[at]:
            bisect.insort(self._held, _size(note))

    def __len__(self) -> int:
        return len(self._held)

    def innermost(self) -> tuple[Note, ...]:
        return tuple(self._notes[number - 1] for _, number in self._held[:_INNERMOST])

    def beginning(self, at: int) -> tuple[int, ...]:
        return tuple(note.number for note in self._begin[at])

    def ending(self, at: int) -> tuple[int, ...]:
        return tuple(sorted(note.number for note in self._end[at]))


def _size(note: Note) -> tuple[int, int]:
    start, end = note.line.entry.evidence
    return end - start, note.number


def _stretches(article: Article, notes: Sequence[Note]) -> Iterable[Stretch]:
    """Cut the text at every edge of evidence, trigger and passage apart."""
    triggers = [span for note in notes if (span := _trigger(note)) is not None]
    apart = [passage.span for passage in article.apart]
    spans = [note.line.entry.evidence for note in notes] + triggers + apart
    edges = sorted({0, len(article.text), *(at for span in spans for at in span)})
    in_trigger, is_apart, open_ = _depths(triggers), _depths(apart), _Open(notes)
    trigger_depth = apart_depth = 0
    for start, end in itertools.pairwise(edges):
        trigger_depth += in_trigger[start]
        apart_depth += is_apart[start]
        open_.advance(start)
        yield Stretch(
            text=article.text[start:end],
            notes=open_.innermost(),
            covered=len(open_),
            trigger=trigger_depth > 0,
            apart=apart_depth > 0,
            opens=open_.beginning(start),
            closes=open_.ending(end),
        )


def _trigger(note: Note) -> Span | None:
    entry = note.line.entry
    return entry.cue if isinstance(entry, Statement) else entry.trigger


def _depths(spans: Iterable[Span]) -> Counter[int]:
    """By how much the number of spans around changes at each place."""
    found: Counter[int] = Counter()
    for start, end in spans:
        found[start] += 1
        found[end] -= 1
    return found
