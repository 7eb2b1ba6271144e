"""Entries as data frames."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from backchannel.entries.entry import KINDS
from backchannel.errors import BackchannelError
from backchannel.exports.flat import columns, to_csv
from backchannel.frames import to_pandas, to_polars
from backchannel.record.query import Filter
from backchannel.record.store import Record


def test_polars(crisis_file: Path) -> None:
    polars = pytest.importorskip("polars")
    with Record.open(crisis_file) as record:
        frame = to_polars(record, "message", Filter(outlet="wire"))
        empty = to_polars(record, "response", Filter(article="hostile"))
    (row,) = frame.to_dicts()
    assert row["sender_code"] == "VELMORA"
    assert row["published"] == datetime.date(2031, 3, 2)
    assert row["date"] is None
    assert row["attributed_to"] == "Kessarian official"
    assert frame.columns == list(columns("message"))
    assert empty.columns == list(columns("response"))
    assert empty.schema["evidence_start"] == polars.Int64


def test_pandas(crisis_file: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with Record.open(crisis_file) as record:
        frame = to_pandas(record, "statement")
        empty = to_pandas(record, "response", Filter(article="hostile"))
    assert len(frame) == 8
    assert str(frame["within"].dtype) == "Int64"
    assert frame["within"].isna().all()
    assert frame["published"].max() == pandas.Timestamp("2031-03-03")
    assert list(empty.columns) == list(columns("response"))


def test_frames_of_every_kind(every_kind_file: Path) -> None:
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    with Record.open(every_kind_file) as record:
        for kind in KINDS:
            one, two = to_polars(record, kind.kind), to_pandas(record, kind.kind)
            assert one.columns == list(two.columns) == list(columns(kind.kind))
            assert len(one) == len(two) > 0
            assert one.schema["confidence"] == polars.Float64
        tallies = to_polars(record, "tally", Filter(article="dispatch"))
        events = to_pandas(record, "event", Filter(min_confidence=0.5))
    ranged = tallies.filter(polars.col("value_high").is_not_null()).to_dicts()
    assert [(t["value_low"], t["value_high"], t["part_of"]) for t in ranged] == [(30, 35, None)]
    assert {t["place_country"] for t in tallies.to_dicts()} == {"OMN", None}
    assert list(events["actuality"]) == ["actual", "denied"]
    assert events["place_latitude"].dtype == pandas.Float64Dtype()
    assert events["confidence"].isna().tolist() == [False, True]


def test_errors(crisis_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    with Record.open(crisis_file) as record:
        with pytest.raises(BackchannelError, match="no kind 'omen'"):
            to_polars(record, "omen")
        for name, make in (("polars", to_polars), ("pandas", to_pandas)):
            monkeypatch.setitem(sys.modules, name, None)
            with pytest.raises(BackchannelError, match=f"pip install {name}"):
                make(record, "message")


def test_csv_holds_no_formulas(crisis_file: Path) -> None:
    from backchannel.exports.flat import _harmless

    assert [_harmless(v) for v in ("=1+1", "@x", "-2", "plain", 3, None)] == [
        "'=1+1",
        "'@x",
        "'-2",
        "plain",
        3,
        None,
    ]
    with Record.open(crisis_file) as record:
        head, *rows = to_csv(record.entries(kind="message"), "message")
    assert head == ",".join(columns("message")) + "\n"
    assert len(rows) == 3
