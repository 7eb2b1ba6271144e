"""From the record's lines to what a brief is made of, one article at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import (
    Forecast,
    Message,
    Party,
    Position,
    Response,
    Signal,
    Statement,
)
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.page import Reference
from backchannel.views.passage import passage_of
from backchannel.views.wording import party_key

_STANCES_OF: Mapping[str, tuple[str, ...]] = {
    "confirmed": ("confirm",),
    "denied": ("deny", "doubt", "correct"),
    "disputed": ("deny", "doubt", "correct"),
}

# Kinds that are what a party says: a statement of the same words is not shown again.
_UTTERED = (Signal, Position, Forecast)


@dataclass(frozen=True, slots=True)
class SeenResponse:
    """A response and the line that holds it."""

    line: Line
    response: Response


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message, where it stands, and what in its article answers it.

    Attributes:
        line: the line that holds it.
        message: the message.
        medium: through what the one who reports it spoke, as written.
        answers: the responses to it in the same article.
    """

    line: Line
    message: Message
    medium: str | None
    answers: tuple[SeenResponse, ...]


@dataclass(frozen=True, slots=True)
class SeenStatement:
    """A statement that is not shown as a message or a response already."""

    line: Line
    statement: Statement


@dataclass(frozen=True, slots=True)
class Seen:
    """What one article brings to a brief.

    Attributes:
        messages, responses: those asked for.
        statements: those asked for that are not shown as something else already.
        others: the lines asked for of the other kinds.
    """

    messages: tuple[SeenMessage, ...]
    responses: tuple[SeenResponse, ...]
    statements: tuple[SeenStatement, ...]
    others: tuple[Line, ...] = ()


def by_article(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """The lines of each article together; lines must come in the order of articles."""
    for _, group in itertools.groupby(lines, key=lambda line: line.article.id):
        yield list(group)


def seen(lines: Sequence[Line], chosen: set[str] | None) -> Seen:
    """What the lines of one article bring.

    Args:
        lines: all of the article's entries.
        chosen: ids of those asked for; ``None``: all. What answers a message that is asked for
            comes with it.
    """
    responses = [SeenResponse(x, x.entry) for x in lines if isinstance(x.entry, Response)]
    statements = [x for x in lines if isinstance(x.entry, Statement)]
    messages = [
        SeenMessage(
            line=x,
            message=x.entry,
            medium=_medium(x.entry, statements),
            answers=_answers(x.entry, responses),
        )
        for x in lines
        if isinstance(x.entry, Message) and _is_chosen(x, chosen)
    ]
    responses = [r for r in responses if _is_chosen(r.line, chosen)]
    others = tuple(
        x
        for x in lines
        if not isinstance(x.entry, Statement | Message | Response) and _is_chosen(x, chosen)
    )
    shown = [m.line.entry.evidence for m in messages] + [r.response.evidence for r in responses]
    shown += [x.entry.evidence for x in others if isinstance(x.entry, _UTTERED)]
    kept = [
        SeenStatement(x, x.entry)
        for x in statements
        if isinstance(x.entry, Statement) and _is_chosen(x, chosen) and not _is_shown(x, shown)
    ]
    return Seen(tuple(messages), tuple(responses), tuple(kept), others)


def _is_chosen(line: Line, chosen: set[str] | None) -> bool:
    return chosen is None or line.id in chosen


def _is_shown(line: Line, shown: list[Span]) -> bool:
    return any(line.entry.evidence.overlaps(span) for span in shown)


def _medium(message: Message, statements: Sequence[Line]) -> str | None:
    """The medium of the innermost statement in which the message stands."""
    around = [
        x.entry
        for x in statements
        if isinstance(x.entry, Statement)
        and any(span.overlaps(message.trigger) for span in x.entry.content)
    ]
    inner = sorted(around, key=lambda s: s.evidence.end - s.evidence.start)
    return next((s.medium for s in inner if s.medium), None)


def _answers(message: Message, responses: Sequence[SeenResponse]) -> tuple[SeenResponse, ...]:
    """The responses to a message.

    Those whose claim overlaps the message. Besides, where the article's reading has it as denied,
    disputed or confirmed and none of these says so, the nearest response of such a stance by a
    party to it, or to a claim by one.
    """
    spans = [message.evidence] + ([message.content] if message.content else [])
    direct = [
        r
        for r in responses
        if r.response.claim is not None and any(r.response.claim.overlaps(s) for s in spans)
    ]
    stances = _STANCES_OF.get(message.status, ())
    if not stances or any(r.response.stance in stances for r in direct):
        return tuple(direct)
    parties = {party_key(p) for p in (message.sender, message.recipient, message.intermediary) if p}
    near = [r for r in responses if r.response.stance in stances and _concerns(r.response, parties)]
    near.sort(key=lambda r: abs(r.response.evidence.start - message.evidence.start))
    return (*near[:1], *direct)


def _concerns(response: Response, parties: set[str]) -> bool:
    asked: list[Party] = [p for p in (response.responder, response.claimant) if p]
    return any(party_key(p) in parties for p in asked)


def reference(line: Line) -> Reference:
    """Where the evidence of ``line`` stands."""
    return Reference(line.ref, passage_of(line))


def references(lines: Iterable[Line]) -> tuple[Reference, ...]:
    """Where the evidence of lines stands, each place once."""
    return tuple({line.ref: reference(line) for line in lines}.values())
