"""Threads that one passage tells at once of several parties, and how lines of them are laid out."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import shlex
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from backchannel.entries.entry import Entry, Party, Statement
from backchannel.record.query import Line
from backchannel.views import contest
from backchannel.views.index import Told
from backchannel.views.items import alike, references, sourced
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import (
    acting_name,
    adds_name,
    count,
    enumerated,
    full_name,
    in_turn,
    is_known,
    one_line,
    party_key,
    plural,
)

E = TypeVar("E")
T = TypeVar("T")
Parties = tuple[Party | None, ...]


@dataclass(frozen=True, slots=True)
class Joint(Generic[E]):
    """A thread as it is shown: those whose heads differ only in a joint party are one.

    Attributes:
        told: the first of them.
        entry: its head's entry.
        ones: who speaks or acts, all of them.
        others: to whom, all of them.
        lines: the entries of all of them.
    """

    told: Told
    entry: E
    ones: Parties
    others: Parties
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The head."""
        return self.told.head

    @property
    def pair(self) -> tuple[str, str]:
        """Keys of both sides."""
        return keys(self.ones), keys(self.others)


@dataclass(frozen=True, slots=True)
class Headed(Generic[T]):
    """What stands under one heading.

    Attributes:
        heading: what the lines share.
        held: what each of them is made of, the most important first.
        item: makes a line; only of what is shown.
        wanted: options of ``backchannel threads`` that choose them, as far as it can.
        always: so many of the first are shown whatever the limit.
    """

    heading: str
    held: Sequence[T]
    item: Callable[[T], Item]
    wanted: str = ""
    always: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a section shows.

    Attributes:
        lines: at most so many under a heading.
        headings: at most so many.
        given: the options that chose what is shown; commands that list the rest repeat them.
    """

    lines: int
    headings: int
    given: str = ""

    def command(self, kind: str, wanted: str = "") -> str:
        """The command that lists the threads of ``kind``, with its options."""
        return " ".join(
            part for part in (f"backchannel threads {kind}", wanted, self.given) if part
        )


def of_kind(found: Iterable[Told], kind: type[E], one: str = "", other: str = "") -> list[Joint[E]]:
    """The threads of ``kind``, joint parties together.

    Args:
        found: any threads.
        kind: the kind.
        one, other: names of the fields of who speaks or acts and to whom; empty: it has none.
    """
    single = [
        Joint(
            t, cast(E, t.head.entry), _side(t.head.entry, one), _side(t.head.entry, other), t.lines
        )
        for t in found
        if isinstance(t.head.entry, kind)
    ]
    without = {name: None for name in (one, other) if name}

    def telling(joint: Joint[E]) -> Hashable:
        entry = cast(Any, joint.entry)
        # What one passage tells twice under two words ("arrived", "meetings") is told once.
        word = {} if isinstance(entry, Statement) else {"trigger": entry.evidence}
        bare = dataclasses.replace(entry, confidence=None, **word, **without)
        return joint.line.article.id, joint.told.articles, cast(Hashable, bare)

    by_other = [_joined(same) for same in alike(single, lambda j: (telling(j), j.ones))]
    return [_joined(same) for same in alike(by_other, lambda j: (telling(j), j.others))]


def _side(entry: Entry, name: str) -> Parties:
    return (getattr(entry, name),) if name else ()


def _joined(same: Sequence[Joint[E]]) -> Joint[E]:
    if len(same) == 1:
        return same[0]
    return dataclasses.replace(
        min(same, key=lambda j: (not contest.is_contested(j.told), not j.told.answers)),
        ones=_distinct(p for j in same for p in j.ones),
        others=_distinct(p for j in same for p in j.others),
        lines=_distinct(x for j in same for x in j.lines),
    )


def _distinct(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))


def joint_item(joint: Joint[Any], text: str, *marked: str, before: Sequence[str] = ()) -> Item:
    """The line of a thread, with all that belongs to it.

    Args:
        joint: the thread.
        text: what it says.
        *marked: words to see first.
        before: what is said before who says so.
    """
    told = joint.told
    parts = (*before, sourced(told.thread), contest.new_reports(told))
    return Item(
        text=text,
        refs=references(joint.lines),
        says=in_turn(parts),
        mark=contest.marks(told, *marked),
        below=contest.below(told),
    )


def keys(parties: Parties) -> str:
    """What parties who act for the same are alike in."""
    return ",".join(dict.fromkeys(party_key(p) for p in parties))


def names(parties: Parties, unknown: str = "") -> str:
    """Whom the parties act for, as a sentence has them; those not stated are left out."""
    stated = [acting_name(p, "") for p in parties if p is not None]
    return enumerated(dict.fromkeys(stated)) if stated else unknown


def direction(ones: str, others: str) -> str:
    """From whom to whom, as a heading: "Velmora to Oman", "within Velmora"."""
    return f"Within {ones}" if ones == others else f"{ones} to {others}"


def own_names(parties: Parties) -> str:
    """The parties by their own names, as a sentence has them; those not stated are left out."""
    stated = [one_line(p.name) for p in parties if p is not None]
    return enumerated(dict.fromkeys(stated)) if stated else ""


def persons(parties: Parties) -> str:
    """Those whose own names say more than whom they act for, as a sentence has them."""
    found = [full_name(p, "") for p in parties if p is not None and adds_name(p)]
    return enumerated(found) if found else ""


def weightiest(found: Iterable[Joint[E]]) -> list[Joint[E]]:
    """What is contested and told by more origins and reports first, else as it was reported."""
    return sorted(found, key=lambda joint: weight(joint.told))


def weight(told: Told) -> tuple[bool, int, int, datetime.date, str, int]:
    """What threads are put in order by: the weightier ones first, else as they were reported."""
    thread, head = told.thread, told.head
    first = thread.first or datetime.date.max
    contested = not contest.is_contested(told)
    number = len(told.articles)
    return contested, -thread.origins.least, -number, first, head.article.id, head.place


def rank(group: Sequence[Joint[E]]) -> tuple[object, ...]:
    """Where both sides are stated first, then those with most told of them, then known ones."""
    first = group[0]
    sides = (first.ones, first.others)
    stated = sum(any(p is not None for p in side) for side in sides)
    known = sum(any(is_known(p) for p in side) for side in sides)
    told = sum(len(j.told.articles) for j in group)
    return (-stated, -told, -known, first.pair)


def spread(things: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """The first of each sort, then the second of each: what is cut off is more of the same."""
    layers = itertools.zip_longest(*([[x] for x in sort] for sort in alike(things, key)))
    return [x for layer in layers for held in layer if held is not None for x in held]


def laid_out(title: str, groups: Sequence[Headed[T]], kind: str, limits: Limits) -> Section:
    """A section of what stands under headings; what is left out is counted.

    Args:
        title: of the section.
        groups: headings with their lines, the most important first.
        kind: of the entries.
        limits: how much is shown.
    """
    shown = tuple(_group(group, kind, limits) for group in groups[: limits.headings])
    left = sum(len(group.held) for group in groups[limits.headings :])
    note = f"Not shown: {left:,} more under other headings ({limits.command(kind)})."
    return Section(title, shown, f"No {kind} is reported.", note if left else "")


def _group(group: Headed[T], kind: str, limits: Limits) -> Group:
    most = max(limits.lines, group.always)
    left = len(group.held) - most
    more = f"and {left:,} more ({limits.command(kind, group.wanted)})" if left > 0 else ""
    return Group(group.heading, tuple(map(group.item, group.held[:most])), more)


def option(name: str, parties: Parties) -> str:
    """The option of ``backchannel threads`` that chooses by the first of ``parties``."""
    party = next((p for p in parties if p is not None), None)
    if party is None:
        return ""
    who = str(party.code) if is_known(party) else one_line(party.name)
    return f"{name} {shlex.quote(who)}"


def pair_options(first: Parties, second: Parties) -> str:
    """The options that choose by who speaks and to whom."""
    return f"{option('--from', first)} {option('--to', second)}".strip()


def kinds_counted(found: Iterable[Told]) -> str:
    """How many threads of each kind: "3 messages, 2 events"."""
    numbers = {same[0].thread.kind: len(same) for same in alike(found, lambda t: t.thread.kind)}
    return ", ".join(count(n, kind, plural(kind)) for kind, n in numbers.items())
