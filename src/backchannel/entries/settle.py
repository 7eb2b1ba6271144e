"""What responses in the same article do to a message: confirmed, denied, disputed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backchannel.entries.entry import Message, Response, Status
from backchannel.entries.phrases import SENT


def settle(
    messages: Sequence[Message], responses: Sequence[Response], text: str
) -> tuple[Message, ...]:
    """The messages with the status that the article's responses give them.

    A message is *denied* where the clause that states it is itself a denial; *disputed* where a
    response elsewhere denies, corrects or doubts it; *confirmed* where a party to it confirms it.
    A response answers a message whose passage it claims or shares, and one between the same
    parties where it speaks of a message at all.
    """
    return tuple(replace(m, status=_status(m, responses, text)) for m in messages)


def _status(m: Message, responses: Sequence[Response], text: str) -> Status:
    found: Status = m.status
    for r in responses:
        if not _answers(r, m):
            if r.stance in ("deny", "correct", "doubt") and _between_the_same(r, m, text):
                found = "disputed" if found == "reported" else found
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


def _between_the_same(r: Response, m: Message, text: str) -> bool:
    """Whether the receiving side answers the sending side, and speaks of a message."""
    sides = (r.responder, r.claimant, m.recipient, m.sender)
    codes = [p.code if p is not None else None for p in sides]
    if None in codes or codes[:2] != codes[2:] or codes[0] == codes[1]:
        return False
    words = re.findall(r"[a-z]+", r.evidence.of(text).lower())
    return any(w in SENT or w.removesuffix("s") in SENT for w in words)


def _is_party(r: Response, m: Message) -> bool:
    codes = {p.code for p in (m.sender, m.recipient) if p is not None and p.code is not None}
    return r.responder is not None and r.responder.code in codes
