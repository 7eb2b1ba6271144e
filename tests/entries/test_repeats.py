"""What an article tells twice is kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Event, Forecast, Party, Place, Position, Relation, Tally
from backchannel.entries.repeats import once, once_in_words, told_once
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


TOLD_TWICE = """
Iran/PROPN/nsubj/2/B-PLACE struck|strike/VERB/root/0 the/DET/det/5 northern/ADJ/amod/5
port/NOUN/obj/2 at/ADP/case/7 dawn/NOUN/obl/2 ~./PUNCT/punct/2
;; Iran/PROPN/nsubj/2/B-PLACE hit/VERB/root/0 the/DET/det/5 northern/ADJ/amod/5 port/NOUN/obj/2
~./PUNCT/punct/2
;; Iran/PROPN/nsubj/2/B-PLACE shelled|shell/VERB/root/0 two/NUM/nummod/5 northern/ADJ/amod/5
towns|town/NOUN/obj/2 ~./PUNCT/punct/2
;; Iran/PROPN/nsubj/4/B-PLACE did/AUX/aux/4 not/PART/advmod/4 take/VERB/root/0 port/NOUN/obj/4
~./PUNCT/punct/4
"""
STRUCK = ("Iran struck the northern port at dawn", "struck")
HIT = ("Iran hit the northern port", "hit")
SHELLED = ("Iran shelled two northern towns", "shelled")
NOT_TAKEN = ("Iran did not take port", "take")


def event(parsed: object, words: str, trigger: str, confidence: float) -> Event:
    text = parsed.doc.text  # type: ignore[attr-defined]
    at, start = text.index(words), text.index(trigger)
    return Event(
        Span(at, at + len(words)),
        Span(start, start + len(trigger)),
        (),
        "ASSAULT",
        IRAN,
        None,
        None,
        None,
        "actual",
        confidence,
    )


def told_again(parsed: object) -> tuple[Event, Event]:
    return event(parsed, *STRUCK, 0.5), event(parsed, *HIT, 0.7)


def test_of_one_act_in_much_the_same_words_the_surer_is_kept(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_again(parsed)
    assert once_in_words(parsed.scene(), [first, second]) == (second,)
    surer = replace(first, confidence=0.9)
    assert once_in_words(parsed.scene(), [surer, second]) == (surer,)


@pytest.mark.parametrize("other", [SHELLED, NOT_TAKEN])
def test_acts_that_share_fewer_words_beside_who_are_two(
    parse: Callable, other: tuple[str, str]
) -> None:
    parsed = parse(TOLD_TWICE)
    both = (event(parsed, *STRUCK, 0.5), event(parsed, *other, 0.7))
    assert once_in_words(parsed.scene(), both) == both


def test_other_parties_days_or_places_are_another_act(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_again(parsed)
    for apart in (
        (first, replace(second, actor=HOUTHIS)),
        (replace(first, date="2024-08-01"), replace(second, date="2024-08-02")),
        (replace(first, place=Place("Jenin")), replace(second, place=Place("Rafah"))),
    ):
        assert once_in_words(parsed.scene(), apart) == apart
    one_placed = (first, replace(second, place=Place("Rafah")))
    assert once_in_words(parsed.scene(), one_placed) == one_placed[1:]


def test_a_forecast_is_told_once_by_each_forecaster(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = (
        Forecast(e.evidence, e.trigger, (), IRAN, None, None, "likely", e.confidence)
        for e in told_again(parsed)
    )
    assert once_in_words(parsed.scene(), [first, second]) == (second,)
    unlikely = replace(second, likelihood="unlikely")
    assert once_in_words(parsed.scene(), [first, unlikely]) == (first, unlikely)


def test_each_kind_by_its_own_rule_and_in_its_place(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_again(parsed)
    ties = (tie(0, 0.4), tie(6, 0.7))
    assert told_once(parsed.scene(), (first, second, *ties)) == (second, ties[1])
