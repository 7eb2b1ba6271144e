from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles import InputOptions
from backchannel.articles.rows import Numbered, RowError, json_lines, json_values, table

OPTIONS = InputOptions(max_line_chars=2000)


def stream(data: str | bytes) -> io.BufferedReader:
    raw = data.encode() if isinstance(data, str) else data
    return io.BufferedReader(io.BytesIO(raw))  # type: ignore[arg-type]


def shape(rows: Iterator[Numbered | RowError]) -> list[tuple[int | None, str]]:
    return [
        (row.line, row.row.text if isinstance(row, Numbered) else f"! {row.reason}") for row in rows
    ]


def test_json_lines_with_their_numbers() -> None:
    data = '\ufeff{"text": "a"}\r\n\n{"text": "b\\r\\nc"}\nnot json\n[1]\n{"a": 1}\n{"text":"d"}'
    found = list(json_lines(stream(data), OPTIONS))
    assert shape(iter(found)) == [
        (1, "a"),
        (3, "b\r\nc"),
        (4, "! bad JSON: Expecting value at character 1"),
        (5, "! not an object with fields"),
        (6, "! no text field (text, body, content, ...)"),
        (7, "d"),
    ]
    assert [row.number for row in found if isinstance(row, Numbered)] == [1, 2, 6]


def test_json_cut_short_is_said_plainly() -> None:
    assert shape(json_lines(stream('{"text": "a'), OPTIONS)) == [
        (1, "! bad JSON, cut short: Unterminated string starting at character 10")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_json_lines_in_any_unicode(encoding: str) -> None:
    data = "\n".join(json.dumps({"text": t}, ensure_ascii=False) for t in ("“é”", "ß", "Ж"))
    rows = json_lines(stream(data.encode(encoding)), OPTIONS)
    assert [text for _, text in shape(rows)] == ["“é”", "ß", "Ж"]


def test_a_line_in_windows_1252_among_others() -> None:
    data = '{"text": "é"}\n'.encode() + '{"text": "“é”"}\n'.encode("cp1252")
    assert [text for _, text in shape(json_lines(stream(data), OPTIONS))] == ["é", "“é”"]


def test_a_line_too_long_is_passed_over() -> None:
    data = '{"text": "' + "x" * 9000 + '"}\n{"text": "b"}\n'
    assert shape(json_lines(stream(data), OPTIONS)) == [
        (1, "! line longer than 2,000 characters"),
        (2, "b"),
    ]


def test_an_endless_line_ends_the_file() -> None:
    data = '{"text": "a"}\n' + "x" * 200_000 + '\n{"text": "b"}\n'
    assert shape(json_lines(stream(data), OPTIONS)) == [
        (1, "a"),
        (2, "! endless line: the rest was not read"),
    ]


def test_utf16_cut_inside_a_character_ends_the_file() -> None:
    data = '{"text": "a"}\n{"text": "b"}\n'.encode("utf-16")[:-3]
    assert shape(json_lines(stream(data), OPTIONS))[-1] == (2, "! truncated or damaged UTF-16")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[" * 900, "nested too deep"),
        ('{"a":' * 300, "nested too deep"),
        ('{"text": "a', "cut short"),
        ('{"text": ' + "9" * 1500 + "}", "not a text"),
        ('{"text": "a\\u0000b"}', "binary"),
        ('{"text": "a\\ud800b"}', "surrogate"),
    ],
)
def test_hostile_lines(line: str, reason: str) -> None:
    found = shape(json_lines(stream(line + '\n{"text": "b"}'), OPTIONS))
    assert found[0][0] == 1
    assert reason in found[0][1]
    assert found[1:] == [(2, "b")]


def test_brackets_in_strings_do_not_nest() -> None:
    line = json.dumps({"text": "[{" * 400})
    assert shape(json_lines(stream(line), OPTIONS)) == [(1, "[{" * 400)]


def test_rows_are_bounded() -> None:
    data = '{"text": "a"}\n' * 5
    found = shape(json_lines(stream(data), InputOptions(max_rows=2)))
    assert found[2:] == [(3, "! more than 2 rows: the rest was not read")]


def test_json_files_hold_one_object_an_array_or_lines() -> None:
    assert shape(json_values(b'{"text": "a"}', OPTIONS)) == [(None, "a")]
    assert shape(json_values(b'[{"text": "a"}, 7, {"text": "b"}]', OPTIONS)) == [
        (None, "a"),
        (None, "! item 2: not an object with fields"),
        (None, "b"),
    ]
    assert shape(json_values(b'{"text": "a"}\n{"text": "b"}\n', OPTIONS)) == [(1, "a"), (2, "b")]
    assert shape(json_values(b"[]", OPTIONS)) == [(None, "! empty")]
    [(line, reason)] = shape(json_values(b'[{"text": "a"},\n{"text": "b', OPTIONS))
    assert line == 2
    assert "cut short" in reason


def test_csv_with_quoted_newlines() -> None:
    data = 'id,Headline,text\r\n1,x,"a\r\nb ""c"""\r\n2,y,d\r\n'
    found = list(table(stream(data), OPTIONS, tabs=False))
    assert shape(iter(found)) == [(2, 'a\r\nb "c"'), (4, "d")]
    assert isinstance(found[0], Numbered)
    assert (found[0].row.fields.id, found[0].row.fields.title) == ("1", "x")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_told_by_the_header(delimiter: str) -> None:
    data = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["1", "a b"]) + "\n"
    assert shape(table(stream(data), OPTIONS, tabs=False)) == [(2, "a b")]


def test_bad_csv_rows_do_not_stop_the_rest() -> None:
    data = 'id,text\n1,a\n2,b,c,d\n3,"x"y\n\n4\n5,e\n6,"unclosed'
    assert shape(table(stream(data), OPTIONS, tabs=False)) == [
        (2, "a"),
        (3, "! row has 4 fields, the header 2"),
        (4, "! bad CSV: ',' expected after '\"'"),
        (6, "! no text field (text, body, content, ...)"),
        (7, "e"),
        (8, "! bad CSV: unexpected end of data"),
    ]


def test_a_quote_that_never_closes_swallows_no_more_than_the_limit() -> None:
    data = "id,text\n" + '1,"' + ("x" * 50 + "\n") * 60 + "2,b\n"
    found = shape(table(stream(data), OPTIONS, tabs=False))
    assert found[0][1].startswith("! bad CSV: field larger than field limit")
    assert found[-1][1] in {"b", "! no text field (text, body, content, ...)"}


@pytest.mark.parametrize(("data", "reason"), [("", "empty"), ("id,colour\n1,red\n", "no column")])
def test_tables_without_a_text(data: str, reason: str) -> None:
    [(_, text)] = shape(table(stream(data), OPTIONS, tabs=False))
    assert reason in text


def test_a_stream_is_left_open_for_who_opened_it() -> None:
    source = stream(gzip.compress(b'{"text": "a"}\n'))
    unzipped = io.BufferedReader(gzip.GzipFile(fileobj=source))  # type: ignore[arg-type]
    list(json_lines(unzipped, OPTIONS))
    assert not unzipped.closed


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=50), max_size=8))
def test_texts_come_back_exactly(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts)
    assert [t for _, t in shape(json_lines(stream(data), OPTIONS))] == texts
