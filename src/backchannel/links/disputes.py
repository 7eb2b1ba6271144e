"""Disputes: what is denied, doubted or corrected, and what is told in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from backchannel.entries.entry import Entry, Message, Response, Statement
from backchannel.links.account import Dispute, DisputeSort, Material, Series, Side, Stance, Thread
from backchannel.links.book import Book, book_of
from backchannel.links.chains import body_of, with_state
from backchannel.links.contradictions import Ground, contradictions, copies_of, says, source_of
from backchannel.links.rivals import rival_figures
from backchannel.links.series import series_of
from backchannel.record.query import Line
from backchannel.span import Span

_CONTESTS = frozenset({"deny", "doubt", "correct"})
_NEGATION = re.compile(r"\b(?:no|not|never|none|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_ORDER = ("asserts", "deny", "correct", "doubt", "decline", "confirm")


def disputes_of(
    m: Material,
    threads: tuple[Thread, ...],
    series: Sequence[Series] | None = None,
    book: Book | None = None,
) -> tuple[Dispute, ...]:
    """What is disputed in a record, by thread.

    Args:
        m: what the record holds.
        threads: its threads.
        series: its series; made where not given.
        book: who is who; made where not given.
    """
    identity = {line.id: s.identity for s in m.sheets for line in s.lines}
    ground = Ground(book or book_of(m), identity, copies_of(m.lineage))
    found = _answered(m, threads, ground)
    settled = {d.id for d in found if any(s.stance == "deny" for s in d.sides)}
    for thread in threads:
        found += [
            d
            for d in contradictions(thread, ground)
            if not (d.id in settled and len(_stances(d)) == 1 and d.sort in ("whether", "content"))
        ]
    thread_of = {line.id: t.id for t in threads for line in t.lines}
    found += rival_figures(series_of(m, threads) if series is None else series, thread_of)
    return tuple(sorted(found, key=_order))


def _order(dispute: Dispute) -> tuple[str, int, tuple[str, ...]]:
    lines = tuple(line.id for side in dispute.sides for line in side.lines)
    return dispute.id, get_args(DisputeSort).index(dispute.sort), lines


def _stances(dispute: Dispute) -> set[Stance]:
    return {side.stance for side in dispute.sides}


def disputes_by_thread(
    disputes: Iterable[Dispute], threads: Iterable[Thread]
) -> Mapping[str, tuple[Dispute, ...]]:
    """Every thread that has a side in a dispute, by its id, with these disputes: its own first."""
    thread_of = {line.id: t.id for t in threads for line in t.lines}
    found: dict[str, dict[int, Dispute]] = defaultdict(dict)
    for dispute in disputes:
        of = {thread_of.get(x.id, x.id) for side in dispute.sides for x in side.lines}
        for thread in of | {dispute.id}:
            found[thread][id(dispute)] = dispute
    return {
        thread: tuple(sorted(there.values(), key=lambda d: (d.id != thread, _order(d))))
        for thread, there in sorted(found.items())
    }


def answers_of(
    m: Material, threads: tuple[Thread, ...], book: Book | None = None
) -> Mapping[str, tuple[Side, ...]]:
    """Who answered what, by the id of the thread answered: denials, confirmations, and those who
    would not comment, whether or not they make a dispute."""
    identity = {line.id: s.identity for s in m.sheets for line in s.lines}
    return _answers(m, threads, Ground(book or book_of(m), identity, copies_of(m.lineage)))


def _answered(m: Material, threads: Sequence[Thread], ground: Ground) -> list[Dispute]:
    by_id = {t.id: t for t in threads}
    reasons = _reasons(m, threads)
    return [
        Dispute(thread, "answered", (_asserted(by_id[thread]), *sides), reasons[thread])
        for thread, sides in _answers(m, threads, ground).items()
        if any(side.stance in _CONTESTS for side in sides)
    ]


def _asserted(thread: Thread) -> Side:
    """What is answered, as its head has it."""
    return Side("asserts", _teller(thread.head), says(thread.head), thread.lines)


def _teller(line: Line) -> str | None:
    if isinstance(line.entry, Statement):
        return line.entry.speaker.name if line.entry.speaker else None
    return source_of(line)


def _answers(
    m: Material, threads: Sequence[Thread], ground: Ground
) -> Mapping[str, tuple[Side, ...]]:
    """The sides that answer a thread: one for each thread of responses and stance in it."""
    thread_of = {line.id: t for t in threads for line in t.lines}
    lines = {line.id: line for t in threads for line in t.lines}
    answering: dict[str, dict[str, Thread]] = defaultdict(dict)
    for link in m.entries:
        if link.relation == "answers" and link.first in thread_of and link.second in thread_of:
            response, answered = thread_of[link.first], thread_of[link.second]
            agree = _are_of_one_sense(lines[link.first], lines[link.second])
            if response.id != answered.id and agree:
                answering[answered.id][response.id] = response
    return {
        answered: tuple(
            sorted((s for t in there.values() for s in _response_sides(t, ground)), key=_side_order)
        )
        for answered, there in sorted(answering.items())
    }


def _are_of_one_sense(response: Line, answered: Line) -> bool:
    """Whether a claim and what another article tells are both negated, or neither is.

    Who denies that a ship sank does not contradict those who say that it never did.
    """
    claim = response.entry.claim if isinstance(response.entry, Response) else None
    if claim is None or response.article.id == answered.article.id:
        return True
    said = _content(answered.entry)
    words = " ".join(answered.quote(span) for span in said)
    return not said or _is_negated(response.quote(claim)) == _is_negated(words)


def _content(entry: Entry) -> tuple[Span, ...]:
    if isinstance(entry, Statement):
        return entry.content
    return (entry.content,) if isinstance(entry, Message) and entry.content is not None else ()


def _is_negated(words: str) -> bool:
    return _NEGATION.search(words) is not None


def _response_sides(thread: Thread, ground: Ground) -> list[Side]:
    by_stance: dict[Stance, list[Line]] = defaultdict(list)
    for line in thread.lines:
        if isinstance(line.entry, Response):
            by_stance[line.entry.stance].append(line)
    return [
        Side(stance, _responder(lines, ground), says(lines[0]), tuple(lines))
        for stance, lines in by_stance.items()
    ]


def _responder(lines: Sequence[Line], ground: Ground) -> str | None:
    for line in lines:
        if isinstance(line.entry, Response) and line.entry.responder is not None:
            published, party = line.article.published, line.entry.responder
            body = body_of(party.name, published.day if published else None)
            return with_state(body, ground.known(party, line).name)
    return None


def _side_order(side: Side) -> tuple[int, str, tuple[str, ...]]:
    return _ORDER.index(side.stance), side.who or "", tuple(line.id for line in side.lines)


def _reasons(m: Material, threads: Sequence[Thread]) -> Mapping[str, tuple[str, ...]]:
    """What ties the answers to each thread, as the links have it."""
    thread_of = {line.id: t.id for t in threads for line in t.lines}
    found: dict[str, set[str]] = defaultdict(set)
    for link in m.entries:
        if link.relation == "answers":
            found[thread_of.get(link.second, "")].update(link.reasons)
    return defaultdict(tuple, {thread: _said_once(why) for thread, why in found.items()})


def _said_once(reasons: Iterable[str]) -> tuple[str, ...]:
    """Reasons in order; of those that differ in a number alone, that with the greatest."""
    ordered = sorted(reasons, key=lambda r: ([int(n) for n in _NUMBER.findall(r)], r))
    return tuple(sorted({_NUMBER.sub("#", reason): reason for reason in ordered}.values()))
