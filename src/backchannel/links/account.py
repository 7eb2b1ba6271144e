"""The account that a record gives: everything of its articles, reprints not counted twice.

An account is a pure function of the readings, of the links between pairs, and of the corrections
that people made: `backchannel.links.assemble` makes it. All of it comes in an order that does not
depend on the order in which articles were read.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backchannel.entries.entry import Number, Party
from backchannel.links.link import EntryLink, LineageLink, Sheet
from backchannel.record.query import Line

OriginSort = Literal["lineage", "outlet", "party", "unnamed"]
DisputeSort = Literal["answered", "whether", "who", "to_whom", "content", "how_many"]
Stance = Literal["confirm", "deny", "doubt", "decline", "correct", "asserts"]
Flag = Literal["falls", "part_exceeds_whole", "older_than_its_date"]
Met = Literal["condition", "consequence"]


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people have said of links, in force: each pair in order, pairs sorted.

    Attributes:
        joined_articles, parted_articles: identities of articles that are, or are not, of one
            lineage.
        joined_entries, parted_entries: ids of entries that do, or do not, tell the same.
        joined_parties, parted_parties: parties that are, or are not, one.
    """

    joined_articles: tuple[tuple[str, str], ...] = ()
    parted_articles: tuple[tuple[str, str], ...] = ()
    joined_entries: tuple[tuple[str, str], ...] = ()
    parted_entries: tuple[tuple[str, str], ...] = ()
    joined_parties: tuple[tuple[Party, Party], ...] = ()
    parted_parties: tuple[tuple[Party, Party], ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What an account is made of.

    Attributes:
        sheets: every article with its entries, in order of the articles' names.
        lineage: links between articles.
        entries: links between entries.
        judgements: what people have said of links.
    """

    sheets: tuple[Sheet, ...] = field(repr=False)
    lineage: tuple[LineageLink, ...] = field(repr=False)
    entries: tuple[EntryLink, ...] = field(repr=False)
    judgements: Judgements = Judgements()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Articles of one origin; one that stands alone is a lineage of itself.

    Attributes:
        id: identity of the article that comes first.
        articles: identities: the earliest first, those without a date last, then by name.
        credit: the agency or outlet that the articles name as the origin of their text; ``None``
            where none does, or they differ.
        links: the pairs that hold it together, ``shares`` left out.
    """

    id: str
    articles: tuple[str, ...]
    credit: str | None
    links: tuple[LineageLink, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source of a line.

    Attributes:
        sort: ``outlet`` (cited by the article: "Tasnim reported"), ``party`` (a person or body
            quoted), ``lineage`` (the reporting itself) or ``unnamed`` ("officials said").
        name: of an outlet or party; of a lineage its credit, else the outlet or the name of its
            first article; of unnamed ones how they are described.
        lines: ids of the entries that rest on it.
    """

    sort: OriginSort
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins a line has: a number with its list, or "cannot tell".

    Attributes:
        least, most: the number lies between them; alike: it is known. Unnamed sources of two
            lineages may be one or two; so may two articles that name no source and no outlet.
        found: the origins, in order of name; ``most`` of them.
    """

    least: int
    most: int
    found: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How an account of one thing changed from one report to a later one.

    Attributes:
        field: what changed ("recipient", "value", "status", ...).
        before, after: as the reports have it; ``None``: not stated.
        line: id of the entry that has it otherwise.
        on: day of its publication, where known.
    """

    field: str
    before: str | None
    after: str | None
    line: str
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Thread:
    """One thing that was told, with everybody who tells it; told once, it is a thread of one.

    Attributes:
        id: id of its head.
        kind: the entries' kind.
        lines: the entries: earliest published first, undated last, then by article and place.
        head: the entry shown for all: the fullest.
        origins: how many independent origins it has.
        first, last: days of the first and the last report, where known.
        changes: how the account changed.
        links: what ties its entries.
    """

    id: str
    kind: str
    lines: tuple[Line, ...]
    head: Line
    origins: Origins
    first: datetime.date | None
    last: datetime.date | None
    changes: tuple[Change, ...] = ()
    links: tuple[EntryLink, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute.

    Attributes:
        stance: ``asserts``, or that of a response.
        who: who takes it; ``None``: the article itself, or nobody named.
        says: what they say, in the article's words, or the value of the field in dispute.
        lines: the entries that show it.
    """

    stance: Stance
    who: str | None
    says: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is told otherwise.

    Attributes:
        id: id of the thread it is about.
        sort: ``answered`` (somebody confirms, denies, doubts, corrects or will not comment),
            ``whether`` it happened, ``who`` did or sent it, ``to_whom``, ``content``, or
            ``how_many``.
        sides: what is asserted first.
        reasons: what ties them.
    """

    id: str
    sort: DisputeSort
    sides: tuple[Side, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series.

    Attributes:
        line: the tally.
        on: the day it speaks of: the end of its period, else the day of publication.
        source: who gives it: the nearest that the article names, else the outlet; ``None``:
            nobody is named.
        value, bound: as the tally has them.
        flags: what is odd about it; never mended.
    """

    line: Line
    on: datetime.date | None
    source: str | None
    value: Number | tuple[Number, Number]
    bound: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Tallies of one thing over time, rivals side by side.

    Attributes:
        id: id of its first point's entry.
        what: what is counted, in the guide's word.
        of: who or what is counted, as the fullest of its tallies has it.
        place: where, by name; ``None``: not stated.
        since: from when on it is counted, where stated.
        points: by day, those without one last, then by source.
        parts: series that count a part of this one, by id.
    """

    id: str
    what: str
    of: str | None
    place: str | None
    since: str | None
    points: tuple[Point, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later entry that may meet the condition or the consequence of a signal.

    Attributes:
        signal: id of the signal's thread.
        met: which of the two.
        line: the later entry.
        score: how sure, 0 to 1; a candidate, not a finding.
        reasons: what speaks for it.
    """

    signal: str
    met: Met
    line: Line
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A party across articles.

    Attributes:
        name, code: as it is shown.
        forms: every name and code that stands for it, in order.
        reasons: why they are taken for one, in words; empty for a single form.
    """

    name: str
    code: str | None
    forms: tuple[Party, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that a record tells.

    Attributes:
        sheets: the articles with their entries, by identity.
        lines: the entries, by id.
        lineages: every article in one of them; by the first article's name.
        threads: every entry in one of them; by kind, then first report, then head.
        disputes: by thread.
        series: by what is counted and where.
        follow_ups: by signal, the surest first.
        parties: by name.
        answers: who answered a thread, by its id, whether or not that makes a dispute.
    """

    sheets: Mapping[str, Sheet] = field(repr=False)
    lines: Mapping[str, Line] = field(repr=False)
    lineages: tuple[Lineage, ...] = field(repr=False)
    threads: tuple[Thread, ...] = field(repr=False)
    disputes: tuple[Dispute, ...] = field(repr=False)
    series: tuple[Series, ...] = field(repr=False)
    follow_ups: tuple[FollowUp, ...] = field(repr=False)
    parties: tuple[KnownAs, ...] = field(repr=False)
    answers: Mapping[str, tuple[Side, ...]] = field(repr=False, default_factory=dict)
