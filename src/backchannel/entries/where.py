"""Where an act took place: the place named beside it, found on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from backchannel.entries.entry import Place
from backchannel.entries.mentions import Mention
from backchannel.entries.people import clean
from backchannel.entries.phrases import phrase, preposition, relation
from backchannel.parties import Match
from backchannel.places import PlaceTable
from backchannel.span import Span

_AT = frozenset(
    """
    in at near on off outside inside over across around within along throughout
    into onto through
    """.split()
)
_MODIFIERS = ("compound", "nmod:poss", "amod", "nmod:unmarked")
_ON_THE_MAP = frozenset({"state", "place"})
_STATES = 6
_STEPS = 4
_BACK = 4
"""Words back from a place to the preposition before it."""


class Places:
    """The places that an article names.

    Args:
        doc: the article as read.
        table: where places lie.
        mentions: of parties: the states that an article is about tell which "Tripoli" it means.
        known: names that the table of parties knows: states are places too.
    """

    def __init__(
        self, doc: Doc, table: PlaceTable, mentions: Sequence[Mention], known: Iterable[Match] = ()
    ) -> None:
        self._doc, self._table = doc, table
        states = (
            words
            for m in known
            if m.party.sort in _ON_THE_MAP
            and (words := doc.char_span(*m.span, alignment_mode="expand")) is not None
            and words.root.pos_ != "ADJ"
        )
        self._named = {t.i: words for words in states for t in words}
        self._named |= {t.i: e for e in doc.ents if e.label_ == "PLACE" for t in e}
        codes = Counter(m.party.code for m in mentions if m.party.code and len(m.party.code) == 3)
        self._near = tuple(code for code, _ in codes.most_common(_STATES))
        self._known: dict[str, Place] = {}

    def of_act(self, head: Token, clause: Span) -> Place | None:
        """The place said of an act: on its word or on the verb above it, within its clause."""
        at = head
        for _ in range(_STEPS):
            for token in self._beside(at):
                if clause.start <= token.idx < clause.end or at.i == head.i:
                    return self.place(token)
            if at.head.i == at.i or relation(at) in ("ccomp", "advcl", "parataxis"):
                break
            at = at.head
            if not clause.start <= at.idx < clause.end:
                break
        nearest = self._nearest(head, clause)
        return self.place(nearest) if nearest is not None else None

    def _nearest(self, head: Token, clause: Span) -> Token | None:
        """The place of a clause nearest to a word, by position where the parse shows none; after
        the word rather than before it."""
        found, outside = [], _speaking(head)
        for i, words in self._named.items():
            first = self._doc[words.start]
            if i != words.end - 1 or not clause.start <= first.idx < clause.end:
                continue
            if self._doc[i].head.i in outside or self._doc[i].dep_ in _MODIFIERS:
                continue
            if self._is_led_to(words.start):
                found.append((abs(i - head.i) * (1 if i > head.i else 2), i))
        return self._doc[min(found)[1]] if found else None

    def _is_led_to(self, start: int) -> bool:
        """Whether a preposition of place leads to a token, over articles and adjectives."""
        for token in reversed(self._doc[max(0, start - _BACK) : start]):
            if token.lower_ in _AT:
                return True
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV"):
                return False
        return False

    def _beside(self, head: Token) -> Iterator[Token]:
        """Places that hang on a word by a preposition of place."""
        hanging = [
            (child, preposition(child).partition(" ")[0])
            for child in head.children
            if relation(child) in ("obl", "nmod") and self._name_in(child) is not None
        ]
        yield from (child for child, word in hanging if word in _AT)

    def _name_in(self, head: Token) -> Words | None:
        """The place that a phrase names, or that its head lies in ("the port of Aden")."""
        ent = self._named.get(head.i)
        if ent is not None:
            return ent
        inside = phrase(head)
        return next((self._named[t.i] for t in inside if t.i in self._named), None)

    def place(self, head: Token) -> Place | None:
        """The place that a phrase names, as named in the article."""
        ent = self._name_in(head)
        if ent is None:
            return None
        inside = phrase(head)
        return self.named(clean((inside if len(inside) <= len(ent) + 4 else ent).text))

    def named(self, name: str) -> Place:
        """A place by its name: where it lies, where that is known."""
        if name not in self._known:
            self._known[name] = self._table.find(name, self._near) or Place(name)
        return self._known[name]


def _speaking(head: Token) -> set[int]:
    """The words above the clause that a word stands in: where it was said, not where it was."""
    at, beyond, out = head, False, set()
    while at.head.i != at.i:
        beyond = beyond or relation(at) in ("ccomp", "parataxis")
        at = at.head
        if beyond:
            out.add(at.i)
    return out
