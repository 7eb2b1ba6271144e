"""Values of an entry's fields as people give them: checked by the kind's shape; as JSON."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from backchannel.entries.entry import Entry, Number, Party, Place
from backchannel.record.shape import KIND_BY_NAME, Field, Form, shape
from backchannel.span import Span

Value = (
    Span
    | tuple[Span, ...]
    | Party
    | Place
    | tuple[str, ...]
    | Number
    | tuple[Number, Number]
    | str
    | None
)
Json = Any

_DATES = frozenset({"date", "since", "until"})
_DATE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})|(?P<month>\d{4}-\d{2})|\d{4}|--(?P<any>\d{2}-\d{2})"
)


def fields_of(kind: str) -> Mapping[str, Field]:
    """The fields of a kind that a person gives, by name: all but how sure a model is.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in KIND_BY_NAME:
        raise ValueError(f"there is no kind {kind!r}")
    return {f.name: f for f in shape(KIND_BY_NAME[kind]) if f.name != "confidence"}


def check(item: Field, value: object, length: int | None = None) -> None:
    """See that ``value`` is one that the field may have.

    Args:
        item: the field.
        value: what it is to hold.
        length: of the article, in code points; ``None``: not known.

    Raises:
        ValueError: it may not; with the field's name and what is wrong.
    """
    if value is None:
        if not item.optional:
            raise ValueError(f"{item.name}: may not be unknown")
        return
    wrong = _wrong(item, value, length)
    if wrong is not None:
        raise ValueError(f"{item.name}: {wrong}")


def _wrong(item: Field, value: object, length: int | None) -> str | None:
    if item.form is Form.SPAN:
        return _wrong_span(value, length)
    if item.form is Form.SPANS:
        if not isinstance(value, tuple) or not value:
            return "not a list of spans"
        return next((w for v in value if (w := _wrong_span(v, length))), None)
    if item.form in (Form.PARTY, Form.PLACE):
        return _wrong_named(value, Party if item.form is Form.PARTY else Place)
    if item.form is Form.NAMES:
        if not isinstance(value, tuple):
            return "not a list of names"
        return next((w for v in value if (w := _wrong_text(v))), None)
    if item.form is Form.NUMBER:
        return _wrong_number(value)
    if item.form is Form.AMOUNT:
        return _wrong_amount(value)
    return _wrong_plain(item, value)


def _wrong_span(value: object, length: int | None) -> str | None:
    if not isinstance(value, Span) or not all(type(end) is int for end in value):
        return "not a span"
    if not 0 <= value.start < value.end:
        return f"{value.start}-{value.end} holds no character"
    if length is not None and value.end > length:
        return f"{value.start}-{value.end} goes beyond the article's {length} characters"
    return None


def _wrong_named(value: object, type_: type[Party] | type[Place]) -> str | None:
    if not isinstance(value, type_):
        return f"not a {type_.__name__.lower()}"
    texts = [value.name, value.code if isinstance(value, Party) else value.country]
    return next((w for text in texts if text is not None and (w := _wrong_text(text))), None)


def _wrong_text(value: object) -> str | None:
    if not isinstance(value, str):
        return "not a text"
    if not value.strip():
        return "an empty text"
    if not is_storable(value):
        return "holds a character that no database keeps"
    return None


def is_storable(text: str) -> bool:
    """Whether databases can keep ``text``: no NUL, and no half of a surrogate pair."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _wrong_number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not a number"
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    return None if finite else "no number to keep"


def _wrong_amount(value: object) -> str | None:
    ends = value if isinstance(value, tuple) else (value,)
    wrong = next((w for end in ends if (w := _wrong_number(end))), None)
    if wrong is None and len(ends) == 2 and ends[0] > ends[1]:
        return "a range goes from the lesser to the greater"
    return "neither a number nor a range" if len(ends) not in (1, 2) else wrong


def _wrong_plain(item: Field, value: object) -> str | None:
    # True is an int to Python, which no field means.
    if not isinstance(value, item.type) or isinstance(value, bool):
        return f"not {item.type.__name__}"
    if item.choices and value not in item.choices:
        return f"{value!r} is not one of {', '.join(item.choices)}"
    if item.name in _DATES and not _is_date(str(value)):
        return f"{value!r} is no date (YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD)"
    if item.name == "within":
        return None if isinstance(value, int) and value >= 0 else "not a place"
    return _wrong_text(value)


def _is_date(value: str) -> bool:
    found = _DATE.fullmatch(value)
    if found is None:
        return False
    day = found["day"] or (found["month"] and found["month"] + "-01")
    # 2000 has every day that a year can have.
    day = day or (found["any"] and f"2000-{found['any']}") or f"{value}-01-01"
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def check_party(value: object) -> None:
    """See that ``value`` is a party that can be kept.

    Raises:
        ValueError: it is not.
    """
    wrong = _wrong_named(value, Party)
    if wrong is not None:
        raise ValueError(wrong)


def check_entry(entry: Entry, length: int | None = None) -> None:
    """See that every field of ``entry`` is one that it may have.

    Raises:
        ValueError: one is not.
    """
    for name, item in fields_of(entry.kind).items():
        check(item, getattr(entry, name), length)


# --- JSON ------------------------------------------------------------------------------------


def to_json(value: Value) -> Json:
    """A value as JSON has it; see `from_json`."""
    if isinstance(value, Party | Place):
        return asdict(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return value


def from_json(item: Field, value: Json) -> Value:
    """The value of a field that `to_json` wrote."""
    if value is None:
        return None
    if item.form is Form.SPAN:
        return Span(*value)
    if item.form is Form.SPANS:
        return tuple(Span(*part) for part in value)
    if item.form is Form.PARTY:
        return Party(**value)
    if item.form is Form.PLACE:
        return Place(**value)
    if item.form is Form.NAMES:
        return tuple(value)
    if item.form is Form.AMOUNT and isinstance(value, list):
        return value[0], value[1]
    return value  # type: ignore[no-any-return]


def entry_to_json(entry: Entry) -> Json:
    """An entry as JSON, with all that is known of its places."""
    fields = {name: to_json(getattr(entry, name)) for name in fields_of(entry.kind)}
    return {"kind": entry.kind, "fields": fields}


def entry_from_json(value: Json) -> Entry:
    """The entry that `entry_to_json` wrote; no model scored it."""
    items, fields = fields_of(value["kind"]), value["fields"]
    given: dict[str, Any] = {n: from_json(item, fields[n]) for n, item in items.items()}
    return KIND_BY_NAME[value["kind"]](**given)
