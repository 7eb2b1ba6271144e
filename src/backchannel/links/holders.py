"""Who held which office when, as the record itself tells it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass

from backchannel.entries.entry import Party, Relation
from backchannel.entries.office_words import HEADS, MODIFIERS, PAST
from backchannel.links.forms import SORTS_OF_PARTY, Seen, is_described
from backchannel.links.link import Sheet
from backchannel.parties import PartyTable, fold

NEAR = 60
"""Days within which a named holder of an office is taken for the one meant by the office."""

_NAME = 5  # letters

_SINGLE = frozenset(
    """president premier minister chancellor king queen emir sultan secretary leader monarch ruler
    taoiseach""".split()
)
_OF_MANY = frozenset({"minister", "secretary", "leader"})  # alone they may be anybody
_SAME = {"defence": "defense", "labour": "labor"}
_EMPTY = frozenset(
    "of the for and a an affairs affair new newly incoming outgoing current longtime s".split()
)

_WORDS = HEADS | MODIFIERS | _EMPTY | {"pm"}

Role = frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """That an article names who holds an office.

    Attributes:
        holder: the person, as the article has the name.
        role: the words of the office.
        code: whose office it is.
        seen: the article.
    """

    holder: Party
    role: Role
    code: str
    seen: Seen


def held_offices(sheets: Iterable[Sheet]) -> tuple[Held, ...]:
    """The offices that articles give to named persons, in the order of the articles."""
    found = []
    for sheet in sheets:
        published = sheet.article.published
        seen = Seen(sheet.identity, published.day if published else None)
        for line in sheet.lines:
            if isinstance(line.entry, Relation):
                held = _held(line.entry, seen)
                if held is not None:
                    found.append(held)
    return tuple(sorted(found, key=_order))


def _order(held: Held) -> tuple[str, str, str, list[str]]:
    return held.seen.article, held.holder.name, held.code, sorted(held.role)


def _held(relation: Relation, seen: Seen) -> Held | None:
    holder, of = relation.subject, relation.object
    if relation.type != "represents" or relation.polarity != "asserted" or holder is None:
        return None
    code = (of.code if of is not None else None) or holder.code
    role = role_of(relation.role or "", code)
    if role is None or code is None or is_described(holder.name):
        return None
    return Held(holder, role, code, seen)


@functools.lru_cache(maxsize=20_000)
def role_of(words: str, code: str | None) -> Role | None:
    """The office that words name, if it is one that a single person holds; else ``None``.

    >>> sorted(role_of("Iranian Foreign Minister", "IRN")), role_of("ministers", "IRN")
    (['foreign', 'minister'], None)
    """
    if code is None or code in SORTS_OF_PARTY:
        return None
    every = fold(words).split()
    if not any(word in _SINGLE or word == "pm" for word in every):
        return None
    found: set[str] = set()
    rest = _without_state(every, code)
    for word in rest:
        if word in PAST or word not in _WORDS:
            return None
        if word in ("premier", "pm"):
            found |= {"prime", "minister"}
        elif word not in _EMPTY:
            found.add(_SAME.get(word, word))
    if not found & _SINGLE or found <= _OF_MANY or "deputy" in found:
        return None
    return frozenset(found)


def _without_state(words: list[str], code: str) -> list[str]:
    """The words of an office without those that say whose it is."""
    table = PartyTable.load()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            known = table.find(phrase.title())
            adjective = table.state_of_adjective(phrase)
            if phrase in HEADS:
                continue
            if code in (adjective, known.code if known else None) or _is_of(phrase, code):
                return words[:start] + words[start + length :]
    return words


def _is_of(word: str, code: str) -> bool:
    """Whether a word is made of a code that is a name ("Houthi" of ``HOUTHIS``)."""
    return " " not in word and len(code) >= _NAME and word[:_NAME].upper() == code[:_NAME]


def near(first: datetime.date | None, second: datetime.date | None) -> int | None:
    """How many days lie between two days; ``None`` where that is too many, or not known."""
    if first is None or second is None:
        return None
    apart = abs((first - second).days)
    return apart if apart <= NEAR else None
