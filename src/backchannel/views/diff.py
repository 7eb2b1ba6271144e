"""A page of what is in a record's account from a day on that was not in it before."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.links.account import Thread
from backchannel.record.corrections import Correction
from backchannel.record.query import Line
from backchannel.views import contest
from backchannel.views.asking import options_of
from backchannel.views.corrections import correction_text
from backchannel.views.difference import Between, Changed, Difference
from backchannel.views.figures import FLAGS
from backchannel.views.index import Index, Told
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
