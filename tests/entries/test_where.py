from collections.abc import Callable

import pytest

from backchannel.entries.entry import Party, Place
from backchannel.entries.mentions import Mention
from backchannel.entries.where import Places
from backchannel.places import PlaceTable
from backchannel.span import Span

SHELLED = """
Jordan/PROPN/nsubj/2/B-PLACE shelled|shell/VERB/root/0 barracks/NOUN/obj/2 {where} ~./PUNCT/punct/2
"""


def place(doc: object, trigger: str, clause: str | None = None) -> Place | None:
    scene = doc.scene()  # type: ignore[attr-defined]
    words = clause or scene.text
    start = scene.text.index(words)
    head = doc[trigger]  # type: ignore[index]
    return scene.places.of_act(head, Span(start, start + len(words)))  # type: ignore[no-any-return]


@pytest.mark.parametrize("word", ["in", "near", "at", "outside", "across"])
def test_a_place_beside_the_verb(parse: Callable, word: str) -> None:
    doc = parse(SHELLED.format(where=f"{word}/ADP/case/5 Basra/PROPN/obl/2/B-PLACE"))
    found = place(doc, "shelled")
    assert found is not None
    assert (found.name, found.country) == ("Basra", "IRQ")
    assert found.latitude == pytest.approx(30.5, abs=0.3)
    assert found.longitude == pytest.approx(47.8, abs=0.3)


@pytest.mark.parametrize("word", ["from", "to", "of", "against", "for"])
def test_where_to_and_whose_is_not_where(parse: Callable, word: str) -> None:
    doc = parse(SHELLED.format(where=f"{word}/ADP/case/5 Basra/PROPN/obl/2/B-PLACE"))
    assert place(doc, "shelled") is None


def test_only_what_the_reader_calls_a_place(parse: Callable) -> None:
    doc = parse(SHELLED.format(where="in/ADP/case/5 Basra/PROPN/obl/2/B-ORGANIZATION"))
    assert place(doc, "shelled") is None
    doc = parse(SHELLED.format(where="in/ADP/case/5 anger/NOUN/obl/2"))
    assert place(doc, "shelled") is None


def test_a_place_is_named_with_what_it_is(parse: Callable) -> None:
    doc = parse(
        SHELLED.format(
            where="""in/ADP/case/6 the/DET/det/6 port/NOUN/obl/2 of/ADP/case/8
            Basra/PROPN/nmod/6/B-PLACE"""
        )
    )
    found = place(doc, "shelled")
    assert found is not None
    assert (found.name, found.country) == ("port of Basra", "IRQ")


def test_a_place_unknown_to_the_map_has_a_name(parse: Callable) -> None:
    doc = parse(SHELLED.format(where="in/ADP/case/5 Lowdorn/PROPN/obl/2/B-PLACE"))
    assert place(doc, "shelled") == Place("Lowdorn")


RAID = """
Jordan/PROPN/nsubj/2/B-PLACE launched|launch/VERB/root/0 a/DET/det/4 raid/NOUN/obj/2 in/ADP/case/6
Basra/PROPN/obl/2/B-PLACE ~./PUNCT/punct/2
"""


def test_the_place_of_a_noun_may_hang_on_its_verb(parse: Callable) -> None:
    found = place(parse(RAID), "raid")
    assert found is not None
    assert found.name == "Basra"


SAID = """
Ada/PROPN/nsubj/2/B-PERSON said|say/VERB/root/0 in/ADP/case/4 Amman/PROPN/obl/2/B-PLACE
that/SCONJ/mark/7 Jordan/PROPN/nsubj/7/B-PLACE struck|strike/VERB/ccomp/2 ~./PUNCT/punct/2
"""


def test_where_it_was_said_is_not_where_it_happened(parse: Callable) -> None:
    assert place(parse(SAID), "struck") is None
    assert place(parse(SAID), "said") is not None


def test_a_place_of_the_verb_above_must_stand_in_the_clause(parse: Callable) -> None:
    assert place(parse(RAID), "raid", "launched a raid") is None
    assert place(parse(RAID), "raid", "raid") is None


@pytest.mark.parametrize("code", ["LBY", "LBN"])
def test_the_states_that_an_article_is_about_tell_which_is_meant(
    parse: Callable, place_table: PlaceTable, code: str
) -> None:
    doc = parse("Tripoli/PROPN/root/0/B-PLACE").doc
    about = [Mention(0, Party("whoever", code))] * 2 + [Mention(0, Party("others", "FRA"))]
    places = Places(doc, place_table, about)
    assert places.place(doc[0]) == places.named("Tripoli")
    assert places.named("Tripoli").country == code
    assert places.named("Tripoli") is places.named("Tripoli"), "looked up once"


def test_what_names_no_place_is_none(parse: Callable, place_table: PlaceTable) -> None:
    doc = parse("Tripoli/PROPN/nsubj/2/B-PLACE fell|fall/VERB/root/0").doc
    assert Places(doc, place_table, ()).place(doc[1]) is None
