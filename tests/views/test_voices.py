"""Which statements a brief shows of a party."""

from __future__ import annotations

import dataclasses

import accounts
import plain

from backchannel.entries.entry import Message, Party, Statement
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.index import Told
from backchannel.views.joint import Limits
from backchannel.views.voices import section

NORLAND = Party("Norland", "NOR")


def said(text: str, words: str, speaker: Party | None, name: str = "a", place: int = 0) -> Told:
    start = text.index(words)
    span = Span(start, start + len(words))
    statement = Statement(span, None, None, (span,), speaker, None, None, "indirect", None)
    line = Line(f"{name}{place}", plain.article(name, text), place, "m", statement)
    return Told(accounts.thread([line]))


def shown(found: list[Told], most: int = 3, parties: int = 5) -> dict[str, list[str]]:
    groups = section(found, Limits(most, 9), parties).groups
    return {g.heading: [item.text for item in g.items] for g in groups}


def test_one_thing_said_twice_is_shown_once() -> None:
    one = "the bridge will stay closed until the talks have ended"
    two = "the bridge over the river will stay closed until the talks have ended"
    text = f"{one}. {two}. the harbour would open on the first of the month."
    found = [
        said(text, one, NORLAND),
        said(text, two, NORLAND, place=1),
        said(text, "the harbour would open on the first of the month", NORLAND, place=2),
    ]
    assert len(shown(found)["Norway"]) == 2


def test_what_is_said_in_a_message_is_not_said_again() -> None:
    words = "the bridge will stay closed until the talks have ended"
    statement = said(f"{words}.", words, NORLAND)
    at = statement.head.entry.evidence
    message = Message(at, at, (), NORLAND, None, None, "unspecified", at, None, "reported")
    line = dataclasses.replace(statement.head, id="m", entry=message)
    assert section([statement, Told(accounts.thread([line]))], Limits(3, 9), 5).groups == ()


def test_weightier_statements_come_before_scraps() -> None:
    text = "it rained. we will attack if the talks fail, and they must know it. so it goes on."
    found = [
        said(text, "it rained", NORLAND),
        said(text, "we will attack if the talks fail, and they must know it", NORLAND, place=1),
        said(text, "so it goes on", NORLAND, place=2),
    ]
    (line,) = shown(found, most=1)["Norway"]
    assert "we will attack" in line


def test_known_parties_then_named_ones_then_sources_without_a_name() -> None:
    text = "one two three four five six seven eight"
    found = [
        said(text, text, Party("western diplomat"), "a"),
        said(text, text, Party("analyst in Kessar"), "b"),
        said(text, text, Party("Ada Quist", "CIVIL"), "c"),
        said(text, text, NORLAND, "d"),
        said(text, text, None, "e"),
    ]
    made = section(found, Limits(3, 9), 5)
    assert [g.heading for g in made.groups] == ["Norway", "Ada Quist", "Sources without a name"]
    assert made.groups[2].items[0].text.startswith("western diplomat: “one two")
    assert (
        made.note == "Not shown: 1 statement by nobody identified (backchannel threads statement)."
    )


def test_what_is_left_out_is_counted_with_the_command_that_lists_it() -> None:
    texts = [f"{word} ships will leave the harbour of {word}" for word in ("ten", "six", "two")]
    found = [said(t, t, NORLAND, f"a{n}") for n, t in enumerate(texts)]
    (group,) = section(found, Limits(1, 9), 5).groups
    assert group.more == "and 2 more (backchannel threads statement --from NOR)"
