"""How the account of one thing changes from one report to a later one."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import Party, Place, Tally
from backchannel.links.account import Change
from backchannel.links.forms import SORTS_OF_PARTY
from backchannel.links.ranges import figure
from backchannel.parties.fold import fold
from backchannel.record.query import Line

_FIELDS = {
    "statement": ("speaker", "addressee"),
    "message": ("sender", "recipient", "intermediary", "channel", "date", "status"),
    "signal": ("issuer", "target"),
    "response": ("responder", "claimant", "stance"),
    "position": ("holder", "target", "stance"),
    "event": ("actor", "recipient", "place", "date", "actuality"),
    "tally": ("value", "place", "since", "until", "part_of"),
    "relation": ("subject", "object", "polarity", "role"),
    "forecast": ("forecaster", "likelihood", "horizon"),
}
_UNSAID = {"unspecified"}  # values that stand for "not stated"

Who = Callable[[Party, Line], Party]


@dataclass(frozen=True, slots=True)
class _Value:
    """What a report has in a field: ``key`` is alike where two reports mean the same."""

    key: Hashable
    shown: str


def as_written(party: Party, _line: Line) -> Party:
    """The party as the article has it: for accounts without a look-up of who is who."""
    return party


def changes_of(lines: Sequence[Line], who: Who = as_written) -> tuple[Change, ...]:
    """How the account changed: what no earlier report had, in order of days, then of fields.

    A report is later where it was published on a later day; between reports of one day, and for
    those without a day, no change is claimed. What goes back to an earlier version is none.
    Parties that act for one state, body or movement are taken for one. Types are left out: whether
    a report warns or threatens is how it was read, not what it says anew.

    Args:
        lines: entries of one kind that tell the same, in order of publication.
        who: the party that a form of an article stands for.
    """
    dated = [line for line in lines if line.article.published is not None]
    by_day = [(day, list(group)) for day, group in itertools.groupby(dated, _day)]
    if len(by_day) < 2:
        return ()
    return tuple(_changes(by_day, who))


def _changes(by_day: Sequence[tuple[datetime.date, Sequence[Line]]], who: Who) -> Iterator[Change]:
    told: dict[str, dict[Hashable, str]] = {}
    for at, (day, lines) in enumerate(by_day):
        new: dict[str, dict[Hashable, str]] = {}
        for name in _FIELDS[lines[0].entry.kind]:
            for line in lines:
                value = _value(line, name, who)
                before = told.get(name, {})
                if value is None or value.key in before or value.key in new.get(name, {}):
                    continue
                new.setdefault(name, {})[value.key] = value.shown
                if at:
                    latest = next(reversed(before.values()), None)
                    yield Change(name, latest, value.shown, line.id, day)
        for name, values in new.items():
            told.setdefault(name, {}).update(values)


def _day(line: Line) -> datetime.date:
    published = line.article.published
    return datetime.date.max if published is None else published.day


def _value(line: Line, name: str, who: Who) -> _Value | None:
    """What a line has in a field; ``None``: it does not say."""
    value = getattr(line.entry, name)
    if value is None or (isinstance(value, str) and value in _UNSAID):
        return None
    if isinstance(value, Party):
        party = who(value, line)
        named = party.code is None or party.code in SORTS_OF_PARTY
        return _Value(fold(party.name) if named else party.code, value.name)
    if isinstance(value, Place):
        key = fold(value.name) if value.geoname is None else value.geoname
        return _Value(key, value.name)
    if isinstance(line.entry, Tally) and name == "value":
        return _Value(value, figure(value, line.entry.bound))
    if isinstance(value, str):
        return _Value(fold(value), value)
    return _Value(value, f"{value:,}")
