"""What is compared of an entry, and the keys by which entries that tell the same thing meet."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from backchannel.articles.article import Article
from backchannel.entries.entry import (
    Entry,
    Event,
    Forecast,
    Message,
    Number,
    Party,
    Place,
    Position,
    Relation,
    Response,
    Signal,
    Statement,
    Tally,
)
from backchannel.links import keys
from backchannel.links.days import Days, days_of
from backchannel.links.link import Sheet
from backchannel.links.names import Name, name_of
from backchannel.links.words import Token, rarity, tokens
from backchannel.parties.fold import fold
from backchannel.record.query import Line
from backchannel.span import Span

SENSE_LENGTH = 127.0
"""Length of sense vectors, but for rounding; see `backchannel.reader.senses`."""

COMMON = 1.0
"""Rarity up to which a word says nothing alone."""

_TELLING = 3.0  # rarity from which on a word says what an article is about
_TOPICS = 6
_RAREST_TOPIC = 7.0  # a misspelt word is not what an article is about
_MOST_STEMS = 120  # of one passage: a statement may quote a whole speech

Stems = tuple[str, ...]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The article in which an entry stands.

    Attributes:
        identity: the article's.
        text: its text.
        published: its day as a proleptic ordinal, where known.
        about: stems of its text that say something.
        weight: rarity of all of them together.
        topics: the stems that say best what it is about, best first.
        often: stems of its text that stand there more than once, and how many times.
        senses: of each kind, the sense vectors of its entries, a row each.
    """

    identity: str
    text: str = field(repr=False)
    published: int | None
    about: frozenset[str] = field(repr=False)
    weight: float
    topics: Stems
    often: Mapping[str, int] = field(repr=False)
    senses: Mapping[str, Vectors] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What is compared of one entry.

    Attributes:
        id: the entry's.
        kind: its kind.
        around: its article.
        parties: who acts or speaks, to whom, through whom; ``None`` where not stated.
        sort: its type, stance, channel or what is counted; empty where the kind has none.
        mode: its status, actuality, polarity, bound or likelihood.
        evidence, trigger: where they stand.
        claim: of a response, where the claim answered stands.
        said: where what it says, asks, judges or counts stands.
        when: days that it speaks of.
        place: where it happened.
        value: of a tally, its number.
        stems: of the words of its evidence, in order.
        content: of the words of what is said, asked, claimed, judged or counted.
        condition, consequence: of the words of a signal's two parts.
        sources: who says so, folded.
        sense: the vector of what it means, whole numbers, `SENSE_LENGTH` long; where known.
    """

    id: str
    kind: str
    around: Around = field(repr=False)
    parties: tuple[Name | None, Name | None, Name | None]
    sort: str
    mode: str
    evidence: Span
    trigger: Span | None
    claim: Span | None
    said: tuple[Span, ...] = field(repr=False)
    when: Days | None
    place: Place | None
    value: tuple[Number, ...]
    stems: Stems
    content: Stems
    condition: Stems
    consequence: Stems
    sources: tuple[str, ...]
    sense: Vectors | None = field(repr=False)

    @property
    def keys(self) -> frozenset[int]:
        """What other entries find it by: signed, 64 bits. Made from the entry alone."""
        return frozenset(keys.keys_of(self))


class _Words:
    """The words of an article, to take those of a passage."""

    def __init__(self, article: Article) -> None:
        self._tokens: list[Token] = tokens(article.text)
        self._starts = [t.start for t in self._tokens]
        titled = [t.stem for t in tokens(article.title or "")]
        self._counts = Counter(t.stem for t in self._tokens)
        self._said = Counter(s for stem in titled + list(self) for s in stem.split())

    def __iter__(self) -> Iterator[str]:
        """The stems of its text, in order."""
        return (t.stem for t in self._tokens)

    def stems(self, span: Span | None) -> Stems:
        if span is None:
            return ()
        first = bisect.bisect_left(self._starts, span.start)
        last = bisect.bisect_left(self._starts, span.end)
        return tuple(t.stem for t in self._tokens[first : min(last, first + _MOST_STEMS)])

    def around(self, sheet: Sheet) -> Around:
        published = sheet.article.published
        about = frozenset(s for s in self._said if rarity(s) >= _TELLING)
        return Around(
            sheet.identity,
            sheet.article.text,
            published.day.toordinal() if published else None,
            about,
            sum(map(rarity, sorted(about))),
            self._topics(),
            {stem: n for stem, n in self._counts.items() if n > 1 and rarity(stem) > COMMON},
            senses_of((line.entry.kind, line.sense) for line in sheet.lines),
        )

    def _topics(self) -> Stems:
        """The stems that say best what the article is about, best first."""
        weights = {
            stem: min(rarity(stem), _RAREST_TOPIC) * (1 + math.log(n))
            for stem, n in self._said.items()
            if rarity(stem) >= _TELLING and stem.isalpha() and len(stem) > 2
        }
        # What is said first stands first in `_said`, and the sort keeps that order among equals.
        return tuple(sorted(weights, key=lambda s: -weights[s])[:_TOPICS])


def senses_of(entries: Iterable[tuple[str, bytes | None]]) -> dict[str, Vectors]:
    """The vectors of entries, given by kind and sense: of each kind, a row each, in order."""
    found: dict[str, list[Vectors]] = {}
    for kind, sense in entries:
        vector = vector_of(sense)
        if vector is not None:
            found.setdefault(kind, []).append(vector)
    return {kind: np.stack(vectors) for kind, vectors in found.items()}


def sights_of(sheet: Sheet) -> tuple[Sight, ...]:
    """What is compared of an article's entries, in their order."""
    words = _Words(sheet.article)
    around = words.around(sheet)
    return tuple(_sight(line, sheet.article, around, words) for line in sheet.lines)


def _sight(line: Line, article: Article, around: Around, words: _Words) -> Sight:
    entry = line.entry
    published = article.published.day if article.published else None
    sort, mode = _sort_and_mode(entry)
    return Sight(
        id=line.id,
        kind=entry.kind,
        around=around,
        parties=_parties(entry),
        sort=sort,
        mode=mode,
        evidence=entry.evidence,
        trigger=None if isinstance(entry, Statement) else entry.trigger,
        claim=entry.claim if isinstance(entry, Response) else None,
        said=_said(entry) or (entry.evidence,),
        when=days_of(_date(entry), published),
        place=entry.place if isinstance(entry, Event | Tally) else None,
        value=_value(entry),
        stems=words.stems(entry.evidence),
        content=_content(entry, words),
        condition=words.stems(entry.condition) if isinstance(entry, Signal) else (),
        consequence=words.stems(entry.consequence) if isinstance(entry, Signal) else (),
        sources=_sources(entry),
        sense=vector_of(line.sense),
    )


def vector_of(sense: bytes | None) -> Vectors | None:
    """The vector of what an entry means, where it is known."""
    # Whole numbers: sums of their products are exact, in any order and on any machine.
    vector = np.frombuffer(sense or b"", np.int8).astype(np.float32)
    return vector if vector.any() else None


def _parties(entry: Entry) -> tuple[Name | None, Name | None, Name | None]:
    third: Party | None = None
    pair: tuple[Party | None, Party | None]
    match entry:
        case Statement():
            pair = entry.speaker, entry.addressee
        case Message():
            pair, third = (entry.sender, entry.recipient), entry.intermediary
        case Signal():
            pair = entry.issuer, entry.target
        case Response():
            pair = entry.responder, entry.claimant
        case Position():
            pair = entry.holder, entry.target
        case Event():
            pair = entry.actor, entry.recipient
        case Relation():
            pair = entry.subject, entry.object
        case Forecast():
            pair = entry.forecaster, None
        case Tally():
            pair = None, None
    first, second, last = (name_of(p) if p else None for p in (*pair, third))
    return first, second, last


def _sort_and_mode(entry: Entry) -> tuple[str, str]:
    match entry:
        case Message():
            return entry.channel, entry.status
        case Signal():
            return entry.type, ""
        case Response() | Position():
            return entry.stance, ""
        case Event():
            return entry.type, entry.actuality
        case Tally():
            return entry.what, entry.bound
        case Relation():
            return entry.type, entry.polarity
        case Forecast():
            return "", entry.likelihood
    return "", ""


def _date(entry: Entry) -> str | None:
    if isinstance(entry, Message | Event):
        return entry.date
    return (entry.until or entry.since) if isinstance(entry, Tally) else None


def _value(entry: Entry) -> tuple[Number, ...]:
    if not isinstance(entry, Tally):
        return ()
    return entry.value if isinstance(entry.value, tuple) else (entry.value,)


def _content(entry: Entry, words: _Words) -> Stems:
    if isinstance(entry, Tally):
        return tuple(t.stem for t in tokens(entry.of or ""))
    return tuple(stem for span in _said(entry) for stem in words.stems(span))[:_MOST_STEMS]


def _said(entry: Entry) -> tuple[Span, ...]:
    spans: Sequence[Span | None] = ()
    match entry:
        case Statement():
            spans = entry.content
        case Message():
            spans = (entry.content,)
        case Signal():
            spans = (entry.condition, entry.consequence)
        case Response():
            spans = (entry.claim,)
        case Position():
            spans = (entry.about,)
        case Forecast():
            spans = (entry.what,)
    return tuple(span for span in spans if span is not None)


def _sources(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Statement):
        return (fold(entry.speaker.name),) if entry.speaker else ()
    return tuple(fold(name) for name in entry.attributed_to)
