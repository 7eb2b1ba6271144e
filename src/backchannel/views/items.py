"""Lines of a brief: one thing said, with all the places where it is said in the same words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from backchannel.entries.entry import Response
from backchannel.record.query import Line
from backchannel.views.gather import SeenResponse, reference
from backchannel.views.page import Item
from backchannel.views.wording import chain, day, full_name, one_line, quoted

T = TypeVar("T")

PASSAGE_WIDTH = 260
ANSWER_WIDTH = 180

_STANCES = {
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


def alike(things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Things with the same key together, in the order of the first of each."""
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())


def response_item(same: Sequence[SeenResponse]) -> Item:
    """One line for responses that are given in the same words."""
    first = same[0]
    response = first.response
    who = full_name(response.responder, "somebody not named")
    lines = [s.line for s in same]
    relayed = f"according to {chain(response.attributed_to)}" if response.attributed_to else ""
    return Item(
        text=f"{_STANCES[response.stance]} {who}: {quoted(first.line.quote(), ANSWER_WIDTH)}",
        refs=tuple(reference(line) for line in lines),
        says="; ".join(part for part in (relayed, where_from(lines)) if part),
    )


def response_key(seen: SeenResponse) -> Hashable:
    """What responses given in the same words share."""
    response: Response = seen.response
    words = " ".join(seen.line.quote().split())
    return (response.responder, response.stance, response.attributed_to, words)
