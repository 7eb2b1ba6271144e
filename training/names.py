"""Mentions and names of GUM.

A *name* is what a mention of a person, an organisation or a place whose head is a proper noun
(``PROPN``) is called: the longest run of words around the head, inside the mention, of proper
nouns (tagged ``NNP``, ``NNPS``) and of the connecting words between two of them ("University of
California", "Trinidad and Tobago" where GUM has it as one mention), without titles
(``nmod:desc``), determiners and possessive endings. Where names nest, the outermost counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conllu import Sentence

NAME_TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "place": "PLACE"}
_BRACKET = re.compile(r"\((\d+)-([a-z]+)-[^()]*\)?|(\d+)\)")
_CONNECTING = frozenset("of the for and de la el al - 's ’s ’ ' & in on du van von bin / .".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [start, end) of a sentence that speak of an entity; ``head`` is the head word."""

    start: int
    end: int
    head: int
    entity: int
    etype: str


def mentions_of(sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence, outermost first."""
    out: list[Mention] = []
    opened: dict[int, list[tuple[str, int]]] = {}  # of each entity, innermost last
    for i, word in enumerate(sentence.words):
        for bracket in _BRACKET.finditer(word.entity):
            entity = int(bracket.group(1) or bracket.group(3))
            if bracket.group(3):
                if opened.get(entity):
                    etype, start = opened[entity].pop()
                    out.append(Mention(start, i + 1, _head(sentence, start, i + 1), entity, etype))
            elif bracket.group(0).endswith(")"):
                out.append(Mention(i, i + 1, i, entity, bracket.group(2)))
            else:
                opened.setdefault(entity, []).append((bracket.group(2), i))
    return sorted(out, key=lambda m: (m.start, -m.end))


def _head(sentence: Sentence, start: int, end: int) -> int:
    for i in range(start, end):
        if not start <= sentence.words[i].head - 1 < end:
            return i
    return start


def name_spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, last word + 1, type) of each name, in order, not nested."""
    taken = 0
    for m in mentions_of(sentence):
        if m.etype not in NAME_TYPES or sentence.words[m.head].upos != "PROPN":
            continue
        start, end = _core(sentence, m)
        if start >= taken:
            yield start, end, NAME_TYPES[m.etype]
            taken = end


def _core(sentence: Sentence, m: Mention) -> tuple[int, int]:
    words = sentence.words

    def proper(i: int) -> bool:
        return words[i].xpos in ("NNP", "NNPS") and words[i].deprel != "nmod:desc"

    def grow(step: int) -> int:
        last, i, connecting = m.head, m.head + step, 0
        while m.start <= i < m.end and connecting <= 2:
            if proper(i) or (step > 0 and words[i].upos == "NUM" and not connecting):
                last, connecting = i, 0
            elif words[i].form.lower() in _CONNECTING:
                connecting += 1
            else:
                break
            i += step
        return last

    return grow(-1), grow(1) + 1
