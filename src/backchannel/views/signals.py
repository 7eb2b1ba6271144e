"""The brief's warnings and demands: who will do what, or wants what done, on what condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backchannel.entries.entry import Signal
from backchannel.record.query import Line
from backchannel.views.index import Told
from backchannel.views.items import PASSAGE_WIDTH, alike, in_words
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    direction,
    joint_item,
    laid_out,
    names,
    of_kind,
    pair_options,
    persons,
    rank,
    spread,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import quoted

_CONDITION = 140


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Signals from issuer to target, each with its condition, its consequence and what met them.

    Those between two sides come before those within one.
    """
    pairs = alike(of_kind(told, Signal, "issuer", "target"), lambda j: j.pair)
    pairs.sort(key=lambda pair: (pair[0].pair[0] == pair[0].pair[1], *rank(pair)))
    groups = [
        Headed(_heading(js[0]), _ordered(js), _item, pair_options(js[0].ones, js[0].others))
        for js in pairs
    ]
    return laid_out("Warnings, demands, promises", groups, "signal", limits)


def _heading(first: Joint[Signal]) -> str:
    issuer, target = names(first.ones, "Issuer not stated"), names(first.others)
    return direction(issuer, target) if target else f"{issuer}, to nobody named"


def _ordered(pair: Sequence[Joint[Signal]]) -> list[Joint[Signal]]:
    return spread(weightiest(pair), lambda joint: joint.entry.type)


def signal_words(line: Line, entry: Signal) -> str:
    """What will follow or is asked, with the condition: "“…”, on condition: “…”"."""
    # What a party will not do reads as its opposite without the words that say so.
    what = entry.consequence if entry.type != "restraint" else None
    words = quoted(in_words(line, what), PASSAGE_WIDTH)
    if entry.condition is None:
        return words
    condition = " ".join(line.quote(entry.condition).split())
    return f"{words}, on condition: {quoted(condition, _CONDITION)}"


def _item(joint: Joint[Signal]) -> Item:
    words = signal_words(joint.line, joint.entry)
    return joint_item(joint, words, joint.entry.type, before=(persons(joint.ones),))
