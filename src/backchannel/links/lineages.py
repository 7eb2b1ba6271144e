"""Lineages: articles of one origin, out of what was found between pairs of articles."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backchannel.links.account import Lineage, Material
from backchannel.links.agencies import credits_of
from backchannel.links.clusters import Rules, Tie, clusters_of, links_inside
from backchannel.links.link import Alignment, LineageLink, Sheet
from backchannel.record.query import Line
from backchannel.span import Span

_SHARED = 0.3
"""What passages in common count for: they keep together what other links tie, no more."""

_FLOOR = 0.35
"""Mean score from which on articles are one lineage; above ``_SHARED``."""

_COVERED = 0.8
"""Share of an entry's evidence that has to lie in a shared passage for it to come from there."""


def lineages_of(m: Material) -> tuple[Lineage, ...]:
    """The lineages of a record's articles, every article in one, by the first article's name.

    ``same``, ``reissue``, ``reprint`` and ``rewrite`` tie articles; passages in common (``shares``)
    alone do not. What people joined and parted goes before.
    """
    sheets = {sheet.identity: sheet for sheet in m.sheets}
    ties = [Tie(x.first, x.second, _weight(x)) for x in m.lineage]
    rules = Rules(m.judgements.joined_articles, m.judgements.parted_articles, floor=_FLOOR)
    clusters = clusters_of(sheets, ties, rules)
    held = links_inside(clusters, (x for x in m.lineage if x.is_of_one_origin))
    made = [
        _lineage([sheets[i] for i in cluster], links)
        for cluster, links in zip(clusters, held, strict=True)
    ]
    return tuple(sorted(made, key=lambda x: (sheets[x.id].article.id, x.id)))


def first_come(sheet: Sheet) -> tuple[datetime.date, str, str]:
    """What articles are put in order by: the earliest first, those without a day last."""
    published = sheet.article.published
    day = datetime.date.max if published is None else published.day
    return day, sheet.article.id, sheet.identity


def _weight(link: LineageLink) -> float:
    return link.score if link.is_of_one_origin else _SHARED * link.score


def _lineage(sheets: Sequence[Sheet], links: tuple[LineageLink, ...]) -> Lineage:
    ordered = sorted(sheets, key=first_come)
    articles = tuple(sheet.identity for sheet in ordered)
    return Lineage(articles[0], articles, _credit(ordered), links)


def _credit(sheets: Sequence[Sheet]) -> str | None:
    """The one agency that all articles that credit any have in common.

    What an article only cites ("told Reuters") is no origin of its whole text.
    """
    named = [names for sheet in sheets if (names := credits_of(sheet.article))]
    common = frozenset.intersection(*named) if named else frozenset()
    return next(iter(common)) if len(common) == 1 else None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage of an article that another has too; ``number`` is the same for both sides."""

    span: Span
    other: str
    number: int


class Origination:
    """Looks up where articles and entries come from.

    A passage that articles of several lineages share comes from one of them: from the lineage
    of the earliest article that has it.
    """

    def __init__(self, m: Material, lineages: Sequence[Lineage]) -> None:
        self._lineages = lineages
        self._lineage = {i: n for n, x in enumerate(lineages) for i in x.articles}
        self._rank = {s.identity: first_come(s) for s in m.sheets}
        self._identity = {s.article.id: s.identity for s in m.sheets}
        self._shared: dict[str, list[_Passage]] = defaultdict(list)
        number = 0
        for link in m.lineage:
            if link.is_of_one_origin or not {link.first, link.second} <= self._rank.keys():
                continue
            for passage in map(_own_words, link.alignments):
                if passage is not None:
                    first, second = passage
                    self._shared[link.first].append(_Passage(first, link.second, number))
                    self._shared[link.second].append(_Passage(second, link.first, number))
                    number += 1

    def identity(self, line: Line) -> str:
        """Identity of the article that a line stands in."""
        return self._identity[line.article.id]

    def of_article(self, identity: str) -> Lineage:
        """The lineage that an article belongs to.

        Raises:
            KeyError: the article is not of this record.
        """
        return self._lineages[self._lineage[identity]]

    def of_line(self, line: Line) -> Lineage:
        """The lineage that a line's passage comes from."""
        own = self.identity(line)
        articles = {own, *(p.other for p in self._around(own, line.entry.evidence))}
        return self.of_article(min(articles, key=self._rank.__getitem__))

    def passages(self, line: Line) -> frozenset[int]:
        """The shared passages that a line stands in: two lines that have one in common tell it
        in the same passage."""
        own = self.identity(line)
        return frozenset(p.number for p in self._around(own, line.entry.evidence))

    def earliest(self, lineages: Iterable[Lineage]) -> Lineage:
        """The lineage whose first article came first.

        Raises:
            ValueError: there is none.
        """
        return min(lineages, key=lambda x: self._rank[x.id])

    def _around(self, identity: str, evidence: Span) -> Iterator[_Passage]:
        """The shared passages around an evidence: together they cover it."""
        touching: dict[str, list[_Passage]] = defaultdict(list)
        for passage in self._shared.get(identity, ()):
            if passage.span.overlaps(evidence):
                touching[passage.other].append(passage)
        enough = _COVERED * (evidence.end - evidence.start)
        for passages in touching.values():
            if _covered(evidence, passages) >= enough:
                yield from passages


def _own_words(alignment: Alignment) -> tuple[Span, Span] | None:
    """Both sides of a passage; ``None`` of a quotation: two may have heard the same speech."""
    return None if alignment.how == "quotation" else (alignment.first, alignment.second)


def _covered(evidence: Span, passages: Iterable[_Passage]) -> int:
    """How many characters of ``evidence`` the passages cover."""
    covered, at = 0, evidence.start
    for span in sorted(p.span for p in passages):
        start, end = max(span.start, at), min(span.end, evidence.end)
        if end > start:
            covered, at = covered + end - start, end
    return covered
