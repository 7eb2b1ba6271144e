"""The brief's warnings and demands: who will do what, or wants what done, on what condition."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from backchannel.entries.entry import Signal
from backchannel.record.query import Line
from backchannel.views.gather import references
from backchannel.views.items import PASSAGE_WIDTH, alike, in_words, sourced
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    laid_out,
    names,
    of_kind,
    option,
    rank,
    spread,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import adds_name, enumerated, full_name, quoted

_CONDITION = 140


def section(lines: Iterable[Line], limits: Limits) -> Section:
    """Signals from issuer to target, each with its condition and consequence."""
    pairs = alike(of_kind(lines, Signal, "issuer", "target"), lambda j: j.pair)
    pairs.sort(key=rank)
    groups = [Headed(_heading(pair[0]), _items(pair), _wanted(pair[0])) for pair in pairs]
    return laid_out("Warnings, demands, promises", groups, "signal", limits)


def _heading(first: Joint[Signal]) -> str:
    issuer = names(first.ones, "Issuer not stated")
    target = names(first.others)
    return f"{issuer} to {target}" if target else f"{issuer}, to nobody named"


def _wanted(first: Joint[Signal]) -> str:
    return f"{option('--from', first.ones)} {option('--to', first.others)}".strip()


def _items(pair: Sequence[Joint[Signal]]) -> list[Item]:
    same = alike(pair, _key)
    return [_item(js) for js in spread(same, lambda js: js[0].entry.type)]


def _key(joint: Joint[Signal]) -> Hashable:
    entry = joint.entry
    return entry.type, signal_words(joint.line, entry), joint.ones, entry.attributed_to


def signal_words(line: Line, entry: Signal) -> str:
    """What will follow or is asked, with the condition: "“close the strait” (if: “if …”)"."""
    words = quoted(in_words(line, entry.consequence), PASSAGE_WIDTH)
    if entry.condition is None:
        return words
    condition = " ".join(line.quote(entry.condition).split())
    return f"{words}, on condition: {quoted(condition, _CONDITION)}"


def _item(same: Sequence[Joint[Signal]]) -> Item:
    first, lines = same[0], [j.line for j in same]
    persons = [full_name(p, "") for p in first.ones if p is not None and adds_name(p)]
    parts = (enumerated(persons) if persons else "", sourced(first.entry.attributed_to, lines))
    return Item(
        text=signal_words(first.line, first.entry),
        refs=references(lines),
        says="; ".join(part for part in parts if part),
        mark=first.entry.type,
    )
