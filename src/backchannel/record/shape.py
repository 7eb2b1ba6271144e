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
from dataclasses import dataclass, fields

from backchannel.entries.entry import KINDS, Entry, Party
from backchannel.span import Span


class Form(enum.Enum):
    """What a field of an entry holds."""

    SPAN = "span"
    SPANS = "spans"
    PARTY = "party"
    NAMES = "names"
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
    """

    name: str
    form: Form
    optional: bool
    choices: tuple[str, ...]
    type: type


KIND_BY_NAME: Mapping[str, type[Entry]] = types.MappingProxyType({k.kind: k for k in KINDS})


def shape(kind: type[Entry]) -> tuple[Field, ...]:
    """The fields of ``kind``, in the order of its definition."""
    return _shape(kind.kind)


@functools.cache
def _shape(name: str) -> tuple[Field, ...]:
    kind = KIND_BY_NAME[name]
    hints = typing.get_type_hints(kind)
    return tuple(_field(f.name, hints[f.name]) for f in fields(kind))


def _field(name: str, hint: object) -> Field:
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    optional = type(None) in options
    (core,) = (o for o in options if o is not type(None))
    if core is Span:
        return Field(name, Form.SPAN, optional, (), Span)
    if core is Party:
        return Field(name, Form.PARTY, optional, (), Party)
    if typing.get_origin(core) is tuple:
        item = typing.get_args(core)[0]
        return Field(name, Form.SPANS if item is Span else Form.NAMES, optional, (), tuple)
    if typing.get_origin(core) is typing.Literal:
        return Field(name, Form.PLAIN, optional, typing.get_args(core), str)
    if isinstance(core, type):
        return Field(name, Form.PLAIN, optional, (), core)
    raise TypeError(f"field {name}: no form for {core!r}")


def names_of(kind: type[Entry], form: Form) -> tuple[str, ...]:
    """The names of the fields of ``kind`` that hold ``form``."""
    return tuple(f.name for f in shape(kind) if f.form is form)
