"""The brief's messages: who told whom, through whom, by what channel, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import Message, Party
from backchannel.views.gather import SeenMessage, references
from backchannel.views.items import (
    PASSAGE_WIDTH,
    alike,
    in_words,
    response_item,
    response_key,
    where_from,
)
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import (
    acting_name,
    adds_name,
    chain,
    count,
    enumerated,
    full_name,
    is_known,
    one_line,
    party_key,
    quoted,
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

Parties = tuple[Party | None, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A message as it is shown: entries that differ only in a joint party are one.

    Attributes:
        seen: the first of them.
        senders, recipients: all that stand in these roles, in the order of the reading.
    """

    seen: SeenMessage
    senders: Parties
    recipients: Parties

    @property
    def message(self) -> Message:
        return self.seen.message

    @property
    def pair(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _keys(self.senders), _keys(self.recipients)

    @property
    def route(self) -> tuple[str, str]:
        return party_key(self.message.intermediary), self.message.channel


def section(found: Sequence[SeenMessage], most: int, headings: int) -> Section:
    """The messages, grouped by sender, recipient, intermediary and channel.

    Pairs of which more is reported come first, and those whose parties are known.

    Args:
        found: the messages.
        most: lines under one heading.
        headings: at most so many; what stands under the others is counted.
    """
    told = _joined(found)
    weights: Counter[tuple[str, str]] = Counter()
    for each in told:
        for pair in _single_pairs(each):
            weights[pair] += 2 if _is_contested(each) else 1
    routes = alike(told, lambda t: (t.pair, t.route))
    routes.sort(key=lambda route: _rank(route, weights))
    groups = tuple(_group(route, most) for route in routes[:headings])
    left = sum(len(route) for route in routes[headings:])
    note = f"Not shown: {count(left, 'message')} by other ways (backchannel list message)."
    nothing = "No message between parties is reported."
    return Section("Messages", groups, nothing, note if left else "")


def _joined(found: Sequence[SeenMessage]) -> list[_Told]:
    """Joint recipients, then joint senders, of what one passage tells once."""
    by_recipient = [
        _Told(same[0], (same[0].message.sender,), _distinct([m.message.recipient for m in same]))
        for same in alike(found, lambda m: (_telling(m), m.message.sender))
    ]
    return [
        _Told(same[0].seen, _distinct([p for t in same for p in t.senders]), same[0].recipients)
        for same in alike(by_recipient, lambda t: (_telling(t.seen), t.recipients))
    ]


def _telling(seen: SeenMessage) -> Hashable:
    message = seen.message
    return (
        seen.line.article.id,
        message.evidence,
        message.attributed_to,
        message.intermediary,
        message.channel,
        message.content,
        message.date,
        message.status,
    )


def _distinct(parties: Sequence[Party | None]) -> Parties:
    return tuple(dict.fromkeys(parties))


def _keys(parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party_key(p) for p in parties))


def _single_pairs(told: _Told) -> list[tuple[str, str]]:
    senders, recipients = told.pair
    return [(s, r) for s in senders for r in recipients]


def _is_contested(told: _Told) -> bool:
    return told.message.status != "reported" or bool(told.seen.answers)


def _rank(route: Sequence[_Told], weights: Counter[tuple[str, str]]) -> tuple[object, ...]:
    """Where both parties are stated first, then those with most told of them, then known ones.

    The routes of one pair stand together.
    """
    first = route[0]
    pairs = _single_pairs(first)
    best = max(pairs, key=lambda pair: (weights[pair], pair))
    sides = (first.senders, first.recipients)
    known = sum(any(is_known(p) for p in side) for side in sides)
    stated = sum(any(p is not None for p in side) for side in sides)
    rest = (best, len(pairs), -len(route), first.pair, first.route)
    return (-stated, -weights[best], -known, *rest)


def _heading(told: _Told) -> str:
    """Who to whom, through whom and how: "Iran to United States, through Switzerland"."""
    message = told.message
    senders = _names(told.senders, _NO_SENDER)
    recipients = _names(told.recipients, _NO_RECIPIENT)
    carrier = message.intermediary
    carried = f", through {full_name(carrier, '')}" if carrier is not None else ""
    channel = CHANNELS[message.channel]
    return f"{senders} to {recipients}{carried}" + (f", {channel}" if channel else "")


def _names(parties: Parties, unknown: str) -> str:
    return enumerated(dict.fromkeys(acting_name(p, unknown) for p in parties))


def _group(route: Sequence[_Told], most: int) -> Group:
    ordered = sorted(
        route, key=lambda t: (_when(t.seen), t.seen.line.article.id, t.seen.line.place)
    )
    same = alike(ordered, _key)
    same.sort(key=lambda ts: not any(_is_contested(t) for t in ts))
    more = f"and {len(same) - most} more (backchannel list message)" if len(same) > most else ""
    return Group(_heading(route[0]), tuple(_item(ts) for ts in same[:most]), more)


def _when(seen: SeenMessage) -> str:
    published = seen.line.article.published
    return seen.message.date or (published.day.isoformat() if published else "9999")


def _passage(seen: SeenMessage) -> str:
    return in_words(seen.line, seen.message.content)


def _key(told: _Told) -> Hashable:
    message = told.message
    return (
        _passage(told.seen),
        told.senders,
        told.recipients,
        message.attributed_to,
        message.status,
        message.date,
    )


def _item(same: Sequence[_Told]) -> Item:
    first = same[0]
    message, lines = first.message, [t.seen.line for t in same]
    words = quoted(_passage(first.seen), PASSAGE_WIDTH)
    if message.content is None:
        words = f"content not stated: {words}"
    medium = f" ({one_line(first.seen.medium)})" if first.seen.medium else ""
    parts = [
        _persons(first),
        f"sent {message.date}" if message.date else "",
        f"according to {chain(message.attributed_to)}{medium}",
        where_from(lines),
    ]
    answers = alike((a for t in same for a in t.seen.answers), response_key)
    return Item(
        text=words,
        refs=references(lines),
        says="; ".join(p for p in parts if p),
        mark="" if message.status == "reported" else message.status,
        below=tuple(response_item(a) for a in answers),
    )


def _persons(told: _Told) -> str:
    """Sender and recipient by their own names, where these say more than the heading."""
    sides = (told.senders, told.recipients)
    if not any(p is not None and adds_name(p) for side in sides for p in side):
        return ""
    senders, recipients = (
        enumerated(full_name(p, unknown) for p in side)
        for side, unknown in zip(sides, (_NO_SENDER, _NO_RECIPIENT), strict=True)
    )
    return f"{senders} to {recipients}"
