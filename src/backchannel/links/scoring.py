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
    words=3.41, shared=0.36, own=1.01, phrases=2.10, content=0.97, sense=1.72, rivals=3.89,
    first=1.63, second=1.20, crossed=-2.00, sort=0.71, value=3.74, figures=0.38, when=0.63,
    where=0.89, published=0.50, about=2.96, source=0.47, aligned=6.00, retold=1.68,
    elsewhere=-1.25,
)  # fmt: skip
BIASES: Mapping[str, float] = types.MappingProxyType(
    {
        "statement": -5.29,
        "message": -4.61,
        "signal": -4.68,
        "response": -4.77,
        "position": -4.59,
        "event": -4.33,
        "tally": -5.08,
        "relation": -4.56,
        "forecast": -4.64,
    }
)


def score_of(kind: str, found: Features) -> float:
    """How sure it is that two entries of a kind with this in common tell the same, 0 to 1."""
    return logistic(BIASES[kind] + sum(map(mul, WEIGHTS, found)))


def logistic(total: float) -> float:
    """The logistic function; its argument is cut at 30 either way."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
