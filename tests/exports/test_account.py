"""The account of a record as JSON Lines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import reports
from click.testing import CliRunner

from backchannel.cli import cli
from backchannel.entries.entry import Party, Place
from backchannel.exports import account
from backchannel.record.corrections import Mend, MergeParties, MergeThreads, Reject, SplitLineages
from backchannel.record.store import Record

ROWS = dict[str, list[dict[str, Any]]]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db", write=True) as opened:
        for article in reports.articles():
            opened.add(article, reports.ReportReader().read(article))
        opened.link()
        yield opened


def rows(record: Record) -> ROWS:
    found: ROWS = defaultdict(list)
    for line in account.write(record.account(), record.corrections()):
        assert line.endswith("\n")
        row = json.loads(line)
        found[row["kind"]].append(row)
    return found


def test_every_article_and_entry_is_in_one_place(record: Record) -> None:
    found = rows(record)
    articles = [name for row in found["lineage"] for name in row["articles"]]
    assert sorted(articles) == [article.id for article in record.articles()]
    told = [line["id"] for row in found["thread"] for line in row["lines"]]
    assert sorted(told) == sorted(line.id for line in record.entries())
    assert list(found) == [
        kind
        for kind in ("lineage", "thread", "dispute", "series", "follow_up", "party")
        if kind in found
    ]


def test_articles_go_by_their_names_and_passages_can_be_read(record: Record) -> None:
    found = rows(record)
    texts = {article.id: article.text for article in record.articles()}
    links = [link for row in found["lineage"] for link in row["links"]]
    assert links
    for link in links:
        for passage in link["passages"]:
            if passage["how"] == "words":
                one, other = (texts[link[end]][slice(*passage[end])] for end in ("first", "second"))
                assert one.split()[:3] == other.split()[:3]
    for row in found["thread"]:
        for line in row["lines"]:
            assert texts[line["article"]][slice(*line["evidence"])]
        assert row["origins"]["least"] <= row["origins"]["most"] == len(row["origins"]["found"])


def test_series_and_rivals_are_written_with_their_figures(record: Record) -> None:
    found = rows(record)
    points = [point for row in found["series"] for point in row["points"]]
    assert {point["value"] for point in points} == {24, 31, 7}
    assert all(point["on"].startswith("2031-05-") for point in points if point["on"])
    (dispute,) = (row for row in found["dispute"] if row["sort"] == "how_many")
    assert {side["says"] for side in dispute["sides"]} == {"24", "31"}


def test_corrections_come_last_by_names_and_ids(record: Record) -> None:
    note = record.anchor(next(record.entries(article="denial", kind="message")).id)
    raid = record.anchor(next(record.entries(article="raid", kind="event")).id)
    other = next(record.entries(article="reprint", kind="message"))
    muscat = Place("Muscat", "OMN", 23.58, 58.41, 287286)
    for minute, content in enumerate(
        (
            Reject(note),
            Mend.of(raid, place=muscat, date=None),
            MergeThreads(record.anchor(other.id), note),
            SplitLineages(note.article, raid.article),
            MergeParties(Party("Oman", "OMN"), Party("Sera Dovan", "VELMORA")),
            record.addition(
                "reissue", next(record.entries(article="raid", kind="statement")).entry
            ),
        )
    ):
        record.correct(content, why="seen", by="ada", at=f"2031-06-01T00:0{minute}:00Z")
    made = rows(record)["correction"]
    assert [row["action"] for row in made] == [
        "reject",
        "mend",
        "merge_threads",
        "split_lineages",
        "merge_parties",
        "add",
    ]
    assert [row["state"] for row in made] == ["holds", "holds", "dormant", *["holds"] * 3]
    entry = {"id": raid.trace.id, "article": "raid", "kind": "event"}
    assert made[1]["content"]["entry"] == entry
    assert made[1]["content"]["fields"]["place"]["geoname"] == 287286
    assert {made[3]["content"]["first"], made[3]["content"]["second"]} == {"denial", "raid"}
    assert made[5]["content"]["article"] == "reissue"
    assert made[5]["content"]["fields"]["speaker"] == {"name": "Oman", "code": "OMN"}
    assert made[0]["taken_back"] is None


def test_the_command_writes_the_same(record: Record, tmp_path: Path) -> None:
    written = "".join(account.write(record.account(), record.corrections()))
    args = ["export", "--format", "account", "--record", record.where]
    assert CliRunner().invoke(cli, args, catch_exceptions=False).output == written
