from collections.abc import Callable

import pytest

from backchannel.entries.entry import Party
from backchannel.entries.mentions import Mention

JORDAN, KUWAIT = Party("Jordan", "JOR"), Party("Kuwait", "KWT")


def named(doc: object) -> dict[str, Party]:
    """The mentions by their words."""
    return {doc.doc[m.token].text: m.party for m in doc.scene().mentions}  # type: ignore[attr-defined]


def test_names_descriptions_and_what_modifies_a_noun(parse: Callable) -> None:
    doc = parse("""
        The|the/DET/det/3 US/PROPN/compound/3 airstrikes|airstrike/NOUN/nsubj/4 hit/VERB/root/0
        Kuwaiti/ADJ/amod/6 troops|troop/NOUN/obj/4 in/ADP/case/8 Jordan/PROPN/obl/4/B-PLACE
        yesterday/ADV/advmod/4 ~./PUNCT/punct/4
    """)
    found = named(doc)
    codes = {word: found[word].code for word in ("US", "Kuwaiti", "troops", "Jordan")}
    assert codes == {"US": "USA", "Kuwaiti": "KWT", "troops": "KWT", "Jordan": "JOR"}
    assert found["Kuwaiti"] == KUWAIT
    assert {"The", "hit", "in", "yesterday", "."}.isdisjoint(found)


def test_they_stand_in_the_order_of_the_text(parse: Callable) -> None:
    doc = parse("""
        Kuwait/PROPN/nsubj/2/B-PLACE told|tell/VERB/root/0 Jordan/PROPN/iobj/2/B-PLACE
        ;; Oman/PROPN/nsubj/2/B-PLACE slept|sleep/VERB/root/0
    """)
    scene = doc.scene()
    assert [m.token for m in scene.mentions] == [0, 2, 3]
    assert [scene.party_at(i) for i in range(5)] == [
        KUWAIT,
        None,
        JORDAN,
        Party("Oman", "OMN"),
        None,
    ]


def test_the_middle_of_a_name_is_no_mention(parse: Callable) -> None:
    doc = parse("""
        Ali/PROPN/compound/2/B-PERSON Darvish/PROPN/nsubj/3/I-PERSON spoke|speak/VERB/root/0
    """)
    assert doc.scene().mentions == (Mention(1, Party("Ali Darvish", "CIVIL")),)


def test_a_people_is_its_state(parse: Callable) -> None:
    doc = parse("The|the/DET/det/2 Jordanians/PROPN/nsubj/3 waited|wait/VERB/root/0")
    assert named(doc) == {"Jordanians": JORDAN}


def test_a_thing_is_none(parse: Callable) -> None:
    doc = parse("The|the/DET/det/2 bridge/NOUN/nsubj/3 fell|fall/VERB/root/0 ~./PUNCT/punct/3")
    assert doc.scene().mentions == ()


QUOTED = """
"/PUNCT/punct/3 ~We|we/PRON/nsubj/3 told|tell/VERB/ccomp/9 you/PRON/iobj/3 about/ADP/case/6
it/PRON/obl/3 ~,"/PUNCT/punct/3 Jordan/PROPN/nsubj/9/B-PLACE said|say/VERB/root/0
to/ADP/case/11 Kuwait/PROPN/obl/9/B-PLACE ~./PUNCT/punct/9
"""


def test_we_and_you_are_speaker_and_addressee(parse: Callable, marks: type) -> None:
    doc = parse(QUOTED, marks(said=(("Jordan", "said", '"We told you about it,"'),)))
    found = named(doc)
    assert (found["We"], found["you"]) == (JORDAN, KUWAIT)
    assert "We" not in named(parse(QUOTED)), "outside of all speech nobody says we"


NESTED = """
Jordan/PROPN/nsubj/2/B-PLACE said|say/VERB/root/0 that/SCONJ/mark/5 Kuwait/PROPN/nsubj/5/B-PLACE
wrote|write/VERB/ccomp/2 :/PUNCT/punct/8 we/PRON/nsubj/8 wait/VERB/ccomp/5 ~,/PUNCT/punct/2
we/PRON/nsubj/11 hope/VERB/conj/5
"""


@pytest.mark.parametrize("turned", [False, True])
def test_of_speech_inside_speech_the_inner_tells(
    parse: Callable, marks: type, turned: bool
) -> None:
    said = (
        ("Jordan", "said", "that Kuwait wrote : we wait, we hope"),
        ("Kuwait", "wrote", "we wait"),
    )
    doc = parse(NESTED, marks(said=said[::-1] if turned else said))
    scene = doc.scene()
    first, second = (t.i for t in doc.doc if t.text == "we")
    assert (scene.party_at(first), scene.party_at(second)) == (KUWAIT, JORDAN)
