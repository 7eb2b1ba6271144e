from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles import Fields, survey
from backchannel.links.agencies import credits_of, names_of, source_of


def named(text: str, fields: Fields | None = None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.agency for n in names_of(survey(text, fields or Fields()))))


REST = "The ferry was freed at dawn after nine days, officials of both sides said on Monday."


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"PORTSEA (Reuters) - {REST}", ("Reuters",)),
        (f"May 3 (Reuters) - {REST}", ("Reuters",)),
        (f"{REST}\n\n- AFP", ("AFP",)),
        (f"{REST} A minister told AFP so.", ("AFP",)),
        (f"{REST} The AP reported that nobody was hurt.", ("AP",)),
        (f"{REST} Tasnim, which is close to the guards, quoted a captain.", ("Tasnim",)),
        (f"{REST} Nobody was hurt, according to the state news agency IRNA.", ("IRNA",)),
        (f"{REST} In an interview with the Financial Times he denied it.", ("Financial Times",)),
        (f"{REST} CNN Newsource contributed to this report.", ("CNN",)),
        (f"{REST} Associated Press writer Ada Holm contributed.", ("AP",)),
        (f"{REST} Reuters, for its part, was unable to independently verify it.", ("Reuters",)),
        (f"{REST} He told Al Jazeera, then the BBC reported it.", ("Al Jazeera", "BBC")),
    ],
)
def test_what_an_article_names_as_its_source(text: str, agencies: tuple[str, ...]) -> None:
    assert named(text) == agencies


@pytest.mark.parametrize(
    "text",
    [
        REST,
        f"{REST} A Reuters/Ipsos poll was published.",
        f"{REST} The offices of Reuters were searched.",
        f"{REST} He told Ada Holm that the guards had reported it.",
        f"{REST} Hillary Bend said the Hill Street clinic reported nothing.",
    ],
)
def test_what_is_not_named_as_a_source(text: str) -> None:
    assert named(text) == ()


def test_an_agency_among_the_authors_comes_first() -> None:
    assert named(f"{REST} He told AFP so.", Fields(authors=("Associated Press",))) == ("AP", "AFP")


def test_the_whole_text_is_told_from_its_parts() -> None:
    text = f"PORTSEA (AP) - {REST} He told the Guardian newspaper so."
    found = names_of(survey(text, Fields()))
    assert [(n.agency, n.whole) for n in found] == [("AP", True), ("The Guardian", False)]
    assert [n.span.of(text) for n in found if n.span] == ["AP", "Guardian newspaper"]


def test_every_name_of_a_source_is_known() -> None:
    assert source_of("the New York Times") == "The New York Times"
    assert source_of("None") is None
    assert source_of("Ha’aretz") == source_of("Haaretz") == "Haaretz"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for found in names_of(survey(text, Fields())):
        assert found.span is None or 0 <= found.span.start < found.span.end <= len(text)


def test_credits_are_of_the_text_as_a_whole() -> None:
    told = survey(f"PORTSEA (Reuters) - {REST} A minister told AFP so.", Fields())
    assert credits_of(told) == {"Reuters"}
    signed = survey(f"{REST} He told Tasnim so.", Fields(authors=("AFP",)))
    assert credits_of(signed) == {"AFP"}
