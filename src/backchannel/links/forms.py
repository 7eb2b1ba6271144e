"""The forms in which parties stand in a record, and what each form is by its words."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from backchannel.entries.entry import Entry, Party
from backchannel.links.link import Sheet
from backchannel.parties import KnownParty, PartyTable, fold, strip_titles
from backchannel.record.shape import Form as Holds
from backchannel.record.shape import names_of

Sort = Literal["group", "person", "short", "described"]

SORTS_OF_PARTY = frozenset({"CIVIL", "MEDIA"})
"""Codes that say what sort of party one is, not whom it acts for."""

_REMEMBERED = 100_000
_GROUPS = frozenset({"state", "body", "movement", "people", "place", "organ", "media", "civil"})
_PARTICLES = frozenset("al el bin ibn bint ben abu abd van von der den de di da du la le y".split())
_LEGAL = frozenset(
    """inc corp corporation co company cos ltd limited plc llc llp lp ag sa nv bv spa kk gmbh pty
    holding holdings""".split()
)
_GENERATION = re.compile(r"[\s,]+(jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_LONGEST_NAME = 5  # words of a person's name
# A part of a group is not the group: "the X Brigades" of X.
_PARTS = frozenset(
    """brigade brigades wing battalion battalions division unit units army navy forces force guard
    guards militia police ministry council committee branch office bureau party parliament
    command""".split()
)


class Seen(NamedTuple):
    """Where a form stands: an article's identity and its day."""

    article: str
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Spelled:
    """What a party's name is by its words.

    Attributes:
        key: folded, without titles and legal form.
        words: the words of ``key``.
        sort: ``group``, ``person`` (a name of two words or more that may be a person's),
            ``short`` (a name that may be a surname alone) or ``described`` ("western diplomat").
        known: who it is in the table, wherever its code does not speak against it.
        generation: ``jr``, ``ii``, ... where the name has it.
    """

    key: str
    words: tuple[str, ...]
    sort: Sort
    known: KnownParty | None
    generation: str | None

    @property
    def given(self) -> tuple[str, ...]:
        """A person's names before the surname."""
        return self.words[: -len(self.surname)] if self.surname else ()

    @property
    def surname(self) -> tuple[str, ...]:
        """The last name with the particles before it."""
        first = len(self.words) - 1
        while first > 1 and self.words[first - 1] in _PARTICLES:
            first -= 1
        return self.words[first:] if first >= 0 else ()


def parties_of(entry: Entry) -> Iterator[Party]:
    """The parties of an entry, in order of its fields."""
    for name in names_of(type(entry), Holds.PARTY):
        party = getattr(entry, name)
        if party is not None:
            yield party


def gathered(sheets: Iterable[Sheet]) -> dict[Party, tuple[Seen, ...]]:
    """Every form of the record with the articles that have it, in order."""
    seen: dict[Party, set[Seen]] = {}
    for sheet in sheets:
        published = sheet.article.published
        where = Seen(sheet.identity, published.day if published else None)
        for line in sheet.lines:
            for party in parties_of(line.entry):
                seen.setdefault(party, set()).add(where)
    in_order = sorted(seen, key=order)
    return {p: tuple(sorted(seen[p], key=_when)) for p in in_order}


def order(party: Party) -> tuple[str, str]:
    """The order in which forms are looked at and shown."""
    return party.name, party.code or ""


def _when(seen: Seen) -> tuple[bool, str, str]:
    return seen.day is None, seen.day.isoformat() if seen.day else "", seen.article


@functools.lru_cache(maxsize=_REMEMBERED)
def spelled(party: Party, day: datetime.date | None) -> Spelled:
    """What the name is by its words, read on the day of an article that has it."""
    mark = _GENERATION.search(party.name)
    generation = mark.group(1).lower() if mark else None
    known = known_as(party, day)
    words = tuple(fold(strip_titles(party.name)).split()) or (party.name.casefold(),)
    if party.code in SORTS_OF_PARTY or party.code is None:
        words = _without_legal_form(words)
    if not any(_is_of_group(word) for word in words):
        words = _without_home(words)
    return Spelled(" ".join(words), words, _sort(party, words, known), known, generation)


def known_as(party: Party, day: datetime.date | None) -> KnownParty | None:
    """Who a form is in the table; ``None`` where its code says that it is somebody else."""
    known = PartyTable.load().find(party.name, day)
    if known is None or known.sort in ("place", "adjective"):
        return None
    if party.code is not None and known.code not in (None, party.code):
        return None
    if known.sort in ("movement", "organ", "state") and not known.metonym:
        words, others = set(fold(party.name).split()), set(fold(known.name).split())
        if (words - others) & _PARTS:
            return None
    return known


def _without_legal_form(words: tuple[str, ...]) -> tuple[str, ...]:
    last = len(words)
    while last > 1 and words[last - 1] in _LEGAL:
        last -= 1
    return words[:last]


def _without_home(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without where they are from ("Sera Dovan of Port Karim")."""
    at = words.index("of") if "of" in words else 0
    return words[:at] if at > 1 else words


def _sort(party: Party, words: tuple[str, ...], known: KnownParty | None) -> Sort:
    if is_described(party.name):
        return "described"
    if known is not None and known.sort in _GROUPS:
        return "group"
    if any(c.isdigit() for c in party.name) or len(words) > _LONGEST_NAME or _is_place(party.name):
        return "group"
    if known is not None and len(words) > 1:
        return "person"
    if any(_is_of_group(word) for word in fold(party.name).split()):
        return "group"
    if len(words) == 1 or words[0] in _PARTICLES:
        is_name = party.name[:1].isupper() and PartyTable.load().find(party.name) is None
        return "short" if is_name or (known and known.sort == "person") else "group"
    if "of" in words or "for" in words or "and" in words:
        return "group"
    if len(words[0]) == 1 and len(words) == 2:
        return "short"
    return "person"


def _is_place(name: str) -> bool:
    found = PartyTable.load().find(name)
    return found is not None and found.sort == "place"


def _is_of_group(word: str) -> bool:
    """Whether a word says what sort of body it names, so that no person is."""
    return word in _LEGAL or word in _PARTS or word in PartyTable.load().words


def is_described(name: str) -> bool:
    """Whether a party is described and not named: its head is no name.

    >>> is_described("Velmoran officials"), is_described("Harbour Front")
    (True, False)
    """
    head = re.split(r"\s(?:of|for|from|at|in|with|close|near|who|,)\s", name, maxsplit=1)[0]
    words = [w for w in re.findall(r"[^\W_]+", head) if len(w) > 1]
    return not words or not any(c.isupper() or c.isdigit() for c in words[-1])
