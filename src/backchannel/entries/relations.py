"""Relations: lasting ties between two parties; offices are those of ``offices.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from backchannel.entries.acts import Scene, evidence, trigger_span
from backchannel.entries.choice import AGENT, PATIENT, choose, pairs
from backchannel.entries.entry import Polarity, Relation, RelationType
from backchannel.entries.found import Found, found, score_at
from backchannel.entries.offices import read_offices
from backchannel.entries.says_so import sources

_OFFICE: Literal["represents"] = "represents"

UNSEEN, UNLIKELY = 0.3, 0.1
"""Probability of an office that the network does not point at: where the words around it say
whose it is, and where they do not."""


def read_relations(scene: Scene) -> Iterator[Relation]:
    """The ties of an article, offices first, each in the order of the text."""
    yield from _offices(scene)
    for act in found(scene, "relation"):
        if act.type != _OFFICE:
            yield from _relations(scene, act)


def _offices(scene: Scene) -> Iterator[Relation]:
    """Who holds which office: said by the article itself, even inside reported speech."""
    curve = scene.calibration["office"]
    marked = [t for t in scene.doc._.triggers if t.label == f"relation:{_OFFICE}"]
    for office in read_offices(scene):
        worded = UNSEEN if office.direct else UNLIKELY
        score = max(worded, score_at(scene, office.trigger, marked, worded))
        if score >= curve.threshold:
            yield Relation(
                evidence=office.evidence,
                trigger=office.trigger,
                attributed_to=(),
                type=_OFFICE,
                subject=office.subject,
                object=office.object,
                polarity="asserted",
                role=office.role,
                confidence=curve.confidence(score),
            )


def _relations(scene: Scene, act: Found) -> Iterator[Relation]:
    t = act.trigger
    one, other = choose(scene, t, AGENT), choose(scene, t, PATIENT)
    for subject, object_ in pairs(one, other):
        yield Relation(
            evidence=evidence(scene, t),
            trigger=trigger_span(scene, t),
            attributed_to=sources(scene, act.head.i, t),
            type=cast("RelationType", act.type),
            subject=subject,
            object=object_,
            polarity=cast("Polarity", t.mode or "asserted"),
            role=None,
            confidence=act.confidence(one, other),
        )
