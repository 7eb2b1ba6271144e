import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.span import Span
from backchannel.times import date_for, date_in, period_for, read_times

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


def asked(text: str, act: str) -> tuple[str | None, tuple[str | None, str | None]]:
    """Date and period of an act; brackets mark its clause."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    at = plain.index(act)
    found, clause, trigger = read_times(plain, DAY), Span(start, end), Span(at, at + len(act))
    return date_for(found, clause, trigger), period_for(found, clause, trigger)


@pytest.mark.parametrize(
    ("text", "act", "date"),
    [
        ("[The army shelled the port on Sunday].", "shelled", "2024-08-04"),
        ("[The army shelled the port in March and seized it in May].", "shelled", "2024-03"),
        ("[The army shelled the port in March and seized it in May].", "seized", "2024-05"),
        (
            "[The port, hit nine times since May 2022, was last raided in June].",
            "raided",
            "2024-06",
        ),
        ("On Sunday [the army shelled the port].", "shelled", "2024-08-04"),
        ("It ended on Sunday. [The army shelled the port].", "shelled", None),
        ("[The mayor said on Monday the army had shelled the port].", "shelled", None),
        ("[The mayor said on Monday that it was over].", "said", "2024-08-05"),
        ("He left on Sunday, and [the army shelled the port].", "shelled", None),
        ("[The army held the port until May].", "held", None),
        ("[The ships were not sent until the spring of 2022].", "sent", "2022"),
        ("[The army has shelled the port every day].", "shelled", None),
    ],
)
def test_the_date_of_an_act(text: str, act: str, date: str | None) -> None:
    assert asked(text, act)[0] == date


@pytest.mark.parametrize(
    ("text", "act", "period"),
    [
        ("[Nine men were killed in the past week].", "killed", ("2024-07-31", "2024-08-07")),
        ("[Nine men have been killed since 3 May].", "killed", ("2024-05-03", None)),
        ("[Nine men were killed in 2019].", "killed", ("2019", "2019")),
        ("[Nine men were killed by June].", "killed", (None, "2024-06")),
        ("[Nine men were killed].", "killed", (None, None)),
    ],
)
def test_the_period_of_a_number(text: str, act: str, period: tuple[str | None, str | None]) -> None:
    assert asked(text, act)[1] == period
