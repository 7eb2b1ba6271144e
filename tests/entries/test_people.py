import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Party
from backchannel.entries.people import People, clean
from backchannel.entries.setting import Setting
from backchannel.parties import PartyTable


def people(parse: Callable, notation: str) -> People:
    doc = parse(notation).doc
    table = PartyTable.load()
    return People(doc, table, None, Setting(doc.text, table, []))


HADDAD = """
Omar/PROPN/nsubj/8/B-PERSON Haddad/PROPN/flat/1/I-PERSON ~,/PUNCT/punct/6 a/DET/det/6
{of}/ADJ/amod/6 {what}/NOUN/appos/1 ~,/PUNCT/punct/1 flew|fly/VERB/root/0 ~./PUNCT/punct/8
;; Haddad/PROPN/nsubj/2/B-PERSON spoke|speak/VERB/root/0 ~./PUNCT/punct/2
"""


def test_a_person_has_one_name_and_the_code_that_the_article_gives(parse: Callable) -> None:
    known = people(parse, HADDAD.format(of="Jordanian", what="diplomat"))
    assert known.named("Haddad") == Party("Omar Haddad", "JOR")
    assert known.named("Mr Haddad") == known.named("Omar Haddad") == known.named("HADDAD")
    assert known.named("Quist") is None
    assert known.named("") is None


def test_one_whom_nothing_ties_to_a_state_is_a_private_person(parse: Callable) -> None:
    known = people(parse, HADDAD.format(of="retired", what="dentist"))
    assert known.named("Haddad") == Party("Omar Haddad", "CIVIL")


def test_the_one_person_in_a_role(parse: Callable) -> None:
    known = people(parse, HADDAD.format(of="Jordanian", what="diplomat"))
    haddad = Party("Omar Haddad", "JOR")
    assert known.in_role("diplomat", None) == haddad
    assert known.in_role("diplomat", "JOR") == haddad
    assert known.in_role("diplomat", "KWT") is None
    assert known.in_role("general", None) is None


def test_of_two_in_a_role_neither(parse: Callable) -> None:
    two = HADDAD.format(of="Jordanian", what="diplomat")
    known = people(parse, f"{two} ;; {two.replace('Omar', 'Ada').replace('Haddad', 'Quist')}")
    assert known.in_role("diplomat", None) is None


def test_titles_before_a_name_are_not_of_it(parse: Callable) -> None:
    known = people(
        parse,
        """Kuwaiti/ADJ/amod/3 General/PROPN/compound/3 Sami/PROPN/nsubj/5/B-PERSON
        Rashid/PROPN/flat/3/I-PERSON spoke|speak/VERB/root/0""",
    )
    assert known.named("Rashid") == Party("Sami Rashid", "KWT")


def test_a_name_that_the_table_knows_as_a_states_is_no_person(parse: Callable) -> None:
    doc = parse("Jordan/PROPN/nsubj/2/B-PERSON spoke|speak/VERB/root/0")
    table = PartyTable.load()
    known = People(doc.doc, table, None, Setting("", table, []))
    assert not known.is_person(doc.doc.ents[0])


def test_what_the_article_says_of_a_single_name_comes_before_the_table(parse: Callable) -> None:
    doc = parse("""
        Jordan/PROPN/nmod:poss/3/B-PLACE ~'s/PART/case/1 King/PROPN/nsubj/5
        Abdullah/PROPN/flat/3/B-PERSON spoke|speak/VERB/root/0
    """)
    table = PartyTable.load()
    day = datetime.date(2024, 8, 7)
    known = People(doc.doc, table, day, Setting(doc.doc.text, table, []))
    party = known.named("Abdullah")
    assert party is not None
    assert party.code == "JOR"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the ministry", "ministry"),
        ("  An\n official's ", "official"),
        ("“The Americans’", "Americans"),
        ("their Minister", "Minister"),
        ("Theodora", "Theodora"),
        ("", ""),
        ("the", "the"),
    ],
)
def test_clean_names(words: str, expected: str) -> None:
    assert clean(words) == expected


@given(st.text())
def test_clean_is_one_line_and_never_longer(words: str) -> None:
    out = clean(words)
    assert "\n" not in out
    assert len(out) <= len(words)
