"""The brief's statements: the main things that each party said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from backchannel.entries.entry import (
    Forecast,
    Message,
    Party,
    Position,
    Response,
    Signal,
    Statement,
)
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.index import Told
from backchannel.views.items import PASSAGE_WIDTH, denying
from backchannel.views.joint import Joint, Limits, joint_item, of_kind, option
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
# Kinds that are what a party says: a statement of the same words is not shown again.
_UTTERED = (Message, Response, Signal, Position, Forecast)
_NOBODY = ""
_UNNAMED = "(unnamed)"
_TOO_ALIKE = 0.6  # share of words in common


@dataclass(frozen=True, slots=True)
class _Scored:
    joint: Joint[Statement]
    score: float
    words: frozenset[str]


def section(told: Sequence[Told], limits: Limits, parties: int) -> Section:
    """The main statements of the main parties: known ones first, then named, then unnamed.

    Args:
        told: threads of every kind.
        limits: how many statements of one party.
        parties: how many parties.
    """
    weights = _centrality(told)
    said: dict[str, list[Joint[Statement]]] = defaultdict(list)
    for joint in unsaid(told):
        said[_heading_key(joint.entry.speaker)].append(joint)
    nobody = said.pop(_NOBODY, [])
    ordered = sorted(said, key=lambda k: (_tier(k, said[k]), -weights[k], k))
    made = {key: _group(said[key], weights, limits) for key in ordered[:parties]}
    groups = {key: group for key, group in made.items() if group.items}
    left = [key for key in ordered if key not in groups]
    parts = []
    if left:
        number = count(sum(len(said[key]) for key in left), "statement")
        parts.append(f"{number} by {count(len(left), 'other party', 'other parties')}")
    if nobody:
        parts.append(f"{count(len(nobody), 'statement')} by nobody identified")
    note = f"Not shown: {', '.join(parts)} ({limits.command('statement')})." if parts else ""
    return Section("Who said what", tuple(groups.values()), "No statement is reported.", note)


def unsaid(told: Iterable[Told]) -> list[Joint[Statement]]:
    """Threads of statements whose words no message, response, signal, position or forecast has."""
    found = list(told)
    shown: dict[str, list[Span]] = defaultdict(list)
    for each in found:
        if isinstance(each.head.entry, _UTTERED):
            for line in each.thread.lines:
                shown[line.article.id].append(line.entry.evidence)
    return [
        joint
        for joint in of_kind(found, Statement)
        if not any(_is_shown(x, shown.get(x.article.id, ())) for x in joint.lines)
    ]


def _is_shown(line: Line, spans: Sequence[Span]) -> bool:
    return any(line.entry.evidence.overlaps(span) for span in spans)


def _heading_key(speaker: Party | None) -> str:
    """Statements under one key stand under one heading; sources without a name stand together."""
    if speaker is None:
        return _NOBODY
    if not is_known(speaker) and speaker.name[:1].islower():
        return _UNNAMED
    return party_key(speaker)


def _tier(key: str, said: Sequence[Joint[Statement]]) -> int:
    if key == _UNNAMED:
        return 2
    return 0 if is_known(said[0].entry.speaker) else 1


def _centrality(told: Iterable[Told]) -> Counter[str]:
    """How much each party has to do with what is reported, by its key."""
    weights: Counter[str] = Counter()
    for each in told:
        entry = each.head.entry
        roles: tuple[Party | None, ...] = ()
        number = 1
        if isinstance(entry, Message):
            roles, number = (entry.sender, entry.recipient, entry.intermediary), 3
        elif isinstance(entry, Response):
            roles, number = (entry.responder, entry.claimant), 2
        elif isinstance(entry, Statement):
            roles = (entry.speaker, entry.addressee)
        for party in roles:
            if party is not None:
                weights[party_key(party)] += number * len(each.articles)
    return weights


def _group(said: Sequence[Joint[Statement]], weights: Mapping[str, int], limits: Limits) -> Group:
    kept = _choose(said, weights, limits.lines)
    left = len(said) - len(kept)
    speaker = said[0].entry.speaker
    name, wanted = acting_name(speaker, ""), ""
    if _heading_key(speaker) == _UNNAMED:
        name = "Sources without a name"
    elif speaker is not None:
        wanted = option("--from", (speaker,))
    more = f"and {left:,} more ({limits.command('statement', wanted)})" if left else ""
    return Group(name, tuple(_item(joint) for joint in kept), more)


def _choose(
    said: Sequence[Joint[Statement]], weights: Mapping[str, int], most: int
) -> list[Joint[Statement]]:
    """The best few, not one thing twice, in the order of their first report."""
    scored = [_Scored(j, _score(j, weights), frozenset(_words(j))) for j in said]
    scored.sort(key=lambda x: (-x.score, x.joint.line.article.id, x.joint.line.place))
    kept: list[_Scored] = []
    for each in scored:
        if len(kept) == most:
            break
        if not any(_alike(each.words, k.words) for k in kept) and each.score > 0:
            kept.append(each)
    chosen = [k.joint for k in kept]
    chosen.sort(key=lambda j: (_day(j), j.line.article.id, j.line.place))
    return chosen


def _score(joint: Joint[Statement], weights: Mapping[str, int]) -> float:
    statement, line = joint.entry, joint.line
    words = _words(joint)
    score = 1.0
    score += 1.0 if 7 <= len(words) <= 50 else -1.5 if len(words) < 4 else 0.0
    score += 1.0 if statement.addressee is not None else 0.0
    score += 0.5 if statement.quoting != "indirect" else 0.0
    score += 0.5 * min(2, len(_WEIGHTY & set(words)))
    score -= 1.0 if statement.within is not None else 0.0
    # What several origins found worth telling.
    score += 0.5 * min(3, joint.told.thread.origins.least - 1)
    # News tells the main thing first.
    score += 1.0 - line.entry.evidence.start / max(1, len(line.article.text))
    return score + min(1.0, weights.get(party_key(statement.addressee), 0) / 10)


def statement_words(line: Line) -> str:
    """The content; what stands between its parts is the article's own telling."""
    content = cast(Statement, line.entry).content
    return " … ".join(" ".join(line.quote(span).split()) for span in content)


def _words(joint: Joint[Statement]) -> list[str]:
    return [w.lower() for w in _WORD.findall(statement_words(joint.line))]


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) > _TOO_ALIKE * min(len(some), len(others))


def _day(joint: Joint[Statement]) -> str:
    first = joint.told.thread.first
    return first.isoformat() if first else "9999"


def _item(joint: Joint[Statement]) -> Item:
    statement = joint.entry
    who = ""
    speaker = statement.speaker
    if speaker is not None and (adds_name(speaker) or _heading_key(speaker) == _UNNAMED):
        who = one_line(speaker.name)
    to = f"to {full_name(statement.addressee, '')}" if statement.addressee else ""
    cue = f"({denying(joint.line)})" if denying(joint.line) else ""
    said = " ".join(part for part in (who, cue, to) if part)
    words = quoted(statement_words(joint.line), PASSAGE_WIDTH)
    medium = one_line(statement.medium) if statement.medium else ""
    return joint_item(joint, f"{said}: {words}" if said else words, before=(medium,))
