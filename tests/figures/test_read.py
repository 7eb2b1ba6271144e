"""Quantities in text: values, bounds, currencies, and what is no quantity."""

from __future__ import annotations

import time

import pytest

from backchannel.figures import Figure, read_figures


def only(text: str) -> Figure:
    found = read_figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a 20-vessel flotilla", 20),
        ("a three-man crew", 3),
        ("a 25,000-strong force", 25000),
        ("twenty-three dead", 23),
        ("one hundred and six men", 106),
        ("two hundred fifty thousand men", 250000),
        ("two dozen boats", 24),
        ("half a dozen boats", 6),
        ("half a million people", 500000),
        ("two and a half million people", 2500000),
        ("a hundred thousand people", 100000),
        ("1.2 mln people", 1200000),
        ("3.5 billion people", 3500000000),
        ("5m people", 5000000),
        ("300k users", 300000),
        ("Seven hundred have died", 700),
        ("half of the 300 men", 300),
        ("one of the pilots", 1),
        ("killed 2000 people", 2000),
        ("169.8 mln tonnes", 169800000),
    ],
)
def test_values(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dozens of men", 24),
        ("scores of men", 40),
        ("hundreds of men", 200),
        ("thousands of men", 2000),
        ("tens of thousands of men", 20000),
        ("hundreds of thousands of men", 200000),
        ("millions of men", 2000000),
        ("several hundred men", 200),
        ("a few dozen men", 24),
    ],
)
def test_bare_plurals_are_at_least_twice_their_unit(text: str, value: int) -> None:
    figure = only(text)
    assert (figure.value, figure.bound) == (value, "at_least")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 20 boats", "at_least"),
        ("over 20 boats", "at_least"),
        ("at least about 20 boats", "at_least"),
        ("no fewer than 20 boats", "at_least"),
        ("upwards of 20 boats", "at_least"),
        ("20 or more boats", "at_least"),
        ("20+ boats", "at_least"),
        ("at least another 20 boats", "at_least"),
        ("as many as 20 boats", "at_most"),
        ("up to 20 boats", "at_most"),
        ("fewer than 20 boats", "at_most"),
        ("the fleet does not exceed 20 boats", "at_most"),
        ("nearly 20 boats", "about"),
        ("some 20 boats", "about"),
        ("an estimated 20 boats", "about"),
        ("~20 boats", "about"),
        ("20 or so boats", "about"),
        ("20-odd boats", "about"),
        ("20 boats", "exact"),
        ("another 20 boats", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven to 10 boats", (7, 10)),
        ("between 40 and 50 boats", (40, 50)),
        ("10-15 boats", (10, 15)),
        ("30 or 40 boats", (30, 40)),
        ("two to three million people", (2000000, 3000000)),
        ("$300-400bn", (300000000000, 400000000000)),
        ("prices range from 10 to 20", (10, 20)),
    ],
)
def test_ranges_are_about(text: str, value: tuple[int, int]) -> None:
    figure = only(text)
    assert (figure.value, figure.bound) == (value, "about")


def test_a_change_is_two_figures() -> None:
    assert [f.value for f in read_figures("rose from seven to 10 boats")] == [7, 10]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$12bn", 12000000000, "USD"),
        ("500 mln dlrs", 500000000, "USD"),
        ("300 mln U.S.\nDlrs", 300000000, "USD"),
        ("C$5 million", 5000000, "CAD"),
        ("2.5 billion stg", 2500000000, "GBP"),
        ("500 million pounds", 500000000, "GBP"),
        ("5,000 billion yen", 5000000000000, "JPY"),
        ("2.4 billion francs", 2400000000, "unstated"),
        ("40 Swiss francs", 40, "CHF"),
        ("EUR 5 million", 5000000, "EUR"),
        ("millions of dollars", 2000000, "USD"),
    ],
)
def test_money(text: str, value: int, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit) == (value, unit)


def test_the_phrase_holds_bound_and_currency() -> None:
    text = "a fine of more than $5bn was paid"
    figure = only(text)
    assert figure.span.of(text) == "5bn"
    assert figure.phrase.of(text) == "more than $5bn"


@pytest.mark.parametrize("text", ["20 percent", "20%", "20 pct", "20 per cent"])
def test_percentages_are_marked(text: str) -> None:
    assert only(text).percent


@pytest.mark.parametrize(
    "text",
    [
        "On 7 March 2019 at 10:30",
        "in 1987 and the 2014 war",
        "the 1980s",
        "1800 GMT",
        "Ann Other, 45, said",
        "the 21st man and the twenty-third",
        "an F-16, an S-400, a Boeing 737 and an AK-47",
        "Flight 752 under Resolution 1701 and Article 5",
        "a 155mm gun, 40 km away, for three days, or two or three weeks",
        "200 kg at 30 degrees near 33.5°N",
        "call +44 20 7946 0958",
        "they won 3-1",
        "1. First\n2) Second\n(3) third",
        "World War II",
        "no one saw a third of it, one in five",
        "a 500-pound bomb",
        "the Group of Seven and P5+1",
        "a two-state solution, a three-way call",
        "several men, a man",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read_figures(text) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "one and ",
        "hundreds of ",
        "at least ",
        "1-",
        "$1",
        "1/",
        "a.",
        "#a",
        "a@",
        "May 5 ",
        "\n ",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    small, large = unit * 2000, unit * 20000

    def seconds(text: str) -> float:
        start = time.perf_counter()
        read_figures(text)
        return time.perf_counter() - start

    seconds(small)
    assert seconds(large) < 40 * seconds(small) + 0.5
