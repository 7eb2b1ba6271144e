"""Tallies: numbers of what matters to the crisis."""

from __future__ import annotations

import math
from collections.abc import Iterator

from backchannel.entries.acts import Scene
from backchannel.entries.entry import Place, Tally
from backchannel.entries.found import score_at
from backchannel.entries.says_so import sources
from backchannel.entries.tally_candidates import TallyCandidate, candidates
from backchannel.reader import FoundTrigger
from backchannel.span import Span

UNSEEN = 0.1
"""Probability of a figure that the network does not point at."""

ACTS_SHARE = 0.8
"""How much of the probability of the word for what was done counts for the number beside it."""

_LIKELY = 1.0
"""Added to the log-odds of a figure whose wording alone makes a tally likely."""


def read_tallies(scene: Scene) -> Iterator[Tally]:
    """The tallies of an article, in the order of the text."""
    curve = scene.calibration["tally"]
    marked = [t for t in scene.doc._.triggers if t.label == "tally"]
    for c in candidates(scene.doc, scene.body):
        score = _score(scene, c, marked)
        if score >= curve.threshold:
            since, until = scene.times.period_of(c.evidence, c.trigger)
            yield Tally(
                evidence=c.evidence,
                trigger=c.trigger,
                attributed_to=sources(scene, c.at, _pointing(scene, c, marked)),
                what=c.what,
                of=c.of,
                value=c.value,
                bound=c.bound,
                place=_place(scene, c),
                since=since,
                until=until,
                part_of=c.part_of,
                confidence=curve.confidence(score),
            )


def _score(scene: Scene, c: TallyCandidate, marked: list[FoundTrigger]) -> float:
    """The network's probability that a figure is a tally, weighed with its wording."""
    score = score_at(scene, c.trigger, marked, UNSEEN)
    if c.act is not None:  # the network may have marked "killed" instead of the number
        act = scene.doc[c.act]
        deed = Span(act.idx, act.idx + len(act))
        score = max(score, ACTS_SHARE * score_at(scene, deed, marked, 0.0))
    if c.prior == "unlikely":
        return score
    odds = score / max(1 - score, 1e-4) * math.exp(_LIKELY)
    return odds / (1 + odds)


def _pointing(scene: Scene, c: TallyCandidate, marked: list[FoundTrigger]) -> FoundTrigger | None:
    """The likeliest trigger of the network's at a figure."""
    here = [t for t in marked if score_at(scene, c.trigger, [t], 0.0) > 0]
    return max(here, key=lambda t: t.score, default=None)


def _place(scene: Scene, c: TallyCandidate) -> Place | None:
    return scene.places.named(c.place) if c.place is not None else None
