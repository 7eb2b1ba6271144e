"""Documents parsed by hand, for tests of what is rule and not model.

A sentence is written word by word as ``form|lemma/POS.TAG/relation/head/entity``: the lemma only
where it differs from the form, the tag and the entity (``B-PERSON``, ``I-PERSON``) only where they
matter, the head as the number of a word of the same sentence, from 1, ``0`` for the root. ``~``
before a form: no space before it. Sentences are separated by ``;;``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from backchannel.entries.acts import Scene
from backchannel.entries.body import Body
from backchannel.entries.statements import read_statements
from backchannel.entries.who import Who
from backchannel.parties import PartyTable
from backchannel.reader import Antecedent, Attribution, FoundTrigger
from backchannel.span import Span

DAY = date(2024, 8, 7)  # a Wednesday


@dataclass(frozen=True)
class Marks:
    """What else the reader would have found: parts of the text, each named by its words.

    Attributes:
        said: (source or "", cue, *content) of each attribution.
        acts: (words, label) or (words, label, passage) of each trigger.
        refers: pronoun or noun to what it refers back to, both the first such word.
        apart: passages that are not article.
    """

    said: tuple[tuple[str, ...], ...] = ()
    acts: tuple[tuple[str, ...], ...] = ()
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
        body = Body(self._passages())
        return Scene(self.doc, text, body, DAY, who, read_statements(self.doc, text, body, who))

    def _passages(self) -> list[Span]:
        passages, at = [], 0
        for span in self.apart:
            passages.append(Span(at, span.start))
            at = span.end
        return [p for p in [*passages, Span(at, len(self.doc.text))] if p.start < p.end]


def _fields(words: Iterable[str]) -> dict[str, list]:
    out: dict[str, list] = {
        k: [] for k in ("words", "spaces", "lemmas", "pos", "tags", "deps", "heads", "ents")
    }
    for word in words:
        form, pos, dep, head, *ent = word.split("/")
        form, _, lemma = form.partition("|")
        pos, _, tag = pos.partition(".")
        glued = form.startswith("~")
        form = form.removeprefix("~")
        if out["spaces"] and glued:
            out["spaces"][-1] = False
        out["words"].append(form)
        out["spaces"].append(True)
        out["lemmas"].append(lemma or form)
        out["pos"].append(pos)
        out["tags"].append(tag or pos)
        out["deps"].append("ROOT" if dep == "root" else dep)
        out["heads"].append(int(head) - 1)
        out["ents"].append(ent[0] if ent else "O")
    return out


def _document(nlp: Language, notation: str) -> Doc:
    out: dict[str, list] = {}
    for sentence in notation.split(";;"):
        made = _fields(sentence.split())
        before = len(out.get("words", ()))
        made["heads"] = [before + (i if head < 0 else head) for i, head in enumerate(made["heads"])]
        for key, values in made.items():
            out.setdefault(key, []).extend(values)
    out["spaces"][-1] = False
    return Doc(nlp.vocab, **out)


@pytest.fixture(scope="session")
def english() -> Language:
    return spacy.blank("en")


@pytest.fixture
def parse(english: Language) -> Callable[..., Parsed]:
    """A function from the notation above, and what else is marked, to a document."""

    def parsed(notation: str, marks: Marks | None = None) -> Parsed:
        marks = marks or Marks()
        doc = _document(english, notation)
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
            FoundTrigger(*found.tokens(words), label, 0.9, tuple(found.tokens(p) for p in passage))
            for words, label, *passage in marks.acts
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
