"""Entries of one kind as rows of plain values: for CSV and data frames."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backchannel.exports.nesting import renumbered
from backchannel.record.query import Line
from backchannel.record.shape import KIND_BY_NAME, Field, Form, shape

Row = dict[str, Any]

_HEAD: Mapping[str, type] = {
    "id": str,
    "doc": str,
    "outlet": str,
    "published": datetime.date,
    "model": str,
    "kind": str,
    "text": str,
}
_PLACE: Mapping[str, type] = {
    "name": str,
    "country": str,
    "latitude": float,
    "longitude": float,
    "geoname": int,
}


def columns(kind: str) -> dict[str, type]:
    """Names and types of the columns for entries of ``kind``.

    Of the article and the entry: ``id``, ``doc``, ``outlet``, ``published``, ``model``, ``kind``,
    ``text`` (the evidence). Then for each field of the kind: a party's ``_name`` and ``_code``; a
    place's ``_name``, ``_country`` (alpha-3 code), ``_latitude`` and ``_longitude`` (degrees) and
    ``_geoname``; a tally's ``value_low`` and, where it is a range, ``value_high``; a span's
    ``_start``, ``_end`` and its characters; several spans' characters with `` … `` between them;
    names with ``; `` between them.
    """
    found = dict(_HEAD)
    for item in shape(KIND_BY_NAME[kind]):
        found |= _columns(item)
    return found


def _columns(item: Field) -> dict[str, type]:
    name = item.name
    if item.form is Form.PARTY:
        return {f"{name}_name": str, f"{name}_code": str}
    if item.form is Form.SPAN:
        bounds: dict[str, type] = {f"{name}_start": int, f"{name}_end": int}
        return bounds if name == "evidence" else bounds | {name: str}
    if item.form is Form.PLACE:
        return {f"{name}_{part}": type_ for part, type_ in _PLACE.items()}
    if item.form is Form.AMOUNT:
        return {f"{name}_low": float, f"{name}_high": float}
    return {name: item.type if item.form in (Form.PLAIN, Form.NUMBER) else str}


def row(line: Line) -> Row:
    """The entry of ``line`` as one row; keys as `columns` has them, unknown is ``None``."""
    article, entry = line.article, line.entry
    values: Row = {
        "id": line.id,
        "doc": article.id,
        "outlet": article.outlet,
        "published": article.published.day if article.published else None,
        "model": line.model,
        "kind": entry.kind,
        "text": line.quote(),
    }
    for item in shape(type(entry)):
        values |= _values(line, item)
    return values


def _values(line: Line, item: Field) -> Row:
    name, value = item.name, getattr(line.entry, item.name)
    if item.form is Form.PARTY:
        return {
            f"{name}_name": None if value is None else value.name,
            f"{name}_code": None if value is None else value.code,
        }
    if item.form is Form.PLACE:
        return {f"{name}_{part}": value and getattr(value, part) for part in _PLACE}
    if item.form is Form.AMOUNT:
        low, high = value if isinstance(value, tuple) else (value, None)
        return {f"{name}_low": low, f"{name}_high": high}
    if item.form is Form.SPAN:
        start, end = (None, None) if value is None else value
        bounds = {f"{name}_start": start, f"{name}_end": end}
        words = None if value is None else line.quote(value)
        return bounds if name == "evidence" else bounds | {name: words}
    if item.form is Form.SPANS:
        return {name: " … ".join(line.quote(span) for span in value)}
    if item.form is Form.NAMES:
        return {name: "; ".join(value)}
    return {name: value}


def to_csv(lines: Iterable[Line], kind: str) -> Iterator[str]:
    """Entries of one kind as CSV, a heading first.

    Text that a spreadsheet would take as a formula gets an apostrophe before it.
    """
    names = list(columns(kind))
    yield _csv_line(names)
    for line in renumbered(lines):
        values = row(line)
        yield _csv_line([_harmless(values[name]) for name in names])


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _csv_line(values: list[Any]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow(values)
    return file.getvalue()
