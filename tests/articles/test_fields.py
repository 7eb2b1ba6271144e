from __future__ import annotations

import datetime

import pytest

from backchannel.articles.article import Published
from backchannel.articles.fields import FieldError, known_field, take_fields


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("text", "text"),
        ("Body", "text"),
        ("content", "text"),
        ("articleBody", "text"),
        ("full text", "text"),
        ("Headline", "title"),
        ("source", "outlet"),
        ("Publisher", "outlet"),
        ("source_name", "outlet"),
        ("date", "published"),
        ("publishedAt", "published"),
        ("pub-date", "published"),
        ("publication_date", "published"),
        ("link", "url"),
        ("URL", "url"),
        ("doc_id", "id"),
        ("story_id", "id"),
        ("html", "page"),
        ("author", "authors"),
        ("colour", None),
        ("", None),
    ],
)
def test_usual_names(name: str, field: str | None) -> None:
    assert known_field(name) == field


def test_all_fields_of_a_row() -> None:
    row = take_fields(
        {
            "ID": 7,
            "headline": " Ferry freed ",
            "source": {"id": None, "name": "Harbour Times"},
            "publishedAt": "2031-03-14T10:00:00Z",
            "link": "https://example.org/ferry",
            "authors": ["Anna Writer", None, "Bo Lens"],
            "content": " text, kept \r\n as it is ",
        }
    )
    assert row.text == " text, kept \r\n as it is "
    assert not row.is_page
    assert row.fields.id == "7"
    assert row.fields.title == "Ferry freed"
    assert row.fields.outlet == "Harbour Times"
    assert row.fields.published == Published(datetime.date(2031, 3, 14), "field:publishedAt")
    assert row.fields.url == "https://example.org/ferry"
    assert row.fields.authors == ("Anna Writer", "Bo Lens")


def test_the_plainer_name_decides_even_where_it_is_empty() -> None:
    row = take_fields({"source": "crawl 7", "outlet": None, "text": "x", "content": "y"})
    assert row.fields.outlet is None
    assert row.text == "x"


def test_markup_in_place_of_text() -> None:
    assert take_fields({"html": "<p>x</p>"}).is_page
    assert not take_fields({"html": "<p>x</p>", "text": "x"}).is_page


def test_a_date_that_cannot_be_read_is_none() -> None:
    assert take_fields({"text": "x", "date": "last week"}).fields.published is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "no text field"),
        ({"title": "x"}, "no text field"),
        ({"text": None}, "'text' is empty"),
        ({"Body": 5}, "'Body' is not a text"),
        ({"text": ["a", "b"]}, "'text' is not a text"),
    ],
)
def test_rows_without_a_text(row: dict[str, object], reason: str) -> None:
    with pytest.raises(FieldError, match=reason):
        take_fields(row)
