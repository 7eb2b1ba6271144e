"""Where a line comes from: its origins, what rests on each, and the lineages of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backchannel.links.account import Account, Lineage, Origin, Thread
from backchannel.links.link import LineageLink
from backchannel.record.query import Line
from backchannel.record.store import Record
from backchannel.views.index import Index, descents
from backchannel.views.items import origins_words
from backchannel.views.sources import descent_words
from backchannel.views.wording import day, one_line


@dataclass(frozen=True, slots=True)
class Side:
    """A passage of one article: where, as a reference, and its words."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two passages that stand for each other; ``how``: ``words``, ``quotation``, ``retold``."""

    first: Side
    second: Side
    how: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ties two articles.

    Attributes:
        first, second: names of the articles.
        kind: as of the link.
        score: how sure, 0 to 1.
        reasons: what shows it beside the passages, in words.
        passages: aligned, in the order of the first article.
    """

    first: str
    second: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    passages: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A lineage with the articles that tell the line.

    Attributes:
        lineage: the lineage.
        articles: each article of it in words, in order, with what it has to do with an earlier one.
        evidence: the links that hold it together.
        names: of the articles, by identity.
    """

    lineage: Lineage
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Descended:
    """Where a line comes from.

    Attributes:
        line: the entry asked for.
        thread: its thread.
        number: how many origins, in words.
        origins: each with the entries that rest on it.
        families: the lineages of the articles that tell it.
    """

    line: Line
    thread: Thread
    number: str
    origins: tuple[tuple[Origin, tuple[Line, ...]], ...]
    families: tuple[Family, ...]


def origins(record: Record, wanted: str) -> list[Descended]:
    """Where the entries that ``wanted`` names come from; one answer for each thread.

    Args:
        record: the record, linked.
        wanted: an id, its beginning, or a reference; see `Record.entry`.

    Raises:
        RecordError: it names no entry.
    """
    lines = record.entry(wanted)
    return origins_of(record.account(), lines)


def origins_of(account: Account, lines: Iterable[Line]) -> list[Descended]:
    """Where entries of an account come from; what `origins` does once the record is read."""
    index = Index.of(account)
    first = {
        index.threads[line.id].id: line
        for line in reversed(list(lines))
        if line.id in index.threads
    }
    return [_descended(index, line) for line in reversed(first.values())]


def _descended(index: Index, line: Line) -> Descended:
    thread = index.threads[line.id]
    lines = {x.id: x for x in thread.lines}
    rest = tuple(
        (origin, tuple(lines[i] for i in origin.lines if i in lines))
        for origin in thread.origins.found
    )
    lineages = {x.id: x for y in thread.lines if (x := index.lineages.get(y.article.id))}
    families = tuple(_family(index, lineage) for lineage in lineages.values())
    return Descended(line, thread, origins_words(thread.origins), rest, families)


def _family(index: Index, lineage: Lineage) -> Family:
    earlier = descents(lineage)
    articles = []
    for identity in lineage.articles:
        article = index.account.sheets[identity].article
        published = article.published.day if article.published else None
        said = f"[{article.id}] {article.outlet or 'outlet not stated'}, {day(published)}"
        if identity in earlier:
            said += f", {descent_words(index, earlier[identity])}"
        articles.append(one_line(said))
    evidence = tuple(_evidence(index, link) for link in lineage.links)
    names = {identity: index.name(identity) for identity in lineage.articles}
    return Family(lineage, tuple(articles), evidence, names)


def _evidence(index: Index, link: LineageLink) -> Evidence:
    first, second = (index.account.sheets[i].article for i in (link.first, link.second))
    passages = tuple(
        Aligned(
            Side(f"{first.id}:{a.first.start}-{a.first.end}", a.first.of(first.text)),
            Side(f"{second.id}:{a.second.start}-{a.second.end}", a.second.of(second.text)),
            a.how,
        )
        for a in link.alignments
    )
    return Evidence(first.id, second.id, link.kind, link.score, link.reasons, passages)
