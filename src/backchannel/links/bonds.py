"""What ties tallies of different articles to one event, beside what they count and where.

Two fires in one town within two days are two, until something says that they are one: that the
tallies tell the same, or their articles are of one text, or tell of one event there; or that they
speak of the same day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from backchannel.entries.entry import Event
from backchannel.links.account import Material, Thread
from backchannel.links.counts import Count, place_of

Bonds = Mapping[str, frozenset[Hashable]]
"""For each tally, by the id of its entry, what it shares with others."""


def bonds_of(
    m: Material,
    threads: Sequence[Thread],
    counts: Iterable[Count],
    origin: Mapping[str, str],
) -> Bonds:
    """What each tally may share with others; those that share something are of one event.

    Args:
        m: what the record holds.
        threads: its threads.
        counts: its tallies.
        origin: for each article, by identity, the one of its lineage that stands for it.
    """
    linked = _linked(m)
    events = _events(m, threads)
    found = {}
    for c in counts:
        shared: set[Hashable] = {("thread", c.thread), ("text", origin.get(c.article, c.article))}
        shared |= {("day", day) for day in (c.on, c.day) if day is not None}
        shared |= {("event", t) for t in events.get((c.article, c.place), ())}
        shared |= linked.get(c.line.id, set())
        found[c.line.id] = frozenset(shared)
    return found


def _linked(m: Material) -> Mapping[str, set[Hashable]]:
    """The links that say of two tallies that they tell the same."""
    found: dict[str, set[Hashable]] = defaultdict(set)
    for link in m.entries:
        if link.relation == "same":
            for one in (link.first, link.second):
                found[one].add(("link", link.first, link.second))
    return found


def _events(m: Material, threads: Sequence[Thread]) -> Mapping[tuple[str, Hashable], list[str]]:
    """The threads of events that several tell, by each article and place that has one."""
    identity = {line.id: s.identity for s in m.sheets for line in s.lines}
    found: dict[tuple[str, Hashable], list[str]] = defaultdict(list)
    for thread in threads:
        if thread.kind != "event" or len(thread.lines) < 2:
            continue
        for line in thread.lines:
            place = place_of(line.entry.place) if isinstance(line.entry, Event) else None
            if place is not None:
                found[identity[line.id], place].append(thread.id)
    return found
