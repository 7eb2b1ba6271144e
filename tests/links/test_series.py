from __future__ import annotations

import dataclasses
import datetime
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from threaded import on, threads
from told import event, kin, material, same, tally, told

from backchannel.entries.entry import Place
from backchannel.links.account import Material, Series
from backchannel.links.link import Sheet
from backchannel.links.ranges import range_of
from backchannel.links.series import series_of

KARIM = Place("Port Karim", "OMN", 23.61, 58.59, 287286)
GAZA = Place("Gaza", "PSE", 31.5, 34.46, 281133)
STRIP = Place("Gaza Strip", "PSE")
OMAN = Place("Oman", "OMN", None, None, 286963)
WAR = {"place": GAZA, "since": "2023-10-07"}


def made(*sheets: Sheet, grouped: str = "") -> tuple[Series, ...]:
    m = material(*sheets)
    return series_of(m, threads(m, *([grouped] if grouped else [])))


def values(series: Series) -> list[object]:
    return [p.value for p in series.points]


def test_a_count_since_a_day_goes_on_from_article_to_article() -> None:
    sheets = (
        on(told("b", tally(10022, "health ministry", of="people", **WAR)), "2023-11-06"),
        on(told("a", tally(7000, "health ministry", of="Palestinians", bound="at_least",
                           place=STRIP, since="2023-10-07")), "2023-10-26"),
        on(told("c", tally(1400, "army", of="people", place=Place("Israel", "ISR"),
                           since="2023-10-07")), "2023-11-06"),
    )  # fmt: skip
    gaza, israel = made(*sheets)
    assert (gaza.what, gaza.place, gaza.since) == ("killed", "Gaza Strip", "2023-10-07")
    assert values(gaza) == [7000, 10022]
    assert [p.source for p in gaza.points] == ["health ministry"] * 2
    assert [p.flags for p in gaza.points] == [(), ()]
    assert gaza.id == "a0"
    assert values(israel) == [1400]


def test_parts_are_series_of_their_own() -> None:
    told_ = told(
        "a",
        tally(10022, "ministry", of="people", **WAR),
        tally(4104, "ministry", of="children", part_of=10022, **WAR),
    )
    later = told("b", tally(5000, "ministry", of="children", **WAR))
    by_of = {s.of: s for s in made(on(told_, "2023-11-06"), on(later, "2023-11-20"))}
    assert by_of["people"].parts == (by_of["children"].id,)
    assert values(by_of["children"]) == [4104, 5000]


def test_civilians_are_not_people() -> None:
    sheets = (
        on(told("a", tally(900, "army", of="civilians", **WAR)), "2023-11-06"),
        on(told("b", tally(1000, "army", of="people", **WAR)), "2023-11-06"),
    )
    assert len(made(*sheets)) == 2


def test_one_events_toll_is_not_mixed_with_a_count_over_time() -> None:
    sheets = (
        on(told("a", tally(24, "harbour office", place=KARIM, since="2031-03-03",
                           until="2031-03-03")), "2031-03-04"),
        on(told("b", tally(310, "harbour office", place=KARIM, since="2031-01-01")), "2031-03-04"),
    )  # fmt: skip
    assert sorted(map(values, made(*sheets))) == [[24], [310]]


def test_tolls_of_one_event_are_followed_in_one_town_for_days() -> None:
    sheets = [
        on(told(name, tally(value, source, place=KARIM), event(place=KARIM)), day)
        for name, value, source, day in (
            ("a", 24, "harbour office", "2031-03-03"),
            ("b", 26, "army", "2031-03-04"),
            ("c", 5, "army", "2031-03-30"),
        )
    ]
    assert sorted(map(values, made(*sheets))) == [[5], [24], [26]]
    assert sorted(map(values, made(*sheets, grouped="a1 b1"))) == [[5], [24, 26]]
    m = material(*sheets, kin=[kin(sheets[0], sheets[1])])
    assert sorted(map(values, series_of(m, threads(m)))) == [[5], [24, 26]]
    m = material(*sheets, same=[same("a0", "b0", 0.4)])
    assert sorted(map(values, series_of(m, threads(m)))) == [[5], [24, 26]]


def test_two_events_of_one_town_within_two_days_stay_apart() -> None:
    sheets = (
        on(told("a", tally(7, "police", place=KARIM), event(place=KARIM)), "2031-03-03"),
        on(told("b", tally(9, "army", place=KARIM), event(place=KARIM)), "2031-03-04"),
        on(told("c", tally(10, "office", place=KARIM)), "2031-03-04"),
    )
    assert sorted(map(values, made(*sheets))) == [[7], [9, 10]]  # of one day: rivals
    dated = {"since": "2031-03-03", "until": "2031-03-03"}
    late = on(told("d", tally(8, "army", place=KARIM, **dated)), "2031-03-04")
    assert sorted(map(values, made(sheets[0], late))) == [[8, 7]]


def test_numbers_that_a_sentence_sets_side_by_side_are_not_one_things() -> None:
    def ships(*numbers: int, name: str, day: str) -> Sheet:
        drafts = [
            tally(n, "navy", what="ships", place=OMAN, words=f"{n} ships in list {at}{name}",
                  since="2031-03-01", until="2031-03-02")
            for at, n in enumerate(numbers)
        ]  # fmt: skip
        text = told(name, *drafts)
        article = dataclasses.replace(text.article, text=text.article.text.replace(". ", ", "))
        lines = tuple(dataclasses.replace(x, article=article) for x in text.lines)
        return on(Sheet(text.identity, article, lines), day)

    first = ships(170, 9, name="a", day="2031-03-03")
    assert sorted(map(values, made(first))) == [[9], [170]]
    later = ships(172, name="b", day="2031-03-04"), ships(10, name="c", day="2031-03-05")
    assert sorted(map(values, made(first, *later))) == [[9, 10], [170, 172]]
    assert sorted(map(values, made(ships(9, 9, name="d", day="2031-03-03")))) == [[9]]


def test_many_points_of_one_source_take_no_longer_each() -> None:
    sheets = [
        on(told(f"s{at}", tally(9000 - at, "ministry", **WAR)),
           (datetime.date(2023, 11, 1) + datetime.timedelta(at)).isoformat())
        for at in range(3000)
    ]  # fmt: skip
    m = material(*sheets)
    tied = threads(m)
    start = time.perf_counter()
    (series,) = series_of(m, tied)
    assert time.perf_counter() - start < 5
    assert sum(p.flags == ("falls",) for p in series.points) > 2900


def test_small_tolls_in_a_whole_country_need_a_thread() -> None:
    sheets = (
        on(told("a", tally(5, "army", place=OMAN)), "2031-03-03"),
        on(told("b", tally(6, "police", place=OMAN)), "2031-03-03"),
    )
    assert len(made(*sheets)) == 2
    assert len(made(*sheets, grouped="a0 b0")) == 1


def test_a_large_count_goes_on_by_its_size() -> None:
    sheets = (
        on(told("a", tally(7000, "ministry", place=GAZA)), "2023-10-26"),
        on(told("b", tally(10022, "ministry", **WAR)), "2023-11-06"),
        on(told("c", tally(12, "ministry", place=GAZA)), "2023-11-06"),
    )
    assert sorted(map(values, made(*sheets))) == [[12], [7000, 10022]]


def test_without_a_place_tallies_stay_apart_unless_a_thread_or_the_sentence_ties_them() -> None:
    sheets = (
        on(told("a", tally(900, "army", words="Some 900 have died")), "2031-03-03"),
        on(told("b", tally(900, "army", words="The army counts 900 dead")), "2031-03-03"),
    )
    assert len(made(*sheets)) == 2
    assert len(made(*sheets, grouped="a0 b0")) == 1
    beside = told(
        "c",
        tally(10022, "ministry", **WAR),
        tally(25408, "ministry", what="wounded"),
    )
    wounded = made(on(beside, "2023-11-06"))[1]
    assert (wounded.what, wounded.place, wounded.since) == ("wounded", "Gaza", "2023-10-07")


def test_reprints_are_one_point_and_rivals_are_two() -> None:
    sheets = (
        on(told("a", tally(24, place=KARIM), outlet="Wire"), "2031-03-03"),
        on(told("b", tally(24, place=KARIM), outlet="Herald"), "2031-03-04"),
        on(told("c", tally(31, "Velmoran army", place=KARIM), outlet="Post"), "2031-03-04"),
    )
    m = material(*sheets, kin=[kin(sheets[0], sheets[1])])
    (series,) = series_of(m, threads(m, "a0 b0"))
    assert [(p.value, p.source) for p in series.points] == [(24, "Wire"), (31, "Velmoran army")]
    (apart,) = made(*sheets, grouped="a0 b0")
    assert [p.source for p in apart.points] == ["Wire", "Herald", "Velmoran army"]


def test_one_source_in_two_articles_of_a_day_is_one_point() -> None:
    sheets = [
        on(told(name, tally(10022, source, **WAR)), "2023-11-06")
        for name, source in (("a", "Health Ministry"), ("b", "the health ministry"))
    ]
    (series,) = made(*sheets)
    assert len(series.points) == 1
    assert series.points[0].line.id == "a0"


def test_a_number_of_now_is_followed_from_report_to_report() -> None:
    sheets = [
        on(told(n, tally(v, "army", what="hostages", of="people", place=GAZA)), day)
        for n, v, day in (
            ("a", 240, "2023-11-20"),
            ("b", 130, "2023-12-10"),
            ("c", 101, "2024-09-01"),
        )
    ]
    assert sorted(map(values, made(*sheets))) == [[101], [240, 130]]
    assert not any(p.flags for s in made(*sheets) for p in s.points)


def test_a_total_that_falls_is_flagged_and_not_mended() -> None:
    sheets = [
        on(told(n, tally(v, source, **WAR)), day)
        for n, v, source, day in (
            ("a", 10022, "ministry", "2023-11-06"),
            ("b", 9805, "ministry", "2023-11-09"),
            ("c", 9000, "army", "2023-11-09"),
        )
    ]
    (series,) = made(*sheets)
    assert [(p.value, p.flags) for p in series.points] == [
        (10022, ()),
        (9000, ()),
        (9805, ("falls",)),
    ]


def test_an_old_figure_repeated_is_flagged() -> None:
    sheets = [
        on(told(n, tally(v, "ministry", bound=b, **WAR)), day)
        for n, v, b, day in (
            ("a", 7028, "exact", "2023-10-26"),
            ("b", 10022, "exact", "2023-11-06"),
            ("c", 7028, "exact", "2023-11-08"),
            ("d", 8500, "at_least", "2023-11-09"),
            ("e", 10000, "at_least", "2023-11-10"),
        )
    ]
    (series,) = made(*sheets)
    flags = {p.value: p.flags for p in series.points if p.flags}
    assert flags == {
        7028: ("older_than_its_date",),
        8500: ("older_than_its_date",),
    }


def test_a_part_larger_than_its_whole_is_flagged() -> None:
    sheet = told(
        "a",
        tally(24, "office", place=KARIM),
        tally(30, "office", place=KARIM, of="sailors", part_of=24),
    )
    flags = {s.of: s.points[0].flags for s in made(on(sheet, "2031-03-03"))}
    assert flags == {None: (), "sailors": ("part_exceeds_whole",)}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((24, "at_least"), (26, "exact"), True),
        ((24, "at_most"), (26, "exact"), False),
        ((10000, "exact"), (10022, "exact"), True),
        ((1400, "exact"), (1200, "exact"), False),
        (((30, 35), "exact"), (33, "exact"), True),
        ((40, "about"), (43, "exact"), True),
        ((7.5, "exact"), (7.6, "exact"), False),
        ((0, "exact"), (1, "exact"), False),
    ],
)
def test_bounds_say_what_can_both_be_true(one: tuple, other: tuple, meet: bool) -> None:
    assert range_of(*one).meets(range_of(*other)) is meet
    assert range_of(*other).meets(range_of(*one)) is meet


TALLIES = st.builds(
    lambda value, source, fields: (value, source, fields),
    st.sampled_from([3, 24, 26, 900, 7000, 10022]),
    st.sampled_from([(), ("army",), ("ministry",)]),
    st.fixed_dictionaries(
        {
            "what": st.sampled_from(["killed", "hostages", "other"]),
            "of": st.sampled_from([None, "people", "children"]),
            "place": st.sampled_from([None, KARIM, GAZA, OMAN]),
            "since": st.sampled_from([None, "2031-02-01", "2031-03-03"]),
            "bound": st.sampled_from(["exact", "at_least"]),
            "part_of": st.sampled_from([None, 24, 900]),
        }
    ),
)


@st.composite
def articles(draw: st.DrawFn) -> list[Sheet]:
    sheets = []
    for at in range(draw(st.integers(1, 6))):
        drafts = [tally(v, *s, **f) for v, s, f in draw(st.lists(TALLIES, max_size=4))]
        sheet = told(f"s{at}", *drafts, outlet=draw(st.sampled_from([None, "Wire", "Post"])))
        day = draw(st.sampled_from([None, "2031-03-03", "2031-03-04", "2031-04-10"]))
        sheets.append(on(sheet, day) if day else sheet)
    return sheets


@given(articles(), st.randoms(use_true_random=False))
def test_series_do_not_depend_on_the_order(sheets: list[Sheet], rng: random.Random) -> None:
    m = material(*sheets)
    ids = [x.id for s in m.sheets for x in s.lines]
    tied = [" ".join(ids[:2])] if len(ids) > 1 else []
    shuffled = list(m.sheets)
    rng.shuffle(shuffled)
    other = Material(tuple(shuffled), (), ())
    found = series_of(m, threads(m, *tied))
    backwards = tuple(reversed(threads(other, *tied)))
    assert series_of(other, backwards) == found


@given(articles())
def test_every_tally_is_behind_a_point_of_one_series(sheets: list[Sheet]) -> None:
    m = material(*sheets)
    found = series_of(m, threads(m))
    lines = [p.line.id for s in found for p in s.points]
    assert len(lines) == len(set(lines))
    told_ = {(x.entry.what, x.entry.value, x.entry.bound) for s in m.sheets for x in s.lines}
    assert {(s.what, p.value, p.bound) for s in found for p in s.points} == told_
    assert {i for s in found for i in s.parts} <= {s.id for s in found}


def test_many_tallies_take_seconds() -> None:
    sheets = [
        on(
            told(
                f"s{at}",
                *(tally(700 + (at * 7 + k) % 9000, "army", place=KARIM, of=f"kind {at % 50}")
                  for k in range(5)),
            ),
            f"2031-{at % 12 + 1:02}-{at % 28 + 1:02}",
        )
        for at in range(2000)
    ]  # fmt: skip
    m = material(*sheets)
    tied = threads(m)
    start = time.perf_counter()
    assert series_of(m, tied)
    assert time.perf_counter() - start < 20
