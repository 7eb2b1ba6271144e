"""One entry for one act: what an article tells twice is kept once (``GUIDE.md``, rule 4).

Ties, figures and verdicts are told apart by what they say. Events and signals are not: the same
parties strike, meet and threaten more than once, and of those that look alike on held-out
articles as many were two acts as one told twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import singledispatch
from typing import TypeVar

from spacy.tokens import Doc

from backchannel.entries.acts import Scene
from backchannel.entries.entry import Party, Position, Relation, Tally
from backchannel.entries.mentions import identity
from backchannel.span import Span

Act = Position | Tally | Relation
T = TypeVar("T", Position, Tally, Relation)


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
