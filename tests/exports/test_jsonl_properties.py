"""Whatever an entry holds, the file format and the record give it back as it was."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import plain
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.entries.entry import KINDS, Entry, Party, Place, Reading
from backchannel.errors import ArticleError
from backchannel.exports import jsonl
from backchannel.record.shape import Field, Form, shape
from backchannel.record.store import Record
from backchannel.span import Span

TEXT = "Norland told Sudmark “that” it – 東 – was late. " * 4
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda pair: Span(*sorted(pair))
)
numbers = st.integers(-(2**53), 2**53) | st.floats(-1e300, 1e300)
FIELDS = {
    Form.SPAN: spans,
    Form.SPANS: st.lists(spans, max_size=3).map(tuple),
    Form.PARTY: st.builds(Party, words, st.none() | words),
    Form.PLACE: st.builds(Place, words),
    Form.NAMES: st.lists(words, max_size=3).map(tuple),
    Form.NUMBER: numbers,
    Form.AMOUNT: numbers | st.tuples(numbers, numbers),
}


def values(field: Field) -> st.SearchStrategy[Any]:
    if field.name == "confidence":
        return st.none() | st.floats(0, 1)
    if field.form is not Form.PLAIN:
        found = FIELDS[field.form]
    elif field.choices:
        found = st.sampled_from(field.choices)
    else:
        found = words if field.type is str else st.integers(0, 50)
    return st.none() | found if field.optional else found


entries = st.one_of(
    st.builds(kind, **{field.name: values(field) for field in shape(kind)}) for kind in KINDS
)


@given(words, entries)
def test_the_format_keeps_every_entry(doc: str, entry: Entry) -> None:
    line = json.dumps(jsonl.to_object(doc, entry), ensure_ascii=False)
    assert list(jsonl.read([line])) == [(doc, entry)]


@settings(max_examples=25, deadline=None)
@given(st.lists(entries, max_size=6))
def test_the_record_keeps_every_entry(found: list[Entry]) -> None:
    article = plain.article("a", TEXT)
    reading = Reading("a", article.fingerprint, "m", tuple(found))
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder, "r.db"), write=True) as record,
    ):
        record.add(article, reading)
        assert record.reading("a") == reading
        assert len({line.id for line in record.entries()}) == len(found)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_refused_in_one_line(value: object) -> None:
    said = ""
    try:
        list(jsonl.read([json.dumps(value)]))
    except ArticleError as error:
        said = str(error)
    assert "\n" not in said
