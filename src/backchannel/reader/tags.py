"""Names, triggers, lemmas and antecedents from the network's scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backchannel.reader.network import Floats

TRIGGER_FLOOR = 0.05
"""Probability from which a run of words is handed on as a possible trigger."""

LONGEST_TRIGGER = 4
"""Words of the longest trigger (``GUIDE.md``: one to four)."""

NETWORK_SHARE, WORDING_SHIFT = 0.6, 1.0
ALONE_SHARE, ALONE_SHIFT = 0.7, -0.9
"""How the network's log-odds join those of a wording; set on articles held out from training."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name: word span, end exclusive, and its type (``PERSON``, ``ORGANIZATION``, ``PLACE``)."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may name an act: word span, ``kind`` or ``kind:type``, probability."""

    start: int
    end: int
    label: str
    score: float


def names(logits: Floats, labels: Sequence[str]) -> list[Name]:
    """The names of a text, in order, not overlapping.

    Args:
        logits: [words, labels]; labels are ``O`` and ``B-TYPE``, ``I-TYPE``.
    """
    out: list[Name] = []
    for i, label in enumerate(logits.argmax(1)):
        tag, _, kind = labels[label].partition("-")
        if tag == "O":
            continue
        if tag == "I" and out and out[-1].end == i:
            out[-1] = Name(out[-1].start, i + 1, out[-1].type)
        else:
            out.append(Name(i, i + 1, kind))
    return out


def triggers(logits: Floats, labels: Sequence[str], floor: float = TRIGGER_FLOOR) -> list[Trigger]:
    """Possible triggers: of each label, runs of words above ``floor`` with their best score."""
    p = 1 / (1 + np.exp(-logits))
    out = []
    for column, label in enumerate(labels):
        above = np.flatnonzero(p[:, column] > floor)
        for run in np.split(above, np.flatnonzero(np.diff(above) > 1) + 1):
            if len(run):
                start, end = int(run[0]), int(run[-1]) + 1
                out.append(Trigger(start, end, label, float(p[start:end, column].max())))
    return sorted(out, key=lambda t: (t.start, t.end, t.label))


def alone(score: float) -> float:
    """The probability of a trigger that the network finds and no wording supports.

    On articles held out from training the network is surer of such words than it is right.
    """
    odds = float(np.log((score + 1e-3) / (1 - score + 1e-3)))
    return float(1 / (1 + np.exp(-(ALONE_SHARE * odds + ALONE_SHIFT))))


def weigh(score: float, weight: float) -> float:
    """The probability of a trigger that the network gives ``score`` and a wording ``weight``.

    Log-odds add up; the network's count for less, since it has seen few such words in training.
    """
    odds = float(np.log((score + 1e-3) / (1 - score + 1e-3)))
    return float(1 / (1 + np.exp(-(NETWORK_SHARE * odds + WORDING_SHIFT + weight))))


def lemma(form: str, script: str) -> str:
    """Apply an edit script: ``^`` the word as it is, ``=x`` the word x, ``-n+x`` drop n, add x."""
    if script == "^":
        return form
    if script[0] == "=":
        return script[1:]
    drop, _, add = script[1:].partition("+")
    low = form.lower()
    return (low[: len(low) - int(drop)] if int(drop) else low) + add


def antecedents(
    coref: Floats, anaphors: NDArray[np.int64], candidates: NDArray[np.int64]
) -> list[tuple[int, float] | None]:
    """The likeliest antecedent among ``candidates`` of each anaphor, with its log-odds over none.

    Args:
        coref: [words, 2 * width + 1].
        anaphors, candidates: word indices in ascending order.

    Returns:
        For each anaphor the candidate before it with the best score and how much better it is
        than no antecedent; ``None`` where no candidate comes before.
    """
    width = coref.shape[1] // 2
    out: list[tuple[int, float] | None] = []
    for i in anaphors:
        before = candidates[candidates < i]
        if not len(before):
            out.append(None)
            continue
        scores = coref[before, width : 2 * width] @ coref[i, :width] / width**0.5
        best = int(scores.argmax())
        out.append((int(before[best]), float(scores[best] - coref[i, -1])))
    return out
