from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Party, Signal
from backchannel.entries.signals import read_signals

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
WARNED = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE warned|warn/VERB/root/0
Kuwait/PROPN/obj/4/B-PLACE that/SCONJ/mark/8 they/PRON/nsubj/8 close/VERB/ccomp/4 the/DET/det/10
port/NOUN/obj/8 if/SCONJ/mark/13 talks|talk/NOUN/nsubj/13 fail/VERB/advcl/4 ~./PUNCT/punct/4
"""
THREAT = ("warned", "signal:threat", "they close the port")
TO_KUWAIT = {"warned": ({"Jordan": 3.0}, {"Kuwait": 3.0})}


def read(doc: object) -> list[Signal]:
    return list(read_signals(doc.scene()))  # type: ignore[attr-defined]


def test_one_entry_for_each_of_joint_issuers(parse: Callable, marks: type) -> None:
    doc = parse(
        WARNED,
        marks(acts=(THREAT,), points=TO_KUWAIT, conditions={"warned": "if talks fail"}),
    )
    first, second = read(doc)
    text = doc.doc.text
    assert (first.issuer, first.target) == (JORDAN, KUWAIT)
    assert second == replace(first, issuer=OMAN)
    assert (first.type, first.attributed_to) == ("threat", ())
    assert first.trigger.of(text) == "warned"
    assert first.consequence is not None
    assert first.consequence.of(text) == "they close the port"
    assert first.condition is not None
    assert first.condition.of(text) == "if talks fail"
    assert first.evidence.of(text) == text[:-1]


def test_one_entry_for_each_target(parse: Callable, marks: type) -> None:
    points = {"warned": ({"Kuwait": 3.0}, {"Jordan": 3.0})}
    found = read(parse(WARNED, marks(acts=(THREAT,), points=points)))
    assert [(s.issuer, s.target) for s in found] == [(KUWAIT, JORDAN), (KUWAIT, OMAN)]


def test_a_condition_that_the_network_misses_may_be_plain(parse: Callable, marks: type) -> None:
    doc = parse(WARNED, marks(acts=(THREAT,), points=TO_KUWAIT))
    conditions = {s.condition.of(doc.doc.text) for s in read(doc) if s.condition}
    assert conditions == {"if talks fail"}


def test_what_the_network_finds_goes_before_what_is_plain(parse: Callable, marks: type) -> None:
    doc = parse(
        WARNED, marks(acts=(THREAT,), points=TO_KUWAIT, conditions={"warned": "talks fail"})
    )
    assert {s.condition.of(doc.doc.text) for s in read(doc) if s.condition} == {"talks fail"}


def test_nobody_may_issue_it_or_be_moved(parse: Callable, marks: type) -> None:
    (s,) = read(parse(WARNED, marks(acts=(("warned", "signal:warning"),))))
    assert (s.issuer, s.target, s.consequence) == (None, None, None)
    points = {"warned": ({"Jordan": -1.0}, {"Kuwait": 3.0})}
    (s,) = read(parse(WARNED, marks(acts=(("warned", "signal:warning"),), points=points)))
    assert (s.issuer, s.target) == (None, KUWAIT)


def test_a_party_does_not_threaten_itself(parse: Callable, marks: type) -> None:
    points = {"warned": ({"Kuwait": 3.0}, {"Kuwait": 3.0})}
    (s,) = read(parse(WARNED, marks(acts=(THREAT,), points=points)))
    assert (s.issuer, s.target) == (KUWAIT, None)


@pytest.mark.parametrize("kind", ["threat", "warning", "demand", "promise", "restraint"])
def test_the_type_is_the_readers(parse: Callable, marks: type, kind: str) -> None:
    assert [s.type for s in read(parse(WARNED, marks(acts=(("warned", f"signal:{kind}"),))))] == [
        kind
    ]


def test_the_unsure_and_the_other_kinds_are_left_out(parse: Callable, marks: type) -> None:
    doc = parse(WARNED, marks(acts=(("warned", "position:reject"), ("close", "signal:threat"))))
    doc.doc._.triggers = tuple(replace(t, score=0.3) for t in doc.doc._.triggers)
    assert read(doc) == []
    assert read(parse(WARNED, marks(acts=(("warned", "position:reject"),)))) == []


RELAYED = """
Reuters/PROPN/nsubj/2 reported|report/VERB/root/0 that/SCONJ/mark/5 Oman/PROPN/nsubj/5/B-PLACE
said|say/VERB/ccomp/2 it/PRON/nsubj/8 would/AUX/aux/8 strike/VERB/ccomp/5
Kuwait/PROPN/obj/8/B-PLACE ~./PUNCT/punct/2
"""
SAID = (
    ("Reuters", "reported", "that Oman said it would strike Kuwait"),
    ("Oman", "said", "it would strike Kuwait"),
)


def test_the_issuer_is_no_source_of_its_own_signal(parse: Callable, marks: type) -> None:
    act = ("strike", "signal:threat", "strike Kuwait")
    by_oman = {"strike": ({"Oman": 3.0}, {"Kuwait": 3.0})}
    (s,) = read(parse(RELAYED, marks(said=SAID, acts=(act,), points=by_oman)))
    assert (s.issuer, s.target, s.attributed_to) == (OMAN, KUWAIT, ("Reuters",))
    by_kuwait = {"strike": ({"Kuwait": 3.0}, {})}
    (s,) = read(parse(RELAYED, marks(said=SAID, acts=(act,), points=by_kuwait)))
    assert s.attributed_to == ("Oman", "Reuters")


JOINTLY = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE said|say/VERB/root/0
they/PRON/nsubj/7 would/AUX/aux/7 strike/VERB/ccomp/4 Kuwait/PROPN/obj/7/B-PLACE ~./PUNCT/punct/4
"""


def test_nor_is_one_of_joint_issuers_the_source_of_anothers(parse: Callable, marks: type) -> None:
    doc = parse(
        JOINTLY,
        marks(
            said=(("Jordan and Oman", "said", "they would strike Kuwait"),),
            acts=(("strike", "signal:threat"),),
            points={"strike": ({"Jordan": 3.0}, {"Kuwait": 3.0})},
        ),
    )
    assert [(s.issuer, s.attributed_to) for s in read(doc)] == [(JORDAN, ()), (OMAN, ())]


THE_OMANIS = RELAYED.replace("Oman/PROPN/nsubj/5/B-PLACE", "Omanis/PROPN/nsubj/5")


def test_nor_is_its_people_under_another_name(parse: Callable, marks: type) -> None:
    doc = parse(
        THE_OMANIS,
        marks(
            said=(("Omanis", "said", "it would strike Kuwait"),),
            acts=(("strike", "signal:threat"),),
            points={"strike": ({"Omanis": 3.0}, {"Kuwait": 3.0})},
        ),
    )
    assert [(s.issuer, s.attributed_to) for s in read(doc)] == [(OMAN, ())]


def test_unsure_parties_make_an_unsure_entry(parse: Callable, marks: type) -> None:
    sure, unsure = (
        read(
            parse(
                WARNED,
                marks(acts=(THREAT,), points={"warned": ({"Jordan": score}, {"Kuwait": 3.0})}),
            )
        )[0].confidence
        for score in (6.0, 0.5)
    )
    assert sure is not None
    assert unsure is not None
    assert 0 < unsure < sure < 0.9


def test_spans_stay_in_the_passage_where_they_begin(parse: Callable, marks: type) -> None:
    written = WARNED.replace("port/NOUN", "Advertisement/NOUN")
    doc = parse(
        written,
        marks(
            acts=(("warned", "signal:threat", "close the Advertisement if talks fail"),),
            points=TO_KUWAIT,
            conditions={"warned": "Advertisement if talks fail"},
            apart=("Advertisement ",),
        ),
    )
    (cut,) = doc.apart
    for s in read(doc):
        spans = [s.evidence, s.trigger, s.consequence, s.condition]
        assert not any(span.overlaps(cut) for span in spans if span is not None)
        assert s.consequence is not None
        assert s.consequence.of(doc.doc.text) == "close the "


NOT_WARNED = """
Jordan/PROPN/nsubj/4/B-PLACE had/AUX/aux/4 not/PART/advmod/4 warned|warn/VERB/root/0
Kuwait/PROPN/obj/4/B-PLACE ~./PUNCT/punct/4
"""
WILL_NOT = """
Jordan/PROPN/nsubj/4/B-PLACE will/AUX/aux/4 not/PART/advmod/4 attack/VERB/root/0
Kuwait/PROPN/obj/4/B-PLACE ~./PUNCT/punct/4
"""


def test_a_signal_said_not_to_have_been_made_is_none(parse: Callable, marks: type) -> None:
    assert read(parse(NOT_WARNED, marks(acts=(("warned", "signal:warning"),)))) == []


def test_what_a_party_will_not_do_is_a_signal(parse: Callable, marks: type) -> None:
    (held_back,) = read(parse(WILL_NOT, marks(acts=(("attack", "signal:restraint"),))))
    assert held_back.type == "restraint"
