"""Who plays which part in an act: the network's choice among the mentions of parties.

The network scores every word as the head of a part; the scores of all mentions of one party add
up, since an annotator would have named that party whichever mention was meant.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Token

from backchannel.entries.acts import Scene
from backchannel.entries.entry import Party
from backchannel.entries.mentions import Mention, identity
from backchannel.entries.phrases import members
from backchannel.entries.who import FIRST_PERSON, FIRST_PLURAL
from backchannel.reader import FoundTrigger, Pointing

AGENT, PATIENT, CARRIER, VOICE = range(4)
"""Parts: who acts, speaks or judges; to whom or against whom; who carries a message; who says
so."""

SURE = 0.6
"""Probability from which the network's choice outweighs the rules of messages and responses; set on
held-out articles."""

SPEAKER = 1.4
"""Log-odds added for whose words a signal, a position or a forecast stands in."""

INSIDE = 1.0
"""What a name inside the speech may score less than a mention of the speaker and still be it."""

_FRIENDLY = frozenset(
    {"relation:backs", "relation:allied", "relation:commands", "position:support"}
)
"""What nobody does to those whom something is against."""

_MODIFYING = ("amod", "compound", "nmod:poss")

_OF_THEM, _SPEAKING = ("nmod",), ("nmod", "amod", "compound")
"""What a party's name is to a description that it is a part of; "US" strikes, but US officials
speak."""

_PARTS_OF = 2
"""Steps of the tree from a party's name to the description that it is a part of."""

MOST = 12
"""Parties of one part that make an entry each, at most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parties that play a part.

    Attributes:
        parties: one, or several where they are named side by side; empty: nobody is stated.
        probability: of that answer.
        token: the mention that speaks for it most, if any.
        named: whether that is a name inside the speech that the act stands in, so that whoever
            speaks, if only for them, is a source and not the party itself.
    """

    parties: tuple[Party, ...]
    probability: float
    token: int | None = None
    named: bool = False

    @property
    def first(self) -> Party | None:
        """The party named first, if any."""
        return self.parties[0] if self.parties else None


NOBODY = Chosen((), 1.0)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A mention and the network's score for it."""

    score: float
    mention: Mention


def choose(scene: Scene, t: FoundTrigger, part: int) -> Chosen:
    """Who plays a part in the act that a trigger names.

    Args:
        scene: the article.
        t: the trigger, with its ``pointing``.
        part: ``AGENT``, ``PATIENT``, ``CARRIER`` or ``VOICE``.
    """
    if t.pointing is None:
        return NOBODY
    of_party: dict[tuple[str, str], list[_Scored]] = defaultdict(list)
    for scored in _within_reach(scene, t, t.pointing, part):
        of_party[identity(scored.mention.party)].append(scored)
    weights = {key: sum(math.exp(s.score) for s in found) for key, found in of_party.items()}
    speaker = scene.voice(t.start).speaker if part == AGENT and _is_speech(t.label) else None
    if speaker is not None and identity(speaker) in weights:
        weights[identity(speaker)] *= math.exp(SPEAKER)
    nobody = math.exp(t.pointing.score(t.start, part))
    total = (nobody + sum(weights.values())) or 1.0
    key = max(weights, key=lambda k: (weights[k], k), default=None)
    if key is None or weights[key] <= nobody:
        # "Iran-backed": the word that stands for nobody is itself a mention
        own = scene.party_at(t.start) if part == AGENT else None
        return Chosen((own,) if own is not None else (), nobody / total)
    best = max(of_party[key], key=lambda s: (s.score, -s.mention.token))
    speaks = part == VOICE or t.label.startswith("response") or _is_speech(t.label)
    best = _whole(scene, best, _SPEAKING if speaks else _OF_THEM)
    if speaker is None or identity(speaker) != key:
        parties = _joint(scene, best.mention.token, best.mention.party)
        return Chosen(parties, weights[key] / total, best.mention.token)
    inside = _named_inside(scene, t, of_party[key], best.score)
    party = inside.mention.party if inside is not None else scene.who.as_state(speaker)
    token = (inside or best).mention.token
    return Chosen(
        _joint(scene, token, party), weights[key] / total, token, named=inside is not None
    )


def _whole(scene: Scene, found: _Scored, parts: Sequence[str]) -> _Scored:
    """The mention that a mention is only a part of: "an aide to Putin" where it is of the same
    party, and "a Velmoran official" where "Velmoran" is of none that is known."""
    token = scene.doc[found.mention.token]
    for _ in range(_PARTS_OF):
        if token.dep_ not in parts:
            break
        nameless = token.dep_ != "nmod" and found.mention.party.code is None
        token = token.head
        party = scene.party_at(token.i)
        if party is not None and (nameless or identity(party) == identity(found.mention.party)):
            return replace(found, mention=Mention(token.i, party))
    return found


def _within_reach(
    scene: Scene, t: FoundTrigger, pointing: Pointing, part: int
) -> Iterator[_Scored]:
    near = bisect_left(scene.mentions, pointing.first, key=lambda m: m.token)
    beyond = pointing.first + len(pointing.scores)
    friendly = part == PATIENT and t.label in _FRIENDLY
    for mention in takewhile(lambda m: m.token < beyond, scene.mentions[near:]):
        if friendly and _is_opposed(scene.doc[mention.token]):
            continue
        score = pointing.score(mention.token, part)
        if score > -math.inf and mention.token != t.start:
            yield _Scored(score, mention)


def _is_opposed(token: Token) -> bool:
    """Whether a party is named as whom something is against: "anti-Israel", "against Israel",
    "against the Israeli state"."""
    before = token.doc[max(0, token.i - 2) : token.i].text.lower()
    governed = [*token.children, *(token.head.children if token.dep_ in _MODIFYING else ())]
    return (
        token.lower_.startswith("anti-")
        or before.endswith("anti-")
        or any(c.dep_ == "case" and c.lower_ == "against" for c in governed)
    )


def _named_inside(
    scene: Scene, t: FoundTrigger, mentions: Sequence[_Scored], best: float
) -> _Scored | None:
    """The likeliest mention by name, not as "we", in the speech that a trigger stands in, where it
    is hardly less likely than the best: "Manila will pay", said by a minister, is Manila's."""
    around = scene.told_around(t.start)
    inside = [
        s
        for s in mentions
        if around
        and around[0].holds(s.mention.token)
        and s.score >= best - INSIDE
        and scene.doc[s.mention.token].lower_ not in FIRST_PERSON | FIRST_PLURAL
    ]
    return max(inside, key=lambda s: (s.score, -s.mention.token), default=None)


def _is_speech(label: str) -> bool:
    return label.startswith(("signal", "position", "forecast"))


def settled(by_syntax: tuple[Party, ...], chosen: Chosen) -> tuple[Party, ...]:
    """Who plays a part of a message or response, for which there are rules of syntax as well.

    Args:
        by_syntax: what the rules say.
        chosen: what the network says; it is believed where it is sure, or where rules are silent.
    """
    if chosen.parties and (chosen.probability >= SURE or not by_syntax):
        return chosen.parties
    return by_syntax


def pairs(
    one: Chosen, other: Chosen, *, selves: bool = False
) -> list[tuple[Party | None, Party | None]]:
    """Every pairing of the parties of two parts; a part without parties counts once.

    Args:
        one, other: the parts.
        selves: whether a party may stand in both, as who judges its own act.
    """
    found = [
        (a, b)
        for a in one.parties or (None,)
        for b in other.parties or (None,)
        if selves or a is None or a != b
    ]
    return found[:MOST] or [(one.first, None)]


def mutual(one: Chosen, other: Chosen) -> list[tuple[Party | None, Party | None]]:
    """The pairings of an act that its parties do together ("they met", "they shelled each other").

    Two make one entry, three or more one each, without the others.
    """
    together = list(dict.fromkeys([*one.parties, *other.parties]))
    if len(together) == 2:
        return [(together[0], together[1])]
    if len(one.parties) > 2 or (len(one.parties) == 2 and len(together) > 2):
        return [(party, None) for party in together[:MOST]]
    return pairs(one, other)


def _joint(scene: Scene, token: int, party: Party) -> tuple[Party, ...]:
    """The party with those coordinated with it ("Britain and France")."""
    head = scene.doc[token]
    others = (scene.party_at(m.i) for m in members(head)[1:MOST])
    out = [party]
    for other in others:
        if other is not None and other not in out:
            out.append(other)
    return tuple(out)
