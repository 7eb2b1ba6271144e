"""The brief's positions: what a party supports, condemns or rejects."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from backchannel.entries.entry import Position
from backchannel.record.query import Line
from backchannel.views.gather import references
from backchannel.views.items import ANSWER_WIDTH, alike, in_words, sourced
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    Parties,
    keys,
    laid_out,
    names,
    of_kind,
    option,
    spread,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import adds_name, enumerated, full_name, is_known, quoted

_VERBS = {"support": "supports", "condemn": "condemns", "reject": "rejects"}


def section(lines: Iterable[Line], limits: Limits) -> Section:
    """Positions by their holder; known parties first, then those with most positions."""
    holders = alike(of_kind(lines, Position, "holder", "target"), lambda j: keys(j.ones))
    holders.sort(key=_rank)
    groups = [
        Headed(names(js[0].ones, "Holder not stated"), _items(js), option("--from", js[0].ones))
        for js in holders
    ]
    return laid_out("Positions", groups, "position", limits)


def _rank(held: Sequence[Joint[Position]]) -> tuple[object, ...]:
    first = held[0]
    known = any(is_known(p) for p in first.ones)
    stated = any(p is not None for p in first.ones)
    return (-stated, -known, -len(held), first.pair)


def _items(held: Sequence[Joint[Position]]) -> list[Item]:
    same = alike(held, _key)
    return [_item(js) for js in spread(same, lambda js: (js[0].entry.stance, js[0].pair))]


def _key(joint: Joint[Position]) -> Hashable:
    words = in_words(joint.line, joint.entry.about)
    return joint.entry.stance, joint.ones, joint.others, joint.entry.attributed_to, words


def position_words(entry: Position, holders: Parties, targets: Parties) -> str:
    """The verdict and the party judged: "condemns Velmora"."""
    target = "itself" if keys(targets) == keys(holders) and keys(targets) else names(targets)
    return f"{_VERBS[entry.stance]} {target}".rstrip()


def _item(same: Sequence[Joint[Position]]) -> Item:
    first, lines = same[0], [j.line for j in same]
    persons = [full_name(p, "") for p in first.ones if p is not None and adds_name(p)]
    parts = (enumerated(persons) if persons else "", sourced(first.entry.attributed_to, lines))
    verdict = position_words(first.entry, first.ones, first.others)
    return Item(
        text=f"{verdict}: {quoted(in_words(first.line, first.entry.about), ANSWER_WIDTH)}",
        refs=references(lines),
        says="; ".join(part for part in parts if part),
    )
