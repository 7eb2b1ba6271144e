"""Reading a batch into a record: outcomes, what is skipped, and being killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import plain

from backchannel.articles.article import Article
from backchannel.engine import Failure, SerialEngine
from backchannel.entries.entry import Reading
from backchannel.errors import ArticleError
from backchannel.exports import jsonl
from backchannel.record.fill import Batch, ReadReport, fill
from backchannel.record.skips import Skipped
from backchannel.record.store import Record


def run(
    record: Record, articles: Iterable[Article | ArticleError], *inputs: str, model: str = "plain-1"
) -> ReadReport:
    engine = SerialEngine(lambda: plain.PlainReader(model))
    return fill(record, Batch(articles, inputs), engine, model)


def test_every_input_is_counted_once(tmp_path: Path) -> None:
    one, two = plain.numbered(2)
    outcomes: list[tuple[str, str]] = []
    bad = plain.article("bad", "RAISE")
    other = plain.article("a000", "Another text under a name in use.")
    batch = Batch([one, ArticleError("f.txt", "empty"), bad, two, one, other], ["."])
    with Record.open(tmp_path / "r.db", write=True) as record:
        report = fill(
            record,
            batch,
            SerialEngine(plain.load),
            "plain-1",
            lambda name, outcome: outcomes.append((name, outcome)),
        )
    assert outcomes == [
        ("a000", "new"),
        ("f.txt", "skipped"),
        ("bad", "skipped"),
        ("a001", "new"),
        ("a000", "known"),
        ("a000", "skipped"),
    ]
    assert (report.new, report.again, report.known) == (2, 0, 1)
    found = {kind: n for kind, n in report.entries.items() if n}
    assert found == {"statement": 2, "message": 2, "response": 2}
    assert [s.stage for s in report.skipped] == ["input", "reading", "record"]
    assert not report.ok


class CountingReader(plain.PlainReader):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def read(self, article: Article) -> Reading:
        self.count += 1
        return super().read(article)


def test_what_is_known_is_not_read(tmp_path: Path) -> None:
    reader = CountingReader()
    engine = SerialEngine(lambda: reader)
    with Record.open(tmp_path / "r.db", write=True) as record:
        fill(record, Batch(plain.numbered(3)), engine, "plain-1")
        report = fill(record, Batch(plain.numbered(5)), engine, "plain-1")
    assert (report.new, report.known, reader.count) == (2, 3, 5)


class AheadEngine:
    """Takes every article before it gives the first reading, as a pool may."""

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Failure]:
        yield from map(plain.PlainReader().read, list(articles))


def test_two_names_for_a_text_within_one_batch(tmp_path: Path) -> None:
    first = plain.numbered(1)[0]
    copy = plain.article("copy", first.text, title=first.title, url="https://example.org")
    exports = set()
    for n, articles in enumerate(([first, copy], [copy, first])):
        with Record.open(tmp_path / f"{n}.db", write=True) as record:
            fill(record, Batch(articles), AheadEngine(), "plain-1")
            assert record.info().articles == 1
            exports.add("".join(jsonl.write(record.entries())))
    assert len(exports) == 1


def test_what_was_skipped_is_kept_until_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    broken = ArticleError(str(folder / "x.txt"), "empty")
    elsewhere = ArticleError("other/y.jsonl", "bad JSON", 417)
    with Record.open(tmp_path / "r.db", write=True) as record:
        run(record, [broken], str(folder))
        run(record, [elsewhere], "other/*.jsonl")
        assert record.skipped() == [
            Skipped(broken.where, None, "input", "empty"),
            Skipped("other/y.jsonl", 417, "input", "bad JSON"),
        ]
        run(record, [plain.article("x", "Now it is whole.")], str(folder / "x.txt"))
        assert [str(s) for s in record.skipped()] == ["other/y.jsonl:417: bad JSON"]
        run(record, [], "other")
        assert record.skipped() == []


def test_a_failed_article_is_listed_until_it_is_read(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", write=True) as record:
        run(record, [plain.article("x", "RAISE")])
        run(record, plain.numbered(1))
        assert [s.place for s in record.skipped()] == ["x"]
        run(record, [plain.article("x", "Mended.")])
        assert record.skipped() == []


KILLED = """
import sys, plain
from backchannel.engine import SerialEngine
from backchannel.record.fill import Batch, fill
from backchannel.record.store import Record

with Record.open(sys.argv[1], write=True) as record:
    fill(record, Batch(plain.numbered(400)), SerialEngine(plain.load), "plain-1",
         lambda name, outcome: print(name, flush=True))
"""


def test_a_killed_run_leaves_whole_articles_and_the_next_completes_it(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    for at in (3, 40):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(file)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(Path(plain.__file__).parent)},
        )
        assert process.stdout is not None
        for _ in range(at):
            assert process.stdout.readline()
        time.sleep(0.002 * at)  # somewhere within an article, a different place each time
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        assert process.wait() == -signal.SIGKILL
        with Record.open(file) as record:
            held = list(record.articles())
            assert at - 1 <= len(held) < 400
            for article in held:
                assert record.reading(article.id) == plain.PlainReader().read(article)
    with Record.open(file, write=True) as record:
        report = run(record, plain.numbered(400))
        assert report.new + report.known == 400
        assert report.known >= 40
        completed = "".join(jsonl.write(record.entries()))
    with Record.open(tmp_path / "whole.db", write=True) as record:
        run(record, plain.numbered(400))
        assert "".join(jsonl.write(record.entries())) == completed
