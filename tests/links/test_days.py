import datetime

import pytest

from backchannel.links.days import Days, apart, days_of

DAY = datetime.date(2024, 1, 3)


def ordinal(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2023-10-26", "2023-10-26", "2023-10-26"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("--12-30", "2023-12-30", "2023-12-30"),
        ("--01-05", "2024-01-05", "2024-01-05"),
    ],
)
def test_days_of_a_date(date: str, first: str, last: str):
    assert days_of(date, DAY) == Days(ordinal(first), ordinal(last))


@pytest.mark.parametrize("date", [None, "", "2023-02-30", "2023-13", "soon", "--02-30", "0000"])
def test_what_is_no_date_has_no_days(date: str | None):
    assert days_of(date, DAY) is None


def test_a_day_without_a_year_takes_the_publication():
    assert days_of("--12-30", None) is None
    assert days_of("--02-29", datetime.date(2023, 3, 1)) == Days(*[ordinal("2024-02-29")] * 2)


def test_days_between():
    assert apart(Days(1, 5), Days(5, 9)) == 0
    assert apart(Days(1, 5), Days(8, 9)) == apart(Days(8, 9), Days(1, 5)) == 3
