"""The brief's figures: how many, of whom and where; values that differ side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import get_args

from backchannel.entries.entry import Counted, Number, Tally
from backchannel.record.identity import folded
from backchannel.record.query import Line
from backchannel.views.gather import references
from backchannel.views.items import alike, sourced
from backchannel.views.joint import Headed, Joint, Limits, laid_out, of_kind
from backchannel.views.page import Item, Section
from backchannel.views.wording import amount, one_line, place_name, when

_ORDER = get_args(Counted)
_IDLE = frozenset("the a an its their other people persons dead deaths lives".split())
_Told = Joint[Tally]
_Parts = Mapping[str, Sequence[_Told]]


def section(lines: Iterable[Line], limits: Limits) -> Section:
    """Tallies by what is counted, of whom and where; parts stand beneath their total."""
    found = of_kind(lines, Tally)
    parts = _parts(found)
    beneath = {p.line.id for held in parts.values() for p in held}
    on_top = [t for t in found if t.line.id not in beneath]
    by_what = sorted(alike(on_top, lambda t: t.entry.what), key=_what)
    groups = [
        Headed(_heading(ts[0].entry), _items(ts, parts), f"--where what={ts[0].entry.what}")
        for ts in by_what
    ]
    return laid_out("Figures", groups, "tally", limits)


def _what(tallies: Sequence[_Told]) -> int:
    return _ORDER.index(tallies[0].entry.what)


def _heading(tally: Tally) -> str:
    return "Other figures" if tally.what == "other" else tally.what.capitalize()


def _parts(found: Sequence[_Told]) -> dict[str, list[_Told]]:
    """The parts of each total by the total's id; a total is of the same article."""
    held: dict[str, list[_Told]] = {}
    for part in found:
        total = next((t for t in found if _is_total(t, part)), None)
        if total is not None:
            held.setdefault(total.line.id, []).append(part)
    return held


def _is_total(total: _Told, part: _Told) -> bool:
    return (
        part.entry.part_of is not None
        and total.line.article.id == part.line.article.id
        and total.entry.what == part.entry.what
        and total.entry.part_of is None
        and part.entry.part_of in _numbers(total.entry)
        and total.line.id != part.line.id
    )


def _numbers(tally: Tally) -> tuple[Number, ...]:
    return tally.value if isinstance(tally.value, tuple) else (tally.value,)


def _items(tallies: Sequence[_Told], parts: _Parts) -> list[Item]:
    subjects = alike(tallies, _subject)
    subjects.sort(key=lambda ts: (-len(alike(ts, _value)), -len(ts), -max(_numbers(ts[0].entry))))
    return [_subject_item(ts, parts) for ts in subjects]


def _subject(told: _Told) -> Hashable:
    place = told.entry.place
    return " ".join(_of(told.entry)), folded(place.name) if place else ""


def _of(tally: Tally) -> list[str]:
    """The words for who or what is counted that say more than the heading."""
    return [w for w in folded(tally.of or "").split() if w not in _IDLE and w != tally.what]


def _value(told: _Told) -> Hashable:
    tally = told.entry
    return tally.value, tally.bound, tally.since, tally.until, tally.attributed_to


def _subject_item(tallies: Sequence[_Told], parts: _Parts) -> Item:
    """One line for a subject: the latest value, and beneath it every other."""
    values = sorted(alike(tallies, _value), key=_latest, reverse=True)
    first, *others = values
    subject = _subject_words(first[0].entry)
    main = _item(first, parts, f"{subject}: " if subject else "")
    also = tuple(_item(same, parts, "also given: ") for same in others)
    return dataclasses.replace(main, below=main.below + also)


def _latest(same: Sequence[_Told]) -> tuple[str, Number]:
    days = [t.line.article.published for t in same]
    return max(d.day.isoformat() if d else "" for d in days), max(_numbers(same[0].entry))


def _subject_words(tally: Tally) -> str:
    parts = [
        one_line(tally.of) if tally.of and _of(tally) else "",
        place_name(tally.place) if tally.place else "",
    ]
    return ", ".join(part for part in parts if part)


def tally_words(tally: Tally) -> str:
    """The number with its bound and the period counted: "at least 24, since 3 Mar 2031"."""
    period = [
        f"{word} {when(day)}"
        for word, day in (("since", tally.since), ("until", tally.until))
        if day
    ]
    return ", ".join([amount(tally.value, tally.bound), *period])


def _item(same: Sequence[_Told], parts: _Parts, before: str) -> Item:
    tally, lines = same[0].entry, [t.line for t in same]
    of_total = alike((p for t in same for p in parts.get(t.line.id, ())), _part)
    is_beneath = before.startswith("of these")
    total = "" if tally.part_of is None or is_beneath else f", of {amount(tally.part_of)}"
    return Item(
        text=f"{before}{tally_words(tally)}{total}",
        refs=references(lines),
        says=sourced(tally.attributed_to, lines),
        below=tuple(_item(p, {}, _part_words(p[0].entry)) for p in of_total),
    )


def _part(told: _Told) -> Hashable:
    return _subject(told), _value(told)


def _part_words(part: Tally) -> str:
    subject = _subject_words(part)
    return f"of these, {subject}: " if subject else "of these: "
