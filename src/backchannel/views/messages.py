"""The brief's messages: who told whom, through whom, by what channel, and who says so."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence

from backchannel.entries.entry import Message, Statement
from backchannel.record.query import Line
from backchannel.views.contest import is_contested
from backchannel.views.index import Index, Told
from backchannel.views.items import PASSAGE_WIDTH, alike, in_words, statements_around
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    Parties,
    direction,
    joint_item,
    laid_out,
    of_kind,
    pair_options,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import (
    acting_name,
    adds_name,
    enumerated,
    full_name,
    is_known,
    one_line,
    party_key,
    quoted,
    when,
)

CHANNELS = {
    "letter": "by letter",
    "call": "by call",
    "meeting": "in a meeting",
    "envoy": "by envoy",
    "embassy": "by embassy",
    "back_channel": "by back channel",
    "broadcast": "by broadcast",
    "unspecified": "",
}
_NO_SENDER = "Sender not stated"
_NO_RECIPIENT = "recipient not stated"


def section(told: Iterable[Told], index: Index, limits: Limits) -> Section:
    """The messages, by sender, recipient, intermediary and channel.

    Pairs of which more is reported come first, and those whose parties are known.
    """
    found = of_kind(told, Message, "sender", "recipient")
    weights: Counter[tuple[str, str]] = Counter()
    for each in found:
        for pair in _single_pairs(each):
            weights[pair] += len(each.told.articles) * (2 if _is_contested(each) else 1)
    routes = alike(found, lambda j: (j.pair, _route(j)))
    routes.sort(key=lambda route: _rank(route, weights))
    groups = [_headed(route, index) for route in routes]
    return laid_out("Messages", groups, "message", limits)


def _route(joint: Joint[Message]) -> tuple[str, str]:
    return party_key(joint.entry.intermediary), joint.entry.channel


def _single_pairs(joint: Joint[Message]) -> list[tuple[str, str]]:
    return [(party_key(s), party_key(r)) for s in joint.ones for r in joint.others]


def _is_contested(joint: Joint[Message]) -> bool:
    return joint.entry.status in ("denied", "disputed") or is_contested(joint.told)


def _rank(route: Sequence[Joint[Message]], weights: Counter[tuple[str, str]]) -> tuple[object, ...]:
    """Where both parties are stated first, then what passes between two sides or is contested,
    then those with most told of them, then known ones.

    The routes of one pair stand together.
    """
    first = route[0]
    pairs = _single_pairs(first)
    best = max(pairs, key=lambda pair: (weights[pair], pair))
    sides = (first.ones, first.others)
    known = sum(any(is_known(p) for p in side) for side in sides)
    stated = sum(any(p is not None for p in side) for side in sides)
    told = sum(len(joint.told.articles) for joint in route)
    rest = (best, len(pairs), -told, first.pair, _route(first))
    within = first.pair[0] == first.pair[1] and not any(map(_is_contested, route))
    return (-stated, within, -weights[best], -known, *rest)


def _heading(joint: Joint[Message]) -> str:
    """Who to whom, through whom and how: "Iran to United States, through Switzerland"."""
    message = joint.entry
    pair = direction(_names(joint.ones, _NO_SENDER), _names(joint.others, _NO_RECIPIENT))
    carrier = message.intermediary
    carried = f", through {full_name(carrier, '')}" if carrier is not None else ""
    channel = CHANNELS[message.channel]
    return f"{pair}{carried}" + (f", {channel}" if channel else "")


def _names(parties: Parties, unknown: str) -> str:
    return enumerated(dict.fromkeys(acting_name(p, unknown) for p in parties))


def _headed(route: Sequence[Joint[Message]], index: Index) -> Headed[Joint[Message]]:
    """Contested ones first, then those of more origins, then by the day of sending."""
    ordered = weightiest(sorted(route, key=_when))
    ordered.sort(key=lambda j: not _is_contested(j))
    first = route[0]
    wanted = pair_options(first.ones, first.others)
    return Headed(_heading(first), ordered, functools.partial(_item, index), wanted)


def _when(joint: Joint[Message]) -> str:
    first = joint.told.thread.first
    return joint.entry.date or (first.isoformat() if first else "9999")


def _item(index: Index, joint: Joint[Message]) -> Item:
    message = joint.entry
    words = quoted(in_words(joint.line, message.content), PASSAGE_WIDTH)
    if message.content is None:
        words = f"content not stated: {words}"
    medium = _medium(joint.line, index)
    return joint_item(
        joint,
        words,
        "" if message.status == "reported" else message.status,
        before=(
            _persons(joint),
            f"sent {when(message.date)}" if message.date else "",
            f"medium: “{one_line(medium)}”" if medium else "",
        ),
    )


def _medium(line: Line, index: Index) -> str | None:
    """The medium of the innermost statement around the message that has one."""
    sheet = index.sheets.get(line.article.id)
    around = statements_around(line, sheet.lines) if sheet is not None else []
    said = (x.entry for x in around if isinstance(x.entry, Statement))
    return next((statement.medium for statement in said if statement.medium), None)


def _persons(joint: Joint[Message]) -> str:
    """Sender and recipient by their own names, where these say more than the heading."""
    sides = (joint.ones, joint.others)
    if not any(p is not None and adds_name(p) for side in sides for p in side):
        return ""
    senders, recipients = (
        enumerated(full_name(p, unknown) for p in side)
        for side, unknown in zip(sides, (_NO_SENDER, _NO_RECIPIENT), strict=True)
    )
    return f"{senders} to {recipients}"
