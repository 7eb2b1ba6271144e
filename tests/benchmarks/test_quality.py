import json
from pathlib import Path

import pytest
import quality
from floors import Floors, Measured, Suite
from shared import Shared, lines, unpack


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "score.py").write_text("")
    return tmp_path


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One suite that measures 70, and a floors file of our own."""
    path = tmp_path / "floors.json"
    monkeypatch.setattr(quality, "PINNED", path)
    monkeypatch.setattr(
        quality, "SUITES", {"toy": lambda shared: Measured("toy", {"F1": 70.0}, "aa")}
    )
    return path


def run(shared: Path, *arguments: str) -> int:
    return quality.main(["--shared", str(shared), *arguments])


def test_without_corpora_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert quality.main(["--shared", str(tmp_path / "nowhere")]) == 2
    assert "no corpora" in capsys.readouterr().err


def test_a_sunken_figure_fails(shared: Path, pinned: Path, capsys: pytest.CaptureFixture[str]):
    Floors({"toy": Suite("aa", {"F1": 71.0})}).save(pinned)
    assert run(shared) == 1
    assert "FAILED toy/F1: 70.0 is under 71.0" in capsys.readouterr().out


def test_update_then_lower(shared: Path, pinned: Path):
    assert run(shared, "--update") == 0
    assert Floors.load(pinned).suites["toy"].floors == {"F1": 69.7}
    Floors({"toy": Suite("aa", {"F1": 80.0})}).save(pinned)
    assert run(shared, "--lower", "toy/F1", "--reason", "a smaller model") == 0
    floors = Floors.load(pinned)
    assert floors.suites["toy"].floors == {"F1": 69.7}
    assert floors.lowered[0].reason == "a smaller model"


def test_lowering_takes_a_reason(shared: Path, pinned: Path):
    with pytest.raises(SystemExit):
        run(shared, "--lower", "toy/F1")
    assert not pinned.exists()


def test_the_model_card_takes_the_figures():
    card = quality.CARD.read_text(encoding="utf-8")
    new = quality.with_figures(card, [Measured("names", {"F1": 82.04}, "aa")])
    assert "| names | F1 | 82.0 |\n<!-- figures: end -->" in new
    assert quality.with_figures(new, [Measured("names", {"F1": 83.0}, "aa")]).count("| F1 |") == 1
    with pytest.raises(ValueError, match="no marks"):
        quality.with_figures("# Model card\n", [])


def test_the_committed_floors_are_of_known_suites():
    assert set(Floors.load(quality.PINNED).suites) <= set(quality.SUITES)


def test_corpora_are_read_where_they_lie(shared: Path, tmp_path: Path):
    (shared / "data").mkdir()
    (shared / "data" / "a.jsonl").write_text(json.dumps({"text": "one\u2028line"}) + "\n\n")
    assert list(lines(shared / "data" / "a.jsonl")) == [{"text": "one\u2028line"}]
    before = Shared(shared).fingerprint("data/a.jsonl")
    (shared / "data" / "a.jsonl").write_text("{}\n")
    assert Shared(shared).fingerprint("data/a.jsonl") != before


def test_a_hostile_archive_is_refused(tmp_path: Path):
    import io
    import tarfile

    archive = tmp_path / "bad.tar"
    with tarfile.open(archive, "w") as tar:
        member = tarfile.TarInfo("../out.txt")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(tarfile.TarError):
        unpack(archive, tmp_path / "in")
