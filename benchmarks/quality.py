"""Measure the program's quality and hold it against pinned floors.

usage: python benchmarks/quality.py [--only SUITE]... [--update] [--card]
       python benchmarks/quality.py --lower SUITE/FIGURE --reason WHY

The corpora are read from ../shared, beside the checkout. ``--card`` writes all figures into
docs/model-card.md. Exits with 1 when a figure is under its floor or the corpus is not the pinned
one, with 2 when nothing could be measured.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import entries
import lineage
import plover
import threads
import treebanks
from articles import FILES
from floors import Floors, Measured
from shared import ROOT, Shared
from spacy.language import Language

CARD = ROOT / "docs" / "model-card.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
PINNED = Path(__file__).with_name("floors.json")


def syntax(shared: Shared) -> Measured:
    """UD EWT dev, gold tokens."""
    return treebanks.syntax(shared, _pipeline())


def names(shared: Shared) -> Measured:
    """GUM dev, raw text."""
    return treebanks.names(shared, _pipeline())


def _pipeline() -> Language:
    import backchannel

    return backchannel.load()


def articles(shared: Shared) -> Measured:
    """Page clutter, titles and dates, measured by ``benchmarks/articles.py``."""
    script = Path(__file__).with_name("articles.py")
    done = subprocess.run(
        [sys.executable, str(script), "--shared", str(shared.folder), "--json"],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in (0, 1):  # 1: a figure is under its target, which is not its floor
        raise entries.BenchmarkError(f"articles.py failed: {done.stderr.strip()}")
    return Measured("articles", json.loads(done.stdout), shared.fingerprint(*FILES))


SUITES: dict[str, Callable[[Shared], Measured]] = {
    "statements": entries.statements,
    "syntax": syntax,
    "names": names,
    "record": entries.record,
    "plover": plover.plover,
    "articles": articles,
    "lineage": lineage.lineage,
    "threads": threads.threads,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, compare, and pin where asked to; the exit status."""
    options = _options(arguments)
    shared = Shared(options.shared)
    if not shared.there:
        print(f"no corpora in {shared.folder}", file=sys.stderr)
        return 2
    floors = Floors.load(PINNED)
    failures = []
    all_measured = []
    for name in _chosen(options):
        try:
            measured = SUITES[name](shared)
        except entries.BenchmarkError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        if options.lower:
            floors = floors.sunk(options.lower, measured, options.reason, _today())
        if options.update:
            floors = floors.raised(measured)
        failures += floors.failures(measured)
        all_measured.append(measured)
        _show(measured, floors)
    for failure in failures:
        print(f"FAILED {failure.name}: {failure.why}")
    if options.lower or options.update:
        floors.save(PINNED)
    if options.card:
        CARD.write_text(
            with_figures(CARD.read_text(encoding="utf-8"), all_measured), encoding="utf-8"
        )
    return 1 if failures else 0


def with_figures(card: str, all_measured: list[Measured]) -> str:
    """A model card with the table of figures between its two marks.

    Raises:
        ValueError: the card has no marks.
    """
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the card has no marks for its figures")
    rows = ["| suite | figure | per cent |", "| --- | --- | --- |"]
    for measured in all_measured:
        for name, figure in measured.figures.items():
            rows.append(f"| {measured.suite} | {name.replace('_', ' ')} | {figure:.1f} |")
    return before + begin + "\n".join(rows) + "\n" + end + after


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=SUITES, help="measure this suite alone")
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured")
    parser.add_argument("--card", action="store_true", help="write the figures to the model card")
    parser.add_argument("--lower", metavar="SUITE/FIGURE", help="let one floor sink")
    parser.add_argument("--reason", default="", help="why the floor may sink; kept in floors.json")
    parser.add_argument("--shared", type=Path, default=Shared.beside_checkout().folder)
    options = parser.parse_args(arguments)
    if options.card and options.only:
        parser.error("the model card takes all suites: --card goes without --only")
    if options.lower and (options.update or not options.reason.strip()):
        parser.error("--lower takes --reason and goes without --update")
    if options.lower and options.lower.partition("/")[0] not in SUITES:
        parser.error(f"no suite in {options.lower}")
    return options


def _chosen(options: argparse.Namespace) -> list[str]:
    if options.lower:
        return [options.lower.partition("/")[0]]
    return options.only or list(SUITES)


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def _show(measured: Measured, floors: Floors) -> None:
    suite = floors.suites.get(measured.suite)
    print(measured.suite)
    for name, figure in measured.figures.items():
        floor = suite.floors.get(name) if suite else None
        print(
            f"  {name:28} {figure:6.1f}   "
            + ("no floor" if floor is None else f"floor {floor:.1f}")
        )


if __name__ == "__main__":
    sys.exit(main())
