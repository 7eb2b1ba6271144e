"""The brief's positions: what a party supports, condemns or rejects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backchannel.entries.entry import Position
from backchannel.views.index import Told
from backchannel.views.items import ANSWER_WIDTH, alike, in_words
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    Parties,
    joint_item,
    keys,
    laid_out,
    names,
    of_kind,
    option,
    own_names,
    persons,
    spread,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import is_known, quoted

_VERBS = {"support": "supports", "condemn": "condemns", "reject": "rejects"}


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Positions by their holder; known parties first, then those with most positions."""
    holders = alike(of_kind(told, Position, "holder", "target"), lambda j: keys(j.ones))
    holders.sort(key=_rank)
    groups = [
        Headed(_heading(js[0]), _ordered(js), _item, option("--from", js[0].ones)) for js in holders
    ]
    return laid_out("Positions", groups, "position", limits)


def _rank(held: Sequence[Joint[Position]]) -> tuple[object, ...]:
    first = held[0]
    known = any(is_known(p) for p in first.ones)
    stated = any(p is not None for p in first.ones)
    return (-stated, -known, -sum(len(j.told.articles) for j in held), first.pair)


def _heading(first: Joint[Position]) -> str:
    return names(first.ones, "Holder not stated")


def _ordered(held: Sequence[Joint[Position]]) -> list[Joint[Position]]:
    return spread(weightiest(held), lambda joint: (joint.entry.stance, joint.pair))


def position_words(entry: Position, holders: Parties, targets: Parties) -> str:
    """The verdict and the party judged: "condemns Velmora"."""
    target = names(targets)
    if target and keys(targets) == keys(holders):
        # Somebody else of the same side goes by their own name.
        own = own_names(targets)
        target = own if own != own_names(holders) else "itself"
    return f"{_VERBS[entry.stance]} {target}".rstrip()


def _item(joint: Joint[Position]) -> Item:
    verdict = position_words(joint.entry, joint.ones, joint.others)
    return joint_item(
        joint,
        f"{verdict}: {quoted(in_words(joint.line, joint.entry.about), ANSWER_WIDTH)}",
        before=(persons(joint.ones),),
    )
