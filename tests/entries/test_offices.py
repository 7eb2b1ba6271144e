"""Who holds which office, whose it is, and who is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from backchannel.entries.body import Body
from backchannel.entries.offices import OfficeCandidate, read_offices
from backchannel.entries.who import Who
from backchannel.parties import PartyTable
from backchannel.span import Span


@dataclass(frozen=True)
class Read:
    """An article, as far as offices need it."""

    doc: Doc
    text: str
    body: Body
    day: date
    who: Who


def offices(
    nlp: Language, text: str, day: date = date(2024, 8, 7), body: Sequence[Span] = ()
) -> list[OfficeCandidate]:
    """The offices in a text that nobody has parsed; all of it is article unless said otherwise."""
    made = nlp.make_doc(text)
    doc = Doc(
        nlp.vocab,
        words=[t.text for t in made],
        spaces=[bool(t.whitespace_) for t in made],
        pos=["PROPN" if t.text[0].isupper() else "NOUN" for t in made],
        heads=[0] * len(made),
        deps=["ROOT"] + ["dep"] * (len(made) - 1),
    )
    who = Who(doc, text, PartyTable.load(), day)
    inside = Body(body or [Span(0, len(text))])
    return list(read_offices(Read(doc, text, inside, day, who)))


@pytest.mark.parametrize(
    ("text", "code", "role"),
    [
        ("Norwegian Foreign Minister Ola Testmann said so.", "NOR", "Foreign Minister"),
        ("The Norwegian foreign minister, Ola Testmann, said so.", "NOR", "foreign minister"),
        ("Ola Testmann, Norway's foreign minister, said so.", "NOR", "foreign minister"),
        ("Ola Testmann, a spokesman for the White House, said so.", "USA", "spokesman"),
        ("The head of the United Nations mission, Ola Testmann, left.", "UN", "head"),
        ("Hezbollah leader Ola Testmann spoke.", "HEZBOLLAH", "leader"),
        ("Norway's deputy foreign minister Ola Testmann spoke.", "NOR", "deputy foreign minister"),
        ("Swedish counterparts Ola Testmann and Per Provman met.", "SWE", "counterpart"),
        ("Norwegian Minister of Defence Ola Testmann spoke.", "NOR", "Minister of Defence"),
        ("Norway slept. Its foreign minister, Ola Testmann, spoke.", "NOR", "foreign minister"),
        ("Ola Testmann, the Norwegian director of Amnesty, spoke.", "CIVIL", "director"),
    ],
)
def test_offices(english: Language, text: str, code: str, role: str) -> None:
    found = offices(english, text)[0]
    assert (found.subject.name, found.subject.code) == ("Ola Testmann", code)
    assert found.role == role
    assert found.object is not None
    assert found.object.code == code


@pytest.mark.parametrize(
    "text",
    [
        "Former Norwegian foreign minister Ola Testmann said so.",
        "Ola Testmann, the former Norwegian foreign minister, said so.",
        "The then Norwegian foreign minister, Ola Testmann, said so.",
        "A Norwegian foreign ministry spokesman said so.",
        "The presidential candidate Ola Testmann said so.",
        "In the Gulf, officials said so.",
        "Monsters Incorporated reporter Ola Testmann said so.",
    ],
)
def test_past_offices_and_the_unnamed_are_left_out(english: Language, text: str) -> None:
    assert offices(english, text) == []


def test_once_for_each_person_in_the_fullest_form(english: Language) -> None:
    text = (
        "Minister Testmann left early. Norwegian Foreign Minister Ola Testmann said so. "
        "Foreign Minister Testmann came back."
    )
    (found,) = offices(english, text)
    assert found.subject.name == "Ola Testmann"


def test_trigger_and_evidence(english: Language) -> None:
    text = "On Monday the Norwegian foreign minister, Ola Testmann, said so."
    (found,) = offices(english, text)
    assert found.trigger.of(text) == "foreign minister"
    assert found.evidence.of(text) == "Norwegian foreign minister, Ola Testmann"


def test_spokesmen_of_companies_are_civil(english: Language) -> None:
    (found,) = offices(english, "Testmobil spokesman Ola Testmann declined to comment.")
    assert found.object is not None
    assert (found.object.name, found.object.code) == ("Testmobil", "CIVIL")


def test_an_unknown_state_has_no_code(english: Language) -> None:
    (found,) = offices(english, "In Norway, Velmora's president, Ola Testmann, spoke.")
    assert found.object is not None
    assert (found.object.name, found.object.code) == ("Velmora", None)


def test_a_known_president_without_office_has_the_bare_one(english: Language) -> None:
    text = "Trump left. Later Trump ate. The US president said that it was late. Trump slept."
    (found,) = offices(english, text, date(2018, 3, 3))
    assert found.trigger.of(text) == "president"
    assert (found.subject.code, found.direct) == ("USA", False)


def test_an_office_named_only_apart_is_none(english: Language) -> None:
    text = "Trump left. Later Trump ate. Trump slept. Read: the US president said that it was late."
    apart = text.index("Read")
    assert len(offices(english, text, date(2018, 3, 3))) == 1
    assert offices(english, text, date(2018, 3, 3), [Span(0, apart)]) == []


@pytest.mark.parametrize("cut", range(1, 16))
def test_an_office_cut_in_two_is_none(english: Language, cut: int) -> None:
    text = "Norwegian foreign minister Ola Testmann spoke."
    at = text.index("foreign") + cut
    for body in ([Span(0, at)], [Span(at, len(text))]):
        assert offices(english, text, body=body) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            """Norwegian foreign minister president Ola Testmann , . of for the a Its General
            spokesman said UN and secretary state King head Minister ( )""".split()
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_words_make_valid_candidates(english: Language, words: list[str]) -> None:
    text = " ".join(words)
    for c in offices(english, text):
        assert c.evidence.covers(c.trigger)
        assert c.evidence.end <= len(text)
        assert c.subject.name
        assert c.role
