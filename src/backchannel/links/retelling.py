"""Whether one article was made from another: the same facts, order and quotations.

What is made from a text brings nothing of its own: its names and figures are all there, and it
quotes nobody else. Who reports for himself has other details and other voices, however many
public remarks he shares. So each article of a pair is asked whether it was made from the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backchannel.links.alignment import Told, told_again
from backchannel.links.body import QUOTED, Body
from backchannel.links.facts import Facts
from backchannel.links.shingles import shingles_of

_QUOTED_RUN = 4
_CALM = 8.0
"""Added to what a text tells, so that three names found again are not yet everything."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What speaks for an article being made from another.

    Attributes:
        kept: part of its names and figures that the other has, by rarity; 0 to 1.
        order: whether they come in the same order: 1 the same, 0 any, -1 turned round.
        sequence: the same of the sentences that tell them.
        retold: part of its sentences' words that one place of the other has, by rarity; 0 to 1.
        own_voices: part of its words that are quotations which the other does not have; 0 to 1.
    """

    kept: float
    order: float
    sequence: float
    retold: float
    own_voices: float


WEIGHTS = Traits(kept=13.1, order=1.6, sequence=2.8, retold=2.1, own_voices=-6.3)
BIAS = -11.9
"""Fitted by ``training/retelling.py`` on fifteen rewrites, independent reports of the same fifteen
events, half of the BASIL triples (same event, three outlets), and stories of Reuters in 1987 with
their sequels. All traits are shares, so the weights compare.
"""


def score_of(traits: Traits, weights: Traits = WEIGHTS, bias: float = BIAS) -> float:
    """How sure it is that an article with these traits was made from the other, 0 to 1."""
    total = (
        bias
        + weights.kept * traits.kept
        + weights.order * traits.order
        + weights.sequence * traits.sequence
        + weights.retold * traits.retold
        + weights.own_voices * traits.own_voices
    )
    return 1 / (1 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Retelling:
    """One article seen as made from another.

    Attributes:
        traits: what speaks for it.
        told: its sentences, and where the other has them.
        score: how sure, 0 to 1.
    """

    traits: Traits
    told: Told
    score: float


def retelling_of(body: Body, facts: Facts, other: Body) -> Retelling:
    """``body``, whose facts are ``facts``, seen as made from ``other``."""
    theirs, firsts = np.unique(other.stems, return_index=True)
    found = np.isin(facts.stems, theirs, assume_unique=True)
    kept = float(facts.weights[found].sum(dtype=np.float64)) / (facts.whole + _CALM)
    mine = np.argsort(facts.firsts[found])
    places = firsts[np.searchsorted(theirs, facts.stems[found][mine])]
    told = told_again(body, other)
    alike = told.best[told.shared >= _TOLD_ENOUGH]
    traits = Traits(
        kept=kept,
        order=concord(places) * len(places) / (len(places) + 3),
        sequence=concord(alike) * len(alike) / (len(alike) + 2),
        retold=told.share,
        own_voices=_own_voices(body, other),
    )
    return Retelling(traits, told, score_of(traits))


_TOLD_ENOUGH = 6.0
_MOST_COMPARED = 300


def concord(places: npt.NDArray[np.int64]) -> float:
    """How far numbers rise: 1 always, 0 as often as they fall, -1 never (Kendall's tau a).

    >>> concord(np.array([3, 5, 9])), concord(np.array([2, 1]))
    (1.0, -1.0)
    """
    some = places[:_MOST_COMPARED]
    if len(some) < 2:
        return 0.0
    one, other = np.triu_indices(len(some), 1)
    return float(np.sign(some[other] - some[one]).mean())


def _own_voices(body: Body, other: Body) -> float:
    quoted = (body.marks & QUOTED) > 0
    if not quoted.any():
        return 0.0
    known = np.zeros(len(body), dtype=np.bool_)
    runs = np.isin(shingles_of(body.words, _QUOTED_RUN), shingles_of(other.words, _QUOTED_RUN))
    for at in range(min(_QUOTED_RUN, len(body))):
        known[at : at + len(runs)] |= runs
    return float((quoted & ~known).sum()) / len(body)
