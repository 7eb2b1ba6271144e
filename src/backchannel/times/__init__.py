"""Times in English text, read against a day of publication: TIMEX3 values, dates, periods.

It needs no model and no other package. ``read_times`` finds the expressions of a text;
``date_for`` and ``period_for`` choose the one that belongs to an act.
"""

from backchannel.times.choose import date_for, date_in, period_for
from backchannel.times.expression import TimeExpression, TimeOptions
from backchannel.times.read import read_times
from backchannel.times.words import MONTHS

__all__ = [
    "MONTHS",
    "TimeExpression",
    "TimeOptions",
    "date_for",
    "date_in",
    "period_for",
    "read_times",
]
