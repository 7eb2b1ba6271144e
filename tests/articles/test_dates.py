from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles.dates import date_line, field_day, find_date
from backchannel.span import Span

DAY = datetime.date(2031, 3, 14)


@pytest.mark.parametrize(
    "line",
    [
        "March 14, 2031",
        "14 March 2031",
        "14th March 2031",
        "Friday, Mar 14, 2031 - 01:50 PM",
        "14/03/2031 22h41",
        "03/14/2031",
        "14.03.2031",
        "2031-03-14",
        "2031-03-14T13:20:00+00:00",
        "Published: 14 Mar 2031, 10:15 GMT",
        "Published 2:04 PM EDT, Fri March 14, 2031",
        "Last updated on March 14, 2031 at 9.30 am",
        "Posted on Friday 14 March 2031 at 10:15",
        "Published March 14, 2031 | Updated March 15, 2031",
        "14-Mar-2031",
        "Fri 14 Mar 2031 22.41 BST",
        "Last Update: Mar 14, 2031, 10:41 PM UTC+3",
        "Published: 14 Mar 2031 - 10:41 AM IST",
        "Sept. 14, 2031".replace("Sept.", "Mar."),
    ],
)
def test_lines_that_are_dates(line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(
    "line",
    [
        "",
        "March 2031",
        "06/11/2031",
        "31/02/2031",
        "Friday",
        "On March 14, 2031, the ferry sank",
        "The accord of March 14, 2031",
        "March 14, 2031.",
        "Chapter 14, 2031",
        "1.14.2031.5",
    ],
)
def test_lines_that_are_not(line: str) -> None:
    assert date_line(line) is None


def test_two_readings_are_none_but_equal_parts_have_one() -> None:
    assert field_day("06/11/2031") is None
    assert field_day("06/06/2031") == datetime.date(2031, 6, 6)


@pytest.mark.parametrize(
    "value",
    [
        "2031-03-14",
        "2031-03-14 23:59:59-11:00",
        "20310314",
        "20310314T101500Z",
        "Fri, 14 Mar 2031 10:15:00 GMT",
        1931249700,
        "1931249700000",
    ],
)
def test_fields(value: object) -> None:
    assert field_day(value) == DAY


@pytest.mark.parametrize("value", [None, True, "", "soon", 7, [], {}, 10**12 * 999, "9" * 13])
def test_fields_without_a_day(value: object) -> None:
    assert field_day(value) is None


def test_the_span_is_that_of_the_date() -> None:
    found = find_date("by A. Writer, March 14, 2031, 10 am")
    assert found is not None
    assert found.span == Span(14, 28)


def test_updates_are_called_so() -> None:
    found = date_line("Updated March 14, 2031")
    assert found is not None
    assert found.update


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_written_dates_come_back(day: datetime.date) -> None:
    months = ["January", "February", "March", "April", "May", "June", "July", "August"]
    months += ["September", "October", "November", "December"]
    month = months[day.month - 1]
    for line in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        day.isoformat(),
    ):
        assert field_day(line) == day


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = find_date(text)
    if found:
        assert 0 <= found.span.start < found.span.end <= len(text)
    date_line(text)
    field_day(text)
