"""What two bodies have word for word: which of it tells something, and the passages to show."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from backchannel.links.alignment import Run, Told, same_words
from backchannel.links.body import FIGURE, NAME, OPENS, QUOTED, Body, number_of
from backchannel.links.link import Alignment, How, place
from backchannel.span import Span

LEAST_RUN = 8
"""Words of a passage that counts as taken over; less is a turn of phrase."""

RUNNING_TEXT = 0.2
"""Share of everyday words from which on a passage is no table."""

MOST_SHOWN = 300
"""Passages that a link shows at most: the longest ones."""

_LEAST_TOLD = 10.0
_RARE = 5.0
_LEAST_SHOWN = 6.0
_MOST_STANDING = 30
_COVERED = 0.6
_CHECKED = np.array([number_of(s) for s in ("verifi", "confirm")], dtype=np.uint32)
_ALONE = np.array([number_of(s) for s in ("independ", "immedi")], dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the same words.

    Attributes:
        run: where.
        quoted: how many of its words stand in quotation marks in both.
        tells: whether it is running text that tells something: no table, no standing formula.
        weight: rarity of its words together.
        rare: how many names and figures stand in it that few articles have.
    """

    run: Run
    quoted: int
    tells: bool
    weight: float
    rare: int


@dataclass(frozen=True, slots=True)
class Wording:
    """What two bodies have word for word.

    Attributes:
        passages: in the order of the first body.
        taken: words of passages that tell something.
        prose: those of them outside quotation marks.
        longest: words of the longest of these passages, quoted ones aside.
        rare: names and figures in these passages that few articles have.
    """

    passages: tuple[Passage, ...] = field(repr=False)
    taken: int
    prose: int
    longest: int
    rare: int


NOTHING = Wording((), 0, 0, 0, 0)


def wording_of(one: Body, other: Body) -> Wording:
    """What two bodies have word for word."""
    found = tuple(_passage(one, other, run) for run in same_words(one, other))
    telling = [p for p in found if p.tells and p.run.length >= LEAST_RUN]
    return Wording(
        passages=found,
        taken=sum(p.run.length for p in telling),
        prose=sum(p.run.length - p.quoted for p in telling),
        longest=max((p.run.length - p.quoted for p in telling), default=0),
        rare=sum(p.rare for p in telling),
    )


def _passage(one: Body, other: Body, run: Run) -> Passage:
    mine = slice(run.first, run.first + run.length)
    theirs = slice(run.second, run.second + run.length)
    weights = one.weights[mine].astype(np.float64)
    stems = one.stems[mine]
    common = one.common(run.first, run.first + run.length)
    named = (one.marks[mine] & (NAME | FIGURE)) > 0
    stands = (
        run.length <= _MOST_STANDING
        and np.isin(_CHECKED, stems).any()
        and np.isin(_ALONE, stems).any()
    )
    tells = common >= RUNNING_TEXT and weights.sum() >= _LEAST_TOLD and not stands
    return Passage(
        run=run,
        quoted=int(((one.marks[mine] & other.marks[theirs] & QUOTED) > 0).sum()),
        tells=bool(tells),
        weight=float(weights.sum()),
        rare=len(np.unique(stems[named & (weights >= _RARE)])),
    )


def shown(one: Body, other: Body, wording: Wording) -> list[Alignment]:
    """The passages of the same words, in the order of the first body, longest ones chosen."""
    worth = [p for p in wording.passages if p.weight >= _LEAST_SHOWN or p.quoted]
    chosen = sorted(worth, key=lambda p: (-p.run.length, p.run.first))[:MOST_SHOWN]
    return sorted((_shown(one, other, p) for p in chosen), key=place)


def _shown(one: Body, other: Body, passage: Passage) -> Alignment:
    run = passage.run
    how: How = "quotation" if passage.quoted * 2 > run.length else "words"
    first = one.span(run.first, run.first + run.length)
    return Alignment(first, other.span(run.second, run.second + run.length), how)


def retold(body: Body, other: Body, told: Told, wording: list[Span]) -> list[tuple[Span, Span]]:
    """The sentences of ``body`` that ``other`` tells in other words, each with its like.

    Args:
        body, other: the two bodies.
        told: how far the sentences of ``body`` are told again.
        wording: passages of ``body`` that are the same words in both; a sentence that is mostly
            one of them is left out.
    """
    mine, theirs = _sentences(body), _sentences(other)
    pairs = [(mine[x], theirs[y]) for x, y in told.pairs() if x < len(mine) and y < len(theirs)]
    return [(x, y) for x, y in pairs if _covered(x, wording) < _COVERED][:MOST_SHOWN]


def _sentences(body: Body) -> list[Span]:
    opens = np.flatnonzero((body.marks & OPENS) > 0).tolist()
    return [body.span(a, b) for a, b in zip(opens, [*opens[1:], len(body)], strict=True)]


def _covered(sentence: Span, passages: list[Span]) -> float:
    shared = sum(max(0, min(sentence.end, p.end) - max(sentence.start, p.start)) for p in passages)
    return shared / (sentence.end - sentence.start)
