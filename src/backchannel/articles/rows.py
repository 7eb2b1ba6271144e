"""Files of many articles: JSON Lines, JSON, CSV and TSV, read one row at a time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from backchannel.articles.decode import (
    UndecodableError,
    check_characters,
    decode,
    repair_line,
    wide_encoding,
)
from backchannel.articles.fields import FieldError, Row, known_field, take_fields
from backchannel.articles.options import InputOptions

# A line too long is passed over, but not for ever: it may be a compressed bomb.
_SKIP_FACTOR = 32
_DELIMITERS = ",\t;|"


class RowError(Exception):
    """A row, or the rest of a file of rows, that could not be read.

    Attributes:
        reason: in a few words.
        line: 1-based line of the file, ``None`` for the whole of it.
    """

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row with its place: 1-based number among the rows, 1-based first line in the file."""

    number: int
    line: int | None
    row: Row


class _Lines:
    """The lines of a stream, with their ends, each within a limit. ``at`` is the last one's number.

    An iterator that goes on after it has raised ``RowError``.
    """

    def __init__(self, stream: BinaryIO, options: InputOptions) -> None:
        head = stream.peek(4096)[:4096] if isinstance(stream, io.BufferedReader) else b""
        wide = wide_encoding(head)
        self._text = io.TextIOWrapper(
            stream,
            encoding=wide or "utf-8",
            errors="strict" if wide else "surrogateescape",
            newline="\n",
        )
        self._limit = options.max_line_chars
        self.at = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._read(self._limit + 1)
        if not line:
            raise StopIteration
        self.at += 1
        if self.at == 1:
            line = line.removeprefix("\ufeff")
        if len(line) > self._limit:
            if not line.endswith("\n"):
                self._skip()
            raise RowError(f"line longer than {self._limit:,} characters", self.at)
        try:
            return repair_line(line)
        except UndecodableError as error:
            raise RowError(str(error), self.at) from None

    def release(self) -> None:
        """Give the stream back to who opened it, unclosed."""
        self._text.detach()

    def _read(self, size: int) -> str:
        try:
            return self._text.readline(size)
        except UnicodeDecodeError:
            raise _StreamError("truncated or damaged UTF-16", self.at + 1) from None

    def _skip(self) -> None:
        for _ in range(_SKIP_FACTOR):
            part = self._read(self._limit)
            if not part or part.endswith("\n"):
                return
        raise _StreamError("endless line: the rest was not read", self.at)


class _StreamError(RowError):
    """After this nothing more can be read of the file."""


def json_lines(stream: BinaryIO, options: InputOptions) -> Iterator[Numbered | RowError]:
    """The objects of a JSON Lines file; blank lines are passed over."""
    lines = _Lines(stream, options)
    number = 0
    try:
        while number < options.max_rows:
            try:
                line = next(lines)
                if not line.strip():
                    continue
                number += 1
                yield Numbered(number, lines.at, _row(_parsed(line, options)))
            except StopIteration:
                return
            except (FieldError, UndecodableError) as error:
                yield RowError(str(error), lines.at)
            except RowError as error:
                yield RowError(error.reason, error.line or lines.at)
                if isinstance(error, _StreamError):
                    return
        yield RowError(f"more than {options.max_rows:,} rows: the rest was not read", lines.at + 1)
    finally:
        lines.release()


def json_values(data: bytes, options: InputOptions) -> Iterator[Numbered | RowError]:
    """The objects of a ``.json`` file: one object, an array of them, or JSON Lines by mistake."""
    try:
        text = decode(data)
    except UndecodableError as error:
        yield RowError(str(error), None)
        return
    try:
        value = _parsed(text, options)
    except RowError as error:
        second = text.strip().partition("\n")[2].lstrip()
        if text.lstrip()[:1] == "{" and second[:1] == "{":
            yield from json_lines(io.BytesIO(data), options)
        else:
            yield error
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            yield Numbered(number, None, _row(item))
        except (FieldError, UndecodableError) as error:
            yield RowError(f"item {number}: {error}", None)
    if value == []:
        yield RowError("empty", None)


def table(stream: BinaryIO, options: InputOptions, tabs: bool) -> Iterator[Numbered | RowError]:
    """The rows of a CSV or TSV file with a header line."""
    lines = _Lines(stream, options)
    try:
        try:
            header_line = next(lines)
        except StopIteration:
            yield RowError("empty", None)
            return
        delimiter = "\t" if tabs else _delimiter(header_line)
        header = _header(header_line, delimiter)
        if not header:
            yield RowError("no column named text, body, content, ... in the first line", 1)
            return
        yield from _table_rows(lines, header, delimiter, options)
    except RowError as error:
        yield error
    finally:
        lines.release()


def _table_rows(
    lines: _Lines, header: list[str], delimiter: str, options: InputOptions
) -> Iterator[Numbered | RowError]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while number < options.max_rows:
        first = lines.at + 1
        try:
            cells = _next_cells(reader, options)
            if not any(cells):
                continue
            number += 1
            yield Numbered(number, first, _table_row(header, cells))
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield RowError(f"bad CSV: {error}", first)
        except (FieldError, UndecodableError) as error:
            yield RowError(str(error), first)
        except RowError as error:
            yield error
            if isinstance(error, _StreamError):
                return


def _next_cells(reader: Iterator[list[str]], options: InputOptions) -> list[str]:
    # The limit on a field is the csv module's own state: put it back as it was.
    before = csv.field_size_limit(options.max_line_chars)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _table_row(header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        raise FieldError(f"row has {len(cells)} fields, the header {len(header)}")
    return _row(dict(zip(header, cells, strict=False)))


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=lambda d: (len(_header(header, d)), -_DELIMITERS.index(d)))


def _header(line: str, delimiter: str) -> list[str]:
    """The column names, or none where no column is an article's text."""
    names = next(csv.reader([line], delimiter=delimiter), [])
    return names if any(known_field(n) in ("text", "page") for n in names) else []


def _parsed(text: str, options: InputOptions) -> object:
    if _depth_over(text, options.max_page_depth):
        raise RowError("bad JSON: nested too deep", None)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
        reason = "bad JSON, cut short" if cut else "bad JSON"
        line = error.lineno if "\n" in text.strip() else None
        what = error.msg.removesuffix(" at")
        raise RowError(f"{reason}: {what} at character {error.pos + 1}", line) from None
    except (ValueError, RecursionError):
        raise RowError("bad JSON: a number or nesting beyond all measure", None) from None


def _depth_over(text: str, limit: int) -> bool:
    """Whether brackets outside of strings nest deeper than ``limit``."""
    if text.count("[") + text.count("{") <= limit:
        return False
    depth = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', text, re.DOTALL):
        char = match[0]
        if char in "[{":
            depth += 1
            if depth > limit:
                return True
        elif char in "]}":
            depth -= 1
    return False


def _row(value: object) -> Row:
    if not isinstance(value, dict):
        raise FieldError("not an object with fields")
    row = take_fields(value)
    check_characters(row.text)
    return row
