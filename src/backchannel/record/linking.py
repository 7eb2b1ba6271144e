"""Keeping a record's links: what is new is compared with all that shares a key with it.

Every pair is compared for itself, so what is kept does not depend on when which article came. An
article that goes, or is read again, takes its links with it.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.errors import RecordError
from backchannel.links.compare import links_between, links_within
from backchannel.links.kept import read_back, written
from backchannel.links.lineage import Profile, lineage_of, profile_of
from backchannel.links.link import RULES, Alignment, EntryLink, LineageLink, Sheet
from backchannel.links.sights import Sight, sights_of
from backchannel.record import dialect, rows
from backchannel.record.query import Line, is_standing
from backchannel.record.remembered import Remembered
from backchannel.record.tables import (
    ARTICLE,
    ARTICLE_KEY,
    ARTICLE_SIGHT,
    ENTRY,
    ENTRY_KEY,
    ENTRY_LINK,
    LINEAGE_LINK,
    LINKED,
    READING,
)
from backchannel.span import Span

BATCH = 500
"""Articles linked in one transaction: it takes some seconds."""

_LOADED = 200
"""Articles whose readings are loaded together."""

_REMEMBERED = 20_000
"""Articles of which what is compared is held in memory, beside those compared just now."""

_AT_ONCE = 50
"""New articles whose pairs are held in memory together: each may meet every other article."""

_MOST_NUMBERS = 10_000  # in one SQL list

T = TypeVar("T")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What linking found.

    Attributes:
        articles: newly linked.
        lineage: links between articles found.
        entries: links between entries found.
    """

    articles: int = 0
    lineage: int = 0
    entries: int = 0

    def __add__(self, other: LinkReport) -> LinkReport:
        """Both together."""
        return LinkReport(
            self.articles + other.articles,
            self.lineage + other.lineage,
            self.entries + other.entries,
        )


class Linking:
    """Links the articles of a record, batch by batch. Lives as long as a run."""

    def __init__(self) -> None:
        self._profiles: Remembered[Profile] = Remembered(_REMEMBERED)
        self._sights: Remembered[dict[int, Sight]] = Remembered(_REMEMBERED)

    def link(self, connection: sa.Connection, numbers: Sequence[int]) -> LinkReport:
        """Link articles that are not linked yet with each other and with all that are."""
        self._look(connection, numbers)
        connection.execute(LINKED.insert(), [{"article": n, "rules": RULES} for n in numbers])
        self._keep(connection, numbers)
        report, later = LinkReport(len(numbers)), set(numbers)
        for some in _batches(sorted(numbers), _AT_ONCE):
            # Pairs of two new articles are compared with the first of them.
            earlier = set(numbers) - later
            lineage = self._link_articles(connection, some, earlier)
            entries = self._link_entries(connection, some, earlier, lineage)
            report += LinkReport(0, len(lineage), entries)
            later -= set(some)
        return report

    def _look(self, connection: sa.Connection, numbers: Sequence[int]) -> None:
        """Have what is compared of new articles and of their entries."""
        stamps = _stamps(connection, numbers)
        self._profiles.make_room(set(numbers))
        self._sights.make_room(set(numbers))
        for batch in _batches(numbers, _LOADED):
            for number, (sheet, of_id) in load_sheets(connection, batch).items():
                self._profiles.put(number, stamps[number], profile_of(sheet))
                seen = {of_id[s.id]: s for s in sights_of(sheet)}
                self._sights.put(number, stamps[number], seen)

    def _look_at_articles(self, connection: sa.Connection, numbers: Set[int]) -> None:
        """Have what is compared of articles, new ones or linked before."""
        stamps = _stamps(connection, sorted(numbers))
        missing = self._profiles.missing(numbers, stamps)
        for batch in _batches(sorted(missing), _LOADED):
            for number, (identity, article) in _load_articles(connection, batch).items():
                profile = profile_of(Sheet(identity, article, ()))
                self._profiles.put(number, stamps[number], profile)

    def _look_at_entries(self, connection: sa.Connection, numbers: Set[int]) -> None:
        """Have what is compared of the entries of articles, new ones or linked before."""
        stamps = _stamps(connection, sorted(numbers))
        missing = self._sights.missing(numbers, stamps)
        for batch in _batches(sorted(missing), _LOADED):
            for number, seen in _load_sights(connection, batch).items():
                self._sights.put(number, stamps[number], seen)

    def _keep(self, connection: sa.Connection, numbers: Iterable[int]) -> None:
        """Put new articles where others find them."""
        of_articles, of_entries = [], []
        for number in numbers:
            of_articles += [(key, number) for key in self._profiles[number].keys]
            of_entries += [
                (key, entry, number)
                for entry, sight in self._sights[number].items()
                for key in sight.keys
            ]
        dialect.insert_rows(connection, ARTICLE_KEY, sorted(of_articles))
        dialect.insert_rows(connection, ENTRY_KEY, sorted(of_entries))
        kept = [
            {"article": n, "content": written(tuple(self._sights[n].values()))} for n in numbers
        ]
        connection.execute(ARTICLE_SIGHT.insert(), kept)

    def _link_articles(
        self, connection: sa.Connection, numbers: Sequence[int], done: Set[int]
    ) -> dict[Pair, LineageLink]:
        """Link new articles with all but those ``done``."""
        a, b = ARTICLE_KEY.alias(), ARTICLE_KEY.alias()
        shared = sa.select(a.c.article, b.c.article).join(b, b.c.key == a.c.key).distinct()
        chosen = shared.where(a.c.article.in_(numbers), b.c.article != a.c.article)
        met = connection.execute(chosen)
        pairs = sorted({_in_order(x, y) for x, y in met if y not in done})
        self._look_at_articles(connection, {n for pair in pairs for n in pair})
        found = {}
        for x, y in pairs:
            link = lineage_of(self._profiles[x], self._profiles[y])
            if link is not None:
                found[x, y] = link
        if found:
            made = [self._lineage_row(pair, link) for pair, link in found.items()]
            connection.execute(LINEAGE_LINK.insert(), made)
        return found

    def _lineage_row(self, pair: Pair, link: LineageLink) -> rows.Row:
        x, y = pair
        first, second = (x, y) if self._profiles[x].identity == link.first else (y, x)
        spans = [[*a.first, *a.second, a.how] for a in link.alignments]
        evidence = json.dumps({"alignments": spans, "reasons": link.reasons})
        return {
            "first": first,
            "second": second,
            "kind": link.kind,
            "score": link.score,
            "evidence": evidence,
        }

    def _link_entries(
        self,
        connection: sa.Connection,
        numbers: Sequence[int],
        done: Set[int],
        lineage: dict[Pair, LineageLink],
    ) -> int:
        """Link entries of new articles, within each and with all articles but those ``done``."""
        met = _entry_pairs(connection, numbers, done)
        self._look_at_entries(connection, {*numbers, *itertools.chain(*lineage, *met)})
        made = []
        for number in numbers:
            sights = self._sights[number]
            of_id = {sight.id: (entry, number) for entry, sight in sights.items()}
            made += [_entry_row(of_id, x) for x in links_within(tuple(sights.values()))]
        for x, y in lineage:
            met.setdefault((x, y), set()).update(self._of_one_kind(x, y))
        for (x, y), pairs in met.items():
            made += self._link_two(x, y, pairs, lineage.get((x, y)))
        if made:
            connection.execute(ENTRY_LINK.insert(), made)
        return len(made)

    def _link_two(
        self, x: int, y: int, pairs: Iterable[Pair], lineage: LineageLink | None
    ) -> Iterator[rows.Row]:
        """What entries of one article have to do with those of another, pair by pair."""
        some, others = self._sights[x], self._sights[y]
        for e, f in pairs:
            one, other = some[e], others[f]
            # By their ids: numbers are given in the order of reading.
            a, b = (one, other) if one.id < other.id else (other, one)
            for found in links_between(a, b, lineage):
                yield _entry_row({one.id: (e, x), other.id: (f, y)}, found)

    def _of_one_kind(self, x: int, y: int) -> Iterator[Pair]:
        """All entries of one kind of two articles of one origin, whether they share a key or not:
        what is told in other words may have nothing rare in common."""
        return (
            (e, f)
            for e, one in self._sights[x].items()
            for f, other in self._sights[y].items()
            if one.kind == other.kind
        )


def _entry_pairs(
    connection: sa.Connection, numbers: Sequence[int], done: Set[int]
) -> dict[Pair, set[Pair]]:
    """Entries of different articles that share a key, by their articles; the lesser first."""
    a, b = ENTRY_KEY.alias(), ENTRY_KEY.alias()
    shared = sa.select(a.c.entry, a.c.article, b.c.entry, b.c.article).distinct()
    chosen = shared.join(b, b.c.key == a.c.key).where(
        a.c.article.in_(numbers), b.c.article != a.c.article
    )
    found: dict[Pair, set[Pair]] = defaultdict(set)
    for e, x, f, y in connection.execute(chosen).all():
        if y not in done:
            articles, pair = ((x, y), (e, f)) if x < y else ((y, x), (f, e))
            found[articles].add(pair)
    return found


def _entry_row(of_id: dict[str, Pair], link: EntryLink) -> rows.Row:
    (first, first_article), (second, second_article) = of_id[link.first], of_id[link.second]
    return {
        "first": first,
        "second": second,
        "first_article": first_article,
        "second_article": second_article,
        "relation": link.relation,
        "score": link.score,
        "evidence": json.dumps(link.reasons),
    }


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _in_order(x: int, y: int) -> Pair:
    return (x, y) if x < y else (y, x)


def _stamps(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, str | None]:
    """The stamps of articles: each changes whenever the article's entries do."""
    columns = (READING.c.article, READING.c.stamp)
    stamps: dict[int, str | None] = {}
    for batch in _batches(numbers, _MOST_NUMBERS):
        chosen = sa.select(*columns).where(READING.c.article.in_(batch))
        stamps |= {row.article: row.stamp for row in connection.execute(chosen)}
    return stamps


def pending(connection: sa.Connection, most: int) -> list[int]:
    """Articles to be linked, by number; what older rules have linked is let go first."""
    connection.execute(LINKED.delete().where(LINKED.c.rules != RULES))
    return list(connection.scalars(_not_linked().limit(most)))


def count_pending(connection: sa.Connection) -> int:
    """How many articles are still to be linked."""
    waiting = _not_linked().subquery()
    return connection.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0


def _not_linked() -> sa.Select[tuple[int]]:
    done = sa.and_(LINKED.c.article == READING.c.article, LINKED.c.rules == RULES)
    waiting = sa.select(READING.c.article).outerjoin(LINKED, done).where(LINKED.c.article.is_(None))
    chosen = sa.select(ARTICLE.c.number).where(ARTICLE.c.number.in_(waiting))
    return chosen.order_by(ARTICLE.c.name)


def load_sheets(
    connection: sa.Connection, numbers: Sequence[int]
) -> dict[int, tuple[Sheet, dict[str, int]]]:
    """What is linked of articles, by number; with the numbers of their entries, by id."""
    articles = _load_articles(connection, numbers)
    chosen = (
        sa.select(ENTRY, READING.c.model)
        .join(READING, READING.c.article == ENTRY.c.article)
        .where(ENTRY.c.article.in_(numbers), is_standing())
        .order_by(ENTRY.c.article, ENTRY.c.place)
    )
    lines: dict[int, list[Line]] = {n: [] for n in articles}
    of_id: dict[int, dict[str, int]] = {n: {} for n in articles}
    found = connection.execute(chosen).all()
    for batch in _batches(found, _MOST_NUMBERS):
        for row, entry in zip(batch, rows.load_entries(connection, batch), strict=True):
            lines[row.article].append(Line.of(row, articles[row.article][1], entry))
            of_id[row.article][row.id] = row.number
    return {
        number: (Sheet(identity, article, tuple(lines[number])), of_id[number])
        for number, (identity, article) in articles.items()
    }


def _load_articles(
    connection: sa.Connection, numbers: Sequence[int]
) -> dict[int, tuple[str, Article]]:
    """Articles without their pages, each with its identity, by number."""
    columns = [c for c in ARTICLE.c if c.name != "page"]
    heads = connection.execute(sa.select(*columns).where(ARTICLE.c.number.in_(numbers))).all()
    articles = rows.load_articles(connection, heads)
    return {row.number: (row.identity, articles[row.number]) for row in heads}


def _load_sights(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, dict[int, Sight]]:
    """What was kept of linked articles: what is compared of each entry, by number."""
    entries: dict[int, dict[int, bytes | None]] = {number: {} for number in numbers}
    chosen = (
        sa.select(ENTRY.c.article, ENTRY.c.number, ENTRY.c.sense)
        .where(ENTRY.c.article.in_(numbers), is_standing())
        .order_by(ENTRY.c.article, ENTRY.c.place)
    )
    for article, number, sense in connection.execute(chosen).all():
        entries[article][number] = sense
    kept = (
        sa.select(ARTICLE.c.number, ARTICLE.c.name, ARTICLE.c.text, ARTICLE_SIGHT.c.content)
        .join(ARTICLE_SIGHT, ARTICLE_SIGHT.c.article == ARTICLE.c.number)
        .where(ARTICLE.c.number.in_(numbers))
    )
    found = {}
    for article, name, text, content in connection.execute(kept).all():
        senses = entries[article]
        try:
            sights = read_back(content, text, list(senses.values()))
        except RecordError as error:
            raise RecordError(f"{name}: {error}; remove it and read it again") from error
        found[article] = dict(zip(senses, sights, strict=True))
    return found


def all_sheets(connection: sa.Connection) -> Iterator[Sheet]:
    """Every article with its entries, in order of the articles' names."""
    numbers = list(connection.scalars(sa.select(ARTICLE.c.number).order_by(ARTICLE.c.name)))
    for batch in _batches(numbers, _LOADED):
        held = load_sheets(connection, batch)
        yield from (held[number][0] for number in batch)


def lineage_links(connection: sa.Connection) -> Iterator[LineageLink]:
    """All links between articles, in order."""
    a, b = ARTICLE.alias(), ARTICLE.alias()
    chosen = (
        sa.select(LINEAGE_LINK, a.c.identity.label("one"), b.c.identity.label("other"))
        .join(a, a.c.number == LINEAGE_LINK.c.first)
        .join(b, b.c.number == LINEAGE_LINK.c.second)
        .order_by(a.c.identity, b.c.identity)
    )
    for row in connection.execute(chosen):
        evidence: dict[str, Any] = json.loads(row.evidence)
        spans = tuple(
            Alignment(Span(a, b), Span(c, d), how) for a, b, c, d, how in evidence["alignments"]
        )
        reasons = tuple(evidence["reasons"])
        yield LineageLink(row.one, row.other, row.kind, row.score, spans, reasons)


def entry_links(connection: sa.Connection) -> Iterator[EntryLink]:
    """All links between entries, in order."""
    a, b = ENTRY.alias(), ENTRY.alias()
    chosen = (
        sa.select(ENTRY_LINK, a.c.id.label("one"), b.c.id.label("other"))
        .join(a, a.c.number == ENTRY_LINK.c.first)
        .join(b, b.c.number == ENTRY_LINK.c.second)
        .order_by(a.c.id, b.c.id, ENTRY_LINK.c.relation)
    )
    for row in connection.execute(chosen):
        reasons = tuple(json.loads(row.evidence))
        yield EntryLink(row.one, row.other, row.relation, row.score, reasons)
