from __future__ import annotations

import datetime
import json

import lxml.html
import pytest

from backchannel.articles.markup import PageFacts, facts_of, without_site


def facts(head: str, body: str = "<p>x</p>") -> PageFacts:
    return facts_of(lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body>"))


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "Ferry &amp; crew freed",
    "datePublished": "2031-03-14T23:30:00-05:00",
    "author": [{"@type": "Person", "name": "Anna Writer"}, {"name": "Bo Lens"}],
    "publisher": {"@type": "Organization", "name": "Harbour Times"},
    "articleBody": "The ferry was freed.\n\nSo was its crew.",
}


def test_json_ld() -> None:
    found = facts(ld(NEWS))
    assert found.title == "Ferry & crew freed"
    assert found.authors == ("Anna Writer", "Bo Lens")
    assert found.outlet == "Harbour Times"
    assert found.published is not None
    assert found.published.day == datetime.date(2031, 3, 14)
    assert found.published.where == "html:json-ld datePublished"
    assert found.body == "The ferry was freed.\n\nSo was its crew."


@pytest.mark.parametrize(
    "value",
    [
        [{"@type": "WebSite", "name": "x"}, NEWS],
        {"@graph": [{"@type": "WebPage", "headline": "no"}, NEWS]},
        {**NEWS, "@type": ["Article", "ReportageNewsArticle"]},
    ],
)
def test_json_ld_in_its_usual_wrappings(value: object) -> None:
    assert facts(ld(value)).title == "Ferry & crew freed"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 9999,
        "null",
        "7",
        '{"@type": 7}',
        '{"@type":"NewsArticle","headline":[1]}',
        '{"@type":"NewsArticle","author":{"name":{"name":1}},"datePublished":{}}',
        '{"@type":"NewsArticle","author":' + "[" * 500 + "]" * 500 + "}",
        "[" + "1," * 100_000 + "1]",
        '{"@type":"NewsArticle","headline":"' + "a | " * 100_000 + '"}',
    ],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    found = facts(f'<script type="application/ld+json">{script}</script><title>Ferry freed</title>')
    assert found.title == "Ferry freed"


def test_opengraph_and_meta() -> None:
    found = facts(
        '<title>Ferry freed | Harbour Times</title><meta property="og:title" content="Ferry freed">'
        '<meta property="og:site_name" content="Harbour Times">'
        '<meta property="og:url" content="https://example.org/f">'
        '<meta property="article:published_time" content="2031-03-14T10:00:00Z">'
        '<meta name="author" content="Anna Writer">'
    )
    assert (found.title, found.outlet, found.url) == (
        "Ferry freed",
        "Harbour Times",
        "https://example.org/f",
    )
    assert found.published is not None
    assert found.published.where == "html:article:published_time"
    assert found.authors == ("Anna Writer",)


def test_time_elements_inside_the_article_first() -> None:
    body = (
        '<nav><time datetime="2031-03-20">now</time></nav>'
        '<article><time datetime="2031-03-14">Friday</time></article>'
    )
    found = facts("", body)
    assert found.published is not None
    assert (found.published.day.day, found.published.where) == (14, "html:time")


def test_nothing_stated_is_nothing_known() -> None:
    found = facts("")
    assert (found.title, found.outlet, found.published, found.url) == (None, None, None, None)


def test_a_title_cut_for_length_gives_way_to_the_whole_one() -> None:
    found = facts(
        ld({"@type": "NewsArticle", "headline": "Vellamo frees the ferry and its..."}),
        "<h1>Vellamo frees the ferry and its crew</h1>",
    )
    assert found.title == "Vellamo frees the ferry and its crew"


@pytest.mark.parametrize(
    ("title", "outlet", "bare"),
    [
        ("Ferry freed after talks | World | Harbour Times", None, "Ferry freed after talks"),
        ("Ferry freed after talks - Harbour Times", "Harbour Times", "Ferry freed after talks"),
        (
            "Ferry freed after talks - and what next",
            "Harbour Times",
            "Ferry freed after talks - and what next",
        ),
        ("Ferry freed | Harbour", None, "Ferry freed | Harbour"),
        ("Ferry freed after talks", "Ferry", "Ferry freed after talks"),
    ],
)
def test_the_site_is_taken_off_a_title(title: str, outlet: str | None, bare: str) -> None:
    assert without_site(title, outlet) == bare
