"""What is compared of entries is the same after it was written down."""

import dataclasses
import zlib
from typing import Any

import numpy as np
import pytest
from told import DOVAN, KESSARIA, VELMORA, drafted, event, message, statement, tally, told

from backchannel.entries.entry import Forecast, Place, Position, Relation, Response, Signal
from backchannel.errors import RecordError
from backchannel.links import kept
from backchannel.links.kept import read_back, written
from backchannel.links.link import Sheet
from backchannel.links.sights import Around, Sight, sights_of
from backchannel.record.query import Line

SENSE = bytes(range(96))
PORT = Place("Port Calder", "VEL", 12.25, -3.5, 77)

SHEET = told(
    "a",
    statement(words="Sera Dovan said the Calder ferry, the ferry of 1902, was safe"),
    message("Harbour Post", words="Velmora wrote to Kessaria", date="2031-03-02"),
    drafted(
        Signal,
        "Velmora warned Kessaria of shells should trawlers cross the strait",
        type="warning",
        issuer=VELMORA,
        target=KESSARIA,
        condition="trawlers cross the strait",
        consequence="shells",
    ),
    drafted(Response, "Kessaria denied a raid", stance="deny", responder=KESSARIA, claim="a raid"),
    drafted(Position, "Velmora condemned the raid", stance="condemn", holder=VELMORA),
    event(words="Velmora shelled Port Calder", place=PORT, date="2031-03"),
    tally((20, 24.5), words="killing two dozen", of="dock workers"),
    drafted(Relation, "allied with Kessaria", type="allied", subject=DOVAN),
    drafted(Forecast, "analysts expect more", what="more"),
    day=3,
)


def with_senses(sheet: Sheet) -> Sheet:
    """Every entry but the first has a sense."""
    first, *others = sheet.lines
    turned = [SENSE[at:] + SENSE[:at] for at in range(len(others))]
    lines = [dataclasses.replace(x, sense=s) for x, s in zip(others, turned, strict=True)]
    return dataclasses.replace(sheet, lines=(first, *lines))


def again(sheet: Sheet) -> tuple[Sight, ...]:
    content = written(sights_of(sheet))
    return read_back(content, sheet.article.text, [line.sense for line in sheet.lines])


def plain(value: Any) -> Any:
    """The value in types that know whether they are equal."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.tolist()
    if isinstance(value, Sight | Around):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def test_what_is_read_back_is_what_was_written() -> None:
    for sheet in (SHEET, with_senses(SHEET)):
        for before, after in zip(sights_of(sheet), again(sheet), strict=True):
            assert plain(after) == plain(before)
            assert after.keys == before.keys


def test_the_entries_of_an_article_share_it() -> None:
    assert len({id(sight.around) for sight in again(SHEET)}) == 1


def test_an_article_without_entries_or_without_a_day() -> None:
    assert again(told("a")) == ()
    undated = told("a", message(words="Velmora wrote to Kessaria"))
    assert plain(again(undated)[0]) == plain(sights_of(undated)[0])


def test_what_is_written_is_the_same_each_time() -> None:
    assert written(sights_of(SHEET)) == written(again(SHEET))


def test_lines_of_the_test_have_every_kind() -> None:
    lines: tuple[Line, ...] = SHEET.lines
    assert len({line.entry.kind for line in lines}) == len(lines) == 9


@pytest.mark.parametrize(
    "content", [b"nothing of ours", zlib.compress(b"[1, 2"), zlib.compress(b" " * 200)]
)
def test_what_is_damaged_is_refused(content: bytes) -> None:
    with pytest.raises(RecordError, match="damaged"):
        read_back(content, "", [])


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1_000)
    with pytest.raises(RecordError, match="damaged"):
        read_back(zlib.compress(b"[" + b'"a",' * 1_000 + b'"a"]'), "", [])
