"""Articles and entries as rows of the record's tables, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa

from backchannel.articles.article import Apart, Article, Credit, Published
from backchannel.entries.entry import Entry, Number, Party, Place
from backchannel.record.identity import folded
from backchannel.record.shape import KIND_BY_NAME, Field, Form, shape
from backchannel.record.tables import (
    AUTHOR,
    ENTRY_PARTY,
    ENTRY_PLACE,
    ENTRY_SOURCE,
    ENTRY_SPAN,
    KIND_TABLES,
    PASSAGE,
)
from backchannel.span import Span

Row = dict[str, Any]

# These stand in the entry's own row, being asked for with every entry.
_OWN = frozenset({"evidence", "trigger", "confidence"})
_IN_ONE_LIST = 5000
"""Numbers in one SQL list: databases bound the parameters of a statement (SQLite 32,766)."""

_PLACED = ("headline", "byline", "dateline")


def head(entry: Entry) -> Row:
    """What table ``entry`` has of the fields of an entry."""
    trigger = getattr(entry, "trigger", None)
    return {
        "kind": entry.kind,
        "evidence_start": entry.evidence.start,
        "evidence_end": entry.evidence.end,
        "trigger_start": trigger and trigger.start,
        "trigger_end": trigger and trigger.end,
        "confidence": entry.confidence,
    }


@dataclass(slots=True)
class EntryRows:
    """Rows of the tables around ``entry``, to be written together."""

    sources: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)
    plain: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, entry: Entry) -> None:
        """Take up the fields of ``entry``, stored under ``number``.

        Raises:
            OverflowError: a number is greater than 64-bit floating point has.
        """
        plain: Row = {"entry": number}
        for item in shape(type(entry)):
            value = getattr(entry, item.name)
            if item.name in _OWN:
                continue
            if item.form is Form.PLAIN:
                plain[item.name] = value
            elif item.form is Form.NUMBER:
                plain[item.name] = _kept(value)
            elif item.form is Form.AMOUNT:
                plain |= _amount_columns(item.name, value)
            elif value is not None:
                self._add_beside({"entry": number, "role": item.name}, item.form, value)
        self.plain[entry.kind].append(plain)

    def _add_beside(self, key: Row, form: Form, value: Any) -> None:
        """Take up a field that has a table of its own."""
        if form is Form.PARTY:
            named = {"name": value.name, "folded": folded(value.name)}
            self.parties.append(key | named | {"code": value.code})
        elif form is Form.PLACE:
            self.places.append(key | asdict(value) | {"folded": folded(value.name)})
        elif form is Form.NAMES:
            self.sources += [
                {"entry": key["entry"], "nth": n, "name": name} for n, name in enumerate(value)
            ]
        else:
            spans = [value] if form is Form.SPAN else value
            self.spans += [
                key | {"nth": n, "span_start": span.start, "span_end": span.end}
                for n, span in enumerate(spans)
            ]

    def write(self, connection: sa.Connection) -> None:
        """Insert everything taken up."""
        tables = [
            (ENTRY_SOURCE, self.sources),
            (ENTRY_PARTY, self.parties),
            (ENTRY_PLACE, self.places),
            (ENTRY_SPAN, self.spans),
            *((KIND_TABLES[kind], rows) for kind, rows in self.plain.items()),
        ]
        for table, rows in tables:
            if rows:
                connection.execute(table.insert(), rows)


def _amount_columns(name: str, value: Number | tuple[Number, Number]) -> Row:
    low, high = value if isinstance(value, tuple) else (value, None)
    return {f"{name}_low": _kept(low), f"{name}_high": _kept(high)}


def _kept(number: Number | None) -> float | None:
    return None if number is None else float(number)


@dataclass(slots=True)
class _Beside:
    """What stands in other tables about one entry, by the field that it belongs to."""

    named: dict[str, Party | Place] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    sources: list[str] = field(default_factory=list)
    plain: Row = field(default_factory=dict)


def load_entries(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Entry]:
    """The entries whose rows of table ``entry`` are given, in the same order."""
    numbers = [row.number for row in rows]
    beside = {number: _Beside() for number in numbers}
    for row in _of(connection, ENTRY_PARTY, numbers):
        beside[row.entry].named[row.role] = Party(row.name, row.code)
    for row in _of(connection, ENTRY_PLACE, numbers):
        place = Place(row.name, row.country, row.latitude, row.longitude, row.geoname)
        beside[row.entry].named[row.role] = place
    for row in _of(connection, ENTRY_SPAN, numbers):
        beside[row.entry].spans[row.role].append(Span(row.span_start, row.span_end))
    for row in _of(connection, ENTRY_SOURCE, numbers):
        beside[row.entry].sources.append(row.name)
    for kind in sorted({row.kind for row in rows}):
        of_kind = [row.number for row in rows if row.kind == kind]
        for row in _of(connection, KIND_TABLES[kind], of_kind):
            beside[row.entry].plain = row._asdict()
    return [_entry(row, beside[row.number]) for row in rows]


def _of(connection: sa.Connection, table: sa.Table, numbers: list[int]) -> Iterator[sa.Row[Any]]:
    for some in _batches(numbers):
        chosen = sa.select(table).where(table.c.entry.in_(some)).order_by(*table.primary_key)
        yield from connection.execute(chosen).all()


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _IN_ONE_LIST):
        yield numbers[first : first + _IN_ONE_LIST]


def _entry(row: sa.Row[Any], beside: _Beside) -> Entry:
    kind = KIND_BY_NAME[row.kind]
    values = {item.name: _value(item, row, beside) for item in shape(kind)}
    return kind(**values)


def _value(item: Field, row: sa.Row[Any], beside: _Beside) -> Any:
    name, form = item.name, item.form
    if name == "confidence":
        return row.confidence
    if name in _OWN:
        start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
        return None if start is None else Span(start, end)
    if form is Form.PLAIN:
        return beside.plain[name]
    if form is Form.NUMBER:
        return _number(beside.plain[name])
    if form is Form.AMOUNT:
        low, high = _number(beside.plain[f"{name}_low"]), _number(beside.plain[f"{name}_high"])
        return low if high is None else (low, high)
    if form in (Form.PARTY, Form.PLACE):
        return beside.named.get(name)
    if form is Form.NAMES:
        return tuple(beside.sources)
    spans = beside.spans.get(name, [])
    return tuple(spans) if form is Form.SPANS else next(iter(spans), None)


def _number(value: float | None) -> Number | None:
    """A number as the entry has it: whole ones are whole."""
    return int(value) if value is not None and value.is_integer() else value


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
    found: dict[int, list[sa.Row[Any]]] = defaultdict(list)
    for some in _batches(list(numbers)):
        chosen = sa.select(table).where(table.c.article.in_(some))
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
