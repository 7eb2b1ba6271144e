from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from threaded import on, threads
from told import KESSARIA, VELMORA, drafted, event, material, same, told

from backchannel.entries.entry import Signal
from backchannel.links.account import Material
from backchannel.links.follow_ups import MOST, follow_ups_of
from backchannel.links.link import EntryLink

THREAT = drafted(Signal, type="threat", issuer=KESSARIA, target=VELMORA)


def test_what_may_meet_a_condition_comes_once_and_the_surest_first() -> None:
    sheets = [
        on(told("a", THREAT), "2031-03-01"),
        on(told("b", THREAT), "2031-03-02"),
        on(told("c", event("army")), "2031-03-05"),
        on(told("d", event("police")), "2031-03-06"),
        on(told("e", event("harbour office")), "2031-03-07"),
        on(told("f", event("army")), "2031-02-07"),
    ]
    links = [
        same("a0", "c0", 0.5, "meets_condition"),
        same("b0", "d0", 0.8, "meets_condition"),
        same("a0", "e0", 0.9, "meets_condition"),
        same("a0", "e0", 0.6, "meets_consequence"),
        same("a0", "f0", 0.9, "meets_condition"),
        same("a0", "b0", 0.9, "meets_condition"),
    ]
    m = material(*sheets, same=links)
    found = follow_ups_of(m, threads(m, "a0 b0", "c0 d0"))
    assert [(f.signal, f.met, f.line.id, f.score) for f in found] == [
        ("a0", "condition", "e0", 0.9),
        ("a0", "condition", "d0", 0.8),
        ("a0", "consequence", "e0", 0.6),
    ]
    assert found[1].reasons == ("written by hand", "told by 2 entries")


def test_few_are_kept() -> None:
    sheets = [on(told("a", THREAT), "2031-03-01")]
    sheets += [on(told(f"b{i}", event()), f"2031-03-{i + 2:02}") for i in range(MOST + 3)]
    links = [same("a0", f"b{i}0", 0.5 + i / 100, "meets_condition") for i in range(MOST + 3)]
    m = material(*sheets, same=links)
    found = follow_ups_of(m, threads(m))
    assert [f.line.id for f in found] == [f"b{i}0" for i in range(MOST + 2, 2, -1)]


LINKS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.4, 0.5, 0.9])), max_size=12
)


@given(LINKS, st.randoms(use_true_random=False))
def test_follow_ups_do_not_depend_on_the_order(
    pairs: list[tuple[int, int, float]], rng: random.Random
) -> None:
    sheets = [on(told(f"s{i}", THREAT, event()), f"2031-03-{i // 2 + 1:02}") for i in range(8)]
    links = [EntryLink(f"s{a}0", f"s{b}1", "meets_condition", score) for a, b, score in pairs]
    m = material(*sheets, same=links)
    tied = threads(m, "s00 s10", "s21 s31")
    shuffled = list(links)
    rng.shuffle(shuffled)
    other = Material(m.sheets[::-1], (), tuple(shuffled))
    assert follow_ups_of(other, tied[::-1]) == follow_ups_of(m, tied)
