from __future__ import annotations

import pytest

from backchannel.articles import Fields, survey
from backchannel.articles.agencies import agency_of
from backchannel.articles.credits import byline, dateline, sign_off
from backchannel.articles.units import Unit, units_of


def unit(text: str) -> Unit:
    [only] = units_of(text)
    return only


REST = "The ferry was freed at dawn after nine days, officials of both sides said on Monday."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("PORTSEA (Reuters) - ", "PORTSEA (Reuters)", "Reuters"),
        ("PORTSEA, Vellamo (AP) — ", "PORTSEA, Vellamo (AP)", "AP"),
        ("Portsea (CNN) — ", "Portsea (CNN)", "CNN"),
        (
            "PORTSEA/NORLAND CITY, March 3 (Reuters) - ",
            "PORTSEA/NORLAND CITY, March 3 (Reuters)",
            "Reuters",
        ),
        ("PORTSEA, March 3, 2031 (AFP) -- ", "PORTSEA, March 3, 2031 (AFP)", "AFP"),
        ("PORTSEA, March 3 (Xinhua) -- ", "PORTSEA, March 3 (Xinhua)", "Xinhua"),
        ("March 3 (Reuters) - ", "March 3 (Reuters)", "Reuters"),
        ("3 March (AFP) - ", "3 March (AFP)", "AFP"),
        ("PORTSEA (Strait Wire) - ", "PORTSEA (Strait Wire)", "Strait Wire"),
        ("PORTSEA, 5 March 2031 /Kespress/ - ", "PORTSEA, 5 March 2031 /Kespress/", "Kespress"),
        ("PORTSEA, March 5. /TASS/. ", "PORTSEA, March 5. /TASS/", "TASS"),
        ("PORTSEA — ", "PORTSEA", None),
        ("PORT OF THE SEA, Vellamo — ", "PORT OF THE SEA, Vellamo", None),
        ("PORTSEA - ", "PORTSEA", None),
        ("Portsea - ", "Portsea", None),
        ("Theopolis - ", "Theopolis", None),
        ("Portsea, March 3 - ", "Portsea, March 3", None),
    ],
)
def test_datelines(opening: str, place: str, agency: str | None) -> None:
    text = opening + REST
    found = dateline(unit(text))
    assert found is not None
    span, named = found
    assert span.of(text) == place
    assert (named.agency if named else None) == agency


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "Vellamo - which freed the ferry at dawn after nine days - denied it, officials said.",
        "Vellamo – Norland's oldest neighbour – denied it, officials of both sides said Monday.",
        "Ada Holm - the minister - and Oke Brandt denied that any message had been sent at all.",
        "The ferry-boat was freed at dawn after nine days, officials of both sides said.",
        "NOTE - " + REST,
        "Oke Brandt (The Minister) - " + REST,
        "Harbour Lines Inc - " + REST,
        "“Portsea — ” " + REST,
    ],
)
def test_openings_that_are_no_datelines(text: str) -> None:
    assert dateline(unit(text)) is None


def test_the_date_of_a_dateline_counts() -> None:
    article = survey("PORTSEA, March 3, 2031 (AFP) -- " + REST + "\n\n" + REST, Fields())
    assert article.published is not None
    assert article.published.day.isoformat() == "2031-03-03"


def test_a_byline_that_runs_into_the_dateline() -> None:
    text = "By Anna Writer and Bo Lens PORTSEA (Reuters) - " + REST
    article = survey(text, Fields())
    assert [(a.why, a.span.of(text)) for a in article.apart] == [
        ("byline", "By Anna Writer and Bo Lens")
    ]
    assert article.dateline is not None
    assert article.dateline.of(text) == "PORTSEA (Reuters)"
    assert [c.agency for c in article.credits] == ["Reuters"]


@pytest.mark.parametrize(
    "text",
    [
        "By Anna Writer",
        "by Anna Writer and Bo Lens",
        "BY ANNA WRITER",
        "By Anna Writer, Harbour Times",
        "By Anna Writer, Bo Lens and Mara Pen",
        "By Anna de la Writer | Harbour Times | March 3, 2031",
        "By: Anna Writer",
        "Written by Anna Writer",
        "Author: Anna Writer",
        "By Anna Writer in Portsea",
        "By The Associated Press",
        "By Anna Writer\nForeign Correspondent",
    ],
)
def test_bylines(text: str) -> None:
    assert byline(Unit(text, units_of(text)[0].span, True))


@pytest.mark.parametrize(
    "text",
    [
        "By Monday, rebels held the town.",
        "By nightfall nothing moved",
        "Authors of the report: unknown.",
        "Bystanders ran",
        "By and by the rain came",
    ],
)
def test_lines_that_are_no_bylines(text: str) -> None:
    assert byline(unit(text)) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTER", "Reuters"),
        ("— AP", "AP"),
        ("(AFP)", "AFP"),
        ("The Associated Press", "AP"),
        ("Source: Xinhua", "Xinhua"),
        ("With inputs from PTI", "PTI"),
        ("— With agencies", "agencies"),
        ("AFP/AP", "AFP"),
    ],
)
def test_sign_offs(text: str, agency: str) -> None:
    found = sign_off(unit(text))
    assert found is not None
    assert found.agency == agency


@pytest.mark.parametrize("text", ["Reuters said", "Reuters could not verify it.", "The AP way"])
def test_sentences_are_no_sign_offs(text: str) -> None:
    assert sign_off(unit(text)) is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Guards at the pier on Monday © Bo Lens/Norpix", "© Bo Lens/Norpix"),
        ("Guards at the pier on Monday [Bo Lens/Reuters]", "[Bo Lens/Reuters]"),
        ("Guards at the pier. (Photo by Bo Lens/Getty Images)", "(Photo by Bo Lens/Getty Images)"),
        ("Guards at the pier. (AP Photo/Bo Lens)", "(AP Photo/Bo Lens)"),
        ("Guards at the pier, March 3, 2031. REUTERS/Bo Lens", "REUTERS/Bo Lens"),
        ("Guards at the pier. Photograph: Bo Lens", "Photograph: Bo Lens"),
    ],
)
def test_only_the_credit_of_a_caption_is_set_apart(line: str, credit: str) -> None:
    article = survey("\n\n".join([REST, line, REST + " It was the tenth day."]), Fields())
    assert [a.span.of(article.text) for a in article.apart] == [credit]


def test_agencies_under_their_names() -> None:
    assert agency_of("Agence France-Presse") == "AFP"
    assert agency_of("The Associated Press") == "AP"
    assert agency_of("A.P.") == "AP"
    assert agency_of("Harbour Times") is None


def test_contributions_credit_the_agency() -> None:
    text = f"{REST}\n\n{REST} Nobody was hurt.\n\nThe Associated Press contributed to this report."
    article = survey(text, Fields())
    assert [c.agency for c in article.credits] == ["AP"]
