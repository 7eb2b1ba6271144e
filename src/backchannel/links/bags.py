"""Words of passages, ready to be compared: made once for each entry, however often it is met."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backchannel.links.sights import COMMON, Around, Sight, Stems
from backchannel.links.words import rarity

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """Words of a passage that say something, each once.

    Attributes:
        rarities: how rare each is.
        weight: of all of them together.
        own: of all of them together, each the less the oftener its article has it.
        pairs: neighbouring words, those that say nothing included.
        figures: the numbers among them.
    """

    rarities: Mapping[str, float] = field(repr=False)
    weight: float
    own: float
    pairs: frozenset[tuple[str, str]] = field(repr=False)
    figures: frozenset[str] = field(repr=False)


@functools.lru_cache(maxsize=_REMEMBERED)
def evidence_of(sight: Sight) -> Bag:
    """The words of an entry's evidence."""
    return _bag(sight.stems, sight.around)


@functools.lru_cache(maxsize=_REMEMBERED)
def content_of(sight: Sight) -> Bag:
    """The words of what an entry says, asks, claims, judges or counts."""
    return _bag(sight.content, sight.around)


@functools.lru_cache(maxsize=_REMEMBERED)
def part_of(stems: Stems, around: Around) -> Bag:
    """The words of a part of an entry."""
    return _bag(stems, around)


def _bag(stems: Stems, around: Around) -> Bag:
    rarities = {s: r for s in stems if (r := rarity(s)) > COMMON}
    often = around.often
    return Bag(
        rarities,
        sum(rarities.values()),
        sum(r / often.get(s, 1) for s, r in rarities.items()),
        frozenset(itertools.pairwise(stems)),
        frozenset(s for s in rarities if s[:1].isdigit()),
    )


def shared(one: Bag, other: Bag) -> list[str]:
    """Words that both have, in order."""
    # So that sums are the same to the last bit whichever entry comes first.
    return sorted(one.rarities.keys() & other.rarities.keys())


def weight_of(words: Iterable[str], bag: Bag) -> float:
    """Rarity of words of a bag, added up."""
    return sum(map(bag.rarities.__getitem__, words))


def contained(words: Iterable[str], a: Sight, b: Sight, fewest: float, bag: Bag) -> float:
    """Weight of shared words, each the less the oftener the articles have it, over ``fewest``."""
    if not fewest:
        return 0.0
    here, there = a.around.often, b.around.often
    found = sum(bag.rarities[s] * 2 / (here.get(s, 1) + there.get(s, 1)) for s in words)
    return min(1.0, found / fewest)
