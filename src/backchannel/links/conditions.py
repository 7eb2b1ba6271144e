"""What may meet the condition or the consequence of a signal that was reported before."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.links.bags import contained, evidence_of, part_of, shared
from backchannel.links.features import about_of, sense_of, tells_again
from backchannel.links.keys import FOLLOWED, MEETING
from backchannel.links.link import EntryLink, Relation
from backchannel.links.names import Name, agreement
from backchannel.links.scoring import LEAST, logistic
from backchannel.links.sights import Sight, Stems

# By hand: most of the part's words must be the later entry's own, and its actor must fit.
_BIAS = -5.5
_WORDS, _SENSE, _ABOUT, _ACTOR, _OTHER = 4.5, 1.5, 3.0, 1.2, 0.5
_LEAST_WEIGHT = 7.0  # rarity of the words of a condition, added up; a shorter one fits anything
_LEAST_WORDS = 0.35
_ANOTHER = -0.3  # agreement up to which an actor is another


def follow_ups(signal: Sight, later: Sight) -> Iterator[EntryLink]:
    """Whether a later entry may meet what a signal with a condition speaks of: candidates.

    Only what was reported on a later day, 60 days after the signal at most, and does not tell the
    signal again.
    """
    if not signal.condition or later.kind not in MEETING or later.condition:
        return
    before, after = signal.around.published, later.around.published
    if before is None or after is None or not before < after <= before + FOLLOWED:
        return
    if later.mode == "denied" or tells_again(signal, later):
        return
    issuer, target, _ = signal.parties
    yield from _met(signal, later, "meets_condition", signal.condition, (target, issuer))
    yield from _met(signal, later, "meets_consequence", signal.consequence, (issuer, target))


def _met(
    signal: Sight,
    later: Sight,
    relation: Relation,
    part: Stems,
    expected: tuple[Name | None, Name | None],
) -> Iterator[EntryLink]:
    """The link where a later entry has the words and the actor that a part of a signal expects."""
    wanted, told = part_of(part, signal.around), evidence_of(later)
    held = contained(shared(wanted, told), signal, later, wanted.own, wanted)
    actor, other = (agreement(e, p) for e, p in zip(expected, later.parties, strict=False))
    if wanted.weight < _LEAST_WEIGHT or held < _LEAST_WORDS or actor <= _ANOTHER:
        return
    total = (
        _BIAS
        + _WORDS * held
        + _SENSE * sense_of(signal, later)
        + _ABOUT * about_of(signal.around, later.around)
        + _ACTOR * actor
        + _OTHER * other
    )
    score = logistic(total)
    if score >= LEAST:
        why = _reasons(signal, later, held, actor)
        yield EntryLink(signal.id, later.id, relation, round(score, 3), tuple(why))


def _reasons(signal: Sight, later: Sight, held: float, actor: float) -> Iterator[str]:
    yield f"{held:.0%} of its words, by weight, are there"
    if actor > 0.5:
        yield "the party that it speaks of acts"
    days = (later.around.published or 0) - (signal.around.published or 0)
    yield f"reported {days} {'day' if days == 1 else 'days'} later"
