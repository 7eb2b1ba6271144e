"""Measure reading speed and memory, beside spaCy's tokeniser and its small English pipeline.

usage: python benchmarks/speed.py [--articles N] [--workers N]

Each contestant reads the same articles in a process of its own, in one run on one machine, so
that the ratios hold where the figures do not. Words are white-space words of raw text. Time
includes loading the model and starting the workers; "first" is when the first article is done.
Memory is the most that the process and its workers held resident
together; pages that they share count once for each.

"backchannel" is the whole reading: all heads of the model, and the entries. The spaCy contestants
run with one process and with as many as there are workers, and the faster counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING

import psutil
from shared import ROOT, Shared, lines

if TYPE_CHECKING:
    from spacy.language import Language

NEWS = (
    "data/guardian-syria-2018.jsonl.gz",
    "data/basil-triples-dev.jsonl.gz",
    "data/reuters-1987-spring.jsonl.gz",
)
SMALL_PIPELINE = "en_core_web_sm"
SAMPLE_EVERY = 0.05
"""Seconds between looks at memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one contestant did.

    Attributes:
        articles, words: how many it read.
        first, reading: seconds until the first article and until all were read.
        peak: bytes resident, the process and its children together.
    """

    articles: int
    words: int
    first: float
    reading: float
    peak: int = 0

    @property
    def speed(self) -> float:
        """Words a second."""
        return self.words / self.reading


def texts(count: int) -> list[str]:
    """``count`` different news articles; the examples, numbered, where there are no corpora."""
    shared = Shared.beside_checkout()
    if shared.there:
        found = (str(row["text"]) for name in NEWS for row in lines(shared.path(name)))
        return list(islice((text for text in found if len(text) > 400), count))
    examples = sorted((ROOT / "examples").glob("*.txt"))
    stories = cycle([path.read_text(encoding="utf-8") for path in examples])
    return [f"{story}\n\nEdition {n}.\n" for n, story in enumerate(islice(stories, count))]


def read_ours(batch: list[str], workers: int) -> Run:
    """Read with Backchannel: what is page set apart, all heads, all entries."""
    from backchannel.articles import Fields, survey
    from backchannel.engine import Failure, ProcessEngine, ProcessOptions
    from backchannel.reading import load_reader

    start = time.perf_counter()
    articles = (survey(text, Fields(), name=f"article-{n}") for n, text in enumerate(batch))
    engine = ProcessEngine(load_reader, ProcessOptions(workers=workers))
    readings = (r for r in engine.read(articles) if not isinstance(r, Failure))
    return _run(batch, readings, start)


def read_blank(batch: list[str], workers: int) -> Run:
    """Tokenise only, with spaCy's blank English."""
    import spacy

    return _pipe(lambda: spacy.blank("en"), batch, workers)


def read_small(batch: list[str], workers: int) -> Run:
    """spaCy's small English pipeline: tags, dependencies, lemmas, names."""
    import spacy

    return _pipe(lambda: spacy.load(SMALL_PIPELINE), batch, workers)


def _pipe(load: Callable[[], Language], batch: list[str], workers: int) -> Run:
    start = time.perf_counter()
    return _run(batch, load().pipe(batch, n_process=workers), start)


def _run(batch: list[str], results: Iterable[object], start: float) -> Run:
    results = iter(results)
    next(results)
    first = time.perf_counter()
    done = 1 + sum(1 for _ in results)
    end = time.perf_counter()
    if done != len(batch):
        raise RuntimeError(f"{done} of {len(batch)} articles came back")
    words = sum(len(text.split()) for text in batch)
    return Run(done, words, first - start, end - start)


CONTESTANTS: dict[str, Callable[[list[str], int], Run]] = {
    "backchannel": read_ours,
    "spacy blank": read_blank,
    SMALL_PIPELINE: read_small,
}


def measure(name: str, articles: int, workers: int) -> Run:
    """Run one contestant in a process of its own and watch its memory.

    Raises:
        RuntimeError: the contestant failed; its error went to standard error.
    """
    command = [sys.executable, __file__, "--contestant", name]
    command += ["--articles", str(articles), "--workers", str(workers)]
    report, peak = watched(command, name)
    return Run(**(json.loads(report) | {"peak": peak}))


def watched(command: list[str], name: str) -> tuple[str, int]:
    """What a process writes on standard output, and the most bytes it held resident.

    Raises:
        RuntimeError: the process, which goes by ``name``, failed.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as child:
        peak = 0
        while child.poll() is None:
            peak = max(peak, resident(psutil.Process(child.pid)))
            time.sleep(SAMPLE_EVERY)
        assert child.stdout is not None
        said = child.stdout.read()
    if child.returncode != 0:
        raise RuntimeError(f"{name} failed")
    return said, peak


def resident(process: psutil.Process) -> int:
    """Bytes that a process and its children hold resident, 0 where it has ended."""
    total = 0
    try:
        for member in (process, *process.children(recursive=True)):
            total += member.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended between the two looks
    return total


def contests(articles: int, workers: int) -> Iterator[tuple[str, Run]]:
    """Each contestant that is installed, with its best run."""
    from importlib.util import find_spec

    yield "backchannel", measure("backchannel", articles, workers)
    for name in ("spacy blank", SMALL_PIPELINE):
        if name == SMALL_PIPELINE and find_spec(SMALL_PIPELINE) is None:
            print(f"{SMALL_PIPELINE} is not installed: left out", file=sys.stderr)
            continue
        runs = [measure(name, articles, n) for n in sorted({1, workers})]
        yield name, min(runs, key=lambda run: run.reading)


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--contestant", choices=CONTESTANTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contestant:
        run = CONTESTANTS[options.contestant](texts(options.articles), options.workers)
        print(json.dumps(asdict(run)))
        return 0
    print(f"{options.articles} articles, {options.workers} workers, {os.cpu_count()} processors")
    print(f"{'':16}{'words/s':>10}{'articles/h':>12}{'first s':>8}{'peak MB':>9}{'ours/its':>10}")
    ours = 0.0
    for name, run in contests(options.articles, options.workers):
        ours = ours or run.speed
        hourly = 3600 * run.articles / run.reading
        print(
            f"{name:16}{run.speed:10,.0f}{hourly:12,.0f}{run.first:8.1f}"
            f"{run.peak / 1e6:9,.0f}{ours / run.speed:10.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
