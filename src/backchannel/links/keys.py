"""Keys by which entries of different articles that may tell the same thing meet.

A key is a digest of a kind, of something that the entry names (a party, its rarest word, a figure)
and of something that its article is about. Where that is not rare, it holds for a stretch of days
only: every entry takes two stretches, so that what appeared within ten days shares one.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backchannel.links.words import rarity

if TYPE_CHECKING:
    from backchannel.links.sights import Sight, Stems

WINDOW = 10
"""Days within which two articles must have appeared for their commoner keys to meet."""

FOLLOWED = 60
"""Days after a signal within which what may meet its condition is looked for."""

ANSWERED = ("message", "signal", "statement", "event", "position", "tally")
"""Kinds that a response may answer."""

MEETING = ("event", "message", "position")
"""Kinds that may meet a signal's condition or consequence."""

_RARE = 5.5  # rarity from which on a word is a key on any day: one article in two hundred has it
_COMMON_TOPICS = 3  # of what an article is about, so many words that are not rare make keys
_PARTIES = 3  # names and codes of an entry's parties that make keys
_TELLING = 2.2  # least rarity of a word of an entry that makes keys
_BY_CODE = ("event", "message", "response", "statement")  # kinds that are few for any code
_WORDY = 10.0  # rarity of the words of a passage that is a key as it stands, added up
_REMEMBERED = 1_000
_PAIRED = 4.5  # least rarity of two words of an entry that make a key without a topic


def keys_of(sight: Sight) -> Iterator[int]:
    """All keys of an entry."""
    stretches = _stretches(sight, 0)
    if sight.kind == "tally":
        yield from _of_tally(sight, stretches)
        return
    parties = _anchors(sight)
    said = _rarest(sight.content if sight.kind == "statement" else sight.stems, sight)
    yield from _of_parties(sight, parties, said, stretches)
    yield from _keys(sight.kind, said[:1], sight.around.topics, stretches)
    yield from _keys(sight.kind, said[1:2], sight.around.topics[:3], stretches)
    for one, other in itertools.combinations(said, 2):
        if min(rarity(one), rarity(other)) >= _PAIRED:
            yield _key(sight.kind, *sorted((one, other)))
    if math.fsum(map(rarity, set(sight.stems))) >= _WORDY:
        yield _key(sight.kind, *sight.stems)
    yield from _across(sight, parties, stretches)


def _of_tally(sight: Sight, stretches: list[str]) -> Iterator[int]:
    value = "-".join(f"{v:g}" for v in sight.value)
    topics = [*sight.around.topics, *_rarest(sight.stems, sight)[:1]]
    yield from _keys("tally", [value], topics, stretches)


def _of_parties(
    sight: Sight, parties: list[str], said: list[str], stretches: list[str]
) -> Iterator[int]:
    names, codes = _parted(parties)
    topics = sight.around.topics
    yield from _keys(sight.kind, names, topics, stretches)
    if sight.kind in _BY_CODE:
        yield from _keys(sight.kind, codes, topics, stretches)
    elif sight.kind != "relation":  # many articles name the same two parties of a tie
        yield from _keys(sight.kind, codes, topics[:3], stretches)
        yield from _keys(sight.kind, codes, said, stretches)
    if sight.kind != "statement":
        for one, other in itertools.combinations(parties, 2):
            yield from (_key(sight.kind, *sorted((one, other)), s) for s in stretches)


def _parted(anchors: list[str]) -> tuple[list[str], list[str]]:
    """Names as they sound, and codes."""
    return [a for a in anchors if a[0] == "~"], [a for a in anchors if a[0] != "~"]


def _across(sight: Sight, parties: list[str], stretches: list[str]) -> Iterator[int]:
    """Keys of other kinds: of what a response may answer, and of what may meet a condition."""
    topics = sight.around.topics
    if sight.kind == "response" and sight.content and sight.sort != "decline":
        claimed = _rarest(sight.content, sight)
        for kind in ANSWERED:
            yield from _keys(kind, claimed, topics, stretches)
        for kind in ("message", "event"):
            yield from _keys(kind, parties, topics[:2], stretches)
    elif sight.condition:
        later = _stretches(sight, FOLLOWED)
        said = [s for p in (sight.condition, sight.consequence) for s in _rarest(p, sight)[:2]]
        for kind in MEETING:
            yield from _keys(kind, said, topics[:3], later)
        yield from _keys("event", parties, topics[:2], later)


def _keys(
    kind: str, things: Iterable[str], topics: Iterable[str], stretches: list[str]
) -> Iterator[int]:
    """A key for each thing and topic, and each stretch where the topic is not rare."""
    rare, common = _by_rarity(tuple(topics))
    for thing in things:
        yield from (_key(kind, thing, topic) for topic in rare if topic != thing)
        for topic in common:
            if topic != thing:
                yield from (_key(kind, thing, topic, s) for s in stretches)


@functools.lru_cache(maxsize=_REMEMBERED)
def _by_rarity(topics: Stems) -> tuple[Stems, Stems]:
    """Topics that are rare, and some of those that are not."""
    rare = tuple(t for t in topics if rarity(t) >= _RARE)
    return rare, tuple(t for t in topics if rarity(t) < _RARE)[:_COMMON_TOPICS]


def _rarest(stems: Stems, sight: Sight) -> list[str]:
    """The rarest words, three at most, numbers and the names of the entry's parties left out."""
    names = {w for name in sight.parties if name for w in name.words}
    known = {s for s in stems if s not in names and rarity(s) >= _TELLING and s[0].isalpha()}
    return sorted(known, key=lambda s: (-rarity(s), s))[:3]


def _anchors(sight: Sight) -> list[str]:
    """Names and codes of who acts and to whom; of a statement, the speaker's own name."""
    held = [anchor for name in sight.parties[:2] if name for anchor in name.anchors]
    if sight.kind == "statement":
        speaker = sight.parties[0]
        return list(speaker.anchors[:1]) if speaker else []
    return list(dict.fromkeys(held))[:_PARTIES]


def _stretches(sight: Sight, days_after: int) -> list[str]:
    published = sight.around.published
    if published is None:
        return []
    first, last = published // WINDOW, (published + days_after) // WINDOW
    return [str(n) for n in range(first, last + 2)]


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
