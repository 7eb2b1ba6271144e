"""Pairs of entries: which tell the same, which answers which, what may meet a condition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from backchannel.links.features import Features, features_of
from backchannel.links.link import EntryLink, LineageLink
from backchannel.links.sights import Sight

LEAST = 0.5
"""Score from which on a link is kept."""

WEIGHTS = Features(
    words=4.0, contained=0.5, shared=1.0, own=0.5, phrases=2.5, content=1.5, sense=2.0, rivals=4.0, first=1.5, second=1.0,
    crossed=-2.0, sort=0.5, mode=0.3, value=4.0, figures=0.5, when=0.7, where=0.5,
    published=0.5, about=3.0, source=0.3, aligned=6.0, retold=2.0,
)  # fmt: skip
BIAS = -5.5


def links_between(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    """What two entries of different articles have to do with each other.

    Args:
        a, b: the entries, in any order.
        lineage: what ties their articles, where something does.
    """
    if a.kind == b.kind:
        yield from _same(a, b, lineage)


def links_within(sights: Sequence[Sight]) -> Iterator[EntryLink]:
    """What the entries of one article have to do with each other: answers alone."""
    return iter(())


def _same(a: Sight, b: Sight, lineage: LineageLink | None) -> Iterator[EntryLink]:
    found = features_of(a, b, lineage)
    score = score_of(found)
    if score >= LEAST:
        first, second = sorted((a.id, b.id))
        yield EntryLink(first, second, "same", round(score, 3), ())


def score_of(found: Features) -> float:
    """How sure it is that two entries with this in common tell the same, 0 to 1."""
    total = BIAS + sum(map(float.__mul__, WEIGHTS, found))
    return 1 / (1 + math.exp(-total))
