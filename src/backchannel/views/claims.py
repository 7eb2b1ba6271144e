"""The brief's contested claims: who denies, doubts, corrects or will not confirm what."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Iterable, Sequence

from backchannel.entries.entry import Response
from backchannel.record.identity import folded
from backchannel.views.index import Told
from backchannel.views.items import (
    ANSWER_WIDTH,
    PASSAGE_WIDTH,
    STANCES,
    alike,
    in_words,
    with_sentence,
)
from backchannel.views.joint import Joint, Limits, joint_item, of_kind, weightiest
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import count, full_name, is_known, party_key, quoted

_Answers = Sequence[Joint[Response]]
_CLAIM_WIDTH = 200
_FEWEST = 3  # words
_ORDER = ("deny", "correct", "doubt", "decline", "confirm")


def sections(told: Iterable[Told], beneath: Collection[str], limits: Limits) -> tuple[Section, ...]:
    """Responses under the claim that they answer; those shown with what they answer left out.

    Claims that are only confirmed have a section of their own, where there are any.

    Args:
        told: threads of any kind.
        beneath: references that stand beneath lines of other sections.
        limits: how much is shown.
    """
    found = of_kind(told, Response, "responder")
    own = [j for j in found if not any(line.ref in beneath for line in j.lines)]
    groups = alike(own, _claim_key)
    groups.sort(key=lambda js: (-_weight(js), js[0].line.article.id, js[0].line.place))
    shown = len(found) - len(own)
    nothing = "Nothing else is answered." if shown else "No denial, doubt or refusal is reported."
    contested = [js for js in groups if not _is_confirmed(js)]
    made = [_section("Denied, disputed, not confirmed", contested, nothing, limits)]
    if shown:
        with_lines = f"{shown} more with the lines that they answer."
        made[0] = dataclasses.replace(made[0], note=f"{with_lines} {made[0].note}".strip())
    confirmed = [js for js in groups if _is_confirmed(js)]
    if confirmed:
        made.append(_section("Confirmed", confirmed, "", limits))
    return tuple(made)


def _section(title: str, groups: Sequence[_Answers], nothing: str, limits: Limits) -> Section:
    """Claims that several answer under a heading each, those answered once as one line each."""
    several = [js for js in groups if len(js) > 1 and _is_set_out(js[0])]
    single = [js[0] for js in groups if len(js) == 1 and _is_set_out(js[0])]
    made = [_group(_heading(js[0]), js, limits) for js in several[: limits.headings]]
    if single:
        items = tuple(_single_item(joint) for joint in single[: limits.headings])
        made.append(Group("Claims answered once", items, _more(len(single) - len(items), limits)))
    made += [
        _group("The claim is not set out", js, limits) for js in groups if not _is_set_out(js[0])
    ]
    left = sum(len(js) for js in several[limits.headings :])
    note = f"Not shown: {count(left, 'response')} ({limits.command('response')})." if left else ""
    return Section(title, tuple(made), nothing, note)


def _is_set_out(joint: Joint[Response]) -> bool:
    """Whether it is said what is answered, or whose claim."""
    return _claim(joint) is not None or joint.entry.claimant is not None


def _more(left: int, limits: Limits) -> str:
    return f"and {left:,} more ({limits.command('response')})" if left > 0 else ""


def _is_confirmed(responses: Sequence[Joint[Response]]) -> bool:
    return all(j.entry.stance == "confirm" for j in responses)


def _claim_key(joint: Joint[Response]) -> Hashable:
    """Claims in the same words by the same claimant are one."""
    response, claim = joint.entry, _claim(joint)
    if claim is None:
        return (party_key(response.claimant), None, response.stance == "confirm")
    return (party_key(response.claimant), folded(claim))


def _claim(joint: Joint[Response]) -> str | None:
    """The claim, where the article sets it out in so many words that it can be a heading."""
    if joint.entry.claim is None:
        return None
    words = joint.line.quote(joint.entry.claim)
    return words if len(words.split()) >= _FEWEST else None


def _weight(responses: Sequence[Joint[Response]]) -> float:
    if _claim(responses[0]) is None:
        return 0
    stances = {j.entry.stance for j in responses}
    contested = 2 if stances & {"deny", "correct"} else 1 if stances & {"doubt"} else 0
    parties = [p for j in responses for p in (j.entry.responder, j.entry.claimant)]
    told = sum(len(j.told.articles) for j in responses)
    return 1 + contested * 4 + any(is_known(p) for p in parties) * 2 + told


def _group(heading: str, responses: _Answers, limits: Limits) -> Group:
    ordered = weightiest(responses)
    ordered.sort(key=lambda j: _ORDER.index(j.entry.stance))
    items = tuple(response_item(joint) for joint in ordered[: limits.lines])
    return Group(heading, items, _more(len(ordered) - len(items), limits))


def _heading(joint: Joint[Response]) -> str:
    claimant = full_name(joint.entry.claimant, "")
    claim = _claim(joint)
    if claim is None:
        return f"To what {claimant} claims"
    words = quoted(claim, _CLAIM_WIDTH)
    return f"{words}, claimed by {claimant}" if claimant else f"{words} (claimant not stated)"


def _single_item(joint: Joint[Response]) -> Item:
    """A response with the claim, where its own words do not hold it, and whose claim it is."""
    made, entry = response_item(joint), joint.entry
    claim, claimant = _claim(joint), full_name(entry.claimant, "")
    if claim is None:
        return dataclasses.replace(made, text=f"{made.text}, to what {claimant} claims")
    text = made.text
    if entry.claim is not None and not entry.claim.overlaps(entry.evidence):
        text += f", to {quoted(claim, _CLAIM_WIDTH)}"
    return dataclasses.replace(made, text=f"{text}, claimed by {claimant}" if claimant else text)


def response_item(joint: Joint[Response]) -> Item:
    """Who confirms or denies, in whose words."""
    who = " and ".join(full_name(p, "somebody not named") for p in joint.ones)
    if _is_set_out(joint):
        words = quoted(in_words(joint.line), ANSWER_WIDTH)
    else:
        words = quoted(with_sentence(joint.line, PASSAGE_WIDTH), PASSAGE_WIDTH)
    return joint_item(joint, f"{STANCES[joint.entry.stance]} {who}: {words}")
