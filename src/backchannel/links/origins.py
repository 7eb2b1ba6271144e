"""Origins: how many independent sources stand behind lines that tell the same.

What a line rests on, by the chain of its sources (`backchannel.links.chains`):

1. **Somebody who can be told from others** is the origin: of the chain, the one nearest to the
   claim. "Sera Dovan said" is Dovan, whoever quotes her; "an unnamed source told Tasnim" is
   Tasnim, for nothing nearer has a name. So an outlet that says "Tasnim reported" adds Tasnim,
   not itself, and a person quoted in five papers is one origin.
2. **Sources without a name** ("US officials") are one origin for each lineage, and one more
   where they act for another party ("a US official", "an Iranian official").
3. **Nobody**: the article says so itself, and its lineage is the origin. A lineage counts once,
   however many reprints it has; a passage that several lineages share is of one of them.

Of a statement the chain has those who relay that it was said; its speaker is not the origin.

Then what is surely one is counted as one: an outlet that is cited and a lineage of that outlet
are one, and so are a lineage and the nameless sources that it cites elsewhere. ``most`` is the
number that comes out. ``least`` counts once what may be one:

- sources without a name, with each other and with any person or body named, unless they act
  for different parties;
- a state, a body or an office, with anybody else who acts for the same ("Iran" may have spoken
  through its minister);
- lineages of one outlet or credit;
- a lineage of which neither is known, with anything else;
- a lineage's own word with whoever is quoted in the same lineage, or elsewhere in the same words:
  a retelling leaves out sources.

No line is left out or hidden by any of this.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from backchannel.entries.entry import Party
from backchannel.links.account import Lineage, Material, Origin, Origins, OriginSort
from backchannel.links.agencies import source_of
from backchannel.links.book import Book
from backchannel.links.chains import Chains, Source, nearest_named, with_state
from backchannel.links.lineages import Origination, first_come
from backchannel.links.pairs import Tops
from backchannel.parties import PartyTable
from backchannel.parties.fold import fold
from backchannel.record.query import Line

_WORD = re.compile(r"\w+")
_RUN = 6  # words in a row that two passages have by quoting one


class _Ground(NamedTuple):
    """What one line rests on; equal grounds are one origin.

    Attributes:
        sort: as of an origin.
        key: of an outlet or party, its name folded; of the others, the lineage's id, and of
            unnamed ones the code of whom they act for.
    """

    sort: OriginSort
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """An origin with what tells whether it may be another one.

    ``rests``: of each of its lines the lineage, and the runs of words of its passage.
    """

    origin: Origin
    code: str | None
    person: bool
    outlets: frozenset[str]
    rests: tuple[tuple[str, frozenset[str]], ...]


class Grounds:
    """What counting origins looks at; made once for a record.

    Args:
        m: the record.
        lineages: its lineages.
        book: who is who in it; names are compared as they are written where not given.
    """

    def __init__(self, m: Material, lineages: Sequence[Lineage], book: Book | None = None) -> None:
        self._from = Origination(m, lineages)
        self._sheets = {sheet.identity: sheet for sheet in m.sheets}
        self._chains: dict[str, Chains] = {}
        self._book = book

    def chain(self, line: Line) -> tuple[Source, ...]:
        """Through whom a line comes, from the nearest to the farthest."""
        identity = self._from.identity(line)
        if identity not in self._chains:
            self._chains[identity] = Chains(self._sheets[identity])
        return self._chains[identity].of(line)

    def homes(self, lines: Sequence[Line]) -> list[Lineage]:
        """The lineage that each line's passage comes from; lines of one passage have one."""
        homes = [self._from.of_line(line) for line in lines]
        if len(lines) == 1:
            return homes
        tops: Tops[str] = Tops()
        for line, home in zip(lines, homes, strict=True):
            for passage in self._from.passages(line):
                tops.tie(home.id, f"~{passage}")
        held: dict[str, list[Lineage]] = defaultdict(list)
        for home in homes:
            held[tops.of(home.id)].append(home)
        return [self._from.earliest(held[tops.of(home.id)]) for home in homes]

    def who(self, source: Source, line: Line) -> Party:
        """A named source, as the record knows it."""
        if self._book is not None:
            published = line.article.published
            day = None if published is None else published.day
            known = self._book.of(source.written, day, self._from.identity(line))
            if len(known.forms) > 1:
                return Party(known.name, known.code)
        return Party(source.name, source.code)

    def rank(self, lineage: Lineage) -> tuple[object, ...]:
        """What lineages are put in order by: the earliest first."""
        return first_come(self._sheets[lineage.id])

    def outlets(self, lineage: Lineage) -> frozenset[str]:
        """Whose a lineage is, made comparable; empty: not known."""
        name = self._whose(lineage)
        return frozenset() if name is None else frozenset({outlet_key(name)})

    def name(self, lineage: Lineage) -> str:
        """What a lineage goes by."""
        return self._whose(lineage) or self._sheets[lineage.id].article.id

    def _whose(self, lineage: Lineage) -> str | None:
        """The agency credited with a lineage, else the outlet that had it first."""
        return lineage.credit or self._sheets[lineage.id].article.outlet


def outlet_key(name: str) -> str:
    """An outlet's or agency's name made comparable.

    >>> outlet_key("The New York Times") == outlet_key("New York Times")
    True
    """
    agency = source_of(name)
    known = None if agency else PartyTable.load().find(name)
    shown = agency or (known.name if known is not None and known.sort == "media" else name)
    return fold(shown).removeprefix("the ")


def origins_of(lines: Sequence[Line], grounds: Grounds) -> Origins:
    """How many independent origins lines have that tell the same; or a single line.

    Args:
        lines: at least one, of the record of ``grounds``.
        grounds: made of the record.
    """
    homes = grounds.homes(lines)
    counted = _Counting(grounds)
    for line, home in zip(lines, homes, strict=True):
        counted.put(line, home)
    if len(lines) == 1:
        return Origins(1, 1, counted.alone())
    found = counted.found()
    ordered = sorted(found, key=lambda f: (f.origin.name, f.origin.sort, f.origin.lines))
    return Origins(_least(found), len(found), tuple(f.origin for f in ordered))


class _Counting:
    """Origins while lines are gone through."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._lines: dict[_Ground, list[str]] = defaultdict(list)
        self._shown: dict[_Ground, Source] = {}
        self._homes: dict[str, Lineage] = {}
        self._rests: dict[str, tuple[str, frozenset[str]]] = {}

    def put(self, line: Line, home: Lineage) -> None:
        """Take in one line, of a passage that comes from ``home``."""
        chain = self._grounds.chain(line)
        named = nearest_named(chain)
        self._homes[home.id] = home
        self._rests[line.id] = home.id, _runs(line)
        if named is not None and named.sort == "outlet":
            ground, shown = _Ground("outlet", (outlet_key(named.name),)), named
        elif named is not None:
            party = self._grounds.who(named, line)
            shown = replace(named, name=with_state(named.body, party.name), code=party.code)
            ground = _Ground("party", (fold(party.name), party.code or ""))
        elif chain:
            ground, shown = _Ground("unnamed", (home.id, chain[0].code or "")), chain[0]
        else:
            ground = _Ground("lineage", (home.id,))
            name = self._grounds.name(home)
            shown = Source("unnamed", name, Party(name))
        self._lines[ground].append(line.id)
        known = self._shown.get(ground)
        # Of a state and one of its bodies, the state goes for both.
        if known is None or _shown_first(shown) < _shown_first(known):
            self._shown[ground] = shown

    def alone(self) -> tuple[Origin, ...]:
        """The origin of what rests on one ground."""
        ((ground, lines),) = self._lines.items()
        return (Origin(ground.sort, self._shown[ground].name, tuple(lines)),)

    def found(self) -> list[_Found]:
        """The origins, what is surely one taken together."""
        tops: Tops[_Ground] = Tops()
        of_lineage = self._by_lineage()
        for grounds in of_lineage.values():
            _tie_nameless(tops, grounds)
        self._tie_cited(tops, of_lineage)
        held: dict[_Ground, list[_Ground]] = defaultdict(list)
        for ground in self._lines:
            held[tops.of(ground)].append(ground)
        return [self._one(grounds) for grounds in held.values()]

    def _by_lineage(self) -> Mapping[str, list[_Ground]]:
        """What rests on each lineage: its own word first, then its nameless sources in order."""
        found: dict[str, list[_Ground]] = defaultdict(list)
        for ground in sorted(self._lines, key=lambda g: (g.sort != "lineage", g.key)):
            if ground.sort in {"lineage", "unnamed"}:
                found[ground.key[0]].append(ground)
        return found

    def _tie_cited(self, tops: Tops[_Ground], of_lineage: Mapping[str, list[_Ground]]) -> None:
        """An outlet that is cited and the first of its own lineages are one."""
        for ground in self._lines:
            if ground.sort == "outlet":
                own = [
                    self._homes[i]
                    for i in of_lineage
                    if ground.key[0] in self._grounds.outlets(self._homes[i])
                ]
                if own:
                    first = min(own, key=self._grounds.rank)
                    tops.tie(ground, of_lineage[first.id][0])

    def _one(self, grounds: Sequence[_Ground]) -> _Found:
        order: tuple[OriginSort, ...] = ("lineage", "outlet", "party", "unnamed")
        first = min(grounds, key=lambda g: (order.index(g.sort), g.key))
        shown = self._shown[first]
        lines = sorted(line for ground in grounds for line in self._lines[ground])
        outlets = {g.key[0] for g in grounds if g.sort == "outlet"}
        if first.sort == "lineage":
            outlets |= self._grounds.outlets(self._homes[first.key[0]])
        origin = Origin(first.sort, shown.name, tuple(lines))
        rests = tuple(self._rests[line] for line in lines)
        return _Found(origin, shown.code, shown.person, frozenset(outlets), rests)


def _shown_first(source: Source) -> tuple[bool, str]:
    return source.body is not None, source.name


def _runs(line: Line) -> frozenset[str]:
    """Each run of so many words of a passage."""
    words = _WORD.findall(fold(line.quote()))
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _tie_nameless(tops: Tops[_Ground], grounds: Sequence[_Ground]) -> None:
    """Within a lineage: nameless sources of no known side may be those of the first, and the
    lineage's own word rests on them."""
    unnamed = [g for g in grounds if g.sort == "unnamed"]
    coded = [g for g in unnamed if g.key[1]]
    if coded and len(coded) < len(unnamed):
        tops.tie(coded[0], unnamed[0])
    if unnamed and len(unnamed) < len(grounds):
        tops.tie(grounds[0], unnamed[0])


def _least(found: Sequence[_Found]) -> int:
    """How many origins there are at least, where what may be one is one."""
    voices = [f for f in found if f.origin.sort in {"party", "unnamed"}]
    homes = {home for f in voices for home, _ in f.rests}
    runs = {run for f in voices for _, its in f.rests for run in its}

    def may_be_voiced(found: _Found) -> bool:
        return all(home in homes or not its.isdisjoint(runs) for home, its in found.rests)

    outlets = {
        min(f.outlets)
        for f in found
        if f.outlets and not (f.origin.sort == "lineage" and may_be_voiced(f))
    }
    return max(1, len(outlets) + _least_voices(voices))


def _least_voices(voices: Sequence[_Found]) -> int:
    """As `_least`, of those who are quoted."""
    people = [v for v in voices if v.person]
    taken = {v.code for v in people}
    sides = {v.code for v in voices if not v.person} - taken - {None}
    bodies = [v for v in voices if not v.person and v.code is None and v.origin.sort == "party"]
    # A person of whom no side is known may act for any one of them.
    free = sum(v.code is None for v in people)
    return max(len(people) + max(0, len(sides) - free) + len(bodies), int(bool(voices)))
