from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.body import Body
from backchannel.span import Span

BODY = Body([Span(0, 10), Span(20, 30)])


def test_the_passage_around_a_character() -> None:
    assert BODY.around(0) == BODY.around(9) == Span(0, 10)
    assert BODY.around(20) == Span(20, 30)
    for apart in (10, 19, 30, 99):
        assert BODY.around(apart) is None


def test_a_span_is_cut_to_the_passage_of_its_anchor() -> None:
    assert BODY.keep(Span(5, 25), 7) == Span(5, 10)
    assert BODY.keep(Span(5, 25), 22) == Span(20, 25)
    assert BODY.keep(Span(5, 25), 15) is None
    assert BODY.keep(Span(0, 9), 22) is None
    assert BODY.whole(Span(5, 25)) == Span(5, 10)
    assert BODY.whole(Span(15, 25)) is None


def test_where_nothing_is_article_nothing_is_kept() -> None:
    assert Body([]).around(0) is None
    assert Body([]).whole(Span(0, 5)) is None


@given(
    st.lists(st.integers(0, 99), unique=True, max_size=12).map(sorted),
    st.integers(0, 99),
    st.integers(1, 99),
    st.integers(0, 99),
)
def test_what_is_kept_lies_in_the_span_and_in_one_passage(
    cuts: list[int], start: int, length: int, anchor: int
) -> None:
    passages = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    span = Span(start, start + length)
    kept = Body(passages).keep(span, anchor)
    if kept is not None:
        assert kept.start < kept.end
        assert span.covers(kept)
        assert [p for p in passages if p.covers(kept) and p.start <= anchor < p.end]
