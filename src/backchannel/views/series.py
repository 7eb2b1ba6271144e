"""Series as rows: each figure by day and source, with what is odd about it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from backchannel.entries.entry import Tally
from backchannel.links.account import Account, Point, Series, Thread
from backchannel.record.identity import folded
from backchannel.record.query import Filter
from backchannel.record.store import Record
from backchannel.views import figures
from backchannel.views.asking import Asked, account_for, asked_of
from backchannel.views.index import Index
from backchannel.views.items import alike, origins_words, references, reports
from backchannel.views.lead import lead
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.sources import sources
from backchannel.views.wording import count, day, one_line, when


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One figure, by one source, of one day.

    Attributes:
        day: the day it speaks of, in words; "no date" where it is not known.
        source: who gives it, in words.
        value: the number with its bound and what it is a part of, in words.
        flags: what is odd about it, in words; empty: nothing.
        reports: how many articles have it, and how many origins that is.
        refs: where it stands, each place once.
    """

    day: str
    source: str
    value: str
    flags: str
    reports: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """A series, row by row.

    Attributes:
        series: the series.
        title: what is counted, of whom, where and since when.
        rows: by day, then source.
        part_of: titles of the series that this one is a part of.
    """

    series: Series
    title: str
    rows: tuple[SeriesRow, ...]
    part_of: tuple[str, ...]


def series(
    record: Record, choice: Filter | None = None, what: str | None = None
) -> list[SeriesTable]:
    """The record's series, rivals side by side; those with most figures first.

    Args:
        record: the record, linked.
        choice: which: those with at least one tally that it chooses; ``since`` asks for those
            with a figure of that day or later.
        what: only what is counted under this word, or these words of whom or what is counted.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = choice or Filter()
    return series_tables(account_for(record, choice), asked_of(record, choice), what)


def series_tables(account: Account, asked: Asked, what: str | None = None) -> list[SeriesTable]:
    """The series of an account; what `series` does once the record is read."""
    index = Index.of(account)
    wholes: dict[str, list[str]] = {}
    for whole in account.series:
        for part in whole.parts:
            wholes.setdefault(part, []).append(series_title(whole))
    found = _in_order([s for s in account.series if _is_wanted(s, asked, what)])
    return [
        SeriesTable(s, series_title(s), _rows(s, index), tuple(wholes.get(s.id, ()))) for s in found
    ]


def series_page(account: Account, asked: Asked, tables: Sequence[SeriesTable]) -> Page:
    """Series as a page: a heading for each, a line for each figure."""
    index = Index.of(account)
    sections = (Section("Series", tuple(map(_group, tables)), "No such series."),)
    chosen = {i: index.threads[i] for t in tables for i in (p.line.id for p in t.series.points)}
    threads = {t.id: index.told_of(t) for t in chosen.values()}
    return Page(
        "Series", lead(index, asked, list(threads.values())), sections, sources(index, sections)
    )


def _group(table: SeriesTable) -> Group:
    part = f" (part of {'; '.join(table.part_of)})" if table.part_of else ""
    lines = {p.line.ref: p.line for p in table.series.points}
    items = (
        Item(
            text=f"{row.day}, {row.source}: {row.value}",
            refs=references(lines[ref] for ref in row.refs),
            says=row.reports,
            mark=row.flags,
        )
        for row in table.rows
    )
    return Group(f"{table.title}{part}", tuple(items))


def _in_order(found: Sequence[Series]) -> list[Series]:
    """By what is counted, those with most figures first, each with its parts after it."""
    parts = {part for s in found for part in s.parts}
    ordered = sorted(found, key=lambda s: (figures.order(s), s.id in parts, -len(s.points), s.id))
    by_id = {s.id: s for s in ordered}
    chained = [x for s in ordered for x in (s.id, *s.parts) if x in by_id]
    return [by_id[i] for i in dict.fromkeys(chained)]


def series_title(of: Series) -> str:
    """What is counted: "Killed: children, Gaza, since 7 Oct 2023"."""
    parts = [figures.subject_words(of), f"since {when(of.since)}" if of.since else ""]
    rest = ", ".join(part for part in parts if part)
    name = figures.heading(of.what)
    return f"{name}: {rest}" if rest else name


def _is_wanted(of: Series, asked: Asked, what: str | None) -> bool:
    points = of.points
    if asked.chosen is not None and not any(p.line.id in asked.chosen for p in points):
        return False
    since = asked.choice.since
    if since is not None and not any(p.on is not None and p.on >= since for p in points):
        return False
    if what is None:
        return True
    return folded(what) in (folded(of.what), folded(figures.heading(of.what))) or (
        f" {folded(what)} " in f" {folded(of.of or '')} "
    )


def _rows(of: Series, index: Index) -> tuple[SeriesRow, ...]:
    by_figure = alike(of.points, lambda p: (p.on, folded(p.source or ""), p.value, p.bound))
    by_figure.sort(key=lambda same: (same[0].on or datetime.date.max, folded(same[0].source or "")))
    return tuple(_row(same, index) for same in by_figure)


def _told_by(thread: Thread) -> str:
    """How many reports; of several, how many origins too: one report's is its source."""
    number = count(reports(thread), "report")
    return number if reports(thread) == 1 else f"{number}, {origins_words(thread.origins)}"


def _row(same: list[Point], index: Index) -> SeriesRow:
    first = same[0]
    tally = cast(Tally, first.line.entry)
    threads = {t.id: t for p in same for t in (index.threads[p.line.id],)}
    return SeriesRow(
        day=day(first.on),
        source=one_line(first.source or "not stated"),
        value=f"{figures.tally_words(tally)}{figures.whole_words(tally)}",
        flags=", ".join(figures.FLAGS[f] for f in dict.fromkeys(x for p in same for x in p.flags)),
        reports="; ".join(_told_by(t) for t in threads.values()),
        refs=tuple(dict.fromkeys(p.line.ref for p in same)),
    )
