"""What is asked of an account, and what stands around it in the record."""

from __future__ import annotations

import dataclasses
import datetime
import shlex
from dataclasses import dataclass, field

from backchannel.links.account import Account, Material
from backchannel.links.assemble import account_of, material_of
from backchannel.record.query import Filter
from backchannel.record.skips import Skipped
from backchannel.record.store import Record
from backchannel.views.wording import one_line


@dataclass(frozen=True, slots=True)
class Asked:
    """Which threads of an account, and what the record holds besides.

    Attributes:
        choice: what was asked for.
        chosen: ids of the entries that it chooses; ``None``: all.
        articles: names of the articles that it chooses; ``None``: all.
        skipped: inputs that were not read.
        unlinked: how many articles are not linked.
        undated: how many are left out because they have no date.
    """

    choice: Filter = field(default_factory=Filter)
    chosen: frozenset[str] | None = None
    articles: frozenset[str] | None = None
    skipped: tuple[Skipped, ...] = ()
    unlinked: int = 0
    undated: int = 0


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
    undated = 0
    if choice.until is not None:
        undated = sum(article.published is None for article in record.articles())
    skipped = tuple(record.skipped())
    return Asked(choice, chosen, articles, skipped, record.unlinked(), undated)


_OPTIONS = {
    "since": "--since",
    "until": "--until",
    "party": "--party",
    "about": "--about",
    "article": "--article",
    "outlet": "--outlet",
    "by": "--from",
    "to": "--to",
    "place": "--place",
    "min_confidence": "--min-confidence",
}


def options_of(choice: Filter) -> str:
    """The options of the command line that ask for ``choice``; its kind and limit left out."""
    given = [
        f"{option} {shlex.quote(one_line(str(value)))}"
        for name, option in _OPTIONS.items()
        if (value := getattr(choice, name)) is not None
    ]
    given += [f"--where {shlex.quote(f'{name}={value}')}" for name, value in choice.where.items()]
    return " ".join(given)


def account_for(record: Record, choice: Filter) -> Account:
    """The record's account; where ``choice`` has an ``until``, what it was on that day.

    Articles without a date are then left out.

    Raises:
        RecordError: the record cannot be read.
    """
    if choice.until is None:
        return record.account()
    return account_of(up_to(record.material(), choice.until, undated=False))


def up_to(material: Material, day: datetime.date, *, undated: bool) -> Material:
    """What a record held up to a day: articles published later are left out.

    Links are found pair by pair, so the rest is what a record without these articles would hold.

    Args:
        material: what the record holds.
        day: the last day of publication.
        undated: whether articles without a date stay.
    """
    sheets = (
        sheet
        for sheet in material.sheets
        if (undated if sheet.article.published is None else sheet.article.published.day <= day)
    )
    return material_of(sheets, material.lineage, material.entries, material.judgements)
