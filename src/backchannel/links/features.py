"""What two entries have in common, as numbers that a person can follow."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import NamedTuple

from backchannel.links.days import apart
from backchannel.links.link import Alignment, LineageLink
from backchannel.links.names import Name, agreement
from backchannel.links.sights import COMMON, Around, Sight, Stems
from backchannel.links.words import rarity
from backchannel.parties.fold import fold
from backchannel.span import Span

_REMEMBERED = 20_000
_MUCH = 30.0  # rarity of shared words, added up, from which on more says nothing more


class Features(NamedTuple):
    """What speaks for two entries telling the same; 0 where nothing is known.

    Attributes:
        words: rarity of the words that both have, over that of all: 0 to 1.
        contained: the same over the words of the shorter.
        shared: rarity of the words that both have, added up, as a share of 30: 0 to 1.
        own: as ``contained``, but words that stand often in the two articles count less.
        phrases: of the pairs of neighbouring words of the shorter, the share that both have.
        content: as ``words``, of what is said, asked, judged or counted.
        sense: cosine of their sense vectors.
        rivals: by how much another entry of either article is nearer in sense: 0 or less.
        first, second: how far the parties of the first and second role may be one, -1 to 1.
        crossed: 1 where the two parties stand in each other's role.
        sort: 1 for the same type, stance, channel or thing counted, -1 for another.
        mode: 1 for the same status, actuality, polarity or likelihood, -1 for another.
        value: of tallies, for the same figure 0.4 to 1, the larger it is; else -1.
        figures: numbers in both: the share that both have, less 0.5, times two.
        when: 1 where the days that they speak of overlap, down to -1 where they lie far apart.
        where: 1 for the same place, 0.3 for the same country, -1 for another.
        published: 1 for articles of the same day, down to -1 for those 30 days apart.
        about: likeness of what the articles are about, 0 to 1.
        source: 1 where the same source says so, -1 where sources differ.
        aligned: how well the passages lie over each other where both articles have the same words.
        retold: the same where one retells or quotes the other.
    """

    words: float
    contained: float
    shared: float
    own: float
    phrases: float
    content: float
    sense: float
    rivals: float
    first: float
    second: float
    crossed: float
    sort: float
    mode: float
    value: float
    figures: float
    when: float
    where: float
    published: float
    about: float
    source: float
    aligned: float
    retold: float


@dataclass(frozen=True, slots=True, eq=False)
class _Bag:
    """Words of a passage: each once, with the rarity of all, and pairs of neighbours."""

    words: frozenset[str] = field(repr=False)
    weight: float
    pairs: frozenset[tuple[str, str]] = field(repr=False)
    figures: frozenset[str] = field(repr=False)


@functools.lru_cache(maxsize=_REMEMBERED)
def bag_of(stems: Stems) -> _Bag:
    """Words of a passage that say something."""
    words = frozenset(s for s in stems if rarity(s) > COMMON)
    pairs = frozenset(zip(stems, stems[1:], strict=False))
    figures = frozenset(s for s in words if s[:1].isdigit())
    return _Bag(words, sum(map(rarity, words)), pairs, figures)


def features_of(a: Sight, b: Sight, lineage: LineageLink | None) -> Features:
    """What two entries of one kind have in common; the same whichever comes first."""
    one, other = bag_of(a.stems), bag_of(b.stems)
    shared = sum(map(rarity, one.words & other.words))
    aligned, retold = _alignments(a, b, lineage) if lineage else (0.0, 0.0)
    first, second, crossed = _parties(a, b)
    sense, rivals = _sense(a, b)
    return Features(
        words=_share(shared, one.weight + other.weight - shared),
        contained=_share(shared, min(one.weight, other.weight)),
        shared=min(1.0, shared / _MUCH),
        own=_own(a, b, one, other),
        phrases=_share(len(one.pairs & other.pairs), min(len(one.pairs), len(other.pairs))),
        content=_content(a, b),
        sense=sense,
        rivals=rivals,
        first=first,
        second=second,
        crossed=crossed,
        sort=_same(a.sort, b.sort),
        mode=_same(a.mode, b.mode),
        value=_value(a, b),
        figures=_figures(one, other),
        when=_when(a, b),
        where=_where(a, b),
        published=_published(a.around, b.around),
        about=_about(a.around, b.around),
        source=_sources(a, b),
        aligned=aligned,
        retold=retold,
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _own(a: Sight, b: Sight, one: _Bag, other: _Bag) -> float:
    """Shared words over those of the shorter, each the lighter the oftener its article has it."""
    shared = 0.0
    for stem in one.words & other.words:
        times = a.around.often.get(stem, 1) + b.around.often.get(stem, 1)
        shared += rarity(stem) * 2 / times
    return _share(shared, min(_weight(a, one), _weight(b, other)))


def _weight(sight: Sight, bag: _Bag) -> float:
    often = sight.around.often
    return sum(rarity(s) / often.get(s, 1) for s in bag.words)


def _sense(a: Sight, b: Sight) -> tuple[float, float]:
    if a.sense is None or b.sense is None:
        return 0.0, 0.0
    sense = float(a.sense @ b.sense)
    best = max(
        float((b.around.senses[b.kind] @ a.sense).max()),
        float((a.around.senses[a.kind] @ b.sense).max()),
    )
    return sense, min(0.0, sense - best)


def _content(a: Sight, b: Sight) -> float:
    one, other = bag_of(a.content), bag_of(b.content)
    shared = sum(map(rarity, one.words & other.words))
    return _share(shared, one.weight + other.weight - shared)


def _parties(a: Sight, b: Sight) -> tuple[float, float, float]:
    first, second = (_agree(a.parties[i], b.parties[i]) for i in (0, 1))
    if a.kind == "statement" or first + second > 0:
        return first, second, 0.0
    across = _agree(a.parties[0], b.parties[1]) + _agree(a.parties[1], b.parties[0])
    return first, second, 1.0 if across > 1.0 else 0.0


def _agree(one: Name | None, other: Name | None) -> float:
    return agreement(one, other) if one is not None and other is not None else 0.0


def _same(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if one == other else -1.0


def _value(a: Sight, b: Sight) -> float:
    if not a.value or not b.value:
        return 0.0
    if a.value != b.value:
        return -1.0
    return min(1.0, 0.4 + 0.2 * math.log10(1 + max(map(abs, a.value))))


def _figures(one: _Bag, other: _Bag) -> float:
    fewest = min(len(one.figures), len(other.figures))
    if not fewest:
        return 0.0
    return 2 * len(one.figures & other.figures) / fewest - 1


def _when(a: Sight, b: Sight) -> float:
    if a.when is None or b.when is None:
        return 0.0
    days = apart(a.when, b.when)
    return max(-1.0, 1.0 - 0.5 * days)


def _where(a: Sight, b: Sight) -> float:
    if a.place is None or b.place is None:
        return 0.0
    if fold(a.place.name) == fold(b.place.name):
        return 1.0
    if a.place.country and b.place.country:
        return 0.3 if a.place.country == b.place.country else -1.0
    return 0.0


def _published(a: Around, b: Around) -> float:
    if a.published is None or b.published is None:
        return 0.0
    return max(-1.0, 1.0 - abs(a.published - b.published) / 15)


def _about(a: Around, b: Around) -> float:
    first, second = (a, b) if a.identity < b.identity else (b, a)
    return _likeness(first, second)


@functools.lru_cache(maxsize=_REMEMBERED)
def _likeness(a: Around, b: Around) -> float:
    if not a.weight or not b.weight:
        return 0.0
    return sum(map(rarity, sorted(a.about & b.about))) / float((a.weight * b.weight) ** 0.5)


def _sources(a: Sight, b: Sight) -> float:
    if a.kind == "statement" or not a.sources or not b.sources:
        return 0.0
    return 1.0 if set(a.sources) & set(b.sources) else -1.0


def _alignments(a: Sight, b: Sight, lineage: LineageLink) -> tuple[float, float]:
    """How well the two passages lie over each other in the articles' alignments."""
    if a.around.identity != lineage.first:
        a, b = b, a
    words = retold = 0.0
    for passage in lineage.alignments:
        if passage.first.overlaps(a.evidence) and passage.second.overlaps(b.evidence):
            if passage.how == "words":
                words = max(words, _laid_over(a.evidence, b.evidence, passage))
            else:
                retold = max(retold, _both_cover(a.evidence, b.evidence, passage))
    return words, retold


def _laid_over(one: Span, other: Span, passage: Alignment) -> float:
    """Overlap of two passages after moving the first to where the same words stand."""
    first, second = passage.first, passage.second
    scale = (second.end - second.start) / max(first.end - first.start, 1)
    start = second.start + (one.start - first.start) * scale
    end = second.start + (one.end - first.start) * scale
    shared = min(end, other.end) - max(start, other.start)
    whole = max(end, other.end) - min(start, other.start)
    return max(0.0, shared / whole) if whole else 0.0


def _both_cover(one: Span, other: Span, passage: Alignment) -> float:
    return min(_covered(one, passage.first), _covered(other, passage.second))


def _covered(span: Span, by: Span) -> float:
    shared = min(span.end, by.end) - max(span.start, by.start)
    return shared / max(span.end - span.start, 1)
