"""An account's parts as JSON objects: entries as in the export, by id, with their words."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from backchannel.exports import jsonl
from backchannel.links.account import Dispute, Lineage, Origins, Point, Series, Thread
from backchannel.links.link import EntryLink, LineageLink
from backchannel.record.query import Line
from backchannel.views.diff import Changed, Difference
from backchannel.views.index import Told
from backchannel.views.origins import Descended

Json = dict[str, Any]


def to_json(values: Iterable[Json]) -> str:
    """The objects as one JSON array, indented."""
    return json.dumps(list(values), ensure_ascii=False, indent=2) + "\n"


def line_object(line: Line) -> Json:
    """An entry as in the export, with its id, its reference, its words and its article's facts."""
    article = line.article
    published = article.published.day if article.published else None
    return (
        {"id": line.id, "ref": line.ref}
        | jsonl.to_object(article.id, line.entry)
        | {"text": line.quote(), "outlet": article.outlet, "published": _day(published)}
    )


def origins_object(origins: Origins) -> Json:
    """How many origins, and which."""
    found = [{"sort": o.sort, "name": o.name, "lines": list(o.lines)} for o in origins.found]
    return {"least": origins.least, "most": origins.most, "found": found}


def thread_object(thread: Thread) -> Json:
    """A thread with its entries, its origins, its changes and its links."""
    return {
        "id": thread.id,
        "kind": thread.kind,
        "head": thread.head.id,
        "lines": [line_object(line) for line in thread.lines],
        "origins": origins_object(thread.origins),
        "first": _day(thread.first),
        "last": _day(thread.last),
        "changes": [
            {
                "field": c.field,
                "before": c.before,
                "after": c.after,
                "line": c.line,
                "on": _day(c.on),
            }
            for c in thread.changes
        ],
        "links": [_entry_link(link) for link in thread.links],
    }


def told_object(told: Told) -> Json:
    """A thread with all that a page shows of it."""
    met = [
        {"met": f.met, "line": line_object(f.line), "score": f.score, "reasons": list(f.reasons)}
        for f in told.follow_ups
    ]
    disputes = [dispute_object(d) for d in told.disputes]
    more: Json = {"disputes": disputes, "follow_ups": met}
    return thread_object(told.thread) | more | ({"news": told.news} if told.since else {})


def dispute_object(dispute: Dispute) -> Json:
    """A dispute with its sides."""
    return {
        "thread": dispute.id,
        "sort": dispute.sort,
        "sides": [
            {
                "stance": side.stance,
                "who": side.who,
                "says": side.says,
                "lines": [line_object(line) for line in side.lines],
            }
            for side in dispute.sides
        ],
        "reasons": list(dispute.reasons),
    }


def series_object(series: Series) -> Json:
    """A series with its figures."""
    return {
        "id": series.id,
        "what": series.what,
        "of": series.of,
        "place": series.place,
        "since": series.since,
        "points": [_point(point) for point in series.points],
        "parts": list(series.parts),
    }


def lineage_object(lineage: Lineage) -> Json:
    """A lineage with the links that hold it together; articles by identity."""
    return {
        "id": lineage.id,
        "articles": list(lineage.articles),
        "credit": lineage.credit,
        "links": [_lineage_link(link) for link in lineage.links],
    }


def descended_object(found: Descended) -> Json:
    """Where a line comes from, with the lineages of its articles."""
    return {
        "entry": line_object(found.line),
        "thread": found.thread.id,
        "origins": origins_object(found.thread.origins),
        "lineages": [lineage_object(family.lineage) for family in found.families],
    }


def difference_object(found: Difference) -> Json:
    """What was added, told further, disputed and corrected."""
    between = found.between
    return {
        "since": _day(between.since),
        "until": _day(between.until),
        "articles": list(found.articles),
        "added": [told_object(told) for told in found.added],
        "changed": [_changed(changed) for changed in found.changed],
        "disputed": [_changed(changed) for changed in found.disputed],
    }


def _changed(changed: Changed) -> Json:
    return {
        "thread": told_object(changed.told),
        "before": [thread_object(thread) for thread in changed.before],
        "lines": [line.id for line in changed.lines],
        "disputes": [dispute_object(dispute) for dispute in changed.disputes],
    }


def _point(point: Point) -> Json:
    value = list(point.value) if isinstance(point.value, tuple) else point.value
    return {
        "on": _day(point.on),
        "source": point.source,
        "value": value,
        "bound": point.bound,
        "flags": list(point.flags),
        "line": line_object(point.line),
    }


def _entry_link(link: EntryLink) -> Json:
    return {
        "first": link.first,
        "second": link.second,
        "relation": link.relation,
        "score": link.score,
        "reasons": list(link.reasons),
    }


def _lineage_link(link: LineageLink) -> Json:
    return {
        "first": link.first,
        "second": link.second,
        "kind": link.kind,
        "score": link.score,
        "alignments": [
            {"first": list(a.first), "second": list(a.second), "how": a.how}
            for a in link.alignments
        ],
        "reasons": list(link.reasons),
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
