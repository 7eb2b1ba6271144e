"""What a run of linking holds in memory."""

from __future__ import annotations

import gc

import pytest

from backchannel.record.remembered import Remembered, uncollected


def test_what_changed_since_or_was_not_looked_at_for_longest_is_missing() -> None:
    held: Remembered[str] = Remembered(2)
    stamps: dict[int, str | None] = {1: "a", 2: "a", 3: None}
    assert held.missing({1, 2}, stamps) == {1, 2}
    held.put(1, "a", "one")
    held.put(2, "a", "two")
    assert held.missing({1}, stamps) == set()
    assert held.missing({3}, stamps) == {3}
    held.put(3, None, "three")
    assert (held[1], held[3]) == ("one", "three")
    assert held.missing({2}, stamps) == {2}
    assert held.missing({3}, stamps | {3: "b"}) == {3}


def test_more_than_is_remembered_is_held_where_it_is_asked_for_together() -> None:
    held: Remembered[int] = Remembered(1)
    stamps: dict[int, str | None] = dict.fromkeys(range(3), "a")
    for number in held.missing({0, 1, 2}, stamps):
        held.put(number, "a", number)
    assert [held[n] for n in range(3)] == [0, 1, 2]


def test_garbage_is_looked_for_again_after_linking() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_looked_for_again_after_linking_failed() -> None:
    def fail() -> None:
        with uncollected():
            raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        fail()
    assert gc.isenabled()
