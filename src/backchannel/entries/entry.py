"""What an entry is: one frozen type for each kind of ``GUIDE.md``.

Spans are code points of the article's text, ends exclusive. Unknown is ``None`` or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from backchannel.span import Span

Quoting = Literal["direct", "indirect", "mixed"]
Channel = Literal[
    "letter", "call", "meeting", "envoy", "embassy", "back_channel", "broadcast", "unspecified"
]
Status = Literal["reported", "confirmed", "denied", "disputed"]
ResponseStance = Literal["confirm", "deny", "doubt", "decline", "correct"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or speaks.

    Attributes:
        name: the fullest form in the article, without titles; lower case where unnamed.
        code: whom the party acts for (ISO 3166-1 alpha-3, ``UN``, ``HEZBOLLAH``, ``MEDIA``,
            ``CIVIL``, ...), or ``None`` where unknown.
    """

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is reported to say or think what.

    Attributes:
        evidence: from the first character of source, cue and content to the last.
        source: who says it, as written; ``None`` where nobody is named.
        cue: the words that attribute ("said", "according to").
        content: what is said; two spans where a cue breaks a quotation.
        speaker: the source, resolved.
        addressee: to whom it is said.
        medium: through what, as written ("state TV", "in an interview").
        quoting: ``direct``, ``indirect`` or ``mixed``.
        within: place in the article's list of statements, from 0, of the statement that this
            one stands inside.
    """

    kind: ClassVar[str] = "statement"
    evidence: Span
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: Party | None
    addressee: Party | None
    medium: str | None
    quoting: Quoting
    within: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """A communication from one party to another.

    Attributes:
        evidence: the shortest clause that states it.
        trigger: the one to four words that name the act ("sent a message").
        attributed_to: who says so, from the nearest source to the farthest; empty: the article.
        sender, recipient, intermediary: from whom, to whom, carried by whom.
        channel: how it went.
        content: what was said.
        date: ISO date of the sending.
        status: ``reported``, ``confirmed``, ``denied`` or ``disputed``.
    """

    kind: ClassVar[str] = "message"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    sender: Party | None
    recipient: Party | None
    intermediary: Party | None
    channel: Channel
    content: Span | None
    date: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Response:
    """A party's stance on a claim made by or attributed to someone.

    Attributes:
        evidence: the shortest clause that states it.
        trigger: the one to four words that name the act ("denied").
        attributed_to: who relays the response; the responder is not repeated.
        responder: whose stance it is.
        claimant: whose claim it is; ``None`` where nobody is said to have made it.
        claim: the claim answered, where the article states it.
        stance: ``confirm``, ``deny``, ``doubt``, ``decline`` or ``correct``.
    """

    kind: ClassVar[str] = "response"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    responder: Party | None
    claimant: Party | None
    claim: Span | None
    stance: ResponseStance


Entry = Statement | Message | Response
KINDS: tuple[type[Entry], ...] = (Statement, Message, Response)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: a pure function of the article and the model.

    Attributes:
        article: the article's id.
        fingerprint: SHA-256 of the article's text, hexadecimal.
        model: version of the reader that made it.
        entries: statements first, in the order of the text, then the other kinds.
    """

    article: str
    fingerprint: str
    model: str
    entries: tuple[Entry, ...]
