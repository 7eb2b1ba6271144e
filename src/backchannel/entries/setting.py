"""Where an article stands at each point: the state last named, for "the government", "the army"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from backchannel.parties import PartyTable, ScanOptions

NEAR = 250
"""Characters back within which a state named is still the one spoken of."""

_SORTS = frozenset({"state", "organ", "place", "adjective"})


class Setting:
    """States named in a text, by position.

    Args:
        text: the article's text.
        table: the table of parties.
    """

    def __init__(self, text: str, table: PartyTable) -> None:
        found = [
            (m.span.start, m.party.code)
            for m in table.scan(text, ScanOptions(adjectives=True))
            if m.party.sort in _SORTS and m.party.code
        ]
        self._at = [start for start, _ in found]
        self._codes = [code for _, code in found]
        counts = Counter(self._codes)
        self._most = counts.most_common(1)[0][0] if counts else None

    def state_at(self, offset: int) -> str | None:
        """The state last named before a character, else the one that the article names most."""
        i = bisect_left(self._at, offset)
        if i and offset - self._at[i - 1] <= NEAR:
            return self._codes[i - 1]
        return None
