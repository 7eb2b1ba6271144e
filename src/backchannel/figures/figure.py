"""What a figure is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backchannel.span import Span

Number = int | float
Value = Number | tuple[Number, Number]
Bound = Literal["exact", "about", "at_least", "at_most"]

UNSAID = "unstated"
"""The unit of money whose state is not said ("2.4 billion francs")."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a text states. Offsets are code points of the text, ends exclusive.

    Attributes:
        span: the number itself ("two dozen", "300-400bn"), of a range both ends.
        phrase: with the words that bound it, its currency and its per cent ("more than $5bn").
        value: the number; of a range (low, high).
        bound: ``exact``, ``about`` (ranges too), ``at_least`` or ``at_most``.
        unit: ISO 4217 code of the currency, `UNSAID` where its state is not said; else ``None``.
        percent: whether it is a percentage.
    """

    span: Span
    phrase: Span
    value: Value
    bound: Bound
    unit: str | None = None
    percent: bool = False
