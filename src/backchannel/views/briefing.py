"""The brief: what was said between whom, what is contested, who said what; each line traceable."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.links.account import Account
from backchannel.record.query import Filter
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
from backchannel.views.asking import Asked, account_for, asked_of, options_of
from backchannel.views.index import Index, Told, told
from backchannel.views.joint import Limits
from backchannel.views.lead import lead
from backchannel.views.page import Page, Section
from backchannel.views.sources import sources
from backchannel.views.wording import count, day, one_line


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How much a brief shows.

    Attributes:
        lines: at most so many lines under a heading; what is left out is counted.
        headings: at most so many headings in each of the other sections.
        parties: at most so many parties in "Who said what".
    """

    lines: int = 5
    headings: int = 8
    parties: int = 8


def brief(
    record: Record, choice: Filter | None = None, options: BriefOptions | None = None
) -> Page:
    """What an analyst would hand on: one line a thread, with who stands behind it.

    Args:
        record: the record, linked.
        choice: which threads: those with at least one entry that it chooses. ``since`` leaves no
            thread out for its age: it leaves out what nothing new is told of. ``limit`` does not
            count.
        options: how much to show.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = choice or Filter()
    return brief_of(account_for(record, choice), asked_of(record, choice), options)


def brief_of(account: Account, asked: Asked, options: BriefOptions | None = None) -> Page:
    """The brief of an account; what `brief` does once the record is read.

    Args:
        account: the account.
        asked: which of it, and what stands around it.
        options: how much to show.
    """
    options, index = options or BriefOptions(), Index.of(account)
    since = asked.choice.since
    chosen = told(index, asked.chosen, since)
    shown = [t for t in chosen if since is None or t.news]
    limits = Limits(options.lines, options.headings, options_of(asked.choice))
    made = _sections(shown, index, limits, options.parties)
    kind = asked.choice.kind
    sections = tuple(s for of, some in made.items() if kind in (None, of) for s in some)
    if since is not None:
        sections = tuple(dataclasses.replace(s, nothing="Nothing new.") for s in sections)
    return Page(
        title=_title(asked.choice),
        lead=(*lead(index, asked, chosen), *_left_out(chosen, since)),
        sections=sections,
        sources=sources(index, sections),
    )


def _sections(
    shown: Sequence[Told], index: Index, limits: Limits, parties: int
) -> dict[str, tuple[Section, ...]]:
    """The sections of each kind, in the order of the page."""
    first = messages.section(shown, index, limits)
    rest = {
        "signal": signals.section(shown, limits),
        "event": deeds.section(shown, limits),
        "tally": figures.section(shown, index, limits),
        "position": verdicts.section(shown, limits),
        "relation": ties.section(shown, limits),
        "forecast": outlook.section(shown, limits),
        "statement": voices.section(shown, limits, parties),
    }
    beneath = {
        reference.ref
        for section in (first, *rest.values())
        for group in section.groups
        for item in group.items
        for held in item.below
        for reference in held.refs
    }
    answered = claims.sections(shown, beneath, limits)
    return {"message": (first,), "response": answered} | {of: (s,) for of, s in rest.items()}


def _title(choice: Filter) -> str:
    about = [f"on {one_line(choice.about)}"] if choice.about else []
    party = [f"concerning {one_line(choice.party)}"] if choice.party else []
    since = [f"since {day(choice.since)}"] if choice.since else []
    return " ".join(["Brief", *party, *about, *since])


def _left_out(chosen: Sequence[Told], since: datetime.date | None) -> tuple[str, ...]:
    if since is None:
        return ()
    new, updated = (sum(t.news == news for t in chosen) for news in ("new", "updated"))
    undated = sum(t.thread.last is None for t in chosen)
    old = len(chosen) - new - updated - undated
    said = f"Since {day(since)}: {count(new, 'new thread')}, {updated:,} told further."
    left = [f"{old:,} with nothing new"] if old else []
    left += [f"{undated:,} of which no report has a date"] if undated else []
    return (said + (f" Left out: {', '.join(left)}." if left else ""),)
