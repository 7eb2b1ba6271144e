"""Responses under the claims that they answer."""

from __future__ import annotations

import accounts
import plain

from backchannel.entries.entry import Party, Response, ResponseStance
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.claims import sections
from backchannel.views.index import Told
from backchannel.views.joint import Limits
from backchannel.views.page import Section

TEXT = (
    "Norland denied that the bridge was mined. Sudmark, too, denied that the bridge was mined. "
    "Oman confirmed that the ferry had left. Norland denied it. Quist would not comment."
)


def answer(  # noqa: PLR0913, PLR0917
    evidence: str,
    stance: ResponseStance,
    responder: str,
    claim: str | None,
    claimant: Party | None = None,
    text: str = TEXT,
) -> Told:
    start = text.index(evidence)
    at = None if claim is None else text.index(claim, start)
    response = Response(
        Span(start, start + len(evidence)),
        Span(start, start + 1),
        (),
        plain.party(responder),
        claimant,
        None if at is None else Span(at, at + len(claim or "")),
        stance,
    )
    line = Line(evidence, plain.article("a", text), start, "m", response)
    return Told(accounts.thread([line]))


def made(*found: Told, headings: int = 9, beneath: tuple[str, ...] = ()) -> list[Section]:
    return list(sections(found, beneath, Limits(5, headings)))


def test_answers_to_one_claim_stand_together_and_confirmed_claims_apart() -> None:
    contested, confirmed = made(
        answer(
            "Norland denied that the bridge was mined", "deny", "Norland", "the bridge was mined"
        ),
        answer("Oman confirmed that the ferry had left", "confirm", "Oman", "the ferry had left"),
        answer(
            "Sudmark, too, denied that the bridge was mined",
            "deny",
            "Sudmark",
            "the bridge was mined",
        ),
    )
    (group,) = contested.groups
    assert group.heading == "“the bridge was mined” (claimant not stated)"
    assert [i.text.split(":")[0] for i in group.items] == [
        "Denied by Norland",
        "Denied by Sudmark",
    ]
    assert confirmed.title == "Confirmed"
    (group,) = confirmed.groups
    assert group.heading == "Claims answered once"
    assert [i.text for i in group.items] == [
        "Confirmed by Oman: “Oman confirmed that the ferry had left”"
    ]


def test_what_is_not_set_out_comes_last_and_short_passages_in_their_sentence() -> None:
    (section,) = made(
        answer("would not comment", "decline", "Quist", None),
        answer("Norland denied it", "deny", "Norland", "it"),
        answer(
            "Norland denied that the bridge was mined",
            "deny",
            "Norland",
            "the bridge was mined",
            Party("Sudmark", "SDN"),
        ),
    )
    once, _ = section.groups
    assert [g.heading for g in section.groups] == [
        "Claims answered once",
        "The claim is not set out",
    ]
    assert [i.text for i in once.items] == [
        "Denied by Norland: “Norland denied that the bridge was mined”, claimed by Sudmark"
    ]
    assert [i.text for i in section.groups[1].items] == [
        "Denied by Norland: “Norland denied it.”",
        "No confirmation from Quist: “Quist would not comment.”",
    ]


def test_headings_and_lines_are_bounded() -> None:
    claims = ("the bridge was mined", "the ferry had left", "the bridge was open")
    text = " ".join(
        f"{who} denied that {claim}." for claim in claims for who in ("Norland", "Sudmark")
    )
    found = [
        answer(f"{who} denied that {claim}", "deny", who, claim, text=text)
        for claim in claims
        for who in ("Norland", "Sudmark")
    ]
    (section,) = made(*found, headings=1)
    assert len(section.groups) == 1
    assert section.note == "Not shown: 4 responses (backchannel threads response)."
    (section,) = made(*found[::2], headings=2)
    (once,) = section.groups
    assert once.more == "and 1 more (backchannel threads response)"


def test_those_that_stand_beneath_what_they_answer_are_only_counted() -> None:
    found = answer("would not comment", "decline", "Quist", None)
    (section,) = made(found, beneath=(found.head.ref,))
    assert section.groups == ()
    assert section.nothing == "Nothing else is answered."
    assert section.note == "1 more with the lines that they answer."
