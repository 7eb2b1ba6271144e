from __future__ import annotations

import time

from dispatches import REWRITTEN, WIRE
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles import Fields, survey
from backchannel.links.alignment import same_words, told_again
from backchannel.links.body import Body, body_of


def body(text: str) -> Body:
    return body_of(survey(text, Fields()))


def test_runs_are_as_long_as_they_can_be() -> None:
    one, other = "a b c d e f g h", "x y b c d e f g z"
    [run] = same_words(body(one), body(other))
    assert (run.first, run.second, run.length) == (1, 2, 6)


def test_of_repeated_passages_the_longest_is_taken() -> None:
    one = body("a b c d e f g")
    other = body("a b c d e x a b c d e f g")
    [run] = same_words(one, other)
    assert (run.second, run.length) == (6, 7)


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_runs_are_the_same_words_and_do_not_overlap(first: list[str], second: list[str]) -> None:
    one, other = body(" ".join(first)), body(" ".join(second))
    free = 0
    for run in same_words(one, other):
        assert run.first >= free
        assert run.length >= 5
        mine = one.words[run.first : run.first + run.length]
        assert mine.tolist() == other.words[run.second : run.second + run.length].tolist()
        free = run.first + run.length


def test_a_sentence_repeated_for_pages_takes_no_time() -> None:
    one = body("The envoys left Portsea at noon on Monday. " * 10_000)
    other = body("The envoys left Portsea at noon on Monday. Then they slept. " * 10_000)
    start = time.perf_counter()
    same_words(one, other)
    told_again(one, other)
    assert time.perf_counter() - start < 10


def test_sentences_are_found_in_other_words() -> None:
    wire, rewritten = body(WIRE), body(REWRITTEN)
    told = told_again(rewritten, wire)
    assert 0.3 < told.share < 1.0
    assert len(told.pairs()) >= 3
    assert told_again(wire, wire).share > 0.99
    assert told_again(wire, body("")).share == 0.0
    assert told_again(body(""), wire).share == 0.0
