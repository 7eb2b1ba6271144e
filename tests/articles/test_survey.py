from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.articles import Article, Fields, Published, survey

SAVED = """Skip to content

Vellamo offers to free ferry, neighbour denies any message

World

Anna Writer's Photo
by Anna Writer
Monday, Mar 03, 2031 - 01:50 PM

PORTSEA (Reuters) - The government of Vellamo told its neighbour through the embassy of Norland \
that the ferry would be released within ten days, two officials said on Monday.

The ferry lies at anchor under guard in the old harbour © Bo Lens/Norpix/Reuters

A spokesman for the neighbour said no such message had arrived, and that the navy was ready to \
bring the crew home by force.

Read more: How the ferry talks collapsed

"We told them twice," the foreign minister, Ada Holm, said in an interview with state radio.

C. Stringer in Vellamo contributed to this report.

© 2031 Harbour Times. All rights reserved.

You May Also Like

Strait toll rises to nine as storm passes
Five islands, one lighthouse: the border nobody drew
Norland trims rates
"""

WIRE = (
    "VELLAMO SAYS FERRY TO BE FREED IN TEN DAYS\n\n"
    "Vellamo told its neighbour through\nthe embassy of Norland that the ferry would be freed\n"
    "within ten days, two officials said.\n"
    "    The neighbour said no message had arrived. Reuter\nreporters at the pier saw no guards,\n"
    "and the crew was kept below deck through the night.\n"
    '    "We told them twice," Foreign Minister Ada Holm said.\n'
    " Reuter\n\x03\n"
)


def apart(article: Article) -> list[tuple[str, str]]:
    return [(a.why, a.span.of(article.text)) for a in article.apart]


def test_a_saved_page_as_text() -> None:
    article = survey(SAVED, Fields(), name="ferry")
    assert article.text == SAVED
    assert article.id == "ferry"
    assert article.title == "Vellamo offers to free ferry, neighbour denies any message"
    assert article.headline is not None
    assert article.headline.of(SAVED) == article.title
    assert article.byline is not None
    assert article.byline.of(SAVED) == "by Anna Writer"
    assert article.authors == ("Anna Writer",)
    assert article.dateline is not None
    assert article.dateline.of(SAVED) == "PORTSEA (Reuters)"
    assert [(c.agency, c.span.of(SAVED)) for c in article.credits] == [("Reuters", "Reuters")]
    start = SAVED.index("Mar 03, 2031")
    assert article.published == Published(
        datetime.date(2031, 3, 3), f"text:{start}-{start + len('Mar 03, 2031')}"
    )
    assert apart(article) == [
        ("navigation", "Skip to content"),
        ("navigation", "World"),
        ("photo_credit", "Anna Writer's Photo"),
        ("byline", "by Anna Writer"),
        ("date", "Monday, Mar 03, 2031 - 01:50 PM"),
        ("photo_credit", "© Bo Lens/Norpix/Reuters"),
        ("related_links", "Read more: How the ferry talks collapsed"),
        ("byline", "C. Stringer in Vellamo contributed to this report."),
        ("disclaimer", "© 2031 Harbour Times. All rights reserved."),
        ("related_links", "You May Also Like"),
        ("related_links", "Strait toll rises to nine as storm passes"),
        ("related_links", "Five islands, one lighthouse: the border nobody drew"),
        ("related_links", "Norland trims rates"),
    ]


def test_wire_copy_of_the_eighties() -> None:
    article = survey(WIRE, Fields())
    assert article.title == "VELLAMO SAYS FERRY TO BE FREED IN TEN DAYS"
    assert [(c.agency, c.span.of(WIRE).strip()) for c in article.credits] == [
        ("Reuters", "Reuter\n\x03")
    ]
    assert apart(article) == [("agency_credit", "Reuter\n\x03")]
    assert article.body[0].start == 0


def test_the_headline_is_of_the_body() -> None:
    article = survey(SAVED, Fields())
    assert any(article.headline and span.covers(article.headline) for span in article.body)


def test_fields_win_over_the_text() -> None:
    published = Published(datetime.date(2031, 3, 4), "field:date")
    fields = Fields(id="x-1", title="Another title", outlet="The Post", published=published)
    article = survey(SAVED, fields, name="ferry")
    assert (article.id, article.title, article.outlet) == ("x-1", "Another title", "The Post")
    assert article.published == published
    assert article.headline is None


def test_a_known_title_is_found_whatever_its_signs() -> None:
    text = "‘We told them twice’: Vellamo on the ferry\n\n" + SAVED
    article = survey(text, Fields(title="'We told them twice': Vellamo on the ferry"))
    assert article.headline is not None
    assert article.headline.start == 0


def test_no_date_is_no_date() -> None:
    text = SAVED.replace("Monday, Mar 03, 2031 - 01:50 PM\n", "").replace("© 2031 ", "© ")
    assert survey(text, Fields()).published is None


def test_a_date_in_the_running_text_is_not_the_day_of_publication() -> None:
    text = "The ferry sank on March 3, 2030, and its crew of nine was never found, officials said."
    assert survey(text, Fields()).published is None


def test_published_counts_before_updated() -> None:
    text = "Ferry freed\n\nUpdated March 9, 2031\nPublished March 3, 2031\n\n" + WIRE
    article = survey(text, Fields())
    assert article.published is not None
    assert article.published.day == datetime.date(2031, 3, 3)


def test_an_outlet_line_beside_the_date() -> None:
    text = "Ferry freed after talks\n\nHarbour Media Group\n03/14/2031 22h41\n\n" + SAVED
    article = survey(text, Fields())
    assert article.outlet == "Harbour Media Group"
    assert ("outlet", "Harbour Media Group") in apart(article)


def test_a_subheadline_is_kept() -> None:
    text = SAVED.replace("\n\nWorld\n\n", "\n\nCrew kept below deck, says captain\n\n")
    assert "Crew kept below deck" not in " ".join(s for _, s in apart(survey(text, Fields())))


def test_the_outlet_above_the_headline_is_not_the_headline() -> None:
    top = "The Harbour Times\nHome | World | Business | Sport\n\nWORLD\n\n"
    article = survey(top + "Ferry freed after nine days\n\nBy Anna Writer\n\n" + SAVED, Fields())
    assert article.title == "Ferry freed after nine days"
    assert article.outlet == "The Harbour Times"


def test_an_image_address_below_the_headline() -> None:
    text = "Ferry freed after nine days\n\nhttps://example.org/ferry.jpg\nHarbour Media\n\n" + SAVED
    article = survey(text, Fields())
    assert article.title == "Ferry freed after nine days"
    assert apart(article)[:2] == [
        ("url", "https://example.org/ferry.jpg"),
        ("outlet", "Harbour Media"),
    ]


def test_a_menu_above_the_headline() -> None:
    menu = "Skip to content\nHome\nNorland\nStrait Crisis Live\nThe Island War\nPodcasts\n\n"
    article = survey(menu + SAVED.split("\n\n", 1)[1], Fields())
    assert article.title == "Vellamo offers to free ferry, neighbour denies any message"
    assert {why for why, _ in apart(article)[:6]} == {"navigation"}
    assert article.byline is not None
    assert article.byline.of(article.text) == "by Anna Writer"


def test_a_short_headline_of_names() -> None:
    article = survey("Vellamo Frees Ferry\n\nCrew well, says captain\n\n" + WIRE, Fields())
    assert article.title == "Vellamo Frees Ferry"


def test_outlet_and_date_in_one_line_and_a_desk() -> None:
    top = "“I have held it”\nThe minister on the note\n\n"
    top += "Harbour Monitor, 4 March 2031\nForeign desk\n\n"
    article = survey(top + SAVED.split("\n\n", 6)[-1], Fields())
    assert article.title == "“I have held it”"
    assert article.outlet == "Harbour Monitor"
    assert article.published is not None
    assert article.published.day == datetime.date(2031, 3, 4)
    assert apart(article)[:2] == [
        ("date", "Harbour Monitor, 4 March 2031"),
        ("byline", "Foreign desk"),
    ]


def test_a_headline_on_the_line_above_the_text() -> None:
    lines = [line for line in SAVED.split("\n") if len(line) > 100]
    article = survey("\n".join(["Ferry freed after nine days", *lines]), Fields())
    assert article.title == "Ferry freed after nine days"


def test_the_first_line_of_a_broken_paragraph_is_no_headline() -> None:
    text = "Treasury Secretary Ada Holm and\nFederal Reserve Chairman Oke Brandt met\n" + WIRE
    assert survey(text.replace("\n\n", "\n"), Fields()).headline is None


def test_one_paragraph_has_no_headline() -> None:
    article = survey(
        "Portsea - The government of Vellamo said on Monday that it would free the "
        "ferry within ten days.",
        Fields(),
    )
    assert article.headline is None
    assert article.title is None
    assert article.dateline is not None
    assert article.dateline.of(article.text) == "Portsea"


def test_a_biography_is_set_apart_but_not_the_news_of_a_person() -> None:
    bio = "Mara Pen is a professor of law at the University of Norland."
    assert ("author_bio", bio) in apart(survey(SAVED + "\n" + bio, Fields()))
    named = SAVED.replace("Ada Holm, said", "Ada Holm, and Mara Pen said")
    assert ("author_bio", bio) not in apart(survey(named + "\n" + bio, Fields()))


PIECES = st.sampled_from(
    [*SAVED.split("\n"), *WIRE.split("\n"), "", " ", "\r", "\x03", "By ", "© ", "😀", "\u2028"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=30).map("\n".join)))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    article = survey(text, Fields(), name="x")
    assert article.text == text
    at = 0
    for passage in article.apart:
        assert at <= passage.span.start < passage.span.end <= len(text)
        at = passage.span.end
    spans = [c.span for c in article.credits]
    spans += [s for s in (article.headline, article.byline, article.dateline) if s]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    inked = sum(not c.isspace() for c in text)
    covered = [*(a.span for a in article.apart), *article.body]
    assert sum(not c.isspace() for s in covered for c in s.of(text)) == inked


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_a_survey_is_a_pure_function(text: str) -> None:
    assert survey(text, Fields()) == survey(text, Fields())


LEAD = "The ferry was freed at dawn after nine days, officials of both sides said on Monday.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "Aa Bb is a cc\n" * 10_000,
        "Aa Bb\n\n" * 10_000 + LEAD,
        LEAD + "More:\nAa b\nC d\n" * 10_000,
        "Mar 1, 2031\n" * 10_000 + LEAD,
        LEAD + ("© " * 300 + "\n") * 200,
        LEAD + "[" * 100_000,
        LEAD + "By " + "A. " * 40_000,
    ],
    ids=range(7),
)
def test_texts_made_to_be_slow_are_not(text: str) -> None:
    start = time.perf_counter()
    survey(text, Fields())
    assert time.perf_counter() - start < 5
