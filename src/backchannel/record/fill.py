"""Reading articles into a record: what is known is looked up, the rest is read and stored."""

from __future__ import annotations

import contextlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from backchannel.articles.article import Article
from backchannel.articles.options import InputOptions
from backchannel.articles.read import RepeatedArticle, read_articles
from backchannel.engine import Engine, Failure, ProcessEngine, ProcessOptions, Reader, SerialEngine
from backchannel.entries.entry import Reading
from backchannel.errors import ArticleError
from backchannel.record.skips import Skipped
from backchannel.record.store import DEFAULT_RECORD, Record
from backchannel.record.tables import KIND_TABLES

Outcome = Literal["new", "again", "known", "skipped"]
OnArticle = Callable[[str, Outcome], None]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    Attributes:
        inputs: limits on what comes in.
        workers: processes to read in; ``None``: one for each core; 1: this process alone.
        seconds: time allowed for one article, where processes read; one that takes longer is
            skipped.
    """

    inputs: InputOptions = field(default_factory=InputOptions)
    workers: int | None = None
    seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of every input.

    Attributes:
        new: articles read and added.
        again: articles read again, by another model or with other facts.
        known: articles that were in the record already.
        entries: how many of each kind were found in the articles read, every kind named.
        skipped: what was not read, and why, in the order met.
        model: version of the reader.
    """

    new: int
    again: int
    known: int
    entries: dict[str, int]
    skipped: tuple[Skipped, ...]
    model: str

    @property
    def ok(self) -> bool:
        """Whether nothing was skipped."""
        return not self.skipped


def read(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    record: str | os.PathLike[str] | Record = DEFAULT_RECORD,
    options: ReadOptions | None = None,
    on_article: OnArticle | None = None,
) -> ReadReport:
    """Read articles into a record.

    Each article is stored whole, with its reading, as soon as it is read: a run that is stopped
    has done what it has done, and the next one goes on from there.

    Args:
        inputs: files, folders, globs, or ``-`` for standard input; one or several.
        record: a file or PostgreSQL URL, made where it is missing, or a record open for writing.
        options: how to read.
        on_article: told the name and the outcome of each article as it is dealt with.

    Raises:
        RecordError: the record cannot be opened or written.
        ModelError: the reader cannot be loaded.
    """
    from backchannel.reading import load_reader, model_version

    options = options or ReadOptions()
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    paths = [os.fspath(path) for path in given]
    # A run that finds everything known already never loads the reader.
    model = model_version()
    engine = _engine(options, load_reader)
    with contextlib.ExitStack() as stack:
        into = record
        if not isinstance(into, Record):
            into = stack.enter_context(Record.open(into, write=True))
        batch = Batch(_without(into.where, read_articles(paths, options.inputs)), paths)
        return fill(into, batch, engine, model, on_article)


def _engine(options: ReadOptions, load: Callable[[], Reader]) -> Engine:
    processes = ProcessOptions(workers=options.workers, seconds=options.seconds)
    if processes.processes == 1:
        return SerialEngine(load)
    return ProcessEngine(load, processes)


def _without(
    record: str, articles: Iterable[Article | ArticleError]
) -> Iterator[Article | ArticleError]:
    """Leave out the record's own files, which may lie in a folder that is read."""
    own = {Path(record + end).absolute() for end in ("", "-wal", "-shm")}
    for item in articles:
        if not (isinstance(item, ArticleError) and Path(item.where).absolute() in own):
            yield item


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to be read together.

    Attributes:
        articles: what was found in the inputs, in any order.
        inputs: where that was, as given by the user.
    """

    articles: Iterable[Article | ArticleError]
    inputs: Sequence[str] = ()


def fill(
    record: Record,
    batch: Batch,
    engine: Engine,
    model: str,
    on_article: OnArticle | None = None,
) -> ReadReport:
    """Read ``batch`` with ``engine`` into ``record``; what `read` does once all is set up.

    Args:
        record: open for writing.
        batch: the articles.
        engine: reads those that the record does not know.
        model: version of the engine's reader.
        on_article: told the name and the outcome of each article.
    """
    run = _Run(record, model, on_article or (lambda name, outcome: None))
    for result in engine.read(run.unknown(batch.articles)):
        run.take(result)
    record.note_skipped(run.skipped, batch.inputs)
    return run.report()


class _Run:
    """One pass over the inputs: what has been counted, and what the engine is at."""

    def __init__(self, record: Record, model: str, on_article: OnArticle) -> None:
        self._record, self._model, self._on_article = record, model, on_article
        self._counts: Counter[Outcome] = Counter()
        self._entries: Counter[str] = Counter()
        self._at_engine: deque[Article] = deque()
        self.skipped: list[Skipped] = []

    def unknown(self, articles: Iterable[Article | ArticleError]) -> Iterator[Article]:
        """The articles that must be read; the others are dealt with on the way."""
        for found in articles:
            # The record judges repeated texts itself: what it makes of them holds across batches.
            item = found.article if isinstance(found, RepeatedArticle) else found
            if isinstance(item, ArticleError):
                self._skip(Skipped(item.where, item.line, "input", item.reason))
                continue
            try:
                known = self._record.recall(item, self._model)
            except ArticleError as error:
                self._skip(Skipped(item.id, None, "record", error.reason, item.fingerprint))
                continue
            if known:
                self._count(item.id, "known")
            else:
                self._at_engine.append(item)
                yield item

    def take(self, result: Reading | Failure) -> None:
        """Store what the engine made of the oldest article that it has."""
        article = self._at_engine.popleft()
        if isinstance(result, Failure):
            self._skip(Skipped(article.id, None, "reading", result.reason, article.fingerprint))
            return
        try:
            outcome = self._record.add(article, result)
        except ArticleError as error:
            self._skip(Skipped(article.id, None, "record", error.reason, article.fingerprint))
            return
        if outcome != "known":
            self._entries.update(entry.kind for entry in result.entries)
        self._count(article.id, outcome)

    def report(self) -> ReadReport:
        return ReadReport(
            new=self._counts["new"],
            again=self._counts["again"],
            known=self._counts["known"],
            entries={kind: self._entries[kind] for kind in KIND_TABLES},
            skipped=tuple(self.skipped),
            model=self._model,
        )

    def _skip(self, skipped: Skipped) -> None:
        self.skipped.append(skipped)
        self._count(skipped.place, "skipped")

    def _count(self, name: str, outcome: Outcome) -> None:
        self._counts[outcome] += 1
        self._on_article(name, outcome)
