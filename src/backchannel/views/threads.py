"""Threads with all their witnesses, and what ties them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import KINDS, Statement
from backchannel.links.account import Account
from backchannel.links.link import EntryLink
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.views import contest
from backchannel.views.asking import Asked, account_for, asked_of
from backchannel.views.index import Index, Told, told
from backchannel.views.items import (
    PASSAGE_WIDTH,
    alike,
    in_words,
    references,
    reports,
    sourced,
    standing_of,
    where_from,
)
from backchannel.views.lead import lead
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.phrases import headline
from backchannel.views.sources import sources
from backchannel.views.wording import chain, in_turn, listed, one_line, plural, quoted

_REASONS = 4
_KINDS = [kind.kind for kind in KINDS]


@dataclass(frozen=True, slots=True)
class ThreadOptions:
    """Which threads, beside the choice of entries.

    Attributes:
        min_reports: told by at least so many articles.
        limit: at most so many of each kind; ``None``: all.
    """

    min_reports: int = 1
    limit: int | None = None


def threads(
    record: Record, choice: Filter | None = None, options: ThreadOptions | None = None
) -> Page:
    """Threads by kind, those of most origins first, each with its witnesses and what ties them.

    Args:
        record: the record, linked.
        choice: which threads: those with at least one entry that it chooses; ``since`` asks for
            those of which something is told since that day.
        options: which of them.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = choice or Filter()
    return threads_of(account_for(record, choice), asked_of(record, choice), options)


def threads_of(account: Account, asked: Asked, options: ThreadOptions | None = None) -> Page:
    """The threads of an account; what `threads` does once the record is read."""
    options, index = options or ThreadOptions(), Index.of(account)
    found = chosen_threads(account, asked, options)
    groups = tuple(_group(of_kind, options.limit) for of_kind in alike(found, _kind))
    sections = (Section("Threads", groups, "No such thread."),)
    return Page("Threads", lead(index, asked, found), sections, sources(index, sections))


def chosen_threads(account: Account, asked: Asked, options: ThreadOptions) -> list[Told]:
    """The threads asked for, by kind, those of most origins and reports first."""
    since = asked.choice.since
    found = [t for t in told(Index.of(account), asked.chosen, since) if since is None or t.news]
    if asked.choice.kind is not None:
        found = [t for t in found if t.thread.kind == asked.choice.kind]
    found = [t for t in found if reports(t.thread) >= options.min_reports]
    return sorted(found, key=_rank)


def _kind(each: Told) -> str:
    return each.thread.kind


def _rank(each: Told) -> tuple[int, int, int]:
    thread = each.thread
    return _KINDS.index(thread.kind), -thread.origins.least, -reports(thread)


def _group(found: Sequence[Told], limit: int | None) -> Group:
    kind = found[0].thread.kind
    shown = found if limit is None else found[:limit]
    left = len(found) - len(shown)
    more = f"and {left:,} more (without --limit)" if left else ""
    heading = f"{plural(kind).capitalize()} ({len(found):,})"
    return Group(heading, tuple(thread_item(t) for t in shown), more)


def thread_item(each: Told) -> Item:
    """A thread: its line, and beneath it each witness with what ties it, and what disputes it."""
    thread = each.thread
    passages = alike(thread.lines, _passage)
    alone = len(passages) == 1
    parts = (sourced(thread), thread.id)
    witnesses = () if alone else tuple(_witness(lines, each) for lines in passages)
    return Item(
        text=headline(each.head),
        refs=references([each.head]),
        says=in_turn(parts),
        mark=contest.marks(each, standing_of(each.head.entry)),
        below=(*witnesses, *contest.below(each)),
    )


def _passage(line: Line) -> Hashable:
    """What entries share that one article tells at once, of several parties, by one source."""
    entry = line.entry
    said = entry.speaker if isinstance(entry, Statement) else entry.attributed_to
    return line.article.id, entry.evidence, said


def _witness(lines: Sequence[Line], each: Told) -> Item:
    line, ids = lines[0], {x.id for x in lines}
    ties = [
        x
        for x in each.thread.links
        if ({x.first, x.second} & ids) and not {x.first, x.second} <= ids
    ]
    best = max(ties, key=lambda x: (x.score, x.first, x.second), default=None)
    sources = "" if isinstance(line.entry, Statement) else chain(line.entry.attributed_to)
    said = f"according to {sources}" if sources else ""
    parts = (said, where_from([line]), tie_words(best) if best else "", *(x.id for x in lines))
    return Item(
        text=quoted(in_words(line), PASSAGE_WIDTH),
        refs=references([line]),
        says=in_turn(parts),
        mark="new" if each.is_added([line]) else "",
    )


def tie_words(link: EntryLink) -> str:
    """What ties two entries: "tied by same sender, same content (0.93)"."""
    reasons = listed([one_line(reason) for reason in link.reasons], _REASONS)
    return f"tied by {reasons} ({link.score:.2f})" if reasons else f"tied ({link.score:.2f})"
