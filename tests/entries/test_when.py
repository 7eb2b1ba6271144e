import datetime

from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.when import Times
from backchannel.span import Span

DAY = datetime.date(2024, 8, 7)  # a Wednesday
RAID = "On Monday the army shelled the port. Ships left on 3 May 2023. Nobody knows why."


def of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_the_time_in_the_clause_of_an_act() -> None:
    times = Times(RAID, DAY)
    clause = of(RAID, "On Monday the army shelled the port")
    assert times.date_of(clause, of(RAID, "shelled")) == "2024-08-05"
    assert times.date_of(of(RAID, "Ships left on 3 May 2023"), of(RAID, "left")) == "2023-05-03"
    assert times.date_of(of(RAID, "Nobody knows why"), of(RAID, "knows")) is None


def test_without_a_day_of_publication_monday_is_unknown() -> None:
    times = Times(RAID, None)
    clause = of(RAID, "On Monday the army shelled the port")
    assert times.date_of(clause, of(RAID, "shelled")) is None
    assert times.date_of(of(RAID, "Ships left on 3 May 2023"), of(RAID, "left")) == "2023-05-03"


def test_the_period_of_a_count() -> None:
    text = "Shells have killed 12 people since 3 May 2023. They wounded 30."
    times = Times(text, DAY)
    first = of(text, "Shells have killed 12 people since 3 May 2023")
    assert times.period_of(first, of(text, "12 people"))[0] == "2023-05-03"
    assert times.period_of(of(text, "They wounded 30"), of(text, "30")) == (None, None)


def test_a_horizon_is_the_first_time_inside() -> None:
    times = Times(RAID, DAY)
    assert "Monday" in (times.written_in(of(RAID, "On Monday the army")) or "")
    assert "3 May 2023" in (times.written_in(of(RAID, "left on 3 May 2023")) or "")
    assert times.written_in(of(RAID, "the army shelled")) is None
    assert times.written_in(of(RAID, "left on 3 May")) is None, "not half of one"
    assert times.written_in(Span(0, 0)) is None


@given(
    st.lists(st.sampled_from("Monday on 3 May 2023 by the end . , ten days ago".split())),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_a_horizon_stands_in_its_span(words: list[str], start: int, length: int) -> None:
    text = " ".join(words)
    span = Span(min(start, len(text)), min(start + length, len(text)))
    found = Times(text, DAY).written_in(span)
    assert found is None or found in span.of(text)
