from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.choice import Chosen
from backchannel.entries.found import found, score_at
from backchannel.reader import Calibration, FoundTrigger
from backchannel.reader.calibration import KINDS
from backchannel.span import Span

RAID = """
Jordan/PROPN/nsubj/2/B-PLACE condemned|condemn/VERB/root/0 the/DET/det/5 cruel/ADJ/amod/5
raid/NOUN/obj/2 ~./PUNCT/punct/2
"""


def test_only_acts_of_the_kind_asked_for(parse: Callable, marks: type) -> None:
    scene = parse(
        RAID, marks(acts=(("condemned", "position:condemn"), ("raid", "event:ASSAULT")))
    ).scene()
    (position,) = found(scene, "position")
    (event,) = found(scene, "event")
    assert (position.type, position.head.text) == ("condemn", "condemned")
    assert (event.type, event.head.text) == ("ASSAULT", "raid")
    assert list(found(scene, "message")) == []
    assert list(found(scene, "tally")) == []


def test_a_kind_without_types(parse: Callable, marks: type) -> None:
    scene = parse(RAID, marks(acts=(("condemned", "forecast"),))).scene()
    assert [act.type for act in found(scene, "forecast")] == [""]


@pytest.mark.parametrize(("score", "kept"), [(0.34, 0), (0.35, 1), (0.9, 1)])
def test_the_threshold_keeps_the_unsure_out(
    parse: Callable, marks: type, score: float, kept: int
) -> None:
    doc = parse(RAID, marks(acts=(("raid", "event:ASSAULT"),)))
    doc.doc._.triggers = [replace(t, score=score) for t in doc.doc._.triggers]
    assert len(list(found(doc.scene(), "event"))) == kept


def test_each_kind_has_a_threshold_of_its_own(parse: Callable, marks: type) -> None:
    scene = parse(RAID, marks(acts=(("condemned", "position:condemn"), ("raid", "event:AID"))))
    curve = {"threshold": 0.2, "base": 0, "trigger": 1, "parties": 0}
    each = Calibration(dict.fromkeys(KINDS, curve) | {"event": curve | {"threshold": 0.95}})
    strict = replace(scene.scene(), calibration=each)
    assert list(found(strict, "event")) == []
    assert len(list(found(strict, "position"))) == 1


def test_of_those_that_overlap_the_likeliest(parse: Callable, marks: type) -> None:
    acts = (("cruel raid", "event:ASSAULT"), ("raid", "event:COERCE"))
    doc = parse(RAID, marks(acts=acts))
    first, second = doc.doc._.triggers
    doc.doc._.triggers = (first, replace(second, score=0.95))
    assert [act.type for act in found(doc.scene(), "event")] == ["COERCE"]


def test_parties_that_are_unsure_make_an_entry_less_sure(parse: Callable, marks: type) -> None:
    scene = parse(RAID, marks(acts=(("raid", "event:ASSAULT"),))).scene()
    (act,) = found(scene, "event")
    sure, unsure = Chosen((), 1.0), Chosen((), 0.2)
    assert act.confidence() == act.confidence(sure) == 0.9
    assert act.confidence(unsure, unsure) < act.confidence(unsure, sure) < 0.9


def test_the_best_score_among_those_that_overlap(parse: Callable) -> None:
    doc = parse(RAID)
    scene, at = doc.scene(), doc.doc.text.index
    marked = [
        FoundTrigger(0, 2, "tally", 0.4),
        FoundTrigger(1, 3, "tally", 0.6),
        FoundTrigger(4, 5, "tally", 0.9),
    ]
    assert score_at(scene, Span(0, 6), marked, 0.1) == 0.4
    assert score_at(scene, Span(at("condemned"), at("cruel")), marked, 0.1) == 0.6
    assert score_at(scene, Span(at("cruel"), at("raid")), marked, 0.1) == 0.1
    assert score_at(scene, Span(at("cruel"), at("raid") + 1), marked, 0.1) == 0.9
    assert score_at(scene, Span(at("."), at(".") + 1), marked, 0.1) == 0.1
    assert score_at(scene, Span(0, 6), [], 0.3) == 0.3


@pytest.mark.parametrize(
    ("other", "likelier", "kept"),
    [
        ("forecast", True, False),
        ("forecast", False, True),
        ("event:COERCE", True, False),
        ("message", True, True),
        ("relation:represents", True, True),
    ],
)
def test_a_signal_yields_to_a_likelier_act_on_its_words_but_not_to_a_message(
    parse: Callable, marks: type, other: str, likelier: bool, kept: bool
) -> None:
    doc = parse(RAID, marks(acts=(("cruel raid", "signal:threat"), ("raid", other))))
    signal, rival = doc.doc._.triggers
    doc.doc._.triggers = (signal, replace(rival, score=0.95 if likelier else 0.5))
    assert len(list(found(doc.scene(), "signal"))) == kept


def test_an_act_elsewhere_takes_no_word_away(parse: Callable, marks: type) -> None:
    acts = (("condemned", "position:condemn"), ("raid", "signal:threat"))
    assert len(list(found(parse(RAID, marks(acts=acts)).scene(), "position"))) == 1


CARRIED_OUT = """
Jordan/PROPN/nsubj/2/B-PLACE carried|carry/VERB/root/0 out/ADP/compound:prt/2
strikes|strike/NOUN/obj/2 and/CCONJ/cc/6 raids|raid/NOUN/conj/4 ~./PUNCT/punct/2
"""


@pytest.mark.parametrize(
    ("second", "kept"),
    [("ASSAULT", ["strikes", "raids"]), ("COERCE", ["carried", "strikes", "raids"])],
)
def test_a_verb_and_its_noun_are_one_act_where_they_are_of_one_type(
    parse: Callable, marks: type, second: str, kept: list[str]
) -> None:
    acts = (("carried out", f"event:{second}"), ("strikes", "event:ASSAULT"))
    doc = parse(CARRIED_OUT, marks(acts=(*acts, ("raids", "event:ASSAULT"))))
    verb, *nouns = doc.doc._.triggers
    doc.doc._.triggers = (replace(verb, score=0.6), *nouns)
    assert [act.head.text for act in found(doc.scene(), "event")] == kept


STRUCK_AFTER = """
Jordan/PROPN/nsubj/2/B-PLACE struck|strike/VERB/root/0 Oman/PROPN/obj/2/B-PLACE after/ADP/case/6
Omani/ADJ/amod/6 strikes|strike/NOUN/obl/2 ~./PUNCT/punct/2
"""


def test_what_an_act_answers_is_another_act(parse: Callable, marks: type) -> None:
    acts = (("struck", "event:ASSAULT"), ("strikes", "event:ASSAULT"))
    doc = parse(STRUCK_AFTER, marks(acts=acts))
    assert [act.head.text for act in found(doc.scene(), "event")] == ["struck", "strikes"]
