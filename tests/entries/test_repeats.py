"""What an article tells twice is kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backchannel.entries.entry import Party, Position, Relation, Tally
from backchannel.entries.repeats import once
from backchannel.span import Span

IRAN, HOUTHIS = Party("Iran", "IRN"), Party("Houthis", "HOUTHIS")
WORDS = "backs/VERB/root/0 arms/VERB/conj/1 condemned/VERB/conj/1 assailed/VERB/conj/1"


def tie(start: int, confidence: float, subject: Party = IRAN) -> Relation:
    span = Span(start, start + 4)
    return Relation(span, span, (), "backs", subject, HOUTHIS, "asserted", None, confidence)


def tally(start: int, value: int, confidence: float) -> Tally:
    span = Span(start, start + 4)
    return Tally(
        span, span, (), "killed", "people", value, "exact", None, None, None, None, confidence
    )


def verdict(start: int, end: int, confidence: float) -> Position:
    span = Span(start, end)
    return Position(span, span, (), "condemn", IRAN, HOUTHIS, None, confidence)


def test_of_one_tie_told_twice_the_surer_is_kept(parse: Callable) -> None:
    scene = parse(WORDS).scene()
    assert once(scene, [tie(0, 0.4), tie(6, 0.7)]) == (tie(6, 0.7),)


def test_parties_of_one_code_are_one_party(parse: Callable) -> None:
    scene = parse(WORDS).scene()
    tehran = tie(6, 0.3, Party("Iranian government", "IRN"))
    assert once(scene, [tie(0, 0.4), tehran]) == (tie(0, 0.4),)


def test_a_tie_and_its_denial_are_two(parse: Callable) -> None:
    both = [tie(0, 0.4), replace(tie(6, 0.7), polarity="denied")]
    assert once(parse(WORDS).scene(), both) == tuple(both)


def test_offices_are_told_apart_by_person(parse: Callable) -> None:
    one = replace(tie(0, 0.4), type="represents", subject=Party("A. Azari", "IRN"), role="envoy")
    other = replace(tie(6, 0.4), type="represents", subject=Party("B. Bani", "IRN"), role="envoy")
    assert once(parse(WORDS).scene(), [one, other]) == (one, other)


def test_another_figure_of_the_same_thing_is_another_tally(parse: Callable) -> None:
    found = [tally(0, 12, 0.5), tally(6, 14, 0.5), tally(12, 12, 0.4)]
    assert once(parse(WORDS).scene(), found) == tuple(found[:2])


def test_verdicts_in_other_words_are_two(parse: Callable) -> None:
    same, other = verdict(11, 20, 0.5), verdict(21, 29, 0.4)
    assert once(parse(WORDS).scene(), [same, other]) == (same, other)
    assert once(parse(WORDS).scene(), [same, replace(same, confidence=0.2)]) == (same,)


def test_they_stay_in_the_order_of_the_text(parse: Callable) -> None:
    found = once(parse(WORDS).scene(), [tally(12, 3, 0.2), tally(0, 2, 0.2)])
    assert [t.trigger.start for t in found] == [0, 12]
