"""Measure what each trait of a rewrite, and each sort of key, is worth.

usage: python benchmarks/lineage_ablation.py [--shared FOLDER]

The weights of the traits that are left are fitted anew each time, as ``training/retelling.py``
fits them. For each: F1 on the test half of ``rewrites.jsonl``; per cent of BASIL's pairs left
apart; the least score of a rewrite and the greatest of an independent report on the test half,
which say how near the next error is.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import lineage
from shared import Shared, lines, use_training

from backchannel.links import body, facts, retelling, shingles
from backchannel.links import lineage as linked
from backchannel.links.retelling import Traits, retelling_of

use_training()

import retelling as recipe  # noqa: E402

GROUPS = {
    "everything": (),
    "without kept": ("kept",),
    "without order": ("order",),
    "without sequence": ("sequence",),
    "without either order": ("order", "sequence"),
    "without retold": ("retold",),
    "without own_voices": ("own_voices",),
}
KEYS = {
    "without keys of facts": (facts, "CHOSEN"),
    "without keys of quotations": (facts, "QUOTATIONS"),
    "without keys of passages": (shingles, "SAMPLED"),
}


def ablation(shared: Shared) -> Iterator[tuple[str, dict[str, float]]]:
    """Figures of the whole, and without each trait and each sort of key."""
    examples = recipe.all_examples(shared)
    for name, left_out in GROUPS.items():
        weights, bias = recipe.fit(examples, left_out)
        fitted = Traits(**dict(zip(recipe.NAMES, weights.tolist(), strict=True)))
        with ExitStack() as patches:
            defaults = (fitted, bias)
            patches.enter_context(mock.patch.object(retelling.score_of, "__defaults__", defaults))
            if "kept" in left_out:
                patches.enter_context(mock.patch.object(linked, "_FIRST_LOOK", 0.0))
            yield name, _figures(shared) | margins()
    for name, (module, constant) in KEYS.items():
        with mock.patch.object(module, constant, 0):
            yield name, _figures(shared)


def _figures(shared: Shared) -> dict[str, float]:
    return lineage.rewrites() | lineage.triples(shared, show=False)


def margins() -> dict[str, float]:
    """The least score of a test rewrite, and the greatest of an independent report."""
    events: dict[str, dict[str, body.Body]] = defaultdict(dict)
    for row in lines(lineage.REWRITES):
        if row["half"] == "test":
            found = body.body_of(lineage.article_of(row))
            events[str(row["event"])][str(row["role"])] = found
    scores: dict[str, list[float]] = defaultdict(list)
    for told in events.values():
        for role in ("rewrite", "independent"):
            one, other = told[role], told["original"]
            both = ((one, other), (other, one))
            scores[role].append(max(retelling_of(x, facts.facts_of(x), y).score for x, y in both))
    return {
        "least of rewrites": min(scores["rewrite"]),
        "greatest of others": max(scores["independent"]),
    }


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Shared.beside_checkout().folder)
    shared = Shared(parser.parse_args().shared)
    if not shared.there:
        print(f"no corpora in {shared.folder}", file=sys.stderr)
        return 2
    for name, figures in ablation(shared):
        print(f"{name:28}", *(f"{n} {x:.2f}" for n, x in figures.items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
