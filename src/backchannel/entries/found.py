"""The acts of one kind that an article names: triggers sure enough, with what they weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from backchannel.entries.acts import Scene, strongest, trigger_head
from backchannel.entries.choice import Chosen
from backchannel.reader import Curve, FoundTrigger
from backchannel.span import Span


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
    curve = scene.calibration[kind]
    sure = (
        t
        for t in scene.doc._.triggers
        if t.label.partition(":")[0] == kind and t.score >= curve.threshold
    )
    for t in strongest(scene.doc, sure):
        yield Found(t, trigger_head(scene.doc, t), t.label.partition(":")[2], curve)


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
