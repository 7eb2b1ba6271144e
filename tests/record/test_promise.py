"""The promise: a record is a function of the set of its readings and corrections.

Whatever is done to a record, and in whatever order, it ends like one made of the same articles and
the same corrections one after the other, to the byte.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import reports
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from recorded import the

from backchannel.articles.article import Article
from backchannel.engine import SerialEngine
from backchannel.entries.entry import Event, Party, Reading
from backchannel.exports import account, jsonl
from backchannel.record import linking
from backchannel.record.corrections import (
    Action,
    Correction,
    Mend,
    MergeLineages,
    MergeParties,
    MergeThreads,
    Reject,
    SplitLineages,
    SplitParties,
    SplitThreads,
)
from backchannel.record.fill import Batch, fill
from backchannel.record.store import Record
from backchannel.span import Span

ARTICLES = {article.id: article for article in reports.articles()}
START = datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC)
LATER = START + datetime.timedelta(days=1)


SECOND = ("reports-2", 5)


def add(record: Record, name: str, model: str = "reports-1", longer: int = 0) -> None:
    article = ARTICLES[name]
    record.add(article, reports.ReportReader(model, longer).read(article))


def told(record: Record) -> str:
    """Everything that a record tells, its links brought up to date."""
    record.link()
    lines = list(record.entries())
    return "".join(
        [
            *jsonl.write(lines),
            *(f"{x.id} {x.place} {x.sense!r} {x.corrected_by}\n" for x in lines),
            *(f"{record.reading(a.id)}\n" for a in record.articles()),
            *account.write(record.account(), record.corrections()),
        ]
    )


@contextlib.contextmanager
def new_record() -> Iterator[Record]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder, "r.db"), write=True) as record,
    ):
        yield record


@functools.cache
def corrections() -> tuple[tuple[Action, int], ...]:
    """Corrections of every action, some of which contradict each other, each with its minute."""
    with new_record() as record:
        for name in ARTICLES:
            add(record, name)

        def anchor(article: str, kind: str) -> str:
            return the(record, article, kind).id

        wire, note = "a-copy-of-wire", record.anchor(anchor("a-copy-of-wire", "message"))
        other, raid = record.anchor(anchor("reprint", "message")), the(record, "raid", "event")
        dead, toll = (record.anchor(anchor(name, "tally")) for name in ("raid", "toll"))
        articles = {name: record.article_anchor(name) for name in (wire, "denial", "toll", "raid")}
        dovan, velmora = Party("Sera Dovan", "VELMORA"), Party("Velmora", "VELMORA")
        text = ARTICLES["other"].text
        start = text.index("rain was likely")
        rain = Event(
            Span(start, len(text) - 2), Span(start, start + 4), (), "AID", None, None, None,
            "2031-05", "planned",
        )  # fmt: skip
        added = record.addition("other", rain)
        first = record.correct(added, why="overlooked", by="ada", at=START)
        mine = record.anchor(first.entries[0])
        return (
            (added, 0),
            (Mend.of(note, date="2031-05-01", intermediary=Party("Oman", "OMN")), 1),
            (Mend.of(note, date="2031-05-02", evidence=Span(22, 60)), 1),
            (Mend.of(note, channel="letter"), 0),
            (Reject(record.anchor(anchor("denial", "response"))), 2),
            (Mend.of(mine, actor=dovan, type="RETREAT"), 3),
            (Reject(mine), 4),
            (MergeThreads(note, other), 5),
            (SplitThreads(note, other), 6),
            (SplitThreads(dead, toll), 2),
            (MergeThreads(dead, toll), 2),
            (MergeThreads(record.anchor(raid.id), mine), 7),
            (MergeLineages(articles[wire], articles["denial"]), 3),
            (SplitLineages(articles["toll"], articles["raid"]), 3),
            (MergeParties(dovan, velmora), 1),
            (SplitParties(velmora, Party("Kessaria", "KESSARIA")), 1),
            (Mend.of(dead, value=(20, 30), bound="about"), 1),
        )


def make(record: Record, which: int) -> Correction:
    content, minute = corrections()[which]
    at = START + datetime.timedelta(minutes=minute)
    return record.correct(content, why="seen", by="ada", at=at)


def undo(record: Record, which: int) -> None:
    record.take_back(make(record, which).id, why="no", by="bo", at=LATER)


@functools.cache
def plainly(
    names: frozenset[str],
    made: frozenset[int],
    undone: frozenset[int],
    anew: frozenset[str] = frozenset(),
) -> str:
    """What a record tells that is made in order: the articles by name, then the corrections.

    Those of ``anew`` are read by the second model.
    """
    with new_record() as record:
        for name in sorted(names):
            add(record, name, *(SECOND if name in anew else ()))
        for which in sorted(made):
            make(record, which)
        for which in sorted(undone):
            undo(record, which)
        return told(record)


class Stopped(Exception):
    """A run was interrupted."""


NAMES = st.sampled_from(sorted(ARTICLES))
WHICH = st.integers(0, 16)


class AnyHistory(RuleBasedStateMachine):
    """Things done to a record, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self._record = self._open()
        self._names: set[str] = set()
        self._anew: set[str] = set()
        self._made: set[int] = set()
        self._undone: set[int] = set()

    def _open(self) -> Record:
        return Record.open(self._folder / "r.db", write=True)

    @rule(names=st.lists(NAMES, min_size=1, unique=True), second=st.booleans())
    def add(self, names: list[str], second: bool) -> None:
        for name in names:
            add(self._record, name, *(SECOND if second else ()))
            # Two names of one article have the reading that it got last.
            self._names.add(name)
            of_article = set(self._record.names(name))
            self._anew = self._anew | of_article if second else self._anew - of_article

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if name in self._names:
            self._names -= set(self._record.names(name))
            self._anew &= self._names
            self._record.remove(name)

    @rule(which=WHICH)
    def correct(self, which: int) -> None:
        make(self._record, which)
        self._made.add(which)

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        if which not in self._undone:
            undo(self._record, which)
            self._made.add(which)
            self._undone.add(which)

    @rule(batch=st.integers(1, 3))
    def link(self, batch: int) -> None:
        with batches_of(batch):
            self._record.link()

    @rule(batch=st.integers(1, 2), after=st.integers(1, 3))
    def stop_linking(self, batch: int, after: int) -> None:
        with batches_of(batch):
            stop_linking(self._record, after)

    @rule()
    def reopen(self) -> None:
        self._record.close()
        self._record = self._open()

    @rule()
    def compare(self) -> None:
        sets = (self._names, self._made, self._undone, self._anew)
        assert told(self._record) == plainly(*map(frozenset, sets))

    def teardown(self) -> None:
        self.compare()
        self._record.close()
        shutil.rmtree(self._folder)


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)


@contextlib.contextmanager
def batches_of(size: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "BATCH", size)
        yield


def stop_linking(record: Record, after: int) -> None:
    """Link, and stop after so many batches."""
    done = 0

    def on_articles(count: int) -> None:
        nonlocal done
        done += 1
        if done == after:
            raise Stopped

    with contextlib.suppress(Stopped):
        record.link(on_articles)


@given(st.permutations(sorted(ARTICLES)), st.integers(1, 4))
@settings(max_examples=8)
def test_any_order_of_articles_and_any_batching(names: list[str], batch: int) -> None:
    with new_record() as record, batches_of(batch):
        for name in names:
            add(record, name)
            if len(name) % batch == 0:
                record.link()
        assert told(record) == plainly(frozenset(ARTICLES), frozenset(), frozenset())


@given(st.permutations([*sorted(ARTICLES), *range(17)]))
@settings(max_examples=8)
def test_corrections_come_before_or_after_their_articles(steps: list[str | int]) -> None:
    with new_record() as record:
        for step in steps:
            if isinstance(step, str):
                add(record, step)
            else:
                make(record, step)
        everything = frozenset(ARTICLES), frozenset(range(17)), frozenset[int]()
        assert told(record) == plainly(*everything)


@given(st.sets(WHICH, max_size=8), st.permutations(sorted(ARTICLES)))
@settings(max_examples=6)
def test_what_is_undone_leaves_nothing_but_its_note(undone: set[int], names: list[str]) -> None:
    with new_record() as record:
        for name in names:
            add(record, name)
        for which in sorted(undone, reverse=True):
            make(record, which)
        record.link()
        for which in undone:
            undo(record, which)
        shown = [x for x in told(record).splitlines() if '"kind": "correction"' not in x]
        untouched = plainly(frozenset(ARTICLES), frozenset(), frozenset()).splitlines()
        assert shown == untouched


class StoppingReader(reports.ReportReader):
    """Is stopped by its user when it has read so many articles."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def read(self, article: Article) -> Reading:
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        return super().read(article)


@given(st.permutations(sorted(ARTICLES)), st.lists(st.integers(0, 4), max_size=3))
@settings(max_examples=6)
def test_reading_that_is_stopped_and_taken_up_again(names: list[str], stops: list[int]) -> None:
    articles = [ARTICLES[name] for name in names]
    with new_record() as record:
        for after in [*stops, len(articles)]:
            engine = SerialEngine(functools.partial(StoppingReader, after))
            with contextlib.suppress(KeyboardInterrupt):
                fill(record, Batch(articles, ["reports"]), engine, "reports-1")
            stop_linking(record, 1)
        assert told(record) == plainly(frozenset(ARTICLES), frozenset(), frozenset())


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_a_record_that_changes_while_it_is_linked(batch: int) -> None:
    """Another program reads, removes and corrects between two batches."""
    with new_record() as record, Record.open(record.where, write=True) as other:
        for name in ARTICLES:
            if name != "toll":
                add(record, name)
        changes = [
            lambda: other.remove("reprint"),
            lambda: make(other, 1),
            lambda: other.remove("raid-retold"),
            lambda: add(other, "toll"),
            lambda: make(other, 0),
            lambda: add(other, "raid", "reports-2", 5),
            lambda: add(other, "raid-retold"),
        ]

        def on_articles(count: int) -> None:
            if changes:
                changes.pop(0)()

        with batches_of(batch):
            record.link(on_articles)
        while changes:
            changes.pop(0)()
        add(other, "raid")
        names = frozenset(set(ARTICLES) - {"reprint"})
        assert told(record) == plainly(names, frozenset({0, 1}), frozenset())


def test_both_databases_tell_the_same(where: str) -> None:
    names = sorted(ARTICLES, reverse=True)
    with Record.open(where, write=True) as record:
        for name in names[:4]:
            add(record, name)
        for which in (8, 2, 0, 13, 6, 5):
            make(record, which)
        stop_linking(record, 1)
        for name in names[4:]:
            add(record, name)
        record.remove("raid")
        record.link()
        add(record, "raid")
        undo(record, 5)
        made = frozenset({8, 2, 0, 13, 6, 5})
        assert told(record) == plainly(frozenset(ARTICLES), made, frozenset({5}))


def test_the_promise_is_about_something() -> None:
    """That the reports are linked, disputed, counted and corrected at all."""
    everything = frozenset(ARTICLES), frozenset(range(17)), frozenset[int]()
    plain, corrected = plainly(everything[0], frozenset(), frozenset()), plainly(*everything)
    for kind in ("lineage", "thread", "dispute", "series", "party"):
        assert f'{{"kind": "{kind}"' in plain
    assert '"sort": "reprint"' in plain or '"sort": "same"' in plain
    states = {c for c in ("holds", "overruled") if f'"state": "{c}"' in corrected}
    assert states == {"holds", "overruled"}
    assert corrected != plain
