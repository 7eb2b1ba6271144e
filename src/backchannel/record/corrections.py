"""What people put right: one frozen type for each action, and the correction that holds it.

A correction says who made it, when and why, and can be taken back. What comes of corrections is a
function of their set: where two contradict each other the one made later holds, and of two made at
one time the one with the greater id. `backchannel.record.mending` applies them to an article,
`backchannel.record.keeping` keeps them.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from backchannel.entries.entry import Entry, Party
from backchannel.errors import RecordError
from backchannel.record import values
from backchannel.record.anchors import ArticleAnchor, EntryAnchor, Trace
from backchannel.record.identity import folded
from backchannel.record.values import Value

State = Literal["holds", "dormant", "overruled", "taken_back"]


@dataclass(frozen=True, slots=True)
class Reject:
    """An entry that the article does not say."""

    action: ClassVar[str] = "reject"
    entry: EntryAnchor


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field and what it holds.

    Attributes:
        name: of the field, as in the kind.
        value: as the kind has it; of ``within`` the statement around, or ``None``.
    """

    name: str
    value: Value | EntryAnchor


@dataclass(frozen=True, slots=True)
class Mend:
    """An entry of which some fields are otherwise than read.

    Attributes:
        entry: which.
        fields: what they hold, in order of their names.
    """

    action: ClassVar[str] = "mend"
    entry: EntryAnchor
    fields: tuple[FieldValue, ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.fields, key=lambda field: field.name))
        object.__setattr__(self, "fields", ordered)

    @classmethod
    def of(cls, entry: EntryAnchor, **fields: Value | EntryAnchor) -> Mend:
        """``Mend.of(record.anchor("k3jx"), recipient=Party("Iran", "IRN"), date=None)``."""
        return cls(entry, tuple(FieldValue(*given) for given in fields.items()))


@dataclass(frozen=True, slots=True)
class Add:
    """An entry that the article says and no model found.

    Attributes:
        article: which says it.
        entry: the entry; its ``within`` and ``confidence`` are ``None``.
        within: the statement that it stands inside, if it is a statement.
        beside: entries of its kind that were read in the same passage and are others. Should a
            model find the very entry later, it is not one of these, and is set aside.
    """

    action: ClassVar[str] = "add"
    article: ArticleAnchor
    entry: Entry
    within: EntryAnchor | None = None
    beside: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two things, in an order of their own."""

    def __post_init__(self) -> None:
        first, second = self.first, self.second  # type: ignore[attr-defined]
        if _place(second) < _place(first):
            object.__setattr__(self, "first", second)
            object.__setattr__(self, "second", first)


@dataclass(frozen=True, slots=True)
class MergeParties(_Pair):
    """Two parties that are one."""

    action: ClassVar[str] = "merge_parties"
    first: Party
    second: Party


@dataclass(frozen=True, slots=True)
class SplitParties(_Pair):
    """Two parties that are not one."""

    action: ClassVar[str] = "split_parties"
    first: Party
    second: Party


@dataclass(frozen=True, slots=True)
class MergeThreads(_Pair):
    """Two entries that tell the same."""

    action: ClassVar[str] = "merge_threads"
    first: EntryAnchor
    second: EntryAnchor


@dataclass(frozen=True, slots=True)
class SplitThreads(_Pair):
    """Two entries that do not tell the same."""

    action: ClassVar[str] = "split_threads"
    first: EntryAnchor
    second: EntryAnchor


@dataclass(frozen=True, slots=True)
class MergeLineages(_Pair):
    """Two articles that come from one origin."""

    action: ClassVar[str] = "merge_lineages"
    first: ArticleAnchor
    second: ArticleAnchor


@dataclass(frozen=True, slots=True)
class SplitLineages(_Pair):
    """Two articles that do not come from one origin."""

    action: ClassVar[str] = "split_lineages"
    first: ArticleAnchor
    second: ArticleAnchor


Change = Reject | Mend | Add
Tie = MergeParties | SplitParties | MergeThreads | SplitThreads | MergeLineages | SplitLineages
Action = Change | Tie
CHANGES = (Reject, Mend, Add)
OF_PARTIES = (MergeParties, SplitParties)
OF_ENTRIES = (MergeThreads, SplitThreads)
OF_ARTICLES = (MergeLineages, SplitLineages)
ACTIONS: Mapping[str, type[Action]] = types.MappingProxyType(
    {k.action: k for k in (*CHANGES, *OF_PARTIES, *OF_ENTRIES, *OF_ARTICLES)}
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """When, by whom and why a correction was taken back; ``at`` as of a correction."""

    at: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody put right.

    Attributes:
        id: a digest of what it says, who made it, when and why: 12 of ``a-z2-7``.
        made_at: ``YYYY-MM-DDTHH:MM:SS.ffffffZ``, UTC.
        made_by: who made it.
        why: their reason.
        content: what is to be done.
        back: that it was taken back; ``None``: it was not.
        state: what comes of it in this record. ``holds``; ``dormant``: what it is about is not
            there, or no longer read; ``overruled``: a later one says otherwise; ``taken_back``.
        entries: ids of the entries that it is about, as they stand now.
    """

    id: str
    made_at: str
    made_by: str
    why: str
    content: Action
    back: TakenBack | None = None
    state: State = "holds"
    entries: tuple[str, ...] = ()

    @property
    def action(self) -> str:
        """The name of what is to be done: ``reject``, ``mend``, ``merge_parties``, ..."""
        return self.content.action

    @property
    def order(self) -> tuple[str, str]:
        """What decides between two that contradict each other: the greater holds."""
        return self.made_at, self.id


def check(content: Action, length: int | None = None) -> None:
    """See that what is to be done makes sense.

    Args:
        content: what is to be done.
        length: of the article that it is about, in code points; ``None``: not known.

    Raises:
        RecordError: it does not, and why.
    """
    try:
        if isinstance(content, Mend):
            _check_mend(content, length)
        elif isinstance(content, Add):
            _check_add(content, length)
        elif isinstance(content, OF_PARTIES):
            values.check_party(content.first)
            values.check_party(content.second)
    except ValueError as error:
        raise RecordError(str(error)) from None
    if isinstance(content, _Pair) and _place(content.first) == _place(content.second):
        raise RecordError("a thing is neither merged with nor split from itself")


def _check_mend(content: Mend, length: int | None) -> None:
    fields = values.fields_of(content.entry.kind)
    if not content.fields:
        raise ValueError("no field is given")
    if len({given.name for given in content.fields}) < len(content.fields):
        raise ValueError("a field is given twice")
    for given in content.fields:
        if given.name not in fields:
            raise ValueError(
                f"a {content.entry.kind} has no field {given.name!r} to mend; "
                f"it has {', '.join(fields)}"
            )
        if given.name == "within":
            _check_within(content.entry, given.value)
        elif isinstance(given.value, EntryAnchor):
            raise ValueError(f"{given.name}: not an entry")
        else:
            values.check(fields[given.name], given.value, length)


def _check_within(entry: EntryAnchor, value: Value | EntryAnchor) -> None:
    if value is None:
        return
    if not isinstance(value, EntryAnchor) or value.kind != "statement":
        raise ValueError("within: not a statement")
    if value.article != entry.article or value.trace.id == entry.trace.id:
        raise ValueError("within: not another statement of the article")


def _check_add(content: Add, length: int | None) -> None:
    values.check_entry(content.entry, length)
    for name in ("within", "confidence"):
        if getattr(content.entry, name, None) is not None:
            raise ValueError(f"{name}: of an entry added, it is not the entry that has it")
    within = content.within
    if within is not None and (
        content.entry.kind != "statement"
        or within.kind != "statement"
        or within.article != content.article
    ):
        raise ValueError("within: a statement stands inside a statement of its article")


def _place(thing: Party | EntryAnchor | ArticleAnchor) -> tuple[str, ...]:
    """What two things are put in order by; alike where they are one."""
    if isinstance(thing, Party):
        return folded(thing.name), thing.code or ""
    if isinstance(thing, ArticleAnchor):
        return (thing.identity,)
    return thing.article.identity, thing.trace.id


def article_of(content: Action) -> ArticleAnchor | None:
    """The article whose entries an action changes; ``None``: it changes none."""
    if isinstance(content, Add):
        return content.article
    return content.entry.article if isinstance(content, Reject | Mend) else None
