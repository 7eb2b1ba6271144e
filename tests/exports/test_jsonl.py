"""The guide's file format, both ways."""

from __future__ import annotations

import json
from pathlib import Path

import plain
import pytest

from backchannel.errors import ArticleError
from backchannel.exports import jsonl
from backchannel.record.store import Record

MESSAGE = (
    '{"doc": "n-1", "kind": "message", "evidence": [12, 40], "trigger": [20, 38],'
    ' "attributed_to": ["Ada Quist"], "sender": {"name": "Norland", "code": "NOR"},'
    ' "recipient": {"name": "Sudmark", "code": null}, "intermediary": null,'
    ' "channel": "embassy", "content": [41, 60], "date": null, "status": "reported"}'
)


def test_a_line_comes_back_as_it_went_in() -> None:
    ((doc, entry),) = jsonl.read([MESSAGE + "\n", "\n"])
    assert doc == "n-1"
    assert json.dumps(jsonl.to_object(doc, entry)) == MESSAGE


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
