"""Events: what a party did, or had done to it, in PLOVER's types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from backchannel.entries.acts import Scene, evidence, trigger_span
from backchannel.entries.choice import AGENT, PATIENT, choose, mutual, pairs
from backchannel.entries.conditions import is_supposed
from backchannel.entries.entry import Actuality, Event, EventType
from backchannel.entries.found import Found, found
from backchannel.entries.says_so import sources

_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of what parties do with rather than to each other."""


def read_events(scene: Scene) -> Iterator[Event]:
    """The events of an article, one for each actor and recipient, in the order of the text."""
    for act in found(scene, "event"):
        if not is_supposed(act.head):
            yield from _events(scene, act)


def _events(scene: Scene, act: Found) -> Iterator[Event]:
    t = act.trigger
    actor, recipient = choose(scene, t, AGENT), choose(scene, t, PATIENT)
    clause, trigger = evidence(scene, t), trigger_span(scene, t)
    pairing = mutual if act.type in _TOGETHER else pairs
    for by, on in pairing(actor, recipient):
        yield Event(
            evidence=clause,
            trigger=trigger,
            attributed_to=sources(scene, act.head.i, t),
            type=cast("EventType", act.type),
            actor=by,
            recipient=on,
            place=scene.places.of_act(act.head, clause),
            date=scene.times.date_of(clause, trigger),
            actuality=cast("Actuality", t.mode or "actual"),
            confidence=act.confidence(actor, recipient),
        )
