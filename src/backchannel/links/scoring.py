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
    words=2.99, shared=0.28, own=1.08, phrases=1.91, content=1.05, sense=1.64, rivals=4.00,
    first=1.35, second=1.34, crossed=-2.00, sort=0.72, value=3.80, figures=0.51, when=0.89,
    where=0.81, published=0.50, about=2.68, source=0.89, aligned=5.98, retold=1.54,
    elsewhere=-0.84,
)  # fmt: skip
BIASES: Mapping[str, float] = types.MappingProxyType(
    {
        "statement": -5.80,
        "message": -5.25,
        "signal": -5.78,
        "response": -5.49,
        "position": -5.33,
        "event": -5.20,
        "tally": -6.19,
        "relation": -5.12,
        "forecast": -5.29,
    }
)


def score_of(kind: str, found: Features) -> float:
    """How sure it is that two entries of a kind with this in common tell the same, 0 to 1."""
    return logistic(BIASES[kind] + sum(map(mul, WEIGHTS, found)))


def logistic(total: float) -> float:
    """The logistic function; its argument is cut at 30 either way."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
