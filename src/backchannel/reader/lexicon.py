"""How often a word names an act: counted in the annotated articles, kind by kind.

The network has seen few hundred annotated articles and leans on their turns of phrase; the plain
share of a word's occurrences that annotators took for an act steadies it elsewhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

WEIGHT = 0.3
"""Share of a word's log-odds that is added to the network's; set on held-out articles."""

FEW_HITS, FEW_MISSES = 0.3, 6.0
"""Added to the counts of a word, so that a rare one says little."""

NEUTRAL = math.log(FEW_HITS / FEW_MISSES)
"""Log-odds of a word never seen."""

_WORD = re.compile(r"[A-Za-z]+")


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [w.lower() for w in _WORD.findall(text)]


def log_odds(hits: int, occurrences: int) -> float:
    """How likely a word names an act, from the counts of its occurrences."""
    return math.log((hits + FEW_HITS) / (max(0, occurrences - hits) + FEW_MISSES))


class Lexicon:
    """Log-odds of words by kind.

    Args:
        raw: kind, then word in lower case.
    """

    def __init__(self, raw: Mapping[str, Mapping[str, float]]) -> None:
        self._odds = {kind: dict(words) for kind, words in raw.items()}

    def weighed(self, kind: str, words: Iterable[str], score: float) -> float:
        """The probability of a trigger whose words are given, from the network's ``score``.

        Args:
            kind: of the act; one that the lexicon does not have leaves the score as it is.
            words: of the trigger, in lower case.
            score: the network's probability.
        """
        known = self._odds.get(kind)
        if known is None:
            return score
        best = max((known.get(w, NEUTRAL) for w in words), default=NEUTRAL)
        odds = math.log(score + 1e-4) - math.log(1 - score + 1e-4)
        return 1 / (1 + math.exp(-(odds + WEIGHT * (best - NEUTRAL))))
