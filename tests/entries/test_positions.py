from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Party, Position
from backchannel.entries.positions import read_positions

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
CONDEMNED = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE
condemned|condemn/VERB/root/0 the/DET/det/6 raid/NOUN/obj/4 by/ADP/case/8
Kuwait/PROPN/nmod/6/B-PLACE ~./PUNCT/punct/4
"""
ACT = ("condemned", "position:condemn", "the raid by Kuwait")
OF_KUWAIT = {"condemned": ({"Jordan": 3.0}, {"Kuwait": 3.0})}


def read(doc: object) -> list[Position]:
    return list(read_positions(doc.scene()))  # type: ignore[attr-defined]


def test_one_entry_for_each_of_joint_holders(parse: Callable, marks: type) -> None:
    doc = parse(CONDEMNED, marks(acts=(ACT,), points=OF_KUWAIT))
    first, second = read(doc)
    text = doc.doc.text
    assert (first.holder, first.target, first.stance) == (JORDAN, KUWAIT, "condemn")
    assert second == replace(first, holder=OMAN)
    assert first.about is not None
    assert first.about.of(text) == "the raid by Kuwait"
    assert first.evidence.of(text) == text[:-1]
    assert first.attributed_to == ()


@pytest.mark.parametrize("stance", ["support", "condemn", "reject"])
def test_the_stance_is_the_readers(parse: Callable, marks: type, stance: str) -> None:
    (p,) = read(parse(CONDEMNED, marks(acts=(("condemned", f"position:{stance}"),))))
    assert (p.stance, p.holder, p.target, p.about) == (stance, None, None, None)


def test_the_unsure_are_left_out(parse: Callable, marks: type) -> None:
    doc = parse(CONDEMNED, marks(acts=(ACT,)))
    doc.doc._.triggers = tuple(replace(t, score=0.3) for t in doc.doc._.triggers)
    assert read(doc) == []


CALLED = """
Reuters/PROPN/nsubj/2 quoted|quote/VERB/root/0 Oman/PROPN/obj/2/B-PLACE ~:/PUNCT/punct/7
the/DET/det/6 raid/NOUN/nsubj/7 outraged|outrage/VERB/parataxis/2 us/PRON/obj/7 ~./PUNCT/punct/2
"""


def test_the_holder_is_no_source_of_its_own_verdict(parse: Callable, marks: type) -> None:
    doc = parse(
        CALLED,
        marks(
            said=(("Oman", "quoted", "the raid outraged us"),),
            acts=(("outraged", "position:condemn", "the raid"),),
            points={"outraged": ({"us": 3.0}, {})},
        ),
    )
    assert [(p.holder, p.target, p.attributed_to) for p in read(doc)] == [(OMAN, None, ())]


def test_anyone_else_is(parse: Callable, marks: type) -> None:
    doc = parse(
        CALLED,
        marks(
            said=(("Reuters", "quoted", "the raid outraged us"),),
            acts=(("outraged", "position:condemn", "the raid"),),
            points={"outraged": ({"Oman": 3.0}, {})},
        ),
    )
    assert [(p.holder, p.attributed_to) for p in read(doc)] == [(OMAN, ("Reuters",))]
