"""Pairs of things: the partners of each, and what hangs together by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


def either_way(pairs: Iterable[tuple[T, T]]) -> dict[T, set[T]]:
    """The partners of each thing, whichever stands first in a pair."""
    found: dict[T, set[T]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return dict(found)


class Tops(Generic[T]):
    """Things that were tied, one to the next, have one top."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def of(self, thing: T) -> T:
        """The top of a thing; itself where it was never tied."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while thing != top:
            self._above[thing], thing = top, self._above[thing]
        return top

    def tie(self, one: T, other: T) -> None:
        """Take two things for one."""
        self._above[self.of(one)] = self.of(other)
