"""Pairs of entries: which tell the same, which answers which, what may meet a condition.

Every pair is compared for itself. How, and how well, is in
``docs/decisions/0710-links-between-entries.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backchannel.links.answers import answers_between, answers_within
from backchannel.links.conditions import follow_ups
from backchannel.links.features import features_of, is_hopeless
from backchannel.links.link import EntryLink, LineageLink
from backchannel.links.reasons import reasons_of
from backchannel.links.scoring import LEAST, score_of
from backchannel.links.sights import Sight


def links_between(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    """What two entries of different articles have to do with each other.

    Args:
        a, b: the entries, in any order.
        lineage: what ties their articles, where something does.
    """
    for one, other in ((a, b), (b, a)):
        if one.kind == "response":
            yield from answers_between(one, other)
        elif one.condition:
            yield from follow_ups(one, other)
    if a.kind == b.kind:
        yield from _same(a, b, lineage)


def links_within(sights: Sequence[Sight]) -> Iterator[EntryLink]:
    """What the entries of one article have to do with each other: its responses answer there.

    Follow-ups take a later article, and what one article says twice is one entry.
    """
    yield from answers_within(sights)


def _same(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    if lineage is None and is_hopeless(a, b):
        return
    found = features_of(a, b, lineage)
    score = score_of(a.kind, found)
    if score >= LEAST:
        first, second = sorted((a.id, b.id))
        yield EntryLink(first, second, "same", round(score, 3), tuple(reasons_of(a, b, found)))
