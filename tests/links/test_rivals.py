from __future__ import annotations

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st
from told import date, tally, told

from backchannel.links.account import Point, Series
from backchannel.links.ranges import range_of
from backchannel.links.rivals import rival_figures

BOUNDS = ("exact", "about", "at_least", "at_most")


def points(given: list[tuple[str | None, int, str]]) -> tuple[Point, ...]:
    (line,) = told("a", tally(1), day=3).lines
    return tuple(Point(line, date(3), who, value, bound) for who, value, bound in given)


def shown(found: tuple[Point, ...]) -> list[tuple[str | None, str]]:
    series = Series("a0", "killed", None, None, None, found)
    return [(s.who, s.says) for d in rival_figures([series], {}) for s in d.sides]


def at_odds(a: Point, b: Point) -> bool:
    apart = not range_of(a.value, a.bound).meets(range_of(b.value, b.bound))
    return a.source != b.source and apart


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["army", "police", "ministry", None]),
            st.integers(1, 40),
            st.sampled_from(BOUNDS),
        ),
        max_size=8,
    )
)
def test_each_that_cannot_be_true_beside_another_sources(
    given: list[tuple[str | None, int, str]],
) -> None:
    every = points(given)
    pairs = [p for a, b in itertools.permutations(every, 2) if at_odds(a, b) for p in (a, b)]
    rivals = tuple(p for p in every if any(p is q for q in pairs))
    series = Series("a0", "killed", None, None, None, every)
    sides = [s for d in rival_figures([series], {}) for s in d.sides]
    assert [s.who for s in sides] == [p.source for p in rivals]


def test_thousands_of_figures_of_one_day_take_no_time() -> None:
    every = points([(f"source {n}", n, "exact") for n in range(1, 5001)])
    start = time.perf_counter()
    assert len(shown(every)) == 5000
    assert time.perf_counter() - start < 5
