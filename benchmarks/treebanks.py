"""Syntax against UD English EWT, names against GUM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from floors import Measured
from shared import Shared, use_training
from spacy.language import Language
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from conllu import Sentence, Word

EWT = "data/ud-ewt-dev.conllu.gz"
GUM = "data/gum-dev.conllu.gz"
PARAGRAPH = "\n\n"
LABELS = {"PER": "PERSON", "ORG": "ORGANIZATION", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
"""What usual labels of names mean among GUM's; a label that is not here means itself."""


def syntax(shared: Shared, nlp: Language) -> Measured:
    """UAS, LAS and UPOS on gold tokens, all tokens counting; LAS without subtypes.

    The definitions are those of the CoNLL 2018 shared task. ``ewt`` figures give the pipeline
    whole documents, so that it finds the sentences itself; ``given sentences`` gives it one
    sentence at a time.
    """
    use_training()
    from conllu import read_conllu

    documents = [sentences for _, sentences in read_conllu(shared.path(EWT))]
    whole = _score_syntax(documents, nlp)
    apart = _score_syntax([[s] for sentences in documents for s in sentences], nlp)
    figures = whole | {f"{name}, given sentences": figure for name, figure in apart.items()}
    return Measured("syntax", figures, shared.fingerprint(EWT))


def _score_syntax(documents: list[list[Sentence]], nlp: Language) -> dict[str, float]:
    hits: Counter[str] = Counter()
    total = 0
    docs = nlp.pipe([_gold_tokens(sentences, nlp) for sentences in documents])
    for sentences, doc in zip(documents, docs, strict=True):
        words = [token for token in doc if not token.is_space]
        place = {token.i: n for n, token in enumerate(words)}
        for token, (word, head) in zip(words, _gold_words(sentences), strict=True):
            total += 1
            hits["UPOS"] += token.pos_ == word.upos
            if _head(token, place) == head:
                hits["UAS"] += 1
                hits["LAS"] += _universal(token.dep_) == _universal(word.deprel)
    return {name: 100 * hits[name] / total for name in ("UAS", "LAS", "UPOS")}


def _head(token: Token, place: dict[int, int]) -> int | None:
    return -1 if token.head.i == token.i else place.get(token.head.i)


def _universal(relation: str) -> str:
    return relation.lower().partition(":")[0]


def _gold_words(sentences: list[Sentence]) -> Iterator[tuple[Word, int]]:
    """Each word with the place of its head among the document's words, -1 at a root."""
    base = 0
    for sentence in sentences:
        for word in sentence.words:
            yield word, base + word.head - 1 if word.head else -1
        base += len(sentence.words)


def _gold_tokens(sentences: list[Sentence], nlp: Language) -> Doc:
    """The gold tokens as a ``Doc``, with a white-space token where a paragraph opens."""
    words: list[str] = []
    spaces: list[bool] = []
    for sentence in sentences:
        if sentence.paragraph and words:
            spaces[-1] = False
            words.append(PARAGRAPH)
            spaces.append(False)
        elif words:
            spaces[-1] = True
        words += [word.form for word in sentence.words]
        spaces += [word.space_after for word in sentence.words]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def names(shared: Shared, nlp: Language) -> Measured:
    """F1 of span and type of named people, organisations and places, on raw text.

    What a name of GUM is, ``training/names.py`` defines.
    """
    use_training()
    from conllu import read_conllu

    hit = predicted = wanted = 0
    for _, sentences in read_conllu(shared.path(GUM)):
        text, gold = _gold_names(sentences)
        found = {
            (ent.start_char, ent.end_char, LABELS.get(ent.label_, ent.label_))
            for ent in nlp(text).ents
        }
        found = {name for name in found if name[2] in ("PERSON", "ORGANIZATION", "PLACE")}
        hit += len(gold & found)
        predicted += len(found)
        wanted += len(gold)
    figures = {"P": 100 * hit / max(1, predicted), "R": 100 * hit / wanted}
    figures["F1"] = 200 * hit / (predicted + wanted)
    return Measured("names", figures, shared.fingerprint(GUM))


def _gold_names(sentences: list[Sentence]) -> tuple[str, set[tuple[int, int, str]]]:
    """A document as raw text, and its names as (start, end, type) in code points of it."""
    from names import name_spans

    text = ""
    gold = set()
    for sentence in sentences:
        if text:
            text = text.rstrip(" ") + (PARAGRAPH if sentence.paragraph else " ")
        starts = []
        for word in sentence.words:
            starts.append(len(text))
            text += word.form + (" " if word.space_after else "")
        for first, after, label in name_spans(sentence):
            end = starts[after - 1] + len(sentence.words[after - 1].form)
            gold.add((starts[first], end, label))
    return text, gold
