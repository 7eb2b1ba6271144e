"""What came of corrections in a record, and what they say of links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from backchannel.entries.entry import Party
from backchannel.links.account import Judgements
from backchannel.record import keeping, lookup
from backchannel.record.anchors import ArticleAnchor, EntryAnchor
from backchannel.record.corrections import (
    OF_ARTICLES,
    OF_ENTRIES,
    OF_PARTIES,
    Correction,
    MergeLineages,
    MergeParties,
    MergeThreads,
    State,
    article_of,
)
from backchannel.record.identity import folded
from backchannel.record.mending import DORMANT, Effect, Mending
from backchannel.record.settling import find_article, load_read, load_text
from backchannel.record.tables import ARTICLE

_MERGES = (MergeParties, MergeThreads, MergeLineages)

Pairs = tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """All corrections of a record, with what came of them, and what they say of links."""

    corrections: tuple[Correction, ...]
    judgements: Judgements


def survey(connection: sa.Connection) -> Survey:
    """Look at every correction against what the record holds now."""
    made = keeping.load(connection)
    return _Surveying(connection, made).survey()


def state_of(connection: sa.Connection, correction: Correction) -> Correction:
    """A correction with what comes of it now.

    Only those that touch the same articles, or parties of the same names, are looked at.
    """
    touched = _touched(correction)
    made = [c for c in keeping.load(connection) if not touched.isdisjoint(_touched(c))]
    found = _Surveying(connection, made).survey().corrections
    return next(c for c in found if c.id == correction.id)


def _touched(correction: Correction) -> frozenset[str]:
    """Texts, by fingerprint, and parties, by name, that a correction speaks of."""
    content: Any = correction.content
    anchor = article_of(content)
    if anchor is not None:
        return frozenset({f"text {anchor.fingerprint}"})
    return frozenset(map(_touched_by, (content.first, content.second)))


def _touched_by(thing: ArticleAnchor | EntryAnchor | Party) -> str:
    if isinstance(thing, Party):
        return f"party {folded(thing.name)}"
    article = thing.article if isinstance(thing, EntryAnchor) else thing
    return f"text {article.fingerprint}"


class _Surveying:
    """Looks articles up once each."""

    def __init__(self, connection: sa.Connection, made: Sequence[Correction]) -> None:
        self._connection, self._made = connection, made
        self._in_force = [correction for correction in made if correction.back is None]
        self._numbers: dict[ArticleAnchor, int | None] = {}
        self._changes: dict[int, list[Correction]] = {}
        self._mendings: dict[int, Mending] = {}
        for correction in self._in_force:
            anchor = article_of(correction.content)
            number = None if anchor is None else self._number(anchor)
            if number is not None:
                self._changes.setdefault(number, []).append(correction)

    def survey(self) -> Survey:
        effects: dict[str, Effect] = {}
        for number in self._changes:
            effects |= self._mending(number).effects
        articles = self._decide(OF_ARTICLES, self._article, effects)
        entries = self._decide(OF_ENTRIES, self._entry, effects)
        parties = self._decide(OF_PARTIES, self._party, effects)
        shown = tuple(_shown(correction, effects) for correction in self._made)
        return Survey(shown, Judgements(*articles, *entries, *parties))

    def _decide(
        self,
        kinds: tuple[type, ...],
        find: Callable[[Any], str | Party | None],
        effects: dict[str, Effect],
    ) -> tuple[Pairs, Pairs]:
        """The pairs merged and the pairs split, each in order: of a pair the last word counts."""
        said: dict[tuple[Any, Any], list[Correction]] = {}
        for correction in self._in_force:
            if not isinstance(correction.content, kinds):
                continue
            content: Any = correction.content
            one, other = find(content.first), find(content.second)
            if one is not None and other is not None and _key(one) != _key(other):
                pair = (one, other) if _key(one) < _key(other) else (other, one)
                said.setdefault(pair, []).append(correction)
        joined: list[tuple[Any, Any]] = []
        parted: list[tuple[Any, Any]] = []
        for pair in sorted(said, key=lambda pair: tuple(map(_key, pair))):
            corrections = said[pair]
            last = corrections[-1].content
            ids = tuple(x for x in pair if isinstance(x, str)) if kinds is OF_ENTRIES else ()
            for correction in corrections:
                state: State = "holds" if correction.action == last.action else "overruled"
                effects[correction.id] = state, ids
            (joined if isinstance(last, _MERGES) else parted).append(pair)
        return tuple(joined), tuple(parted)

    def _number(self, anchor: ArticleAnchor) -> int | None:
        if anchor not in self._numbers:
            self._numbers[anchor] = find_article(self._connection, anchor)
        return self._numbers[anchor]

    def _mending(self, number: int) -> Mending:
        if number not in self._mendings:
            length = len(load_text(self._connection, number))
            made = self._changes.get(number, [])
            self._mendings[number] = Mending(load_read(self._connection, number), made, length)
        return self._mendings[number]

    def _article(self, anchor: ArticleAnchor) -> str | None:
        """The identity of the article meant, where the record has it."""
        number = self._number(anchor)
        if number is None:
            return None
        chosen = sa.select(ARTICLE.c.identity).where(ARTICLE.c.number == number)
        return str(self._connection.scalar(chosen))

    def _entry(self, anchor: EntryAnchor) -> str | None:
        """The id of the entry that stands for the one meant."""
        number = self._number(anchor.article)
        return None if number is None else self._mending(number).standing(anchor)

    def _party(self, party: Party) -> Party | None:
        """The party as the record first writes it, where an entry that stands names it."""
        named = lookup.find_parties(self._connection, party.name)
        return next((p for p in named if p.code == party.code), None)


def _key(thing: str | Party) -> tuple[str, str]:
    return (thing, "") if isinstance(thing, str) else (thing.name, thing.code or "")


def _shown(correction: Correction, effects: dict[str, Effect]) -> Correction:
    if correction.back is not None:
        return replace(correction, state="taken_back")
    state, entries = effects.get(correction.id, DORMANT)
    return replace(correction, state=state, entries=entries)
