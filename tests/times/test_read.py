from __future__ import annotations

import datetime
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.times import TimeExpression, TimeOptions, read_times

DAY = datetime.date(2023, 11, 16)  # a Thursday


def one(text: str, day: datetime.date | None = DAY, **options: object) -> TimeExpression:
    found = read_times(text, day, TimeOptions(**options))  # type: ignore[arg-type]
    assert len(found) == 1, found
    assert found[0].span.of(text) == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("words", "text", "date"),
    [
        ("hit on Oct. 7", "Oct. 7", "2023-10-07"),
        ("hit on 7th October", "7th October", "2023-10-07"),
        ("hit on the 7th of October", "the 7th of October", "2023-10-07"),
        ("hit on October 7th, 2022", "October 7th, 2022", "2022-10-07"),
        ("hit on 7 Oct 2022", "7 Oct 2022", "2022-10-07"),
        ("hit on Tuesday, 14 November 2023", "Tuesday, 14 November 2023", "2023-11-14"),
        ("hit on Tuesday, Nov. 14", "Tuesday, Nov. 14", "2023-11-14"),
        ("hit on Sept 3", "Sept 3", "2023-09-03"),
        ("hit on 2023-11-14", "2023-11-14", "2023-11-14"),
        ("hit at 2023-11-14T05:30Z", "2023-11-14T05:30Z", "2023-11-14"),
        ("hit on 14/11/2023", "14/11/2023", "2023-11-14"),
        ("hit on 11/14/2023", "11/14/2023", "2023-11-14"),
        ("hit in November 2021", "November 2021", "2021-11"),
        ("hit in March", "March", "2023-03"),
        ("hit in December", "December", "2022-12"),
        ("hit last March", "last March", "2023-03"),
        ("hit last December", "last December", "2022-12"),
        ("hit in March last year", "March last year", "2022-03"),
        ("hit early in March", "early in March", "2023-03"),
        ("hit in mid-2019", "mid-2019", "2019"),
        ("hit in 1987", "1987", "1987"),
        ("the 1987 raid", "the 1987", "1987"),
        ("its failed 1987 raid", "1987", "1987"),
        ("hit on Tuesday", "Tuesday", "2023-11-14"),
        ("hit on Thursday", "Thursday", "2023-11-16"),
        ("hit last Thursday", "last Thursday", "2023-11-09"),
        ("Tuesday's raid", "Tuesday", "2023-11-14"),
        ("hit on Tuesday last week", "Tuesday last week", "2023-11-07"),
        ("hit on Saturday night", "Saturday night", "2023-11-11"),
        ("hit yesterday", "yesterday", "2023-11-15"),
        ("hit this morning", "this morning", "2023-11-16"),
        ("hit the day before yesterday", "the day before yesterday", "2023-11-14"),
        ("hit two days ago", "two days ago", "2023-11-14"),
        ("hit a couple of weeks ago", "a couple of weeks ago", "2023-11-02"),
        ("hit three months ago", "three months ago", "2023-08"),
        ("hit a year ago", "a year ago", "2022-11"),
        ("hit four years ago", "four years ago", "2019"),
        ("hit last week", "last week", "2023-11"),
        ("hit last month", "last month", "2023-10"),
        ("hit late last year", "late last year", "2022"),
        ("hit at the weekend", "the weekend", "2023-11-11"),
        ("hit on Christmas Day", "Christmas Day", "2022-12-25"),
        ("since 9/11", "9/11", "2001-09-11"),
        ("the September 11 attacks", "September 11", "2001-09-11"),
        ("on 29-30 January", "29-30 January", "2023-01-29"),
        ("In March 20 people were hurt", "March", "2023-03"),
        ("a march against them in May", "May", "2023-05"),
    ],
)
def test_dates(words: str, text: str, date: str) -> None:
    found = one(words)
    assert (found.text, found.date) == (text, date)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("She will meet him on Friday", "2023-11-17"),
        ("The talks are due to open on Monday", "2023-11-20"),
        ("On Monday the envoy will fly home", "2023-11-20"),
        ("She met him on Friday", "2023-11-10"),
        ("The truce is to be signed next Tuesday", "2023-11-21"),
        ("The truce will be signed in March", "2024-03"),
        ("The truce will be signed on 3 January", "2024-01-03"),
        ("They set 20 November as the last day", "2023-11-20"),
        ("The port will reopen tomorrow", "2023-11-17"),
        ("The port will reopen in three days", "2023-11-19"),
        ("The port will reopen next month", "2023-12"),
        ("All must file their October reports", "2023-10"),
    ],
)
def test_what_is_to_come(words: str, date: str) -> None:
    assert one(words).date == date


def test_a_clause_looks_ahead_for_itself() -> None:
    said, meets = read_times("She said on Tuesday that she will meet him on Friday.", DAY)
    assert (said.date, said.reported) == ("2023-11-14", True)
    assert (meets.date, meets.reported) == ("2023-11-17", False)


@pytest.mark.parametrize(
    ("words", "value", "kind"),
    [
        ("last week", "2023-W45", "DATE"),
        ("at the weekend", "2023-W45-WE", "DATE"),
        ("in the 1980s", "198X", "DATE"),
        ("in the 19th century", "18XX", "DATE"),
        ("in the summer of 2014", "2014-SU", "DATE"),
        ("in spring 1987", "1987-SP", "DATE"),
        ("in the third quarter of 2020", "2020-Q3", "DATE"),
        ("in the first half of 2020", "2020-H1", "DATE"),
        ("this morning", "2023-11-16TMO", "TIME"),
        ("on Saturday night", "2023-11-11TNI", "TIME"),
        ("at 5 a.m. local time", "XXXX-XX-XXT05:00", "TIME"),
        ("at 1430 GMT", "XXXX-XX-XXT14:30Z", "TIME"),
        ("on Tuesday at 5 a.m.", "2023-11-14T05:00", "TIME"),
        ("at 5pm on Friday", "2023-11-10T17:00", "TIME"),
        ("the 12-day war", "P12D", "DURATION"),
        ("for two fortnights", "P4W", "DURATION"),
        ("over the past 40 days", "P40D", "DURATION"),
        ("within 48 hours", "PT48H", "DURATION"),
        ("recent weeks", "PXW", "DURATION"),
        ("every day", "P1D", "SET"),
        ("each Monday", "XXXX-WXX-1", "SET"),
        ("They are now calm", "PRESENT_REF", "DATE"),
        ("several years ago", "PAST_REF", "DATE"),
        ("the day before the raid", "XXXX-XX-XX", "DATE"),
    ],
)
def test_timex_values(words: str, value: str, kind: str) -> None:
    found = one(words)
    assert (found.value, found.type) == (value, kind)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("since October 7", "2023-10-07", None),
        ("over the past 40 days", "2023-10-07", "2023-11-16"),
        ("in the past week", "2023-11-09", "2023-11-16"),
        ("over the past two years", "2021-11", "2023-11-16"),
        ("were killed in three months", "2023-08", "2023-11-16"),
        ("in the last 24 hours", "2023-11-15", "2023-11-16"),
        ("between 3 and 9 May", "2023-05-03", "2023-05-09"),
        ("from 28 April to 3 May 2021", "2021-04-28", "2021-05-03"),
        ("until June", None, "2023-06"),
        ("so far this year", "2023-01-01", "2023-11-16"),
        ("during the weekend", "2023-11-11", "2023-11-12"),
        ("in the 1990s", "1990", "1999"),
        ("since the start of the year", "2023-01-01", None),
        ("until the end of February 2024", None, "2024-02-29"),
        ("in 2017", "2017", "2017"),
        ("in the summer of 2014", "2014-06", "2014-08"),
        ("since the war began in March 2011", "2011-03", None),
        ("from January to March 2018", "2018-01", "2018-03"),
        ("the 2014-16 crisis", "2014", "2016"),
        ("for 40 days", None, None),
    ],
)
def test_periods(words: str, since: str | None, until: str | None) -> None:
    found = one(words)
    assert (found.since, found.until) == (since, until)


def test_a_range_of_weekdays_is_one_period() -> None:
    found = read_times("Shells fell from Monday to Wednesday", DAY)
    assert {(e.since, e.until) for e in found} == {("2023-11-13", "2023-11-15")}


def test_by_a_day() -> None:
    found = one("They must leave by Friday")
    assert (found.until, found.relation) == ("2023-11-17", "until")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It opened in September 2014. The following year it closed.", ["2014-09", "2015"]),
        ("It began on 3 May 2011. The next day it spread.", ["2011-05-03", "2011-05-04"]),
        ("It began on 3 May 2011, and that year many fled.", ["2011-05-03", "2011"]),
        ("On 3 May 2011 he left; he was back the same day.", ["2011-05-03"] * 2),
        ("On 3 May 2011 he left. A week earlier he had been ill.", ["2011-05-03", "2011-04-26"]),
        ("On 3 May 2011 he left. Three months later he died.", ["2011-05-03", "2011-08"]),
        ("They met on 10 and 11 May, and three days later again.", ["2023-05-10", "2023-05-14"]),
        ("The vote was on 3 May 2011. He had fled the day before.", ["2011-05-03", "2011-05-02"]),
        ("He left. The next day he was back.", [None]),
        ("A week earlier he had left.", ["2023-11-09"]),
        ("He fled two days before Christmas.", ["2022-12-23", "2022-12-25"]),
    ],
)
def test_the_narrative(text: str, dates: list[str | None]) -> None:
    assert [e.date for e in read_times(text, DAY)] == dates


def test_the_day_of_a_report_is_no_anchor() -> None:
    text = "The ship sank on 3 May, officials said on Monday. The next day it was raised."
    assert [e.date for e in read_times(text, DAY)][-1] == "2023-05-04"


def test_an_anchor_out_of_reach_is_none() -> None:
    text = "It began on 3 May 2011. " + "No one knew why it had begun. " * 40 + "The next day"
    assert read_times(text, DAY)[-1].date is None
    assert read_times(text, DAY, TimeOptions(reach=5000))[-1].date == "2011-05-04"


def test_the_day_of_an_event_is_asked_for() -> None:
    words = "the day before Orla Finn was killed"
    assert one(words).date is None
    assert one(words, anchors={"orla finn": "2022-03-01"}).date == "2022-02-28"
    assert one(words, anchors=lambda tail: "2022-03-01" if "Finn" in tail else None).date == (
        "2022-02-28"
    )
    assert one(words, anchors=lambda tail: "no date").date is None


def test_without_a_day_of_publication() -> None:
    found = one("since October 7", None)
    assert (found.date, found.value, found.since) == ("--10-07", "XXXX-10-07", "--10-07")
    assert one("in October", None).date is None
    assert one("on Tuesday", None).value == "XXXX-WXX-2"
    assert one("the past week", None).since is None


def test_figures_with_two_readings() -> None:
    assert not read_times("06/11/2023", DAY)
    assert one("06/11/2023", numeric="DMY").date == "2023-11-06"
    assert one("06/11/2023", numeric="MDY").date == "2023-06-11"


@pytest.mark.parametrize(
    "words",
    [
        "2,000 troops",
        "1987 people",
        "in 2019 cases",
        "some 2000 rockets",
        "$1990",
        "1987.5",
        "2015%",
        "version 10.11.12",
        "They may march in the sun",
        "A second strike may fall",
        "Theresa May said so; it was backed by May",
        "Mar the wall",
        "on February 30",
        "The Daily Herald",
        "a seven-year-old boy",
        "1234567890",
        "the last day",
        "the worst drought in 36 years",
        "will be stretched over 12 months",
        "told USA TODAY",
        "March on",
    ],
)
def test_what_is_no_time(words: str) -> None:
    assert not [e for e in read_times(words, DAY) if e.date or e.since], words


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 50_000,
        "2019 " * 20_000,
        "in 2019 " * 12_000,
        "May " * 25_000,
        "not until May " * 7_000,
        "the" + " " * 100_000,
        "the      " * 10_000,
        "Tuesday, " * 11_000,
        "1-" * 50_000,
        "May 5 to " * 11_000,
        "(" * 100_000,
        "twentieth century " * 5_500,
    ],
    ids=lambda t: t[:12].strip(),
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    read_times(text, DAY)
    assert time.process_time() - start < 10


def test_caps() -> None:
    assert len(read_times("on 3 May " * 100, DAY, TimeOptions(most=7))) == 7
    assert len(read_times("on 3 May, " * 100, DAY, TimeOptions(limit=25))) == 2


WORDS = st.sampled_from(
    """
    3 31 30th 2019 1999 0000 99/99/2020 2023-02-31 9/11 24:00 12am 1430 GMT May March Feb. Sunday
    sat sun second fall spring the last next this that same following previous past few a couple
    of dozen hundred twenty-one week weeks day days month year years decade century quarter
    night ago before after earlier later since until by between and to - , . will said early mid
    late start end beginning Christmas Eve New Year's every daily 's 1990s 21st first half
    """.split()
)


@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_any_text(text: str, day: datetime.date | None) -> None:
    at = 0
    for e in read_times(text, day):
        assert at <= e.span.start < e.span.end <= len(text)
        assert e.text == e.span.of(text)
        at = e.span.end
        for date in (e.date, e.since, e.until):
            assert date is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d", date), date
            if date and len(date) == 10:
                datetime.date.fromisoformat(date)
        assert re.fullmatch(
            r"(PRESENT|PAST|FUTURE)_REF|PT?[\dX]+(T[HMS]|[A-Z]{1,2})"
            r"|[\dX]{2,4}(-[\dX]{2}(-[\dX]{2})?|-W[\dX]{2}(-WE|-\d)?|-(SP|SU|FA|WI)|-[QH]\d)?"
            r"(T([A-Z]{2}|\d\d:\d\dZ?))?(/[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?)?",
            e.value,
        ), e.value
