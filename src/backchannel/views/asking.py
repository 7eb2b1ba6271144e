"""What is asked of an account, and what stands around it in the record."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from backchannel.record.query import Filter
from backchannel.record.skips import Skipped
from backchannel.record.store import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """Which threads of an account, and what the record holds besides.

    Attributes:
        choice: what was asked for.
        chosen: ids of the entries that it chooses; ``None``: all.
        articles: names of the articles that it chooses; ``None``: all.
        skipped: inputs that were not read.
        unlinked: how many articles are not linked.
    """

    choice: Filter = field(default_factory=Filter)
    chosen: frozenset[str] | None = None
    articles: frozenset[str] | None = None
    skipped: tuple[Skipped, ...] = ()
    unlinked: int = 0


def asked_of(record: Record, choice: Filter) -> Asked:
    """What ``choice`` asks of a record: ``since`` and ``limit`` choose no entries here.

    Raises:
        RecordError: the record cannot be read.
    """
    wide = dataclasses.replace(choice, since=None, limit=None)
    chosen = articles = None
    if wide != Filter():
        chosen = frozenset(line.id for line in record.entries(wide))
    if any(x is not None for x in (wide.until, wide.article, wide.outlet)):
        articles = frozenset(article.id for article in record.articles(wide))
    skipped = tuple(record.skipped())
    return Asked(choice, chosen, articles, skipped, record.unlinked())
