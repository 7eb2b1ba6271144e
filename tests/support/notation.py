"""Parsed documents written by hand, for tests of what is rule and not model.

A sentence is written word by word as ``form|lemma/POS.TAG/relation/head/entity``: the lemma only
where it differs from the form, the tag and the entity (``B-PERSON``, ``I-PERSON``) only where they
matter, the head as the number of a word of the same sentence, from 1, ``0`` for the root. ``~``
before a form: no space before it. Sentences are separated by ``;;``.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc


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


def document(nlp: Language, notation: str) -> Doc:
    """The document that a notation stands for."""
    out: dict[str, list] = {}
    for sentence in notation.split(";;"):
        made = _fields(sentence.split())
        before = len(out.get("words", ()))
        made["heads"] = [before + (i if head < 0 else head) for i, head in enumerate(made["heads"])]
        for key, values in made.items():
            out.setdefault(key, []).extend(values)
    out["spaces"][-1] = False
    return Doc(nlp.vocab, **out)
