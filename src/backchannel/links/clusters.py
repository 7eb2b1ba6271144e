"""Clusters: items that belong together, out of pairs that are scored.

A function of the sets alone: in whatever order items, ties and judgements are given, the same
clusters come out, and what is not tied to an item has no say in where it goes.

Two clusters become one where the mean score between them, over all pairs that are possible, is
high enough; a pair without a tie counts as zero. So a chain of likenesses, each link of it
strong, does not draw in what is unlike the rest (average linkage; Sokal and Michener 1958, "A
statistical method for evaluating systematic relationships"). The best pair goes first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from backchannel.links.pairs import Tops, either_way

FLOOR = 0.4
"""Mean score from which on two clusters are one."""

Pair = tuple[str, str]
Cluster = tuple[str, ...]


class Scored(Protocol):
    """What ties two items, a link of any sort."""

    @property
    def first(self) -> str:
        """One of them."""

    @property
    def second(self) -> str:
        """The other one."""

    @property
    def score(self) -> float:
        """How sure, 0 to 1."""


L = TypeVar("L", bound=Scored)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two items that may belong together.

    Attributes:
        first, second: the items, in any order.
        score: how sure, 0 to 1; of several ties of one pair the strongest counts.
    """

    first: str
    second: str
    score: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of clusters besides the ties.

    Attributes:
        joined: items that belong together, whatever their score.
        parted: items that do not, whatever their score, and whatever is joined: where items that
            are joined one to the next would bring two parted ones together, the joined pairs
            are taken in order, and one that would do so is passed over.
        floor: mean score from which on two clusters are one, above 0.
    """

    joined: Sequence[Pair] = ()
    parted: Sequence[Pair] = ()
    floor: float = FLOOR


def clusters_of(
    items: Iterable[str], ties: Iterable[Tie], rules: Rules | None = None
) -> tuple[Cluster, ...]:
    """The clusters of ``items``, each in order, in order of their first items.

    Every item is in exactly one; ties and rules of what is not among the items are passed over.
    Costs about the number of ties times its logarithm.

    >>> ties = [Tie("a", "b", 0.9), Tie("b", "c", 0.9), Tie("c", "d", 0.2)]
    >>> clusters_of("abcd", ties)
    (('a', 'b', 'c'), ('d',))
    """
    rules = rules or Rules()
    names = sorted(set(items))
    number = {name: at for at, name in enumerate(names)}
    scores = _scores(number, ties)
    joined, parted = _numbered(number, rules.joined), either_way(_numbered(number, rules.parted))
    found: list[list[int]] = []
    for part in _components(len(names), [*scores, *joined]):
        if len(part.members) == 1:
            found.append(part.members)
            continue
        growing = _Growing(part.members, parted, rules.floor)
        growing.join(pair for pair in part.pairs if pair in joined)
        growing.grow({pair: scores[pair] for pair in part.pairs if pair in scores})
        found += growing.clusters()
    return tuple(tuple(names[n] for n in members) for members in sorted(found))


def links_inside(clusters: Sequence[Cluster], links: Iterable[L]) -> list[tuple[L, ...]]:
    """For each cluster the links between its items, in order of the items, then of the scores."""
    at = {item: n for n, cluster in enumerate(clusters) for item in cluster}
    held: list[list[L]] = [[] for _ in clusters]
    for link in links:
        here = at.get(link.first)
        if here is not None and here == at.get(link.second):
            held[here].append(link)
    return [tuple(sorted(x, key=lambda link: (link.first, link.second, link.score))) for x in held]


def _scores(number: Mapping[str, int], ties: Iterable[Tie]) -> dict[tuple[int, int], float]:
    """The strongest score of each pair, in order of the pairs."""
    scores: dict[tuple[int, int], float] = {}
    for tie in ties:
        a, b = number.get(tie.first), number.get(tie.second)
        if a is None or b is None or a == b or tie.score <= 0:
            continue
        pair = (a, b) if a < b else (b, a)
        scores[pair] = max(tie.score, scores.get(pair, 0.0))
    return dict(sorted(scores.items()))


def _numbered(number: Mapping[str, int], pairs: Iterable[Pair]) -> dict[tuple[int, int], None]:
    """Pairs of items as numbers, in order, those of unknown items left out."""
    known = ((number[a], number[b]) for a, b in pairs if a in number and b in number and a != b)
    return dict.fromkeys(sorted((a, b) if a < b else (b, a) for a, b in known))


@dataclass(slots=True)
class _Part:
    """Items that are tied, one to the next, and the pairs that tie them; both in order."""

    members: list[int] = field(default_factory=list)
    pairs: dict[tuple[int, int], None] = field(default_factory=dict)


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> Iterator[_Part]:
    tops: Tops[int] = Tops()
    for a, b in pairs:
        tops.tie(a, b)
    parts: dict[int, _Part] = defaultdict(_Part)
    for n in range(count):
        parts[tops.of(n)].members.append(n)
    for a, b in sorted(pairs):
        parts[tops.of(a)].pairs[a, b] = None
    return iter(parts.values())


class _Growing:
    """Clusters of one component while they grow; each goes by the number of one of its items."""

    def __init__(
        self,
        members: Sequence[int],
        parted: Mapping[int, set[int]],
        floor: float,
    ) -> None:
        self._floor = floor
        self._of = {n: n for n in members}
        self._members = {n: [n] for n in members}
        self._first = {n: n for n in members}
        self._apart = {n: parted.get(n, set()) & self._of.keys() for n in members}
        self._sums: dict[int, dict[int, float]] = {n: {} for n in members}
        self._heap: list[tuple[float, int, int, int, int]] = []

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Bring together what people joined, but for what they parted."""
        for a, b in pairs:
            x, y = self._of[a], self._of[b]
            if x != y and y not in self._apart[x]:
                self._merge(x, y)

    def grow(self, scores: Mapping[tuple[int, int], float]) -> None:
        """Merge the best pair of clusters, again and again, while it is good enough."""
        for (a, b), score in scores.items():
            x, y = self._of[a], self._of[b]
            if x != y:
                self._sums[x][y] = self._sums[y][x] = self._sums[x].get(y, 0.0) + score
        for x in self._sums:
            for y in self._sums[x]:
                if x < y:
                    self._offer(x, y)
        while self._heap:
            offered, _, _, x, y = heapq.heappop(self._heap)
            # An offer is out of date where one of the two has grown or is gone.
            if (
                y in self._sums.get(x, {})
                and -offered == self._mean(x, y)
                and y not in self._apart[x]
            ):
                kept = self._merge(x, y)
                for other in self._sums[kept]:
                    self._offer(kept, other)

    def clusters(self) -> list[list[int]]:
        """The clusters as they are, each in order."""
        return [sorted(members) for members in self._members.values()]

    def _mean(self, x: int, y: int) -> float:
        return self._sums[x][y] / (len(self._members[x]) * len(self._members[y]))

    def _offer(self, x: int, y: int) -> None:
        mean = self._mean(x, y)
        if mean < self._floor or y in self._apart[x]:
            return
        one, other = sorted((self._first[x], self._first[y]))
        heapq.heappush(self._heap, (-mean, one, other, x, y))

    def _merge(self, x: int, y: int) -> int:
        """Make one cluster of two; the one with more around it keeps its number."""
        if (len(self._sums[x]), -x) < (len(self._sums[y]), -y):
            x, y = y, x
        for n in self._members[y]:
            self._of[n] = x
        self._members[x] += self._members.pop(y)
        self._first[x] = min(self._first[x], self._first.pop(y))
        for other in self._apart.pop(y):
            self._apart[other].discard(y)
            self._apart[other].add(x)
            self._apart[x].add(other)
        self._sums[x].pop(y, None)
        self._sums[y].pop(x, None)
        for other, score in self._sums.pop(y).items():
            del self._sums[other][y]
            together = self._sums[x].get(other, 0.0) + score
            self._sums[x][other] = self._sums[other][x] = together
        return x
