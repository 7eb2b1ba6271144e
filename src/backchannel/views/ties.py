"""The brief's ties: who is said to back, command, oppose or speak for whom, and who denies it."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Sequence

from backchannel.entries.entry import Party, Relation
from backchannel.record.identity import folded
from backchannel.record.query import Line
from backchannel.views.gather import references
from backchannel.views.items import alike, in_words, sourced
from backchannel.views.joint import Headed, Joint, Limits, laid_out, of_kind
from backchannel.views.page import Item, Section
from backchannel.views.wording import count, full_name, one_line, quoted

_HEADINGS = {
    "backs": "Who backs whom",
    "commands": "Who commands whom",
    "allied": "Allies",
    "hostile": "Enemies",
    "mediates": "Mediators",
    "represents": "Who stands for whom",
}
_VERBS = {
    "backs": "backs",
    "commands": "commands",
    "allied": "is allied with",
    "hostile": "is hostile to",
    "mediates": "mediates for",
    "represents": "represents",
}
_WIDTH = 140


def section(lines: Iterable[Line], limits: Limits) -> Section:
    """Relations by type, contested ones first; offices are counted, not listed, unless denied."""
    found = of_kind(lines, Relation)
    shown = [t for t in found if not _is_office(t.entry)]
    groups = [
        _headed(heading, [t for t in shown if t.entry.type == type_])
        for type_, heading in _HEADINGS.items()
        if any(t.entry.type == type_ for t in shown)
    ]
    made = laid_out("Ties claimed and denied", groups, "relation", limits)
    offices = len(found) - len(shown)
    if not offices:
        return made
    said = f"{count(offices, 'office')} held: backchannel list relation --where type=represents."
    return dataclasses.replace(made, note=f"{made.note} {said}".strip())


def _is_office(tie: Relation) -> bool:
    """Whether somebody is merely said to hold an office."""
    return tie.type == "represents" and tie.role is not None and tie.polarity == "asserted"


def _headed(heading: str, ties: Sequence[Joint[Relation]]) -> Headed:
    """Denied ties first, all of them; then other claims about the same pairs; then the rest."""
    pairs = alike(ties, lambda t: _pair(t.entry))
    pairs.sort(key=lambda ts: (-_contested(ts), -len(ts), _pair(ts[0].entry)))
    ordered = sorted((t for pair in pairs for t in pair), key=lambda t: not _contested([t]))
    items = [_item(same) for same in alike(ordered, _key)]
    wanted = f"--where type={ties[0].entry.type}"
    return Headed(heading, items, wanted, always=sum(bool(item.mark) for item in items))


def _pair(tie: Relation) -> tuple[str, str]:
    return _key_of(tie.subject), _key_of(tie.object)


def _key_of(party: Party | None) -> str:
    return folded(party.name) if party else ""


def _contested(ties: Sequence[Joint[Relation]]) -> bool:
    return any(t.entry.polarity == "denied" for t in ties)


def _key(told: Joint[Relation]) -> Hashable:
    tie = told.entry
    return _pair(tie), tie.type, tie.polarity, tie.role, tie.attributed_to


def relation_words(tie: Relation) -> str:
    """The tie as a sentence: "Velmora backs Harbour Front"."""
    subject = full_name(tie.subject, "somebody not named")
    other = full_name(tie.object, "nobody named")
    role = f" ({one_line(tie.role)})" if tie.role else ""
    return f"{subject} {_VERBS[tie.type]} {other}{role}"


def _item(same: Sequence[Joint[Relation]]) -> Item:
    tie, lines = same[0].entry, [t.line for t in same]
    return Item(
        text=f"{relation_words(tie)}: {quoted(in_words(same[0].line), _WIDTH)}",
        refs=references(lines),
        says=sourced(tie.attributed_to, lines),
        mark="denied" if tie.polarity == "denied" else "",
    )
