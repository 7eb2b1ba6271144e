"""Which two articles come from one origin, and what shows it.

Found on body text, not headlines: articles that share a key are compared, each pair for itself.
What is tied, and as what, is in ``docs/decisions/0700-lineage-by-pairs.md``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from backchannel.links.agencies import Named, names_of, source_of
from backchannel.links.body import QUOTED, Body, Ints, body_of
from backchannel.links.evidence import (
    NOTHING,
    RUNNING_TEXT,
    Wording,
    retold,
    shown,
    wording_of,
)
from backchannel.links.facts import Facts, fact_keys, facts_of, quotation_keys
from backchannel.links.link import Alignment, LineageKind, LineageLink, Sheet, place
from backchannel.links.retelling import Retelling, Traits, retelling_of
from backchannel.links.shingles import Longs, band_keys, passage_keys, shared, shingles_of
from backchannel.links.words import rarity, tokens

SAME_TEXT = 0.8
"""Jaccard of five-word shingles from which on two bodies are one text."""

TAKEN_OVER = 0.5
"""Part of the shorter body that stands word for word in the other, of a reprint with cuts."""

KEPT = 0.75
"""Part of the names and figures of one article that the other has too, in a reprint with cuts."""

MADE_FROM = 0.5
"""Score of a rewrite at least."""

MOST_DAYS = 10
"""Days between an article and a rewrite of it at most, where both are dated."""

SEQUEL_DAYS = 2
"""Days after which the same outlet tells a new story, be it in the old words."""

KEPT_BY_ITSELF = 0.8
"""Part of the names and figures kept in a dispatch that its own outlet wrote anew, at least."""

LEAST_TAKEN = 25
"""Words that a reprint takes over at least."""

LEAST_SHARED = 24
"""Words outside quotations that articles share at least to be tied by them."""

LEAST_TEXT = 60
"""Words of an article that a rewrite is looked for of, at least."""

LEAST_RARE = 3
"""Rare names and figures in passages that tie articles, at least."""

LEAST_PASSAGE = 12
"""Words of the longest passage that such articles share, at least."""

_FIRST_LOOK = 0.5
_FIRST_SHARE = 0.3
_FEW_SHINGLES = 8
_TAKEN_OF_PROSE = 0.4
_IN_ORDER = 0.4
_FEW_VOICES = 0.01
_RARE_IN_HEADLINES = 5.5


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """All that lineage looks at of one article.

    Attributes:
        identity: what makes it this article.
        keys: signed 64-bit numbers, some fifty; articles that share one are compared.
        body: its words.
        shingles: its distinct five-word shingles, as rising numbers.
        facts: its names and figures.
        stems: its distinct stems, as rising numbers.
        outlet: who published it, under the best known name; ``None``: not known.
        day: of its publication, where known.
        named: agencies and outlets that it names as its source.
        headline: the first stem of its headline and the rare ones; ``None``: it has none.
    """

    identity: str
    keys: frozenset[int] = field(repr=False)
    body: Body = field(repr=False)
    shingles: Longs = field(repr=False)
    facts: Facts = field(repr=False)
    stems: Ints = field(repr=False)
    outlet: str | None
    day: datetime.date | None
    named: tuple[Named, ...] = field(repr=False)
    headline: frozenset[str] | None = field(repr=False)

    @property
    def origins(self) -> frozenset[str]:
        """Who its text is from as far as it says: its credits, else its outlet."""
        credited = frozenset(n.agency for n in self.named if n.whole)
        return credited or frozenset({self.outlet} if self.outlet else ())


def profile_of(sheet: Sheet) -> Profile:
    """What lineage looks at of an article: its first 6,000 words, its fields, and its credits."""
    article = sheet.article
    body = body_of(article)
    distinct = np.unique(shingles_of(body.words))
    facts = facts_of(body)
    keys = np.concatenate(
        (band_keys(distinct), passage_keys(body), fact_keys(facts), quotation_keys(body))
    )
    outlet = article.outlet and (source_of(article.outlet) or article.outlet)
    return Profile(
        identity=sheet.identity,
        keys=frozenset(keys.view(np.int64).tolist()),
        body=body,
        shingles=distinct,
        facts=facts,
        stems=np.unique(body.stems),
        outlet=outlet or None,
        day=article.published.day if article.published else None,
        named=names_of(article),
        headline=_stems_of(article.title),
    )


def _stems_of(title: str | None) -> frozenset[str] | None:
    if not title:
        return None
    stems = [t.stem for t in tokens(title[:500])]
    return frozenset([*stems[:1], *(s for s in stems if rarity(s) >= _RARE_IN_HEADLINES)])


def lineage_of(a: Profile, b: Profile) -> LineageLink | None:
    """What ties two articles, or ``None``; the order in which they are given does not matter."""
    if a.identity == b.identity:
        return None
    first, second = sorted((a, b), key=lambda p: p.identity)
    common = shared(first.shingles, second.shingles)
    fewest = min(len(first.shingles), len(second.shingles))
    wording = NOTHING
    if common >= min(_FEW_SHINGLES, _FIRST_SHARE * fewest) and common:
        wording = wording_of(first.body, second.body)
    pair = _Pair(first, second, common, wording)
    return _one_text(pair) or _taken_over(pair) or _made_from(pair) or _passages(pair)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two articles, the lesser identity first; how many shingles they share, and which words."""

    first: Profile
    second: Profile
    common: int
    wording: Wording

    @property
    def jaccard(self) -> float:
        whole = len(self.first.shingles) + len(self.second.shingles) - self.common
        return self.common / whole if whole else 0.0

    @property
    def shorter(self) -> Profile:
        return min(self.first, self.second, key=lambda p: (len(p.body), p.identity))

    def link(
        self,
        kind: LineageKind,
        score: float,
        reasons: Iterable[str],
        more: Iterable[Alignment] = (),
    ) -> LineageLink:
        """The link of a kind, with the passages that show it."""
        words = shown(self.first.body, self.second.body, self.wording)
        return LineageLink(
            first=self.first.identity,
            second=self.second.identity,
            kind=kind,
            score=round(score, 3),
            alignments=tuple(sorted([*words, *more], key=place)),
            reasons=(*reasons, *_credits(self.first, self.second)),
        )


def _one_text(pair: _Pair) -> LineageLink | None:
    if pair.jaccard < SAME_TEXT or _tables_of_two(pair):
        return None
    first, second = pair.first, pair.second
    if np.array_equal(first.body.words, second.body.words):
        return pair.link("same", 1.0, ("word for word the same text",))
    reason = f"{pair.jaccard:.0%} of all runs of five words are in both"
    kind: LineageKind = "reprint" if _another_outlet(first, second) else "reissue"
    return pair.link(kind, pair.jaccard, (reason,))


def _tables_of_two(pair: _Pair) -> bool:
    """Whether two tables are alike that belong to different headlines.

    A notice of a dividend does not say whose it is, but for its headline.
    """
    one, other = pair.first.headline, pair.second.headline
    if any(p.tells for p in pair.wording.passages) or one is None or other is None:
        return False
    return not one & other


def _another_outlet(one: Profile, other: Profile) -> bool:
    if one.outlet == other.outlet:
        return False
    return bool(one.outlet and other.outlet) or not one.origins & other.origins


def _same_outlet(one: Profile, other: Profile) -> bool:
    if one.outlet or other.outlet:
        return one.outlet == other.outlet
    return bool(one.origins & other.origins)


def _days(one: Profile, other: Profile) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def _is_sequel(pair: _Pair) -> bool:
    one, other = pair.first, pair.second
    return _same_outlet(one, other) and _days(one, other) > SEQUEL_DAYS


def _taken_over(pair: _Pair) -> LineageLink | None:
    body, wording = pair.shorter.body, pair.wording
    if _is_sequel(pair):
        return None
    if wording.taken < max(LEAST_TAKEN, TAKEN_OVER * len(body)):
        return None
    unquoted = int(((body.marks & QUOTED) == 0).sum())
    if wording.prose < _TAKEN_OF_PROSE * unquoted:
        return None
    # "Exxon raised its price", every week in the same words, is news each time.
    if max(_kept(pair.first, pair.second), _kept(pair.second, pair.first)) < KEPT:
        return None
    share = min(1.0, wording.taken / len(body))
    return pair.link("reprint", share, (f"{share:.0%} of the shorter stands in the other",))


def _made_from(pair: _Pair) -> LineageLink | None:
    one, other = pair.first, pair.second
    if min(len(one.body), len(other.body)) < LEAST_TEXT:
        return None
    if min(one.body.common(), other.body.common()) < RUNNING_TEXT:
        return None
    if _days(one, other) > MOST_DAYS or _is_sequel(pair):
        return None
    least = KEPT_BY_ITSELF if _same_outlet(one, other) else _FIRST_LOOK
    found = [
        (retelling_of(made.body, made.facts, source.body), made is other)
        for made, source in ((one, other), (other, one))
        if _kept(made, source) >= least
    ]
    if not found:
        return None
    retelling, turned = max(found, key=lambda x: x[0].score)
    if retelling.score < MADE_FROM:
        return None
    return pair.link(
        "rewrite", retelling.score, _reasons(retelling.traits), _retold(pair, retelling, turned)
    )


def _kept(made: Profile, source: Profile) -> float:
    """Part of the names and figures of one article that the other has: a first look."""
    places = np.minimum(np.searchsorted(source.stems, made.facts.stems), len(source.stems) - 1)
    if not len(places) or not len(source.stems):
        return 0.0
    found = source.stems[places] == made.facts.stems
    kept = float(made.facts.weights[found].sum(dtype=np.float64))
    return kept / made.facts.whole if found.any() else 0.0


def _reasons(traits: Traits) -> Iterator[str]:
    yield f"{traits.kept:.0%} of the names and figures of one are in the other"
    if max(traits.order, traits.sequence) >= _IN_ORDER:
        yield "they come in the same order"
    if traits.own_voices <= _FEW_VOICES:
        yield "it quotes nobody whom the other does not quote"


def _retold(pair: _Pair, retelling: Retelling, turned: bool) -> list[Alignment]:
    made, source = (pair.second, pair.first) if turned else (pair.first, pair.second)
    words = shown(pair.first.body, pair.second.body, pair.wording)
    known = [a.second if turned else a.first for a in words]
    pairs = retold(made.body, source.body, retelling.told, known)
    return [Alignment(y, x, "retold") if turned else Alignment(x, y, "retold") for x, y in pairs]


def _passages(pair: _Pair) -> LineageLink | None:
    wording = pair.wording
    if wording.prose < LEAST_SHARED or wording.longest < LEAST_PASSAGE:
        return None
    if wording.rare < LEAST_RARE or _is_sequel(pair):
        return None
    score = 1 - 0.5 ** (wording.prose / LEAST_SHARED)
    return pair.link("shares", score, (f"{wording.prose} words in common, quotations aside",))


def _credits(one: Profile, other: Profile) -> Iterator[str]:
    """What the articles say of where they come from, as far as it ties them."""
    named, others = ({n.agency for n in p.named} for p in (one, other))
    for agency in sorted(named & others):
        yield f"both name {agency}"
    for outlet, names in ((one.outlet, others), (other.outlet, named)):
        if outlet in names and outlet not in named & others:
            yield f"one names {outlet}, which published the other"
