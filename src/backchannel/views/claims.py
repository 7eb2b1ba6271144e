"""The brief's contested claims: who denies, doubts, corrects or will not confirm what."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from backchannel.entries.entry import Response
from backchannel.record.identity import folded
from backchannel.views.gather import Seen, SeenResponse
from backchannel.views.items import alike, response_item, response_key
from backchannel.views.page import Group, Section
from backchannel.views.wording import count, full_name, is_known, party_key, quoted

_CLAIM_WIDTH = 200
_FEWEST = 3  # words
_ORDER = ("deny", "correct", "doubt", "decline", "confirm")


def sections(gathered: Sequence[Seen], most: int, headings: int) -> tuple[Section, ...]:
    """Responses grouped under the claim that they answer; those shown with a message left out.

    Claims that are only confirmed have a section of their own, where there are any.

    Args:
        gathered: what each article brings.
        most: lines under one heading.
        headings: at most so many in a section; what stands under the others is counted.
    """
    beneath = {a.line.id for s in gathered for m in s.messages for a in m.answers}
    responses = [r for s in gathered for r in s.responses]
    groups = alike((r for r in responses if r.line.id not in beneath), _claim_key)
    groups.sort(key=lambda rs: (-_weight(rs), rs[0].line.article.id, rs[0].line.place))
    contested = [rs for rs in groups if not _is_confirmed(rs)]
    confirmed = [rs for rs in groups if _is_confirmed(rs)]
    shown = len({r.line.id for r in responses} & beneath)
    above = f"{shown} more above, under the messages that they answer." if shown else ""
    found = [
        Section(
            "Denied, disputed, not confirmed",
            tuple(_group(rs, most) for rs in contested[:headings]),
            "Nothing else is answered." if shown else "No denial, doubt or refusal is reported.",
            " ".join(part for part in (above, _left(contested[headings:])) if part),
        )
    ]
    if confirmed:
        shown_groups = tuple(_group(rs, most) for rs in confirmed[:headings])
        found.append(Section("Confirmed", shown_groups, "", _left(confirmed[headings:])))
    return tuple(found)


def _left(groups: Sequence[Sequence[SeenResponse]]) -> str:
    number = sum(len(rs) for rs in groups)
    return f"Not shown: {count(number, 'response')} (backchannel list response)." if number else ""


def _is_confirmed(responses: Sequence[SeenResponse]) -> bool:
    return all(r.response.stance == "confirm" for r in responses)


def _claim_key(seen: SeenResponse) -> Hashable:
    """Claims in the same words by the same claimant are one."""
    response, claim = seen.response, _claim(seen)
    if claim is None:
        return (party_key(response.claimant), None, response.stance == "confirm")
    return (party_key(response.claimant), folded(claim))


def _claim(seen: SeenResponse) -> str | None:
    """The claim, where the article sets it out in so many words that it can be a heading."""
    if seen.response.claim is None:
        return None
    words = seen.line.quote(seen.response.claim)
    return words if len(words.split()) >= _FEWEST else None


def _weight(responses: Sequence[SeenResponse]) -> float:
    if _claim(responses[0]) is None:
        return 0
    stances = {r.response.stance for r in responses}
    contested = 2 if stances & {"deny", "correct"} else 1 if stances & {"doubt"} else 0
    parties = [p for r in responses for p in (r.response.responder, r.response.claimant)]
    return 1 + contested * 4 + any(is_known(p) for p in parties) * 2 + len(responses)


def _group(responses: Sequence[SeenResponse], most: int) -> Group:
    same = alike(responses, response_key)
    same.sort(key=lambda rs: _ORDER.index(rs[0].response.stance))
    more = f"and {len(same) - most} more" if len(same) > most else ""
    items = tuple(response_item(rs) for rs in same[:most])
    return Group(_heading(responses[0], responses[0].response), items, more)


def _heading(seen: SeenResponse, response: Response) -> str:
    claimant = full_name(response.claimant, "")
    claim = _claim(seen)
    if claim is None:
        return f"To what {claimant} claims" if claimant else "Other responses"
    words = quoted(claim, _CLAIM_WIDTH)
    return f"{words}, claimed by {claimant}" if claimant else f"{words} (claimant not stated)"
