"""Where an act took place: the place named beside it, found on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from backchannel.entries.entry import Place
from backchannel.entries.mentions import Mention
from backchannel.entries.people import clean
from backchannel.entries.phrases import phrase, preposition, relation
from backchannel.places import PlaceTable
from backchannel.span import Span

_AT = frozenset(
    """
    in at near on off outside inside over across around within along throughout
    into onto through
    """.split()
)
_STATES = 6
_STEPS = 4


class Places:
    """The places that an article names.

    Args:
        doc: the article as read.
        table: where places lie.
        mentions: of parties: the states that an article is about tell which "Tripoli" it means.
    """

    def __init__(self, doc: Doc, table: PlaceTable, mentions: Sequence[Mention]) -> None:
        self._doc, self._table = doc, table
        self._named = {t.i: e for e in doc.ents if e.label_ == "PLACE" for t in e}
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
        return None

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
