from __future__ import annotations

import numpy as np
import pytest
from dispatches import INDEPENDENT, REWRITTEN, WIRE

from backchannel.articles import Fields, survey
from backchannel.links.body import body_of
from backchannel.links.facts import facts_of
from backchannel.links.retelling import BIAS, WEIGHTS, Retelling, Traits, concord, retelling_of


def made(text: str, source: str) -> Retelling:
    body = body_of(survey(text, Fields()))
    return retelling_of(body, facts_of(body), body_of(survey(source, Fields())))


def test_a_rewrite_keeps_what_its_source_has() -> None:
    rewritten, other = made(REWRITTEN, WIRE), made(INDEPENDENT, WIRE)
    assert rewritten.score > 0.8
    assert other.score < 0.1
    assert rewritten.traits.kept > other.traits.kept
    assert rewritten.traits.retold > other.traits.retold
    assert rewritten.traits.own_voices == 0.0
    assert other.traits.own_voices > 0.1


def test_the_order_of_facts_counts() -> None:
    turned = "\n\n".join(reversed(REWRITTEN.split("\n\n")))
    straight, backward = made(REWRITTEN, WIRE), made(turned, WIRE)
    assert straight.traits.order > 0.3 > backward.traits.order
    assert straight.traits.sequence > backward.traits.sequence
    assert straight.score > backward.score


def test_concord_is_kendalls_tau() -> None:
    assert concord(np.array([1, 2, 3, 4])) == 1.0
    assert concord(np.array([4, 3, 2, 1])) == -1.0
    assert concord(np.array([1, 3, 2])) == pytest.approx(1 / 3)
    assert concord(np.array([7])) == 0.0


def test_every_weight_points_where_it_should() -> None:
    assert min(WEIGHTS.kept, WEIGHTS.order, WEIGHTS.sequence, WEIGHTS.retold) > 0
    assert WEIGHTS.own_voices < 0
    assert BIAS < 0


def test_two_empty_texts_are_made_from_nothing() -> None:
    assert made("", "").traits == Traits(0.0, 0.0, 0.0, 0.0, 0.0)
    assert made("", WIRE).score < 0.01
