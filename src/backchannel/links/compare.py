"""Pairs of entries: which tell the same, which answers which, what may meet a condition.

Every pair is compared for itself. How, and how well, is in
``docs/decisions/0710-links-between-entries.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backchannel.links.answers import answers_between, answers_within
from backchannel.links.conditions import follow_ups
from backchannel.links.days import apart
from backchannel.links.features import Features, at_best, completed, is_hopeless
from backchannel.links.link import EntryLink, LineageLink
from backchannel.links.reasons import reasons_of
from backchannel.links.scoring import LEAST, score_of
from backchannel.links.sights import Sight

DATED = ("message", "event")
"""Kinds whose date is that of the thing told, so that another day is another thing."""

PLACED = ("event", "message", "signal")
"""Kinds of which the same parties have many: two that nothing places near each other in time or
place must have more in common than parties and meaning."""

_IN_COMMON = 0.3
"""Share of the words, or of runs of words, that stands for a time or a place: from 0.2 to 0.4 the
annotated pairs come out alike."""

MISREAD = 3
"""Days that the dates of one thing may lie apart, one of them told loosely or misread."""


def links_between(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    """What two entries of different articles have to do with each other.

    Args:
        a, b: the entries, in any order.
        lineage: what ties their articles, where something does.
    """
    if a.kind == b.kind:
        yield from _same(a, b, lineage)
        return
    for one, other in ((a, b), (b, a)):
        if one.kind == "response":
            yield from answers_between(one, other)
        elif one.condition:
            yield from follow_ups(one, other)


def links_within(sights: Sequence[Sight]) -> Iterator[EntryLink]:
    """What the entries of one article have to do with each other: its responses answer there.

    Follow-ups take a later article, and what one article says twice is one entry.
    """
    yield from answers_within(sights)


def _same(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    if lineage is None and is_hopeless(a, b):
        return
    if a.kind in DATED and a.when and b.when and apart(a.when, b.when) > MISREAD:
        return
    found = at_best(a, b, lineage)
    if score_of(a.kind, found) < LEAST or (a.kind in PLACED and not _is_placed(a, b, found)):
        return
    found = completed(found, a, b)
    score = score_of(a.kind, found)
    if score >= LEAST:
        first, second = sorted((a.id, b.id))
        yield EntryLink(first, second, "same", round(score, 3), tuple(reasons_of(a, b, found)))


def _is_placed(a: Sight, b: Sight, found: Features) -> bool:
    """Whether the days of both articles are known, or the two entries share a day, a place, a
    figure, a passage or enough words."""
    if a.around.published is not None and b.around.published is not None:
        return True
    shared = max(found.when, found.where, found.figures, found.aligned, found.retold)
    return shared > 0 or max(found.phrases, found.own) >= _IN_COMMON
