"""Who is who across the articles of a record.

Full names are merged first (`backchannel.links.merging`). What stands for somebody else in every
article, a surname alone ("Veil") or an office without a name ("the Velmoran president"), is then
read article by article: by who is named there, else by who is named with it nearest in time.
"""

from __future__ import annotations

import bisect
import datetime
import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.entries.entry import Party
from backchannel.links.account import Judgements, KnownAs, Material
from backchannel.links.forms import SORTS_OF_PARTY, Seen, gathered, known_as, order, spelled
from backchannel.links.holders import Held, Role, held_offices, near, role_of
from backchannel.links.merging import JOINED, Forms, Merged, first_day, merged
from backchannel.links.pairs import either_way
from backchannel.parties.fold import sound_key


@dataclass(frozen=True, slots=True)
class Readings:
    """For whom a form or an office stands in articles, to look up by article and by day.

    Attributes:
        all: everybody for whom it stands.
    """

    all: frozenset[int]
    _articles: Mapping[str, frozenset[int]] = field(repr=False)
    _days: tuple[datetime.date, ...] = field(repr=False)
    _on: Mapping[datetime.date, frozenset[int]] = field(repr=False)

    @classmethod
    def of(cls, read: Iterable[tuple[Seen, int]]) -> Readings:
        """Of whom it stands for, article by article."""
        articles: dict[str, set[int]] = defaultdict(set)
        days: dict[datetime.date, set[int]] = defaultdict(set)
        for seen, i in read:
            articles[seen.article].add(i)
            if seen.day is not None:
                days[seen.day].add(i)
        return cls(
            frozenset(i for there in articles.values() for i in there),
            {article: frozenset(there) for article, there in articles.items()},
            tuple(sorted(days)),
            {day: frozenset(there) for day, there in days.items()},
        )

    def of_article(self, article: str | None) -> frozenset[int]:
        """For whom it stands in an article; empty: the article has it not."""
        return self._articles.get(article or "", frozenset())

    def nearest(self, day: datetime.date) -> frozenset[int]:
        """For whom it stands in the articles nearest in time, where they are near enough."""
        at = bisect.bisect_left(self._days, day)
        away = [
            (n, d) for d in self._days[max(0, at - 1) : at + 1] if (n := near(d, day)) is not None
        ]
        least = min((n for n, _ in away), default=0)
        return frozenset(i for n, d in away if n == least for i in self._on[d])


@dataclass(frozen=True, slots=True)
class Book:
    """Who is who: looks parties up.

    Attributes:
        parties: everybody whom the entries of a record name, by name; every form stands for one.
    """

    parties: tuple[KnownAs, ...]
    _of: Mapping[Party, int] = field(repr=False)
    _read: Mapping[Party, Readings] = field(repr=False)

    def of(
        self, party: Party, day: datetime.date | None = None, article: str | None = None
    ) -> KnownAs:
        """Who a form stands for.

        Args:
            party: as an entry has it.
            day: the day of the article that has it; tells who "the president" was.
            article: its identity; goes before the day.

        Returns:
            The party; the form alone where nothing else is known of it, or where it stands for
            several and neither day nor article tells whom.
        """
        read = self._read.get(party)
        if read is not None:
            return self._read_as(party, read, day, article)
        found = self._of.get(party)
        return _itself(party) if found is None else self.parties[found]

    def _read_as(
        self,
        party: Party,
        read: Readings,
        day: datetime.date | None,
        article: str | None,
    ) -> KnownAs:
        here = read.of_article(article)
        if not here and article is None and day is None:
            here = read.all
        if not here and day is not None:
            here = read.nearest(day)
        return self.parties[next(iter(here))] if len(here) == 1 else _itself(party)


def book_of(m: Material) -> Book:
    """Who is who in a record; a function of the set of its articles."""
    forms = gathered(m.sheets)
    loose = [p for p in forms if _is_loose(p, forms[p])]
    solid = sorted(forms.keys() - set(loose), key=order)
    reading = _Reading(forms, merged(forms, solid, m.judgements), m.judgements)
    reading.read(loose, held_offices(m.sheets))
    return reading.book()


def _is_loose(party: Party, seen: Sequence[Seen]) -> bool:
    look = spelled(party, first_day(seen))
    return look.sort == "short" or role_of(party.name, party.code) is not None


def _itself(party: Party) -> KnownAs:
    return KnownAs(party.name, party.code, (party,))


@dataclass(slots=True)
class _Known:
    """Somebody, with the articles that have a form of theirs."""

    forms: list[Party]
    reasons: list[str]
    known: str | None = None
    articles: set[str] = field(default_factory=set)
    days: list[datetime.date] = field(default_factory=list)


class _Reading:
    """Reads the forms that stand for somebody else."""

    def __init__(self, forms: Forms, groups: Iterable[Merged], judgements: Judgements) -> None:
        self._forms = forms
        self._known = [_known_of(g, forms) for g in groups]
        self._of = {p: i for i, k in enumerate(self._known) for p in k.forms}
        self._by_table = {k.known: i for i, k in enumerate(self._known) if k.known}
        self._read: dict[Party, list[tuple[Seen, int]]] = {}
        self._read_of: dict[Party, dict[Seen, int]] = {}
        self._alone: set[Party] = set()
        self._joined = either_way(judgements.joined_parties)
        self._parted = either_way(judgements.parted_parties)
        self._endings: dict[str, list[int]] = defaultdict(list)
        for i, known in enumerate(self._known):
            for ending in sorted({e for p in known.forms for e in _endings(p, forms[p])}):
                self._endings[ending].append(i)

    def read(self, loose: Sequence[Party], offices: Sequence[Held]) -> None:
        """Reads short names first, since holders of offices may be named by them."""
        roles = {p: role for p in loose if (role := role_of(p.name, p.code)) is not None}
        for party in loose:
            if party not in roles:
                self._each(party, functools.partial(self._short, party))
        held = self._holders(offices)
        for party, role in roles.items():
            self._each(party, functools.partial(_holder, held[str(party.code), role]))

    def _each(self, party: Party, read: Callable[[Seen], int | None]) -> None:
        joined, parted = self._judgement(party)
        found: list[tuple[Seen, int]] = []
        for seen in self._forms[party]:
            i = joined if joined is not None else read(seen)
            if i is None or i in parted:
                self._alone.add(party)
            else:
                found.append((seen, i))
        if found:
            self._read[party] = found
            self._read_of[party] = dict(reversed(found))

    def _judgement(self, party: Party) -> tuple[int | None, set[int]]:
        joined, parted = (
            {self._of[p] for p in pairs.get(party, ()) if p in self._of}
            for pairs in (self._joined, self._parted)
        )
        return min(joined, default=None), parted

    def _short(self, party: Party, seen: Seen) -> int | None:
        """Whose surname a short name is, in one article."""
        known = known_as(party, seen.day)
        if known is not None and known.sort == "person":
            return self._of_table(known.name)
        look = spelled(party, seen.day)
        there = [i for i in self._endings.get(_heard(look.words), ()) if self._agrees(party, i)]
        there = [i for i in there if _initial_agrees(look.words, self._known[i].forms)]
        here = [i for i in there if seen.article in self._known[i].articles]
        if here or party.code is None or party.code in SORTS_OF_PARTY:
            return here[0] if len(here) == 1 else None
        soon = [i for i in there if self._is_near(i, seen.day)]
        return soon[0] if len(soon) == 1 else None

    def _of_table(self, name: str) -> int:
        """Somebody of the table, whether or not an article has the full name."""
        if name not in self._by_table:
            self._by_table[name] = len(self._known)
            self._known.append(_Known([], [], name))
        return self._by_table[name]

    def _agrees(self, party: Party, i: int) -> bool:
        codes = {p.code for p in self._known[i].forms if p.code is not None}
        return party.code is None or not codes or party.code in codes

    def _is_near(self, i: int, day: datetime.date | None) -> bool:
        return any(near(d, day) is not None for d in self._known[i].days)

    def _holders(self, offices: Iterable[Held]) -> dict[tuple[str, Role], Readings]:
        found: dict[tuple[str, Role], list[tuple[Seen, int]]] = defaultdict(list)
        for held in offices:
            i = self._whose(held)
            if i is not None:
                found[held.code, held.role].append((held.seen, i))
        readings = {office: Readings.of(there) for office, there in found.items()}
        return defaultdict(lambda: Readings.of(()), readings)

    def _whose(self, held: Held) -> int | None:
        if held.holder in self._read:
            return self._read_of[held.holder].get(held.seen)
        return self._of.get(held.holder)

    def book(self) -> Book:
        """Everybody, in order."""
        extra: dict[int, list[tuple[Party, str]]] = defaultdict(list)
        for party, read in sorted(self._read.items(), key=lambda x: order(x[0])):
            for i in sorted({i for _, i in read}):
                extra[i].append((party, self._why(party, [s for s, j in read if j == i])))
        made = [self._shown(i, k, extra.get(i, [])) for i, k in enumerate(self._known)]
        loners = sorted(self._alone | self._unread(), key=order)
        everybody = [(k, i) for i, k in enumerate(made)]
        everybody += [(_itself(p), -1) for p in loners]
        everybody.sort(key=lambda x: (x[0].name, x[0].code or "", list(map(order, x[0].forms))))
        place = {i: at for at, (_, i) in enumerate(everybody) if i >= 0}
        of = {p: place[i] for p, i in self._of.items()}
        read_as = {p: Readings.of((s, place[i]) for s, i in r) for p, r in self._read.items()}
        return Book(tuple(k for k, _ in everybody), of, read_as)

    def _unread(self) -> set[Party]:
        return {p for p in self._forms if p not in self._of and p not in self._read}

    def _why(self, party: Party, seen: Sequence[Seen]) -> str:
        if self._judgement(party)[0] is not None:
            return JOINED
        days = sorted(s.day for s in seen if s.day is not None)
        when = f", {days[0].isoformat()}" if days else ""
        if len(days) > 1 and days[-1] != days[0]:
            when += f" to {days[-1].isoformat()}"
        if role_of(party.name, party.code) is not None:
            return f"named as the holder of the office: “{party.name}”{when}"
        return f"by the short name: “{party.name}”{when}"

    def _shown(self, i: int, known: _Known, extra: Sequence[tuple[Party, str]]) -> KnownAs:
        forms = [*known.forms, *(p for p, _ in extra)]
        counted = Counter({p: len(self._forms[p]) for p in forms})
        named = known.forms or forms
        codes = [(p.code, counted[p]) for p in forms if p.code is not None]
        whose = [(c, n) for c, n in codes if c not in SORTS_OF_PARTY]
        code = _most(whose or codes)
        name = known.known or _most((p.name, counted[p]) for p in named) or forms[0].name
        reasons = dict.fromkeys([*sorted(known.reasons), *(why for _, why in extra)])
        return KnownAs(name, code, tuple(sorted(set(forms), key=order)), tuple(reasons))


def _known_of(group: Merged, forms: Forms) -> _Known:
    seen = [s for p in group.forms for s in forms[p]]
    name = next(iter(group.known)) if len(group.known) == 1 else None
    days = sorted({s.day for s in seen if s.day is not None})
    return _Known(group.forms, group.reasons, name, {s.article for s in seen}, days)


def _endings(party: Party, seen: Sequence[Seen]) -> Iterator[str]:
    """How the last words of a person's full name sound, one, two, ... of them; of a group's name,
    all of its words."""
    look = spelled(party, first_day(seen))
    if look.sort == "group":
        yield _heard(look.words)
    if look.sort == "person":
        for first in range(1, len(look.words)):
            yield _heard(look.words[first:])


def _heard(words: Sequence[str]) -> str:
    last = [w for i, w in enumerate(words) if len(w) > 1 or i == len(words) - 1]
    return sound_key(" ".join(last))


def _initial_agrees(words: Sequence[str], forms: Sequence[Party]) -> bool:
    """Whether an initial before a surname is that of one of the full names."""
    if len(words) < 2 or len(words[0]) > 1:
        return True
    return any(spelled(p, None).words[0][:1] == words[0] for p in forms)


def _holder(held: Readings, seen: Seen) -> int | None:
    """Who held an office, as an article's own text or those nearest in time have it."""
    found = held.of_article(seen.article)
    if not found and seen.day is not None:
        found = held.nearest(seen.day)
    return next(iter(found)) if len(found) == 1 else None


def _most(counted: Iterable[tuple[str, int]]) -> str | None:
    """The one counted most; of several the longest, then the first by letter."""
    total: Counter[str] = Counter()
    for value, number in counted:
        total[value] += number
    return min(total, key=lambda v: (-total[v], -len(v), v)) if total else None
