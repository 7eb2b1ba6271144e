"""The words around a match, and the small readings that all forms share."""

from __future__ import annotations

import datetime
import re

from backchannel.times.expression import Mod
from backchannel.times.words import COUNTED, NUMBERS, ORDINALS, VAGUE_NUMBERS

Match = re.Match[str]

_MODS: dict[str, Mod] = {
    "early": "START", "earlier": "START", "mid": "MID", "late": "END", "later": "END",
    "start": "START", "beginning": "START", "outset": "START", "turn": "START", "middle": "MID",
    "end": "END", "close": "END",
}  # fmt: skip
WHICH = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1,
    "coming": 1, "following": 1, "that": 0, "same": 0, "the": 0,
}  # fmt: skip
WHOSE = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next",
    "that": "narrative", "same": "narrative", "following": "narrative", "the same": "narrative",
}  # fmt: skip
PREPOSITION = re.compile(
    r"(?:\b(?:in|since|of|until|till|by|during|before|after|from|through|throughout|to|between|and"
    r"|or|for|around|about|circa|than|as|late|early|mid|on|back in|year|years|late in|early in)"
    r"|[(–—-]|,\s?)\s{0,3}$",
    re.IGNORECASE,
)
OF_MONTH = re.compile(
    r"\b(?:in|since|of|until|till|during|before|after|through|throughout|between|late|early|mid"
    r"|last|next|this|every|each|by|from|to|for|and|or)[\s-]{1,3}$",
    re.IGNORECASE,
)
_SURELY_OF_MONTH = re.compile(
    r"\b(?:in|since|until|till|during|through|throughout|late|early|mid|last|next)[\s-]{1,3}$",
    re.IGNORECASE,
)
_NAMED_MAY = re.compile(
    r"\b(?!(?:In|Since|Of|Until|By|During|Before|After|From|Last|Next|This|On|And|Early|Late|Mid"
    r"|Every|Each|To|Or|The|For)\b)(?-i:[A-Z][a-z]+|Mrs|Mr|Ms)\.?\s(?:May|March|August|June|April)\b"
)
DETERMINER = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|this|that|our)|['’]s?)\s{1,3}$", re.I)
NOUN_NEXT = re.compile(r"\s{1,3}(?!on\b|of\b|for\b|to\b|in\b|and\b|was\b|is\b|had\b)[a-z]{3,}")
COUNTED_NEXT = re.compile(rf"[\s-]{{1,3}}(?:[a-z]+\s)?(?:{'|'.join(sorted(COUNTED))})(?!\w)", re.I)
SUM_NEXT = re.compile(
    r"\s{0,2}(?:%|percent|pct|hours?\b|ft\b|years?\b|km\b|miles?\b|m\b|bn\b|pm\b|am\b)"
)
_AMBIGUOUS = frozenset({"may", "march", "mar", "april", "june", "august", "jan", "jun"})
_LOWER_OK = frozenset(
    "january february april june july september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
LOOK = 40
_PASSAGE = 1000


def words_before(m: Match) -> str:
    """The ``LOOK`` characters before a match."""
    return m.string[max(0, m.start() - LOOK) : m.start()]


def in_lower(found: str) -> str:
    """Words in lower case on one line, with straight apostrophes."""
    return " ".join(found.lower().replace("’", "'").split())


def group(m: Match, name: str) -> str | None:
    """A group's words in lower case on one line; ``None`` where the form has no such group."""
    found = m.groupdict().get(name)
    return in_lower(found) if found else None


def figure(m: Match, name: str) -> int | None:
    """A group's figures as a number."""
    found = m.groupdict().get(name)
    return int(found) if found else None


def mod_of(m: Match) -> Mod | None:
    """The TIMEX3 modifier that "early" or "the end of" makes."""
    word = group(m, "early") or group(m, "mod")
    return _MODS.get(word or "")


def is_name(word: str | None, written: str | None) -> bool:
    """Whether a month or weekday is written as a name: with a capital, or a word of no other
    use."""
    return bool(word and written) and (str(written)[0].isupper() or word in _LOWER_OK)


def number_of(words: str | None) -> int | None:
    """The number that a count says; ``None`` for "several".

    >>> number_of("a couple of"), number_of("twenty-one"), number_of("few")
    (2, 21, None)
    """
    if not words:
        return 1
    if words.isdigit():
        return int(words)
    total: int | None = None
    for word in words.removesuffix(" of").split():
        if word in VAGUE_NUMBERS:
            return None
        if word in ("dozen", "hundred"):
            total = (total or 1) * NUMBERS[word]
        elif word in NUMBERS and not (word in ("a", "an") and total):
            total = NUMBERS[word]
    return total


def ordinal(words: str | None) -> int:
    """The number of "3rd" or "third"; 0 for no ordinal."""
    words = words or ""
    figures = re.match(r"\d+", words)
    return int(figures.group()) if figures else ORDINALS.get(words, 0)


def month_alone(m: Match, name: str | None) -> bool:
    """Whether a month's name without day or year is a month here."""
    if name is None or name not in _AMBIGUOUS or mod_of(m) is not None:
        return True
    before = words_before(m)
    if name == "may" or m.group().isupper():
        around = max(0, m.start() - _PASSAGE), m.start() + _PASSAGE
        if _NAMED_MAY.search(m.string, *around):
            return bool(_SURELY_OF_MONTH.search(before))
    if OF_MONTH.search(before):
        return True
    return bool(DETERMINER.search(before) and NOUN_NEXT.match(m.string[m.end() : m.end() + 12]))


def days_exist(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether a month has such a day; any does where no day is said."""
    if day is None:
        return True
    if month is None or not 1 <= day <= 31:
        return False
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True
