"""The brief's messages: who told whom, through whom, by what channel, and who says so."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from backchannel.entries.entry import Message, Party
from backchannel.views.gather import SeenMessage, reference
from backchannel.views.items import (
    PASSAGE_WIDTH,
    alike,
    response_item,
    response_key,
    where_from,
)
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import acting_name, chain, full_name, is_known, one_line, party_key
from backchannel.views.wording import quoted as quoted_passage

_MARKS = {"confirmed": "confirmed", "denied": "denied", "disputed": "disputed"}
_CHANNELS = {
    "letter": "by letter",
    "call": "by call",
    "meeting": "in a meeting",
    "envoy": "by envoy",
    "embassy": "by embassy",
    "back_channel": "by back channel",
    "broadcast": "by broadcast",
    "unspecified": "",
}


def section(found: Sequence[SeenMessage], most: int) -> Section:
    """The messages, grouped by sender, recipient, intermediary and channel.

    Pairs of which more is reported come first, and those whose parties are known.

    Args:
        found: the messages.
        most: lines under one heading.
    """
    pairs = alike(found, lambda m: _pair(m.message))
    pairs.sort(key=lambda pair: (-_weight(pair), _pair(pair[0].message)))
    groups = []
    for pair in pairs:
        routes = alike(pair, lambda m: _route(m.message))
        routes.sort(key=lambda route: (-_weight(route), _route(route[0].message)))
        groups += [_group(route, most) for route in routes]
    return Section("Messages", tuple(groups), "No message between parties is reported.")


def _pair(message: Message) -> tuple[str, str]:
    return party_key(message.sender), party_key(message.recipient)


def _route(message: Message) -> tuple[str, str]:
    return party_key(message.intermediary), message.channel


def _weight(messages: Sequence[SeenMessage]) -> float:
    """How much a reader will want these: contested ones and known parties count more."""
    first = messages[0].message
    known = sum(is_known(p) for p in (first.sender, first.recipient))
    contested = sum(m.message.status != "reported" or bool(m.answers) for m in messages)
    return 4 * known + len({m.line.article.id for m in messages}) + contested


def heading(message: Message) -> str:
    """Who to whom, through whom and how: "Iran to United States, through Switzerland"."""
    sender = acting_name(message.sender, "Sender not stated")
    recipient = acting_name(message.recipient, "recipient not stated")
    carried = ""
    if message.intermediary is not None:
        carried = f", through {full_name(message.intermediary, '')}"
    channel = _CHANNELS[message.channel]
    return f"{sender} to {recipient}{carried}" + (f", {channel}" if channel else "")


def _group(route: Sequence[SeenMessage], most: int) -> Group:
    ordered = sorted(route, key=lambda m: (_when(m), m.line.article.id, m.line.place))
    same = alike(ordered, _key)
    same.sort(key=lambda ms: ms[0].message.status == "reported" and not ms[0].answers)
    more = f"and {len(same) - most} more" if len(same) > most else ""
    return Group(heading(route[0].message), tuple(_item(ms) for ms in same[:most]), more)


def _when(seen: SeenMessage) -> str:
    published = seen.line.article.published
    return seen.message.date or (published.day.isoformat() if published else "9999")


def _passage(seen: SeenMessage) -> str:
    content = seen.message.content
    return " ".join(seen.line.quote(content).split())


def _key(seen: SeenMessage) -> Hashable:
    return (_passage(seen), seen.message.attributed_to, seen.message.status, seen.message.date)


def _item(same: Sequence[SeenMessage]) -> Item:
    first = same[0]
    message, lines = first.message, [m.line for m in same]
    words = quoted_passage(_passage(first), PASSAGE_WIDTH)
    if message.content is None:
        words = f"Content not stated: {words}"
    own = [
        f"{role} {one_line(party.name)}"
        for role, party in (("sender", message.sender), ("recipient", message.recipient))
        if party is not None and _is_other_name(party)
    ]
    sent = f"sent {message.date}" if message.date else ""
    says = f"says {chain(message.attributed_to)}" if message.attributed_to else "asserted by"
    if not message.attributed_to:
        says = "the article itself says so"
    medium = f"{says} ({one_line(first.medium)})" if first.medium else says
    parts = [*own, sent, medium, where_from(lines)]
    answers = alike((a for m in same for a in m.answers), response_key)
    return Item(
        text=words,
        refs=tuple(reference(line) for line in lines),
        says="; ".join(p for p in parts if p),
        mark=_MARKS.get(message.status, ""),
        below=tuple(response_item(a) for a in answers),
    )


def _is_other_name(party: Party) -> bool:
    """Whether the party's own name adds to the heading's."""
    return one_line(party.name) != acting_name(party, "")
