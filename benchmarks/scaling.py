"""Measure linking: a whole record from its stored readings, and one article more.

usage: python benchmarks/scaling.py RECORD [--few N] [--samples N]

RECORD, an SQLite file, is copied and left as it is. "whole" links all its articles anew, in a
process of its own, watched for its memory. "one more" takes an article out of the linked record,
adds it again with its stored reading, and links it: the median and the most of some articles, in
a record of the first N articles and in the whole one. Reading the text is not measured here; see
``speed.py``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from speed import watched

from backchannel.record.linking import LinkReport
from backchannel.record.store import Record
from backchannel.record.tables import LINKED


@dataclass(frozen=True, slots=True)
class Whole:
    """What linking a whole record took.

    Attributes:
        report: what was found.
        seconds: from opening the record to the last link.
        peak: bytes resident.
    """

    report: LinkReport
    seconds: float
    peak: int


def link_all(record: Path) -> Whole:
    """Link a record in a process of its own and watch its memory.

    Raises:
        RuntimeError: the process failed; its error went to standard error.
    """
    command = [sys.executable, __file__, str(record), "--link"]
    said, peak = watched(command, "linking")
    seconds, *found = json.loads(said)
    return Whole(LinkReport(*found), seconds, peak)


def link_here(record: str) -> None:
    """Link a record and print what it took, for `link_all`."""
    start = time.perf_counter()
    with Record.open(record, write=True) as opened:
        report = opened.link()
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, report.articles, report.lineage, report.entries]))


def one_more(record: Path, samples: int) -> list[float]:
    """Seconds to add one article, and link it, for articles evenly spread over the record."""
    with Record.open(record, write=True) as opened:
        names = [article.id for article in opened.articles()]
        chosen = names[:: max(1, len(names) // samples)][:samples]
        # The first one is not counted: what is loaded once is loaded with it.
        return [add_again(opened, name) for name in [chosen[0], *chosen]][1:]


def add_again(record: Record, name: str) -> float:
    """Take an article out of a linked record; seconds to add and link it again."""
    article, reading = record.article(name), record.reading(name)
    record.remove(name)
    record.link()
    start = time.perf_counter()
    record.add(article, reading)
    record.link()
    return time.perf_counter() - start


@contextlib.contextmanager
def copied(record: Path) -> Iterator[Path]:
    """A copy of a record, with what is still in its log."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy.db")
        for end in ("", "-wal"):
            there = record.with_name(record.name + end)
            if there.exists():
                shutil.copyfile(there, copy.with_name(copy.name + end))
        yield copy


def unlink(record: Path) -> None:
    """Take all links out of a record."""
    Record.open(record, write=True).close()  # brings an older record up to date
    engine = sa.create_engine(f"sqlite:///{record}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.execute(LINKED.delete())
        connection.commit()
    engine.dispose()


def is_empty(record: Path) -> bool:
    """Whether a record holds no article."""
    with Record.open(record) as opened:
        return next(opened.articles(limit=1), None) is None


def take_first(record: Path, into: Path, size: int) -> None:
    """Put the first articles of a record, by name, into a new one, and link them."""
    with Record.open(record) as opened, Record.open(into, write=True) as new:
        for article in opened.articles(limit=size):
            new.add(opened.article(article.id), opened.reading(article.id))
        new.link()


def show_one_more(name: str, taken: list[float]) -> float:
    """Print the times of one size of record; the median."""
    median = statistics.median(taken)
    print(f"{name:>16}  {median:8.3f}  {max(taken):8.3f}")
    return median


def main() -> int:
    """Print the figures; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("--few", type=int, default=1000, help="articles of the small record")
    parser.add_argument("--samples", type=int, default=20, help="articles added, one by one")
    parser.add_argument("--link", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.link:
        link_here(str(options.record))
        return 0
    if not options.record.is_file():
        parser.error(f"there is no record {options.record}")
    with copied(options.record) as record:
        unlink(record)
        if is_empty(record):
            print(f"{options.record} holds no article: nothing to measure", file=sys.stderr)
            return 1
        whole = link_all(record)
        found = f"{whole.report.lineage:,} links of articles, {whole.report.entries:,} of entries"
        print(f"whole: {whole.report.articles:,} articles in {whole.seconds:.1f} s, {found}")
        print(f"  peak {whole.peak / 1e6:,.0f} MB")
        small = record.with_name("small.db")
        take_first(record, small, options.few)
        print(f"{'one more in':>16}  {'median s':>8}  {'most s':>8}")
        few = show_one_more(f"{options.few:,}", one_more(small, options.samples))
        many = show_one_more(f"{whole.report.articles:,}", one_more(record, options.samples))
        print(f"{'ratio':>16}  {many / few:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
