"""Fit the weights of `backchannel.links.retelling`: was one article made from the other?

usage: python training/retelling.py [--shared FOLDER]

Made from the other: the rewrites of the fit half of ``benchmarks/rewrites.jsonl``. Not: the
independent reports of the same events, both ways; every pair of a half of the BASIL triples (same
event, three outlets), chosen by the triple's name; and Reuters dispatches of 1987 that share a key
but not their words and are two days or more apart (a story and its sequel). Ridge logistic
regression on standardised traits. Prints weights and bias for the module, and the scores of events
left out of the fit, one at a time.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import combinations, islice, permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "benchmarks"))

from shared import Shared, lines  # noqa: E402

from backchannel.articles.fields import take_fields  # noqa: E402
from backchannel.articles.survey import survey  # noqa: E402
from backchannel.links.body import Body, body_of  # noqa: E402
from backchannel.links.evidence import RUNNING_TEXT, wording_of  # noqa: E402
from backchannel.links.facts import Facts, fact_keys, facts_of  # noqa: E402
from backchannel.links.lineage import LEAST_TEXT  # noqa: E402
from backchannel.links.retelling import Traits, retelling_of  # noqa: E402

RIDGE = 3.0
EACH_GROUP = 60
"""What each group of examples counts, in examples."""

DISPATCHES = 4000
NAMES = tuple(f.name for f in fields(Traits))


@dataclass(frozen=True, slots=True)
class Example:
    """One article seen as made from another.

    Attributes:
        event: what both report.
        group: where it comes from; each group counts alike, however many examples it has.
        made: whether it is.
        traits: in the order of ``NAMES``.
    """

    event: str
    group: str
    made: bool
    traits: tuple[float, ...]


Told = tuple[Body, Facts]


def _told(row: dict[str, object]) -> Told:
    known = {name: value for name, value in row.items() if value is not None}
    body = body_of(survey(str(row["text"]), take_fields(known).fields))
    return body, facts_of(body)


def _example(event: str, group: str, one: Told, other: Told) -> Example:
    return Example(event, group, group == "rewrites", astuple(retelling_of(*one, other[0]).traits))


def rewrites(path: Path) -> Iterator[Example]:
    """The fit half of the rewrites and independent reports."""
    events: dict[str, dict[str, Told]] = defaultdict(dict)
    for row in lines(path):
        if row["half"] == "fit":
            events[str(row["event"])][str(row["role"])] = _told(row)
    for event, told in events.items():
        yield _example(event, "rewrites", told["rewrite"], told["original"])
        for role in ("original", "rewrite"):
            yield _example(event, "independent", told["independent"], told[role])
            yield _example(event, "independent", told[role], told["independent"])


def triples(path: Path) -> Iterator[Example]:
    """The pairs of half of the BASIL triples, both ways."""
    events: dict[str, list[Told]] = defaultdict(list)
    for row in lines(path):
        name = str(row["triplet"])
        if hashlib.sha256(name.encode()).digest()[0] % 2 == 0:
            events[name].append(_told(row))
    for name, told in events.items():
        for one, other in permutations(told, 2):
            yield _example(name, "triples", one, other)


def sequels(path: Path) -> Iterator[Example]:
    """Pairs of the first dispatches that name the same rare things on different days."""
    told: list[Told] = []
    days: list[datetime.date] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(islice(lines(path), DISPATCHES)):
        told.append(_told(row))
        days.append(datetime.date.fromisoformat(str(row["published"])[:10]))
        for key in fact_keys(told[-1][1]).tolist():
            holders[key].append(number)
    pairs = {p for numbers in holders.values() for p in combinations(numbers, 2)}
    for x, y in sorted(pairs):
        (one, _), (other, _) = told[x], told[y]
        if abs((days[y] - days[x]).days) < 2 or min(len(one), len(other)) < LEAST_TEXT:
            continue
        if min(one.common(), other.common()) < RUNNING_TEXT or wording_of(one, other).prose >= 24:
            continue
        yield _example(f"dispatch {x}", "sequels", told[x], told[y])
        yield _example(f"dispatch {x}", "sequels", told[y], told[x])


def all_examples(shared: Shared) -> list[Example]:
    """Everything that the weights are fitted on."""
    return [
        *rewrites(ROOT / "benchmarks" / "rewrites.jsonl"),
        *triples(shared.path("data/basil-triples-dev.jsonl.gz")),
        *sequels(shared.path("data/reuters-1987-spring.jsonl.gz")),
    ]


def fit(
    examples: Sequence[Example], left_out: Iterable[str] = ()
) -> tuple[npt.NDArray[np.float64], float]:
    """Weights of the traits, and the bias; those of traits left out are nothing."""
    traits = np.array([e.traits for e in examples])
    traits[:, [NAMES.index(name) for name in left_out]] = 0.0
    made = np.array([e.made for e in examples], dtype=np.float64)
    mean, deviation = traits.mean(axis=0), traits.std(axis=0) + 1e-9
    table = np.column_stack(((traits - mean) / deviation, np.ones(len(traits))))
    sizes = Counter(e.group for e in examples)
    counts = np.array([EACH_GROUP / sizes[e.group] for e in examples])
    ridge = np.diag([RIDGE] * len(NAMES) + [1e-9])
    weights = np.zeros(len(NAMES) + 1)
    for _ in range(100):
        guessed = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (guessed - made)) + ridge @ weights
        bend = (table * (counts * guessed * (1 - guessed))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / deviation
    return plain, float(weights[-1] - plain @ mean)


def main() -> None:
    """Fit, and print what goes into the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Shared.beside_checkout().folder)
    shared = Shared(parser.parse_args().shared)
    examples = all_examples(shared)
    own = [e for e in examples if e.group in ("rewrites", "independent")]
    weights, bias = fit(examples)
    print(f"{len(examples)} examples, {sum(e.made for e in examples)} made from the other")
    print(
        ", ".join(f"{n}={w:.1f}" for n, w in zip(NAMES, weights, strict=True)), f"bias={bias:.1f}"
    )
    for event in sorted({e.event for e in own}):
        some, base = fit([e for e in examples if e.event != event])
        scores = [
            f"{'made' if e.made else 'not'} {1 / (1 + np.exp(-(some @ e.traits + base))):.2f}"
            for e in own
            if e.event == event
        ]
        print(event, ", ".join(scores))


if __name__ == "__main__":
    main()
