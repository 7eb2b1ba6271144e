"""What responses in the same article do to a message: confirmed, denied, disputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backchannel.entries.entry import Message, Response, Status


def settle(messages: Sequence[Message], responses: Sequence[Response]) -> tuple[Message, ...]:
    """The messages with the status that the article's responses give them.

    A message is *denied* where the clause that states it is itself a denial; *disputed* where a
    response elsewhere denies, corrects or doubts it; *confirmed* where a party to it confirms it.
    """
    return tuple(replace(m, status=_status(m, responses)) for m in messages)


def _status(m: Message, responses: Sequence[Response]) -> Status:
    found: Status = m.status
    for r in responses:
        if not _answers(r, m):
            continue
        if r.stance == "deny" and r.evidence.covers(m.trigger):
            return "denied"
        if r.stance in ("deny", "correct", "doubt") and found != "denied":
            found = "disputed"
        elif r.stance == "confirm" and found == "reported" and _is_party(r, m):
            found = "confirmed"
    return found


def _answers(r: Response, m: Message) -> bool:
    if r.claim is not None and (r.claim.covers(m.trigger) or m.evidence.covers(r.claim)):
        return True
    return r.evidence.covers(m.trigger) and not r.trigger.overlaps(m.trigger)


def _is_party(r: Response, m: Message) -> bool:
    codes = {p.code for p in (m.sender, m.recipient) if p is not None and p.code is not None}
    return r.responder is not None and r.responder.code in codes
