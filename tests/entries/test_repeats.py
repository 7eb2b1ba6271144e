"""What an article tells twice is kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backchannel.entries.entry import Event, Forecast, Party, Position, Relation, Tally
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
port/NOUN/obj/2 ~./PUNCT/punct/2

missiles|missile/NOUN/nsubj/2 hit/VERB/root/0 the/DET/det/5 northern/ADJ/amod/5 port/NOUN/obj/2
~./PUNCT/punct/2
"""


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


def both(parsed: object) -> tuple[Event, Event]:
    first = event(parsed, "Iran struck the northern port", "struck", 0.5)
    return first, event(parsed, "missiles hit the northern port", "hit", 0.7)


def told_longer(parsed: object) -> tuple[Event, Event]:
    first = event(parsed, "struck the northern port", "struck", 0.5)
    return first, event(parsed, "hit the northern port", "hit", 0.7)


def test_of_one_act_in_much_the_same_words_the_surer_is_kept(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_longer(parsed)
    assert once_in_words(parsed.scene(), [first, second]) == (second,)
    assert once_in_words(parsed.scene(), [replace(first, confidence=0.9), second]) == (
        replace(first, confidence=0.9),
    )


def test_acts_that_share_fewer_words_are_two(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    assert once_in_words(parsed.scene(), both(parsed)) == both(parsed)


def test_other_parties_or_another_day_are_another_act(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_longer(parsed)
    of_others = replace(second, actor=HOUTHIS)
    assert once_in_words(parsed.scene(), [first, of_others]) == (first, of_others)
    days = (replace(first, date="2024-08-01"), replace(second, date="2024-08-02"))
    assert once_in_words(parsed.scene(), days) == days


def test_a_forecast_is_told_once_by_each_forecaster(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    forecasts = [
        Forecast(e.evidence, e.trigger, (), IRAN, None, None, "likely", e.confidence)
        for e in told_longer(parsed)
    ]
    assert once_in_words(parsed.scene(), forecasts) == (forecasts[1],)


def test_each_kind_by_its_own_rule_and_in_its_place(parse: Callable) -> None:
    parsed = parse(TOLD_TWICE)
    first, second = told_longer(parsed)
    ties = (tie(0, 0.4), tie(6, 0.7))
    assert told_once(parsed.scene(), (first, second, *ties)) == (second, ties[1])
