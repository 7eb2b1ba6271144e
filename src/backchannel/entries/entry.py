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
SignalType = Literal["threat", "warning", "demand", "promise", "restraint"]
PositionStance = Literal["support", "condemn", "reject"]
EventType = Literal[
    "ASSAULT",
    "COERCE",
    "MOBILIZE",
    "RETREAT",
    "CONSULT",
    "AGREE",
    "COOPERATE",
    "AID",
    "SANCTION",
    "PROTEST",
]
Actuality = Literal["actual", "planned", "denied"]
Counted = Literal[
    "killed",
    "wounded",
    "casualties",
    "missing",
    "hostages",
    "detained",
    "displaced",
    "attacks",
    "troops",
    "ships",
    "aircraft",
    "missiles",
    "drones",
    "vehicles",
    "money",
    "other",
]
Bound = Literal["exact", "about", "at_least", "at_most"]
RelationType = Literal["backs", "commands", "allied", "hostile", "represents", "mediates"]
Polarity = Literal["asserted", "denied"]
Likelihood = Literal["certain", "likely", "possible", "unlikely"]
Number = int | float


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
class Place:
    """Where something happened.

    Attributes:
        name: as named in the article, in its fullest form there.
        country: ISO 3166-1 alpha-3 code of the country that it lies in, where known.
        latitude, longitude: degrees (WGS 84), north and east positive, where known.
        geoname: its number in GeoNames, where known.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geoname: int | None = None


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
        confidence: share of entries with such a score that were right in articles held out from
            training, 0 to 1; ``None`` where no model made the entry.
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
    confidence: float | None = None


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
        confidence: as of a statement.
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
    confidence: float | None = None


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
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "response"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    responder: Party | None
    claimant: Party | None
    claim: Span | None
    stance: ResponseStance
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A party says what it will or may do, or what another must do.

    Attributes:
        evidence, trigger, attributed_to: as of a message; the issuer is not repeated.
        type: ``threat``, ``warning``, ``demand``, ``promise`` or ``restraint``.
        issuer: who says it.
        target: whom the issuer seeks to move; where nobody is addressed, whom the act would strike.
        condition: the if-part ("if the attacks continue").
        consequence: what will follow, or what is asked.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "signal"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    type: SignalType
    issuer: Party | None
    target: Party | None
    condition: Span | None
    consequence: Span | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A party's public verdict on an act, a policy or a proposal.

    Attributes:
        evidence, trigger, attributed_to: as of a message; the holder is not repeated.
        stance: ``support``, ``condemn`` or ``reject``.
        holder: whose verdict it is.
        target: the party judged.
        about: what is judged.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "position"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    stance: PositionStance
    holder: Party | None
    target: Party | None
    about: Span | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something a party did, or had done to it.

    Attributes:
        evidence, trigger, attributed_to: as of a message.
        type: its PLOVER type.
        actor, recipient: who did it, and to whom.
        place: where.
        date: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or ``--MM-DD``; of a span of days, the first.
        actuality: ``actual``, ``planned`` or ``denied``.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "event"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    type: EventType
    actor: Party | None
    recipient: Party | None
    place: Place | None
    date: str | None
    actuality: Actuality
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of something that matters to the crisis.

    Attributes:
        evidence, trigger, attributed_to: as of a message.
        what: what is counted, one of ``GUIDE.md``'s words.
        of: who or what is counted, as written, short.
        value: the number; a range as (low, high).
        bound: ``exact``, ``about``, ``at_least`` or ``at_most``.
        place: where.
        since, until: ISO dates of the period counted.
        part_of: the value of the total that this is a part of.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "tally"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    what: Counted
    of: str | None
    value: Number | tuple[Number, Number]
    bound: Bound
    place: Place | None
    since: str | None
    until: str | None
    part_of: Number | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting tie between two parties.

    Attributes:
        evidence, trigger, attributed_to: as of a message.
        type: ``backs``, ``commands``, ``allied``, ``hostile``, ``represents`` or ``mediates``.
        subject, object: the two parties.
        polarity: ``asserted`` or ``denied``.
        role: of ``represents``, the office as written.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "relation"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    type: RelationType
    subject: Party | None
    object: Party | None
    polarity: Polarity
    role: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """An expectation of what will happen, by someone not promising it.

    Attributes:
        evidence, trigger, attributed_to: as of a message; the forecaster is not repeated.
        forecaster: whose expectation it is.
        what: what is expected.
        horizon: by when, as written.
        likelihood: ``certain``, ``likely``, ``possible`` or ``unlikely``.
        confidence: as of a statement.
    """

    kind: ClassVar[str] = "forecast"
    evidence: Span
    trigger: Span
    attributed_to: tuple[str, ...]
    forecaster: Party | None
    what: Span | None
    horizon: str | None
    likelihood: Likelihood
    confidence: float | None = None


Entry = Statement | Message | Signal | Response | Position | Event | Tally | Relation | Forecast
KINDS: tuple[type[Entry], ...] = (
    Statement,
    Message,
    Signal,
    Response,
    Position,
    Event,
    Tally,
    Relation,
    Forecast,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: a pure function of the article and the model.

    Attributes:
        article: the article's id.
        fingerprint: SHA-256 of the article's text, hexadecimal.
        model: version of the reader that made it.
        entries: statements first, in the order of the text, then the other kinds.
        senses: what each entry's evidence means as a vector, whole numbers from -127 to 127, a
            byte each; empty where no model read the article.
    """

    article: str
    fingerprint: str
    model: str
    entries: tuple[Entry, ...]
    senses: tuple[bytes, ...] = ()
