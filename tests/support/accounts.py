"""Accounts put together by hand, for tests of what is shown of them."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from backchannel.articles.article import Article
from backchannel.entries.entry import KINDS, Reading, Tally
from backchannel.links.account import (
    Account,
    Dispute,
    DisputeSort,
    FollowUp,
    Lineage,
    Origin,
    Origins,
    Point,
    Series,
    Side,
    Stance,
    Thread,
)
from backchannel.links.link import Sheet
from backchannel.record.identity import article_identity
from backchannel.record.query import Line

_ORDER = [kind.kind for kind in KINDS]


def sheet(article: Article, reading: Reading) -> Sheet:
    """An article with its entries; their ids are its name and their place ("wire:4")."""
    identity = article_identity(article)
    lines = tuple(
        Line(f"{article.id}:{place}", article, place, reading.model, entry)
        for place, entry in enumerate(reading.entries)
    )
    return Sheet(identity, article, lines)


def account(sheets: Iterable[Sheet], *groups: str) -> Account:
    """An account whose threads are ``groups`` of ids ("wire:4 reprint:4"); the rest stand alone.

    Each article is an origin; nothing is disputed, and there are no series.
    """
    by_name = {s.article.id: s for s in sheets}
    lines = {line.id: line for name in sorted(by_name) for line in by_name[name].lines}
    together = [group.split() for group in groups]
    grouped = {i for ids in together for i in ids}
    together += [[i] for i in lines if i not in grouped]
    threads = [thread([lines[i] for i in ids]) for ids in together]
    lineages = [Lineage(s.identity, (s.identity,), None) for s in by_name.values()]
    return Account(
        sheets={s.identity: s for s in by_name.values()},
        lines=lines,
        lineages=tuple(lineages),
        threads=tuple(sorted(threads, key=_place)),
        disputes=(),
        series=(),
        follow_ups=(),
        parties=(),
    )


def thread(lines: Sequence[Line]) -> Thread:
    """A thread of entries, the first of them its head, each article an origin."""
    told = sorted(lines, key=lambda x: (_day(x) or datetime.date.max, x.article.id, x.place))
    days = [d for x in told if (d := _day(x)) is not None]
    names = sorted({x.article.outlet or x.article.id for x in told})
    found = tuple(
        Origin("lineage", n, tuple(x.id for x in told if n in (x.article.outlet, x.article.id)))
        for n in names
    )
    head = lines[0]
    return Thread(
        id=head.id,
        kind=head.entry.kind,
        lines=tuple(told),
        head=head,
        origins=Origins(len(found), len(found), found),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def with_thread(given: Account, line: str, **changed: object) -> Account:
    """The account with some fields of an entry's thread otherwise."""
    threads = tuple(
        dataclasses.replace(t, **changed) if any(x.id == line for x in t.lines) else t  # type: ignore[arg-type]
        for t in given.threads
    )
    return dataclasses.replace(given, threads=threads)


def side(given: Account, stance: Stance, who: str | None, *ids: str, says: str = "") -> Side:
    """A side of a dispute, in the words of its first entry."""
    lines = tuple(given.lines[i] for i in ids)
    return Side(stance, who, says or lines[0].quote(), lines)


def disputed(given: Account, line: str, sort: DisputeSort, *sides: Side) -> Account:
    """The account with a dispute about an entry's thread."""
    about = next(t.id for t in given.threads if any(x.id == line for x in t.lines))
    dispute = Dispute(about, sort, sides, ("told of both",))
    return dataclasses.replace(given, disputes=(*given.disputes, dispute))


def followed(given: Account, signal: str, line: str) -> Account:
    """The account with an entry that may have met a signal's condition."""
    found = FollowUp(signal, "condition", given.lines[line], 0.75, ("same place",))
    return dataclasses.replace(given, follow_ups=(*given.follow_ups, found))


def point(line: Line, source: str | None, **more: object) -> Point:
    """A figure as its tally has it, of the day of publication."""
    assert isinstance(line.entry, Tally)
    given: dict[str, object] = {"on": _day(line), "flags": ()}
    return Point(
        line=line,
        source=source,
        value=line.entry.value,
        bound=line.entry.bound,
        **(given | more),  # type: ignore[arg-type]
    )


def series(*points: Point, parts: tuple[str, ...] = ()) -> Series:
    """A series of figures, named by the first of them."""
    tally = points[0].line.entry
    assert isinstance(tally, Tally)
    place = tally.place.name if tally.place else None
    return Series(points[0].line.id, tally.what, tally.of, place, tally.since, points, parts)


def _place(made: Thread) -> tuple[int, datetime.date, str]:
    return _ORDER.index(made.kind), made.first or datetime.date.max, made.id


def _day(line: Line) -> datetime.date | None:
    return line.article.published.day if line.article.published else None
