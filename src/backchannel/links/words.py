"""Words of a text as the links compare them: folded, stemmed, and weighted by how rare they are."""

from __future__ import annotations

import functools
import math
import re
import types
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

import snowballstemmer

from backchannel.parties.fold import fold

RAREST = 8.0
"""Rarity of a word that the table does not hold: about one article in three thousand has it."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_REMEMBERED = 200_000


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start, end: where, in code points.
        word: without case and accents.
        stem: without its ending; of a number, its digits.
    """

    start: int
    end: int
    word: str
    stem: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text`` between two offsets; punctuation is left out."""
    stop = len(text) if end is None else end
    return [
        Token(m.start(), m.end(), *folded_and_stemmed(m.group()))
        for m in _WORD.finditer(text, start, stop)
    ]


@functools.lru_cache(maxsize=_REMEMBERED)
def folded_and_stemmed(word: str) -> tuple[str, str]:
    """A word without case and accents, and its stem.

    >>> folded_and_stemmed("Envoys"), folded_and_stemmed("1,500")
    (('envoys', 'envoy'), ('1,500', '1500'))
    """
    plain = _POSSESSIVE.sub("", word)
    if plain[:1].isdigit():
        return plain, plain.replace(",", "")
    folded = fold(plain) or plain.casefold()
    return folded, str(_stemmer().stemWord(folded))


@functools.lru_cache(maxsize=_REMEMBERED)
def rarity(stem: str) -> float:
    """How rare a stem is in news: 0 (in every article) to ``RAREST``; numbers are rare."""
    return _table().get(stem, RAREST)


def overlap(first: Iterable[str], second: Iterable[str]) -> float:
    """Likeness of two sets of stems, each weighted by its rarity: shared over all, 0 to 1."""
    a, b = set(first), set(second)
    # A set has no order, and a plain sum of fractions depends on it in its last bit.
    whole = math.fsum(map(rarity, a | b))
    return math.fsum(map(rarity, a & b)) / whole if whole else 0.0


@functools.cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@functools.cache
def _table() -> Mapping[str, float]:
    text = (files("backchannel.links") / "data" / "rarity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return types.MappingProxyType({stem: float(value) for stem, value in rows})
