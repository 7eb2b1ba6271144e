"""Threads: entries of different articles that tell the same thing."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backchannel.entries.entry import KINDS, Event, Message, Party
from backchannel.links.account import Lineage, Material, Thread
from backchannel.links.book import Book
from backchannel.links.changes import Who, as_written, changes_of
from backchannel.links.clusters import Rules, Tie, clusters_of, links_inside
from backchannel.links.compare import MISREAD
from backchannel.links.days import Days, apart, days_of
from backchannel.links.link import EntryLink
from backchannel.links.origins import Grounds, origins_of
from backchannel.record.query import Line
from backchannel.record.shape import shape

_FLOOR = 0.4
"""Mean score from which on entries are one thread."""

_ORDER = {kind.kind: at for at, kind in enumerate(KINDS)}
_DEFAULTS = frozenset({"unspecified", "reported"})  # what a field holds where nothing is said


def threads_of(
    m: Material, lineages: Sequence[Lineage], book: Book | None = None
) -> tuple[Thread, ...]:
    """The threads of a record, every entry in one: by kind, then first report, then head.

    ``same`` links tie entries of one kind. No link ties two entries of one article, so they come
    together only where others tell strongly what both tell. What people joined and parted goes
    before any score; entries of different kinds are never joined.

    Args:
        m: the record.
        lineages: its lineages.
        book: who is who in it; parties are compared as they are written where not given.
    """
    lines = {line.id: line for sheet in m.sheets for line in sheet.lines}
    same = [x for x in m.entries if x.relation == "same" and _of_a_kind(lines, x.first, x.second)]
    joined = [pair for pair in m.judgements.joined_entries if _of_a_kind(lines, *pair)]
    parted = [*m.judgements.parted_entries, *_of_other_days(lines, same, joined)]
    rules = Rules(joined, parted, _FLOOR)
    clusters = clusters_of(lines, [Tie(x.first, x.second, x.score) for x in same], rules)
    held = links_inside(clusters, same)
    making = _Making(m, lineages, book)
    made = [
        making.thread([lines[i] for i in cluster], links)
        for cluster, links in zip(clusters, held, strict=True)
    ]
    return tuple(sorted(made, key=_place))


def _of_other_days(
    lines: Mapping[str, Line], same: Iterable[EntryLink], joined: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Entries of other days that one without a day would bring together, unless people did."""
    tied: dict[str, dict[str, Days]] = defaultdict(dict)
    for link in same:
        for one, other in ((link.first, link.second), (link.second, link.first)):
            days = _days(lines[other])
            if days is not None:
                tied[one][other] = days
    found = {
        (min(a, b), max(a, b))
        for near in tied.values()
        for (a, of_a), (b, of_b) in itertools.combinations(sorted(near.items()), 2)
        if apart(of_a, of_b) > MISREAD
    }
    return sorted(found - {(min(pair), max(pair)) for pair in joined})


def _days(line: Line) -> Days | None:
    entry = line.entry
    if not isinstance(entry, Message | Event):
        return None
    published = line.article.published
    return days_of(entry.date, published.day if published is not None else None)


def in_order(line: Line) -> tuple[datetime.date, str, int, str]:
    """What the lines of a thread are put in order by: the earliest published first, those without
    a day last, then by article and place."""
    return _day(line) or datetime.date.max, line.article.id, line.place, line.id


def fullest(lines: Iterable[Line]) -> Line:
    """The line to show for all: one that people mended or added before others, then the one with
    most fields known, then the surest, then the first.

    Raises:
        ValueError: there is none.
    """
    first, *others = lines
    return min([first, *others], key=_emptiness) if others else first


def _emptiness(line: Line) -> tuple[object, ...]:
    entry = line.entry
    values = (getattr(entry, field.name) for field in shape(type(entry)))
    known = sum(v is not None and v != () and v not in _DEFAULTS for v in values)
    sure = 1.0 if entry.confidence is None else entry.confidence
    return line.corrected_by is None, -known, -sure, in_order(line)


def _of_a_kind(lines: Mapping[str, Line], first: str, second: str) -> bool:
    a, b = lines.get(first), lines.get(second)
    return a is not None and b is not None and a.entry.kind == b.entry.kind


class _Making:
    """Makes threads of one record."""

    def __init__(self, m: Material, lineages: Sequence[Lineage], book: Book | None) -> None:
        self._grounds = Grounds(m, lineages, book)
        self._who: Who = as_written if book is None else _Reading(book, m).who

    def thread(self, cluster: Sequence[Line], links: tuple[EntryLink, ...]) -> Thread:
        """The thread of lines that tell the same."""
        lines = tuple(sorted(cluster, key=in_order))
        head = fullest(lines)
        days = [day for line in lines if (day := _day(line)) is not None]
        return Thread(
            id=head.id,
            kind=head.entry.kind,
            lines=lines,
            head=head,
            origins=origins_of(lines, self._grounds),
            first=min(days, default=None),
            last=max(days, default=None),
            changes=changes_of(lines, self._who),
            links=links,
        )


class _Reading:
    """Who is who, as the changes ask for it."""

    def __init__(self, book: Book, m: Material) -> None:
        self._book = book
        self._identity = {sheet.article.id: sheet.identity for sheet in m.sheets}

    def who(self, party: Party, line: Line) -> Party:
        known = self._book.of(party, _day(line), self._identity[line.article.id])
        return Party(known.name, known.code)


def _day(line: Line) -> datetime.date | None:
    return None if line.article.published is None else line.article.published.day


def _place(thread: Thread) -> tuple[object, ...]:
    return _ORDER[thread.kind], thread.first or datetime.date.max, thread.id
