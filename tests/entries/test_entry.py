import dataclasses

import pytest

from backchannel.entries.entry import KINDS, Message, Party, Reading, Response, Statement
from backchannel.span import Span


def test_each_kind_has_a_name_and_its_evidence() -> None:
    assert [k.kind for k in KINDS] == [
        "statement",
        "message",
        "signal",
        "response",
        "position",
        "event",
        "tally",
        "relation",
        "forecast",
    ]
    for kind in KINDS:
        assert dataclasses.fields(kind)[0].name == "evidence"


def test_statements_carry_no_trigger_and_no_sources() -> None:
    names = {f.name for f in dataclasses.fields(Statement)}
    assert names.isdisjoint({"trigger", "attributed_to"})
    for kind in (Message, Response):
        assert {"trigger", "attributed_to"} <= {f.name for f in dataclasses.fields(kind)}


def test_entries_are_values() -> None:
    def deny(who: str) -> Response:
        return Response(Span(0, 9), Span(4, 9), (), Party(who), None, None, "deny")

    assert deny("Norland") == deny("Norland")
    assert len({deny("Norland"), deny("Norland"), deny("Sudmark")}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        deny("Norland").stance = "confirm"  # type: ignore[misc]
    reading = Reading("a", "f", "m", (deny("Norland"),))
    assert reading == Reading("a", "f", "m", (deny("Norland"),))
