"""What commands print as JSON: objects of the account's export, with the entries that they name."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from backchannel.exports import account, jsonl
from backchannel.links.account import Series
from backchannel.record.query import Line
from backchannel.views.difference import Changed, Difference
from backchannel.views.index import Told, published
from backchannel.views.origins import Descended
from backchannel.views.page import Item, Page

Json = dict[str, Any]


def to_json(values: Iterable[Json]) -> str:
    """The objects as one JSON array, indented."""
    return json.dumps(list(values), ensure_ascii=False, indent=2) + "\n"


def page_json(page: Page) -> str:
    """A page as one JSON object, indented: sections, headings, lines, and what is beneath them."""
    return json.dumps(page_object(page), ensure_ascii=False, indent=2) + "\n"


def page_object(page: Page) -> Json:
    """A page with its lines; ``refs`` are what `backchannel why` takes."""
    return {
        "title": page.title,
        "lead": list(page.lead),
        "sections": [
            {
                "title": section.title,
                "groups": [
                    {
                        "heading": group.heading,
                        "lines": [_item(item) for item in group.items],
                        "more": group.more,
                    }
                    for group in section.groups
                ],
                "note": section.note if section.groups else section.note or section.nothing,
            }
            for section in page.sections
        ],
        "articles": [
            {
                "name": source.name,
                "outlet": source.outlet,
                "title": source.title,
                "published": _day(source.published),
                "url": source.url,
                "origin": source.origin or None,
            }
            for source in page.sources
        ],
    }


def _item(item: Item) -> Json:
    return {
        "text": item.text,
        "mark": item.mark,
        "says": item.says,
        "refs": [reference.ref for reference in item.refs],
        "below": [_item(below) for below in item.below],
    }


def line_object(line: Line) -> Json:
    """An entry as in the export, with its id, its reference, its words and its article's facts."""
    article = line.article
    return (
        {"id": line.id, "ref": line.ref}
        | jsonl.to_object(article.id, line.entry)
        | {"text": line.quote(), "outlet": article.outlet, "published": _day(published(line))}
    )


def told_object(told: Told) -> Json:
    """A thread with what belongs to it; ``entries`` are all that it names."""
    disputes = [account.dispute_object(d) for d in told.disputes]
    answers = [account.side_object(side) for side in told.answers]
    met = [account.follow_up_object(f) for f in told.follow_ups]
    sides = [side for d in told.disputes for side in d.sides]
    answering = (x for side in (*sides, *told.answers) for x in side.lines)
    lines = (*told.thread.lines, *answering, *(f.line for f in told.follow_ups))
    return (
        account.thread_object(told.thread)
        | {"disputes": disputes, "answers": answers, "follow_ups": met}
        | ({"news": told.news} if told.since else {})
        | {"entries": _entries(lines)}
    )


def dispute_object(told: Told) -> Json:
    """The dispute of a thread that is shown with it alone."""
    (dispute,) = told.disputes
    sides = (x for side in dispute.sides for x in side.lines)
    lines = (*told.thread.lines, *sides)
    return account.dispute_object(dispute) | {"entries": _entries(lines)}


def series_object(series: Series) -> Json:
    """A series with its tallies."""
    lines = (point.line for point in series.points)
    return account.series_object(series) | {"entries": _entries(lines)}


def descended_object(found: Descended) -> Json:
    """Where a line comes from, with the lineages of its articles."""
    names = {x: name for family in found.families for x, name in family.names.items()}
    return {
        "entry": found.line.id,
        "thread": account.thread_object(found.thread),
        "lineages": [account.lineage_object(f.lineage, names) for f in found.families],
        "entries": _entries(found.thread.lines),
    }


def difference_object(found: Difference) -> Json:
    """What was added, told further, disputed and corrected; articles by their names."""
    return {
        "since": _day(found.between.since),
        "until": _day(found.between.until),
        "articles": [found.now.sheets[identity].article.id for identity in found.articles],
        "added": [told_object(told) for told in found.added],
        "changed": [_changed(changed) for changed in found.changed],
        "disputed": [_changed(changed) for changed in found.disputed],
        "corrected": [account.correction_object(c) for c in found.corrected],
    }


def _changed(changed: Changed) -> Json:
    return {
        "thread": told_object(changed.told),
        "before": [account.thread_object(thread) for thread in changed.before],
        "new_lines": [line.id for line in changed.lines],
        "new_disputes": [account.dispute_object(dispute) for dispute in changed.disputes],
    }


def _entries(lines: Iterable[Line]) -> list[Json]:
    return [line_object(line) for line in {line.id: line for line in lines}.values()]


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
