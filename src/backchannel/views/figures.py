"""The brief's figures: how many, of whom and where, over time, rivals side by side."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from backchannel.entries.entry import Counted, Number, Tally
from backchannel.links.account import Flag, Point, Series
from backchannel.record.identity import folded
from backchannel.record.query import Line
from backchannel.views import contest
from backchannel.views.index import Index, Told, published
from backchannel.views.items import (
    alike,
    in_words,
    references,
    sourced,
    span_of_days,
    where_from,
)
from backchannel.views.joint import Headed, Limits, laid_out
from backchannel.views.page import Item, Section
from backchannel.views.wording import (
    amount,
    chain,
    count,
    day,
    in_turn,
    listed,
    one_line,
    quoted,
    when,
)

ORDER = get_args(Counted)
FLAGS: Mapping[Flag, str] = {
    "falls": "lower than before",
    "part_exceeds_whole": "part larger than its whole",
    "older_than_its_date": "older than its date",
}
_SOURCES = 4  # named on a line
_PASSAGE = 120  # characters of a passage that stands for a subject
_IDLE = frozenset("the a an its their other people persons dead deaths lives".split())


def section(told: Iterable[Told], index: Index, limits: Limits) -> Section:
    """Series by what is counted; rivals, earlier figures and parts stand beneath the latest."""
    tallies = [t for t in told if isinstance(t.head.entry, Tally)]
    wanted = {line.id for t in tallies for line in t.thread.lines}
    every = (*index.account.series, *_alone(tallies, index))
    shown = [s for s in every if any(p.line.id in wanted for p in s.points)]
    table = _Table(
        index=index,
        series={s.id: s for s in index.account.series},
        since=tallies[0].since if tallies else None,
        most=limits.lines,
    )
    beneath = _beneath(shown)
    on_top = [s for s in shown if s.id not in beneath]
    groups = [
        Headed(
            heading(same[0].what),
            _ordered(same),
            functools.partial(_series_item, table),
            f"--where what={same[0].what}",
        )
        for same in sorted(alike(on_top, lambda s: s.what), key=lambda same: order(same[0]))
    ]
    return laid_out("Figures", groups, "tally", limits)


@dataclass(frozen=True, slots=True)
class _Table:
    """What is looked up while figures are laid out, and how many stand beneath one."""

    index: Index
    series: Mapping[str, Series]
    since: datetime.date | None
    most: int

    def told(self, point: Point) -> Told:
        thread = self.index.threads[point.line.id]
        return dataclasses.replace(self.index.told_of(thread, self.since), follow_ups=())


def _alone(tallies: Iterable[Told], index: Index) -> list[Series]:
    """Tallies that no series holds, each as a series of its own."""
    held = {p.line.id for s in index.account.series for p in s.points}
    return [
        _series_of(t.head) for t in tallies if not any(line.id in held for line in t.thread.lines)
    ]


def _series_of(line: Line) -> Series:
    tally = cast(Tally, line.entry)
    source = tally.attributed_to[0] if tally.attributed_to else line.article.outlet
    point = Point(line, published(line), source, tally.value, tally.bound)
    place = tally.place.name if tally.place else None
    return Series(line.id, tally.what, tally.of, place, tally.since, (point,))


def _beneath(shown: Sequence[Series]) -> set[str]:
    """Parts that stand beneath their whole: a whole that is a part itself holds none."""
    parts = {part for s in shown for part in s.parts}
    return {part for s in shown if s.id not in parts for part in s.parts}


def order(series: Series) -> int:
    """Where what is counted comes in the guide's list."""
    return ORDER.index(series.what) if series.what in ORDER else len(ORDER)


def heading(what: str) -> str:
    """What is counted, as a heading."""
    return "Other figures" if what == "other" else what.capitalize()


def _ordered(series: Sequence[Series]) -> list[Series]:
    """Those with most rivals first."""
    return sorted(series, key=lambda s: (-len(_values(s)), -len(s.points), -_largest(s)))


def _largest(series: Series) -> Number:
    return max(max(numbers(p.value)) for p in series.points)


def numbers(value: Number | tuple[Number, Number]) -> tuple[Number, ...]:
    """The number, or the two ends of a range."""
    return value if isinstance(value, tuple) else (value,)


def _values(series: Series) -> list[Sequence[Point]]:
    """Points that give the same number of the same time together: the latest first."""
    return sorted(
        alike(series.points, _value), key=lambda same: max(map(_latest, same)), reverse=True
    )


def _value(point: Point) -> Hashable:
    tally = cast(Tally, point.line.entry)
    return point.value, point.bound, tally.since, tally.until


def _latest(point: Point) -> tuple[datetime.date, Number]:
    return point.on or datetime.date.min, max(numbers(point.value))


def _series_item(table: _Table, series: Series) -> Item:
    """One line for a series: the latest figure, and beneath it rivals, earlier ones and parts."""
    first, *others = _values(series)
    subject = subject_words(series)
    others = _rivals_first(first, others)
    main = _item(first, table, f"{subject}: " if subject else "")
    if not subject:  # A bare number says nothing: its passage does.
        words = quoted(in_words(max(first, key=_latest).line), _PASSAGE)
        main = dataclasses.replace(main, text=f"{main.text}: {words}")
    also = tuple(_item(same, table, _relation_words(first, same)) for same in others[: table.most])
    parts = tuple(
        _item(_values(part)[0], table, _part_words(part), beneath_whole=True)
        for part in (table.series[p] for p in series.parts if p in table.series)
    )
    left = len(others) - len(also)
    more = f"{count(left, 'figure')} more: backchannel series {series.what}" if left > 0 else ""
    says = in_turn((main.says, more))
    below = _each_once((*main.below, *also, *parts))
    return dataclasses.replace(main, says=says, below=below)


def _each_once(items: Sequence[Item]) -> tuple[Item, ...]:
    """Lines, without what already stands beneath one before."""
    seen = set(items)
    kept = []
    for item in items:
        kept.append(dataclasses.replace(item, below=tuple(b for b in item.below if b not in seen)))
        seen |= set(item.below)
    return tuple(kept)


def _rivals_first(
    first: Sequence[Point], others: Sequence[Sequence[Point]]
) -> list[Sequence[Point]]:
    """What others give, then what the same sources gave before."""
    return sorted(others, key=lambda same: _is_earlier(first, same))


def _is_earlier(first: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether a figure is of an earlier day, and all who give it give the first one, too."""
    return _sources(other) <= _sources(first) and _latest_day(other) < _latest_day(first)


def _relation_words(first: Sequence[Point], other: Sequence[Point]) -> str:
    """What a figure is beside the latest; two of one passage are not called rivals."""
    if _is_earlier(first, other):
        return "before: "
    beside = all(any(_stand_together(x, y) for y in first) for x in other)
    return "in the same passage: " if beside else "also given: "


def _stand_together(one: Point, other: Point) -> bool:
    some, others = one.line, other.line
    same = some.article.id == others.article.id
    return same and some.entry.evidence.overlaps(others.entry.evidence)


def _latest_day(same: Sequence[Point]) -> datetime.date:
    return max(point.on or datetime.date.min for point in same)


def _sources(same: Sequence[Point]) -> set[str]:
    return {folded(point.source or "") for point in same}


def subject_words(series: Series) -> str:
    """Who or what is counted, and where, as far as they say more than the heading."""
    idle = _IDLE | {series.what}
    says_more = any(w not in idle for w in folded(series.of or "").split())
    parts = (
        one_line(series.of) if series.of and says_more else "",
        one_line(series.place) if series.place else "",
    )
    return ", ".join(part for part in parts if part)


def tally_words(tally: Tally) -> str:
    """The number with its bound and the period counted: "at least 24, since 3 Mar 2031"."""
    number = amount(tally.value, tally.bound)
    if tally.since is not None and tally.since == tally.until:
        return f"{number}, {'on' if _is_day(tally.since) else 'in'} {when(tally.since)}"
    period = [
        f"{word} {when(day)}"
        for word, day in (("since", tally.since), ("until", tally.until))
        if day
    ]
    return ", ".join([number, *period])


def whole_words(tally: Tally) -> str:
    """The whole that a figure is a part of: ", of 1,200"; empty where none is named."""
    return f", of {amount(tally.part_of)}" if tally.part_of is not None else ""


def _is_day(date: str) -> bool:
    """Whether a date names a day, not a month or a year."""
    return date.count("-") - date.startswith("--") == 2


def flag_words(flags: Iterable[Flag]) -> str:
    """What is odd about a figure: " (lower than before)"; empty where nothing is."""
    words = ", ".join(FLAGS[flag] for flag in dict.fromkeys(flags))
    return f" ({words})" if words else ""


def _item(
    same: Sequence[Point], table: _Table, before: str, *, beneath_whole: bool = False
) -> Item:
    """The line of a figure, whoever gives it; beneath its whole it does not name that again."""
    latest = max(same, key=_latest)
    tally, told = cast(Tally, latest.line.entry), table.told(latest)
    total = "" if beneath_whole else whole_words(tally)
    flags = flag_words(flag for p in same for flag in p.flags)
    on = f" on {day(latest.on)}" if _adds_day(latest, told) else ""
    return Item(
        text=f"{before}{tally_words(tally)}{total}{on}{flags}",
        refs=references(p.line for p in (latest, *same)),
        says=_given_by(same, table),
        mark=contest.marks(told),
        below=contest.below(told),
    )


def _given_by(same: Sequence[Point], table: _Table) -> str:
    """Who gives a figure, and in how many reports: of one thread, its origins too."""
    threads = {t.id: t for t in (table.told(p).thread for p in same)}
    lines = {p.line.id for p in same}
    if len(threads) == 1:
        (thread,) = threads.values()
        if lines == {line.id for line in thread.lines}:
            return sourced(thread)
    # An outlet that names nobody gives the figure itself, and is named with its article.
    given = (p for p in same if p.source and p.source != p.line.article.outlet)
    names = dict.fromkeys(one_line(str(p.source)) for p in given)
    said = f"according to {listed(names, _SOURCES)}" if names else ""
    reports = {p.line.article.id for p in same}
    days = [d for p in same if (d := published(p.line)) is not None]
    where = where_from([p.line for p in same])
    if len(reports) > 1:
        span = span_of_days(min(days, default=None), max(days, default=None))
        where = ", ".join(part for part in (count(len(reports), "report"), span) if part)
    return in_turn((said, where)) or f"according to {chain(())}"


def _adds_day(point: Point, told: Told) -> bool:
    """Whether the day that a figure speaks of says more than its period and its report do."""
    tally = cast(Tally, point.line.entry)
    if point.on is None or point.on == told.thread.last:
        return False
    return point.on.isoformat() not in (tally.since, tally.until)


def _part_words(part: Series) -> str:
    subject = subject_words(part)
    return f"of these, {subject}: " if subject else "of these: "
