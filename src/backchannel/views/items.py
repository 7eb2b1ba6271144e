"""Lines of a brief: one thing said, with all the places where it is said in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from backchannel.entries.entry import Response
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.gather import SeenResponse, references
from backchannel.views.page import Item
from backchannel.views.wording import chain, day, full_name, one_line, quoted

T = TypeVar("T")

PASSAGE_WIDTH = 260
ANSWER_WIDTH = 180

STANCES = {
    "confirm": "Confirmed by",
    "deny": "Denied by",
    "doubt": "Doubted by",
    "decline": "No confirmation from",
    "correct": "Another version from",
}


def where_from(lines: Sequence[Line]) -> str:
    """The outlets and days of the articles, each once: "Strait Wire, 2 Mar 2026".

    What is not known is left out here; the list of articles says so.
    """
    places: dict[str, None] = {}
    for line in lines:
        article = line.article
        known = [one_line(article.outlet)] if article.outlet else []
        known += [day(article.published.day)] if article.published else []
        places |= {", ".join(known): None} if known else {}
    return "; ".join(places)


def sourced(attributed_to: Sequence[str], lines: Sequence[Line]) -> str:
    """Who says so, and where: "according to an envoy; Strait Wire, 2 Mar 2031".

    An outlet that is named alone says so itself.
    """
    places = where_from(lines)
    said = f"according to {chain(attributed_to)}" if attributed_to or not places else ""
    return "; ".join(part for part in (said, places) if part)


def alike(things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Things with the same key together, in the order of the first of each."""
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())


_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n")
_FEW = 4  # words: a shorter passage is shown with its sentence
_AROUND = 220  # code points


def in_words(line: Line, span: Span | None = None) -> str:
    """The passage at ``span``, or the evidence, on one line; a very short one in its sentence."""
    at = span or line.entry.evidence
    text = line.article.text
    if len(at.of(text).split()) >= _FEW:
        return " ".join(at.of(text).split())
    before = list(_SENTENCE_END.finditer(text, max(0, at.start - _AROUND), at.start))
    after = _SENTENCE_END.search(text, at.end, min(len(text), at.end + _AROUND))
    start = before[-1].end() if before else max(0, at.start - _AROUND)
    end = after.start() + 1 if after else min(len(text), at.end + _AROUND)
    if not before and start > 0:
        start = text.find(" ", start, at.start) + 1 or at.start
    if after is None and end < len(text):
        end = max(text.rfind(" ", at.end, end), at.end)
    return " ".join(text[start:end].split())


def response_item(same: Sequence[SeenResponse]) -> Item:
    """One line for responses that are given in the same words."""
    first = same[0]
    response = first.response
    who = full_name(response.responder, "somebody not named")
    lines = [s.line for s in same]
    relayed = f"according to {chain(response.attributed_to)}" if response.attributed_to else ""
    return Item(
        text=f"{STANCES[response.stance]} {who}: {quoted(in_words(first.line), ANSWER_WIDTH)}",
        refs=references(lines),
        says="; ".join(part for part in (relayed, where_from(lines)) if part),
    )


def response_key(seen: SeenResponse) -> Hashable:
    """What responses given in the same words share."""
    response: Response = seen.response
    words = in_words(seen.line)
    return (response.responder, response.stance, response.attributed_to, words)
