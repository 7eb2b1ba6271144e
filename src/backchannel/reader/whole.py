"""Passages made whole: one that breaks off inside a phrase goes on to the phrase's end.

The network tags word by word, and now and then stops short ("because of a lack of"); the tree
knows better where a phrase ends.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

_LEADS_ON = frozenset(
    """
    det case amod compound mark aux aux:pass nummod cc advmod nmod:poss flat cop goeswith
    """.split()
)
_STEPS = 4


def whole(doc: Doc, span: tuple[int, int], barred: Collection[int]) -> tuple[int, int]:
    """A token span, its end moved on where its last word only leads on to what follows.

    Args:
        doc: a parsed document.
        span: tokens, end exclusive.
        barred: tokens that it may not take in.
    """
    start, end = span
    for _ in range(_STEPS):
        last = doc[end - 1]
        head = last.head
        if last.dep_ not in _LEADS_ON or head.i < end or head.sent.start != last.sent.start:
            break
        reach = head.right_edge.i + 1
        stop = next((i for i in range(end, reach) if i in barred), reach)
        if stop <= head.i:
            break
        end = stop
    while end > span[1] and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end
