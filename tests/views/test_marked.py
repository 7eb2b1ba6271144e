"""An article with its entries marked: every character once, nothing of it acted upon."""

from __future__ import annotations

import io
import re
import time
from html.parser import HTMLParser

import crisis
import plain
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from backchannel.articles.article import Apart, Article
from backchannel.entries.entry import Entry, Event, Party, Statement
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views import marked_text
from backchannel.views.marked import MarkedArticle, mark
from backchannel.views.wording import safe

HOSTILE = (
    "<script>alert(1)</script> & \"quotes\" 'too'\n\n</mark></div><b>Norland</b> said "
    "\u202eleft\u202c and \x1b[31mred\x1b[0m \u2066isolated\u2069 words [link](http://e.org).\r\n"
)


def event(start: int, end: int, trigger: tuple[int, int] | None = None) -> Entry:
    at = Span(*trigger) if trigger else Span(start, min(end, start + 3))
    actor = Party("Norland <b>&", "NOR")
    return Event(
        Span(start, end), at, ("<i>source</i>",), "ASSAULT", actor, None, None, None, "actual"
    )


def marked(text: str, *entries: Entry, apart: tuple[Apart, ...] = ()) -> MarkedArticle:
    article = plain.article("a<b>", text, apart=apart, title="<u>Title</u>")
    lines = [Line(f"id{n}", article, n, "m", entry) for n, entry in enumerate(entries)]
    return mark(article, "m", lines)


class Words(HTMLParser):
    """The text of the element with class ``text``, without the links in it; and all tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.ids, self.targets = "", set[str](), list[str](), set[str]()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert not any(name.startswith("on") or name == "src" for name in given)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.targets |= {given["href"]} if "href" in given else set()
        if tag != "meta":
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [c for _, c in self._open]
        if "text" in classes and "at" not in classes:
            self.words += data


def parsed(document: str) -> Words:
    words = Words()
    words.feed(document)
    words.close()
    assert words._open == []
    return words


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(st.text(min_size=60, max_size=60), st.lists(st.tuples(spans, spans), max_size=8))
def test_every_character_stands_once_and_marks_cover_the_evidence(
    text: str, found: list[tuple[list[int], list[int]]]
) -> None:
    entries = [event(a, b, (c, d)) for (a, b), (c, d) in found]
    made = marked(text, *entries)
    assert "".join(s.text for s in made.stretches) == text
    at = 0
    for stretch in made.stretches:
        around = [e for e in entries if e.evidence.start <= at < e.evidence.end]
        assert stretch.covered == len(around)
        assert len(stretch.notes) == min(3, len(around))
        if around:
            shortest = min(e.evidence.end - e.evidence.start for e in around)
            inner = stretch.notes[0].line.entry.evidence
            assert inner.end - inner.start == shortest
        at += len(stretch.text)


def test_notes_are_numbered_in_the_order_of_the_text() -> None:
    made = marked(HOSTILE, event(50, 60), event(10, 20), event(10, 30))
    assert [tuple(n.line.entry.evidence) for n in made.notes] == [(10, 30), (10, 20), (50, 60)]
    assert [n.number for n in made.notes] == [1, 2, 3]
    assert [s.closes for s in made.stretches if s.closes] == [(2,), (1,), (3,)]


def test_html_takes_nothing_from_an_article_but_its_words() -> None:
    start = HOSTILE.index("<b>")
    entries = [event(0, 30), event(start, len(HOSTILE) - 3), event(20, start + 5)]
    apart = (Apart(Span(len(HOSTILE) - 3, len(HOSTILE)), "share_prompt"),)
    document = marked(HOSTILE, *entries, apart=apart).to_html()
    words = parsed(document)
    assert words.words == safe(HOSTILE.replace("\r\n", "\n"))
    assert not words.tags & {"script", "img", "link", "iframe", "b", "u", "i"}
    assert "default-src 'none'" in document
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", document)


def test_every_mark_leads_to_its_entry_and_back() -> None:
    article, reading = crisis.dispatch()
    lines = [Line(f"id{n}", article, n, "m", e) for n, e in enumerate(reading.entries)]
    words = parsed(mark(article, "m", lines).to_html())
    assert len(words.ids) == len(set(words.ids)) == 2 * len(lines)
    assert words.targets == {f"#{id_}" for id_ in words.ids}


@pytest.mark.parametrize("width", [40, 100])
def test_text_keeps_to_its_width_and_names_every_entry(width: int) -> None:
    article, reading = crisis.dispatch()
    lines = [Line(f"id{n}", article, n, "m", e) for n, e in enumerate(reading.entries)]
    text = mark(article, "m", lines).to_text(width)
    assert all(len(line) <= width for line in text.splitlines())
    flat = " ".join(text.split())
    assert "[1: Kessaria warned Velmora" in flat
    assert "signal threat by Kessaria to Velmora: “it would close the strait”" in flat
    assert "if the convoy sailed" in flat
    for n in range(len(lines)):
        assert f"id{n} [dispatch:" in flat


def test_a_terminal_gets_colour_and_numbers_but_no_steering() -> None:
    file = io.StringIO()
    screen = Console(file=file, width=60, force_terminal=True, color_system="standard")
    marked_text.write(marked(HOSTILE, event(0, 30)), screen, coloured=True)
    shown = file.getvalue()
    assert "[1]" in shown
    assert "\\x1b[31mred" in re.sub(r"\x1b\[[\d;]*m", "", shown).replace("\n", "")
    assert set(re.findall(r"\x1b[^m]*m", shown)) <= set(re.findall(r"\x1b\[[\d;]*m", shown))


def test_thousands_of_overlapping_entries_are_shown_in_bounded_time_and_size() -> None:
    text = "Norland shelled the port of Sudmark again. " * 500
    step = len(text) // 2 // 4000
    nested = [event(n * step, len(text) - n * step) for n in range(4000)]
    same = [event(0, len(text))] * 1000
    started = time.monotonic()
    made = marked(text, *nested, *same)
    document = made.to_html()
    text_form = made.to_text()
    assert time.monotonic() - started < 60
    assert len(document) < 12_000_000
    assert parsed(document).words == text
    assert "+1000&nbsp;more" in document or "more</a>" in document
    assert " more]" in " ".join(text_form.split())


def test_statements_are_marked_beneath_the_other_kinds() -> None:
    said = Statement(
        Span(0, 40), None, Span(30, 35), (Span(0, 20),), None, None, None, "direct", None
    )
    made = marked("x" * 50, said, event(0, 40))
    assert 'class="event"' in made.to_html()
    assert 'class="statement"' in marked("x" * 50, said).to_html()


def test_an_article_without_entries_is_shown_too() -> None:
    article = Article("bare", "Nothing of note.")
    made = mark(article, "m", [])
    assert "0 entries." in made.to_text()
    assert parsed(made.to_html()).words == "Nothing of note."
    assert mark(Article("empty", ""), "m", []).stretches == ()
