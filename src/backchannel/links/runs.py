"""Which tallies count one thing over time.

The same word of the guide, the same people or things counted, the same place, and the same start
of the count: what adds up since a day is never mixed with the toll of one event, nor are two
numbers of one sentence. A tally that leaves the start open continues a count by its size; a large
or standing number is followed from report to report; the toll of one event stays with those from
the same town within days that something ties to it (`backchannel.links.bonds`), or that tell the
same.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from backchannel.links.bonds import Bonds
from backchannel.links.counts import LOOSE, STANDING, Count, in_one_sentence, is_over_time
from backchannel.links.ranges import middle

LARGE = 500
"""A number from which on it is followed by its size alone, whatever the place."""

_ENOUGH = 50  # a count below this is too small to be known by its size
_SOME = 10  # a number below this is met by chance
_SAME_SIZE = 1.05
_EVER = 10**9


_LONGEST = 400  # days
_SEASON = 60  # days
_EVENT_DAYS = 2
_EVENT_TIMES = 3.0
_STANDS = 5.0  # times as many, or as few, within a season
_STANDS_FOR_LONG = 1.25
_GROWS = 2.0  # times as many, and once more in each season
Group = list[Count]
Fits = Callable[[int, float, float], bool]
"""Whether a number may go on with an earlier one: days between them, the earlier, the later."""


def grouped(counts: Sequence[Count], bonds: Bonds) -> list[Group]:
    """The tallies, those of one thing together; a function of their set.

    Args:
        counts: in order.
        bonds: what ties them to others.
    """
    stated: dict[tuple[Hashable, Hashable], Group] = defaultdict(list)
    open_: dict[Hashable, Group] = defaultdict(list)
    for c in counts:
        subject: Hashable = (c.tally.what, c.of, c.place, c.is_part and not c.of)
        if c.place is None or (c.tally.what in LOOSE and not c.of):
            stated[("apart", subject), (c.period, c.thread)].append(c)
        elif c.period is None:
            open_[subject].append(c)
        elif is_over_time(c.period) or not c.is_wide or c.tally.what in STANDING:
            stated[subject, c.period].append(c)
        else:
            stated[subject, (c.period, c.thread)].append(c)
    over_time: dict[Hashable, list[Group]] = defaultdict(list)
    events: dict[Hashable, list[Group]] = defaultdict(list)
    for (subject, _), group in stated.items():
        (over_time if is_over_time(group[0].period) else events)[subject].append(group)
    found = list(stated.values())
    for subject, left in open_.items():
        known = events.get(subject, [])
        rest = _continued(left, over_time.get(subject, ()))
        found += _runs(rest, known, bonds)[len(known) :]
    return [apart for group in found for apart in _apart(group)]


def _apart(group: Group) -> list[Group]:
    """Numbers that one sentence sets side by side, of one day, are not of one thing.

    Each such number has its own; what else was in the group stays with the nearest in size.
    """
    beside = _beside(group)
    if not beside:
        return [group]
    parts: list[Group] = []
    taken: list[set[Hashable]] = []
    for c in sorted(group, key=lambda c: (c.line.id not in beside, c.order)):
        where, value = beside.get(c.line.id), middle(c.tally.value)
        free = [i for i in range(len(parts)) if where is None or where not in taken[i]]
        near = [(_times(middle(parts[i][-1].tally.value), value), i) for i in free]
        at = min(near)[1] if near else len(parts)
        if at == len(parts):
            parts.append([])
            taken.append(set())
        parts[at].append(c)
        taken[at].add(where)
    return parts


def _beside(group: Group) -> dict[str, Hashable]:
    """The tallies that stand beside others of another number, by entry: in which sentence."""
    by_article: dict[Hashable, Group] = defaultdict(list)
    for c in group:
        by_article[c.article, c.on].append(c)
    found: dict[str, Hashable] = {}
    for key, there in by_article.items():
        for n, sentence in enumerate(_sentences(there)):
            numbers = {c.tally.value for c in sentence}
            if len(numbers) > 1:
                # One number told twice in a sentence is one: both may stand together.
                found |= {c.line.id: (key, n) for c in _first_of_each(sentence)}
    return found


def _sentences(there: Group) -> list[Group]:
    found: list[Group] = []
    for c in sorted(there, key=lambda c: (c.tally.evidence, c.order)):
        if found and in_one_sentence(found[-1][-1], c):
            found[-1].append(c)
        else:
            found.append([c])
    return found


def _first_of_each(sentence: Group) -> Group:
    return list({c.tally.value: c for c in reversed(sentence)}.values())


@dataclass(slots=True)
class _Running:
    """A count over time, as those that state its start have it."""

    group: Group
    articles: dict[str, Group] = field(default_factory=lambda: defaultdict(list))
    threads: set[str] = field(default_factory=set)
    values: set[float] = field(default_factory=set)
    dated: list[tuple[int, int]] = field(default_factory=list)  # day, place in the group

    @classmethod
    def of(cls, group: Group) -> _Running:
        made = cls(group)
        for at, c in enumerate(group):
            made.articles[c.article].append(c)
            made.threads.add(c.thread)
            made.values.add(middle(c.tally.value))
            if c.on is not None:
                made.dated.append((c.on.toordinal(), at))
        made.dated.sort()
        return made

    def away(self, count: Count) -> float | None:
        """How far a count lies from this one if it may continue it, in days; else ``None``."""
        if any(c.span.meets(count.span) for c in self.articles.get(count.article, ())):
            return -1.0
        if count.thread in self.threads:
            return 0.0
        on, value = count.on, middle(count.tally.value)
        if on is None:
            return 0.0 if value >= _SOME and value in self.values else None
        if value < _ENOUGH or not self.dated:
            return None
        days, nearest = self._nearest(on.toordinal())
        pair = sorted([(nearest.on or on, middle(nearest.tally.value)), (on, value)])
        return float(days) if _grows(days, pair[0][1], pair[1][1]) else None

    def _nearest(self, day: int) -> tuple[int, Count]:
        at = bisect.bisect_left(self.dated, (day, -1))
        around = self.dated[max(0, at - 1) : at + 1]
        days, place = min((abs(d - day), place) for d, place in around)
        return days, self.group[place]


def _continued(left: Iterable[Count], groups: Sequence[Group]) -> Group:
    """Gives each count of an open start to the one that it continues; returns those left."""
    running = [_Running.of(list(group)) for group in groups]
    rest = []
    for c in left:
        fits = [(away, i) for i, r in enumerate(running) if (away := r.away(c)) is not None]
        if fits:
            groups[min(fits)[1]].append(c)
        else:
            rest.append(c)
    return rest


def _runs(counts: Sequence[Count], known: Sequence[Group], bonds: Bonds) -> list[Group]:
    """Counts of an open start, report after report; what no run takes is told by its thread.

    Args:
        counts: in order.
        known: counts of events whose days are stated; they come first in what is returned.
        bonds: what ties tallies to others.
    """
    dated = [c for c in counts if c.on is not None]
    dated.sort(key=lambda c: (c.on, middle(c.tally.value), c.order))
    runs = list(known)
    by_thread = {c.thread: i for i, run in enumerate(runs) for c in run}
    held = [{bond for c in run for bond in bonds[c.line.id]} for run in runs]
    going = list(range(len(runs)))
    for count in dated:
        going = [i for i in going if not _is_over(runs[i][-1], count)]
        at = by_thread.get(count.thread)
        if at is None:
            tied = [not bonds[count.line.id].isdisjoint(held[i]) for i in going]
            at = _taking(count, runs, going, tied)
        if at is None:
            at = len(runs)
            runs.append([])
            held.append(set())
            going.append(at)
        runs[at].append(count)
        held[at] |= bonds[count.line.id]
        by_thread[count.thread] = at
    return _with_undated([c for c in counts if c.on is None], runs, by_thread)


def _is_over(last: Count, count: Count) -> bool:
    """Whether a run has ended so long before a count that nothing later can go on with it."""
    before = last.on is not None and count.on is not None and last.on < count.on
    return before and _days(last, count) > _LONGEST


def _taking(
    count: Count, runs: Sequence[Group], going: Sequence[int], tied: Sequence[bool]
) -> int | None:
    """The run that a count goes on with: of those near enough, the one nearest in size.

    The toll of one event goes on only with a run that something ties it to.
    """
    may_follow = _rule_of(count)
    if may_follow is None:
        return None
    value = middle(count.tally.value)
    fits = [
        (_times(before, value), i)
        for i, is_tied in zip(going, tied, strict=True)
        if is_tied or may_follow is not _is_one_event
        for before in [middle(runs[i][-1].tally.value)]
        if may_follow(_days(runs[i][-1], count), before, value)
    ]
    return min(fits)[1] if fits else None


def _with_undated(
    counts: Iterable[Count], runs: list[Group], by_thread: dict[str, int]
) -> list[Group]:
    """Counts without a day: to their thread, or to the only run that has a number of their size."""
    sizes = sorted((middle(c.tally.value), i) for i, run in enumerate(runs) for c in run)
    for count in counts:
        at = by_thread.get(count.thread)
        if at is None:
            like = _of_size(count, sizes)
            at = like.pop() if len(like) == 1 else len(runs)
        if at == len(runs):
            runs.append([])
        runs[at].append(count)
        by_thread[count.thread] = at
    return runs


def _of_size(count: Count, sizes: Sequence[tuple[float, int]]) -> set[int]:
    value = middle(count.tally.value)
    if value < _ENOUGH or _rule_of(count) is None:
        return set()
    first = bisect.bisect_left(sizes, (value / _SAME_SIZE, -1))
    last = bisect.bisect_right(sizes, (value * _SAME_SIZE, _EVER))
    return {i for _, i in sizes[first:last]}


def _rule_of(count: Count) -> Fits | None:
    """When the next report may be of the same; ``None`` where nothing tells that it is."""
    what, value = count.tally.what, middle(count.tally.value)
    if what in STANDING:
        return _stands
    if what in LOOSE or (count.is_wide and value < LARGE):
        return None
    return _grows if value >= LARGE else _is_one_event


def _is_one_event(days: int, before: float, value: float) -> bool:
    return days <= _EVENT_DAYS and _times(before, value) <= _EVENT_TIMES


def _stands(days: int, before: float, value: float) -> bool:
    """A number of now may rise and fall; after long only one that is about the same is known."""
    return _times(before, value) <= (
        _STANDS if days <= _SEASON else _STANDS_FOR_LONG if days <= _LONGEST else 0
    )


def _grows(days: int, before: float, value: float) -> bool:
    """What adds up may grow with time; it may be given lower, but not by much."""
    most = _GROWS + (days / _SEASON if value >= before else 0.0)
    return days <= _LONGEST and _times(before, value) <= most


def _days(one: Count, other: Count) -> int:
    return abs((other.on - one.on).days) if one.on and other.on else _EVER


def _times(one: float, other: float) -> float:
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else (1.0 if high == 0 else math.inf)
