"""Hostile words of an article stay words in every view."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from backchannel.record.store import Record
from backchannel.views import brief, to_html, to_markdown, to_text
from backchannel.views.markdown import escaped
from backchannel.views.page import Page
from backchannel.views.wording import one_line, safe


@pytest.fixture
def page(crisis_file: Path) -> Page:
    with Record.open(crisis_file) as record:
        return brief(record)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)
        self.links += [v for k, v in attrs if k in ("href", "src") or k.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_closed_whole_and_loads_nothing(page: Page) -> None:
    tags = Tags()
    document = to_html(page)
    tags.feed(document)
    assert tags.open == []
    assert not tags.tags & {"script", "img", "link", "iframe", "a"}
    assert tags.links == []
    assert "<script>alert" not in document
    assert "&lt;b&gt;wait&lt;/b&gt;" in document
    assert "default-src 'none'" in document


def test_no_view_prints_control_characters(page: Page) -> None:
    for view in (to_text(page), to_markdown(page), to_html(page)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", view)
        assert "\\x1b" in view or "\\\\x1b" in view


def test_markdown_takes_no_markup_from_an_article(page: Page) -> None:
    text = to_markdown(page)
    assert r"\*it\* \[would\](http" in text
    assert r"\<b\>wait\</b\>" in text
    assert "](http://e.org)" not in text.replace(r"\](http", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “words” é 東", "plain – “words” é 東"),
        ("bell \a, escape \x1b[1m", "bell \\x07, escape \\x1b[1m"),
        ("csi \x9b31m", "csi \\x9b31m"),
        ("right to left \u202e here", "right to left \\u202e here"),
        ("isolate \u2066 tag \U000e0041", "isolate \\u2066 tag \\U000e0041"),
        ("line \u2028 feed", "line \\u2028 feed"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\r\n\tb\n\n c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("1. not a list", r"\1. not a list"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_markdown_escapes(text: str, shown: str) -> None:
    assert escaped(text) == shown
