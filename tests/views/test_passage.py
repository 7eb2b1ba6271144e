"""Passages in their context."""

from __future__ import annotations

import plain
import pytest

from backchannel.entries.entry import Message, Party
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.passage import passage_of


def line(text: str, evidence: str, trigger: str) -> Line:
    start = text.index(evidence)
    at = text.index(trigger, start)
    entry = Message(
        Span(start, start + len(evidence)),
        Span(at, at + len(trigger)),
        (),
        Party("Norland"),
        None,
        None,
        "unspecified",
        None,
        None,
        "reported",
    )
    return Line("x", plain.article("a", text), 0, "m", entry)


def test_the_paragraph_is_whole_and_marked() -> None:
    text = "One.\n\nBefore it. Norland told all.\nAfter it.\n \nLast."
    passage = passage_of(line(text, "Norland told all", "told"))
    assert [(p.text, p.evidence, p.trigger) for p in passage.pieces] == [
        ("Before it. ", False, False),
        ("Norland ", True, False),
        ("told", True, True),
        (" all", True, False),
        (".\nAfter it.", False, False),
    ]
    assert (passage.cut_before, passage.cut_after) == (False, False)


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\r\n\r\n"])
def test_blank_lines_end_it(gap: str) -> None:
    passage = passage_of(line(f"One.{gap}Norland told.{gap}Two.", "Norland told", "told"))
    assert "".join(p.text for p in passage.pieces).strip() == "Norland told."


def test_a_text_without_paragraphs_is_cut_at_words() -> None:
    text = "word " * 1000 + "Norland told all " + "more " * 1000
    passage = passage_of(line(text, "Norland told all", "told"))
    whole = "".join(p.text for p in passage.pieces)
    assert passage.cut_before
    assert passage.cut_after
    assert len(whole) < 1500
    assert whole.startswith("word ")
    assert whole.endswith("more")


def test_one_endless_word_is_cut_all_the_same() -> None:
    passage = passage_of(line("x" * 9000 + "told" + "y" * 9000, "told", "told"))
    assert len("".join(p.text for p in passage.pieces)) < 1500
