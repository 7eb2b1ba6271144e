"""Which entry a response answers, in its own article or in another."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence

from backchannel.links.bags import contained, content_of, evidence_of, shared
from backchannel.links.features import about_of, sense_of, tells_again
from backchannel.links.keys import ANSWERED
from backchannel.links.link import EntryLink
from backchannel.links.names import agreement
from backchannel.links.scoring import LEAST, logistic
from backchannel.links.sights import Sight
from backchannel.span import Span

MOST_DAYS = 20
"""Days between the publication of a response and of what it answers, at most."""

# By hand: a response is tied where most of the claim's words are the entry's own, and the parties
# do not speak against it.
_BIAS = -5.0
_CLAIM, _SENSE, _ABOUT, _CLAIMANT, _PARTIES = 5.0, 1.5, 3.0, 1.0, 0.7
_LEAST_CLAIM = 0.3
_ANOTHER = -0.5  # agreement up to which a party is another

_STATUS_ANSWERED: Mapping[str, tuple[str, ...]] = types.MappingProxyType(
    {
        "confirmed": ("confirm",),
        "denied": ("deny", "doubt", "correct"),
        "disputed": ("deny", "doubt", "correct"),
    }
)
_SAID = ("statement", "signal", "position")  # kinds that are what their first party says
_INSIDE = 0.9  # score where the claim stands in the entry
_NEAR = 0.6  # score of the nearest response to a message that its article calls denied


def answers_between(response: Sight, other: Sight) -> Iterator[EntryLink]:
    """Whether a response of one article answers an entry of another."""
    if other.kind not in ANSWERED or not response.content or response.sort == "decline":
        return
    days = _days_apart(response, other)
    if days is not None and days > MOST_DAYS:
        return
    claim, told = content_of(response), evidence_of(other)
    held = contained(shared(claim, told), response, other, claim.own, claim)
    if held < _LEAST_CLAIM or _is_own(response, other) or tells_again(response, other):
        return
    claimant = _by_claimant(response, other)
    if claimant <= _ANOTHER:
        return
    about = about_of(response.around, other.around)
    party = max((agreement(response.parties[0], p) for p in other.parties), default=0.0)
    total = (
        _BIAS
        + _CLAIM * held
        + _SENSE * sense_of(response, other)
        + _ABOUT * about
        + _CLAIMANT * claimant
        + _PARTIES * max(party, 0.0)
    )
    score = logistic(total)
    if score >= LEAST:
        yield _link(response, other, score, _reasons(held, claimant, party, days))


def _by_claimant(response: Sight, other: Sight) -> float:
    """How far an entry may be what the claimant says: -1 to 1, 0 where nothing speaks for it."""
    claimant = response.parties[1]
    if other.kind in _SAID:
        return agreement(claimant, other.parties[0])
    return 1.0 if claimant is not None and claimant.form in other.sources else 0.0


def _reasons(held: float, claimant: float, party: float, days: int | None) -> Iterator[str]:
    yield f"{held:.0%} of the claim's words, by weight, are in it"
    if claimant > 0.5:
        yield "it is by the one whose claim is answered"
    if party > 0.5:
        yield "the responder is a party to it"
    if days is not None:
        yield "reported the same day" if days == 0 else f"reported {_in_days(days)} apart"


def _in_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def answers_within(sights: Sequence[Sight]) -> Iterator[EntryLink]:
    """What the responses of one article answer there.

    Every entry in which a claim stands, unless it is the responder's own. Besides, where the
    article has a message as denied, disputed or confirmed and none of these says so, the nearest
    response of such a stance by a party to it, or to a claim by one.
    """
    responses = [s for s in sights if s.kind == "response"]
    others = [s for s in sights if s.kind in ANSWERED]
    direct = {(r.id, o.id) for r in responses for o in others if _stands_in(r, o)}
    for response in responses:
        for other in others:
            if (response.id, other.id) in direct:
                yield _link(response, other, _INSIDE, ["the claim stands there"])
    for message in others:
        stances = _STATUS_ANSWERED.get(message.mode, ()) if message.kind == "message" else ()
        if any(r.sort in stances and (r.id, message.id) in direct for r in responses):
            continue
        near = [r for r in responses if r.sort in stances and _concerns(r, message)]
        for response in sorted(near, key=lambda r: (_distance(r, message), r.id))[:1]:
            said = f"the article has the message as {message.mode}, and this stands nearest"
            yield _link(response, message, _NEAR, [said])


def _stands_in(response: Sight, other: Sight) -> bool:
    """Whether the claim is what another entry says, and not only somewhere in a long passage."""
    claim, said_by = response.claim, response.trigger
    if claim is None or _is_own(response, other):
        return False
    if other.kind == "statement" and said_by is not None and other.evidence.overlaps(said_by):
        return False  # it is the response itself, as what somebody says
    if other.kind == "tally" and response.sort == "decline":
        return False
    if other.trigger is not None and claim.overlaps(other.trigger):
        return True
    return any(_lies_over(claim, span) for span in other.said)


def _lies_over(one: Span, other: Span) -> bool:
    met = min(one.end, other.end) - max(one.start, other.start)
    return 2 * met > max(one.end - one.start, other.end - other.start)


def _is_own(response: Sight, other: Sight) -> bool:
    """Whether the entry is what the responder says: that answers nothing of others."""
    by = agreement(response.parties[0], other.parties[0])
    return other.kind in _SAID and by > 0.5


def _concerns(response: Sight, message: Sight) -> bool:
    asked = (response.parties[0], response.parties[1])
    return any(agreement(a, p) > 0.5 for a in asked for p in message.parties)


def _distance(one: Sight, other: Sight) -> int:
    return abs(one.evidence.start - other.evidence.start)


def _days_apart(one: Sight, other: Sight) -> int | None:
    first, second = one.around.published, other.around.published
    return None if first is None or second is None else abs(first - second)


def _link(
    response: Sight, other: Sight, score: float, why: Sequence[str] | Iterator[str]
) -> EntryLink:
    return EntryLink(response.id, other.id, "answers", round(score, 3), tuple(why))
