import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.tags import Name, Trigger, antecedents, lemma, names, triggers, weigh

NAMES = ("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE")


def _sure(*labels: str) -> np.ndarray:
    return np.eye(len(NAMES), dtype=np.float32)[[NAMES.index(label) for label in labels]] * 9


def test_names_begin_and_go_on() -> None:
    logits = _sure("B-PERSON", "I-PERSON", "O", "B-PLACE", "B-PLACE", "I-PLACE")
    assert names(logits, NAMES) == [
        Name(0, 2, "PERSON"),
        Name(3, 4, "PLACE"),
        Name(4, 6, "PLACE"),
    ]


def test_a_name_that_only_goes_on_starts_there() -> None:
    assert names(_sure("O", "I-PLACE", "I-PLACE"), NAMES) == [Name(1, 3, "PLACE")]


def test_a_name_is_of_the_type_of_its_first_word() -> None:
    assert names(_sure("B-PERSON", "I-PLACE"), NAMES) == [Name(0, 2, "PERSON")]


def test_triggers_are_runs_above_the_floor_label_by_label() -> None:
    logits = np.full((5, 2), -9.0, dtype=np.float32)
    logits[[0, 1, 4], 0] = [0.0, 2.0, 1.0]
    logits[1:3, 1] = 3.0
    found = triggers(logits, ("message", "response:deny"))
    assert [(t.start, t.end, t.label) for t in found] == [
        (0, 2, "message"),
        (1, 3, "response:deny"),
        (4, 5, "message"),
    ]
    assert found[0].score == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert triggers(np.full((3, 1), -9.0, np.float32), ("message",)) == []


def test_triggers_are_values() -> None:
    assert Trigger(0, 1, "message", 0.5) == Trigger(0, 1, "message", 0.5)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-4, 4))
def test_a_surer_network_makes_a_surer_trigger(a: float, b: float, weight: float) -> None:
    low, high = sorted((a, b))
    assert 0 < weigh(low, weight) <= weigh(high, weight) < 1


@given(st.floats(0, 1), st.floats(-4, 4), st.floats(-4, 4))
def test_a_heavier_wording_makes_a_surer_trigger(score: float, a: float, b: float) -> None:
    light, heavy = sorted((a, b))
    assert weigh(score, light) <= weigh(score, heavy)


@pytest.mark.parametrize(
    ("form", "script", "expected"),
    [
        ("cities", "-3+y", "city"),
        ("Said", "-2+y", "say"),
        ("was", "=be", "be"),
        ("Warnings", "^", "Warnings"),
        ("Talk", "-0+", "talk"),
        ("a", "-3+b", "b"),  # a script of longer words: nothing is left of this one
    ],
)
def test_lemmas_from_scripts(form: str, script: str, expected: str) -> None:
    assert lemma(form, script) == expected


def test_the_best_candidate_before_an_anaphor_is_its_antecedent() -> None:
    # width 1: anaphor, antecedent, the score of none
    coref = np.array([[0, 3, 0], [0, 1, 0], [2, 9, 1], [1, 0, 0.5]], dtype=np.float32)
    anaphors, candidates = np.array([0, 2, 3]), np.array([0, 1, 2, 3])
    assert antecedents(coref, anaphors, candidates) == [None, (0, 5.0), (2, 8.5)]
    assert antecedents(coref, np.array([], np.int64), candidates) == []


def test_an_unlikely_antecedent_scores_below_none() -> None:
    coref = np.array([[0, -1, 0], [2, 0, 4]], dtype=np.float32)
    assert antecedents(coref, np.array([1]), np.array([0])) == [(0, -6.0)]
