"""What shows that two entries tell the same, in words for people."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Mapping

from backchannel.links.days import Days
from backchannel.links.features import Features
from backchannel.links.sights import Sight, Stems
from backchannel.links.words import tokens

_ROLES: Mapping[str, tuple[str, str]] = types.MappingProxyType(
    {
        "statement": ("speaker", "addressee"),
        "message": ("sender", "recipient"),
        "signal": ("issuer", "target"),
        "response": ("responder", "claimant"),
        "position": ("holder", "target"),
        "event": ("actor", "recipient"),
        "tally": ("", ""),
        "relation": ("subject", "object"),
        "forecast": ("forecaster", ""),
    }
)
_ALIKE = 0.75  # agreement from which on parties are called the same
_ALIGNED = 0.5
_LEAST_RUN = 3  # words of a quotation at least
_LONGEST = 60  # characters of a quotation
_MEANING = 0.6  # cosine from which on passages are called alike in meaning


def reasons_of(a: Sight, b: Sight, found: Features) -> Iterator[str]:
    """What the features of two entries say, the strongest first; the same in either order."""
    if found.aligned >= _ALIGNED:
        yield "the same words, in the same place of both articles"
    elif found.retold >= _ALIGNED:
        yield "one article retells or quotes the other here"
    yield from _parties(a, found)
    if found.value > 0:
        yield f"the same figure: {' to '.join(f'{v:,}' for v in a.value)}"
    if found.when == 1.0 and a.when and b.when and _is_day(a.when) and _is_day(b.when):
        day = datetime.date.fromordinal(a.when.first)
        yield f"both of {day.day} {day:%b} {day.year}"
    if found.where == 1.0 and a.place:
        yield f"both at {min(a.place.name, b.place.name if b.place else a.place.name)}"
    if found.aligned < _ALIGNED:
        words = _same_words(a, b)
        if words:
            yield f"the same words: “{words}”"
    if found.source == 1.0:
        yield "the same source"
    if found.sense >= _MEANING:
        yield "alike in meaning"


def _parties(a: Sight, found: Features) -> Iterator[str]:
    first, second = _ROLES[a.kind]
    named = [n for n, f in ((first, found.first), (second, found.second)) if f >= _ALIKE]
    if named:
        yield f"same {' and '.join(named)}"


def _is_day(days: Days) -> bool:
    return days.first == days.last


def _same_words(a: Sight, b: Sight) -> str | None:
    """The longest run of words that both passages have, as the article of the lesser id has it."""
    if b.id < a.id:
        a, b = b, a
    start, length = _longest_run(a.stems, b.stems)
    if length < _LEAST_RUN:
        return None
    words = tokens(a.around.text, *a.evidence)[start : start + length]
    text = " ".join(a.around.text[words[0].start : words[-1].end].split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _longest_run(first: Stems, second: Stems) -> tuple[int, int]:
    """Place in ``first`` and length of the longest run that both have; the earliest of equals."""
    at, longest = 0, 0
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, stem in enumerate(second):
        places.setdefault(stem, []).append(j)
    for i, stem in enumerate(first):
        before = {j: before.get(j - 1, 0) + 1 for j in places.get(stem, ())}
        best = max(before.values()) if before else 0
        if best > longest:
            at, longest = i - best + 1, best
    return at, longest
