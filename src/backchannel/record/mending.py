"""An article's entries as they stand after corrections: a pure function of reading and corrections.

A reading stays as it is. Rejected entries are set aside; a mended entry takes the place, and the
id, of the one read; an added one that a model finds as well takes that one's place, others come
after the reading's, in the order in which they were made.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from backchannel.entries.entry import Entry, Statement
from backchannel.record import anchors, values
from backchannel.record.anchors import EntryAnchor, Trace
from backchannel.record.corrections import Add, Change, Correction, Mend, Reject, State
from backchannel.record.identity import short_digest
from backchannel.span import hull

Standing = Literal["read", "rejected", "replaced", "mended", "added"]
Effect = tuple[State, tuple[str, ...]]

DORMANT: Effect = ("dormant", ())
C = TypeVar("C", bound=Change)

_SPANS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as a model read it, its id, its place in the reading, and what its words mean."""

    id: str
    place: int
    entry: Entry
    sense: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Stand:
    """An entry as it stands; see the columns of table ``entry``."""

    id: str
    place: int
    entry: Entry
    standing: Standing = "read"
    corrected_by: str | None = None
    sense: bytes | None = field(default=None, repr=False)


class Mending:
    """What corrections make of the entries of one article.

    Attributes:
        stands: every entry, in order: those that stand, and those that were read and do not.
        effects: what came of each correction, by its id.
    """

    def __init__(
        self, reading: Sequence[Read], made: Sequence[Correction], length: int | None = None
    ) -> None:
        """Apply to ``reading`` the corrections ``made``, all of this article and in force.

        Args:
            reading: the entries in order.
            made: what was put right, in any order; what changes no entry is passed over.
            length: of the article, in code points; ``None``: not known.
        """
        self._length = length
        self._made = sorted(made, key=lambda correction: correction.order)
        self._read = {x.id: x for x in reading}
        self._traces: dict[str, list[Trace]] = {}
        for x in reading:
            self._traces.setdefault(x.entry.kind, []).append(Trace.of(x.id, x.entry))
        self.effects: dict[str, Effect] = {c.id: DORMANT for c in self._made}
        self._added = self._take_additions()
        self._rejected = self._take_rejections()
        self._covered = self._cover()
        self._places = self._put_in_place()
        self._new = self._mend()
        stands = sorted(self._stand(), key=lambda x: (x.place, x.standing))
        self.stands = tuple(_without_circles(stands))

    def find(self, anchor: EntryAnchor) -> str | None:
        """The id of the entry spoken of, as read or added; ``None``: there is none."""
        if anchor.added_by is not None:
            id_ = added_id(anchor.added_by)
            return id_ if id_ in self._added else None
        among = self._traces.get(anchor.kind, [])
        found = anchors.find(anchor.trace, anchor.beside, among)
        return None if found is None else found.id

    def standing(self, anchor: EntryAnchor) -> str | None:
        """The id of the entry that stands for the one spoken of; ``None``: none does."""
        found = self.find(anchor)
        if found is None or found in self._rejected:
            return None
        return self._covered.get(found, found)

    def _that(self, kind: type[C]) -> Iterator[tuple[str, C]]:
        """What corrections of one kind are to do, and their ids, in order."""
        for correction in self._made:
            if isinstance(correction.content, kind):
                yield correction.id, correction.content

    def _take_additions(self) -> dict[str, tuple[str, Add]]:
        """What adds an entry, by the entry's id; the same added twice is added once."""
        added: dict[str, tuple[str, Add]] = {}
        there = []
        for by, content in self._that(Add):
            if not self._fits(content):
                continue
            if (content.entry, content.within) in there:
                self.effects[by] = "overruled", ()
                continue
            there.append((content.entry, content.within))
            id_ = added_id(by)
            added[id_] = by, content
            self.effects[by] = "holds", (id_,)
        return added

    def _fits(self, content: Add | Mend) -> bool:
        """Whether the values fit into the article: it may have been spoken of unseen."""
        try:
            if isinstance(content, Add):
                values.check_entry(content.entry, self._length)
                return True
            items = values.fields_of(content.entry.kind)
            for given in content.fields:
                if not isinstance(given.value, EntryAnchor):
                    values.check(items[given.name], given.value, self._length)
        except ValueError:
            return False
        return True

    def _take_rejections(self) -> dict[str, str]:
        """What rejects an entry, by the entry's id."""
        rejected = {}
        for by, content in self._that(Reject):
            found = self.find(content.entry)
            if found is None:
                continue
            rejected[found] = by
            self.effects[by] = "holds", (found,)
            if found in self._added:
                added_by, _ = self._added[found]
                self.effects[added_by] = "overruled", ()
        return rejected

    def _cover(self) -> dict[str, str]:
        """The added entry that a model found as well, by the id under which it did."""
        covered: dict[str, str] = {}
        for id_, content in self._additions():
            among = self._traces.get(content.entry.kind, [])
            free = [t for t in among if t.id not in covered and t.id not in self._rejected]
            found = anchors.find(Trace.of(id_, content.entry), content.beside, free)
            if found is not None:
                covered[found.id] = id_
        return covered

    def _additions(self) -> Iterator[tuple[str, Add]]:
        for id_, (_, content) in self._added.items():
            if id_ not in self._rejected:
                yield id_, content

    def _put_in_place(self) -> dict[str, int]:
        """The place of every entry that stands, by id."""
        places = {x.id: x.place for x in self._read.values() if x.id not in self._rejected}
        after = max((x.place for x in self._read.values()), default=-1) + 1
        instead = {new: places.pop(old) for old, new in self._covered.items()}
        for id_, _ in self._additions():
            places[id_] = instead.get(id_, after)
            after += id_ not in instead
        return places

    def _mend(self) -> dict[str, tuple[Entry, str]]:
        """Entries with all that was mended, and the last that mended them, by id."""
        given: dict[str, dict[str, tuple[str, Any]]] = {}
        for by, content in self._that(Mend):
            found = self.find(content.entry)
            if found is None or not self._fits(content):
                continue
            self.effects[by] = "overruled", (found,)
            if found in self._places:
                fields = given.setdefault(found, {})
                fields |= {f.name: (by, f.value) for f in content.fields}
        new = {}
        for id_, fields in given.items():
            in_force = {correction for correction, _ in fields.values()}
            last = next(c.id for c in reversed(self._made) if c.id in in_force)
            self.effects |= dict.fromkeys(in_force, ("holds", (id_,)))
            new[id_] = self._with(id_, {name: value for name, (_, value) in fields.items()}), last
        return new

    def _with(self, id_: str, fields: dict[str, Any]) -> Entry:
        """The entry of that id with some fields otherwise; no model scored it."""
        for name, value in fields.items():
            if isinstance(value, EntryAnchor):
                fields[name] = self._within(id_, value)
        entry = dataclasses.replace(self._base(id_), **fields, confidence=None)
        if isinstance(entry, Statement) and not fields.keys().isdisjoint(_SPANS):
            return entry if "evidence" in fields else _made_whole(entry)
        return entry

    def _base(self, id_: str) -> Entry:
        if id_ in self._read:
            return self._read[id_].entry
        _, content = self._added[id_]
        if not isinstance(content.entry, Statement) or content.within is None:
            return content.entry
        return dataclasses.replace(content.entry, within=self._within(id_, content.within))

    def _within(self, id_: str, around: EntryAnchor) -> int | None:
        """The place of the statement around that of the id ``id_``, where it stands."""
        found = self.standing(around)
        return None if found is None or found == id_ else self._places.get(found)

    def _stand(self) -> Iterator[Stand]:
        for id_, x in self._read.items():
            if id_ in self._rejected:
                yield Stand(id_, x.place, x.entry, "rejected", self._rejected[id_], x.sense)
            elif id_ in self._covered:
                by, _ = self._added[self._covered[id_]]
                yield Stand(id_, x.place, x.entry, "replaced", by, x.sense)
            elif id_ in self._new:
                entry, by = self._new[id_]
                yield Stand(id_, x.place, x.entry, "replaced", by, x.sense)
                sense = x.sense if entry.evidence == x.entry.evidence else None
                yield Stand(id_, x.place, entry, "mended", by, sense)
            else:
                yield Stand(id_, x.place, x.entry, sense=x.sense)
        for id_, _ in self._additions():
            entry, by = self._new.get(id_) or (self._base(id_), self._added[id_][0])
            yield Stand(id_, self._places[id_], entry, "added", by, self._sense_of(id_, entry))

    def _sense_of(self, id_: str, entry: Entry) -> bytes | None:
        """What the evidence of an added entry means, where a model read an entry on the same."""
        old = next((self._read[old] for old, new in self._covered.items() if new == id_), None)
        return old.sense if old is not None and old.entry.evidence == entry.evidence else None


def added_id(correction: str) -> str:
    """The id of the entry that the correction of that id adds."""
    return short_digest(f"added:{correction}")


def _made_whole(statement: Statement) -> Statement:
    """The statement with the evidence that it is to have: from its first span to its last."""
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s is not None]
    return dataclasses.replace(statement, evidence=hull(spans))


def _without_circles(stands: Sequence[Stand]) -> Iterator[Stand]:
    """The same, but no statement that people put inside another stands around that one."""
    around = {
        x.place: x.entry.within
        for x in stands
        if isinstance(x.entry, Statement) and x.standing not in ("rejected", "replaced")
    }
    for x in stands:
        made = x.standing in ("mended", "added")
        if made and isinstance(x.entry, Statement) and _goes_round(x.place, around):
            around[x.place] = None
            yield dataclasses.replace(x, entry=dataclasses.replace(x.entry, within=None))
        else:
            yield x


def _goes_round(place: int, around: Mapping[int, int | None]) -> bool:
    at, steps = around.get(place), 0
    while at is not None and at != place and steps < len(around):
        at, steps = around.get(at), steps + 1
    return at is not None and at == place
