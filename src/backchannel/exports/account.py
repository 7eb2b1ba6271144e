"""The account of a record as JSON Lines: what its articles, taken together, tell.

One JSON object a line, its ``kind`` first: ``lineage``, ``thread``, ``dispute``, ``series``,
``follow_up``, ``party``, ``correction``. Articles go by their names, entries by their ids; the
entries themselves are in the file that `backchannel.exports.jsonl` writes. Days are ISO dates;
spans are code points, ends exclusive. Unknown is null. Two records of the same readings and
corrections give the same bytes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from backchannel.entries.entry import Party
from backchannel.links.account import (
    Account,
    Dispute,
    FollowUp,
    KnownAs,
    Lineage,
    Origins,
    Series,
    Side,
    Thread,
)
from backchannel.links.link import EntryLink, LineageLink
from backchannel.record.anchors import ArticleAnchor, EntryAnchor
from backchannel.record.content import to_json
from backchannel.record.corrections import Add, Correction, Mend, Reject
from backchannel.record.values import entry_to_json

Json = dict[str, Any]
Names = Mapping[str, str]


def write(account: Account, corrections: Iterable[Correction] = ()) -> Iterator[str]:
    """The lines of the file, each with its line feed.

    Args:
        account: what is written, in the account's own order.
        corrections: what people put right, as `Record.corrections` gives them; they come last.
    """
    names = {identity: sheet.article.id for identity, sheet in account.sheets.items()}
    yield from (_line("lineage", lineage_object(x, names)) for x in account.lineages)
    yield from (_line("thread", thread_object(x)) for x in account.threads)
    yield from (_line("dispute", dispute_object(x)) for x in account.disputes)
    yield from (_line("series", series_object(x)) for x in account.series)
    yield from (_line("follow_up", follow_up_object(x)) for x in account.follow_ups)
    yield from (_line("party", _known_as(x)) for x in account.parties)
    yield from (correction_line(x) for x in corrections)


def correction_line(correction: Correction) -> str:
    """A correction as a line of the file."""
    return _line("correction", correction_object(correction))


def _line(kind: str, values: Json) -> str:
    return json.dumps({"kind": kind} | values, ensure_ascii=False) + "\n"


def lineage_object(lineage: Lineage, names: Names) -> Json:
    """A lineage with the links that hold it together; articles by their names."""
    return {
        "id": names[lineage.id],
        "articles": [names[identity] for identity in lineage.articles],
        "credit": lineage.credit,
        "links": [_lineage_link(link, names) for link in lineage.links],
    }


def _lineage_link(link: LineageLink, names: Names) -> Json:
    return {
        "first": names[link.first],
        "second": names[link.second],
        "sort": link.kind,
        "score": link.score,
        "passages": [
            {"first": list(a.first), "second": list(a.second), "how": a.how}
            for a in link.alignments
        ],
        "reasons": list(link.reasons),
    }


def thread_object(thread: Thread) -> Json:
    """A thread with its origins, its changes and what ties its entries."""
    return {
        "id": thread.id,
        "of": thread.kind,
        "head": thread.head.id,
        "lines": [
            {"id": line.id, "article": line.article.id, "evidence": list(line.entry.evidence)}
            for line in thread.lines
        ],
        "origins": _origins(thread.origins),
        "first": _day(thread.first),
        "last": _day(thread.last),
        "changes": [
            {
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "line": change.line,
                "on": _day(change.on),
            }
            for change in thread.changes
        ],
        "links": [_entry_link(link) for link in thread.links],
    }


def _origins(origins: Origins) -> Json:
    found = [{"sort": o.sort, "name": o.name, "lines": list(o.lines)} for o in origins.found]
    return {"least": origins.least, "most": origins.most, "found": found}


def _entry_link(link: EntryLink) -> Json:
    return {
        "first": link.first,
        "second": link.second,
        "relation": link.relation,
        "score": link.score,
        "reasons": list(link.reasons),
    }


def dispute_object(dispute: Dispute) -> Json:
    """A dispute with its sides."""
    return {
        "thread": dispute.id,
        "sort": dispute.sort,
        "sides": [side_object(side) for side in dispute.sides],
        "reasons": list(dispute.reasons),
    }


def side_object(side: Side) -> Json:
    """A side of a dispute, or an answer."""
    return {
        "stance": side.stance,
        "who": side.who,
        "says": side.says,
        "lines": [line.id for line in side.lines],
    }


def series_object(series: Series) -> Json:
    """A series with its figures."""
    return {
        "id": series.id,
        "what": series.what,
        "of": series.of,
        "place": series.place,
        "since": series.since,
        "points": [
            {
                "line": point.line.id,
                "on": _day(point.on),
                "source": point.source,
                "value": list(point.value) if isinstance(point.value, tuple) else point.value,
                "bound": point.bound,
                "flags": list(point.flags),
            }
            for point in series.points
        ],
        "parts": list(series.parts),
    }


def follow_up_object(follow_up: FollowUp) -> Json:
    """What may have met a signal's condition or consequence."""
    return {
        "thread": follow_up.signal,
        "met": follow_up.met,
        "line": follow_up.line.id,
        "score": follow_up.score,
        "reasons": list(follow_up.reasons),
    }


def _known_as(known: KnownAs) -> Json:
    return {
        "name": known.name,
        "code": known.code,
        "forms": [_party(form) for form in known.forms],
        "reasons": list(known.reasons),
    }


def _party(party: Party) -> Json:
    return {"name": party.name, "code": party.code}


def correction_object(correction: Correction) -> Json:
    """A correction with what comes of it."""
    back = correction.back
    return {
        "id": correction.id,
        "action": correction.action,
        "made_at": correction.made_at,
        "made_by": correction.made_by,
        "why": correction.why,
        "taken_back": None if back is None else dataclasses.asdict(back),
        "state": correction.state,
        "entries": list(correction.entries),
        "content": _content(correction),
    }


def _content(correction: Correction) -> Json:
    """What is to be done, by the names and ids that it was said of."""
    content = correction.content
    if isinstance(content, Reject):
        return {"entry": _entry(content.entry)}
    if isinstance(content, Mend):
        fields = to_json(content)["fields"]
        given = {f.name: f.value for f in content.fields}
        around = given.get("within")
        if isinstance(around, EntryAnchor):
            fields |= {"within": _entry(around)}
        return {"entry": _entry(content.entry), "fields": fields}
    if isinstance(content, Add):
        within = None if content.within is None else _entry(content.within)
        added: Json = entry_to_json(content.entry)
        return {"article": content.article.name, "within": within} | added
    return {"first": _thing(content.first), "second": _thing(content.second)}


def _thing(thing: Party | EntryAnchor | ArticleAnchor) -> Json | str:
    if isinstance(thing, Party):
        return _party(thing)
    return thing.name if isinstance(thing, ArticleAnchor) else _entry(thing)


def _entry(anchor: EntryAnchor) -> Json:
    return {"id": anchor.trace.id, "article": anchor.article.name, "kind": anchor.kind}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
