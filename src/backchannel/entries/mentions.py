"""The mentions of parties in an article: the words among which an act's parties are chosen.

A mention is a noun phrase, a pronoun, a name that only modifies another noun ("US airstrikes"), or
an adjective of a people ("Israeli strikes"), by the token that heads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from backchannel.entries.entry import Party
from backchannel.entries.statements import Told
from backchannel.entries.who import FIRST_PERSON, FIRST_PLURAL, NOBODY, SECOND_PERSON, Voice, Who

_INSIDE = ("compound", "flat", "nmod:desc", "goeswith", "fixed")
_OF_MANY = frozenset({"CIVIL", "MEDIA"})
_OWN = FIRST_PERSON | FIRST_PLURAL | SECOND_PERSON


@dataclass(frozen=True, slots=True)
class Mention:
    """A token that stands for a party.

    Attributes:
        token: its place in the document.
        party: whom it names.
    """

    token: int
    party: Party


def identity(party: Party) -> tuple[str, str]:
    """What mentions of one party have in common: the code, or the name where many share a code."""
    if party.code is None or party.code in _OF_MANY:
        return "name", party.name
    return "code", party.code


def read_mentions(doc: Doc, who: Who, statements: Sequence[Told]) -> tuple[Mention, ...]:
    """Every mention of an article, in the order of the text.

    Args:
        doc: the article as read.
        who: its parties.
        statements: its statements: whose words "we" stands in tells who that is.
    """
    voices = _voices(doc, statements)
    found = {}
    for token in doc:
        party = _party(token, who, voices[token.i])
        if party is not None:
            found[token.i] = who.as_state(party)
    for span, party in who.known_names():
        words = doc.char_span(*span, alignment_mode="expand")
        if words is not None and not any(t.i in found for t in words):
            found[words.end - 1] = party
    return tuple(Mention(i, found[i]) for i in sorted(found))


def _voices(doc: Doc, statements: Sequence[Told]) -> list[Voice]:
    """Whose words each token stands in: of nested statements the innermost."""
    out = [NOBODY] * len(doc)
    for told in sorted(statements, key=lambda t: -sum(e - s for s, e in t.content)):
        for start, end in told.content:
            out[start:end] = [told.voice] * (end - start)
    return out


def _party(token: Token, who: Who, voice: Voice) -> Party | None:
    if token.is_space or token.is_punct:
        return None
    if token.pos_ in ("PRON", "DET") or token.lower_ in _OWN:
        return who.party(token, voice)
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ in _INSIDE:
            return who.modifier(token)
        return who.party(token, voice)
    return who.modifier(token) if token.pos_ == "ADJ" else None


__all__ = ["Mention", "identity", "read_mentions"]
