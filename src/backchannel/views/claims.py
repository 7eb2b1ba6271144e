"""The brief's contested claims: who denies, doubts, corrects or will not confirm what."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

from backchannel.entries.entry import Response
from backchannel.record.identity import folded
from backchannel.views.index import Told
from backchannel.views.items import ANSWER_WIDTH, STANCES, alike, in_words
from backchannel.views.joint import Joint, Limits, joint_item, of_kind, weightiest
from backchannel.views.page import Group, Item, Section
from backchannel.views.wording import count, full_name, is_known, party_key, quoted

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
    elsewhere = [j for j in found if any(line.ref in beneath for line in j.lines)]
    groups = alike((j for j in found if j not in elsewhere), _claim_key)
    groups.sort(key=lambda js: (-_weight(js), js[0].line.article.id, js[0].line.place))
    contested = [js for js in groups if not _is_confirmed(js)]
    confirmed = [js for js in groups if _is_confirmed(js)]
    shown = len(elsewhere)
    with_lines = f"{shown} more with the lines that they answer." if shown else ""
    left = _left(contested[limits.headings :])
    made = [
        Section(
            "Denied, disputed, not confirmed",
            tuple(_group(js, limits.lines) for js in contested[: limits.headings]),
            "Nothing else is answered." if shown else "No denial, doubt or refusal is reported.",
            " ".join(part for part in (with_lines, left) if part),
        )
    ]
    if confirmed:
        of_confirmed = tuple(_group(js, limits.lines) for js in confirmed[: limits.headings])
        made.append(Section("Confirmed", of_confirmed, "", _left(confirmed[limits.headings :])))
    return tuple(made)


def _left(groups: Sequence[Sequence[Joint[Response]]]) -> str:
    number = sum(len(js) for js in groups)
    return (
        f"Not shown: {count(number, 'response')} (backchannel threads response)." if number else ""
    )


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


def _group(responses: Sequence[Joint[Response]], most: int) -> Group:
    ordered = weightiest(responses)
    ordered.sort(key=lambda j: _ORDER.index(j.entry.stance))
    more = f"and {len(ordered) - most} more" if len(ordered) > most else ""
    return Group(_heading(responses[0]), tuple(response_item(j) for j in ordered[:most]), more)


def _heading(joint: Joint[Response]) -> str:
    claimant = full_name(joint.entry.claimant, "")
    claim = _claim(joint)
    if claim is None:
        return f"To what {claimant} claims" if claimant else "Other responses"
    words = quoted(claim, _CLAIM_WIDTH)
    return f"{words}, claimed by {claimant}" if claimant else f"{words} (claimant not stated)"


def response_item(joint: Joint[Response]) -> Item:
    """Who confirms or denies, in whose words."""
    who = " and ".join(full_name(p, "somebody not named") for p in joint.ones)
    words = quoted(in_words(joint.line), ANSWER_WIDTH)
    return joint_item(joint, f"{STANCES[joint.entry.stance]} {who}: {words}")
