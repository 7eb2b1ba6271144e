from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles import Fields, survey
from backchannel.links.body import FIGURE, MOST_WORDS, NAME, OPENS, QUOTED, Body, body_of, number_of


def body(text: str, title: str | None = None) -> Body:
    return body_of(survey(text, Fields(title=title)))


def marked(text: str, mark: int) -> list[str]:
    found = body(text)
    return [
        found.span(i, i + 1).of(text) for i in np.flatnonzero((found.marks & mark) > 0).tolist()
    ]


def test_names_are_capitals_that_do_not_open_a_sentence() -> None:
    text = "Envoys met Ada Holmqvist in Portsea. Nobody spoke. Gen. Vask left."
    assert marked(text, NAME) == ["Ada", "Holmqvist", "Portsea", "Vask"]
    assert marked(text, OPENS) == ["Envoys", "Nobody", "Gen"]


def test_capitals_throughout_show_no_names() -> None:
    assert marked("ENVOYS MET ADA HOLMQVIST IN PORTSEA.", NAME) == []


def test_quotations_end_with_their_mark_or_their_paragraph() -> None:
    assert marked('He said: "We wait." They left.', QUOTED) == ["We", "wait"]
    assert marked("“We wait.\n\n“We hope,” he said.", QUOTED) == ["We", "wait", "We", "hope"]
    assert marked('Tired, he said "we wait.\n\nNobody came.', QUOTED) == ["we", "wait"]


def test_figures_are_one_however_they_are_written() -> None:
    text = "Some 1,260 tonnes, 7.5 percent, 1,234,567 men and twelve ships came on May 3, 1998."
    found = body(text)
    stems = {
        found.span(i, i + 1).of(text): int(found.stems[i])
        for i in np.flatnonzero((found.marks & FIGURE) > 0).tolist()
    }
    assert stems["twelve"] == number_of("12")
    assert number_of("1260") in found.stems.tolist()
    assert number_of("7.5") in found.stems.tolist()
    assert number_of("1234567") in found.stems.tolist()


def test_the_headline_is_left_out() -> None:
    text = "Envoys cross the strait\n\nThe ferry was freed at dawn, officials of both sides said."
    found = body(text, "Envoys cross the strait")
    assert found.span(0, 1).of(text) == "The"


def test_only_so_many_words_are_looked_at() -> None:
    assert len(body("word " * (MOST_WORDS + 500))) == MOST_WORDS


def test_tables_have_few_everyday_words() -> None:
    assert body("Shr 34 cts vs 29 cts\nNet 1,200 vs 900").common() < 0.2
    assert body("The minister said that the envoys of the two had met.").common() > 0.3


@given(st.text(max_size=400))
def test_words_lie_within_the_text(text: str) -> None:
    found = body(text)
    assert len(found) == len(found.marks) == len(found.weights) == len(found.stems)
    for i in range(len(found)):
        span = found.span(i, i + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
