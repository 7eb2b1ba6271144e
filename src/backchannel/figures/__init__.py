"""Quantities in English text: numerals, number words, ranges, bounds, money, percentages.

Stands alone: needs nothing but the text.

>>> [f.value for f in read_figures("killed at least two dozen people and wounded 30 to 40")]
[24, (30, 40)]
"""

from backchannel.figures.figure import Figure
from backchannel.figures.read import read_figures

__all__ = ["Figure", "read_figures"]
