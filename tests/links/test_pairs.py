from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.links.pairs import Tops, either_way

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


def test_the_partners_of_each_whichever_stands_first() -> None:
    assert either_way([("a", "b"), ("c", "a")]) == {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}}
    assert either_way([]) == {}


def test_what_was_never_tied_is_its_own_top() -> None:
    assert Tops[str]().of("a") == "a"


@given(PAIRS)
def test_what_hangs_together_has_one_top_and_nothing_else_has_it(pairs) -> None:
    tops: Tops[int] = Tops()
    for one, other in pairs:
        tops.tie(one, other)
    partners = either_way(pairs)
    for start in range(10):
        reached, left = {start}, [start]
        while left:
            new = partners.get(left.pop(), set()) - reached
            reached |= new
            left += new
        assert {n for n in range(10) if tops.of(n) == tops.of(start)} == reached
