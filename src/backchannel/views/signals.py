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
    option,
    rank,
    spread,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import adds_name, enumerated, full_name, quoted

_CONDITION = 140


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Signals from issuer to target, each with its condition, its consequence and what met them.

    Those between two sides come before those within one.
    """
    pairs = alike(of_kind(told, Signal, "issuer", "target"), lambda j: j.pair)
    pairs.sort(key=lambda pair: (pair[0].pair[0] == pair[0].pair[1], *rank(pair)))
    groups = [Headed(_heading(pair[0]), _ordered(pair), _item, _wanted(pair[0])) for pair in pairs]
    return laid_out("Warnings, demands, promises", groups, "signal", limits)


def _heading(first: Joint[Signal]) -> str:
    issuer, target = names(first.ones, "Issuer not stated"), names(first.others)
    return direction(issuer, target) if target else f"{issuer}, to nobody named"


def _wanted(first: Joint[Signal]) -> str:
    return f"{option('--from', first.ones)} {option('--to', first.others)}".strip()


def _ordered(pair: Sequence[Joint[Signal]]) -> list[Joint[Signal]]:
    return spread(weightiest(pair), lambda joint: joint.entry.type)


def signal_words(line: Line, entry: Signal) -> str:
    """What will follow or is asked, with the condition: "“close the strait” (if: “if …”)"."""
    words = quoted(in_words(line, entry.consequence), PASSAGE_WIDTH)
    if entry.condition is None:
        return words
    condition = " ".join(line.quote(entry.condition).split())
    return f"{words}, on condition: {quoted(condition, _CONDITION)}"


def _item(joint: Joint[Signal]) -> Item:
    persons = [full_name(p, "") for p in joint.ones if p is not None and adds_name(p)]
    who = enumerated(persons) if persons else ""
    return joint_item(joint, signal_words(joint.line, joint.entry), joint.entry.type, before=(who,))
