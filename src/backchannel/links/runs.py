"""Which tallies count one thing over time.

The same word of the guide, the same people or things counted, the same place, and the same start
of the count: what adds up since a day is never mixed with the toll of one event. A tally that
leaves the start open continues a count by its size; a large or standing number is followed from
report to report; the toll of one event stays with those that report it from the same town within
days, or that tell the same.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from backchannel.links.counts import LOOSE, STANDING, Count, is_over_time
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


def grouped(counts: Sequence[Count]) -> list[Group]:
    """The tallies, those of one thing together; a function of their set.

    Args:
        counts: in order.
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
        found += _runs(rest, known)[len(known) :]
    return found


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


def _runs(counts: Sequence[Count], known: Sequence[Group]) -> list[Group]:
    """Counts of an open start, report after report; what no run takes is told by its thread.

    Args:
        counts: in order.
        known: counts of events whose days are stated; they come first in what is returned.
    """
    dated = [c for c in counts if c.on is not None]
    dated.sort(key=lambda c: (c.on, middle(c.tally.value), c.order))
    runs = list(known)
    by_thread = {c.thread: i for i, run in enumerate(runs) for c in run}
    going = list(range(len(runs)))
    for count in dated:
        going = [i for i in going if not _is_over(runs[i][-1], count)]
        at = by_thread.get(count.thread)
        if at is None:
            at = _taking(count, runs, going)
        if at is None:
            at = len(runs)
            runs.append([])
            going.append(at)
        runs[at].append(count)
        by_thread[count.thread] = at
    return _with_undated([c for c in counts if c.on is None], runs, by_thread)


def _is_over(last: Count, count: Count) -> bool:
    """Whether a run has ended so long before a count that nothing later can go on with it."""
    before = last.on is not None and count.on is not None and last.on < count.on
    return before and _days(last, count) > _LONGEST


def _taking(count: Count, runs: Sequence[Group], going: Iterable[int]) -> int | None:
    """The run that a count goes on with: of those near enough, the one nearest in size."""
    may_follow = _rule_of(count)
    if may_follow is None:
        return None
    value = middle(count.tally.value)
    fits = [
        (_times(before, value), i)
        for i in going
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
