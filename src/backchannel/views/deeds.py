"""The brief's events: what was done, by whom, to whom and where; planned and denied acts too."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Sequence

from backchannel.entries.entry import Event
from backchannel.views.index import Told
from backchannel.views.items import ANSWER_WIDTH, alike, in_words
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    Parties,
    joint_item,
    laid_out,
    names,
    of_kind,
    own_names,
    rank,
    spread,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import place_name, quoted, when

_NEVER = datetime.date.min
_UNDATED = "Date not stated"
_RECENT = 1  # years before the article's: an older act goes under its year
_YEAR = re.compile(r"\d{4}")


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Events by date: the latest first, then what is to come, then those without a date.

    Those without a date are always shown.
    """
    found = of_kind(told, Event, "actor", "recipient")
    periods = alike(found, _period)
    last = max((j.told.thread.last or _NEVER for j in found), default=_NEVER).isoformat()
    dated = sorted((p for p in periods if _period(p[0])), key=lambda p: _period(p[0]), reverse=True)
    dated.sort(key=lambda p: _is_to_come(_period(p[0]), last))
    groups = [Headed(when(_period(period[0])), _ordered(period), _item) for period in dated]
    undated = [Headed(_UNDATED, _ordered(p), _item) for p in periods if not _period(p[0])]
    if undated and len(groups) >= limits.headings:
        groups.insert(max(0, limits.headings - 1), undated[0])
    else:
        groups += undated
    return laid_out("What was done", groups, "event", limits)


def _is_to_come(period: str, last: str) -> bool:
    """Whether a time lies after the last report; one without a year does not."""
    return period[:1].isdigit() and period > last


def _period(joint: Joint[Event]) -> str:
    """The date, or the year where that is long past; empty where it is not stated."""
    date = joint.entry.date or ""
    published = joint.line.article.published
    year = date[:4]
    if published and _YEAR.fullmatch(year) and int(year) < published.day.year - _RECENT:
        return year
    return date


def _ordered(period: Sequence[Joint[Event]]) -> list[Joint[Event]]:
    sorts = sorted(alike(weightiest(period), _sort), key=rank)
    return spread([joint for sort in sorts for joint in sort], _sort)


def _sort(joint: Joint[Event]) -> Hashable:
    return joint.pair, joint.entry.type, joint.entry.actuality


def event_words(entry: Event, actors: Parties, recipients: Parties) -> str:
    """Who did what to whom, where: "Velmora → Oman, assault, Port Karim (Oman)"."""
    actor, recipient = names(actors, "actor not stated"), names(recipients)
    if recipient == actor:
        actor, recipient = own_names(actors), own_names(recipients)
    who = f"{actor} → {recipient}" if recipient else actor
    where = place_name(entry.place) if entry.place else ""
    place = f", {where}" if where not in ("", actor, recipient) else ""
    return f"{who}, {entry.type.lower()}{place}"


def _item(joint: Joint[Event]) -> Item:
    entry = joint.entry
    long_past = entry.date is not None and entry.date != _period(joint)
    what = event_words(entry, joint.ones, joint.others)
    return joint_item(
        joint,
        f"{what}: {quoted(in_words(joint.line), ANSWER_WIDTH)}",
        "" if entry.actuality == "actual" else entry.actuality,
        before=(when(entry.date) if long_past else "",),
    )
