"""Attributions that syntax makes plain ("Chad said its troops had ...") and the network missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from backchannel.reader.attributions import Attribution

SCORE = 0.5
"""Probability that such an attribution is given: a guess, the network having said no."""

_SAYING = frozenset(
    """
    say tell announce add report claim state declare insist argue acknowledge allege assert
    maintain note warn suggest explain reply stress emphasise emphasize confirm predict
    """.split()
)
_FEWEST = 2


def plain(doc: Doc, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Verbs of saying with a subject and a clause said, that no attribution has for its cue.

    Args:
        doc: a parsed document.
        found: the network's attributions, in tokens.
    """
    taken = {i for a in found for i in range(*a.cue)}
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in taken or verb.lemma_.lower() not in _SAYING:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
        if subject is None or said is None or (subject.pos_ == "PRON" and subject.lower_ == "it"):
            continue
        source, content = _run(subject), _run(said)
        if content[1] - content[0] >= _FEWEST and content[0] > verb.i and source[1] <= verb.i:
            yield Attribution((verb.i, verb.i + 1), (source,), (content,), SCORE)


def _run(head: Token) -> tuple[int, int]:
    """The tokens of a subtree, punctuation and white space at the ends left out."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    while end - start > 1 and (doc[end - 1].is_space or doc[end - 1].text in ".,;:"):
        end -= 1
    while end - start > 1 and (doc[start].is_space or doc[start].text in ",;:"):
        start += 1
    return start, end
