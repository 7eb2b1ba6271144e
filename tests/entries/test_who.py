from collections.abc import Callable

import pytest

from backchannel.entries.entry import Party
from backchannel.entries.who import Voice

JORDAN = Party("Jordan", "JOR")
MINISTER = """
Ali/PROPN/nsubj/7/B-PERSON Darvish/PROPN/flat/1/I-PERSON ~,/PUNCT/punct/6 the/DET/det/6
Jordanian/ADJ/amod/6 minister/NOUN/appos/1 spoke|speak/VERB/root/0 ~./PUNCT/punct/7
;; {who} said|say/VERB/root/0 little/ADJ/obj/{said} ~./PUNCT/punct/{said}
"""


def one(parse: Callable, notation: str, word: str) -> Party | None:
    doc = parse(notation)
    return doc.scene().who.party(doc[word])


def test_a_metonym_stands_for_its_state(parse: Callable) -> None:
    party = one(
        parse,
        "the/DET/det/3 White/PROPN/compound/3 House/PROPN/nsubj/4 spoke|speak/VERB/root/0",
        "House",
    )
    assert party == Party("United States", "USA")


def test_officials_of_a_state_are_named_as_described(parse: Callable) -> None:
    party = one(
        parse,
        "Jordanian/ADJ/amod/2 officials|official/NOUN/nsubj/3 spoke|speak/VERB/root/0",
        "officials",
    )
    assert party == Party("Jordanian officials", "JOR")


def test_coordinated_parties_are_one_each(parse: Callable) -> None:
    doc = parse("""
        Jordan/PROPN/nsubj/6/B-PLACE ~,/PUNCT/punct/3 Oman/PROPN/conj/1/B-PLACE and/CCONJ/cc/5
        Kuwait/PROPN/conj/1/B-PLACE spoke|speak/VERB/root/0
    """)
    found = doc.scene().who.parties(doc["Jordan"])
    assert [p.code for p in found] == ["JOR", "OMN", "KWT"]


def test_i_is_the_speaker_and_we_the_speakers_state(parse: Callable) -> None:
    doc = parse("""
        I/PRON/nsubj/5 and/CCONJ/cc/3 we/PRON/conj/1 and/CCONJ/cc/5 told|tell/VERB/root/0
        you/PRON/iobj/5
    """)
    who, speaker = doc.scene().who, Party("Ali Darvish", "JOR")
    voice = Voice(speaker, JORDAN)
    assert who.party(doc["I"], voice) == speaker
    assert who.party(doc["we"], voice) == JORDAN
    assert who.party(doc["you"], voice) == JORDAN
    assert who.party(doc["I"]) is None
    assert who.party(doc["we"]) is None


@pytest.mark.parametrize("code", ["CIVIL", "MEDIA", None])
def test_we_is_the_speaker_where_there_is_no_state(parse: Callable, code: str | None) -> None:
    doc = parse("We|we/PRON/nsubj/2 wait/VERB/root/0")
    speaker = Party("Ada Quist", code)
    assert doc.scene().who.party(doc["We"], Voice(speaker)) == speaker


def test_a_description_is_the_one_person_in_that_role(parse: Callable) -> None:
    text = MINISTER.format(who="The|the/DET/det/2 minister/NOUN/nsubj/3", said=3)
    doc = parse(text)
    second = [t for t in doc.doc if t.text == "minister"][1]
    assert doc.scene().who.party(second) == Party("Ali Darvish", "JOR")


def test_he_without_a_link_is_the_last_person_named(parse: Callable) -> None:
    assert one(parse, MINISTER.format(who="He|he/PRON/nsubj/2", said=2), "He") == Party(
        "Ali Darvish", "JOR"
    )


def test_a_surname_is_the_whole_name(parse: Callable) -> None:
    text = MINISTER.format(who="Darvish/PROPN/nsubj/2/B-PERSON", said=2)
    doc = parse(text)
    second = [t for t in doc.doc if t.text == "Darvish"][1]
    assert doc.scene().who.party(second) == Party("Ali Darvish", "JOR")


def test_a_relative_pronoun_is_the_noun_before_it(parse: Callable) -> None:
    party = one(
        parse,
        """Jordan/PROPN/nsubj/4/B-PLACE which/PRON/nsubj/3 waited|wait/VERB/acl:relcl/1
        spoke|speak/VERB/root/0""",
        "which",
    )
    assert party == JORDAN


CHAIN = """
Jordan/PROPN/nsubj/2/B-PLACE spoke|speak/VERB/root/0 ~./PUNCT/punct/2
;; It|it/PRON/nsubj/2 added|add/VERB/root/0 that/SCONJ/mark/5 they/PRON/nsubj/5
wait/VERB/ccomp/2 ~./PUNCT/punct/2
"""


def test_pronouns_are_followed_back(parse: Callable, marks: type) -> None:
    found = marks(refers={"It": "Jordan", "they": "It"})
    doc = parse(CHAIN, found)
    assert doc.scene().who.party(doc["they"]) == JORDAN
    # A circle of links ends.
    round_about = parse(CHAIN, marks(refers={"It": "they", "they": "It"}))
    assert round_about.scene().who.party(round_about["they"]) is None


def test_it_without_a_link_is_the_subject_before_it_in_the_sentence(parse: Callable) -> None:
    party = one(
        parse,
        """Jordan/PROPN/nsubj/2/B-PLACE said|say/VERB/root/0 it/PRON/nsubj/4
        waits|wait/VERB/ccomp/2""",
        "it",
    )
    assert party == JORDAN


def test_he_is_no_country(parse: Callable, marks: type) -> None:
    doc = parse(
        """Jordan/PROPN/nsubj/2/B-PLACE spoke|speak/VERB/root/0
        ;; He|he/PRON/nsubj/2 left|leave/VERB/root/0""",
        marks(refers={"He": "Jordan"}),
    )
    assert doc.scene().who.party(doc["He"]) is None


def test_a_thing_is_no_party(parse: Callable) -> None:
    assert (
        one(parse, "The|the/DET/det/2 bridge/NOUN/nsubj/3 fell|fall/VERB/root/0", "bridge") is None
    )


def test_a_people_in_an_act_between_states_is_its_state(parse: Callable) -> None:
    doc = parse("""
        The|the/DET/det/2 Jordanians/PROPN/nsubj/3 told|tell/VERB/root/0 the/DET/det/5
        Kuwaitis/PROPN/iobj/3
    """)
    who = doc.scene().who
    assert who.acting(doc["Jordanians"]) == (JORDAN,)
    assert who.acting(doc["Kuwaitis"]) == (Party("Kuwait", "KWT"),)


def test_a_short_form_is_what_the_article_spells_out(parse: Callable) -> None:
    doc = parse("""
        The|the/DET/det/4 Norland/PROPN/compound/4/B-ORGANIZATION
        Relief/PROPN/compound/4/I-ORGANIZATION Union/PROPN/nsubj/8/I-ORGANIZATION
        (/PUNCT/punct/6 ~NRU/PROPN/appos/4/B-ORGANIZATION ~)/PUNCT/punct/6
        spoke|speak/VERB/root/0
        ;; NRU/PROPN/nsubj/2/B-ORGANIZATION left|leave/VERB/root/0
    """)
    second = [t for t in doc.doc if t.text == "NRU"][1]
    party = doc.scene().who.party(second)
    assert party is not None
    assert party.name == "Norland Relief Union"


def test_a_mark_is_nobody(parse: Callable) -> None:
    assert one(parse, "-/PROPN/nsubj/2 ,/PROPN/nsubj/3 spoke|speak/VERB/root/0", ",") is None


@pytest.mark.parametrize(
    ("sentence", "noun", "code"),
    [
        (
            """The|the/DET/det/2 officials|official/NOUN/nsubj/5 from/ADP/case/4
            Oman/PROPN/nmod/2/B-PLACE left|leave/VERB/root/0""",
            "officials",
            "OMN",
        ),
        (
            """An|an/DET/det/2 aide/NOUN/nsubj/5 to/ADP/case/4 Erdogan/PROPN/nmod/2/B-PERSON
            left|leave/VERB/root/0""",
            "aide",
            "TUR",
        ),
    ],
)
def test_from_where_or_to_whom_tells_the_state(
    parse: Callable, sentence: str, noun: str, code: str
) -> None:
    before = "Jordan/PROPN/nsubj/2/B-PLACE waited|wait/VERB/root/0 ;; "
    party = one(parse, before + sentence, noun)
    assert party is not None
    assert party.code == code


TWO_PEOPLE = """
Ali/PROPN/nsubj/3/B-PERSON Darvish/PROPN/flat/1/I-PERSON met|meet/VERB/root/0
Ada/PROPN/obj/3/B-PERSON Quist/PROPN/flat/4/I-PERSON ~./PUNCT/punct/3
;; She|she/PRON/nsubj/2 agreed|agree/VERB/root/0 ~./PUNCT/punct/2
;; He|he/PRON/nsubj/2 refused|refuse/VERB/root/0 ~./PUNCT/punct/2
;; her/PRON/nsubj/2 waited|wait/VERB/root/0 ~./PUNCT/punct/2
"""


def test_whoever_was_he_is_not_she(parse: Callable, marks: type) -> None:
    doc = parse(TWO_PEOPLE, marks(refers={"She": "Ada", "He": "Ali", "her": "Ali"}))
    who = doc.scene().who
    names = [getattr(who.party(doc[word]), "name", None) for word in ("She", "He", "her")]
    assert names == ["Ada Quist", "Ali Darvish", "Ada Quist"]


def test_whom_pronouns_disagree_about_is_kept_where_nobody_else_is_known(
    parse: Callable, marks: type
) -> None:
    doc = parse(TWO_PEOPLE, marks(refers={"She": "Ali", "He": "Ali", "her": "Ali"}))
    who = doc.scene().who
    names = {getattr(who.party(doc[word]), "name", None) for word in ("She", "He", "her")}
    assert names == {"Ali Darvish"}


def test_more_pronouns_tell_more_than_the_first(parse: Callable, marks: type) -> None:
    doc = parse(TWO_PEOPLE, marks(refers={"She": "Ada", "He": "Ada", "her": "Ada"}))
    who = doc.scene().who
    assert getattr(who.party(doc["her"]), "name", None) == "Ada Quist"


COMMUNIQUE = """
A/DET/det/4 High/PROPN/compound/3 Command/PROPN/compound/4 communique/NOUN/nsubj/5
came|come/VERB/root/0 ~./PUNCT/punct/5
;; The|the/DET/det/2 communique/NOUN/nsubj/3 named|name/VERB/root/0 a/DET/det/5
letter/NOUN/obj/3 ~./PUNCT/punct/3
"""


def test_a_document_is_its_issuers(parse: Callable) -> None:
    doc = parse(COMMUNIQUE)
    first, second = (t for t in doc.doc if t.text == "communique")
    who = doc.scene().who
    for token in (first, second):
        assert who.issuer(token) == Party("High Command", None)
    assert who.issuer(doc["letter"]) is None


def test_an_aide_to_somebody_is_not_that_person(parse: Callable, marks: type) -> None:
    doc = parse(
        """An/DET/det/2 aide/NOUN/nsubj/7 to/ADP/case/4 President/PROPN/nmod/2
        Vladimir/PROPN/flat/4/B-PERSON Putin/PROPN/flat/4/I-PERSON denied|deny/VERB/root/0
        it/PRON/obj/7 ~./PUNCT/punct/7"""
    )
    aide = doc.scene().who.party(doc["aide"])
    assert aide == Party("aide to President Vladimir Putin", "RUS")
