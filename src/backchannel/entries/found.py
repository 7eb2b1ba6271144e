"""The acts of one kind that an article names: triggers sure enough, with what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from backchannel.entries.acts import Scene, apart, strongest, trigger_head
from backchannel.entries.choice import Chosen
from backchannel.reader import Curve, FoundTrigger
from backchannel.span import Span

_OFFICE = "relation:represents"
"""Offices are read from titles, beside whatever else the words say."""

YIELDING = {
    "signal": ("position", "forecast", "relation", "event"),
    "position": ("signal", "forecast", "relation", "event", "response"),
    "forecast": ("signal", "position", "relation", "event", "response"),
    "relation": ("signal", "position", "forecast", "event"),
}
"""Of which kinds a likelier act takes a word away from a kind: one word hardly ever names both
(of 3,344 entries of annotated articles that others wrote, 13 times). A message may carry a
signal, and an event may be counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger taken for an act.

    Attributes:
        trigger: as the reader found it.
        head: the word of it that governs the others.
        type: the second part of its label; empty where the kind has no types.
        curve: how sure entries of this kind are.
    """

    trigger: FoundTrigger
    head: Token
    type: str
    curve: Curve

    def confidence(self, *chosen: Chosen) -> float:
        """How often entries like this one are right: see ``Curve``."""
        return self.curve.confidence(self.trigger.score, [c.probability for c in chosen])


def found(scene: Scene, kind: str) -> Iterator[Found]:
    """The acts of a kind, in the order of the text; of triggers that overlap, the likeliest."""
    likelier = _best(scene, YIELDING.get(kind, ()))
    for t in apart(scene.doc, strongest(scene.doc, _likely(scene, kind))):
        if all(likelier.get(i, 0.0) <= t.score for i in range(t.start, t.end)):
            _, _, type_ = t.label.partition(":")
            yield Found(t, trigger_head(scene.doc, t), type_, scene.calibration[kind])


def _likely(scene: Scene, kind: str) -> Iterator[FoundTrigger]:
    """Triggers of a kind that are sure enough to make an entry."""
    least = scene.calibration[kind].threshold
    for t in scene.doc._.triggers:
        if t.label.partition(":")[0] == kind and t.score >= least:
            yield t


def _best(scene: Scene, kinds: Iterable[str]) -> dict[int, float]:
    """The best score of an act of some kinds at each token that names one."""
    out: dict[int, float] = {}
    for kind in kinds:
        for t in _likely(scene, kind):
            for i in range(t.start, t.end) if t.label != _OFFICE else ():
                out[i] = max(out.get(i, 0.0), t.score)
    return out


def score_at(scene: Scene, span: Span, marked: Sequence[FoundTrigger], otherwise: float) -> float:
    """The best probability among triggers that overlap a span of characters.

    Args:
        scene: the article.
        span: characters.
        marked: triggers of one label.
        otherwise: what is given where none overlaps.
    """
    doc = scene.doc
    inside = (
        t.score
        for t in marked
        if doc[t.start].idx < span.end and span.start < doc[t.end - 1].idx + len(doc[t.end - 1])
    )
    return max(inside, default=otherwise)
