import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.times import date_in

DAY = datetime.date(2024, 8, 7)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("told him on Sunday", "2024-08-04"),
        ("told him on Wednesday", "2024-08-07"),
        ("will meet next Friday", "2024-08-09"),
        ("wrote yesterday", "2024-08-06"),
        ("wrote on March 3, 2022", "2022-03-03"),
        ("wrote on 3rd of March", "2024-03-03"),
        ("wrote on December 3", "2023-12-03"),
        ("wrote in December", "2023-12"),
        ("wrote in 1986", "1986"),
        ("wrote two weeks ago", "2024-07-24"),
        ("wrote last month", "2024-07"),
        ("between Monday and Tuesday", None),
        ("may have sent it", None),
        ("on February 30", None),
        ("sent it on 2024-02-30", None),
        ("sent it on 2024-02-28", "2024-02-28"),
        ("sent it", None),
    ],
)
def test_dates_beside_an_act(words: str, date: str | None) -> None:
    assert date_in(words, DAY) == date


def test_without_a_day_of_publication() -> None:
    assert date_in("on Sunday", None) is None
    assert date_in("on 3 March", None) == "--03-03"


@given(st.text(), st.dates(datetime.date(1900, 1, 1)))
def test_any_text_gives_a_date_or_nothing(words: str, day: datetime.date) -> None:
    found = date_in(words, day)
    assert found is None or len(found) in (4, 7, 10)
