from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Party, Relation
from backchannel.entries.relations import read_relations
from backchannel.reader import Calibration
from backchannel.reader.calibration import KINDS

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
BACKS = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE back/VERB/root/0
Kuwait/PROPN/obj/4/B-PLACE ~./PUNCT/punct/4
"""
POINTS = {"back": ({"Jordan": 3.0}, {"Kuwait": 3.0})}


def read(doc: object) -> list[Relation]:
    return list(read_relations(doc.scene()))  # type: ignore[attr-defined]


def test_one_entry_for_each_of_several_subjects(parse: Callable, marks: type) -> None:
    doc = parse(BACKS, marks(acts=(("back", "relation:backs"),), points=POINTS))
    first, second = read(doc)
    assert (first.subject, first.object, first.type) == (JORDAN, KUWAIT, "backs")
    assert second == replace(first, subject=OMAN)
    assert (first.polarity, first.role, first.attributed_to) == ("asserted", None, ())
    assert first.evidence.of(doc.doc.text) == doc.doc.text[:-1]


@pytest.mark.parametrize("kind", ["backs", "commands", "allied", "hostile", "mediates"])
@pytest.mark.parametrize("mode", ["asserted", "denied"])
def test_type_and_polarity_are_the_readers(
    parse: Callable, marks: type, kind: str, mode: str
) -> None:
    doc = parse(BACKS, marks(acts=(("back", f"relation:{kind}"),), modes={"back": mode}))
    assert [(r.type, r.polarity, r.subject, r.object) for r in read(doc)] == [
        (kind, mode, None, None)
    ]


def test_the_unsure_are_left_out(parse: Callable, marks: type) -> None:
    doc = parse(BACKS, marks(acts=(("back", "relation:backs"),), points=POINTS))
    doc.doc._.triggers = tuple(replace(t, score=0.3) for t in doc.doc._.triggers)
    assert read(doc) == []


SAYS = """
Oman/PROPN/nsubj/2/B-PLACE says|say/VERB/root/0 the/DET/det/6 Norwegian/ADJ/amod/6
foreign/ADJ/amod/6 minister/NOUN/nsubj/11 ~,/PUNCT/punct/8 Ola/PROPN/appos/6/B-PERSON
Testmann/PROPN/flat/8/I-PERSON ~,/PUNCT/punct/8 backs|back/VERB/ccomp/2
Kuwait/PROPN/obj/11/B-PLACE ~./PUNCT/punct/2
"""
ALL_OF_IT = ("Oman", "says", "the Norwegian foreign minister, Ola Testmann, backs Kuwait")
OFFICE = ("foreign minister", "relation:represents")


def test_an_office_is_the_articles_own_even_in_reported_speech(
    parse: Callable, marks: type
) -> None:
    doc = parse(
        SAYS,
        marks(
            said=(ALL_OF_IT,),
            acts=(OFFICE, ("backs", "relation:backs")),
            points={"backs": ({"Testmann": 3.0}, {"Kuwait": 3.0})},
        ),
    )
    office, tie = read(doc)
    text = doc.doc.text
    assert office.subject == Party("Ola Testmann", "NOR")
    assert office.object is not None
    assert office.object.code == "NOR"
    assert (office.type, office.polarity, office.role) == (
        "represents",
        "asserted",
        "foreign minister",
    )
    assert office.attributed_to == ()
    assert office.trigger.of(text) == "foreign minister"
    assert office.evidence.covers(office.trigger)
    assert (tie.type, tie.role, tie.object, tie.attributed_to) == ("backs", None, KUWAIT, ("Oman",))


def with_threshold(doc: object, threshold: float) -> list[Relation]:
    scene = doc.scene()  # type: ignore[attr-defined]
    curve = {"threshold": threshold, "base": 0, "trigger": 1, "parties": 0}
    same = Calibration(dict.fromkeys(KINDS, curve))
    return list(read_relations(replace(scene, calibration=same)))


def test_an_office_that_the_network_points_at_is_surer(parse: Callable, marks: type) -> None:
    (seen,) = with_threshold(parse(SAYS, marks(acts=(OFFICE,))), 0.01)
    (unseen,) = with_threshold(parse(SAYS), 0.01)
    assert seen.confidence is not None
    assert unseen.confidence is not None
    assert seen.confidence > unseen.confidence
    assert replace(seen, confidence=None) == replace(unseen, confidence=None)


def test_an_office_under_the_threshold_is_left_out(parse: Callable, marks: type) -> None:
    assert with_threshold(parse(SAYS), 0.8) == []
    assert len(with_threshold(parse(SAYS, marks(acts=(OFFICE,))), 0.8)) == 1


def test_the_network_alone_makes_no_office(parse: Callable, marks: type) -> None:
    assert read(parse(BACKS, marks(acts=(("back", "relation:represents"),), points=POINTS))) == []


@pytest.mark.parametrize("apart", ["foreign minister, Ola ", "minister, ", "foreign "])
def test_an_office_set_apart_in_part_is_none(parse: Callable, marks: type, apart: str) -> None:
    doc = parse(SAYS, marks(acts=(OFFICE,), apart=(apart,)))
    (cut,) = doc.apart
    for office in with_threshold(doc, 0.01):
        assert not office.trigger.overlaps(cut)
        assert not office.evidence.overlaps(cut)
