"""Reading a batch: articles in, readings out, in the same order, on one core or many.

The seam is `Engine`. What runs behind it decides only how long a batch takes: the readings are
the same. A cluster's engine has the same method.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Literal, Protocol

from backchannel.articles.article import Article
from backchannel.entries.entry import Reading
from backchannel.errors import ModelError

_FALSE_STARTS = 3  # in a row, before the batch is given up
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Reader(Protocol):
    """What an engine runs: ``read`` is a pure function of the article and the model."""

    @property
    def model(self) -> str:
        """Version of the model."""

    def read(self, article: Article) -> Reading:
        """What the article says."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read; the rest of its batch goes on.

    Attributes:
        article: its id.
        reason: why, in a few words.
    """

    article: str
    reason: str


class Engine(Protocol):
    """Reads articles, one result for each, in the order in which they come."""

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Failure]:
        """The reading of each of ``articles``, or why there is none, in order.

        Articles are taken as they are needed, so a stream of any length takes bounded memory.

        Raises:
            ModelError: no reader could be made.
        """


def read_one(reader: Reader, article: Article) -> Reading | Failure:
    """Read one article; what goes wrong in it becomes its `Failure`.

    Raises:
        ModelError: the model, not the article, is at fault.
    """
    try:
        return reader.read(article)
    except ModelError:
        raise
    except Exception as error:
        # A text nobody foresaw must cost one article, not the batch: it is listed with the reason.
        said = " ".join(str(error).split())[:200]
        return Failure(article.id, f"the reader failed: {type(error).__name__}: {said}")


class SerialEngine:
    """Reads in this process, one article after the other, with no bound on an article's time."""

    def __init__(self, load: Callable[[], Reader]) -> None:
        """Set up; the reader is made at the first article."""
        self.load = load

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order; see `Engine.read`."""
        reader: Reader | None = None
        for article in articles:
            reader = reader or self.load()
            yield read_one(reader, article)


@dataclass(frozen=True, slots=True)
class ProcessOptions:
    """How many processes, and how long each may take.

    Attributes:
        workers: processes at most; ``None``: one for each core that this process may use.
        chunk: articles handed to a worker at a time.
        seconds: time allowed for one article; one that takes longer ends as a `Failure`.
        start_seconds: time allowed for a worker to load the reader.
    """

    workers: int | None = None
    chunk: int = 4
    seconds: float = 120.0
    start_seconds: float = 120.0

    @property
    def processes(self) -> int:
        """How many workers at most, from 1."""
        return max(1, self.workers or usable_cores())


def usable_cores() -> int:
    """The cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Task:
    place: int
    article: Article
    result: Reading | Failure | None = None


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    started: float
    ready: bool = False
    tasks: deque[_Task] = field(default_factory=deque)

    def send_tasks(self) -> None:
        self.started = time.monotonic()
        # A worker that died meanwhile is found when its answers are collected.
        with contextlib.suppress(OSError):
            self.connection.send([task.article for task in self.tasks])

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


_Answer = tuple[Literal["ready", "broken", "result"], Reading | Failure | str | None]


class ProcessEngine:
    """Reads in several processes on this machine.

    Each worker loads the reader once. A worker that dies or is too slow costs the article that
    it was at, which ends as a `Failure`; another worker takes over the rest.
    """

    def __init__(self, load: Callable[[], Reader], options: ProcessOptions | None = None) -> None:
        """Set up; no process is started before the first article.

        Args:
            load: makes the reader, in each worker; a function at the top of a module.
            options: how many processes, and how long each may take.
        """
        self.load, self.options = load, options or ProcessOptions()

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order; see `Engine.read`."""
        pool = _Pool(self.load, self.options)
        try:
            yield from pool.run(enumerate(articles))
        finally:
            pool.close()


class _Pool:
    """The workers of one batch, and what each is at."""

    def __init__(self, load: Callable[[], Reader], options: ProcessOptions) -> None:
        self._load, self._options = load, options
        self._context: SpawnContext = get_context("spawn")
        self._workers: list[_Worker] = []
        self._window: deque[_Task] = deque()  # handed out or to be, oldest first
        self._queue: deque[_Task] = deque()  # to be handed out
        self._false_starts = 0

    def run(self, articles: Iterator[tuple[int, Article]]) -> Iterator[Reading | Failure]:
        # What is read ahead of a slow article is bounded, and with it the memory.
        most = self._options.processes * self._options.chunk * 4
        exhausted = False
        while True:
            while not exhausted and len(self._window) < most:
                task = next((_Task(n, a) for n, a in articles), None)
                if task is None:
                    exhausted = True
                else:
                    self._window.append(task)
                    self._queue.append(task)
                    if len(self._queue) >= self._options.chunk:
                        self._hand_out()
            self._hand_out()
            while self._window and (result := self._window[0].result) is not None:
                self._window.popleft()
                yield result
            if exhausted and not self._window:
                return
            if len(self._window) >= most or exhausted:
                self._collect()

    def close(self) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _hand_out(self) -> None:
        while self._queue:
            idle = next((w for w in self._workers if not w.tasks), None)
            if idle is None and len(self._workers) < self._options.processes:
                idle = self._start()
            if idle is None:
                return
            size = min(len(self._queue), self._options.chunk)
            chunk = [self._queue.popleft() for _ in range(size)]
            idle.tasks.extend(chunk)
            if idle.ready:
                idle.send_tasks()

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(there, self._load), name="backchannel-reader", daemon=True
        )
        with _no_main_module(), _no_interrupts(), _one_thread_each():
            process.start()
        there.close()
        worker = _Worker(process, here, time.monotonic())
        self._workers.append(worker)
        return worker

    def _collect(self) -> None:
        """Wait for the next answers and take them; see to workers that are dead or too slow."""
        busy = [w for w in self._workers if w.tasks]
        patience = min(self._left(w) for w in busy)
        ready = wait([w.connection for w in busy], timeout=max(0.0, patience))
        for worker in busy:
            if worker.connection in ready:
                self._take_answers(worker)
            elif self._left(worker) <= 0:
                seconds = self._allowed(worker)
                what = "reading" if worker.ready else "loading the reader"
                self._lose(worker, f"{what} took longer than {seconds:g} seconds")

    def _left(self, worker: _Worker) -> float:
        return worker.started + self._allowed(worker) - time.monotonic()

    def _allowed(self, worker: _Worker) -> float:
        return self._options.seconds if worker.ready else self._options.start_seconds

    def _take_answers(self, worker: _Worker) -> None:
        try:
            while worker.tasks and worker.connection.poll():
                answer: _Answer = worker.connection.recv()
                self._take(worker, answer)
        except (EOFError, OSError):
            worker.process.join(timeout=5)
            self._lose(worker, f"the reader crashed ({_ending(worker.process.exitcode)})")

    def _take(self, worker: _Worker, answer: _Answer) -> None:
        what, value = answer
        worker.started = time.monotonic()
        if what == "broken":
            raise ModelError(str(value))
        if what == "ready":
            worker.ready, self._false_starts = True, 0
            worker.send_tasks()
        elif isinstance(value, Reading | Failure):
            worker.tasks.popleft().result = value

    def _lose(self, worker: _Worker, reason: str) -> None:
        """Give up a worker: the article that it was at fails, the rest goes back to the queue."""
        self._workers.remove(worker)
        worker.stop()
        if worker.ready:
            task = worker.tasks.popleft()
            task.result = Failure(task.article.id, reason)
        else:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise ModelError(f"no process could be started to read in: {reason}")
        self._queue.extendleft(reversed(worker.tasks))


def _ending(code: int | None) -> str:
    if code is None:
        return "unknown ending"
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit status {code}"


@contextlib.contextmanager
def _no_main_module() -> Iterator[None]:
    """Hide the program's main module while a worker starts.

    A spawned process runs the main module again unless it sees none. The reader needs nothing
    from it, and a user's script then works without ``if __name__ == "__main__"``.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C while a worker starts, so that the worker ignores it from its first moment.

    It reaches the whole group of processes; the parent ends its workers itself.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Start a worker with one thread for its matrix products, unless the user says otherwise.

    There is a worker for each core already; threads of several workers that wait for one another
    cost more than they bring. The libraries behind numpy look at these variables when they load.
    """
    ours = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(ours, "1"))
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)


def _work(connection: Connection, load: Callable[[], Reader]) -> None:
    """A worker's life: load the reader, then read what comes until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        try:
            reader = load()
        except Exception as error:
            connection.send(("broken", f"{type(error).__name__}: {error}"))
            return
        connection.send(("ready", None))
        while True:
            articles: list[Article] = connection.recv()
            for article in articles:
                try:
                    connection.send(("result", read_one(reader, article)))
                except ModelError as error:
                    connection.send(("broken", str(error)))
                    return
