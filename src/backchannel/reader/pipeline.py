"""The reader as a spaCy pipeline: its components, and ``load``.

Components, in order, with what each sets:

=============================== ==========================================================
``backchannel_encoder``         ``doc._.encoded``, what the network says of each word, and
                                ``doc._.senses``, see `backchannel.reader.senses`
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

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from backchannel.reader import attributions as links
from backchannel.reader import found, tags, trees, wordings
from backchannel.reader.attributions import Arguments, Attribution, Layout, Linker
from backchannel.reader.calibration import ANCHORED
from backchannel.reader.found import Antecedent, Encoded, FoundTrigger, Pointing
from backchannel.reader.network import Floats, Network
from backchannel.reader.pieces import Words
from backchannel.reader.sentences import plain_starts
from backchannel.reader.tags import Trigger
from backchannel.reader.tokens import NAME as TOKENIZER
from backchannel.reader.whole import whole

_WITHOUT_ARGUMENTS = ("relation:represents",)
"""Who holds an office is told by form."""

WORDED = frozenset({"message", "response"})
"""Kinds that have wordings of their own."""


@lru_cache(maxsize=2)
def network(weights: str | None = None) -> Network:
    """The network of a weights folder, loaded once a process."""
    return Network(Path(weights) if weights else None)


class Encoder:
    """Runs the network over a document's words."""

    def __init__(self, nlp: Language, name: str, weights: str | None) -> None:
        self.network = network(weights)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.encoded``, unless there is nothing to read."""
        index, spaces = _words(doc)
        if index:
            words = Words.of([doc[i].text for i in index], spaces, self.network.vocabulary)
            vectors = self.network(words)
            layout = Layout(np.array(words.shapes), np.array(words.gaps))
            cues = tuple(links.cues(vectors.logits("cue")))
            doc._.encoded = Encoded(np.array(index), layout, vectors, cues, tuple(spaces))
            doc._.senses = np.zeros((len(doc), vectors.sense.shape[1]), np.float32)
            doc._.senses[index] = vectors.sense
        return doc


def _words(doc: Doc) -> tuple[list[int], list[str]]:
    """Token indices of the words to read, and the white space before each.

    A passage apart between two words counts as a paragraph break.
    """
    apart: list[tuple[int, int]] = sorted(doc._.apart)
    text, at, k = doc.text, 0, 0
    index, spaces = [], []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        if token.is_space:
            continue
        while k < len(apart) and apart[k][1] <= start:
            k += 1
        if k < len(apart) and apart[k][0] < end:
            continue
        gap = text[at:start]
        spaces.append(gap if not gap or gap.isspace() else "\n\n")
        index.append(token.i)
        at = end
    return index, spaces


class Annotator(ABC):
    """What the components after the encoder share: they turn its vectors into annotations."""

    def __init__(self, nlp: Language, name: str, weights: str | None) -> None:
        self.network = network(weights)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document; one without words, or not encoded, stays as it is."""
        encoded: Encoded | None = doc._.encoded
        if encoded is not None:
            self._annotate(doc, encoded)
        return doc

    @abstractmethod
    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        """Set on ``doc`` what the component is for."""


def _set(doc: Doc, attributes: list[str], values: NDArray[np.uint64]) -> None:
    # spaCy's stub wants signed integers; hashes of strings are unsigned, as from_array takes them.
    doc.from_array(cast("list[int | str]", attributes), cast("Any", values))


class Tagger(Annotator):
    """Parts of speech (universal and Penn) and lemmas."""

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
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
        for i, k, script in zip(
            encoded.index.tolist(), of_word.tolist(), scripts.tolist(), strict=True
        ):
            form = doc[i].text
            lemma = tables[k].get(form.lower()) or tags.lemma(form, labels.lemma[script])
            values[i, 2] = strings.add(lemma)
        _set(doc, ["TAG", "POS", "LEMMA"], values)


class Parser(Annotator):
    """Sentences and dependency trees (Universal Dependencies' relations).

    Sentences that a component before it, or the caller, has set are kept, as spaCy's parser does.
    """

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        pairs, vectors = self.network.pairs, encoded.vectors
        if doc.has_annotation("SENT_START"):
            begins = [w == 0 or doc[i].is_sent_start for w, i in enumerate(encoded.index.tolist())]
            starts = np.flatnonzero(begins)
        else:
            words = [doc[i].text for i in encoded.index.tolist()]
            plain_ones = np.array(plain_starts(words, encoded.spaces))
            starts = trees.sentence_starts(vectors.logits("start"), encoded.layout.gaps, plain_ones)
        head = trees.heads(vectors, pairs["root"], starts)
        relation = trees.relations(vectors, pairs["rel"], pairs["rel_root"], head)
        strings = doc.vocab.strings
        names = [strings.add("ROOT" if d == "root" else d) for d in self.network.labels.deprel]
        heads, deps = _unread(doc, encoded), np.full(len(doc), strings.add("dep"), np.uint64)
        heads[encoded.index] = encoded.index[head]
        deps[encoded.index] = np.array(names, np.uint64)[relation]
        deps[encoded.index[head == np.arange(len(head))]] = strings.add("ROOT")
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        _set(doc, ["HEAD", "DEP"], np.stack([offsets, deps], axis=1))


def _unread(doc: Doc, encoded: Encoded) -> NDArray[np.int64]:
    """Heads of the tokens that were not read.

    White space hangs on the token before it, in the same sentence; at the start, on the next. A
    passage apart is a sentence of its own, so that no subtree of what was read reaches into it.
    """
    heads = np.arange(len(doc)) - 1
    read = np.zeros(len(doc), bool)
    read[encoded.index] = True
    words = np.array([t.i for t in doc if not t.is_space])
    before = np.concatenate([[True], read[words[:-1]]])
    apart = words[before & ~read[words]]
    heads[apart] = apart
    heads[: words[0]] = words[0]
    return heads


class Names(Annotator):
    """Names of people, organisations and places."""

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        names = tags.names(encoded.vectors.logits("names"), self.network.labels.names)
        spans = ((encoded.tokens((n.start, n.end)), n.type) for n in names)
        doc.set_ents([Span(doc, start, end, label=kind) for (start, end), kind in spans])


class Attributions(Annotator):
    """Who is reported to say or think what: source, cue and content of each attribution."""

    def __init__(self, nlp: Language, name: str, weights: str | None) -> None:
        super().__init__(nlp, name, weights)
        self.linker = Linker(self.network.pairs)

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        linked = self.linker.attributions(encoded.vectors, encoded.layout, encoded.cues)
        found = [
            Attribution(
                encoded.tokens(a.cue),
                tuple(encoded.tokens(s) for s in a.source),
                tuple(encoded.tokens(s) for s in a.content),
                a.score,
            )
            for a in linked
        ]
        found = [_made_whole(doc, a) for a in found]
        doc._.attributions = tuple(sorted(found, key=lambda a: a.cue))


def _made_whole(doc: Doc, a: Attribution) -> Attribution:
    """An attribution whose source and contents do not break off inside a phrase."""
    others = {i for start, end in (a.cue, *a.content) for i in range(start, end)}
    source = tuple(whole(doc, span, others) for span in a.source)
    own = {i for start, end in (a.cue, *source) for i in range(start, end)}
    return replace(a, source=source, content=tuple(whole(doc, span, own) for span in a.content))


class Coreference(Annotator):
    """What pronouns and definite descriptions refer back to."""

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        tokens = [doc[i] for i in encoded.index.tolist()]
        candidates = [w for w, token in enumerate(tokens) if _heads_a_mention(token)]
        anaphors = [w for w in candidates if _refers_back(tokens[w])]
        best = tags.antecedents(
            encoded.vectors.coref, np.array(anaphors, np.int64), np.array(candidates, np.int64)
        )
        doc._.antecedents = {
            tokens[w].i: Antecedent(tokens[b[0]].i, b[1])
            for w, b in zip(anaphors, best, strict=True)
            if b is not None
        }


class Triggers(Annotator):
    """Words that may name an act of some kind, with the passages and parties that each may have."""

    def __init__(self, nlp: Language, name: str, weights: str | None) -> None:
        super().__init__(nlp, name, weights)
        self.linker = Linker(self.network.pairs)

    def _annotate(self, doc: Doc, encoded: Encoded) -> None:
        labels, logits = self.network.labels.triggers, encoded.vectors.logits("triggers")
        worded = self._worded(doc, encoded, logits)
        words = [doc[i].lower_ for i in encoded.index.tolist()]
        alone = (
            replace(t, score=self._alone(t, words))
            for t in tags.triggers(logits, labels)
            if not any(_same(t, w) for w in worded)
        )
        both = sorted([*alone, *worded], key=lambda t: (t.start, t.end, t.label))
        doc._.triggers = tuple(
            _with_whole_passages(doc, t) for t in self._with_arguments(encoded, both)
        )

    def _alone(self, t: Trigger, words: list[str]) -> float:
        """The probability of a trigger that no wording supports."""
        kind = _kind(t.label)
        if kind in WORDED:
            return tags.alone(t.score)
        return self.network.lexicon.weighed(kind, words[t.start : t.end], t.score)

    def _worded(self, doc: Doc, encoded: Encoded, logits: Floats) -> list[Trigger]:
        """Wordings of messages and responses, weighed with what the network says of them."""
        chance = 1 / (1 + np.exp(-logits))
        starts = np.array([doc[i].idx for i in encoded.index.tolist()])
        best: dict[tuple[int, int, str], Trigger] = {}
        for w in wordings.worded(doc.text):
            first = int(np.searchsorted(starts, w.start))
            last = min(int(np.searchsorted(starts, w.end)), first + tags.LONGEST_TRIGGER)
            if first == len(starts) or starts[first] != w.start or last <= first:
                continue  # a passage apart, or the middle of a word
            t = self._weighed(first, last, w, chance)
            key = (first, last, _kind(t.label))
            if key not in best or best[key].score < t.score:
                best[key] = t
        return list(best.values())

    def _weighed(
        self, first: int, last: int, w: wordings.Worded, chance: NDArray[np.floating[Any]]
    ) -> Trigger:
        """A wording over the words [first, last); the network names the type where it is sure."""
        labels = self.network.labels.triggers
        columns = [i for i, label in enumerate(labels) if _kind(label) == _kind(w.label)]
        of_kind = chance[first:last][:, columns].max(0)
        top = int(of_kind.argmax())
        label = labels[columns[top]] if of_kind[top] > 0.5 else w.label
        return Trigger(first, last, label, tags.weigh(float(of_kind[top]), w.weight))

    def _with_arguments(self, encoded: Encoded, triggers: list[Trigger]) -> Iterator[FoundTrigger]:
        sure = [self._asked_for(t) for t in triggers]
        asked = [
            ((t.start, t.end), 1 + ANCHORED.index(_kind(t.label)))
            for t, is_sure in zip(triggers, sure, strict=True)
            if is_sure
        ]
        vectors = encoded.vectors
        answers = iter(self.linker.arguments(vectors, encoded.layout, encoded.cues, asked))
        modes = vectors.logits("modes")
        for t, is_sure in zip(triggers, sure, strict=True):
            start, end = encoded.tokens((t.start, t.end))
            bare = FoundTrigger(start, end, t.label, t.score)
            yield (
                self._argued(encoded, bare, next(answers), modes[t.start : t.end].mean(0))
                if (is_sure)
                else bare
            )

    def _asked_for(self, t: Trigger) -> bool:
        """Whether a trigger is sure enough, and of a kind that has arguments."""
        if t.label in _WITHOUT_ARGUMENTS:
            return False
        return t.score >= self.network.calibration[_kind(t.label)].threshold

    def _argued(
        self, encoded: Encoded, t: FoundTrigger, found: Arguments, modes: Floats
    ) -> FoundTrigger:
        """A trigger with what it governs, in tokens."""
        passage, condition = (
            tuple(encoded.tokens(s) for s in of_role) for of_role in found.passages
        )
        index = encoded.index[found.first : found.first + len(found.scores)]
        scores = np.full((int(index[-1] - index[0]) + 1, found.scores.shape[1]), -np.inf)
        scores[index - index[0]] = found.scores
        return replace(
            t,
            passage=passage,
            condition=condition if _kind(t.label) == "signal" else (),
            mode=self._mode(_kind(t.label), modes),
            pointing=Pointing(int(index[0]), scores.astype(np.float32)),
        )

    def _mode(self, kind: str, logits: Floats) -> str | None:
        """The likeliest mode of a kind that has any."""
        names = self.network.labels.modes
        columns = [i for i, name in enumerate(names) if _kind(name) == kind]
        if not columns:
            return None
        return names[columns[int(logits[columns].argmax())]].partition(":")[2]


def _with_whole_passages(doc: Doc, t: FoundTrigger) -> FoundTrigger:
    if not t.passage and not t.condition:
        return t
    passage, condition = (
        tuple(whole(doc, span, ()) for span in spans) for spans in (t.passage, t.condition)
    )
    return replace(t, passage=passage, condition=condition)


def _kind(label: str) -> str:
    return label.partition(":")[0]


def _same(a: Trigger, b: Trigger) -> bool:
    """Whether two overlap and are of one kind."""
    return a.start < b.end and b.start < a.end and _kind(a.label) == _kind(b.label)


def _heads_a_mention(token: Token) -> bool:
    inside_a_name = token.dep_ in ("compound", "flat", "nmod:desc")
    return token.pos_ in ("PROPN", "NOUN", "PRON") and not inside_a_name


def _refers_back(token: Token) -> bool:
    return token.pos_ == "PRON" or (token.pos_ == "NOUN" and _is_definite(token))


def _is_definite(token: Token) -> bool:
    definite = ("the", "this", "that", "these", "those")
    return any(c.dep_ == "det" and c.lower_ in definite for c in token.lefts)


COMPONENTS: tuple[tuple[str, type[Encoder | Annotator], list[str], list[str]], ...] = (
    ("backchannel_encoder", Encoder, [], ["doc._.encoded", "doc._.senses"]),
    ("backchannel_tagger", Tagger, ["doc._.encoded"], ["token.tag", "token.pos", "token.lemma"]),
    ("backchannel_parser", Parser, ["doc._.encoded"], ["token.dep", "token.head", "doc.sents"]),
    ("backchannel_names", Names, ["doc._.encoded"], ["doc.ents"]),
    ("backchannel_attributions", Attributions, ["doc._.encoded"], ["doc._.attributions"]),
    (
        "backchannel_coreference",
        Coreference,
        ["doc._.encoded", "token.pos", "token.dep"],
        ["doc._.antecedents"],
    ),
    ("backchannel_triggers", Triggers, ["doc._.encoded"], ["doc._.triggers"]),
)
"""Name, class, what it needs and what it sets, in the order of the pipeline. The names stand in
``pyproject.toml`` as well, as entry points of ``spacy_factories``, so that spaCy finds them
without an import."""


def _register() -> None:
    found.register()
    for name, component, needs, sets in COMPONENTS:
        Language.factory(
            name,
            default_config={"weights": None},
            requires=needs,
            assigns=sets,
            func=component,
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
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = 10_000_000
    where = str(weights) if weights else None
    network(where)
    for name, *_ in COMPONENTS:
        nlp.add_pipe(name, config={"weights": where})
    nlp.add_pipe("doc_cleaner", config={"attrs": {"_.encoded": None}})
    return nlp
