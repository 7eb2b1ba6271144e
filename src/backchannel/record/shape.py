"""What sort of thing each field of a kind is: the one place that looks into the entry types.

The record stores, and the exports write, any kind of entry by its shape, so a new kind needs no
code of its own there.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

from backchannel.entries.entry import KINDS, Entry, Party, Place
from backchannel.span import Span


class Form(enum.Enum):
    """What a field of an entry holds."""

    SPAN = "span"
    SPANS = "spans"
    PARTY = "party"
    PLACE = "place"
    NAMES = "names"
    NUMBER = "number"
    AMOUNT = "number or range"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    Attributes:
        name: as in ``GUIDE.md``.
        form: what it holds.
        optional: whether ``None`` (unknown) is allowed.
        choices: the values allowed, where they are a closed list; else empty.
        type: of a plain field, the type of its values.
        may_lack: whether a file of entries may leave it out.
    """

    name: str
    form: Form
    optional: bool
    choices: tuple[str, ...]
    type: type
    may_lack: bool = False


KIND_BY_NAME: Mapping[str, type[Entry]] = types.MappingProxyType({k.kind: k for k in KINDS})


def shape(kind: type[Entry]) -> tuple[Field, ...]:
    """The fields of ``kind``, in the order of its definition."""
    return _shape(kind.kind)


@functools.cache
def _shape(name: str) -> tuple[Field, ...]:
    kind = KIND_BY_NAME[name]
    hints = typing.get_type_hints(kind)
    return tuple(_field(f.name, hints[f.name], f.default is not MISSING) for f in fields(kind))


def _field(name: str, hint: object, may_lack: bool) -> Field:
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    form, choices, type_ = _form(name, [o for o in options if o is not type(None)])
    return Field(name, form, type(None) in options, choices, type_, may_lack)


def _form(name: str, options: list[object]) -> tuple[Form, tuple[str, ...], type]:
    """What a field of these types holds, the values allowed, and the type of a plain one."""
    of_numbers = [o for o in options if o in (int, float)]
    if float in of_numbers:
        return (Form.NUMBER if of_numbers == options else Form.AMOUNT), (), float
    (core,) = options
    if isinstance(core, type) and core in _FORMS:
        return _FORMS[core], (), core
    if typing.get_origin(core) is tuple:
        item = typing.get_args(core)[0]
        return (Form.SPANS if item is Span else Form.NAMES), (), tuple
    if typing.get_origin(core) is typing.Literal:
        return Form.PLAIN, typing.get_args(core), str
    if isinstance(core, type):
        return Form.PLAIN, (), core
    raise TypeError(f"field {name}: no form for {core!r}")


_FORMS: Mapping[type, Form] = types.MappingProxyType(
    {Span: Form.SPAN, Party: Form.PARTY, Place: Form.PLACE}
)


def names_of(kind: type[Entry], form: Form) -> tuple[str, ...]:
    """The names of the fields of ``kind`` that hold ``form``."""
    return tuple(f.name for f in shape(kind) if f.form is form)
