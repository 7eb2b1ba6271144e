"""Numbers with their bounds as stretches of the number line, and whether they can both be true."""

from __future__ import annotations

import math
from typing import NamedTuple

from backchannel.entries.entry import Number

ABOUT = 0.1
"""How far a number said to be about right may be off, as a share of it."""

_ROUND = 0.05
_FEWEST_ZEROS = 2


class Range(NamedTuple):
    """What a number may be, both ends included."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        """Whether one number can lie in both."""
        return self.low <= other.high and other.low <= self.high


def range_of(value: Number | tuple[Number, Number], bound: str) -> Range:
    """What a number may be, given its bound and how round it is.

    >>> range_of(26, "exact").meets(range_of(24, "at_least"))
    True
    >>> range_of(10022, "exact").meets(range_of(10000, "exact"))
    True
    >>> range_of(26, "exact").meets(range_of(24, "exact"))
    False
    """
    low, high = value if isinstance(value, tuple) else (value, value)
    if bound == "at_least":
        return Range(float(low), math.inf)
    if bound == "at_most":
        return Range(-math.inf, float(high))
    if bound == "about":
        return Range(low - abs(low) * ABOUT, high + abs(high) * ABOUT)
    return Range(low - _slack(low), high + _slack(high))


def middle(value: Number | tuple[Number, Number]) -> float:
    """One number for a value: of a range its middle."""
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else float(value)


def figure(value: Number | tuple[Number, Number], bound: str) -> str:
    """A number with its bound, as words.

    >>> figure(24, "at_least"), figure((30, 35), "about")
    ('at least 24', 'about 30 to 35')
    """
    numbers = value if isinstance(value, tuple) else (value,)
    shown = " to ".join(f"{n:,}" for n in numbers)
    return shown if bound == "exact" else f"{bound.replace('_', ' ')} {shown}"


def _slack(value: Number) -> float:
    """How far a round number stands for those around it: half of its last place, at most 5%."""
    if value != int(value) or value == 0:
        return 0.0
    digits = str(abs(int(value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < _FEWEST_ZEROS:
        return 0.0
    return float(min(10**zeros / 2, abs(value) * _ROUND))
