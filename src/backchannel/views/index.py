"""An account, with what is looked up in it while a page is made."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from backchannel.links.account import (
    Account,
    Dispute,
    FollowUp,
    Lineage,
    Point,
    Series,
    Side,
    Thread,
)
from backchannel.links.disputes import disputes_by_thread
from backchannel.links.link import LineageKind, Sheet
from backchannel.record.query import Line

News = Literal["", "new", "updated"]
NEAREST: tuple[LineageKind, ...] = get_args(LineageKind)
"""The nearest first: what is made from the least of another's text comes last."""


@dataclass(frozen=True, slots=True)
class Index:
    """An account to look things up in.

    Attributes:
        account: the account.
        threads: by the id of each of their entries.
        disputes: by the id of each thread that has a side in one, those about it first.
        follow_ups: by the id of the signal's thread.
        points: the figure of each tally, with its series, by the tally's id.
        sheets, lineages: by the name of each article.
    """

    account: Account
    threads: Mapping[str, Thread]
    disputes: Mapping[str, tuple[Dispute, ...]]
    follow_ups: Mapping[str, tuple[FollowUp, ...]]
    points: Mapping[str, tuple[Point, Series]]
    sheets: Mapping[str, Sheet]
    lineages: Mapping[str, Lineage]

    @classmethod
    def of(cls, account: Account) -> Index:
        """The account's index."""
        threads = {line.id: thread for thread in account.threads for line in thread.lines}
        follow_ups: dict[str, tuple[FollowUp, ...]] = {}
        for found in account.follow_ups:
            follow_ups[found.signal] = (*follow_ups.get(found.signal, ()), found)
        names = {identity: sheet.article.id for identity, sheet in account.sheets.items()}
        return cls(
            account=account,
            threads=threads,
            disputes=disputes_by_thread(account.disputes, account.threads),
            follow_ups=follow_ups,
            points={p.line.id: (p, s) for s in account.series for p in s.points},
            sheets={sheet.article.id: sheet for sheet in account.sheets.values()},
            lineages={names[a]: lineage for lineage in account.lineages for a in lineage.articles},
        )

    def told(self, line: Line) -> Told | None:
        """The thread in which an entry stands, with what belongs to it."""
        thread = self.threads.get(line.id)
        if thread is None:
            return None
        return self.told_of(thread)

    def told_of(self, thread: Thread, since: datetime.date | None = None) -> Told:
        """A thread with what belongs to it; what is published since is news."""
        return Told(
            thread,
            self.disputes.get(thread.id, ()),
            self.follow_ups.get(thread.id, ()),
            since,
            self.account.answers.get(thread.id, ()),
        )

    def name(self, identity: str) -> str:
        """The name that an article goes by."""
        return self.account.sheets[identity].article.id


@dataclass(frozen=True, slots=True)
class Told:
    """A thread as a page shows it.

    Attributes:
        thread: the thread.
        disputes: those in which it has a side.
        follow_ups: what may have met its condition or its consequence.
        since: what is published on this day or later is news; ``None``: news is not asked for.
        answers: who confirms or denies it or will not comment.
    """

    thread: Thread
    disputes: tuple[Dispute, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    since: datetime.date | None = None
    answers: tuple[Side, ...] = ()

    @property
    def contests(self) -> tuple[Dispute, ...]:
        """The disputes about it; in the others it only answers what somebody else tells."""
        ids = {line.id for line in self.thread.lines}
        return tuple(d for d in self.disputes if d.id == self.thread.id or _asserts(d, ids))

    @property
    def head(self) -> Line:
        """The entry shown for all."""
        return self.thread.head

    @property
    def lines(self) -> tuple[Line, ...]:
        """The entries, the head first."""
        rest = (line for line in self.thread.lines if line.id != self.head.id)
        return (self.head, *rest)

    @property
    def articles(self) -> frozenset[str]:
        """Names of the articles that tell it."""
        return frozenset([line.article.id for line in self.thread.lines])

    @property
    def news(self) -> News:
        """Whether it is told for the first time since then, or told further."""
        if self.since is None:
            return ""
        if self.thread.first is not None and self.thread.first >= self.since:
            return "new"
        sides = [side for d in self.contests for side in d.sides]
        answers = (line for side in (*sides, *self.answers) for line in side.lines)
        met = (f.line for f in self.follow_ups)
        told = (*self.thread.lines, *answers, *met)
        return "updated" if any(self.is_news(line) for line in told) else ""

    def is_news(self, line: Line) -> bool:
        """Whether an entry was published since then; an article without a day is no news."""
        day = published(line)
        return self.since is not None and day is not None and day >= self.since

    def is_added(self, lines: Iterable[Line]) -> bool:
        """Whether entries are the news of what was told before."""
        return self.news == "updated" and all(map(self.is_news, lines))


def _asserts(dispute: Dispute, ids: Collection[str]) -> bool:
    asserted = (side for side in dispute.sides if side.stance == "asserts")
    return any(line.id in ids for side in asserted for line in side.lines)


def published(line: Line) -> datetime.date | None:
    """Day of publication, where known."""
    return line.article.published.day if line.article.published else None


def told(
    index: Index, chosen: Collection[str] | None = None, since: datetime.date | None = None
) -> list[Told]:
    """The account's threads that hold at least one chosen entry, in the account's order.

    Args:
        index: the account.
        chosen: ids of entries; ``None``: all.
        since: what is published on this day or later is news.
    """
    return [
        index.told_of(t, since)
        for t in index.account.threads
        if chosen is None or any(line.id in chosen for line in t.lines)
    ]


@dataclass(frozen=True, slots=True)
class Descent:
    """What an article has to do with another of its lineage.

    Attributes:
        kind: as of the link with an earlier one; ``None``: it is tied to later ones, or by people.
        other: identity of the other: of the nearest earlier one, else of the first.
    """

    kind: LineageKind | None
    other: str


def descents(lineage: Lineage) -> dict[str, Descent]:
    """For each article of a lineage but the first, by identity, what it comes from."""
    place = {identity: n for n, identity in enumerate(lineage.articles)}
    found = {identity: Descent(None, lineage.articles[0]) for identity in lineage.articles[1:]}
    ranks: dict[str, tuple[int, float, int]] = {}
    for link in lineage.links:
        earlier, later = sorted((link.first, link.second), key=place.__getitem__)
        rank = (NEAREST.index(link.kind), -link.score, place[earlier])
        if later not in ranks or rank < ranks[later]:
            ranks[later], found[later] = rank, Descent(link.kind, earlier)
    return found
