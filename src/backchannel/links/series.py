"""Series: tallies of the same thing over time, rivals side by side.

What counts as the same thing is decided in `backchannel.links.runs`. A point is what one source
says of one day, however often it is printed; what is odd about it is flagged, never mended.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backchannel.entries.entry import Number
from backchannel.links.account import Flag, Material, Point, Series, Thread
from backchannel.links.bonds import bonds_of
from backchannel.links.counts import LOOSE, STANDING, Count, counts_of, is_over_time
from backchannel.links.pairs import Tops
from backchannel.links.ranges import middle, range_of
from backchannel.links.runs import LARGE, Group, grouped


def series_of(m: Material, threads: tuple[Thread, ...]) -> tuple[Series, ...]:
    """The series of a record, by what is counted and where; every tally is in one."""
    counts = counts_of(m.sheets, threads)
    origin = _origins(m)
    groups = grouped(counts, bonds_of(m, threads, counts, origin))
    made = [_Made(group, _points(group, origin)) for group in groups]
    flagged = _with_flags(made, counts)
    parts = _parts(flagged, counts)
    found = [_series(x, parts.get(x.id, ())) for x in flagged]
    return tuple(sorted(found, key=_order))


def _order(series: Series) -> tuple[str, str, str, str, str]:
    on = series.points[0].on
    day = on.isoformat() if on else "9999"
    return series.what, series.place or "~", series.of or "", day, series.id


def _origins(m: Material) -> Mapping[str, str]:
    """For each article the one of its lineage that stands for it."""
    tops: Tops[str] = Tops()
    for link in m.lineage:
        if link.is_of_one_origin:
            tops.tie(link.first, link.second)
    return {sheet.identity: tops.of(sheet.identity) for sheet in m.sheets}


@dataclass(frozen=True, slots=True)
class _Made:
    """A series while it is made: its tallies, and its points with the tallies behind each."""

    group: Group
    points: list[tuple[Point, Group]]

    @property
    def id(self) -> str:
        return self.points[0][0].line.id


def _points(group: Group, origin: Mapping[str, str]) -> list[tuple[Point, Group]]:
    """One point for what one source says of one day, however often it is printed."""
    same: dict[Hashable, Group] = defaultdict(list)
    for c in _collapsed(sorted(group, key=lambda c: c.order), origin):
        same[c[0]].append(c[1])
    points = [(_point(counts[0]), counts) for counts in same.values()]
    return sorted(points, key=_point_order)


def _collapsed(group: Group, origin: Mapping[str, str]) -> list[tuple[Hashable, Count]]:
    """Each tally with what it shares with its reprints: thread or day, source and number.

    Where nobody is named, reprints of one article have the source of the first of them.
    """
    found: list[tuple[Hashable, Count]] = []
    first: dict[Hashable, Hashable] = {}
    for c in group:
        unnamed = not c.tally.attributed_to
        whose = origin.get(c.article, c.article) if unnamed else c.source
        said: Hashable = (c.tally.value, c.tally.bound)
        by_thread: Hashable = ("thread", c.thread, whose, said)
        by_day: Hashable = ("day", c.on, c.source if not unnamed else c.source or whose, said)
        key = first.get(by_thread) or first.get(by_day) or by_thread
        first.setdefault(by_thread, key)
        first.setdefault(by_day, key)
        found.append((key, c))
    return found


def _point(count: Count) -> Point:
    tally = count.tally
    return Point(count.line, count.on, count.shown_source, tally.value, tally.bound)


def _point_order(point: tuple[Point, Group]) -> tuple[bool, str, str, tuple[bool, str, str, int]]:
    p, counts = point
    return p.on is None, p.on.isoformat() if p.on else "", p.source or "", counts[0].order


def _with_flags(made: Sequence[_Made], counts: Sequence[Count]) -> list[_Made]:
    over = _over_their_whole(counts)
    found = []
    for x in made:
        odd = _odd_in_time(x)
        points = []
        for point, behind in x.points:
            flags: list[Flag] = list(odd.get(point.line.id, ()))
            if any(c.line.id in over for c in behind):
                flags.append("part_exceeds_whole")
            points.append((replace(point, flags=tuple(flags)), behind))
        found.append(_Made(x.group, points))
    return found


def _odd_in_time(made: _Made) -> dict[str, tuple[Flag, ...]]:
    """Points of a count that adds up which are lower than one that their source gave before."""
    first = made.group[0]
    large = max(middle(c.tally.value) for c in made.group) >= LARGE
    adds_up = first.tally.what not in STANDING | LOOSE
    if not adds_up or not (is_over_time(first.period) or large):
        return {}
    by_source: dict[str, list[Point]] = defaultdict(list)
    for point, behind in made.points:
        if behind[0].source is not None and point.on is not None:
            by_source[behind[0].source].append(point)
    return {
        point.line.id: (flag,)
        for points in by_source.values()
        for point, flag in _odd_of_source(points)
    }


@dataclass(slots=True)
class _Before:
    """What a source has said before a day: the greatest number, and since when it says each."""

    low: float = -math.inf
    on: datetime.date | None = None
    first: dict[float, datetime.date] = field(default_factory=dict)

    def take(self, point: Point, day: datetime.date) -> None:
        """Take up a point; days come in order."""
        low = range_of(point.value, point.bound).low
        if self.on is None or low > self.low:
            self.low, self.on = low, day
        self.first.setdefault(middle(point.value), day)

    def odd(self, point: Point) -> Flag | None:
        """What is odd about a later point."""
        span, value = range_of(point.value, point.bound), middle(point.value)
        if self.on is None or value >= self.low or math.isinf(self.low):
            return None
        if point.bound == "at_least":
            is_old = range_of(point.value, "exact").high < self.low
            return "older_than_its_date" if is_old else None
        if self.first.get(value, self.on) < self.on:
            return "older_than_its_date"
        return "falls" if span.high < self.low else None


def _odd_of_source(points: Sequence[Point]) -> Iterator[tuple[Point, Flag]]:
    """The odd ones of one source's points, which are in order of their days."""
    before = _Before()
    for day, same in itertools.groupby(points, key=lambda p: p.on):
        told = list(same)
        yield from ((p, flag) for p in told if (flag := before.odd(p)) is not None)
        for p in told:
            if day is not None:
                before.take(p, day)


_Wholes = Mapping[tuple[str, str, Number], Count]


def _wholes(counts: Iterable[Count]) -> _Wholes:
    """The totals, by article, what they count, and value; of several, the first."""
    found: dict[tuple[str, str, Number], Count] = {}
    for c in counts:
        if c.is_part:
            continue
        for number in c.tally.value if isinstance(c.tally.value, tuple) else (c.tally.value,):
            found.setdefault((c.article, c.tally.what, number), c)
    return found


def _whole(part: Count, wholes: _Wholes) -> Count | None:
    """The total that a part is of: of its article, what it counts, and the value named."""
    total = part.tally.part_of
    return None if total is None else wholes.get((part.article, part.tally.what, total))


def _over_their_whole(counts: Sequence[Count]) -> set[str]:
    """The tallies of parts that are larger than their total can be."""
    wholes = _wholes(counts)
    over = set()
    for part in counts:
        total = part.tally.part_of
        if total is None:
            continue
        whole = _whole(part, wholes)
        most = whole.span.high if whole is not None else _most(total)
        if part.span.low > most:
            over.add(part.line.id)
    return over


def _most(total: Number) -> float:
    return range_of(total, "exact").high


def _parts(made: Sequence[_Made], counts: Sequence[Count]) -> Mapping[str, tuple[str, ...]]:
    """The series of parts, by the series of their total."""
    series_of_line = {c.line.id: x.id for x in made for c in x.group}
    wholes = _wholes(counts)
    found: dict[str, set[str]] = defaultdict(set)
    for part in counts:
        whole = _whole(part, wholes)
        if whole is not None:
            one, other = series_of_line[whole.line.id], series_of_line[part.line.id]
            if one != other:
                found[one].add(other)
    return {whole: tuple(sorted(parts)) for whole, parts in found.items()}


def _series(made: _Made, parts: tuple[str, ...]) -> Series:
    group = sorted(made.group, key=lambda c: c.order)
    since = sorted({c.period[1] for c in group if c.period is not None and c.period[1]})
    return Series(
        id=made.id,
        what=group[0].tally.what,
        of=_fullest(c.tally.of for c in group),
        place=_fullest(c.place_name for c in group),
        since=since[0] if since else None,
        points=tuple(p for p, _ in made.points),
        parts=parts,
    )


def _fullest(words: Iterable[str | None]) -> str | None:
    """The longest by words, then by letters; one with capitals before one without."""
    stated = sorted({w for w in words if w})
    return max(stated, key=lambda w: (len(w.split()), len(w), not w.islower())) if stated else None
