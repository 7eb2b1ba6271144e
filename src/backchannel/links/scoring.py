"""How sure it is that two entries tell the same: a logistic model over features."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from operator import mul

from backchannel.links.features import Features

LEAST = 0.5
"""Score from which on a link is kept."""

# Fitted by `benchmarks/thread_fit.py` on the half of `benchmarks/thread-pairs.jsonl` that is for
# fitting; measured on the other half.
WEIGHTS = Features(
    words=3.29, shared=0.41, own=0.83, phrases=2.10, content=1.04, sense=1.80, rivals=4.06,
    first=1.39, second=1.07, crossed=-2.00, sort=0.76, value=3.86, figures=0.49, when=0.73,
    where=0.74, published=0.50, about=2.69, source=0.90, aligned=5.87, retold=1.59,
    elsewhere=-1.14,
)  # fmt: skip
BIASES: Mapping[str, float] = types.MappingProxyType(
    {
        "statement": -5.40,
        "message": -4.87,
        "signal": -5.11,
        "response": -5.12,
        "position": -4.86,
        "event": -4.74,
        "tally": -5.35,
        "relation": -4.69,
        "forecast": -4.87,
    }
)


def score_of(kind: str, found: Features) -> float:
    """How sure it is that two entries of a kind with this in common tell the same, 0 to 1."""
    return logistic(BIASES[kind] + sum(map(mul, WEIGHTS, found)))


def logistic(total: float) -> float:
    """The logistic function; its argument is cut at 30 either way."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
