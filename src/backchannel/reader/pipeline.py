"""The reader as a spaCy pipeline: its components, and ``load``.

Components, in order, with what each sets:

=============================== ==========================================================
``backchannel_encoder``         ``doc._.encoded``, what the network says of each word
``backchannel_tagger``          ``token.tag_``, ``token.pos_``, ``token.lemma_``
``backchannel_parser``          ``token.head``, ``token.dep_``, sentence boundaries
``backchannel_names``           ``doc.ents`` (``PERSON``, ``ORGANIZATION``, ``PLACE``)
``backchannel_attributions``    ``doc._.attributions``
``backchannel_coreference``     ``doc._.antecedents``
``backchannel_triggers``        ``doc._.triggers``
``doc_cleaner``                 drops ``doc._.encoded``, which is large
=============================== ==========================================================

Positions in what they set are token indices, ends exclusive, as spaCy's own are. Passages that are
not article are named beforehand in ``doc._.apart`` (character spans) and are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

from backchannel.reader import attributions as links
from backchannel.reader import tags, trees, wordings
from backchannel.reader.attributions import Attribution, Layout, Linker
from backchannel.reader.network import Floats, Network, Vectors
from backchannel.reader.pieces import Words
from backchannel.reader.tags import Trigger

PASSAGE_KINDS = {"message": 1, "response": 2}


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of a document.

    Attributes:
        index: [words] token index of each word that was read (no white space, nothing apart).
        layout: shapes and gaps of the words.
        vectors: the network's outputs, one row a word.
        cues: word spans of the cues and their probabilities.
    """

    index: NDArray[np.int64]
    layout: Layout
    vectors: Vectors
    cues: tuple[tuple[tuple[int, int], float], ...]

    def tokens(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of words as a span of tokens."""
        return int(self.index[span[0]]), int(self.index[span[1] - 1]) + 1


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The token that an anaphor refers back to, and the log-odds that it does so at all."""

    token: int
    score: float


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """Tokens that may name an act.

    Attributes:
        start, end: tokens, end exclusive.
        label: ``kind`` or ``kind:type``.
        score: the network's probability.
        passage: the content of a message or the claim of a response, as token spans.
    """

    start: int
    end: int
    label: str
    score: float
    passage: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=2)
def network(weights: str | None = None) -> Network:
    """The network of a weights folder, loaded once a process."""
    return Network(Path(weights) if weights else None)


class _Component:
    """What the components share: the network, and skipping a document that has no words."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        encoded: Encoded | None = doc._.encoded
        if encoded is not None:
            self.annotate(doc, encoded)
        return doc

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        raise TypeError("a component says what it annotates")


class Encoder(_Component):
    """Runs the network over a document's words."""

    def __call__(self, doc: Doc) -> Doc:
        apart: tuple[tuple[int, int], ...] = doc._.apart
        text, at, k = doc.text, 0, 0
        words, spaces, index = [], [], []
        for token in doc:
            start = token.idx
            end = start + len(token)
            if token.is_space:
                continue
            while k < len(apart) and apart[k][1] <= start:
                k += 1
            if k < len(apart) and apart[k][0] < end:
                continue
            gap = text[at:start]
            words.append(token.text)
            spaces.append(gap if not gap or gap.isspace() else "\n\n")
            index.append(token.i)
            at = end
        if words:
            encoded = Words.of(words, spaces, self.network.vocabulary)
            vectors = self.network(encoded)
            layout = Layout(np.array(encoded.shapes), np.array(encoded.gaps))
            found = tuple(links.cues(vectors.logits("cue")))
            doc._.encoded = Encoded(np.array(index), layout, vectors, found)
        return doc


class Tagger(_Component):
    """Parts of speech (universal and Penn) and lemmas."""

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        labels, vectors, strings = self.network.labels, encoded.vectors, doc.vocab.strings
        values = np.zeros((len(doc), 3), dtype=np.uint64)
        values[:, 0] = strings.add("_SP")
        values[:, 1] = strings.add("SPACE")
        upos = [strings.add(v) for v in labels.upos]
        xpos = [strings.add(v) for v in labels.xpos]
        values[encoded.index, 0] = np.array(xpos, np.uint64)[vectors.logits("xpos").argmax(1)]
        of_word = vectors.logits("upos").argmax(1)
        values[encoded.index, 1] = np.array(upos, np.uint64)[of_word]
        scripts = vectors.logits("lemma").argmax(1)
        tables = [self.network.lemmas.get(v, {}) for v in labels.upos]
        for i, k, script in zip(encoded.index.tolist(), of_word.tolist(), scripts.tolist(), strict=True):
            form = doc[i].text
            lemma = tables[k].get(form.lower()) or tags.lemma(form, labels.lemma[script])
            values[i, 2] = strings.add(lemma)
        doc.from_array([TAG, POS, LEMMA], values)


class Parser(_Component):
    """Sentences and dependency trees (Universal Dependencies' relations)."""

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        pairs, vectors = self.network.pairs, encoded.vectors
        starts = trees.sentence_starts(vectors.logits("start"), encoded.layout.gaps)
        head = trees.heads(vectors, pairs["root"], starts)
        relation = trees.relations(vectors, pairs["rel"], pairs["rel_root"], head)
        strings = doc.vocab.strings
        names = [strings.add("ROOT" if d == "root" else d) for d in self.network.labels.deprel]
        # White space hangs on the token before it, in the same sentence; at the start, on the next.
        heads, deps = np.arange(len(doc)) - 1, np.full(len(doc), strings.add("dep"), np.uint64)
        first = int(encoded.index[0])
        heads[:first] = first
        heads[encoded.index] = encoded.index[head]
        deps[encoded.index] = np.array(names, np.uint64)[relation]
        deps[encoded.index[head == np.arange(len(head))]] = strings.add("ROOT")
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP], np.stack([offsets, deps], axis=1))


class Names(_Component):
    """Names of people, organisations and places."""

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        found = tags.names(encoded.vectors.logits("names"), self.network.labels.names)
        spans = [(*encoded.tokens((n.start, n.end)), n.type) for n in found]
        doc.set_ents([Span(doc, a, b, label=kind) for a, b, kind in spans])


class Attributions(_Component):
    """Who is reported to say or think what: source, cue and content of each attribution."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.linker = Linker(network.pairs)

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        found = self.linker.attributions(encoded.vectors, encoded.layout, encoded.cues)
        doc._.attributions = tuple(
            Attribution(
                encoded.tokens(a.cue),
                tuple(encoded.tokens(s) for s in a.source),
                tuple(encoded.tokens(s) for s in a.content),
                a.score,
            )
            for a in found
        )


class Coreference(_Component):
    """What pronouns and definite descriptions refer back to."""

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        anaphors, candidates = [], []
        for w, i in enumerate(encoded.index):
            token = doc[int(i)]
            if token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ not in ("compound", "flat", "nmod:desc"):
                candidates.append(w)
                if token.pos_ == "PRON" or (token.pos_ == "NOUN" and _is_definite(token)):
                    anaphors.append(w)
        found = tags.antecedents(encoded.vectors.coref, np.array(anaphors, np.int64), np.array(candidates, np.int64))
        doc._.antecedents = {
            int(encoded.index[w]): Antecedent(int(encoded.index[best[0]]), best[1])
            for w, best in zip(anaphors, found, strict=True)
            if best is not None
        }


class Triggers(_Component):
    """Words that may name an act of some kind, with the passage that a message or response has."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.linker = Linker(network.pairs)

    def annotate(self, doc: Doc, encoded: Encoded) -> None:
        labels, logits = self.network.labels.triggers, encoded.vectors.logits("triggers")
        worded = self._worded(doc, encoded, logits)
        found = [
            t
            for t in tags.triggers(logits, labels)
            if not any(w.start < t.end and t.start < w.end and _kind(w) == _kind(t) for w in worded)
        ]
        both = sorted([*found, *worded], key=lambda t: (t.start, t.end, t.label))
        doc._.triggers = tuple(self._with_passage(encoded, t) for t in both)

    def _worded(self, doc: Doc, encoded: Encoded, logits: Floats) -> list[Trigger]:
        """Wordings of messages and responses, weighed with what the network says of them."""
        labels = self.network.labels.triggers
        chance = 1 / (1 + np.exp(-logits))
        starts = np.array([doc[i].idx for i in encoded.index.tolist()])
        best: dict[tuple[int, int, str], Trigger] = {}
        for w in wordings.worded(doc.text):
            first = int(np.searchsorted(starts, w.start))
            last = min(int(np.searchsorted(starts, w.end)), first + tags.LONGEST_TRIGGER)
            if first == len(starts) or starts[first] != w.start or last <= first:
                continue  # a passage apart, or the middle of a word
            kind = w.label.partition(":")[0]
            columns = [i for i, label in enumerate(labels) if label.partition(":")[0] == kind]
            of_kind = chance[first:last][:, columns].max(0)
            top = int(of_kind.argmax())
            label = labels[columns[top]] if of_kind[top] > 0.5 else w.label
            t = Trigger(first, last, label, tags.weigh(float(of_kind[top]), w.weight))
            key = (first, last, kind)
            if key not in best or best[key].score < t.score:
                best[key] = t
        return list(best.values())

    def _with_passage(self, encoded: Encoded, t: Trigger) -> FoundTrigger:
        kind = PASSAGE_KINDS.get(t.label.partition(":")[0])
        spans: tuple[tuple[int, int], ...] = ()
        if kind is not None:
            spans = self.linker.passage(encoded.vectors, encoded.layout, encoded.cues, (t.start, t.end), kind)
        start, end = encoded.tokens((t.start, t.end))
        return FoundTrigger(start, end, t.label, t.score, tuple(encoded.tokens(s) for s in spans))


def _kind(t: Trigger) -> str:
    return t.label.partition(":")[0]


def _is_definite(token: spacy.tokens.Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in token.lefts)


COMPONENTS: Mapping[str, tuple[type[_Component], list[str], list[str]]] = {
    "backchannel_encoder": (Encoder, [], ["doc._.encoded"]),
    "backchannel_tagger": (Tagger, ["doc._.encoded"], ["token.tag", "token.pos", "token.lemma"]),
    "backchannel_parser": (Parser, ["doc._.encoded"], ["token.dep", "token.head", "doc.sents"]),
    "backchannel_names": (Names, ["doc._.encoded"], ["doc.ents"]),
    "backchannel_attributions": (Attributions, ["doc._.encoded"], ["doc._.attributions"]),
    "backchannel_coreference": (
        Coreference,
        ["doc._.encoded", "token.pos", "token.dep"],
        ["doc._.antecedents"],
    ),
    "backchannel_triggers": (Triggers, ["doc._.encoded"], ["doc._.triggers"]),
}


def _register() -> None:
    for name, default in {
        "apart": (),
        "encoded": None,
        "attributions": (),
        "antecedents": {},
        "triggers": (),
    }.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    for name, (component, needs, sets) in COMPONENTS.items():
        _factory(name, component, needs, sets)


def _factory(name: str, component: type[_Component], needs: list[str], sets: list[str]) -> None:
    def create(nlp: Language, name: str, weights: str | None) -> _Component:
        return component(network(weights))

    Language.factory(
        name, default_config={"weights": None}, requires=needs, assigns=sets, func=create
    )


_register()


def load(weights: str | Path | None = None) -> Language:
    """The reader as a spaCy pipeline.

    Args:
        weights: folder of the weights; the package's own by default.

    Raises:
        ModelError: the weights are missing, damaged or of another layout.

    >>> nlp = load()
    >>> doc = nlp("The embassy passed on the letter, an official said.")
    >>> [doc[a.cue[0] : a.cue[1]].text for a in doc._.attributions]
    ['said']
    """
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    where = str(weights) if weights else None
    network(where)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"weights": where})
    nlp.add_pipe("doc_cleaner", config={"attrs": {"_.encoded": None}})
    return nlp
