"""One party out of all that share a spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from backchannel.parties.known import KnownParty, Term
from backchannel.parties.load import SORTS

_BEFORE = timedelta(days=400)
_AFTER = timedelta(days=400)
_RANK = {sort: i for i, sort in enumerate(SORTS)}
_NEVER = date.max


def choose(terms: Sequence[Term], on: date | None) -> KnownParty | None:
    """The party meant by a spelling on a day, ``None`` where none or several could be.

    Groups, places and organs go before persons, full names before last names. A person long out
    of office keeps the code under the full name (the article speaks of then) in a curated row,
    else has none; a last name alone needs the office, give or take a year.
    """
    if not terms:
        return None
    named = [t for t in terms if not t.surname]
    group = [t for t in named if t.party.sort != "person"]
    if group:
        return _of_group(group, on)
    if named:
        return _person(named, on)
    return _surname(terms, on)


def _of_group(terms: list[Term], on: date | None) -> KnownParty | None:
    if on is None:
        terms = [t for t in terms if t.until is None] or terms
    else:
        terms = [t for t in terms if t.holds(on)]
        terms = [t for t in terms if t.until or t.since] or terms
    if not terms:
        return None
    return min(terms, key=lambda t: _RANK[t.party.sort]).party


def _person(terms: list[Term], on: date | None) -> KnownParty | None:
    terms = [t for t in terms if t.curated] or terms
    if on is None:
        return _one(sorted(terms, key=lambda t: t.until or _NEVER, reverse=True), latest=True)
    inside = [t for t in terms if t.holds(on)]
    if inside:
        return _one(inside, latest=False)
    soon = [t for t in terms if t.since and on < t.since and t.since - on <= _BEFORE]
    past = [t for t in terms if t.until and t.until < on and (t.curated or on - t.until < _AFTER)]
    if past:
        return max(past, key=lambda t: t.until or _NEVER).party
    if soon:
        return _one(soon, latest=False)
    return replace(terms[0].party, code=None)


def _surname(terms: Sequence[Term], on: date | None) -> KnownParty | None:
    if on is not None:
        near = [t for t in terms if _within(t, on)]
        terms = [t for t in near if t.holds(on)] or near
    curated = [t for t in terms if t.curated]
    return _one(curated or list(terms), latest=False)


def _within(term: Term, on: date) -> bool:
    early = term.since is None or term.since <= on + _BEFORE
    late = term.until is None or on - _AFTER <= term.until
    return early and late


def _one(terms: list[Term], latest: bool) -> KnownParty | None:
    """The party of ``terms`` if all act for one code, the first if ``latest``, the last of one
    person's offices."""
    if not terms:
        return None
    if latest or len({t.party.code for t in terms}) == 1:
        return terms[0].party
    if len({t.party.name for t in terms}) == 1:
        return max(terms, key=lambda t: t.until or _NEVER).party
    return None
