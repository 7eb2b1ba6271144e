"""Full names taken for one party: which forms may be merged, and which never."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.entries.entry import Party
from backchannel.links.account import Judgements
from backchannel.links.forms import SORTS_OF_PARTY, Seen, Spelled, order, spelled
from backchannel.links.holders import NEAR
from backchannel.links.likeness import same_group, same_person
from backchannel.links.pairs import either_way
from backchannel.links.words import folded_and_stemmed
from backchannel.parties import PartyTable
from backchannel.parties.fold import bone_key, sound_key

Forms = Mapping[Party, tuple[Seen, ...]]
_Key = Callable[[Party, Spelled], object]

JOINED = "somebody has joined them"
"""Why parties are one that people have joined."""

_RULE = frozenset("government administration regime republic authorities".split())
_MOVEMENT = frozenset(
    """movement group rebels rebel militia militiamen fighters guerrillas guerrilla organisation
    organization insurgents militants the of""".split()
)
_WHERE = frozenset({"place", "state", "adjective"})
_NAMED, _SPELLED = 1.0, 0.8
_JUDGED = 2.0
_BEGINS = 4  # letters
_MOST_NEXT = 100
"""Forms of a block with which one is compared: those that come next by name.

In 15,486 dispatches of 1987 (26,447 forms) no block has more than 7; text made to cost time has.
"""


@dataclass(slots=True)
class Merged:
    """Forms taken for one party, and why."""

    forms: list[Party]
    reasons: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    generations: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two forms that may be one party's; ``acts_for_two``: though their codes differ."""

    strength: float
    first: Party
    second: Party
    reason: str
    acts_for_two: bool = False

    @property
    def rank(self) -> tuple[float, tuple[str, str], tuple[str, str], str]:
        return -self.strength, order(self.first), order(self.second), self.reason


def _pair(strength: float, a: Party, b: Party, reason: str) -> _Pair:
    first, second = sorted((a, b), key=order)
    return _Pair(strength, first, second, reason)


def merged(forms: Forms, solid: Sequence[Party], judgements: Judgements) -> list[Merged]:
    """The forms of ``solid`` in groups of one party each; a function of the sets alone.

    The surest pairs are merged first. Two codes that differ, two parties of the table and what
    people have parted never come together; only a full name may act for two.
    """
    looks = {p: spelled(p, first_day(forms[p])) for p in solid}
    parted = either_way(judgements.parted_parties)
    of = {p: _alone(p, looks[p], forms[p]) for p in solid}
    judged = [
        _pair(_JUDGED, a, b, JOINED)
        for a, b in judgements.joined_parties
        if a in of and b in of and a != b
    ]
    pairs = sorted({*judged, *_pairs(forms, looks)}, key=lambda pair: pair.rank)
    for pair in pairs:
        one, other = of[pair.first], of[pair.second]
        if one is other or not _may_merge(one, other, pair, parted):
            continue
        if pair.strength >= _NAMED or _all_alike(one, other, looks):
            _merge(one, other, pair, of)
    return [m for p, m in of.items() if m.forms[0] == p]


def first_day(seen: Iterable[Seen]) -> datetime.date | None:
    """The first day that is known."""
    return min((s.day for s in seen if s.day is not None), default=None)


def _alone(party: Party, look: Spelled, seen: Sequence[Seen]) -> Merged:
    return Merged(
        [party],
        codes={party.code} if party.code else set(),
        known={look.known.name} if look.known else set(),
        generations={look.generation} if look.generation else set(),
        articles={s.article for s in seen},
    )


def _may_merge(one: Merged, other: Merged, pair: _Pair, parted: Mapping[Party, set[Party]]) -> bool:
    if any(not parted.get(p, set()).isdisjoint(other.forms) for p in one.forms):
        return False
    if pair.strength == _JUDGED:
        return True
    if len(one.known | other.known) > 1 or len(one.generations | other.generations) > 1:
        return False
    if one.generations != other.generations and one.articles & other.articles:
        return False  # An article that names both a man and a "Jr" speaks of father and son.
    if len(one.codes | other.codes) <= 1 or one.codes & other.codes:
        return True
    return pair.acts_for_two


def _all_alike(one: Merged, other: Merged, looks: Mapping[Party, Spelled]) -> bool:
    """Whether every spelling is like every other: a chain of slips leads anywhere."""
    return all(_likeness(looks[a], looks[b]) is not None for a in one.forms for b in other.forms)


def _likeness(one: Spelled, other: Spelled) -> str | None:
    """Why two names may be spellings of one; ``None`` where they may not."""
    if _differ_in_a_place(one, other):
        return None
    persons = one.sort == other.sort == "person"
    return same_person(one, other) if persons else same_group(one, other)


def _differ_in_a_place(one: Spelled, other: Spelled) -> bool:
    """Whether the longer of two names has a place in it that the other lacks.

    The "Save Lagos Trust" is another body than the "Save Trust", however alike they are.
    """
    short, long = sorted((one.words, other.words), key=len)
    added = [word for word in long if word not in short]
    found = (PartyTable.load().find(name.title()) for name in (*added, " ".join(added)) if name)
    return len(short) < len(long) and any(x is not None and x.sort in _WHERE for x in found)


def _merge(one: Merged, other: Merged, pair: _Pair, of: dict[Party, Merged]) -> None:
    one.forms = sorted(one.forms + other.forms, key=order)
    one.reasons = [*one.reasons, *other.reasons, pair.reason]
    one.codes |= other.codes
    one.known |= other.known
    one.generations |= other.generations
    one.articles |= other.articles
    for party in one.forms:
        of[party] = one


def _pairs(forms: Forms, looks: Mapping[Party, Spelled]) -> Iterator[_Pair]:
    for key, reason in _BY_KEY:
        for block in _blocks(looks, key):
            yield from _star(block, reason)
    for block in _blocks(looks, _name_key):
        yield from _of_one_name(block, forms, looks)
    for fuzzy in (_joined_key, _sounding_key, _person_key, _given_key, _surname_key):
        for block in _blocks(looks, fuzzy):
            yield from _alike(block, forms, looks)


def _blocks(looks: Mapping[Party, Spelled], key: _Key) -> Iterator[list[Party]]:
    found: dict[object, list[Party]] = defaultdict(list)
    for party, look in looks.items():
        value = key(party, look)
        if value is not None:
            found[value].append(party)
    yield from (block for block in found.values() if len(block) > 1)


def _star(block: Sequence[Party], reason: str, acts_for_two: bool = False) -> Iterator[_Pair]:
    first, *others = sorted(block, key=order)
    for other in others:
        yield _Pair(_NAMED, first, other, reason, acts_for_two)


def _known_key(party: Party, look: Spelled) -> object:
    if look.known is None or look.sort == "described":
        return None
    return look.known.name, look.known.code or party.code


def _state_key(party: Party, look: Spelled) -> object:
    """A state and its government under any name."""
    name = PartyTable.load().name_of(party.code) if party.code else None
    if name is None:
        return None
    if look.known is not None and (look.known.sort == "state" or look.known.metonym):
        return party.code
    rest = [w for w in look.words if w not in _RULE]
    if len(rest) == len(look.words):
        return None
    whose = PartyTable.load().state_of_adjective(" ".join(rest)) if rest else party.code
    return party.code if whose == party.code or " ".join(rest) == name.lower() else None


def _movement_key(party: Party, look: Spelled) -> object:
    """A movement that is called by its code, with or without a word for what it is."""
    if party.code is None or party.code in SORTS_OF_PARTY or len(party.code) <= 3:
        return None
    code = _stems(party.code.lower().split("_"))
    return party.code if code and _stems(look.words) == code else None


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded_and_stemmed(w)[1] for w in words if w not in _MOVEMENT)


_BY_KEY = (
    (_known_key, "names of one party in the table"),
    (_state_key, "a state and its government"),
    (_movement_key, "a movement by its own name"),
)


def _name_key(party: Party, look: Spelled) -> object:
    return look.key, look.sort == "described"


def _joined_key(party: Party, look: Spelled) -> object:
    return look.key.replace(" ", "") if look.sort in ("person", "group") else None


def _sounding_key(party: Party, look: Spelled) -> object:
    return sound_key(look.key) if look.sort in ("person", "group") else None


def _person_key(party: Party, look: Spelled) -> object:
    if look.sort != "person":
        return None
    return bone_key(look.words[0]), bone_key(look.surname[-1])


def _given_key(party: Party, look: Spelled) -> object:
    """A given name as it is, and how a surname begins: slips of the pen in long surnames."""
    return (look.words[0], look.surname[-1][:_BEGINS], "given") if look.sort == "person" else None


def _surname_key(party: Party, look: Spelled) -> object:
    return (look.words[0][:_BEGINS], look.surname[-1], "surname") if look.sort == "person" else None


def _of_one_name(
    block: Sequence[Party], forms: Forms, looks: Mapping[Party, Spelled]
) -> Iterator[_Pair]:
    """Forms of one name: by code; a name without a code goes to the only one that it can be."""
    coded = [p for p in block if p.code is not None]
    if all(looks[p].sort == "person" for p in block):
        yield from _persons(block)
        return
    by_code: dict[str, list[Party]] = defaultdict(list)
    for party in coded:
        by_code[str(party.code)].append(party)
    for same in by_code.values():
        if len(same) > 1:
            yield from _star(same, "the same name")
    bare = [p for p in block if p.code is None]
    if len(bare) > 1:
        yield from _star(bare, "the same name")
    for party in bare:
        there = {c: ps for c, ps in by_code.items() if len(by_code) == 1 or _meet(party, ps, forms)}
        if len(there) == 1 and looks[party].sort != "described":
            ((_, found),) = there.items()
            yield _pair(_NAMED, party, found[0], "the same name")


def _persons(block: Sequence[Party]) -> Iterator[_Pair]:
    codes = sorted({p.code for p in block if p.code is not None})
    if len(codes) > 1:
        reason = f"the same full name, here for {', there for '.join(codes)}"
        yield from _star(block, reason, acts_for_two=True)
    else:
        yield from _star(block, "the same name")


def _meet(party: Party, others: Iterable[Party], forms: Forms) -> bool:
    """Whether one article has a form and one of others."""
    here = {s.article for s in forms[party]}
    return any(s.article in here for p in others for s in forms[p])


def _alike(block: Sequence[Party], forms: Forms, looks: Mapping[Party, Spelled]) -> Iterator[_Pair]:
    """Forms of different names that may be spellings of one."""
    ordered = sorted(block, key=order)
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + _MOST_NEXT]:
            one, other = looks[a], looks[b]
            if one.key == other.key or not _codes_agree(a, b, forms):
                continue
            reason = _likeness(one, other)
            if reason is not None:
                yield _Pair(_SPELLED, a, b, reason)


def _codes_agree(a: Party, b: Party, forms: Forms) -> bool:
    """Whether the codes let two spellings be one's: what acts for nobody known, only nearby."""
    if None not in (a.code, b.code) and a.code != b.code:
        return False
    if a.code == b.code and a.code not in SORTS_OF_PARTY and a.code is not None:
        return True
    return _meet(a, [b], forms) or _in_one_season(forms[a], forms[b])


def _in_one_season(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    days = sorted(s.day for s in one if s.day is not None)
    others = sorted(s.day for s in other if s.day is not None)
    if not days or not others:
        return False
    return (others[0] - days[-1]).days <= NEAR and (days[0] - others[-1]).days <= NEAR
