"""The difference between a record's account before a day and after it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.links.account import Account, Dispute, Material, Thread
from backchannel.links.assemble import account_of
from backchannel.record.corrections import Correction
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.views import contest
from backchannel.views.asking import asked_of, options_of, up_to
from backchannel.views.corrections import correction_text
from backchannel.views.figures import FLAGS
from backchannel.views.index import Index, Told, told
from backchannel.views.items import (
    ANSWER_WIDTH,
    alike,
    in_words,
    origins_words,
    references,
    reports,
    sourced,
    standing_of,
    where_from,
)
from backchannel.views.joint import weight
from backchannel.views.lead import lineage_kinds
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.phrases import headline
from backchannel.views.sources import sources
from backchannel.views.wording import amount, count, day, in_turn, plural, quoted

# What is new between the parties comes before what is said about it.
_KINDS = (
    "message",
    "signal",
    "response",
    "event",
    "tally",
    "position",
    "relation",
    "forecast",
    "statement",
)


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


def diff_page(found: Difference, most: int | None = None) -> Page:
    """A difference as a page: what is new, told further, disputed.

    Args:
        found: the difference.
        most: at most so many lines of one kind; what is left out is counted.
    """
    index = Index.of(found.now)
    between = found.between
    choice = dataclasses.replace(found.choice, since=between.since, until=between.until)
    limit = _Limit(most, options_of(choice))
    sections = (
        _section("New", _added(found.added, index), limit, "Nothing is told for the first time."),
        _section("Told further", _further(found.changed), limit, "Nothing is told further."),
        _section("Newly disputed", _disputed(found.disputed), limit, "No new dispute."),
        _corrected(found.corrected, index),
    )
    return Page(_title(found.between), _lead(found, index), sections, sources(index, sections))


def _title(between: Between) -> str:
    until = f" until {day(between.until)}" if between.until else ""
    return f"New since {day(between.since)}{until}"


def _lead(found: Difference, index: Index) -> tuple[str, ...]:
    names = [index.name(identity) for identity in found.articles]
    new = set(found.articles)
    lineages = {x.id: x for name in names if (x := index.lineages.get(name)) is not None}
    known = [x for x in lineages.values() if not set(x.articles) <= new]
    said = f"{count(len(names), 'article')} added, of {count(len(lineages), 'origin')}"
    kinds = lineage_kinds(lineages.values(), new)
    said += f" ({kinds})" if kinds else ""
    said += f"; {len(known):,} of these origins known before." if known else "."
    threads = (
        f"{count(len(found.added), 'new thread')}, {len(found.changed):,} told further, "
        f"{len(found.disputed):,} newly disputed, {count(len(found.corrected), 'correction')}."
    )
    return said, threads


Lines = Sequence[tuple[str, Item]]


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many lines of one kind are shown, and the option that asks for the rest."""

    most: int | None
    wanted: str


def _section(title: str, lines: Lines, limit: _Limit, nothing: str) -> Section:
    """A section of lines by kind."""
    by_kind = {same[0][0]: [item for _, item in same] for same in alike(lines, lambda x: x[0])}
    groups = tuple(_group(kind, by_kind[kind], limit) for kind in _KINDS if kind in by_kind)
    return Section(title, groups, nothing)


def _group(kind: str, items: Sequence[Item], limit: _Limit) -> Group:
    shown = items if limit.most is None else items[: limit.most]
    left = len(items) - len(shown)
    more = f"and {left:,} more (backchannel threads {kind} {limit.wanted})" if left else ""
    return Group(f"{plural(kind).capitalize()} ({len(items):,})", tuple(shown), more)


def _added(found: Sequence[Told], index: Index) -> Lines:
    ordered = sorted(found, key=weight)
    return [(each.thread.kind, _added_item(each, index)) for each in ordered]


def _added_item(each: Told, index: Index) -> Item:
    parts = (sourced(each.thread), _figure_before(each, index))
    return Item(
        text=headline(each.head),
        refs=references(each.lines),
        says=in_turn(parts),
        mark=contest.marks(dataclasses.replace(each, since=None), standing_of(each.head.entry)),
        below=contest.below(dataclasses.replace(each, since=None)),
    )


def _figure_before(each: Told, index: Index) -> str:
    """The figure that the series had before a new one, and what is odd about the new one."""
    points = index.points.get(each.head.id)
    if points is None:
        return ""
    point, series = points
    flags = [FLAGS[flag] for flag in point.flags]
    older = [p for p in series.points if not each.is_news(p.line) and p.on is not None]
    if older:
        last = max(older, key=lambda p: (p.on or datetime.date.min, p.line.id))
        flags.insert(0, f"before: {amount(last.value, last.bound)}, {day(last.on)}")
    return "; ".join(flags)


def _further(found: Sequence[Changed]) -> Lines:
    ordered = sorted(found, key=lambda each: weight(each.told))
    return [(each.told.thread.kind, _further_item(each)) for each in ordered]


def _further_item(each: Changed) -> Item:
    """A thread with its new reports beneath it, and how its account changed."""
    thread, news = each.told.thread, {line.id for line in each.lines}
    parts = [f"now {_standing(thread)}", f"before {_standing(each.before[0])}"]
    if len(each.before) > 1:
        parts = [parts[0], f"before {len(each.before)} threads apart"]
    changes = [c for c in thread.changes if c.line in news]
    with_changes = dataclasses.replace(each.told.thread, changes=tuple(changes))
    changed = dataclasses.replace(each.told, thread=with_changes, since=None)
    standing = dataclasses.replace(changed, follow_ups=())
    return Item(
        text=headline(each.told.head),
        refs=references([each.told.head]),
        says="; ".join(parts),
        mark=contest.marks(changed, standing_of(changed.head.entry)),
        below=(*(_report(line) for line in each.lines), *contest.below(standing)),
    )


def _standing(thread: Thread) -> str:
    return f"{count(reports(thread), 'report')}, {origins_words(thread.origins)}"


def _report(line: Line) -> Item:
    return Item(
        text=quoted(in_words(line), ANSWER_WIDTH),
        refs=references([line]),
        says=where_from([line]),
        mark="new",
    )


def _corrected(found: Sequence[Correction], index: Index) -> Section:
    """What people have put right, in their words."""
    items = []
    for correction in found:
        what, *rest = correction_text(correction).splitlines()
        lines = [index.account.lines[i] for i in correction.entries if i in index.account.lines]
        items.append(Item(what, references(lines), "; ".join(line.strip() for line in rest)))
    groups = (Group(f"Corrections ({len(items):,})", tuple(items)),) if items else ()
    return Section("Corrected", groups, "Nothing is corrected.")


def _disputed(found: Sequence[Changed]) -> Lines:
    return [(each.told.thread.kind, _disputed_item(each)) for each in found]


def _disputed_item(each: Changed) -> Item:
    told = dataclasses.replace(each.told, disputes=each.disputes, since=None)
    return Item(
        text=headline(told.head),
        refs=references([told.head]),
        says=sourced(told.thread),
        below=contest.dispute_items(told),
    )
