"""Who says so: the statements that an act stands in, and whom the network hears there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.entries.acts import Scene
from backchannel.entries.choice import VOICE, Chosen, choose
from backchannel.entries.entry import Party
from backchannel.entries.mentions import identity
from backchannel.entries.people import clean
from backchannel.entries.statements import Told
from backchannel.reader import FoundTrigger

UNNAMED = "unnamed source"
"""How ``GUIDE.md`` writes a source that nothing is said of."""

HEARD = 0.5
"""Probability from which whom the network hears says so, where no statement holds the act; set on
held-out articles, as the others."""

INSTEAD = 0.6
"""Probability from which whom the network hears outweighs the speaker of a statement."""

SILENT = 0.7
"""Probability of nobody from which a statement is no source."""

_HEARSAY = re.compile(
    r"report|alleg|\bsa(?:id|y)|underst|believ|suspect|accus|rumou?r|claim|thought|credited|purport",
    re.IGNORECASE,
)


def sources(
    scene: Scene,
    token: int,
    t: FoundTrigger | None = None,
    not_these: Sequence[Party | None] = (),
    *,
    sides: bool = True,
) -> tuple[str, ...]:
    """``attributed_to``: who says so, nearest first.

    Args:
        scene: the article.
        token: a word of the act.
        t: its trigger, where the network found it.
        not_these: issuers, holders and the like of the act itself, who are fields of it and
            left out. A sender may be the one who says so: "Howard said he had warned Tokyo".
        sides: whether those who speak for them are left out as well ("we will strike", said by
            a minister: the state's threat).
    """
    hidden = _Hidden(scene, not_these, sides)
    told = _told(scene, token, hidden)
    heard = choose(scene, t, VOICE) if t is not None and t.pointing is not None else None
    return told if heard is None else _weighed(told, heard, hidden)


def _weighed(told: tuple[str, ...], heard: Chosen, hidden: _Hidden) -> tuple[str, ...]:
    """What the statements say, unless the network is sure of something else."""
    party = heard.first
    if party is None:
        return () if heard.probability >= SILENT else told
    if party.name in told or hidden.hides(party):
        return told
    if told:
        return (party.name, *told[1:]) if heard.probability >= INSTEAD else told
    return (party.name,) if heard.probability >= HEARD else ()


class _Hidden:
    """Who is a field of the act, and so no source of it."""

    def __init__(self, scene: Scene, parties: Sequence[Party | None], sides: bool) -> None:
        self._scene, self._sides = scene, sides
        self._identities = {identity(p) for p in parties if p is not None}
        self._names = {p.name for p in parties if p is not None}

    def hides(self, speaker: Party) -> bool:
        """Whether a speaker is one of them, or, with ``sides``, speaks for one."""
        forms = (speaker, self._scene.who.as_state(speaker))
        return any(
            f.name in self._names or (self._sides and identity(f) in self._identities)
            for f in forms
        )


def _told(scene: Scene, token: int, hidden: _Hidden) -> tuple[str, ...]:
    """The speakers of the statements around a word."""
    out: list[str] = []
    for told in scene.told_around(token):
        speaker = told.statement.speaker
        if speaker is None:
            name = _unnamed(told, scene.text)
        else:
            name = None if hidden.hides(speaker) else speaker.name
        if name is not None and name not in out:
            out.append(name)
    return tuple(out)


def _unnamed(told: Told, text: str) -> str | None:
    """A source that is nobody known: as described, or unnamed where the words are hearsay."""
    source, cue = told.statement.source, told.statement.cue
    described = clean(source.of(text)) if source is not None else ""
    if " " in described:
        return described
    return UNNAMED if cue is not None and _HEARSAY.search(cue.of(text)) else None
