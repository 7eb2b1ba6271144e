"""A small invented crisis with its readings written by hand: what a brief must make of it."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import accounts

from backchannel.articles.article import Article, Published
from backchannel.entries.entry import (
    Channel,
    Entry,
    Event,
    Forecast,
    Message,
    Party,
    Place,
    Position,
    Reading,
    Relation,
    Response,
    ResponseStance,
    Signal,
    Statement,
    Status,
    Tally,
)
from backchannel.links.account import Account, Lineage
from backchannel.links.link import Alignment, LineageLink
from backchannel.record.shape import Form, shape
from backchannel.record.store import Record
from backchannel.span import Span

VELMORA = Party("Velmora", "VELMORA")
KESSARIA = Party("Kessaria", "KESSARIA")
OMAN = Party("Oman", "OMN")
VEIL = Party("Tomas Veil", "KESSARIA")
DOVAN = Party("Sera Dovan", "VELMORA")
OFFICIAL = Party("Kessarian official", "KESSARIA")
ANALYST = Party("Iven Sand", "CIVIL")
FRONT = Party("Harbour Front", "HARBOUR_FRONT")
KARIM = Place("Port Karim", "OMN", 23.61, 58.59, 287286)

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


DISPATCH = """Shells fall on Port Karim

Kessaria warned Velmora that it would close the strait if the convoy sailed. "Velmora must \
recall its ships," said Foreign Minister Tomas Veil.

Velmoran gunboats shelled Port Karim on 3 March, killing at least 24 people, including \
7 sailors, the harbour office said. The United Nations put the dead at 30 to 35. Velmora \
denied that it had fired on the port. Kessaria will move two frigates to the strait.

Oman condemned the shelling. Veil accused Velmora of arming the Harbour Front. Dovan said \
that Velmora did not command the Front. Sera Dovan is Velmora's envoy.

The analyst Iven Sand said that the talks were likely to fail before summer.
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

    def entry(self, kind: type[Entry], evidence: str, trigger: str, **given: object) -> Entry:
        """An entry of ``kind``; what is not given is unknown, and words of spans are looked for."""
        values: dict[str, object] = {"evidence": self(evidence), "trigger": self(trigger)}
        for field in shape(kind):
            value = given.get(field.name)
            if field.form is Form.SPAN and isinstance(value, str):
                value = self(value)
            values.setdefault(field.name, () if field.form is Form.NAMES and not value else value)
        return kind(**values)  # type: ignore[arg-type]

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


def dispatch_entries(text: str) -> tuple[Entry, ...]:
    """Entries of every kind, with confidences from 0.35 to 0.95 and some without one."""
    at = Marked(text)
    office = ("harbour office",)
    return (
        at.statement(
            "Dovan said that Velmora did not command the Front",
            "Velmora did not command the Front",
            DOVAN,
            confidence=0.3,
        ),
        at.statement(
            "Iven Sand said that the talks were likely to fail before summer",
            "the talks were likely to fail before summer",
            ANALYST,
        ),
        at.entry(
            Signal,
            "Kessaria warned Velmora that it would close the strait if the convoy sailed",
            "warned",
            type="threat",
            issuer=KESSARIA,
            target=VELMORA,
            condition="if the convoy sailed",
            consequence="it would close the strait",
            confidence=0.95,
        ),
        at.entry(
            Signal,
            "Velmora must recall its ships",
            "must recall",
            type="demand",
            issuer=VEIL,
            target=VELMORA,
            consequence="recall its ships",
            confidence=0.4,
        ),
        at.entry(
            Response,
            "Velmora denied that it had fired on the port",
            "denied",
            responder=VELMORA,
            claim="it had fired on the port",
            stance="deny",
        ),
        at.entry(
            Position,
            "Oman condemned the shelling",
            "condemned",
            stance="condemn",
            holder=OMAN,
            about="the shelling",
            confidence=0.8,
        ),
        *_deeds(at, office),
        *_figures(at, office),
        *_ties(at),
        at.entry(
            Forecast,
            "the talks were likely to fail before summer",
            "likely to",
            forecaster=ANALYST,
            what="the talks were likely to fail",
            horizon="before summer",
            likelihood="likely",
            confidence=0.7,
        ),
    )


def _deeds(at: Marked, says: tuple[str, ...]) -> tuple[Entry, ...]:
    return (
        at.entry(
            Event,
            "Velmoran gunboats shelled Port Karim on 3 March",
            "shelled",
            attributed_to=says,
            type="ASSAULT",
            actor=Party("Velmoran gunboats", "VELMORA"),
            recipient=OMAN,
            place=KARIM,
            date="2031-03-03",
            actuality="actual",
            confidence=0.9,
        ),
        at.entry(
            Event,
            "it had fired on the port",
            "fired on",
            attributed_to=("Velmora",),
            type="ASSAULT",
            actor=VELMORA,
            place=KARIM,
            actuality="denied",
        ),
        at.entry(
            Event,
            "Kessaria will move two frigates to the strait",
            "move",
            type="MOBILIZE",
            actor=KESSARIA,
            actuality="planned",
            confidence=0.35,
        ),
    )


def _figures(at: Marked, says: tuple[str, ...]) -> tuple[Entry, ...]:
    killed = {"what": "killed", "place": KARIM, "since": "2031-03-03"}
    return (
        at.entry(
            Tally,
            "killing at least 24 people",
            "at least 24",
            attributed_to=says,
            value=24,
            bound="at_least",
            **killed,
        ),
        at.entry(
            Tally,
            "including 7 sailors",
            "7 sailors",
            attributed_to=says,
            of="sailors",
            value=7,
            bound="exact",
            part_of=24,
            confidence=0.85,
            **killed,
        ),
        at.entry(
            Tally,
            "The United Nations put the dead at 30 to 35",
            "30 to 35",
            attributed_to=("United Nations",),
            value=(30, 35),
            bound="about",
            **killed,
        ),
        at.entry(
            Tally,
            "two frigates",
            "two",
            what="ships",
            of="frigates",
            value=2,
            bound="exact",
        ),
    )


def _ties(at: Marked) -> tuple[Entry, ...]:
    return (
        at.entry(
            Relation,
            "Velmora of arming the Harbour Front",
            "arming",
            attributed_to=("Tomas Veil",),
            type="backs",
            subject=VELMORA,
            object=FRONT,
            polarity="asserted",
        ),
        at.entry(
            Relation,
            "Velmora did not command the Front",
            "command",
            attributed_to=("Sera Dovan",),
            type="commands",
            subject=VELMORA,
            object=FRONT,
            polarity="denied",
            confidence=0.75,
        ),
        at.entry(
            Relation,
            "Sera Dovan is Velmora's envoy",
            "Velmora's envoy",
            type="represents",
            subject=DOVAN,
            object=VELMORA,
            polarity="asserted",
            role="envoy",
        ),
    )


def dispatch() -> tuple[Article, Reading]:
    """An article with entries of every kind but messages."""
    published = Published(datetime.date(2031, 3, 4), "field:date")
    article = Article("dispatch", DISPATCH, "Shells fall on Port Karim", "Strait Wire", published)
    entries = dispatch_entries(DISPATCH)
    return article, Reading("dispatch", article.fingerprint, "hand-1", entries)


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


def make(file: Path, *, every_kind: bool = False, linked: bool = True) -> Path:
    """A record of the three articles, and with ``every_kind`` of the dispatch."""
    with Record.open(file, write=True) as record:
        for article, reading in articles() + [dispatch()] * every_kind:
            record.add(article, reading)
        if linked:
            record.link()
    return file


def reprinted(first: str, second: str) -> LineageLink:
    """The link between the wire's dispatch and its reprint."""
    start = WIRE.index("Velmora sent Kessaria a note through")
    at = REPRINT.index("Velmora sent Kessaria a note through")
    passage = Alignment(Span(start, start + 86), Span(at, at + 86), "words")
    return LineageLink(first, second, "reprint", 0.97, (passage,), ("both name Strait Wire",))


def told(*, every_kind: bool = False) -> Account:
    """The account of the same articles, put together by hand: wire and reprint are one origin."""
    sheets = [accounts.sheet(*read) for read in articles() + [dispatch()] * every_kind]
    made = accounts.account(sheets, *(f"wire:{n} reprint:{n}" for n in range(6)))
    wire, reprint = (s.identity for s in sheets[:2])
    one = Lineage(wire, (wire, reprint), "Strait Wire", (reprinted(wire, reprint),))
    alone = tuple(x for x in made.lineages if x.id not in (wire, reprint))
    denied = accounts.side(made, "deny", "Sera Dovan", "wire:5", "reprint:5")
    asserted = accounts.side(made, "asserts", None, "wire:4", "reprint:4")
    made = accounts.disputed(made, "wire:4", "answered", asserted, denied)
    return dataclasses.replace(made, lineages=(*alone, one))
