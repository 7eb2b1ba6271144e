"""Entries as data frames, for those who have Polars or pandas."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from backchannel.errors import BackchannelError
from backchannel.exports.flat import columns, row
from backchannel.exports.nesting import renumbered
from backchannel.record.query import Filter
from backchannel.record.shape import KIND_BY_NAME
from backchannel.record.store import Record

if TYPE_CHECKING:
    import pandas
    import polars


def to_polars(record: Record, kind: str, choice: Filter | None = None) -> polars.DataFrame:
    """The entries of one kind as a Polars data frame, a row each.

    Args:
        record: the record.
        kind: name of the kind ("message").
        choice: which of them.

    Returns:
        Columns as `backchannel.exports.flat.columns` lists them, also where there is no row.

    Raises:
        BackchannelError: Polars is not installed, or there is no such kind.
        RecordError: the record cannot be read.
    """
    try:
        import polars
    except ModuleNotFoundError as error:
        raise _missing("Polars", "polars") from error
    types: dict[type, Any] = {
        str: polars.String,
        int: polars.Int64,
        float: polars.Float64,
        datetime.date: polars.Date,
    }
    schema = {name: types[type_] for name, type_ in _columns(kind).items()}
    return polars.DataFrame(_rows(record, kind, choice), schema=schema)


def to_pandas(record: Record, kind: str, choice: Filter | None = None) -> pandas.DataFrame:
    """The entries of one kind as a pandas data frame, a row each.

    Args:
        record: the record.
        kind: name of the kind ("message").
        choice: which of them.

    Returns:
        Columns as `backchannel.exports.flat.columns` lists them: ``string``, ``Int64``,
        ``Float64`` and ``datetime64``, so that unknown stays apart from empty and from zero.

    Raises:
        BackchannelError: pandas is not installed, or there is no such kind.
        RecordError: the record cannot be read.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise _missing("pandas", "pandas") from error
    types = {str: "string", int: "Int64", float: "Float64", datetime.date: "datetime64[s]"}
    wanted = _columns(kind)
    frame = pandas.DataFrame(_rows(record, kind, choice), columns=list(wanted))
    return frame.astype({name: types[type_] for name, type_ in wanted.items()})


def _columns(kind: str) -> dict[str, type]:
    if kind not in KIND_BY_NAME:
        raise BackchannelError(f"there is no kind {kind!r}; there are {', '.join(KIND_BY_NAME)}")
    return columns(kind)


def _rows(record: Record, kind: str, choice: Filter | None) -> list[dict[str, Any]]:
    return [row(line) for line in renumbered(record.entries(choice, kind=kind))]


def _missing(name: str, package: str) -> BackchannelError:
    return BackchannelError(f"{name} is not installed: pip install {package}")
