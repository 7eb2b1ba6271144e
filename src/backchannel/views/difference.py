"""What is in a record's account from a day on that was not in it before."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backchannel.links.account import Account, Dispute, Material, Thread
from backchannel.links.assemble import account_of
from backchannel.record.corrections import Correction
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.views.asking import asked_of, up_to
from backchannel.views.index import Index, Told, told


@dataclass(frozen=True, slots=True)
class Between:
    """The time that a difference is about.

    Attributes:
        since: first day of publication of what is new.
        until: the last such day; ``None``: no end.
    """

    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A thread that was told before, and what has come to it.

    Attributes:
        told: the thread as it is.
        before: the threads that its entries stood in before; several: they were taken for
            different things.
        lines: its new entries.
        disputes: disputes, or sides of them, that are new, without the sides that are not.
    """

    told: Told
    before: tuple[Thread, ...]
    lines: tuple[Line, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What was added, told further and disputed between two accounts of one record.

    Attributes:
        between: the time.
        now: the account with what is new.
        articles: identities of the new articles, in order of their names.
        added: threads that nobody told before.
        changed: threads that somebody did, and more is told of.
        disputed: threads of before that a dispute, or a side of one, has come to.
        corrected: what people have put right, or taken back, since then.
        choice: what the threads were chosen by.
    """

    between: Between
    now: Account
    articles: tuple[str, ...]
    added: tuple[Told, ...]
    changed: tuple[Changed, ...]
    disputed: tuple[Changed, ...]
    corrected: tuple[Correction, ...] = ()
    choice: Filter = field(default_factory=Filter)


def difference(
    before: Account, now: Account, between: Between, chosen: Iterable[str] | None = None
) -> Difference:
    """What is in ``now`` and was not in ``before``.

    Args:
        before: the account of the articles published before.
        now: the account of these and of later ones.
        between: the time.
        chosen: ids of entries: threads without any are left out; ``None``: all.
    """
    threads = {line.id: thread for thread in before.threads for line in thread.lines}
    sides = _sides(before.disputes)
    index = Index.of(now)
    wanted = None if chosen is None else frozenset(chosen)
    added, changed, disputed = [], [], []
    for each in told(index, wanted, between.since):
        found = _changed(each, threads, sides)
        if not found.before:
            added.append(each)
            continue
        if found.lines or len(found.before) > 1:
            changed.append(found)
        if found.disputes:
            disputed.append(found)
    return Difference(
        between=between,
        now=now,
        articles=tuple(i for i in now.sheets if i not in before.sheets),
        added=tuple(added),
        changed=tuple(changed),
        disputed=tuple(disputed),
    )


def _sides(disputes: Iterable[Dispute]) -> frozenset[tuple[str, str]]:
    """Every side of every dispute, by the sort of dispute and an entry that shows it."""
    return frozenset((d.sort, x.id) for d in disputes for side in d.sides for x in side.lines)


def _changed(
    each: Told, threads: Mapping[str, Thread], sides: frozenset[tuple[str, str]]
) -> Changed:
    before = {t.id: t for line in each.thread.lines if (t := threads.get(line.id)) is not None}
    lines = tuple(line for line in each.thread.lines if line.id not in threads)
    disputes = []
    for dispute in each.contests:
        new = tuple(
            side
            for side in dispute.sides
            if not any((dispute.sort, line.id) in sides for line in side.lines)
        )
        if new:
            disputes.append(dataclasses.replace(dispute, sides=new))
    return Changed(each, tuple(before.values()), lines, tuple(disputes))


def diff(record: Record, between: Between, choice: Filter | None = None) -> Difference:
    """What a record tells since a day that it did not tell before.

    Args:
        record: the record, linked.
        between: the time.
        choice: which threads: those with at least one entry that it chooses; its days do not
            count.

    Raises:
        RecordError: the record cannot be read.
    """
    material = record.material()
    before = account_of(_published_before(material, between.since))
    if between.until is not None:
        material = up_to(material, between.until, undated=True)
    now = account_of(material)
    choice = dataclasses.replace(choice or Filter(), since=None, until=None)
    asked = asked_of(record, choice)
    found = difference(before, now, between, asked.chosen)
    corrected = tuple(c for c in record.corrections() if _is_within(c, between))
    return dataclasses.replace(found, corrected=corrected, choice=choice)


def _published_before(material: Material, day: datetime.date) -> Material:
    """What the record held before a day; nothing dated is older than the first that there is."""
    last = day - datetime.timedelta(days=1) if day > datetime.date.min else datetime.date.min
    return up_to(material, last, undated=True)


def _is_within(correction: Correction, between: Between) -> bool:
    """Whether it was made, or taken back, within the time; days are those of UTC."""
    days = [correction.made_at[:10]] + ([correction.back.at[:10]] if correction.back else [])
    until = between.until.isoformat() if between.until else "9999"
    return any(between.since.isoformat() <= day <= until for day in days)
