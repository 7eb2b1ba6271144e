"""One entry for one act: what an article tells twice is kept once (``GUIDE.md``, rule 4).

Ties, figures and verdicts are told apart by what they say. Of events, signals and forecasts that
look alike as many are two acts as one told twice: the same parties strike, meet and threaten more
than once. They are one where their passages share most of their words as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from typing import Generic, TypeVar, cast

from spacy.tokens import Doc

from backchannel.entries.acts import Scene
from backchannel.entries.entry import (
    Entry,
    Event,
    Forecast,
    Party,
    Position,
    Relation,
    Signal,
    Tally,
)
from backchannel.entries.mentions import identity
from backchannel.span import Span

Act = Position | Tally | Relation
T = TypeVar("T", bound=Act)
Worded = Event | Signal | Forecast
W = TypeVar("W", bound=Worded)

SHARED = 0.5
"""Share of the words of the shorter passage, names and triggers left out, beyond which two passages
alike in parties tell one act. Set on held-out articles."""

_DENYING = frozenset({"no", "not", "n't", "n’t", "never", "nor", "neither", "without"})

COMPARED = 200
"""Entries with the same parties that another is compared with, at most: the surest."""


def told_once(scene: Scene, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of an article without what it tells again, kind by kind as they came.

    Args:
        scene: the article.
        entries: all of it, those of one kind one after the other.
    """
    out: list[Entry] = []
    for _, of_kind in groupby(entries, key=type):
        found = tuple(of_kind)
        match found[0]:
            case Position() | Tally() | Relation():
                out += once(scene, cast("tuple[Act, ...]", found))
            case Event() | Signal() | Forecast():
                out += once_in_words(scene, cast("tuple[Worded, ...]", found))
            case _:
                out += found
    return tuple(out)


def once(scene: Scene, entries: Iterable[T]) -> tuple[T, ...]:
    """The entries of one kind, of those that tell the same act the surest, in their order.

    Args:
        scene: the article.
        entries: of one kind.
    """
    kept: dict[Hashable, T] = {}
    for entry in entries:
        key = _same(entry, scene)
        other = kept.get(key)
        if other is None or (entry.confidence or 0) > (other.confidence or 0):
            kept[key] = entry
    return tuple(sorted(kept.values(), key=lambda e: (e.trigger, e.evidence)))


def once_in_words(scene: Scene, entries: Iterable[W]) -> tuple[W, ...]:
    """The entries of one kind, of those alike in parties and words the surest, in their order.

    Args:
        scene: the article.
        entries: of one kind.
    """
    kept: dict[Hashable, list[_Passage[W]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: -(e.confidence or 0)):
        passage = _Passage(entry, _own_words(scene.doc, entry.evidence, entry.trigger))
        others = kept[_parts(entry)]
        if not any(passage.retells(other) for other in others[:COMPARED]):
            others.append(passage)
    found = (p.entry for passages in kept.values() for p in passages)
    return tuple(sorted(found, key=lambda e: (e.trigger, e.evidence)))


@dataclass(frozen=True, slots=True)
class _Passage(Generic[W]):
    """An entry with the lemmas of its evidence."""

    entry: W
    words: frozenset[str]

    def retells(self, other: _Passage[W]) -> bool:
        """Whether two passages tell one act, given that the parties are the same."""
        return not _are_apart(self.entry, other.entry) and _are_alike(self.words, other.words)


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > SHARED * min(len(one), len(other))


def _are_apart(one: Worded, other: Worded) -> bool:
    """Whether two events are of different days or places, as far as these are known."""
    if not isinstance(one, Event) or not isinstance(other, Event):
        return False
    days = one.date is not None and other.date is not None and one.date != other.date
    places = one.place is not None and other.place is not None
    return days or (places and one.place != other.place)


def _parts(entry: Worded) -> Hashable:
    """Who did what to whom, as far as it is stated."""
    if isinstance(entry, Event):
        return entry.type, _who(entry.actor), _who(entry.recipient), entry.actuality
    if isinstance(entry, Signal):
        return entry.type, _who(entry.issuer), _who(entry.target)
    return _who(entry.forecaster), entry.likelihood


def _own_words(doc: Doc, evidence: Span, trigger: Span) -> frozenset[str]:
    """What is said beside who and the act's name: lemmas and figures, and whether it is denied."""
    words = doc.char_span(*evidence, alignment_mode="expand")
    return frozenset(
        t.lemma_.lower()
        for t in words or ()
        if (t.dep_ == "neg" or t.lower_ in _DENYING or not (t.is_stop or t.is_punct or t.is_space))
        and t.pos_ != "PROPN"
        and not trigger.overlaps(Span(t.idx, t.idx + len(t)))
    )


@singledispatch
def _same(entry: Act, scene: Scene) -> Hashable:
    """What two entries that tell the same act have in common."""
    raise TypeError(f"no act: {entry!r}")


@_same.register
def _(entry: Relation, scene: Scene) -> Hashable:
    if entry.type == "represents":
        return entry.type, entry.subject and entry.subject.name, entry.role
    return entry.type, entry.polarity, _who(entry.subject), _who(entry.object)


@_same.register
def _(entry: Tally, scene: Scene) -> Hashable:
    return entry.what, entry.value, (entry.of or "").lower(), entry.place and entry.place.name


@_same.register
def _(entry: Position, scene: Scene) -> Hashable:
    words = _lemmas(scene.doc, entry.trigger)
    return entry.stance, _who(entry.holder), _who(entry.target), words


def _who(party: Party | None) -> Hashable:
    return None if party is None else identity(party)


def _lemmas(doc: Doc, span: Span) -> Sequence[str]:
    words = doc.char_span(*span, alignment_mode="expand")
    return tuple(t.lemma_.lower() for t in words or () if t.is_alpha and not t.is_stop)
