"""Statements against PolNeAR, messages and responses against the record's gold.

The program runs as its users run it: ``backchannel read`` and ``backchannel export`` in processes
of their own, raw text in. The scorers run from the folder that they come in.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from floors import Measured
from shared import Shared, unpack

POLNEAR = "data/polnear-dev.tar.gz"
ARTICLES, GOLD = "record/dev/articles.jsonl", "record/dev/gold.jsonl"
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
    """Found and right F1 of messages and responses, by ``score.py``."""
    with tempfile.TemporaryDirectory() as folder:
        exported = read_and_export(shared.path(ARTICLES), Path(folder))
        report = _scored(shared.path(SCORER), shared.path(GOLD), exported)
    figures = {
        f"{kind} {measure}": report[kind][measure]["f1"]
        for kind in ("message", "response")
        for measure in ("found", "right")
    }
    return Measured("record", figures, shared.fingerprint(ARTICLES, GOLD, SCORER))


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
