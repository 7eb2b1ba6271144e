"""The guide's file format, both ways."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import plain
import pytest

from backchannel.entries.entry import Place, Statement, Tally
from backchannel.errors import ArticleError
from backchannel.exports import jsonl
from backchannel.record.query import Line
from backchannel.record.store import Record
from backchannel.span import Span

MESSAGE = (
    '{"doc": "n-1", "kind": "message", "evidence": [12, 40], "trigger": [20, 38],'
    ' "attributed_to": ["Ada Quist"], "sender": {"name": "Norland", "code": "NOR"},'
    ' "recipient": {"name": "Sudmark", "code": null}, "intermediary": null,'
    ' "channel": "embassy", "content": [41, 60], "date": null, "status": "reported",'
    ' "confidence": 0.75}'
)


def test_a_line_comes_back_as_it_went_in() -> None:
    ((doc, entry),) = jsonl.read([MESSAGE + "\n", "\n"])
    assert doc == "n-1"
    assert json.dumps(jsonl.to_object(doc, entry)) == MESSAGE


TALLY = (
    '{"doc": "n-1", "kind": "tally", "evidence": [12, 40], "trigger": [20, 38],'
    ' "attributed_to": [], "what": "ships", "of": null, "value": [7, 10.5], "bound": "about",'
    ' "place": "Port Karim", "since": null, "until": null, "part_of": 40, "confidence": null}'
)


def test_places_are_names_and_ranges_pairs() -> None:
    ((doc, entry),) = jsonl.read([TALLY])
    assert isinstance(entry, Tally)
    assert (entry.place, entry.value, entry.part_of) == (Place("Port Karim"), (7, 10.5), 40)
    assert json.dumps(jsonl.to_object(doc, entry)) == TALLY
    known = Place("Port Karim", "OMN", 23.6, 58.6, 1)
    assert json.dumps(jsonl.to_object(doc, dataclasses.replace(entry, place=known))) == TALLY


def test_a_file_need_not_have_confidences() -> None:
    ((_, entry),) = jsonl.read([MESSAGE.replace(', "confidence": 0.75', "")])
    assert entry.confidence is None
    ((_, entry),) = jsonl.read([MESSAGE])
    assert entry.confidence == 0.75


def test_within_counts_the_statements_that_are_written() -> None:
    def statement(place: int, within: int | None, kind: str = "wire") -> Line:
        entry = Statement(Span(0, 9), None, None, (), None, None, None, "direct", within)
        return Line(f"{place}", plain.article(kind, "Some text."), place, "m", entry)

    every = [statement(0, None), statement(1, 0), statement(2, 1), statement(3, 0, "other")]
    assert [json.loads(x)["within"] for x in jsonl.write(every)] == [None, 0, 1, None]
    assert [json.loads(x)["within"] for x in jsonl.write(every[1:])] == [None, 0, None]
    assert [json.loads(x)["within"] for x in jsonl.write([every[0], every[2]])] == [None, None]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[7, 10.5]", "[7]", "value: not a number or range"),
        ("[7, 10.5]", '"7"', "value: not a number or range"),
        ("[7, 10.5]", "true", "value: not a number or range"),
        ("[7, 10.5]", "NaN", "nan is no number to keep"),
        ("[7, 10.5]", "1" + "0" * 400, "is no number to keep"),
        ("[7, 10.5]", "null", "value: may not be null"),
        ('"Port Karim"', '{"name": "Port Karim"}', "place: not a place"),
        ('"part_of": 40', '"part_of": "40"', "part_of: not a number"),
        ('"confidence": null', '"confidence": 1.5', "confidence: 1.5 is not between 0 and 1"),
        ('"ships"', '"boats"', "what: 'boats' is not one of"),
    ],
)
def test_what_is_wrong_with_a_tally_is_named(old: str, new: str, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        list(jsonl.read([TALLY.replace(old, new, 1)]))


def test_a_record_written_and_read_is_the_same(tmp_path: Path) -> None:
    articles = plain.numbered(3)
    with Record.open(tmp_path / "r.db", write=True) as record:
        for article in articles:
            record.add(article, plain.PlainReader().read(article))
        written = list(jsonl.write(record.entries()))
    entries = [(a.id, e) for a in articles for e in plain.PlainReader().read(a).entries]
    assert list(jsonl.read(written)) == entries
    assert all(
        line.endswith("\n") and list(json.loads(line))[:3] == ["doc", "kind", "evidence"]
        for line in written
    )


def test_unknown_kinds_are_skipped_only_where_the_caller_says_so() -> None:
    lines = ['{"doc": "n-1", "kind": "omen"}', MESSAGE]
    assert len(list(jsonl.read(lines, unknown="skip"))) == 1
    with pytest.raises(
        ArticleError, match=r"gold\.jsonl:1: not an entry: kind: 'omen' is not known"
    ):
        list(jsonl.read(lines, "gold.jsonl"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"doc": "n-1", ', "", "doc: not a name"),
        (', "status": "reported"', "", "status: missing"),
        ('"reported"', '"rumoured"', "status: 'rumoured' is not one of"),
        ('"evidence": [12, 40]', '"evidence": null', "evidence: may not be null"),
        ('"evidence": [12, 40]', '"evidence": [40, 12]', "not in order"),
        ('"evidence": [12, 40]', '"evidence": [12]', "evidence: not a span"),
        ('"evidence": [12, 40]', '"evidence": [true, 40]', "evidence: not a span"),
        ('{"name": "Norland", "code": "NOR"}', '"Norland"', "sender: not a party"),
        ('["Ada Quist"]', '"Ada Quist"', "attributed_to: not a names"),
        ('"date": null', '"date": 2031', "date: not str"),
        ("{", "[", "not an entry"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        list(jsonl.read([MESSAGE.replace(old, new, 1)]))


def test_a_value_that_is_no_object() -> None:
    with pytest.raises(ArticleError, match="not a JSON object"):
        list(jsonl.read(["[]"]))
