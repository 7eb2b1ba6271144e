import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader import Calibration, Curve

CHANCE = st.floats(0, 1)
CURVES = st.builds(
    Curve, CHANCE, st.floats(-5, 5), trigger=st.floats(0, 3), parties=st.floats(0, 3)
)


def test_a_plain_curve_gives_the_score_itself() -> None:
    plain = Curve(0.5, base=0, trigger=1, parties=0)
    assert plain.confidence(0.5) == 0.5
    assert plain.confidence(0.25, (0.1,)) == 0.25
    assert plain.confidence(1 / 3) == 0.333


def test_base_and_parties_shift_the_log_odds() -> None:
    curve = Curve(0.5, base=1, trigger=0, parties=1)
    assert curve.confidence(0.5) == round(1 / (1 + math.exp(-1)), 3)
    assert curve.confidence(0.9, (math.exp(-1),)) == 0.5
    assert curve.confidence(0.9, (math.exp(-2), 1.0)) == 0.5, "the mean of the logarithms"


def test_all_of_a_score_is_sure_and_none_of_it_unlikely() -> None:
    plain = Curve(0.5, base=0, trigger=1, parties=0)
    assert plain.confidence(1) == 1
    assert plain.confidence(0) == 0


@given(CURVES, CHANCE, st.lists(CHANCE, max_size=3))
def test_a_confidence_is_a_share_in_thousandths(
    curve: Curve, score: float, parties: list[float]
) -> None:
    found = curve.confidence(score, parties)
    assert 0 <= found <= 1
    assert found == round(found, 3)


@given(CURVES, st.lists(CHANCE, min_size=2), st.lists(CHANCE, max_size=3))
def test_a_likelier_trigger_is_no_less_sure(
    curve: Curve, scores: list[float], parties: list[float]
) -> None:
    found = [curve.confidence(s, parties) for s in sorted(scores)]
    assert all(a <= b for a, b in pairwise(found))


@given(CURVES, CHANCE, st.lists(CHANCE, min_size=2), CHANCE)
def test_likelier_parties_are_no_less_sure(
    curve: Curve, score: float, chances: list[float], other: float
) -> None:
    found = [curve.confidence(score, (p, other)) for p in sorted(chances)]
    assert all(a <= b for a, b in pairwise(found))


def test_a_curve_for_each_kind() -> None:
    curve = {"threshold": 0.2, "base": 0, "trigger": 1, "parties": 0.5}
    found = Calibration({"event": curve, "tally": curve | {"threshold": 0.4}})
    assert dict(found) == {"event": Curve(0.2, 0, 1, 0.5), "tally": Curve(0.4, 0, 1, 0.5)}
    assert len(found) == 2
    with pytest.raises(KeyError):
        found["message"]
    with pytest.raises(TypeError):
        Calibration({"event": {"threshold": 0.2}})
