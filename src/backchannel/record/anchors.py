"""What a correction holds on to: an article, or an entry, that may be read again by another model.

An entry's id is a digest of the characters it points at, so another model may find the same entry
under another id. It is then found again by its passage, see `find`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import Entry, Party, Statement
from backchannel.record.identity import folded
from backchannel.record.shape import Form, names_of
from backchannel.span import Span

LEAST = 0.5
"""How much of its passage an entry must share with one that another model found, to be it."""

Likeness = tuple[float, int, bool]


@dataclass(frozen=True, slots=True)
class ArticleAnchor:
    """An article that a correction is about.

    Attributes:
        identity: what makes it this article; it is looked for first.
        fingerprint: SHA-256 of its text.
        name: the name it went by; where what is known about the article has changed, the article
            of this name with this text is meant.
    """

    identity: str
    fingerprint: str
    name: str


@dataclass(frozen=True, slots=True)
class Trace:
    """How an entry looked when somebody spoke of it.

    Attributes:
        id: the id that it had.
        evidence, trigger: where it stood; of a statement the cue, where it has one.
        parties: its parties, by role.
    """

    id: str
    evidence: Span
    trigger: Span | None
    parties: tuple[tuple[str, Party], ...]

    @classmethod
    def of(cls, id_: str, entry: Entry) -> Trace:
        """The trace of ``entry``, as read, under the id ``id_``."""
        parties = tuple(
            (role, party)
            for role in names_of(type(entry), Form.PARTY)
            if (party := getattr(entry, role)) is not None
        )
        trigger = entry.cue if isinstance(entry, Statement) else entry.trigger
        return cls(id_, entry.evidence, trigger, parties)


@dataclass(frozen=True, slots=True)
class EntryAnchor:
    """An entry that a correction is about.

    Attributes:
        article: the article that says it.
        kind: its kind.
        trace: how the entry looked as it was read.
        beside: entries of its kind that stood in the same passage and are not meant.
        added_by: id of the correction that added it; ``None``: it was read.
    """

    article: ArticleAnchor
    kind: str
    trace: Trace
    beside: tuple[Trace, ...] = ()
    added_by: str | None = None


def overlap(one: Trace, other: Trace) -> float:
    """How much of their passages two entries share, 0 to 1.

    Of the evidence, the characters shared as a share of those that either covers (Jaccard); of
    the triggers, as a share of the shorter, since models differ in how many words they take. The
    mean of both; 0 where the triggers have no character in common. Measured in
    ``docs/decisions/0740-corrections.md``.
    """
    evidence = _shared(one.evidence, other.evidence)
    union = len_of(one.evidence) + len_of(other.evidence) - evidence
    jaccard = evidence / union if union else 1.0
    if one.trigger is None or other.trigger is None:
        return jaccard
    trigger = _shared(one.trigger, other.trigger)
    shorter = min(len_of(one.trigger), len_of(other.trigger))
    return (jaccard + trigger / shorter) / 2 if trigger else 0.0


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def len_of(span: Span) -> int:
    """How many characters a span covers."""
    return span.end - span.start


def likeness(one: Trace, other: Trace) -> Likeness:
    """How much two entries look like one; the greater, the more.

    First by passage; of several in one passage (two parties acting jointly), by parties; of those
    with the same parties, by id.
    """
    mine, theirs = _parties(one), _parties(other)
    return overlap(one, other), len(mine & theirs), one.id == other.id


def _parties(trace: Trace) -> set[tuple[str, str, str | None]]:
    return {(role, folded(party.name), party.code) for role, party in trace.parties}


def find(trace: Trace, beside: Iterable[Trace], among: Sequence[Trace]) -> Trace | None:
    """The entry among those read that the one spoken of is.

    An entry that looks no less like one of those that stood beside it is that one.

    Args:
        trace: of the entry spoken of.
        beside: of those that are not meant.
        among: of the entries of its kind in the article as read now, in order.

    Returns:
        The one most like it; ``None`` where none shares `LEAST` of its passage.
    """
    rivals = tuple(beside)
    near = [t for t in among if overlap(trace, t) >= LEAST]
    own = [t for t in near if all(likeness(trace, t) > likeness(rival, t) for rival in rivals)]
    return max(own, key=lambda t: likeness(trace, t), default=None)


def neighbours(trace: Trace, among: Iterable[Trace]) -> tuple[Trace, ...]:
    """Those among the entries of its kind that might be taken for the one spoken of."""
    return tuple(t for t in among if t.id != trace.id and overlap(trace, t) >= LEAST)
