"""The working sheet of one survey: units, and what has been found about them so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backchannel.articles.agencies import NAMES, agency_of
from backchannel.articles.article import Apart, Credit
from backchannel.articles.dates import FoundDate, find_date
from backchannel.articles.units import Unit
from backchannel.span import Span

MAX_RULE_CHARS = 1200
"""Longer units are running text whatever they begin with, and are not tried against rules."""

SMALL_WORDS = frozenset(
    "a an the of in on for to and or at by de al el la von van bin & with from".split()
)


@dataclass
class Sheet:
    """What is found while a text is worked through. Lives for one call."""

    text: str
    units: list[Unit]
    why: dict[int, str] = field(default_factory=dict)
    parts: list[Apart] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    headline: int | None = None
    byline: Span | None = None
    dateline: Span | None = None
    outlet: str | None = None

    def open_prose(self) -> list[int]:
        """The indices of running text that nothing has set apart."""
        return [i for i, u in enumerate(self.units) if i not in self.why and u.is_prose]

    def front(self) -> range:
        """The units before the first running text."""
        prose = [i for i in self.open_prose() if i != self.headline]
        return range(prose[0] if prose else len(self.units))

    def end(self) -> range:
        """The units after the last running text."""
        prose = [i for i in self.open_prose() if i != self.headline]
        return range(prose[-1] + 1 if prose else len(self.units), len(self.units))

    def credit_within(self, unit: Unit) -> None:
        """Note the agencies that a byline or contribution line names."""
        for match in re.finditer(NAMES, unit.text):
            agency = agency_of(match[0])
            if agency:
                start = unit.span.start + match.start()
                self.credits.append(Credit(agency, Span(start, start + len(match[0]))))

    def take_byline(self, i: int, match: re.Match[str]) -> None:
        """Set unit ``i`` apart as a byline, with the writers and the date that it names."""
        unit = self.units[i]
        self.why[i] = "byline"
        self.byline = self.byline or unit.span
        self.authors.extend(re.split(r",? and |, | & | \| ", match["who"]))
        found = find_date(unit.text)
        if found:
            self.take_date(found, unit)
        self.credit_within(unit)

    def take_date(self, found: FoundDate, unit: Unit) -> None:
        """Note a date found in a unit's text."""
        by = unit.span.start
        span = Span(found.span.start + by, found.span.end + by)
        self.dates.append(FoundDate(found.day, span, found.update))


def capital_share(unit: Unit) -> float:
    """How many of a unit's longer words begin with a capital, from 0 to 1."""
    large = [w for w in unit.words if w.lower() not in SMALL_WORDS and w[0].isalpha()]
    return sum(w[0].isupper() for w in large) / len(large) if large else 0.0


def folded(text: str) -> str:
    """A text's words in lower case, for comparing titles."""
    return " ".join(re.findall(r"\w+", text.lower()))
