"""Statements against PolNeAR, all other kinds against the record's gold.

The program runs as its users run it: ``backchannel read`` and ``backchannel export`` in processes
of their own, raw text in. The scorers run from the folder that they come in.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from floors import Measured
from shared import Shared, unpack

POLNEAR = "data/polnear-dev.tar.gz"
ARTICLES, GOLD = "record/dev/articles.jsonl", "record/dev/gold.jsonl"
CLUTTER = "record/dev/boilerplate.jsonl"
SCORER, STATEMENTS_SCORER = "record/score.py", "record/score_statements.py"
PROGRAM = Path(sys.executable).with_name("backchannel")


class BenchmarkError(Exception):
    """The program or a scorer failed: nothing was measured."""


def statements(shared: Shared) -> Measured:
    """F1 of PolNeAR dev's spans and whole attributions, by ``score_statements.py``."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        unpack(shared.path(POLNEAR), work)
        exported = read_and_export(work / "dev" / "text", work)
        report = _scored(shared.path(STATEMENTS_SCORER), work / "dev", exported)
    figures = {name: row["f1"] for name, row in report.items() if isinstance(row, dict)}
    return Measured("statements", figures, shared.fingerprint(POLNEAR, STATEMENTS_SCORER))


def record(shared: Shared) -> Measured:
    """All kinds but statements, by ``score.py``.

    Besides found and right F1: how often ``attributed_to`` agrees over all met pairs, the spans of
    conditions and consequences, the values of tallies, and the share of entries that point into
    the article rather than the clutter around it.
    """
    with tempfile.TemporaryDirectory() as folder:
        exported = read_and_export(shared.path(ARTICLES), Path(folder))
        report = _scored(shared.path(SCORER), shared.path(GOLD), exported)
        inside = _inside(exported, shared.path(CLUTTER))
    figures = {
        f"{kind} {measure}": report[kind][measure]["f1"]
        for kind in report
        for measure in ("found", "right")
    }
    figures |= {
        "attributed_to": _over_pairs(report, "source"),
        "signal condition": report["signal"]["fields"]["condition~"],
        "signal consequence": report["signal"]["fields"]["consequence~"],
        "tally value": report["tally"]["fields"]["value"],
        "entries outside clutter": inside,
    }
    return Measured("record", figures, shared.fingerprint(ARTICLES, GOLD, CLUTTER, SCORER))


def _over_pairs(report: dict[str, Any], field: str) -> float:
    """The share of met pairs of all kinds that agree on a field."""
    kinds = [r for name, r in report.items() if name != "all" and field in r["fields"]]
    met = [r["found"]["r"] * r["gold"] for r in kinds]
    agreeing = [r["fields"][field] * m for r, m in zip(kinds, met, strict=True)]
    return round(sum(agreeing) / sum(met), 1) if sum(met) else 0.0


def _inside(exported: Path, clutter: Path) -> float:
    """Per cent of entries whose evidence touches no passage annotated as clutter."""
    apart: dict[str, list[list[int]]] = defaultdict(list)
    for line in clutter.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        apart[row["doc"]].append(row["span"])
    entries = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    outside = [
        all(e["evidence"][1] <= a or b <= e["evidence"][0] for a, b in apart[e["doc"]])
        for e in entries
    ]
    return 100 * sum(outside) / len(outside) if outside else 100.0


def read_and_export(source: Path, work: Path) -> Path:
    """Read ``source`` into a new record under ``work``; the path of its JSON Lines export.

    An article that was skipped is named on standard error and counts as read without entries.

    Raises:
        BenchmarkError: the program failed.
    """
    store, exported = work / "benchmark.sqlite", work / "benchmark.jsonl"
    reading = _run([PROGRAM, "read", source, "--record", store])
    if reading.returncode != 0:
        said = f"{reading.stdout}{reading.stderr}"
        print(f"read: exit status {reading.returncode}\n{said}", file=sys.stderr)
    export = _run([PROGRAM, "export", "--format", "jsonl", "--record", store])
    if export.returncode != 0 or not export.stdout:
        raise BenchmarkError(f"export failed: {export.stderr.strip()}")
    exported.write_text(export.stdout, encoding="utf-8")
    return exported


def _scored(scorer: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    done = _run([sys.executable, scorer, gold, predicted, "--json"])
    if done.returncode != 0:
        raise BenchmarkError(f"{scorer.name} failed: {done.stderr.strip()}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
