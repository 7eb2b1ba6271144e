"""The if-part of a signal, where the syntax shows it."""

from __future__ import annotations

from spacy.tokens import Token

from backchannel.entries.acts import Scene, trigger_head
from backchannel.entries.phrases import extent, relation
from backchannel.reader import FoundTrigger
from backchannel.span import Span

_IF = frozenset({"if", "unless", "until", "once", "provided", "should", "when", "whenever"})
_STEPS = 3


def condition_of(scene: Scene, t: FoundTrigger) -> Span | None:
    """The conditional clause that hangs on a trigger, on what it governs or on the verb above.

    Args:
        scene: the article.
        t: the trigger.
    """
    head = trigger_head(scene.doc, t)
    at, below = head, head.i
    for _ in range(_STEPS):
        for child in at.children:
            # an if-part that the trigger itself stands in is not its own
            if child.i != below and relation(child) == "advcl" and _opens(child):
                start, end = extent(child, scene.doc)
                return scene.body.whole(Span(start, end))
        if at.head.i == at.i or at.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            break
        at, below = at.head, at.i
    return None


def _opens(predicate: Token) -> bool:
    first = next((w for w in predicate.subtree if not w.is_space and not w.is_punct), None)
    marked = {c.lower_ for c in predicate.children if c.dep_ == "mark"}
    return bool(marked & _IF) or (first is not None and first.lower_ in ("if", "unless"))


def is_supposed(head: Token) -> bool:
    """Whether a word stands in an if-part: what is only supposed there has not been done.

    Args:
        head: the word that names an act.
    """
    at = head
    while at.head.i != at.i:
        if relation(at) == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in at.children
        ):
            return True
        at = at.head
    return False
