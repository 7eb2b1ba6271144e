"""What a correction is to do, as JSON and back: how the record keeps it."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from backchannel.entries.entry import Party
from backchannel.errors import RecordError
from backchannel.record import values
from backchannel.record.anchors import ArticleAnchor, EntryAnchor, Trace
from backchannel.record.corrections import (
    ACTIONS,
    OF_ARTICLES,
    OF_ENTRIES,
    Action,
    Add,
    FieldValue,
    Mend,
    Reject,
)
from backchannel.span import Span

Json = dict[str, Any]


def to_json(content: Action) -> Json:
    """What is to be done, as JSON; see `from_json`."""
    if isinstance(content, Reject):
        return {"entry": _entry_json(content.entry)}
    if isinstance(content, Mend):
        fields = {
            f.name: _entry_json(f.value)
            if isinstance(f.value, EntryAnchor)
            else values.to_json(f.value)
            for f in content.fields
        }
        return {"entry": _entry_json(content.entry), "fields": fields}
    if isinstance(content, Add):
        return {
            "article": dataclasses.asdict(content.article),
            "entry": values.entry_to_json(content.entry),
            "within": content.within and _entry_json(content.within),
            "beside": [_trace_json(trace) for trace in content.beside],
        }
    if isinstance(content, OF_ENTRIES):
        return {"first": _entry_json(content.first), "second": _entry_json(content.second)}
    return {
        "first": dataclasses.asdict(content.first),
        "second": dataclasses.asdict(content.second),
    }


def from_json(action: str, value: Json) -> Action:
    """The action of that name that `to_json` wrote.

    Raises:
        RecordError: this program does not know the action.
    """
    kind = ACTIONS.get(action)
    if kind is None:
        raise RecordError(f"the record holds a correction of a newer Backchannel ({action!r})")
    if kind is Reject:
        return Reject(_entry(value["entry"]))
    if kind is Mend:
        return _mend(value)
    if kind is Add:
        within = value["within"] and _entry(value["within"])
        beside = tuple(_trace(trace) for trace in value["beside"])
        added = values.entry_from_json(value["entry"])
        return Add(ArticleAnchor(**value["article"]), added, within, beside)
    made: Any = _entry if kind in OF_ENTRIES else _article if kind in OF_ARTICLES else _party
    pair: Any = kind
    return cast(Action, pair(made(value["first"]), made(value["second"])))


def _mend(value: Json) -> Mend:
    entry = _entry(value["entry"])
    items = values.fields_of(entry.kind)
    fields = (
        FieldValue(name, _entry(v) if name == "within" and v else values.from_json(items[name], v))
        for name, v in value["fields"].items()
    )
    return Mend(entry, tuple(fields))


def _entry_json(anchor: EntryAnchor) -> Json:
    return {
        "article": dataclasses.asdict(anchor.article),
        "kind": anchor.kind,
        "trace": _trace_json(anchor.trace),
        "beside": [_trace_json(trace) for trace in anchor.beside],
        "added_by": anchor.added_by,
    }


def _entry(value: Json) -> EntryAnchor:
    beside = tuple(_trace(trace) for trace in value["beside"])
    article, trace = ArticleAnchor(**value["article"]), _trace(value["trace"])
    return EntryAnchor(article, value["kind"], trace, beside, value["added_by"])


def _trace_json(trace: Trace) -> Json:
    parties = {role: values.to_json(party) for role, party in trace.parties}
    return {
        "id": trace.id,
        "evidence": list(trace.evidence),
        "trigger": trace.trigger and list(trace.trigger),
        "parties": parties,
    }


def _trace(value: Json) -> Trace:
    trigger = value["trigger"] and Span(*value["trigger"])
    parties = tuple((role, _party(party)) for role, party in value["parties"].items())
    return Trace(value["id"], Span(*value["evidence"]), trigger, parties)


def _article(value: Json) -> ArticleAnchor:
    return ArticleAnchor(**value)


def _party(value: Json) -> Party:
    return Party(**value)
