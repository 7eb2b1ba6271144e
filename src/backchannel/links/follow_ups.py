"""What later entries may meet the condition or the consequence of a signal: candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backchannel.links.account import FollowUp, Material, Met, Thread
from backchannel.links.link import EntryLink

MOST = 5
"""Candidates kept for one condition, or one consequence."""

_MET: dict[str, Met] = {"meets_condition": "condition", "meets_consequence": "consequence"}


def follow_ups_of(m: Material, threads: tuple[Thread, ...]) -> tuple[FollowUp, ...]:
    """The candidates for each signal's thread, the surest first; what is told twice stands once.

    What was first told before the signal was cannot follow it, and is left out.
    """
    thread_of = {line.id: t for t in threads for line in t.lines}
    found: dict[tuple[str, Met], list[EntryLink]] = defaultdict(list)
    for link in m.entries:
        met = _MET.get(link.relation)
        signal, later = thread_of.get(link.first), thread_of.get(link.second)
        if met is None or signal is None or later is None or signal.id == later.id:
            continue
        if not _is_before(later, signal):
            found[signal.id, met].append(link)
    return tuple(
        follow_up
        for (signal_id, met), links in sorted(found.items())
        for follow_up in _surest(signal_id, met, links, thread_of)
    )


def _is_before(later: Thread, signal: Thread) -> bool:
    return later.first is not None and signal.first is not None and later.first < signal.first


def _surest(
    signal: str, met: Met, links: Sequence[EntryLink], thread_of: Mapping[str, Thread]
) -> list[FollowUp]:
    by_thread: dict[str, list[EntryLink]] = defaultdict(list)
    for link in links:
        by_thread[thread_of[link.second].id].append(link)
    made = [_follow_up(signal, met, x, thread_of[x[0].second]) for x in by_thread.values()]
    return sorted(made, key=_order)[:MOST]


def _follow_up(signal: str, met: Met, links: Sequence[EntryLink], later: Thread) -> FollowUp:
    """One candidate out of all links from a signal's thread to one later thread."""
    place = {line.id: i for i, line in enumerate(later.lines)}
    best = min(links, key=lambda x: (-x.score, place[x.second], x.first))
    reasons = tuple(dict.fromkeys([*best.reasons, *_told(later)]))
    return FollowUp(signal, met, later.lines[place[best.second]], best.score, reasons)


def _told(later: Thread) -> list[str]:
    return [f"told by {len(later.lines)} entries"] if len(later.lines) > 1 else []


def _order(follow_up: FollowUp) -> tuple[float, bool, str, str]:
    published = follow_up.line.article.published
    day = published.day.isoformat() if published else ""
    return -follow_up.score, not day, day, follow_up.line.id
