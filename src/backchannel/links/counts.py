"""Tallies made comparable: what each counts, where and from when on.

What a tally leaves open is taken from the lines that tell the same, else from the tally beside it.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from backchannel.entries.entry import Place, Tally
from backchannel.links.account import Thread
from backchannel.links.link import Sheet
from backchannel.links.ranges import Range, range_of
from backchannel.links.words import folded_and_stemmed, tokens
from backchannel.parties import PartyTable, fold, strip_titles
from backchannel.places.keys import place_key
from backchannel.record.query import Line

PEOPLE = frozenset(
    "killed wounded casualties missing hostages detained displaced".split(),
)
"""Kinds of tallies that count people to whom something was done."""

OF_NOW = frozenset({"hostages", "troops"})
"""Kinds of tallies that are counted as they stand, whatever start is named."""

STANDING = frozenset("hostages detained displaced missing troops ships aircraft vehicles".split())
"""Kinds of tallies that say how many there are now; the others add up."""

LOOSE = frozenset({"money", "other"})
"""Kinds of tallies that may count anything; what they count must be said."""

_NEAR = 250  # characters
_SHORT_SPAN = 7  # days; a longer period is a count over time
_OPEN = 3  # days before publication until which a period is up to now
_ALIKE = 6  # letters that a people's name and its state's begin with

_SENTENCE = re.compile(r"[.!?][”\"’)]*\s|\n\s*\n")
_EMPTY = frozenset("the a an of their its his her our in and for people person persons".split())
_SAYS_NOTHING: Mapping[str, str] = {
    "killed": "dead death deaths killed lives life fatality fatalities victims toll",
    "wounded": "wounded injured injuries injury hurt",
    "casualties": "casualty casualties victims",
    "hostages": "hostage hostages captives captive held",
    "detained": "detained detainee detainees arrested arrests prisoners",
    "displaced": "displaced refugees homeless",
    "missing": "missing",
    "attacks": "attack attacks strike strikes",
    "troops": "troops troop soldiers soldier personnel forces men service members",
    "ships": "ship ships vessel vessels",
    "aircraft": "aircraft plane planes",
    "missiles": "missile missiles rocket rockets",
    "drones": "drone drones",
    "vehicles": "vehicle vehicles",
}
_UNITS = frozenset(
    """pct percent percentage per cent cents cts dollars dlrs pounds euros tonnes tonne tons ton
    barrels barrel kilometers kilometres km miles mile times total number figure shares share
    points basis point today year month week last""".split()
)
_MORE = frozenset("more additional further extra another".split())
_PLACE_WORDS = frozenset(
    "the strip region province governorate enclave territory territories area of".split()
)

T = TypeVar("T")
Period = tuple[str, str, str]  # "since" or "during", first day, last day


@dataclass(frozen=True, slots=True)
class Count:
    """A tally, comparable.

    Attributes:
        line, tally: the entry.
        article: the article's identity.
        day: of publication.
        thread: id of the thread that has the line.
        of: stems of who or what is counted; empty: anybody.
        place: ``country`` and a code, or ``place`` and a name; ``None``: not stated.
        place_name: the same as written, by this tally or the one that it was taken from.
        period: since when, or during which days; ``None``: not stated.
        span: what the number may be.
        source: who gives it, comparable; ``None``: nobody is named.
        shown_source: the same as written.
        is_part: whether it is a part of a total.
    """

    line: Line
    tally: Tally
    article: str
    day: datetime.date | None
    thread: str
    of: frozenset[str]
    place: tuple[str, str] | None
    place_name: str | None
    period: Period | None
    span: Range
    source: str | None
    shown_source: str | None
    is_part: bool

    @property
    def on(self) -> datetime.date | None:
        """The day it speaks of: the end of its period, else the day of publication."""
        until = _day(self.tally.until)
        if until is None or (self.day is not None and until > self.day):
            return self.day  # What is to come is not counted yet.
        return until

    @property
    def is_wide(self) -> bool:
        """Whether its place is a whole country, or none: much may happen there in a day."""
        return self.place is None or self.place[0] == "country"

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """Earliest published first, undated last, then by article and place."""
        day = self.day.isoformat() if self.day else ""
        return self.day is None, day, self.article, self.line.place


def counts_of(sheets: Iterable[Sheet], threads: Sequence[Thread]) -> list[Count]:
    """The tallies of articles, in their order, with what others say of place and period."""
    thread_of = {line.id: t.id for t in threads if t.kind == "tally" for line in t.lines}
    found: list[Count] = []
    for sheet in sheets:
        lines = [line for line in sheet.lines if isinstance(line.entry, Tally)]
        found += _beside([_count(sheet, x, thread_of.get(x.id, x.id)) for x in lines])
    return sorted(_told_alike(found), key=lambda c: c.order)


def _count(sheet: Sheet, line: Line, thread: str) -> Count:
    tally = line.entry
    assert isinstance(tally, Tally)
    published = sheet.article.published
    day = published.day if published else None
    where = None if _names_source(tally, day) else tally.place
    place = place_of(where)
    shown = tally.attributed_to[0] if tally.attributed_to else sheet.article.outlet
    return Count(
        line=line,
        tally=tally,
        article=sheet.identity,
        day=day,
        thread=thread,
        of=_of(tally),
        place=place,
        place_name=where.name if where else None,
        period=None if tally.what in OF_NOW else _period(tally, day),
        span=range_of(tally.value, tally.bound),
        source=source_key(shown, day) if shown else None,
        shown_source=shown,
        is_part=tally.part_of is not None,
    )


def _names_source(tally: Tally, day: datetime.date | None) -> bool:
    """Whether what stands as the place is who gives the figure ("the Pentagon")."""
    if tally.place is None:
        return False
    place = source_key(tally.place.name, day)
    return any(
        place == key or (tally.place.country is None and key.startswith(f"{place} "))
        for key in (source_key(name, day) for name in tally.attributed_to)
    )


def source_key(name: str, day: datetime.date | None) -> str:
    """A source's name, comparable.

    >>> source_key("The Associated Press", None) == source_key("AP", None)
    True
    """
    known = PartyTable.load().find(name, day)
    if known is not None and known.sort not in ("place", "adjective"):
        return known.name
    return fold(strip_titles(name)).removeprefix("the ")


def _of(tally: Tally) -> frozenset[str]:
    words = [t.word for t in tokens(tally.of or "")]
    says_nothing = _EMPTY | set(_SAYS_NOTHING.get(tally.what, "").split())
    kept = [w for w in words if w not in says_nothing]
    if tally.what in LOOSE and all(w in _UNITS or w.isdigit() for w in kept):
        return frozenset()
    if tally.what in PEOPLE and _are_people_of(kept, tally.place):
        return frozenset()
    return frozenset("more" if w in _MORE else folded_and_stemmed(w)[1] for w in kept)


def _are_people_of(words: Sequence[str], place: Place | None) -> bool:
    """Whether words only say that those counted are the people of the place."""
    if place is None or place.country is None or not words:
        return False
    name = " ".join(words).title()
    known = PartyTable.load().find(name)
    codes = {PartyTable.load().state_of_adjective(name), known.code if known else None}
    state = (PartyTable.load().name_of(place.country) or "").upper()
    return any(
        code == place.country or (len(state) >= _ALIKE and code[:_ALIKE] == state[:_ALIKE])
        for code in codes
        if code is not None
    )


def place_of(place: Place | None) -> tuple[str, str] | None:
    """A place, comparable: ``country`` and a code, or ``place`` and a name."""
    return _place_named(place.name, place.country) if place is not None else None


@functools.lru_cache(maxsize=20_000)
def _place_named(name: str, country: str | None) -> tuple[str, str] | None:
    known = PartyTable.load().find(name)
    if known is not None and known.sort == "state" and known.code in (country, None):
        return "country", country or known.name
    key = " ".join(w for w in place_key(name).split() if w not in _PLACE_WORDS)
    return ("place", key) if key else None


def _period(tally: Tally, published: datetime.date | None) -> Period | None:
    since, until = tally.since, tally.until
    if since is None:
        return ("during", "", until) if until else None
    last = _day(until)
    up_to_now = until is None or (
        last is not None and published is not None and abs((published - last).days) <= _OPEN
    )
    if up_to_now and since != until:
        return "since", since, ""
    return "during", since, until or since


def is_over_time(period: Period | None) -> bool:
    """Whether a period is so long that what is counted in it adds up over time."""
    if period is None:
        return False
    if period[0] == "since":
        return True
    first, last = _day(period[1]), _day(period[2])
    if first is None or last is None:
        return len(period[1]) < len("2031-03-03") and period[1] != ""
    return (last - first).days >= _SHORT_SPAN


def _day(date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError:  # a month or a year
        return None


def _beside(counts: Sequence[Count]) -> list[Count]:
    """People counted in one breath are counted in one place: what one leaves open, its neighbour
    in the same sentence says, or one nearby of the same source."""
    return [_filled(c, _neighbour(c, counts)) for c in counts]


def _neighbour(count: Count, counts: Sequence[Count]) -> Count | None:
    if count.tally.what not in PEOPLE or (count.place and count.period):
        return None
    there = [
        (_gap(count, c), c.line.place, c)
        for c in counts
        if c is not count and c.tally.what in PEOPLE and c.place is not None and _agree(count, c)
    ]
    near = [x for x in there if x[0] <= _NEAR and _in_one_breath(count, x[2])]
    return min(near, key=lambda x: x[:2])[2] if near else None


def _agree(count: Count, other: Count) -> bool:
    return count.place in (None, other.place) and count.period in (None, other.period)


def _gap(count: Count, other: Count) -> int:
    one, two = count.tally.evidence, other.tally.evidence
    return max(0, one.start - two.end, two.start - one.end)


def _in_one_breath(count: Count, other: Count) -> bool:
    one, two = sorted((count.tally.evidence, other.tally.evidence))
    if one.overlaps(two):
        return True
    if count.tally.attributed_to and count.tally.attributed_to == other.tally.attributed_to:
        return True
    return in_one_sentence(count, other)


def in_one_sentence(count: Count, other: Count) -> bool:
    """Whether one sentence of an article has both."""
    if count.article != other.article:
        return False
    one, two = sorted((count.tally.evidence, other.tally.evidence))
    if one.overlaps(two):
        return True
    return _SENTENCE.search(count.line.article.text, one.end, two.start) is None


def _filled(count: Count, other: Count | None) -> Count:
    if other is None:
        return count
    place, period = count.place or other.place, count.period or other.period
    name = count.place_name or other.place_name
    return replace(count, place=place, place_name=name, period=period)


def _told_alike(counts: Sequence[Count]) -> list[Count]:
    """Lines that tell the same are of one place and period, where those that say agree."""
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    periods: dict[str, set[Period]] = defaultdict(set)
    for c in counts:
        if c.place is not None:
            places[c.thread].add(c.place)
        if c.period is not None:
            periods[c.thread].add(c.period)
    return [
        replace(
            c,
            place=c.place or _only(places[c.thread]),
            period=c.period or _only(periods[c.thread]),
        )
        for c in counts
    ]


def _only(found: set[T]) -> T | None:
    return next(iter(found)) if len(found) == 1 else None
