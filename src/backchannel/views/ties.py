"""The brief's ties: who is said to back, command, oppose or speak for whom, and who denies it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from backchannel.entries.entry import Party, Relation
from backchannel.record.identity import folded
from backchannel.views.contest import is_contested
from backchannel.views.index import Told
from backchannel.views.items import alike, in_words
from backchannel.views.joint import Headed, Joint, Limits, joint_item, laid_out, of_kind, weightiest
from backchannel.views.page import Item, Section
from backchannel.views.wording import are_several, count, full_name, one_line, quoted

_HEADINGS = {
    "backs": "Who backs whom",
    "commands": "Who commands whom",
    "allied": "Allies",
    "hostile": "Enemies",
    "mediates": "Mediators",
    "represents": "Who stands for whom",
}
_VERBS = {  # of one and of several
    "backs": ("backs", "back"),
    "commands": ("commands", "command"),
    "allied": ("is allied with", "are allied with"),
    "hostile": ("is hostile to", "are hostile to"),
    "mediates": ("mediates for", "mediate for"),
    "represents": ("represents", "represent"),
}
_WIDTH = 140


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Relations by type, contested ones first.

    Offices, and ties of which a side is not named, are counted, not listed, unless denied.
    """
    found = of_kind(told, Relation)
    ties = [t for t in found if not _is_office(t)]
    shown = [t for t in ties if _is_named(t) or _is_denied(t)]
    groups = [
        _headed(heading, [t for t in shown if t.entry.type == type_])
        for type_, heading in _HEADINGS.items()
        if any(t.entry.type == type_ for t in shown)
    ]
    made = laid_out("Ties claimed and denied", groups, "relation", limits)
    notes = [made.note] if made.note else []
    if len(shown) < len(ties):
        unnamed = count(len(ties) - len(shown), "tie")
        notes.append(f"{unnamed} to somebody not named: {limits.command('relation')}.")
    if len(ties) < len(found):
        offices = count(len(found) - len(ties), "office")
        notes.append(f"{offices} held: {limits.command('relation', '--where type=represents')}.")
    return dataclasses.replace(made, note=" ".join(notes))


def _is_named(joint: Joint[Relation]) -> bool:
    return joint.entry.subject is not None and joint.entry.object is not None


def _is_office(joint: Joint[Relation]) -> bool:
    """Whether somebody is merely said to hold an office."""
    tie = joint.entry
    return tie.type == "represents" and tie.role is not None and not _is_denied(joint)


def _is_denied(joint: Joint[Relation]) -> bool:
    return joint.entry.polarity == "denied" or is_contested(joint.told)


def _headed(heading: str, ties: Sequence[Joint[Relation]]) -> Headed[Joint[Relation]]:
    """Denied ties first, all of them; then other claims about the same pairs; then the rest."""
    pairs = alike(weightiest(ties), lambda t: _pair(t.entry))
    pairs.sort(key=lambda ts: (-any(map(_is_denied, ts)), -len(ts), _pair(ts[0].entry)))
    ordered = sorted((t for pair in pairs for t in pair), key=lambda t: not _is_denied(t))
    wanted = f"--where type={ties[0].entry.type}"
    return Headed(heading, ordered, _item, wanted, always=sum(map(_is_denied, ordered)))


def _pair(tie: Relation) -> tuple[str, str]:
    return _key_of(tie.subject), _key_of(tie.object)


def _key_of(party: Party | None) -> str:
    return folded(party.name) if party else ""


def relation_words(tie: Relation) -> str:
    """The tie as a sentence: "Velmora backs Harbour Front"."""
    subject = full_name(tie.subject, "somebody not named")
    other = full_name(tie.object, "nobody named")
    role = f" ({one_line(tie.role)})" if tie.role else ""
    verb = _VERBS[tie.type][tie.subject is not None and are_several(tie.subject)]
    return f"{subject} {verb} {other}{role}"


def _item(joint: Joint[Relation]) -> Item:
    words = quoted(in_words(joint.line), _WIDTH)
    denied = "denied" if joint.entry.polarity == "denied" else ""
    return joint_item(joint, f"{relation_words(joint.entry)}: {words}", denied)
