"""Who plays which part in an act: the network's choice among the mentions of parties.

The network scores every word as the head of a part; the scores of all mentions of one party add
up, since an annotator would have named that party whichever mention was meant.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

from backchannel.entries.acts import Scene
from backchannel.entries.entry import Party
from backchannel.entries.mentions import identity
from backchannel.entries.phrases import members
from backchannel.entries.who import FIRST_PERSON, FIRST_PLURAL
from backchannel.reader import FoundTrigger

AGENT, PATIENT, CARRIER = range(3)
"""Parts: who acts, speaks or judges; to whom or against whom; who carries a message."""

SURE = 0.5
"""Probability from which the network's choice outweighs the rules of messages and responses."""

SPEAKER = 1.4
"""Log-odds added for whose words a signal, a position or a forecast stands in."""

MOST = 12
"""Parties of one part that make an entry each, at most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parties that play a part.

    Attributes:
        parties: one, or several where they are named side by side; empty: nobody is stated.
        probability: of that answer.
        token: the mention that speaks for it most, if any.
    """

    parties: tuple[Party, ...]
    probability: float
    token: int | None = None

    @property
    def first(self) -> Party | None:
        """The party named first, if any."""
        return self.parties[0] if self.parties else None


NOBODY = Chosen((), 1.0)


def choose(scene: Scene, t: FoundTrigger, part: int, bias: float = 0.0) -> Chosen:
    """Who plays a part in the act that a trigger names.

    Args:
        scene: the article.
        t: the trigger, with its ``pointing``.
        part: ``AGENT``, ``PATIENT`` or ``CARRIER``.
        bias: added to the log-odds of nobody.
    """
    if t.pointing is None:
        return NOBODY
    weights: dict[tuple[str, str], float] = defaultdict(float)
    best: dict[tuple[str, str], tuple[float, int, Party]] = {}
    near = bisect_left(scene.mentions, t.pointing.first, key=lambda m: m.token)
    beyond = t.pointing.first + len(t.pointing.scores)
    for mention in takewhile(lambda m: m.token < beyond, scene.mentions[near:]):
        score = t.pointing.score(mention.token, part)
        if score == -math.inf or mention.token == t.start:
            continue
        key = identity(mention.party)
        weights[key] += math.exp(score)
        if key not in best or score > best[key][0]:
            best[key] = (score, mention.token, mention.party)
    speaker = scene.voice(t.start).speaker if part == AGENT and _is_speech(t.label) else None
    if speaker is not None and identity(speaker) in weights:
        weights[identity(speaker)] *= math.exp(SPEAKER)
    nobody = math.exp(t.pointing.score(t.start, part) + bias)
    total = (nobody + sum(weights.values())) or 1.0
    key = max(weights, key=lambda k: (weights[k], k), default=("", ""))
    if weights.get(key, 0.0) <= nobody:
        return Chosen((), nobody / total)
    _, token, party = best[key]
    if speaker is not None and identity(speaker) == key and not _named_inside(scene, t, token):
        party = scene.who.as_state(speaker)
    return Chosen(_joint(scene, token, party), weights[key] / total, token)


def _named_inside(scene: Scene, t: FoundTrigger, token: int) -> bool:
    """Whether a mention stands, by name rather than as "we", in the speech that a trigger is in:
    there "Manila will pay", said by a minister, has Manila for its issuer."""
    around = scene.told_around(t.start)
    own = scene.doc[token].lower_ in FIRST_PERSON | FIRST_PLURAL
    return bool(around) and around[0].holds(token) and not own


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
