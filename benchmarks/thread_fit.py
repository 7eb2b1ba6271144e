"""Fit the weights by which entries are judged to tell the same, and weigh sorts of evidence.

usage: python benchmarks/thread_fit.py --records FOLDER...

Logistic regression on the annotated pairs that are for fitting (see ``threads.py``), drawn
towards weights set by hand: some four hundred pairs do not carry thirty free weights. Records of
several readers can be given, so that the weights suit none alone. What it prints goes into
``backchannel/links/scoring.py``.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threads import Pair, Told, load, pairs, scores

from backchannel.links.features import Features, features_of
from backchannel.links.lineage import lineage_of, profile_of
from backchannel.links.link import LineageLink, Sheet
from backchannel.links.scoring import BIASES, score_of
from backchannel.links.sights import Sight, sights_of

BY_HAND = Features(
    words=4.0, shared=1.0, own=1.0, phrases=2.5, content=1.5, sense=2.0, rivals=4.0,
    first=1.5, second=1.0, crossed=-2.0, sort=0.5, value=4.0, figures=0.5, when=0.7,
    where=0.5, published=0.5, about=3.0, source=0.3, aligned=6.0, retold=2.0, elsewhere=-1.5,
)  # fmt: skip
BIAS_BY_HAND = -5.5
PULL = 10.0
"""How strongly weights are drawn to those by hand; best in five parts of the fitting half."""

LEANING = 0.75
"""Added to the biases: F1, in five parts of the fitting half, is best where a tie needs less."""

HELD = frozenset({"published", "crossed"})
"""Weights left as they are by hand: the pairs lie within days of each other, few are crossed."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "sense vectors": ("sense", "rivals"),
    "lineage": ("aligned", "retold", "elsewhere"),
    "dates": ("when", "published"),
    "parties": ("first", "second", "crossed", "source"),
    "words": ("words", "shared", "own", "phrases", "content"),
    "what the articles are about": ("about",),
}
KINDS = tuple(BIASES)
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """An annotated pair with what its entries have in common.

    Attributes:
        pair: as annotated.
        found: features of the two entries; where parties act jointly, of the likeliest two.
        met: whether the entries share a key, or their articles an origin, so that a record
            compares them.
    """

    pair: Pair
    found: Features
    met: bool


class _Corpus:
    """Sights and lineage of the articles of one corpus, made once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._sights: dict[str, dict[str, Sight]] = {}
        self._links: dict[frozenset[str], LineageLink | None] = {}

    def judged(self, pair: Pair) -> Judged | None:
        (a, first), (b, second) = pair.first, pair.second
        one, other = self._told.sheets[a], self._told.sheets[b]
        lineage = self._lineage(one, other)
        met = [
            (x, y, features_of(x, y, lineage))
            for x, y in itertools.product(
                (self._of(one)[x.id] for x in self._told.places(a, pair.kind, first)),
                (self._of(other)[x.id] for x in self._told.places(b, pair.kind, second)),
            )
        ]
        if not met:
            return None
        _, _, found = max(met, key=lambda t: score_of(pair.kind, t[2]))
        return Judged(pair, found, lineage is not None or any(x.keys & y.keys for x, y, _ in met))

    def _of(self, sheet: Sheet) -> dict[str, Sight]:
        if sheet.identity not in self._sights:
            self._sights[sheet.identity] = {s.id: s for s in sights_of(sheet)}
        return self._sights[sheet.identity]

    def _lineage(self, one: Sheet, other: Sheet) -> LineageLink | None:
        key = frozenset((one.identity, other.identity))
        if key not in self._links:
            self._links[key] = lineage_of(profile_of(one), profile_of(other))
        return self._links[key]


def judged(told: Mapping[str, Told], half: str) -> list[Judged]:
    """The pairs of a half whose entries were both read."""
    corpora = {name: _Corpus(one) for name, one in told.items()}
    made = (corpora[p.corpus].judged(p) for p in pairs() if p.half == half)
    return [j for j in made if j is not None]


def fitted(rows: list[Judged], without: tuple[str, ...] = ()) -> Matrix:
    """Weights of the features and biases of the kinds, in order, by Newton's method."""
    x, y = matrix(rows, without), np.array([j.pair.same for j in rows], float)
    start = np.array([*BY_HAND, *[BIAS_BY_HAND] * len(KINDS)])
    pull = np.array([1e6 if f in HELD else PULL for f in Features._fields] + [PULL] * len(KINDS))
    weights = start.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + pull * (weights - start)
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    weights[len(Features._fields) :] += LEANING
    return weights


def matrix(rows: list[Judged], without: tuple[str, ...] = ()) -> Matrix:
    """Features of pairs, those left out as 0, and one column for each kind."""
    kept = np.array([f not in without for f in Features._fields], float)
    found = np.array([j.found for j in rows], float) * kept
    kinds = np.array([[j.pair.kind == k for k in KINDS] for j in rows], float)
    return np.hstack([found, kinds])


def ablation(told: Mapping[str, Told]) -> Iterator[str]:
    """F1 on the test half with all evidence, and fitted anew without each sort of it."""
    fit, test = judged(told, "fit"), judged(told, "test")
    unread = sum(p.same for p in pairs() if p.half == "test") - sum(j.pair.same for j in test)
    yield "\nF1 on the test half, fitted anew without"
    for name, without in {"(nothing)": (), **LEFT_OUT}.items():
        totals = matrix(test, without) @ fitted(fit, without)
        found = [(bool(t >= 0 and j.met), j.pair.same) for t, j in zip(totals, test, strict=True)]
        f1 = scores([*found, *[(False, True)] * unread])[2]
        yield f"  {name:28} {f1:5.1f}"
    met = [j.met for j in test if j.pair.same]
    yield f"  pairs of the same that are compared: {100 * sum(met) / (len(met) + unread):.1f} %"


def main() -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, required=True, nargs="+")
    readings = [load(folder) for folder in parser.parse_args().records]
    weights = fitted([j for told in readings for j in judged(told, "fit")])
    for name, weight in zip([*Features._fields, *KINDS], weights, strict=True):
        print(f"{name}={weight:.2f}")
    for told in readings:
        for line in ablation(told):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
