"""Positions: a party's public verdict on an act, a policy or a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from backchannel.entries.acts import Scene, characters, evidence, trigger_span
from backchannel.entries.choice import AGENT, PATIENT, choose, pairs
from backchannel.entries.entry import Position, PositionStance
from backchannel.entries.found import Found, found
from backchannel.entries.says_so import sources


def read_positions(scene: Scene) -> Iterator[Position]:
    """The positions of an article, one for each holder and target, in the order of the text."""
    for act in found(scene, "position"):
        yield from _positions(scene, act)


def _positions(scene: Scene, act: Found) -> Iterator[Position]:
    t = act.trigger
    holder, target = choose(scene, t, AGENT), choose(scene, t, PATIENT)
    about = characters(scene, t.passage)
    for by, of in pairs(holder, target, selves=True):
        yield Position(
            evidence=evidence(scene, t, (about,)),
            trigger=trigger_span(scene, t),
            attributed_to=sources(scene, act.head.i, t, holder.parties, sides=not holder.named),
            stance=cast("PositionStance", act.type),
            holder=by,
            target=of,
            about=about,
            confidence=act.confidence(holder, target),
        )
