"""The brief: what was said between whom, what is contested, who said what; each line traceable."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from backchannel.articles.article import Article
from backchannel.entries.entry import KINDS
from backchannel.record.query import Filter
from backchannel.record.skips import Skipped
from backchannel.record.store import Record
from backchannel.views import (
    claims,
    deeds,
    figures,
    messages,
    outlook,
    signals,
    ties,
    verdicts,
    voices,
)
from backchannel.views.gather import Seen, by_article, seen
from backchannel.views.joint import Limits
from backchannel.views.page import Group, Item, Page, Section, Source
from backchannel.views.wording import acting_name, count, day, listed, one_line

# Sections of the other kinds, in the order of the page.
_OTHERS = (signals, deeds, figures, verdicts, ties, outlook)


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How much a brief shows.

    Attributes:
        lines: at most so many lines under a heading; what is left out is counted.
        headings: at most so many headings in each of the other sections.
        parties: at most so many parties in "Who said what".
    """

    lines: int = 5
    headings: int = 12
    parties: int = 12


@dataclass(slots=True)
class _Coverage:
    """What the brief was made from."""

    outlets: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)
    articles: int = 0
    undated: int = 0
    no_outlet: int = 0

    def add(self, article: Article) -> None:
        self.articles += 1
        if article.outlet:
            self.outlets[one_line(article.outlet)] += 1
        else:
            self.no_outlet += 1
        if article.published is None:
            self.undated += 1


def brief(
    record: Record, choice: Filter | None = None, options: BriefOptions | None = None
) -> Page:
    """What an analyst would hand on.

    Args:
        record: the record.
        choice: which articles and entries; ``kind`` and ``limit`` do not count.
        options: how much to show.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = dataclasses.replace(choice or Filter(), kind=None, limit=None)
    options = options or BriefOptions()
    gathered = _gather(record, choice)
    found = [m for s in gathered for m in s.messages]
    others = [line for s in gathered for line in s.others]
    limits = Limits(options.lines, options.headings)
    sections = (
        messages.section(found, options.lines, options.headings),
        *claims.sections(gathered, options.lines, options.headings),
        *(part.section(others, limits) for part in _OTHERS),
        voices.section(gathered, options.lines, options.parties),
    )
    return Page(
        title=_title(choice),
        lead=_lead(record, choice, gathered),
        sections=sections,
        sources=_sources(record, sections),
    )


def _gather(record: Record, choice: Filter) -> list[Seen]:
    wide = dataclasses.replace(choice, party=None, about=None)
    chosen: set[str] | None = None
    if wide != choice:
        chosen = {line.id for line in record.entries(choice)}
    return [seen(lines, chosen) for lines in by_article(record.entries(wide))]


def _title(choice: Filter) -> str:
    about = [f"on {one_line(choice.about)}"] if choice.about else []
    party = [f"concerning {one_line(choice.party)}"] if choice.party else []
    return " ".join(["Brief", *party, *about])


def _lead(record: Record, choice: Filter, gathered: list[Seen]) -> tuple[str, ...]:
    found = [m for s in gathered for m in s.messages]
    contested = sum(m.message.status in ("denied", "disputed") for m in found)
    pairs = Counter(
        (acting_name(m.message.sender, ""), acting_name(m.message.recipient, "")) for m in found
    )
    whole = Counter({pair: n for pair, n in pairs.items() if all(pair)})
    lines = [_coverage(record, choice)]
    total = f"{count(len(found), 'message')}"
    if whole:
        (sender, recipient), n = min(whole.items(), key=lambda item: (-item[1], item[0]))
        total += f" between {count(len(whole), 'pair')} of parties"
        total += f", most from {sender} to {recipient} ({n})" if 1 < len(whole) < n * 2 else ""
    responses = sum(len(s.responses) for s in gathered)
    lines.append(
        f"{total}; {contested} denied or disputed. {count(responses, 'response')} to claims. "
        f"{count(sum(len(s.statements) for s in gathered), 'other statement')}."
    )
    kinds = Counter(line.entry.kind for s in gathered for line in s.others)
    others = [count(kinds[kind.kind], kind.kind) for kind in KINDS if kinds[kind.kind]]
    if others:
        lines.append(f"Besides: {', '.join(others)}.")
    skipped = record.skipped()
    if skipped:
        lines.append(_not_read(skipped))
    return tuple(lines)


def _coverage(record: Record, choice: Filter) -> str:
    covered = _Coverage()
    days = []
    for article in record.articles(choice):
        covered.add(article)
        if article.published is not None:
            days.append(article.published.day)
    said = count(covered.articles, "article")
    if days:
        first, last = min(days), max(days)
        said += f", {day(first)}" if first == last else f", {day(first)} to {day(last)}"
    if covered.undated:
        said += f" ({covered.undated} without a date)"
    outlets = [f"{name} ({n})" if n > 1 else name for name, n in _most(covered.outlets)]
    if outlets:
        said += f". Outlets: {listed(outlets, 8)}"
    if covered.no_outlet:
        said += f"{';' if outlets else '. Outlet'} not stated in {covered.no_outlet}"
    if choice.since or choice.until:
        everything = dataclasses.replace(choice, since=None, until=None)
        undated = sum(a.published is None for a in record.articles(everything))
        if undated:
            said += f". Left out for want of a date: {undated}"
    return said + "."


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _not_read(skipped: list[Skipped]) -> str:
    shown = [one_line(str(s)) for s in skipped[:5]]
    more = f"; and {len(skipped) - 5} more (backchannel info)" if len(skipped) > 5 else ""
    return f"Not read: {count(len(skipped), 'input')}: {'; '.join(shown)}{more}."


def _sources(record: Record, sections: Iterable[Section]) -> tuple[Source, ...]:
    names = {
        ref.ref.rpartition(":")[0]
        for section in sections
        for group in section.groups
        for item in _all_items(group)
        for ref in item.refs
    }
    return tuple(
        Source(
            name=article.id,
            outlet=article.outlet,
            title=article.title,
            published=article.published.day if article.published else None,
            url=article.url,
        )
        for article in record.articles()
        if article.id in names
    )


def _all_items(group: Group) -> Iterable[Item]:
    for item in group.items:
        yield item
        yield from item.below
