"""Articles and entries as rows of the record's tables, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from backchannel.articles.article import Apart, Article, Credit, Published
from backchannel.entries.entry import Entry, Party
from backchannel.record.identity import folded
from backchannel.record.shape import KIND_BY_NAME, Form, shape
from backchannel.record.tables import (
    AUTHOR,
    ENTRY_PARTY,
    ENTRY_SOURCE,
    ENTRY_SPAN,
    KIND_TABLES,
    PASSAGE,
)
from backchannel.span import Span

Row = dict[str, Any]

# These two stand in the entry's own row, being asked for with every entry.
_OWN = ("evidence", "trigger")
_PLACED = ("headline", "byline", "dateline")


@dataclass(slots=True)
class EntryRows:
    """Rows of the tables around ``entry``, to be written together."""

    sources: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)
    plain: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, entry: Entry) -> None:
        """Take up the fields of ``entry``, stored under ``number``."""
        plain: Row = {"entry": number}
        for item in shape(type(entry)):
            value = getattr(entry, item.name)
            if item.name in _OWN:
                continue
            if item.form is Form.PLAIN:
                plain[item.name] = value
            elif item.form is Form.PARTY and value is not None:
                self.parties.append(
                    {
                        "entry": number,
                        "role": item.name,
                        "name": value.name,
                        "folded": folded(value.name),
                        "code": value.code,
                    }
                )
            elif item.form is Form.NAMES:
                self.sources += [
                    {"entry": number, "nth": n, "name": name} for n, name in enumerate(value)
                ]
            elif item.form in (Form.SPAN, Form.SPANS) and value is not None:
                spans = [value] if item.form is Form.SPAN else value
                self.spans += [
                    {
                        "entry": number,
                        "role": item.name,
                        "nth": n,
                        "span_start": span.start,
                        "span_end": span.end,
                    }
                    for n, span in enumerate(spans)
                ]
        self.plain[entry.kind].append(plain)

    def write(self, connection: sa.Connection) -> None:
        """Insert everything taken up."""
        tables = [
            (ENTRY_SOURCE, self.sources),
            (ENTRY_PARTY, self.parties),
            (ENTRY_SPAN, self.spans),
            *((KIND_TABLES[kind], rows) for kind, rows in self.plain.items()),
        ]
        for table, rows in tables:
            if rows:
                connection.execute(table.insert(), rows)


def load_entries(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Entry]:
    """The entries whose rows of table ``entry`` are given, in the same order."""
    numbers = [row.number for row in rows]
    parties: dict[int, dict[str, Party]] = defaultdict(dict)
    for row in _of(connection, ENTRY_PARTY, numbers):
        parties[row.entry][row.role] = Party(row.name, row.code)
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in _of(connection, ENTRY_SPAN, numbers):
        spans[row.entry][row.role].append(Span(row.span_start, row.span_end))
    sources: dict[int, list[str]] = defaultdict(list)
    for row in _of(connection, ENTRY_SOURCE, numbers):
        sources[row.entry].append(row.name)
    plain: dict[int, Row] = {}
    for kind in sorted({row.kind for row in rows}):
        of_kind = [row.number for row in rows if row.kind == kind]
        for row in _of(connection, KIND_TABLES[kind], of_kind):
            plain[row.entry] = row._asdict()
    return [
        _entry(row, parties[row.number], spans[row.number], sources[row.number], plain[row.number])
        for row in rows
    ]


def _of(connection: sa.Connection, table: sa.Table, numbers: list[int]) -> Iterable[sa.Row[Any]]:
    chosen = sa.select(table).where(table.c.entry.in_(numbers)).order_by(*table.primary_key)
    return connection.execute(chosen)


def _entry(
    row: sa.Row[Any],
    parties: Mapping[str, Party],
    spans: Mapping[str, list[Span]],
    sources: list[str],
    plain: Row,
) -> Entry:
    kind = KIND_BY_NAME[row.kind]
    values: Row = {}
    for item in shape(kind):
        if item.name in _OWN:
            start = getattr(row, f"{item.name}_start")
            end = getattr(row, f"{item.name}_end")
            values[item.name] = None if start is None else Span(start, end)
        elif item.form is Form.PLAIN:
            values[item.name] = plain[item.name]
        elif item.form is Form.PARTY:
            values[item.name] = parties.get(item.name)
        elif item.form is Form.NAMES:
            values[item.name] = tuple(sources)
        elif item.form is Form.SPANS:
            values[item.name] = tuple(spans.get(item.name, ()))
        else:
            values[item.name] = next(iter(spans.get(item.name, ())), None)
    return kind(**values)


def facts(article: Article) -> Row:
    """What is known about an article, as columns of table ``article``."""
    return {
        "name": article.id,
        "named": article.named,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published and article.published.day,
        "published_where": article.published and article.published.where,
        "url": article.url,
    }


def passage_rows(article: Article, number: int) -> list[Row]:
    """The rows of table ``passage`` for what stands where in ``article``."""
    found: list[tuple[str, Span, str | None]] = [
        (role, span, None) for role in _PLACED if (span := getattr(article, role)) is not None
    ]
    found += [("credit", c.span, c.agency) for c in article.credits]
    found += [("apart", a.span, a.why) for a in article.apart]
    return [
        {
            "article": number,
            "nth": n,
            "role": role,
            "span_start": span.start,
            "span_end": span.end,
            "note": note,
        }
        for n, (role, span, note) in enumerate(found)
    ]


def author_rows(article: Article, number: int) -> list[Row]:
    """The rows of table ``author`` for ``article``."""
    return [{"article": number, "nth": n, "name": name} for n, name in enumerate(article.authors)]


def load_articles(connection: sa.Connection, rows: Iterable[sa.Row[Any]]) -> dict[int, Article]:
    """Articles by number, from rows of table ``article``; ``page`` where the row has it."""
    heads = {row.number: row for row in rows}
    passages = _by_article(connection, PASSAGE, heads)
    authors = _by_article(connection, AUTHOR, heads)
    return {
        number: _article(row, passages[number], tuple(a.name for a in authors[number]))
        for number, row in heads.items()
    }


def _by_article(
    connection: sa.Connection, table: sa.Table, numbers: Iterable[int]
) -> dict[int, list[sa.Row[Any]]]:
    chosen = sa.select(table).where(table.c.article.in_(list(numbers)))
    found: dict[int, list[sa.Row[Any]]] = defaultdict(list)
    for row in connection.execute(chosen.order_by(table.c.article, table.c.nth)):
        found[row.article].append(row)
    return found


def _article(row: sa.Row[Any], passages: list[sa.Row[Any]], authors: tuple[str, ...]) -> Article:
    placed = {p.role: Span(p.span_start, p.span_end) for p in passages if p.role in _PLACED}
    return Article(
        id=row.name,
        named=row.named,
        text=row.text,
        title=row.title,
        outlet=row.outlet,
        published=row.published and Published(row.published, row.published_where),
        url=row.url,
        page=row._mapping.get("page"),
        headline=placed.get("headline"),
        byline=placed.get("byline"),
        dateline=placed.get("dateline"),
        credits=tuple(
            Credit(p.note, Span(p.span_start, p.span_end)) for p in passages if p.role == "credit"
        ),
        apart=tuple(
            Apart(Span(p.span_start, p.span_end), p.note) for p in passages if p.role == "apart"
        ),
        authors=authors,
    )
