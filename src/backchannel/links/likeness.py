"""Whether two names may be one party's: how they are written, and how they sound."""

from __future__ import annotations

from backchannel.links.forms import Spelled
from backchannel.parties.fold import bone_key, distance, sound_key

_SHORTEST = 5  # letters of a name that may be written otherwise
_SAME_BONES = 6
_LONG = 9


def same_person(first: Spelled, second: Spelled) -> str | None:
    """Why two full names may be one person's, in words; ``None`` where they may not.

    Given names tell father from son and sister from brother: both must agree.
    """
    if first.generation != second.generation and None not in (first.generation, second.generation):
        return None
    if (reason := _same_letters(first, second)) is not None:
        return reason
    if first.surname == second.surname and _given_agree(first.given, second.given):
        return f"“{first.key}” and “{second.key}” differ in middle names only"
    if _words_alike(first, second):
        return f"“{first.key}” and “{second.key}” sound alike"
    return None


def same_group(first: Spelled, second: Spelled) -> str | None:
    """Why two names may be one group's, in words; ``None`` where they may not."""
    if (reason := _same_letters(first, second)) is not None:
        return reason
    if _words_alike(first, second):
        return f"“{first.key}” and “{second.key}” are spellings of one name"
    return None


def _same_letters(first: Spelled, second: Spelled) -> str | None:
    if first.key == second.key:
        return "the same name"
    if first.key.replace(" ", "") == second.key.replace(" ", ""):
        return f"“{first.key}” and “{second.key}” differ in spaces only"
    return None


def _words_alike(first: Spelled, second: Spelled) -> bool:
    return len(first.words) == len(second.words) and all(map(word_alike, first.words, second.words))


def word_alike(first: str, second: str) -> bool:
    """Whether two words may be spellings of one: a slip of the pen, or a transliteration.

    >>> word_alike("zelensky", "zelenskyy"), word_alike("hassan", "hussein")
    (True, False)
    >>> word_alike("mohammed", "muhamad"), word_alike("iran", "iraq")
    (True, False)
    """
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORTEST or first.isdigit() or second.isdigit():
        return False
    one, other = sound_key(first), sound_key(second)
    if one == other:
        return True
    if one[:1] != other[:1]:
        return False
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    if bone_key(first) == bone_key(second):
        return min(len(first), len(second)) >= _SAME_BONES and distance(one, other, most) <= most
    # Another consonant is another name; only long words forgive one.
    return most > 1 and distance(first, second, 1) <= 1


def _given_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether given names are of one person: the first alike, the middle not at odds."""
    if not first or not second:
        return False
    if first[0] != second[0] and not word_alike(first[0], second[0]):
        return False
    middle, others = first[1:], second[1:]
    return all(_initial(a, b) for a, b in zip(middle, others, strict=False))


def _initial(first: str, second: str) -> bool:
    if 1 in (len(first), len(second)):
        return first[0] == second[0]
    return word_alike(first, second)
