"""Where an article stands at each point: the state last named, for "the government", "the army"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection

from backchannel.parties import Match, PartyTable, ScanOptions
from backchannel.span import Span

NEAR = 250
"""Characters back within which a state named may be the one spoken of."""

OUTWEIGHS = 3
"""How many times as often the article's main state must be named to be meant all the same."""

_WITHIN = 14
_MISSIONS = ("embass", "ambassador", "consul", "interests section", "mediator", "envoy")
_SORTS = frozenset({"state", "organ", "place", "adjective"})


class Setting:
    """States named in a text, by position.

    An article that is mostly about a place which the table does not know tells nothing about
    whose government "the government" is.

    Args:
        text: the article's text.
        table: the table of parties.
        places: names of places and bodies that the reader found.
        matches: the names that the table knows, where they were looked up before.

    Attributes:
        matches: every name of the text that the table knows, in order.
    """

    def __init__(
        self,
        text: str,
        table: PartyTable,
        places: Collection[str],
        matches: tuple[Match, ...] | None = None,
    ) -> None:
        if matches is None:
            matches = tuple(table.scan(text, ScanOptions(adjectives=True)))
        self.matches = matches
        found = [
            (m.span.start, m.party.code)
            for m in matches
            if m.party.sort in _SORTS and m.party.code and not _of_a_mission(text, m.span)
        ]
        self._at = [start for start, _ in found]
        self._codes = [code for _, code in found]
        self._counts = Counter(self._codes)
        unknown = [p for p in places if p and table.find(p) is None]
        strangest = max((text.count(p) for p in unknown), default=0)
        most = self._counts.most_common(1)
        self._most = most[0][0] if most and most[0][1] > strangest else None

    def state_at(self, offset: int, *, definite: bool = False) -> str | None:
        """The state spoken of at a character, or ``None`` where that cannot be told.

        Args:
            offset: of the description whose state is asked for.
            definite: whether it is "the president" (of the state that the article is about)
                rather than "a ministry official" (of the state last named).
        """
        if self._most is None or definite:
            return self._most
        i = bisect_left(self._at, offset)
        if i and offset - self._at[i - 1] <= NEAR:
            nearest = self._codes[i - 1]
            if self._counts[nearest] * OUTWEIGHS >= self._counts[self._most]:
                return nearest
        return self._most


def _of_a_mission(text: str, name: Span) -> bool:
    """Whether a state is named only as another's guest or host ("the Swiss embassy in Tehran")."""
    after = text[name.end : name.end + _WITHIN].lower()
    return any(word in after for word in _MISSIONS)
