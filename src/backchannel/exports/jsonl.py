"""The file format of ``GUIDE.md``: one entry a line, JSON, UTF-8; written and read.

One field is more than the guide's: ``confidence``, the last, which a file may lack. A place is its
name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from backchannel.entries.entry import Entry, Number, Party, Place
from backchannel.errors import ArticleError
from backchannel.exports.nesting import renumbered
from backchannel.record.query import Line
from backchannel.record.shape import KIND_BY_NAME, Field, Form, shape
from backchannel.span import Span

Json = dict[str, Any]


def to_object(doc: str, entry: Entry) -> Json:
    """``entry`` of the article named ``doc`` as a JSON object, fields in the guide's order."""
    values: Json = {"doc": doc, "kind": entry.kind}
    for item in shape(type(entry)):
        values[item.name] = _plain(getattr(entry, item.name))
    return values


def _plain(value: object) -> object:
    if isinstance(value, Party):
        return {"name": value.name, "code": value.code}
    if isinstance(value, Place):
        return value.name
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def write(lines: Iterable[Line]) -> Iterator[str]:
    """The lines of the file, each with its line feed.

    ``within`` counts the statements that are written; see `backchannel.exports.nesting`.
    """
    for line in renumbered(lines):
        yield json.dumps(to_object(line.article.id, line.entry), ensure_ascii=False) + "\n"


def read(
    lines: Iterable[str], where: str = "-", *, unknown: Literal["error", "skip"] = "error"
) -> Iterator[tuple[str, Entry]]:
    """The entries of a file in this format, each with the name of its article.

    Fields beyond those of the kind are let be; blank lines too.

    Args:
        lines: the lines of the file.
        where: its name, for errors.
        unknown: what to do with a kind that this program does not know.

    Raises:
        ArticleError: a line is not an entry, with its number and what is wrong.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            if not isinstance(values, dict):
                raise ValueError("not a JSON object")
            if values.get("kind") not in KIND_BY_NAME and unknown == "skip":
                continue
            yield from_object(values)
        except (ValueError, RecursionError) as error:
            raise ArticleError(where, f"not an entry: {error}", number) from None


def from_object(values: Json) -> tuple[str, Entry]:
    """The article's name and the entry that a JSON object of this format holds.

    Raises:
        ValueError: a field is missing or of another type, or the kind is unknown.
    """
    doc, kind = values.get("doc"), values.get("kind")
    if not isinstance(doc, str):
        raise ValueError("doc: not a name")
    if not isinstance(kind, str) or kind not in KIND_BY_NAME:
        raise ValueError(f"kind: {kind!r} is not known")
    of_kind = KIND_BY_NAME[kind]
    return doc, of_kind(**{item.name: _field(values, item) for item in shape(of_kind)})


def _field(values: Json, item: Field) -> Any:
    if item.name not in values:
        if item.may_lack:
            return None
        raise ValueError(f"{item.name}: missing")
    value = values[item.name]
    if value is None:
        if item.optional:
            return None
        raise ValueError(f"{item.name}: may not be null")
    try:
        found = _value(value, item)
    except (TypeError, KeyError):
        raise ValueError(f"{item.name}: not a {item.form.value}") from None
    if item.name == "confidence" and not 0 <= found <= 1:
        raise ValueError(f"confidence: {found} is not between 0 and 1")
    return found


def _value(value: Any, item: Field) -> Any:
    if item.form is Form.SPAN:
        return _span(value)
    if item.form is Form.SPANS:
        return tuple(_span(v) for v in value)
    if item.form is Form.PARTY:
        name, code = value["name"], value["code"]
        if not isinstance(name, str) or not (code is None or isinstance(code, str)):
            raise TypeError
        return Party(name, code)
    if item.form is Form.PLACE:
        return Place(_text(value))
    if item.form is Form.NUMBER:
        return _number(value)
    if item.form is Form.AMOUNT:
        return _range(value) if isinstance(value, list) else _number(value)
    if item.form is Form.NAMES:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise TypeError
        return tuple(value)
    # JSON's true is an int to Python, which no field means.
    if not isinstance(value, item.type) or isinstance(value, bool):
        raise ValueError(f"{item.name}: not {item.type.__name__}")
    if item.choices and value not in item.choices:
        raise ValueError(f"{item.name}: {value!r} is not one of {', '.join(item.choices)}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> Number:
    """A number that a record can keep: finite, as 64-bit floating point has it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    try:
        kept = float(value)
    except OverflowError:
        kept = math.inf
    if not math.isfinite(kept):
        raise ValueError(f"{value!s:.20} is no number to keep")
    return int(kept) if kept.is_integer() else kept


def _range(value: list[Any]) -> tuple[Number, Number]:
    if len(value) != 2:
        raise TypeError
    return _number(value[0]), _number(value[1])


def _span(value: Any) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError
    start, end = value
    if type(start) is not int or type(end) is not int:
        raise TypeError
    if not 0 <= start <= end:
        raise ValueError(f"span {value}: not in order")
    return Span(start, end)
