from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from backchannel.record.store import Record

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "scaling.py"


def measured(record: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(record)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_an_empty_record_is_said_to_be_empty(tmp_path: Path) -> None:
    record = tmp_path / "empty.db"
    Record.open(record, write=True).close()
    done = measured(record)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("empty.db holds no article: nothing to measure\n")


def test_a_record_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    done = measured(tmp_path / "none.db")
    assert done.returncode == 2
    assert "there is no record" in done.stderr
