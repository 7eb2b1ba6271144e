import itertools
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import ModelError
from backchannel.reader.network import MARGIN, WINDOW, Network, windows


@given(st.lists(st.integers(1, 12), min_size=1, max_size=3000))
def test_windows_fit_the_encoder_and_their_kept_parts_are_the_text(sizes: list[int]) -> None:
    cut = list(windows(np.array(sizes)))
    kept = [(a, b) for _, _, a, b in cut]
    assert kept[0][0] == 0
    assert kept[-1][1] == len(sizes)
    assert all(x[1] == y[0] for x, y in itertools.pairwise(kept))
    for first, last, keep_first, keep_last in cut:
        assert first <= keep_first < keep_last <= last
        assert sum(sizes[first:last]) <= WINDOW - 2


def test_words_kept_stand_well_inside_their_window() -> None:
    for first, last, keep_first, keep_last in windows(np.ones(2000, dtype=np.int64)):
        assert first == 0 or keep_first - first >= MARGIN
        assert last == 2000 or last - keep_last >= MARGIN


def test_missing_and_foreign_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json"):
        Network(tmp_path)
    (tmp_path / "model.json").write_text(json.dumps({"layout": 99, "version": "x"}))
    with pytest.raises(ModelError, match="layout 99"):
        Network(tmp_path)


PARTS = ("encoder.onnx", "pairs.npz", "labels.json", "lemmas.json", "vocab.txt", "model.json")


def test_layout_1_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({"layout": 1, "version": "x"}))
    with pytest.raises(ModelError, match="layout 1, not 3"):
        Network(tmp_path)


@pytest.mark.parametrize(
    "calibration",
    [None, "{", '{"message": {"threshold": 0.5}}', '{"message": {"threshold": 1, "slope": 2}}'],
    ids=["missing", "broken", "short", "unknown"],
)
def test_weights_without_sound_calibration_are_refused(
    tmp_path: Path, calibration: str | None
) -> None:
    whole = Path(str(files("backchannel.reader") / "weights"))
    if not (whole / "model.json").exists():
        pytest.skip("the reader's weights are not in this checkout")
    for name in PARTS:
        (tmp_path / name).write_bytes((whole / name).read_bytes())
    if calibration is not None:
        (tmp_path / "calibration.json").write_text(calibration)
    with pytest.raises(ModelError, match="cannot be read"):
        Network(tmp_path)
