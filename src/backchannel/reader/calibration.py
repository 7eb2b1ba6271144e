"""How sure the reader's findings are: thresholds and confidence, kind by kind.

Measured on annotated articles that no training saw (``training/calibrate.py``), and kept beside
the weights that they belong to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ANCHORED = ("message", "response", "signal", "position", "event", "tally", "relation", "forecast")
"""Kinds whose triggers are asked for passages and parties, in the network's order."""

VOICE = 3
"""The role of who says so, after those of who acts, to whom, and through whom."""

_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Curve:
    """What the scores of a kind mean.

    The confidence of an entry is a logistic curve over the log-odds of its trigger (or cue) and
    the mean logarithm of the probabilities of its parties (Platt 1999, with a second variable).

    Attributes:
        threshold: probability from which a trigger makes an entry.
        base, trigger, parties: intercept and weights of the curve.
    """

    threshold: float
    base: float
    trigger: float
    parties: float

    def confidence(self, score: float, parties: Sequence[float] = ()) -> float:
        """Share of entries with such scores that were right, rounded to thousandths.

        Args:
            score: probability of the trigger.
            parties: probabilities of the chosen parties.
        """
        odds = math.log(max(score, _LEAST)) - math.log(max(1 - score, _LEAST))
        who = sum(math.log(max(p, _LEAST)) for p in parties) / max(1, len(parties))
        x = self.base + self.trigger * odds + self.parties * who
        return round(1 / (1 + math.exp(-x)), 3)


KINDS = ("statement", "office", *ANCHORED)
"""What has a curve of its own: the kinds of entries, and offices apart from other relations."""


class Calibration(Mapping[str, Curve]):
    """The curve of each kind.

    Args:
        raw: by kind, the values of its curve.

    Raises:
        TypeError: a value is missing.
    """

    def __init__(self, raw: Mapping[str, Mapping[str, Any]]) -> None:
        self._curves = {kind: Curve(**values) for kind, values in raw.items()}

    def __getitem__(self, kind: str) -> Curve:
        return self._curves[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._curves)

    def __len__(self) -> int:
        return len(self._curves)
