"""What two entries have in common, as numbers that a person can follow."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from backchannel.links.bags import Bag, contained, content_of, evidence_of, shared, weight_of
from backchannel.links.days import apart
from backchannel.links.link import Alignment, LineageLink
from backchannel.links.names import agreement
from backchannel.links.sights import SENSE_LENGTH, Around, Sight
from backchannel.links.words import rarity
from backchannel.parties.fold import fold
from backchannel.span import Span

_REMEMBERED = 20_000
_SQUARE = SENSE_LENGTH**2
_LEAST_SENSE = 0.3
_MUCH_SENSE = 0.7
_LEAST_OWN = 0.05
_AGAIN, _AGAIN_IN_PAIRS = 0.7, 0.5
_MUCH = 30.0  # rarity of shared words, added up, from which on more says nothing more


class Features(NamedTuple):
    """What speaks for two entries telling the same; 0 where nothing is known.

    Attributes:
        words: rarity of the words that both have, over that of all: 0 to 1.
        shared: rarity of the words that both have, added up, as a share of 30: 0 to 1.
        own: the same over the words of the shorter; words that stand often in the two articles
            count less.
        phrases: of the pairs of neighbouring words of the shorter, the share that both have.
        content: as ``words``, of what is said, asked, judged or counted.
        sense: cosine of their sense vectors.
        rivals: by how much another entry of either article is nearer in sense: 0 or less.
        first, second: how far the parties of the first and second role may be one, -1 to 1.
        crossed: 1 where the two parties stand in each other's role.
        sort: 1 for the same type, stance, channel or thing counted, -1 for another.
        value: of tallies, for the same figure 0.4 to 1, the larger it is; else -1.
        figures: numbers in both: the share that both have, less 0.5, times two.
        when: 1 where the days that they speak of overlap, down to -1 where they lie far apart.
        where: 1 for the same place, 0.3 for the same country, -1 for another.
        published: 1 for articles of the same day, down to -1 for those 30 days apart.
        about: likeness of what the articles are about, 0 to 1.
        source: 1 where the same source says so, -1 where sources differ.
        aligned: how well the passages lie over each other where both articles have the same words.
        retold: the same where one retells or quotes the other.
        elsewhere: 1 where another passage of either article lies over the one of the other.
    """

    words: float
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
    value: float
    figures: float
    when: float
    where: float
    published: float
    about: float
    source: float
    aligned: float
    retold: float
    elsewhere: float


def sense_of(a: Sight, b: Sight) -> float:
    """Cosine of two sense vectors; 0 where one is not known."""
    if a.sense is None or b.sense is None:
        return 0.0
    return float(a.sense.dot(b.sense)) / _SQUARE


def is_hopeless(a: Sight, b: Sight) -> bool:
    """Whether a look at meaning and words shows that two entries do not tell the same.

    Of tallies, the figure must be the same.
    """
    if a.kind == "tally":
        return a.value != b.value
    if a.sense is None or b.sense is None:
        return False
    sense = sense_of(a, b)
    if sense < _LEAST_SENSE:
        return True
    if sense > _MUCH_SENSE:
        return False
    one, other = evidence_of(a), evidence_of(b)
    fewest = min(one.own, other.own)
    return contained(shared(one, other), a, b, fewest, one) < _LEAST_OWN


def tells_again(told: Sight, by: Sight) -> bool:
    """Whether an entry, be it of another kind, has most of another's words."""
    one, other = evidence_of(told), evidence_of(by)
    return contained(shared(one, other), told, by, one.own, one) >= _AGAIN and len(
        one.pairs & other.pairs
    ) >= _AGAIN_IN_PAIRS * len(one.pairs)


def features_of(a: Sight, b: Sight, lineage: LineageLink | None) -> Features:
    """What two entries of one kind have in common; the same whichever comes first."""
    return completed(at_best(a, b, lineage), a, b)


def completed(found: Features, a: Sight, b: Sight) -> Features:
    """The features that `at_best` gave for two entries, those that it left open looked up."""
    return found._replace(content=_content(a, b), rivals=_rivals(a, b, found.sense))


def at_best(a: Sight, b: Sight, lineage: LineageLink | None) -> Features:
    """The features, those that take the longest to find as good as they can be.

    ``content`` is 1 where there is some, ``rivals`` 0. Most pairs do not tell the same even so.
    """
    one, other = evidence_of(a), evidence_of(b)
    words = shared(one, other)
    weight = weight_of(words, one)
    aligned, retold, elsewhere = _alignments(a, b, lineage) if lineage else (0.0, 0.0, 0.0)
    first, second, crossed = _parties(a, b)
    return Features(
        words=_share(weight, one.weight + other.weight - weight),
        shared=min(1.0, weight / _MUCH),
        own=contained(words, a, b, min(one.own, other.own), one),
        phrases=_share(len(one.pairs & other.pairs), min(len(one.pairs), len(other.pairs))),
        content=1.0 if a.content and b.content else 0.0,
        sense=sense_of(a, b),
        rivals=0.0,
        first=first,
        second=second,
        crossed=crossed,
        sort=_same(a.sort, b.sort),
        value=_value(a, b),
        figures=_figures(one, other),
        when=_when(a, b),
        where=_where(a, b),
        published=_published(a.around, b.around),
        about=about_of(a.around, b.around),
        source=_sources(a, b),
        aligned=aligned,
        retold=retold,
        elsewhere=elsewhere,
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _rivals(a: Sight, b: Sight, sense: float) -> float:
    """How much nearer in sense another entry of either article is than the one at hand."""
    if a.sense is None or b.sense is None:
        return 0.0
    best = max((b.around.senses[b.kind] @ a.sense).max(), (a.around.senses[a.kind] @ b.sense).max())
    return min(0.0, sense - float(best) / _SQUARE)


def _content(a: Sight, b: Sight) -> float:
    one, other = content_of(a), content_of(b)
    weight = weight_of(shared(one, other), one)
    return _share(weight, one.weight + other.weight - weight)


def _parties(a: Sight, b: Sight) -> tuple[float, float, float]:
    first, second = (agreement(a.parties[i], b.parties[i]) for i in (0, 1))
    if a.kind == "statement" or first + second > 0:
        return first, second, 0.0
    across = agreement(a.parties[0], b.parties[1]) + agreement(a.parties[1], b.parties[0])
    return first, second, 1.0 if across > 1.0 else 0.0


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


def _figures(one: Bag, other: Bag) -> float:
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


def about_of(a: Around, b: Around) -> float:
    """Likeness of what two articles are about, 0 to 1."""
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


def _alignments(a: Sight, b: Sight, lineage: LineageLink) -> tuple[float, float, float]:
    """How well the two passages lie over each other in the articles' alignments."""
    if a.around.identity != lineage.first:
        a, b = b, a
    words = retold = elsewhere = 0.0
    for passage in lineage.alignments:
        here, there = passage.first.overlaps(a.evidence), passage.second.overlaps(b.evidence)
        if here and there:
            if passage.how == "words":
                words = max(words, _laid_over(a.evidence, b.evidence, passage))
            else:
                retold = max(retold, _both_cover(a.evidence, b.evidence, passage))
        elif here or there:
            elsewhere = 1.0
    return words, retold, 0.0 if words or retold else elsewhere


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
