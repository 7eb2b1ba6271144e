"""Keys by which entries of different articles that may tell the same thing meet.

A key is a digest of two things that an entry names (a party, a figure, a country, a telling word)
and, but for the rarest words, of a stretch of days in which its article appeared. Every entry
takes two stretches, so that what appeared within ten days always shares one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING

from backchannel.links.names import Name
from backchannel.links.words import rarity

if TYPE_CHECKING:
    from backchannel.links.sights import Sight, Stems

WINDOW = 10
"""Days within which two articles must have appeared for most of their keys to meet."""

FOLLOWED = 60
"""Days after a signal in which what may meet its condition or consequence is looked for."""

_TELLING = 3.5  # rarity from which on a word, with something else, is a key
_RARE = 5.0  # and two of them, without a day
_STEMS = 4  # telling words of one entry that make keys, the rarest first
_SMALLEST = 10  # a smaller number is no key without a day

# What a response may answer, and what may meet a signal's condition.
ANSWERED = ("message", "signal", "statement", "event", "position")
MEETING = ("event", "signal", "message")


def keys_of(sight: Sight) -> Iterator[int]:
    """All keys of an entry."""
    stretches = _stretches(sight.around.published, 0)
    said = telling(sight)
    yield from _of_kind(sight, said, stretches)
    for pair in combinations([s for s in said[:3] if rarity(s) >= _RARE], 2):
        yield _key(sight.kind, *sorted(pair), "")
    if sight.kind == "response" and (sight.content or sight.parties[1]):
        for kind in ANSWERED:
            yield from _with_parties(kind, _anchors(sight), said, stretches)
    if sight.condition or sight.consequence:
        later = _stretches(sight.around.published, FOLLOWED)
        for part, kind in product((sight.condition, sight.consequence), MEETING):
            yield from _with_parties(kind, _anchors(sight), _rarest(part, sight)[:2], later)


def telling(sight: Sight) -> list[str]:
    """The rarest words of an entry, its parties' names left out."""
    return _rarest(sight.content if sight.kind == "statement" else sight.stems, sight)


def _rarest(stems: Stems, sight: Sight) -> list[str]:
    names = {w for name in sight.parties if name for w in name.words}
    known = {s for s in stems if s not in names and rarity(s) >= _TELLING}
    return sorted(known, key=lambda s: (-rarity(s), s))[:_STEMS]


def _of_kind(sight: Sight, said: list[str], stretches: list[str]) -> Iterator[int]:
    kind = sight.kind
    if kind == "tally":
        yield from _of_tally(sight, said, stretches)
        return
    first, second, _ = sight.parties
    if kind != "statement" and first and second:
        for one, other in product(first.anchors, second.anchors):
            if one != other:
                yield from (_key(kind, *sorted((one, other)), s) for s in stretches)
    if kind == "relation":
        return
    yield from _with_parties(kind, _anchors(sight), said[:3], stretches)
    for pair in combinations(said[:3], 2):
        yield from (_key(kind, *sorted(pair), s) for s in stretches)


def _of_tally(sight: Sight, said: list[str], stretches: list[str]) -> Iterator[int]:
    value = "-".join(f"{v:g}" for v in sight.value)
    others = [s for s in said if not s[:1].isdigit()]
    if sight.place and sight.place.country:
        others.append(sight.place.country)
    for other, stretch in product(others, stretches):
        yield _key("tally", value, other, stretch)
    if max(sight.value) >= _SMALLEST:
        yield from (_key("tally", value, s, "") for s in others[:2] if rarity(s) >= _RARE)


def _with_parties(
    kind: str, anchors: Iterable[str], said: list[str], stretches: list[str]
) -> Iterator[int]:
    for anchor, stem, stretch in product(anchors, said, stretches):
        yield _key(kind, anchor, stem, stretch)


def _anchors(sight: Sight) -> tuple[str, ...]:
    held: list[Name] = [name for name in sight.parties if name]
    return tuple(dict.fromkeys(anchor for name in held for anchor in name.anchors))


def _stretches(published: int | None, days_after: int) -> list[str]:
    if published is None:
        return []
    first, last = published // WINDOW, (published + days_after) // WINDOW
    return [str(n) for n in range(first, last + 2)]


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
