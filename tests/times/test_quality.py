"""How well times are read, on the corpora beside the checkout.

Floors are a point or two below what was measured when they were set; docs/decisions/0500 has the
figures. GUM marks dates in ``XML=<date when:::"...">`` of its MISC column.
"""

from __future__ import annotations

import datetime
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from shared import Shared, lines

from backchannel.span import Span
from backchannel.times import date_for, period_for, read_times

SHARED = Shared.beside_checkout()
needs_corpora = pytest.mark.skipif(
    not SHARED.there, reason="the corpora are not beside the checkout"
)
_DATE = re.compile(r"<(/?)date\b([^>]*)>")
_WHEN = re.compile(r'when:::"([^"]*)"')


@dataclass
class Document:
    """A text of GUM; ``dates`` are (start, end, value of ``when``)."""

    day: datetime.date | None = None
    text: str = ""
    dates: list[tuple[int, int, str | None]] = field(default_factory=list)
    open: list[tuple[int, str | None]] = field(default_factory=list)

    def add(self, form: str, misc: str, written: bool) -> None:
        """A token: its form where it is ``written``, and the tags that begin or end on it."""
        start = len(self.text)
        if written:
            self.text += form + ("" if "SpaceAfter=No" in misc else " ")
        end = start + len(form) if written else len(self.text.rstrip())
        for closing, rest in _DATE.findall(misc):
            if not closing:
                when = _WHEN.search(rest)
                self.open.append((start, when.group(1) if when else None))
            elif self.open:
                begun, value = self.open.pop()
                self.dates.append((begun, end, value))


def documents(name: str) -> Iterator[Document]:
    with gzip.open(SHARED.path(f"data/{name}"), "rt", encoding="utf-8") as handle:
        document, covered = Document(), 0
        for line in handle:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc"):
                yield document
                document = Document()
            elif line.startswith("# meta::dateCreated = "):
                day = line.split(" = ")[1].strip()
                if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                    document.day = datetime.date.fromisoformat(day)
            elif line.startswith("# newpar"):
                document.text += "\n\n" if document.text else ""
            elif len(cells) == 1:
                covered = 0
            elif "-" in cells[0]:
                covered = int(cells[0].split("-")[1])
                document.add(cells[1], cells[9], True)
            elif "." not in cells[0]:
                document.add(cells[1], cells[9], int(cells[0]) > covered)
        yield document


@needs_corpora
def test_dates_of_gum() -> None:
    """Spans that meet a marked date, of those marked and of those found; and dates that are right.

    GUM leaves many times unmarked ("today", hours of opening), which counts against precision.
    """
    counts: Counter[str] = Counter()
    for document in documents("gum-dev.conllu.gz"):
        found = [
            e
            for e in read_times(document.text, document.day)
            if e.type in ("DATE", "TIME") and not e.value.endswith("_REF")
        ]
        for start, end, when in document.dates:
            met = [e for e in found if e.span.overlaps(Span(start, end))]
            counts["marked"] += 1
            counts["recalled"] += bool(met)
            if met and when:
                counts["dated"] += 1
                counts["right"] += met[0].date == when
        counts["found"] += len(found)
        counts["true"] += sum(
            any(e.span.overlaps(Span(s, t)) for s, t, _ in document.dates) for e in found
        )
    assert counts["marked"] > 100
    assert counts["recalled"] / counts["marked"] > 0.71
    assert counts["true"] / counts["found"] > 0.79
    assert counts["right"] / counts["dated"] > 0.78


@needs_corpora
def test_dates_and_periods_of_acts() -> None:
    """Agreement with the annotators, given their clause and trigger, on the training articles."""
    folder = SHARED.path("record/train")
    times, counts = {}, Counter[str]()
    for article in lines(folder / "articles.jsonl"):
        day = datetime.date.fromisoformat(str(article["published"]))
        times[article["id"]] = read_times(str(article["text"]), day)
    for entry in lines(folder / "gold.jsonl"):
        found = times[entry["doc"]]
        clause, trigger = Span(*entry["evidence"]), Span(*entry.get("trigger", (0, 0)))  # type: ignore[misc]
        if entry["kind"] in ("event", "message"):
            counts["acts"] += 1
            counts["same date"] += date_for(found, clause, trigger) == entry["date"]
        elif entry["kind"] == "tally":
            counts["tallies"] += 1
            period = (entry["since"], entry["until"])
            counts["same period"] += period_for(found, clause, trigger) == period
    assert counts["same date"] / counts["acts"] > 0.86
    assert counts["same period"] / counts["tallies"] > 0.82
