"""The brief's statements: the main things that each party said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.entries.entry import Party
from backchannel.views.gather import Seen, SeenStatement, references
from backchannel.views.items import PASSAGE_WIDTH, alike, where_from
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import (
    acting_name,
    adds_name,
    count,
    full_name,
    is_known,
    one_line,
    party_key,
    quoted,
)

_WORD = re.compile(r"\w+")
# Words of will, duty and condition: what a party will do or wants done is what a brief is read for.
_WEIGHTY = frozenset(
    "will would must should shall if unless until demand demands demanded ready agree agreed "
    "accept reject rejected refuse refused promise promised warn warned threat accuse accused "
    "ceasefire truce talks negotiate withdraw attack response retaliate".split()
)
_NOBODY = ""
_UNNAMED = "(unnamed)"
_TOO_ALIKE = 0.6  # share of words in common


@dataclass(frozen=True, slots=True)
class _Scored:
    seen: SeenStatement
    score: float
    words: frozenset[str]


def section(gathered: Sequence[Seen], most: int, parties: int) -> Section:
    """The main statements of the main parties: known ones first, then named, then unnamed.

    Args:
        gathered: what each article brings.
        most: statements of one party.
        parties: how many parties.
    """
    weights = _centrality(gathered)
    said: dict[str, list[SeenStatement]] = defaultdict(list)
    for s in (x for g in gathered for x in g.statements):
        said[_heading_key(s.statement.speaker)].append(s)
    nobody = said.pop(_NOBODY, [])
    ordered = sorted(said, key=lambda k: (_tier(k, said[k]), -weights[k], k))
    made = {key: _group(said[key], weights, most) for key in ordered[:parties]}
    groups = {key: group for key, group in made.items() if group.items}
    left = [key for key in ordered if key not in groups]
    parts = []
    if left:
        number = count(sum(len(said[key]) for key in left), "statement")
        parts.append(f"{number} by {count(len(left), 'other party', 'other parties')}")
    if nobody:
        parts.append(f"{count(len(nobody), 'statement')} by nobody identified")
    note = f"Not shown: {', '.join(parts)} (backchannel list statement)." if parts else ""
    return Section("Who said what", tuple(groups.values()), "No statement is reported.", note)


def _heading_key(speaker: Party | None) -> str:
    """Statements under one key stand under one heading; sources without a name stand together."""
    if speaker is None:
        return _NOBODY
    if not is_known(speaker) and speaker.name[:1].islower():
        return _UNNAMED
    return party_key(speaker)


def _tier(key: str, said: Sequence[SeenStatement]) -> int:
    if key == _UNNAMED:
        return 2
    return 0 if is_known(said[0].statement.speaker) else 1


def _centrality(gathered: Sequence[Seen]) -> Counter[str]:
    """How much each party has to do with what is reported, by its key."""
    weights: Counter[str] = Counter()

    def add(party: Party | None, weight: int) -> None:
        if party is not None:
            weights[party_key(party)] += weight

    for seen in gathered:
        for m in seen.messages:
            for party in (m.message.sender, m.message.recipient, m.message.intermediary):
                add(party, 3)
        for r in seen.responses:
            add(r.response.responder, 2)
            add(r.response.claimant, 2)
        for s in seen.statements:
            add(s.statement.speaker, 1)
            add(s.statement.addressee, 1)
    return weights


def _group(said: Sequence[SeenStatement], weights: Mapping[str, int], most: int) -> Group:
    kept = _choose(said, weights, most)
    left = len(said) - len(kept)
    speaker = said[0].statement.speaker
    name, wanted = acting_name(speaker, ""), ""
    if _heading_key(speaker) == _UNNAMED:
        name = "Sources without a name"
    elif speaker is not None:
        wanted = f" --party '{speaker.code if is_known(speaker) else name}'"
    more = f"and {left} more (backchannel list statement{wanted})" if left else ""
    return Group(name, tuple(_item(same) for same in alike(kept, _key)), more)


def _choose(
    said: Sequence[SeenStatement], weights: Mapping[str, int], most: int
) -> list[SeenStatement]:
    """The best few, from different articles and not one thing twice.

    What is said elsewhere in the very words of one that is kept is kept with it.
    """
    scored = [_Scored(s, _score(s, weights), frozenset(_words(s))) for s in said]
    scored.sort(key=lambda x: (-x.score, x.seen.line.article.id, x.seen.line.place))
    kept: list[_Scored] = []
    for each in scored:
        if len(kept) == most:
            break
        if not any(_alike(each.words, k.words) for k in kept) and each.score > 0:
            kept.append(each)
    keys = {_key(k.seen) for k in kept}
    chosen = [s for s in said if _key(s) in keys]
    chosen.sort(key=lambda s: (_day(s), s.line.article.id, s.line.place))
    return chosen


def _score(seen: SeenStatement, weights: Mapping[str, int]) -> float:
    statement, line = seen.statement, seen.line
    words = _words(seen)
    score = 1.0
    score += 1.0 if 7 <= len(words) <= 50 else -1.5 if len(words) < 4 else 0.0
    score += 1.0 if statement.addressee is not None else 0.0
    score += 0.5 if statement.quoting != "indirect" else 0.0
    score += 0.5 * min(2, len(_WEIGHTY & set(words)))
    score -= 1.0 if statement.within is not None else 0.0
    # News tells the main thing first.
    score += 1.0 - line.entry.evidence.start / max(1, len(line.article.text))
    return score + min(1.0, weights.get(party_key(statement.addressee), 0) / 10)


def _passage(seen: SeenStatement) -> str:
    """The content; what stands between its parts is the article's own telling."""
    return " … ".join(" ".join(seen.line.quote(s).split()) for s in seen.statement.content)


def _words(seen: SeenStatement) -> list[str]:
    return [w.lower() for w in _WORD.findall(_passage(seen))]


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) > _TOO_ALIKE * min(len(some), len(others))


def _key(seen: SeenStatement) -> Hashable:
    return (_passage(seen), seen.statement.speaker, seen.statement.addressee)


def _day(seen: SeenStatement) -> str:
    published = seen.line.article.published
    return published.day.isoformat() if published else "9999"


def _item(same: Sequence[SeenStatement]) -> Item:
    first, lines = same[0], [s.line for s in same]
    statement = first.statement
    who = ""
    speaker = statement.speaker
    if speaker is not None and (adds_name(speaker) or _heading_key(speaker) == _UNNAMED):
        who = one_line(speaker.name)
    to = f"to {full_name(statement.addressee, '')}" if statement.addressee else ""
    told = " ".join(part for part in (who, to) if part)
    words = quoted(_passage(first), PASSAGE_WIDTH)
    medium = one_line(statement.medium) if statement.medium else ""
    return Item(
        text=f"{told}: {words}" if told else words,
        refs=references(lines),
        says="; ".join(part for part in (medium, where_from(lines)) if part),
    )
