import datetime
import hashlib
from pathlib import Path

import pytest
from floors import Floors, Measured, Suite, fingerprint, floor_of

DAY = datetime.date(2026, 3, 2)
PINNED = Floors({"names": Suite("aa", {"F1": 75.0, "P": 80.0})})


def measured(fingerprint: str = "aa", **figures: float) -> Measured:
    return Measured("names", figures, fingerprint)


def test_figures_on_their_floors_break_nothing():
    assert PINNED.failures(measured(F1=75.0, P=91.2)) == []


def test_a_figure_under_its_floor_fails_by_name():
    [failure] = PINNED.failures(measured(F1=74.9, P=80.0))
    assert (failure.name, failure.why) == ("names/F1", "74.9 is under 75.0")


def test_a_figure_that_is_gone_fails():
    assert [f.name for f in PINNED.failures(measured(F1=80.0))] == ["names/P"]


def test_another_corpus_fails_before_any_figure():
    [failure] = PINNED.failures(measured("bb", F1=10.0, P=10.0))
    assert failure.name == "names"
    assert "corpus" in failure.why


def test_update_raises_and_never_lowers():
    floors = PINNED.raised(measured(F1=82.04, P=60.0, R=70.0))
    assert floors.suites["names"].floors == {"F1": 81.7, "P": 80.0, "R": 69.7}


def test_update_on_another_corpus_starts_afresh():
    floors = PINNED.raised(measured("bb", F1=60.0))
    assert floors.suites["names"] == Suite("bb", {"F1": 59.7})


def test_lowering_is_recorded_with_its_reason():
    floors = PINNED.sunk("names/F1", measured(F1=70.0, P=80.0), "half the model's size", DAY)
    assert floors.suites["names"].floors == {"F1": 69.7, "P": 80.0}
    [row] = floors.lowered
    assert (row.name, row.was, row.now) == ("names/F1", 75.0, 69.7)
    assert (row.reason, row.day) == ("half the model's size", "2026-03-02")


@pytest.mark.parametrize(
    ("name", "figures", "reason", "said"),
    [
        ("names/F1", {"F1": 70.0}, "  ", "reason"),
        ("names/R", {"R": 70.0}, "why not", "no floor"),
        ("other/F1", {"F1": 70.0}, "why not", "no floor"),
        ("names/F1", {"P": 70.0}, "why not", "not measured"),
        ("names/F1", {"F1": 79.0}, "why not", "need not sink"),
    ],
)
def test_lowering_is_refused(name: str, figures: dict[str, float], reason: str, said: str):
    with pytest.raises(ValueError, match=said):
        PINNED.sunk(name, measured(**figures), reason, DAY)


def test_floors_survive_the_file(tmp_path: Path):
    path = tmp_path / "floors.json"
    floors = PINNED.sunk("names/F1", measured(F1=70.0), "smaller", DAY)
    floors.save(path)
    assert Floors.load(path) == floors
    assert Floors.load(tmp_path / "absent.json") == Floors()


def test_a_damaged_file_is_named(tmp_path: Path):
    path = tmp_path / "floors.json"
    path.write_text('{"suites": {"names": {"pinned": 1}}, "lowered": []}')
    with pytest.raises(ValueError, match=r"floors\.json: not a file of floors"):
        Floors.load(path)


def test_floors_leave_room_for_other_processors():
    assert floor_of(90.0) == 89.7
    assert floor_of(100.0) == 99.7


def test_fingerprint_tells_names_and_contents_apart():
    assert fingerprint([("a", b"1")]) != fingerprint([("a", b"2")])
    assert fingerprint([("a", b"1")]) != fingerprint([("b", b"1")])
    assert fingerprint([]) == hashlib.sha256().hexdigest()
