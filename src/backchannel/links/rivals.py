"""Rival figures: what different sources give of one thing and one day that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from backchannel.links.account import Dispute, Point, Series, Side
from backchannel.links.counts import LOOSE, source_key
from backchannel.links.ranges import figure, range_of


def rival_figures(series: Sequence[Series], thread_of: Mapping[str, str]) -> Iterator[Dispute]:
    """The disputes over how many, one for each series and day.

    Sums of money and what no word of the guide names are left out: two of them are rarely of the
    same thing even where the same words say so.

    Args:
        series: as `backchannel.links.series` has them.
        thread_of: id of the thread of each line, by the line's id.
    """
    for one in series:
        if one.what in LOOSE:
            continue
        days: dict[object, list[Point]] = defaultdict(list)
        for point in one.points:
            if point.on is not None:
                days[point.on].append(point)
        for points in days.values():
            at_odds = _at_odds(points)
            if at_odds:
                sides = tuple(
                    Side("asserts", p.source, figure(p.value, p.bound), (p.line,)) for p in at_odds
                )
                line = at_odds[0].line.id
                yield Dispute(thread_of.get(line, line), "how_many", sides, (_reason(one, points),))


def _at_odds(points: Sequence[Point]) -> list[Point]:
    """The points that cannot be true together with one of another source.

    Such a one lies above or below a point if the lowest end of all others' numbers, or the highest
    beginning, does: nobody need be compared with everybody.
    """
    ranges = [range_of(p.value, p.bound) for p in points]
    sources = [_source(p) for p in points]
    lowest: dict[str | None, float] = {}
    highest: dict[str | None, float] = {}
    for source, r in zip(sources, ranges, strict=True):
        lowest[source] = min(r.high, lowest.get(source, r.high))
        highest[source] = max(r.low, highest.get(source, r.low))
    # One of the first two is another's, whoever asks.
    low = sorted(lowest, key=lambda s: lowest[s])[:2]
    high = sorted(highest, key=lambda s: -highest[s])[:2]
    return [
        point
        for point, source, r in zip(points, sources, ranges, strict=True)
        if any(s != source and lowest[s] < r.low for s in low)
        or any(s != source and highest[s] > r.high for s in high)
    ]


def _source(point: Point) -> str | None:
    return source_key(point.source, point.on) if point.source else None


def _reason(series: Series, points: Sequence[Point]) -> str:
    of = f" ({series.of})" if series.of else ""
    where = f", {series.place}" if series.place else ""
    day = points[0].on
    return f"{series.what}{of}{where}, {day.isoformat() if day else 'no date'}"
