"""The timeline: what was done, said, threatened and answered, day by day."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.entries.entry import Event, Message
from backchannel.links.account import Account
from backchannel.record.query import Filter
from backchannel.record.store import Record
from backchannel.views.asking import Asked, asked_of
from backchannel.views.deeds import event_words
from backchannel.views.index import Index, Told, told
from backchannel.views.items import ANSWER_WIDTH, alike, in_words, standing_of
from backchannel.views.joint import Joint, Parties, joint_item, of_kind, own_names
from backchannel.views.lead import lead
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.phrases import headline
from backchannel.views.sources import sources
from backchannel.views.wording import quoted, when

_UNDATED = "No date"
_SIDES = {
    "event": ("actor", "recipient"),
    "message": ("sender", "recipient"),
    "signal": ("issuer", "target"),
    "response": ("responder", ""),
}
KINDS = tuple(_SIDES)


@dataclass(frozen=True, slots=True)
class Dated:
    """A thread with its place in time.

    Attributes:
        told: the thread.
        date: as an entry has it: a day, a month or a year; empty: not known.
        of_report: whether that is only the day of its first report.
    """

    told: Told
    date: str
    of_report: bool


def timeline(record: Record, choice: Filter | None = None) -> Page:
    """Events, messages, signals and responses by day, one line a thread; undated ones last.

    What is itself dated stands under its date, what is not under the day of its first report.

    Args:
        record: the record, linked.
        choice: which threads: those with at least one entry that it chooses; ``since`` and
            ``until`` are days of the timeline.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = choice or Filter()
    return timeline_of(record.account(), asked_without_days(record, choice), choice)


def asked_without_days(record: Record, choice: Filter) -> Asked:
    """What ``choice`` asks of a record but for the days, which are those of the timeline."""
    return asked_of(record, dataclasses.replace(choice, since=None, until=None))


def timeline_of(account: Account, asked: Asked, choice: Filter, most: int | None = None) -> Page:
    """The timeline of an account; what `timeline` does once the record is read.

    At most ``most`` lines of one day are shown; what is left out is counted.
    """
    index, found = Index.of(account), dated_of(account, asked, choice)
    days = alike(found, lambda d: (d.date, d.of_report))
    groups = tuple(_group(day, most) for day in days)
    sections = (Section("Day by day", groups, "Nothing is reported of this time."),)
    return Page(
        title="Timeline",
        lead=lead(index, asked, [d.told for d in found]),
        sections=sections,
        sources=sources(index, sections),
    )


def dated_of(account: Account, asked: Asked, choice: Filter) -> list[Dated]:
    """Threads in order of time, those that have none last; those outside the time left out."""
    found = told(Index.of(account), asked.chosen)
    kept = [_dated(t) for t in found if t.thread.kind in KINDS]
    kept = [d for d in kept if _is_within(d, choice)]
    kept.sort(key=lambda d: (not d.date, d.date, d.of_report, KINDS.index(d.told.thread.kind)))
    return kept


def _dated(each: Told) -> Dated:
    entry = each.head.entry
    if isinstance(entry, Event | Message) and entry.date is not None and entry.date[:1].isdigit():
        return Dated(each, entry.date, of_report=False)
    first = each.thread.first
    return Dated(each, first.isoformat() if first else "", of_report=first is not None)


def _is_within(each: Dated, choice: Filter) -> bool:
    if choice.since is None and choice.until is None:
        return True
    since = choice.since.isoformat()[: len(each.date)] if choice.since else ""
    until = choice.until.isoformat()[: len(each.date)] if choice.until else "9"
    return bool(each.date) and since <= each.date <= until


def _group(day: Sequence[Dated], most: int | None) -> Group:
    first = day[0]
    heading = when(first.date) if first.date else _UNDATED
    if first.of_report:
        heading += ", reported on that day, own date not stated"
    items = _items(day)
    left = len(items) - most if most is not None else 0
    more = f"and {left:,} more (without --limit)" if left > 0 else ""
    return Group(heading, tuple(items[:most]), more)


def _items(day: Sequence[Dated]) -> list[Item]:
    found = [d.told for d in day]
    return [
        _item(joint)
        for kind in KINDS
        for joint in _of(kind, [t for t in found if t.thread.kind == kind])
    ]


def _of(kind: str, found: Sequence[Told]) -> list[Joint[object]]:
    one, other = _SIDES[kind]
    return of_kind(found, object, one, other)


def _item(joint: Joint[object]) -> Item:
    entry = joint.entry
    mark = standing_of(joint.line.entry)
    if isinstance(entry, Event):
        what = event_words(entry, joint.ones, joint.others)
        return joint_item(joint, f"{what}: {quoted(in_words(joint.line), ANSWER_WIDTH)}", mark)
    said = headline(joint.line)
    text = f"message, {said}" if isinstance(entry, Message) else said
    return joint_item(joint, text, mark, before=(_also(joint.ones[1:], joint.others[1:]),))


def _also(ones: Parties, others: Parties) -> str:
    """Those who share what was said with the first: "with Oman", "also to Egypt"."""
    parts = [f"with {own_names(ones)}"] if own_names(ones) else []
    parts += [f"also to {own_names(others)}"] if own_names(others) else []
    return ", ".join(parts)
