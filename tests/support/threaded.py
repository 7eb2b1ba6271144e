"""Threads put together by hand, for tests of what is made of threads."""

from __future__ import annotations

import dataclasses
import datetime

from backchannel.articles.article import Published
from backchannel.links.account import Material, Origins, Thread
from backchannel.links.link import Sheet
from backchannel.record.query import Line


def on(sheet: Sheet, day: str) -> Sheet:
    """The article, published on another day (ISO)."""
    published = Published(datetime.date.fromisoformat(day), "field:date")
    article = dataclasses.replace(sheet.article, published=published)
    lines = tuple(dataclasses.replace(x, article=article) for x in sheet.lines)
    return Sheet(sheet.identity, article, lines)


def threads(m: Material, *groups: str) -> tuple[Thread, ...]:
    """A thread for each group of entries' ids ("a0 b0"), and one for every other entry."""
    lines = {x.id: x for s in m.sheets for x in s.lines}
    together = [group.split() for group in groups]
    grouped = {i for ids in together for i in ids}
    together += [[i] for i in lines if i not in grouped]
    made = [_thread([lines[i] for i in ids]) for ids in together]
    return tuple(sorted(made, key=lambda t: (t.kind, t.id)))


def _thread(told: list[Line]) -> Thread:
    told = sorted(told, key=lambda x: (_day(x) or datetime.date.max, x.article.id, x.place))
    days = [d for x in told if (d := _day(x)) is not None]
    first, last = min(days, default=None), max(days, default=None)
    head = told[0]
    return Thread(head.id, head.entry.kind, tuple(told), head, Origins(1, 1, ()), first, last)


def _day(line: Line) -> datetime.date | None:
    return line.article.published.day if line.article.published else None
