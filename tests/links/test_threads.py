from __future__ import annotations

import time

import told
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Party
from backchannel.links.account import Judgements, Material
from backchannel.links.lineages import lineages_of
from backchannel.links.threads import fullest, threads_of


def threads(m):
    return threads_of(m, lineages_of(m))


def grouped(m):
    return [tuple(x.id for x in thread.lines) for thread in threads(m)]


def test_what_nobody_else_tells_is_a_thread_of_one():
    m = told.material(told.told("a", told.message(), told.event(), day=2))
    one, other = threads(m)
    assert (one.id, one.kind, one.first, one.last) == ("a0", "message", told.date(2), told.date(2))
    assert (one.head, one.lines) == (m.sheets[0].lines[0], (m.sheets[0].lines[0],))
    assert (one.changes, one.links, one.origins.least) == ((), (), 1)
    assert other.kind == "event"


def test_entries_that_tell_the_same_are_one_thread_in_order_of_days():
    sheets = [
        told.told("a", told.message(), day=5),
        told.told("b", told.message()),
        told.told("c", told.message("Tasnim"), day=3),
    ]
    links = [told.same("a0", "b0"), told.same("b0", "c0"), told.same("a0", "c0")]
    (made,) = threads(told.material(*sheets, same=links))
    assert [x.id for x in made.lines] == ["c0", "a0", "b0"]
    assert (made.first, made.last) == (told.date(3), told.date(5))
    assert [x.first + x.second for x in made.links] == ["a0b0", "a0c0", "b0c0"]
    assert (made.origins.least, made.origins.most) == (1, 3)


def test_the_fullest_is_the_head():
    sheets = [
        told.told("a", told.message(confidence=0.9), day=1),
        told.told("b", told.message(channel="letter", confidence=0.4), day=2),
        told.told("c", told.message(channel="call", confidence=0.6), day=3),
    ]
    links = [told.same(x, y) for x, y in (("a0", "b0"), ("b0", "c0"), ("a0", "c0"))]
    (made,) = threads(told.material(*sheets, same=links))
    assert made.id == made.head.id == "c0"


def test_an_entry_that_people_mended_is_the_head():
    sheets = [
        told.told("a", told.message(channel="letter"), day=1),
        told.told("b", told.message(), day=2, corrected=("b0",)),
    ]
    assert fullest(x for s in sheets for x in s.lines).id == "b0"


def test_the_first_is_the_head_of_those_that_are_alike():
    sheets = [told.told("b", told.message(), day=1), told.told("a", told.message(), day=2)]
    assert fullest(x for s in sheets for x in s.lines).id == "b0"


def test_two_entries_of_one_article_are_one_thread_only_where_another_tells_both_strongly():
    sheets = [told.told("a", told.message(), told.message()), told.told("b", told.message())]
    weak = [told.same("a0", "b0", 0.6), told.same("a1", "b0", 0.9)]
    assert grouped(told.material(*sheets, same=weak)) == [("a0",), ("a1", "b0")]
    strong = [told.same("a0", "b0", 0.9), told.same("a1", "b0", 0.9)]
    assert grouped(told.material(*sheets, same=strong)) == [("a0", "a1", "b0")]
    judged = Judgements(joined_entries=(("a0", "a1"),))
    assert grouped(told.material(*sheets, same=weak, judged=judged)) == [("a0", "a1", "b0")]


def test_links_of_other_sorts_and_of_entries_that_are_gone_tie_nothing():
    sheets = [told.told("a", told.message(), told.event()), told.told("b", told.message())]
    links = [
        told.same("a0", "b0", relation="answers"),
        told.same("a1", "b0"),
        told.same("b0", "z9"),
    ]
    assert grouped(told.material(*sheets, same=links)) == [("a0",), ("b0",), ("a1",)]


def test_people_join_and_part_entries():
    sheets = [told.told(n, told.message(), told.event()) for n in "abc"]
    judged = Judgements(joined_entries=(("b0", "c0"), ("a0", "b1")), parted_entries=(("a0", "b0"),))
    m = told.material(*sheets, same=[told.same("a0", "b0", 1.0)], judged=judged)
    assert grouped(m) == [("a0",), ("b0", "c0"), ("a1",), ("b1",), ("c1",)]


def test_threads_come_by_kind_then_first_report():
    sheets = [
        told.told("a", told.statement(), told.event(), day=3),
        told.told("b", told.event(), day=2),
        told.told("c", told.event()),
        told.told("d", told.tally(3), told.message(), day=9),
    ]
    assert [t.id for t in threads(told.material(*sheets))] == ["a0", "d1", "b0", "a1", "c0", "d0"]


def test_a_thread_says_how_the_account_changed():
    sheets = [
        told.told("a", told.message(recipient=None), day=1),
        told.told("b", told.message(recipient=Party("Norland", "NOR")), day=2),
    ]
    (made,) = threads(told.material(*sheets, same=[told.same("a0", "b0")]))
    assert [(c.field, c.after) for c in made.changes] == [("recipient", "Norland")]


PAIRS = st.tuples(
    st.sampled_from("abcde"), st.integers(0, 1), st.sampled_from("abcde"), st.integers(0, 1)
)


def _pair(drawn):
    a, i, b, j = drawn[0]
    return frozenset({(a, i), (b, j)})


@given(
    st.lists(st.tuples(PAIRS, st.floats(0.3, 1)), max_size=12, unique_by=_pair),
    st.randoms(use_true_random=False),
)
def test_every_entry_is_in_one_thread_whatever_the_order(found, random):
    sheets = [told.told(n, told.message(), told.message(), day=ord(n) % 3 + 1) for n in "abcde"]
    links = [told.same(f"{a}{i}", f"{b}{j}", score) for (a, i, b, j), score in found if a != b]
    m = told.material(*sheets, same=links)
    made = threads(m)
    assert sorted(x.id for t in made for x in t.lines) == sorted(
        x.id for s in m.sheets for x in s.lines
    )
    assert all(t.head in t.lines and t.id == t.head.id for t in made)
    random.shuffle(sheets)
    random.shuffle(links)
    assert threads(Material(tuple(sheets), (), tuple(links))) == made


def test_ten_thousand_entries_take_a_second_or_so():
    says = [(), ("Tasnim",), ("officials",), ("Sera Dovan",)]
    sheets = [
        told.told(f"{n:04}", *(told.message(*says[(n + k) % 4]) for k in range(10)), day=n % 28 + 1)
        for n in range(1000)
    ]
    links = [
        told.same(f"{n:04}{k}", f"{n + d:04}{k}", 0.8)
        for n in range(0, 1000, 4)
        for d in (1, 2, 3)
        for k in range(10)
    ]
    links += [
        told.same(f"{n + 1:04}{k}", f"{n + 2:04}{k}", 0.7)
        for n in range(0, 1000, 4)
        for k in range(10)
    ]
    m = told.material(*sheets, same=links)
    started = time.process_time()
    made = threads(m)
    assert time.process_time() - started < 5
    assert len(made) < 10_000


def test_one_without_a_day_does_not_bring_together_what_is_of_other_days():
    sheets = [
        told.told("a", told.message(date="2031-03-01"), day=2),
        told.told("b", told.message(), day=3),
        told.told("c", told.message(date="2031-03-09"), day=10),
    ]
    links = [told.same("a0", "b0"), told.same("b0", "c0")]
    assert {len(group) for group in grouped(told.material(*sheets, same=links))} == {1, 2}
    judged = Judgements(joined_entries=(("a0", "c0"),))
    m = told.material(*sheets, same=[*links, told.same("a0", "c0")], judged=judged)
    assert [len(group) for group in grouped(m)] == [3]
