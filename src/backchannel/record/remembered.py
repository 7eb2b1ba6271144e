"""What a run of linking holds in memory, so that it need not be made or loaded again."""

from __future__ import annotations

import contextlib
import gc
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Set
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """What was made of articles, by number; good for as long as its stamp is.

    Those not looked at for longest are let go, but none that is asked for together with others.
    """

    def __init__(self, most: int) -> None:
        """Remember ``most`` articles, or as many as are asked for together."""
        self._most = most
        self._held: OrderedDict[int, tuple[str | None, T]] = OrderedDict()

    def __getitem__(self, number: int) -> T:
        """What was put for an article."""
        return self._held[number][1]

    def put(self, number: int, stamp: str | None, thing: T) -> None:
        """Remember what was made of an article as the stamp says that it is."""
        self._held[number] = stamp, thing

    def missing(self, numbers: Set[int], stamps: Mapping[int, str | None]) -> set[int]:
        """Those of the articles that are not remembered, or changed since; room is made for them.

        What is there of them stays until the next call.
        """
        found = {n for n in numbers if n not in self._held or self._held[n][0] != stamps[n]}
        for number in sorted(numbers - found):
            self._held.move_to_end(number)
        self._make_room(found, max(self._most, len(numbers)))
        return found

    def make_room(self, numbers: Set[int]) -> None:
        """Make room for articles that are made anew, whatever is remembered of them."""
        self._make_room(numbers, max(self._most, len(numbers)))

    def _make_room(self, numbers: Set[int], most: int) -> None:
        for number in numbers:
            self._held.pop(number, None)
        while self._held and len(self._held) + len(numbers) > most:
            self._held.popitem(last=False)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Link without the search for garbage in circles, of which linking makes next to none.

    It goes through all that is remembered, time and again, and took a fifth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
