"""A small invented crisis with its readings written by hand: what a brief must make of it."""

from __future__ import annotations

import datetime
from pathlib import Path

from backchannel.articles.article import Article, Published
from backchannel.entries.entry import (
    Channel,
    Entry,
    Message,
    Party,
    Reading,
    Response,
    ResponseStance,
    Statement,
    Status,
)
from backchannel.record.store import Record
from backchannel.span import Span

VELMORA = Party("Velmora", "VELMORA")
KESSARIA = Party("Kessaria", "KESSARIA")
OMAN = Party("Oman", "OMN")
VEIL = Party("Tomas Veil", "KESSARIA")
DOVAN = Party("Sera Dovan", "VELMORA")
OFFICIAL = Party("Kessarian official", "KESSARIA")
ANALYST = Party("Iven Sand", "CIVIL")

WIRE = """Velmora sent Kessaria a note

Velmora sent Kessaria a note through Oman's embassy, saying that the convoy would pass, \
a Kessarian official said.

Foreign Minister Tomas Veil told the Swiss on state TV that Kessaria would answer if it \
was asked. "We never wrote to them," said Sera Dovan of Velmora, who denied that a note \
had been sent.

The analyst Iven Sand said that rain was likely until Friday.
"""
REPRINT = WIRE.replace("Velmora sent Kessaria a note\n\n", "A note over the strait\n\n")
HOSTILE = """<script>alert(1)</script>

Velmora told \x1b[31mKessaria\x1b[0m that *it* [would](http://e.org) <b>wait</b>.
"""


NOTE = "Velmora sent Kessaria a note through Oman's embassy, saying that the convoy would pass"


class Marked:
    """Finds spans by their words, so that no offset is counted by hand."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def statement(
        self, evidence: str, content: str, speaker: Party | None, **more: object
    ) -> Entry:
        given = {
            "source": None,
            "cue": None,
            "addressee": None,
            "medium": None,
            "quoting": "indirect",
            "within": None,
        }
        return Statement(  # type: ignore[arg-type]
            evidence=self(evidence), content=(self(content),), speaker=speaker, **(given | more)
        )

    def message(  # noqa: PLR0913
        self,
        evidence: str,
        trigger: str,
        parties: tuple[Party | None, Party | None, Party | None],
        content: str | None,
        *,
        says: tuple[str, ...] = (),
        channel: Channel = "unspecified",
        status: Status = "reported",
    ) -> Entry:
        sender, recipient, intermediary = parties
        return Message(
            evidence=self(evidence),
            trigger=self(trigger),
            attributed_to=says,
            sender=sender,
            recipient=recipient,
            intermediary=intermediary,
            channel=channel,
            content=None if content is None else self(content),
            date=None,
            status=status,
        )

    def response(
        self, evidence: str, responder: Party, claim: str | None, stance: ResponseStance
    ) -> Entry:
        return Response(
            evidence=self(evidence),
            trigger=self("denied"),
            attributed_to=(),
            responder=responder,
            claimant=None,
            claim=None if claim is None else self(claim),
            stance=stance,
        )


def wire_entries(text: str) -> tuple[Entry, ...]:
    at = Marked(text)
    return (
        at.statement(
            f"{NOTE}, a Kessarian official said",
            NOTE,
            OFFICIAL,
        ),
        at.statement(
            "Tomas Veil told the Swiss on state TV that Kessaria would answer if it was asked",
            "Kessaria would answer if it was asked",
            VEIL,
            addressee=Party("Switzerland", "CHE"),
            medium="on state TV",
        ),
        at.statement(
            '"We never wrote to them," said Sera Dovan', '"We never wrote to them,"', DOVAN
        ),
        at.statement(
            "The analyst Iven Sand said that rain was likely until Friday",
            "rain was likely until Friday",
            ANALYST,
        ),
        at.message(
            NOTE,
            "sent Kessaria a note through",
            (VELMORA, KESSARIA, OMAN),
            "the convoy would pass",
            says=("Kessarian official",),
            channel="embassy",
            status="denied",
        ),
        at.response("who denied that a note had been sent", DOVAN, "a note had been sent", "deny"),
    )


def articles() -> list[tuple[Article, Reading]]:
    def day(number: int) -> Published:
        return Published(datetime.date(2031, 3, number), "field:date")

    wire = Article("wire", WIRE, "Velmora sent Kessaria a note", "Strait Wire", day(2))
    reprint = Article("reprint", REPRINT, "A note over the strait", "Harbour Times", day(3))
    hostile = Article("hostile", HOSTILE, "<img src=x>", "Bad\x1b[2J News", url="javascript:x()")
    at = Marked(HOSTILE)
    told = at.message(
        "Velmora told \x1b[31mKessaria\x1b[0m that *it* [would](http://e.org) <b>wait</b>",
        "told",
        (VELMORA, KESSARIA, None),
        "*it* [would](http://e.org) <b>wait</b>",
    )
    return [
        (wire, Reading("wire", wire.fingerprint, "hand-1", wire_entries(WIRE))),
        (reprint, Reading("reprint", reprint.fingerprint, "hand-1", wire_entries(REPRINT))),
        (hostile, Reading("hostile", hostile.fingerprint, "hand-1", (told,))),
    ]


def make(file: Path) -> Path:
    """A record of the three articles."""
    with Record.open(file, write=True) as record:
        for article, reading in articles():
            record.add(article, reading)
    return file
