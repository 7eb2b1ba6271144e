"""Pieces that the forms are built of. White space is bounded, so that no form can run long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backchannel.times.words import (
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)


def _any(words: Iterable[str]) -> str:
    names = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s{1,3}") for w in names)


S = r"\s{1,6}"
# Only a short form takes the point: behind a full name it ends the sentence.
_STOP = r"(?:(?<!\w{5})(?<!june)(?<!july)(?<!may)\.)?"
MONTH = rf"(?P<month>{_any(MONTHS)})(?![^\W\d_]){_STOP}"
MONTH_2 = rf"(?P<month2>{_any(MONTHS)})(?![^\W\d_]){_STOP}"
WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})(?!\w){_STOP}"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\w)"
DAY_2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?!\w)"
S0 = r"\s{0,3}"
TO = rf"(?:{S}(?:and|to|or|until|till|through){S}|{S0}[-–—/]{S0}|{S}&{S})(?:the{S})?"
ONLY_TO = rf"(?:{S}(?:to|until|till|through){S}|{S0}[-–—/]{S0})(?:the{S})?"
YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\w%]|[.,:]\d|-\d)"
YEAR_TAIL = rf"(?:,?{S}{YEAR})?"
_COUNTS = _any({*NUMBERS, *VAGUE_NUMBERS})
COUNT = (
    rf"(?:(?P<n>\d{{1,4}}|a{S}couple(?:{S}of)?|(?:a{S})?(?:{_COUNTS})"
    rf"(?:{S}of)?(?:{S}dozen)?))"
)
UNIT = rf"(?P<unit>{_any(set(UNITS) - {'second', 'night', 'weekend'})}|seconds|nights|weekends)"
UNITS_ = rf"{UNIT}s?(?!\w)"
ORDINAL = rf"(?P<nth>\d\d?(?:st|nd|rd|th)|{_any(ORDINALS)})"
SEASON = rf"(?P<season>{_any(SEASONS)})(?!\w)"
PART = rf"(?P<part>{_any(PARTS)})(?!\w)"
PART_TAIL = rf"(?:{S}{PART})?"
FEAST = rf"(?P<feast>{_any(FEASTS)})(?!\w)"
EARLY = r"(?P<early>early|mid|late|earlier|later)"
HOUR = (
    r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m(?!\w)\.?)"
)
HOUR_24 = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
ZONE = (
    r"(?P<zone>gmt|utc|bst|cest|cet|edt|est|ist|local\s{1,3}time|local)(?!\w)"
    rf"(?:{S}time(?!\w))?"
)
