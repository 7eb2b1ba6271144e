from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Event, Party
from backchannel.entries.events import read_events

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
SHELLED = """
On|on/ADP/case/2 Monday/PROPN/obl/6 Jordan/PROPN/nsubj/6/B-PLACE and/CCONJ/cc/5
Oman/PROPN/conj/3/B-PLACE shelled|shell/VERB/root/0 Kuwait/PROPN/obj/6/B-PLACE near/ADP/case/9
Basra/PROPN/obl/6/B-PLACE ~./PUNCT/punct/6
"""
ACT = ("shelled", "event:ASSAULT")
KUWAIT_HIT = {"shelled": ({"Jordan": 3.0}, {"Kuwait": 3.0})}


def read(doc: object) -> list[Event]:
    return list(read_events(doc.scene()))  # type: ignore[attr-defined]


def test_one_entry_for_each_of_joint_actors(parse: Callable, marks: type) -> None:
    doc = parse(SHELLED, marks(acts=(ACT,), points=KUWAIT_HIT))
    first, second = read(doc)
    text = doc.doc.text
    assert (first.type, first.actor, first.recipient) == ("ASSAULT", JORDAN, KUWAIT)
    assert second == replace(first, actor=OMAN)
    assert (first.actuality, first.date, first.attributed_to) == ("actual", "2024-08-05", ())
    assert first.place is not None
    assert (first.place.name, first.place.country) == ("Basra", "IRQ")
    assert first.trigger.of(text) == "shelled"
    assert first.evidence.of(text) == text[:-1]


@pytest.mark.parametrize("mode", ["actual", "planned", "denied"])
def test_whether_it_took_place_is_the_readers(parse: Callable, marks: type, mode: str) -> None:
    (e,) = read(parse(SHELLED, marks(acts=(ACT,), modes={"shelled": mode})))
    assert (e.actuality, e.actor, e.recipient) == (mode, None, None)


def test_actors_who_act_on_one_another_are_not_paired_with_themselves(
    parse: Callable, marks: type
) -> None:
    points = {"shelled": ({"Jordan": 3.0}, {"Oman": 3.0})}
    found = read(parse(SHELLED, marks(acts=(ACT,), points=points)))
    assert [(e.actor, e.recipient) for e in found] == [(JORDAN, OMAN)]
    points = {"shelled": ({"Jordan": 3.0}, {"Jordan": 3.0})}
    found = read(parse(SHELLED, marks(acts=(ACT,), points=points)))
    assert all(e.actor != e.recipient for e in found)


def test_the_unsure_are_left_out(parse: Callable, marks: type) -> None:
    doc = parse(SHELLED, marks(acts=(ACT,)))
    doc.doc._.triggers = tuple(replace(t, score=0.3) for t in doc.doc._.triggers)
    assert read(doc) == []


CLAIMED = """
Oman/PROPN/nsubj/2/B-PLACE said|say/VERB/root/0 it/PRON/nsubj/4 shelled|shell/VERB/ccomp/2
Kuwait/PROPN/obj/4/B-PLACE ~./PUNCT/punct/2
"""


def test_who_claims_an_act_is_its_source(parse: Callable, marks: type) -> None:
    doc = parse(
        CLAIMED,
        marks(
            said=(("Oman", "said", "it shelled Kuwait"),),
            acts=(ACT,),
            points={"shelled": ({"Oman": 3.0}, {"Kuwait": 3.0})},
        ),
    )
    (e,) = read(doc)
    assert (e.actor, e.recipient, e.attributed_to) == (OMAN, KUWAIT, ("Oman",))
    assert (e.place, e.date) == (None, None)


@pytest.mark.parametrize(("word", "events"), [("If|if", 0), ("Unless|unless", 0), ("After", 1)])
def test_what_is_only_supposed_was_not_done(
    parse: Callable, marks: type, word: str, events: int
) -> None:
    written = """
    WORD/SCONJ/mark/3 Jordan/PROPN/nsubj/3/B-PLACE shelled|shell/VERB/advcl/6
    Kuwait/PROPN/obj/3/B-PLACE Oman/PROPN/nsubj/6/B-PLACE waited|wait/VERB/root/0
    """.replace("WORD", word if "|" in word else f"{word}|{word.lower()}")
    assert len(read(parse(written, marks(acts=(ACT,), points=KUWAIT_HIT)))) == events
