"""What people put right, in words: safe to print."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.entries.entry import Entry, Party, Place
from backchannel.record.anchors import ArticleAnchor, EntryAnchor
from backchannel.record.corrections import Action, Add, Correction, Mend, Reject
from backchannel.record.values import Value, fields_of
from backchannel.span import Span
from backchannel.views.wording import one_line

_STATES = {
    "holds": "holds",
    "dormant": "dormant: what it is about is not in the record, or no longer read",
    "overruled": "overruled by a later one",
}
NOTHING = "-"


def correction_text(correction: Correction) -> str:
    """A correction: what it does, what comes of it, and who made it, when and why."""
    state = _STATES.get(correction.state, "")
    if correction.back is not None:
        back = correction.back
        state = f"taken back by {back.by}, {_minute(back.at)}: {back.why}"
    made = f"{correction.made_by}, {_minute(correction.made_at)}: {correction.why}"
    lines = [f"{correction.id} {_what(correction.content)}", f"  {made}", f"  {state}"]
    if len(correction.entries) == 1 and isinstance(correction.content, Add):
        lines[-1] += f", as {correction.entries[0]}"
    return "".join(_line(line) + "\n" for line in lines)


def _line(text: str) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    return indent + one_line(text)


def _minute(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC"


def _what(content: Action) -> str:
    name = content.action.replace("_", " ")
    if isinstance(content, Reject):
        return f"{name} {_entry(content.entry)}"
    if isinstance(content, Mend):
        fields = ", ".join(f"{f.name}={_value(f.value)}" for f in content.fields)
        return f"{name} {_entry(content.entry)}: {fields}"
    if isinstance(content, Add):
        start, end = content.entry.evidence
        fields = ", ".join(_fields(content.entry))
        return f"{name} {content.entry.kind} [{content.article.name}:{start}-{end}]: {fields}"
    return f"{name} {_thing(content.first)} and {_thing(content.second)}"


def _fields(entry: Entry) -> Iterator[str]:
    for name in fields_of(entry.kind):
        value = getattr(entry, name)
        if name != "evidence" and value not in (None, ()):
            yield f"{name}={_value(value)}"


def _thing(thing: Party | EntryAnchor | ArticleAnchor) -> str:
    if isinstance(thing, EntryAnchor):
        return _entry(thing)
    return thing.name if isinstance(thing, ArticleAnchor) else _value(thing)


def _entry(anchor: EntryAnchor) -> str:
    start, end = anchor.trace.evidence
    return f"{anchor.kind} {anchor.trace.id} [{anchor.article.name}:{start}-{end}]"


def _value(value: Value | EntryAnchor) -> str:
    if value is None:
        return ""
    if isinstance(value, EntryAnchor):
        return value.trace.id
    if isinstance(value, Party):
        return f"{value.name}/{value.code or NOTHING}"
    if isinstance(value, Place):
        return f"{value.name}/{value.country}" if value.country else value.name
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        numbers = all(isinstance(part, int | float) for part in value)
        return ("-" if numbers else "; ").join(_value(part) for part in value)
    return str(value)
