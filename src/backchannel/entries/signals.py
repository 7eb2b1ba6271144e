"""Signals: what a party says that it will or may do, or what another must do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from backchannel.entries.acts import Scene, characters, evidence, trigger_span
from backchannel.entries.choice import AGENT, PATIENT, choose, pairs
from backchannel.entries.conditions import condition_of
from backchannel.entries.entry import Signal, SignalType
from backchannel.entries.found import Found, found
from backchannel.entries.phrases import is_negated
from backchannel.entries.says_so import sources

_MADE = frozenset(
    "threaten warn caution demand urge call ask request insist promise pledge vow pressure".split()
)
"""Verbs that say a signal is made: "had not threatened" says that none was."""


def read_signals(scene: Scene) -> Iterator[Signal]:
    """The signals of an article, one for each issuer and target, in the order of the text."""
    for act in found(scene, "signal"):
        if not (act.head.lemma_.lower() in _MADE and is_negated(act.head)):
            yield from _signals(scene, act)


def _signals(scene: Scene, act: Found) -> Iterator[Signal]:
    t = act.trigger
    issuer, target = choose(scene, t, AGENT), choose(scene, t, PATIENT)
    consequence = characters(scene, t.passage)
    condition = characters(scene, t.condition) or condition_of(scene, t)
    for by, at in pairs(issuer, target):
        yield Signal(
            evidence=evidence(scene, t, (condition, consequence)),
            trigger=trigger_span(scene, t),
            attributed_to=sources(scene, act.head.i, t, issuer.parties, sides=not issuer.named),
            type=cast("SignalType", act.type),
            issuer=by,
            target=at,
            condition=condition,
            consequence=consequence,
            confidence=act.confidence(issuer, target),
        )
