"""Pinned floors: what the figures were, on which files, and who let one sink.

``floors.json`` holds, for each suite, the fingerprint of the files that it was measured on and a
floor for each figure. All figures are better when higher. The idea is that of trafilatura's
``tests/eval_gate.py``.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

SLACK = 0.3
"""Points between a measured figure and its floor.

Processors differ in the last bits of an int8 product, and a label in a few thousand with them.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one suite found.

    Attributes:
        suite: its name.
        figures: per cent, or points of F1, by name.
        fingerprint: of the files it was measured on.
    """

    suite: str
    figures: Mapping[str, float]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that somebody let sink, and why."""

    name: str
    was: float
    now: float
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class Suite:
    """The floors of one suite, and the files that they hold for."""

    fingerprint: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Failure:
    """A figure under its floor, a figure that is gone, or files that are not the pinned ones."""

    name: str
    why: str


@dataclass(frozen=True)
class Floors:
    """All pinned floors. A figure's full name is ``suite/figure``."""

    suites: Mapping[str, Suite] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Floors:
        """Read the pinned floors; none where there is no file yet.

        Raises:
            ValueError: the file is not what :meth:`save` writes.
        """
        if not path.exists():
            return cls()
        stored = json.loads(path.read_text(encoding="utf-8"))
        try:
            return cls(
                {name: Suite(**suite) for name, suite in stored["suites"].items()},
                tuple(Lowered(**row) for row in stored["lowered"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path}: not a file of floors: {error}") from error

    def save(self, path: Path) -> None:
        """Write the floors, sorted, one figure a line."""
        suites = {name: asdict(suite) for name, suite in sorted(self.suites.items())}
        stored = {"suites": suites, "lowered": [asdict(row) for row in self.lowered]}
        path.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    def failures(self, measured: Measured) -> list[Failure]:
        """What in ``measured`` breaks its floors. A suite without floors breaks none."""
        suite = self.suites.get(measured.suite)
        if suite is None:
            return []
        if suite.fingerprint != measured.fingerprint:
            why = "the corpus is not the one that the floors were measured on; pin it by --update"
            return [Failure(measured.suite, why)]
        out = []
        for name, floor in sorted(suite.floors.items()):
            figure = measured.figures.get(name)
            if figure is None:
                out.append(Failure(f"{measured.suite}/{name}", "is no longer measured"))
            elif figure < floor:
                out.append(
                    Failure(f"{measured.suite}/{name}", f"{figure:.1f} is under {floor:.1f}")
                )
        return out

    def raised(self, measured: Measured) -> Floors:
        """These floors, none lower, with the suite's raised to ``SLACK`` below its figures.

        Floors of another fingerprint give way: they were measured on something else.
        """
        old = self.suites.get(measured.suite)
        kept = old.floors if old and old.fingerprint == measured.fingerprint else {}
        floors = {n: max(floor_of(f), kept.get(n, -math.inf)) for n, f in measured.figures.items()}
        suite = Suite(measured.fingerprint, {**kept, **floors})
        return replace(self, suites={**self.suites, measured.suite: suite})

    def sunk(self, name: str, measured: Measured, reason: str, day: datetime.date) -> Floors:
        """These floors with ``suite/figure`` ``name`` let down to what was measured, on record.

        Raises:
            ValueError: no reason is given, there is no such floor, or it need not sink.
        """
        suite_name, _, figure = name.partition("/")
        suite = self.suites.get(suite_name)
        if not reason.strip():
            raise ValueError("lowering a floor takes a reason")
        if suite is None or figure not in suite.floors or measured.suite != suite_name:
            raise ValueError(f"no floor is named {name}")
        if figure not in measured.figures:
            raise ValueError(f"{name} was not measured")
        was, now = suite.floors[figure], floor_of(measured.figures[figure])
        if now >= was:
            raise ValueError(
                f"{name} need not sink: {measured.figures[figure]:.1f} holds {was:.1f}"
            )
        sunk = Suite(suite.fingerprint, {**suite.floors, figure: now})
        row = Lowered(name, was, now, reason.strip(), day.isoformat())
        return Floors({**self.suites, suite_name: sunk}, (*self.lowered, row))


def floor_of(figure: float) -> float:
    """The floor for a measured figure, to one decimal, rounded down.

    >>> floor_of(69.47)
    69.1
    """
    return math.floor(round((figure - SLACK) * 10, 6)) / 10


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, in the order of the names, hexadecimal.

    >>> fingerprint([("a", b"1"), ("b", b"2")]) == fingerprint([("b", b"2"), ("a", b"1")])
    True
    """
    digest = hashlib.sha256()
    for name, content in sorted(files):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
