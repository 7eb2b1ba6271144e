"""What a text tells that another one can tell again in other words: its names and figures."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from backchannel.links.body import FIGURE, NAME, QUOTED, Body, Floats, Ints
from backchannel.links.shingles import Longs, keys_of, shingles_of

CHOSEN = 8
"""Rare things of an article of which each pair is a key: 28 keys."""

QUOTATIONS = 6
"""Runs of four quoted words of an article that are keys."""

_LEAST_FIGURE = 3.0
_RARE = 5.0
_RARE_ENOUGH = 5.5


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Names and figures of a body, outside quotations, each once.

    Attributes:
        stems: their numbers, rising.
        weights: how much each tells.
        firsts: the word at which each stands first.
    """

    stems: Ints = field(repr=False)
    weights: Floats = field(repr=False)
    firsts: Ints = field(repr=False)

    @property
    def whole(self) -> float:
        """What they tell together."""
        return float(self.weights.sum(dtype=np.float64))


def facts_of(body: Body) -> Facts:
    """The names and figures of a body; rare words where capitals do not show names."""
    names = (body.marks & NAME) > 0
    figures = (body.marks & FIGURE) > 0
    if not names.any():
        names = (body.weights >= _RARE) & ~figures
    told = (names | (figures & (body.weights >= _LEAST_FIGURE))) & ((body.marks & QUOTED) == 0)
    places = np.flatnonzero(told)
    stems, firsts = np.unique(body.stems[places], return_index=True)
    at = places[firsts].astype(np.uint32)
    return Facts(stems, body.weights[at], at)


def fact_keys(facts: Facts) -> Longs:
    """A key for each pair of an article's rarest facts."""
    rare = np.flatnonzero(facts.weights >= _RARE_ENOUGH)
    # Among equally rare ones the numbers decide: they do in the other article too.
    best = rare[np.lexsort((facts.stems[rare], -facts.weights[rare]))][:CHOSEN]
    stems = np.sort(facts.stems[best])
    one, other = np.triu_indices(len(stems), 1)
    return keys_of(np.column_stack((stems[one], stems[other])))


def quotation_keys(body: Body) -> Longs:
    """Runs of four quoted words as keys; those with the least numbers."""
    quoted = (body.marks & QUOTED) > 0
    if len(body) < 4 or not quoted.any():
        return np.zeros(0, dtype=np.uint64)
    whole = quoted[:-3] & quoted[1:-2] & quoted[2:-1] & quoted[3:]
    told = body.weights[:-3] + body.weights[1:-2] + body.weights[2:-1] + body.weights[3:]
    runs = shingles_of(body.words, 4)[whole & (told >= 6.0)]
    return np.unique(runs)[:QUOTATIONS]
