"""Whether two parties of different articles may be one: spelling, transliteration, titles, code."""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

from backchannel.entries.entry import Party
from backchannel.links.forms import SORTS_OF_PARTY
from backchannel.links.words import folded_and_stemmed, overlap
from backchannel.parties import PartyTable
from backchannel.parties.fold import bone_key, fold
from backchannel.parties.titles import strip_titles

Sort = Literal["group", "named", "described"]

_GROUPS = frozenset({"state", "body", "movement", "people", "place", "organ"})
_PARTICLES = frozenset("al el bin ibn von van de da di du la le ben abu abd the of and".split())
_COMPANIES = frozenset("inc corp co ltd plc llc lp sa ag nv company corporation holdings".split())
_SHORTEST_BONE = 3
_REMEMBERED = 100_000


class Name(NamedTuple):
    """A party as the links compare it.

    Attributes:
        form: its name folded, without titles; of a known person, the usual name.
        code: whom it acts for, where that is a state, a body, a movement or a people.
        sort: ``group`` (the name of what the code stands for, or of an organ of it), ``named``
            (anybody else with a name) or ``described`` ("western diplomat").
        words: words of ``form``, particles left out.
        anchors: what entries of different articles meet by: its code, and how a name sounds.
    """

    form: str
    code: str | None
    sort: Sort
    words: tuple[str, ...]
    anchors: tuple[str, ...]


@functools.lru_cache(maxsize=_REMEMBERED)
def name_of(party: Party) -> Name:
    """The party as it is compared.

    >>> name_of(Party("President Muammar Qadhafi", "LBY")).words
    ('muammar', 'gaddafi')
    """
    code = party.code if party.code not in SORTS_OF_PARTY else None
    # Whoever the table knows was given a code when the article was read.
    known = PartyTable.load().find(party.name) if code is not None else None
    if known is not None and known.sort in _GROUPS and code is not None:
        return Name(fold(known.name), code, "group", _words(known.name), (code,))
    shown = known.name if known is not None and known.sort == "person" else party.name
    form = fold(strip_titles(shown))
    words = _words(form)
    if not any(c.isupper() for c in party.name):
        return Name(form, code, "described", words, (code,) if code else ())
    sounds = dict.fromkeys(f"~{bone_key(w)}" for w in _ends(form, words, code))
    return Name(form, code, "named", words, (*sounds, *((code,) if code else ())))


def _ends(form: str, words: tuple[str, ...], code: str | None) -> tuple[str, ...]:
    """A person goes by the last name, a company by the first word of its name."""
    if form.rpartition(" ")[2] in _COMPANIES:
        return words[:1]
    return words[-1:] if code else words[-1:] + words[:1]


def _words(form: str) -> tuple[str, ...]:
    """The words of a name without particles and forms of companies; all where nothing is left."""
    words = fold(form).split()
    return tuple(w for w in words if w not in _PARTICLES | _COMPANIES) or tuple(words)


def agreement(first: Name | None, second: Name | None) -> float:
    """How far two parties may be one: 1 (the same) over 0 (cannot tell) to -1 (another).

    Of one that is not stated nothing can be told.

    >>> usa, blinken = Party("United States", "USA"), Party("Antony Blinken", "USA")
    >>> agreement(name_of(usa), name_of(blinken))
    0.6
    """
    return _compared(first, second) if first is not None and second is not None else 0.0


@functools.lru_cache(maxsize=_REMEMBERED)
def _compared(first: Name, second: Name) -> float:
    if first.form == second.form:
        return 1.0 if first.sort != "described" else 0.7
    if first.code and second.code:
        if first.code != second.code:
            return -1.0
        return _of_one_code(first, second)
    if "described" in (first.sort, second.sort):
        shared = _overlap(first, second)
        return 0.5 * shared if shared else (-0.3 if first.code or second.code else -0.1)
    alike = _alike(first, second)
    if alike > 0:
        return alike
    return -0.5 if "group" in (first.sort, second.sort) else -0.8


def _of_one_code(first: Name, second: Name) -> float:
    sorts = {first.sort, second.sort}
    if sorts == {"group"}:
        return 0.9
    if "group" in sorts:
        return 0.6
    if sorts == {"named"}:
        return _alike(first, second) or -0.5
    return 0.4 if sorts == {"described"} else 0.3


def _alike(first: Name, second: Name) -> float:
    """Likeness of two names by their words: 0 where they share none."""
    fewer, more = sorted((first.words, second.words), key=lambda w: (len(set(w)), w))
    if not fewer:
        return 0.0
    if set(fewer) <= set(more):
        return 0.9
    if _sound_alike(fewer[-1], more[-1]):
        return 0.8 if _may_be_one(fewer[:-1], more[:-1]) else 0.0
    return 0.6 * _overlap(first, second)


def _sound_alike(first: str, second: str) -> bool:
    key = bone_key(first)
    return first == second or (len(key) >= _SHORTEST_BONE and key == bone_key(second))


def _may_be_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether given names can be of one person: none, the same sound, or the same initial."""
    if not first or not second:
        return True
    a, b = first[0], second[0]
    return _sound_alike(a, b) or (a[0] == b[0] and 1 in (len(a), len(b)))


def _overlap(first: Name, second: Name) -> float:
    one, other = ({folded_and_stemmed(w)[1] for w in x.words} for x in (first, second))
    return overlap(one, other)
