"""What the reader of times gives and what it can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from backchannel.span import Span

_NOWHERE = Span(0, 0)
Type = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal["START", "MID", "END", "APPROX", "EARLY", "LATE", "BEFORE", "AFTER"]
Relation = Literal["since", "until", "before", "after", "between"]
Anchors = Callable[[str], str | None] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimeOptions:
    """How to read times.

    Attributes:
        limit: characters of a text that are read; what follows is passed over.
        most: expressions read at most.
        reach: characters back to the date that "the following day" may be counted from.
        numeric: how figures with two readings (06/11/2023) are read: ``DMY``, ``MDY``, or
            ``None`` to pass over them.
        anchors: days of events, for "the day before the ceasefire": a function from the words
            after "before" or "after" to an ISO date or ``None``, or a mapping whose keys, in
            lower case, are looked for in those words.
    """

    limit: int = 300_000
    most: int = 5_000
    reach: int = 600
    numeric: Literal["DMY", "MDY"] | None = None
    anchors: Anchors | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that a text states.

    Attributes:
        span: its code points, end exclusive, without the preposition.
        text: its words.
        type: TIMEX3 type: ``DATE``, ``TIME`` (part of a day), ``DURATION`` or ``SET``.
        value: TIMEX3 value: ``2023-11-14``, ``2023-W46``, ``198``, ``P40D``, ``PRESENT_REF``;
            ``X`` for each figure that is not known.
        mod: TIMEX3 modifier, where there is one.
        date: the day or first day as GUIDE.md writes it: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``,
            ``--MM-DD`` where the year is not known; ``None`` where it cannot be told.
        since, until: first and last day, month or year of the period, of the same forms. Of a
            plain date both are the date; "since June" has no ``until``, "until June" no ``since``.
        relation: what the word before it makes of it ("since", "until", "before", "after",
            "between"); ``None`` where something took place in it.
        reported: whether it is the time at which something was said ("said on Monday that").
        part: the characters around it up to the next word or sign that may end a clause ("and",
            "which", a semicolon), the text's ends, or 200 characters.
        opens: whether it opens its sentence ("On Monday, ...", "Last year ...").
    """

    span: Span
    text: str
    type: Type
    value: str
    mod: Mod | None = None
    date: str | None = None
    since: str | None = None
    until: str | None = None
    relation: Relation | None = None
    reported: bool = False
    opens: bool = False
    part: Span = _NOWHERE
