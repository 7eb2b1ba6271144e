"""Articles parsed by hand (``support/notation.py``), and what was found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from backchannel.entries.acts import Scene
from backchannel.entries.body import Body
from backchannel.entries.choice import VOICE
from backchannel.entries.mentions import read_mentions
from backchannel.entries.statements import read_statements
from backchannel.entries.when import Times
from backchannel.entries.where import Places
from backchannel.entries.who import Who
from backchannel.parties import PartyTable
from backchannel.places import PlaceTable
from backchannel.reader import Antecedent, Attribution, Calibration, FoundTrigger
from backchannel.reader.found import Pointing
from backchannel.span import Span

DAY = date(2024, 8, 7)  # a Wednesday
KINDS = "statement message response signal position event tally relation forecast office".split()
CALIBRATION = Calibration(
    {kind: {"threshold": 0.35, "base": 0, "trigger": 1, "parties": 1} for kind in KINDS}
)
NOT_POINTED_AT = -9.0
ROLES = 4


@dataclass(frozen=True)
class Marks:
    """What else the reader would have found: parts of the text, each named by its words.

    Attributes:
        said: (source or "", cue, *content) of each attribution.
        acts: (words, label) or (words, label, passage) of each trigger.
        points: words of a trigger to the words that may stand for its parties, part by part (who
            acts, on whom, who carries), each with its score; that of nobody is 0, that of any
            word not named is ``NOT_POINTED_AT``. A trigger not named here points nowhere.
        conditions, modes: words of a trigger to its condition, and to its mode.
        refers: pronoun or noun to what it refers back to, both the first such word.
        apart: passages that are not article.
    """

    said: tuple[tuple[str, ...], ...] = ()
    acts: tuple[tuple[str, ...], ...] = ()
    points: Mapping[str, tuple[Mapping[str, float], ...]] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    refers: dict[str, str] = field(default_factory=dict)
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """A document, and short ways to its words and parts."""

    doc: Doc
    apart: tuple[Span, ...] = ()

    def __getitem__(self, form: str) -> Token:
        """The first word of that form."""
        return next(t for t in self.doc if t.text == form)

    def tokens(self, words: str) -> tuple[int, int]:
        """Token span of the first place where ``words`` stand."""
        at = self.doc.text.index(words)
        span = self.doc.char_span(at, at + len(words))
        assert span is not None, f"{words!r} cuts a word"
        return span.start, span.end

    def scene(self) -> Scene:
        text = self.doc.text
        who = Who(self.doc, text, PartyTable.load(), DAY)
        body = Body(self.passages())
        statements = read_statements(self.doc, text, body, who, CALIBRATION["statement"])
        mentions = read_mentions(self.doc, who, statements)
        return Scene(
            self.doc,
            text,
            body,
            DAY,
            who,
            statements,
            mentions,
            times=Times(text, DAY),
            places=Places(self.doc, _place_table(), mentions),
            calibration=CALIBRATION,
        )

    def trigger(self, marks: Marks, words: str, label: str, passage: Iterable[str]) -> FoundTrigger:
        """A trigger with all that is marked of it."""
        start, end = self.tokens(words)
        return FoundTrigger(
            start,
            end,
            label,
            0.9,
            passage=tuple(self.tokens(p) for p in passage),
            condition=tuple(self.tokens(c) for w, c in marks.conditions.items() if w == words),
            mode=marks.modes.get(words),
            pointing=self._pointing(start, marks.points[words]) if words in marks.points else None,
        )

    def _pointing(self, start: int, parts: Iterable[Mapping[str, float]]) -> Pointing:
        scores = np.full((len(self.doc), ROLES), NOT_POINTED_AT, dtype=np.float32)
        scores[start] = 0
        scores[start, VOICE] = NOT_POINTED_AT + 0.3  # nobody says so, but that is far from sure
        for part, named in enumerate(parts):
            for word, score in named.items():
                scores[self[word].i, part] = score
        return Pointing(0, scores)

    def passages(self) -> list[Span]:
        """What is not apart."""
        passages, at = [], 0
        for span in self.apart:
            passages.append(Span(at, span.start))
            at = span.end
        return [p for p in [*passages, Span(at, len(self.doc.text))] if p.start < p.end]


@lru_cache(maxsize=1)
def _place_table() -> PlaceTable:
    return PlaceTable.load()


@pytest.fixture(scope="session")
def english() -> Language:
    return spacy.blank("en")


@pytest.fixture
def parse(english: Language) -> Callable[..., Parsed]:
    """A function from the notation, and what else is marked, to a document."""
    import notation as notation_of

    def parsed(notation: str, marks: Marks | None = None) -> Parsed:
        marks = marks or Marks()
        doc = notation_of.document(english, notation)
        text = doc.text
        cuts = tuple(Span(text.index(a), text.index(a) + len(a)) for a in marks.apart)
        found = Parsed(doc, cuts)
        doc._.attributions = tuple(
            Attribution(
                found.tokens(cue),
                (found.tokens(source),) if source else (),
                tuple(found.tokens(c) for c in content),
                1.0,
            )
            for source, cue, *content in marks.said
        )
        doc._.triggers = tuple(
            found.trigger(marks, words, label, passage) for words, label, *passage in marks.acts
        )
        doc._.antecedents = {
            found[word].i: Antecedent(found[to].i, 1.0) for word, to in marks.refers.items()
        }
        return found

    return parsed


@pytest.fixture(scope="session")
def marks() -> type[Marks]:
    """The class of what else the reader found; test modules cannot import from here."""
    return Marks


@pytest.fixture(scope="session")
def place_table() -> PlaceTable:
    return _place_table()
