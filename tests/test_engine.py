"""The engine seam: whatever runs behind it, the readings are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest

from backchannel.articles.article import Article
from backchannel.engine import Failure, ProcessEngine, ProcessOptions, SerialEngine
from backchannel.entries.entry import Reading
from backchannel.errors import ModelError


def two(**options: float) -> ProcessOptions:
    return ProcessOptions(workers=2, chunk=2, **options)  # type: ignore[arg-type]


def test_processes_give_what_one_process_gives() -> None:
    articles = plain.numbered(25)
    serial = list(SerialEngine(plain.load).read(articles))
    assert [r.article for r in serial if isinstance(r, Reading)] == [a.id for a in articles]
    assert list(ProcessEngine(plain.load, two()).read(articles)) == serial


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("CRASH", "the reader crashed (SIGKILL)"),
        ("HANG", "reading took longer than 1 seconds"),
        ("RAISE", "the reader failed: ValueError: unforeseen words"),
    ],
)
def test_a_bad_article_fails_alone(word: str, reason: str) -> None:
    articles = plain.numbered(7)
    articles.insert(3, plain.article("bad", f"Norland told Sudmark that {word} was near."))
    results = list(ProcessEngine(plain.load, two(seconds=1.0)).read(articles))
    assert results[3] == Failure("bad", reason)
    others = [r for r in results if isinstance(r, Reading)]
    assert [r.article for r in others] == [a.id for a in articles if a.id != "bad"]


def test_a_reader_that_fails_on_one_article_goes_on_in_this_process() -> None:
    articles = [plain.article("bad", "RAISE"), plain.article("good", "Nothing is said here.")]
    first, second = SerialEngine(plain.load).read(articles)
    assert first == Failure("bad", "the reader failed: ValueError: unforeseen words")
    assert isinstance(second, Reading)


def test_no_more_articles_are_taken_than_needed() -> None:
    taken: list[str] = []

    def endless() -> Iterator[Article]:
        for item in plain.numbered(500):
            taken.append(item.id)
            yield item

    results = ProcessEngine(plain.load, two()).read(endless())
    for _ in range(3):
        next(results)
    assert len(taken) <= 3 + 2 * 2 * 4
    results.close()  # type: ignore[attr-defined]


def test_no_articles_start_no_process() -> None:
    assert list(ProcessEngine(plain.load_broken, two()).read([])) == []


def test_a_reader_that_cannot_be_made_stops_the_batch() -> None:
    with pytest.raises(ModelError, match="weights are missing"):
        list(ProcessEngine(plain.load_broken, two()).read(plain.numbered(3)))


def test_workers_that_die_at_once_are_not_started_for_ever() -> None:
    with pytest.raises(ModelError, match="exit status 3"):
        list(ProcessEngine(plain.load_dying, two()).read(plain.numbered(3)))


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import plain\n"
        "from backchannel.engine import ProcessEngine, ProcessOptions\n"
        "engine = ProcessEngine(plain.load, ProcessOptions(workers=2, chunk=1))\n"
        "print([r.article for r in engine.read(plain.numbered(3))])\n"
    )
    support = Path(plain.__file__).parent
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(support)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['a000', 'a001', 'a002']\n", "")


def test_workers_multiply_in_one_thread_each(tmp_path: Path) -> None:
    (tmp_path / "threads.py").write_text(
        "import os\n"
        "import plain\n"
        "def load():\n"
        "    return plain.PlainReader(os.environ.get('OPENBLAS_NUM_THREADS', 'all'))\n"
    )
    script = (
        "import os, plain, threads\n"
        "from backchannel.engine import ProcessEngine, ProcessOptions\n"
        "engine = ProcessEngine(threads.load, ProcessOptions(workers=2, chunk=1))\n"
        "print({r.model for r in engine.read(plain.numbered(3))}, threads.load().model)\n"
    )
    path = f"{Path(plain.__file__).parent}{os.pathsep}{tmp_path}"
    for given, expected in (({}, "{'1'} all\n"), ({"OPENBLAS_NUM_THREADS": "2"}, "{'2'} 2\n")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": path} | given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.stdout, done.stderr) == (expected, "")
