"""The brief's contested claims: who denies, doubts, corrects or will not confirm what."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from backchannel.entries.entry import Response
from backchannel.record.identity import folded
from backchannel.views.gather import Seen, SeenResponse
from backchannel.views.items import alike, response_item, response_key
from backchannel.views.page import Group, Section
from backchannel.views.wording import full_name, is_known, party_key, quoted

_CLAIM_WIDTH = 200
_ORDER = ("deny", "correct", "doubt", "decline", "confirm")


def section(gathered: Sequence[Seen], most: int) -> Section:
    """Responses grouped under the claim that they answer; those shown with a message left out.

    Args:
        gathered: what each article brings.
        most: lines under one heading.
    """
    beneath = {a.line.id for s in gathered for m in s.messages for a in m.answers}
    found = [r for s in gathered for r in s.responses if r.line.id not in beneath]
    groups = alike(found, _claim_key)
    groups.sort(key=lambda rs: (-_weight(rs), rs[0].line.article.id, rs[0].line.place))
    shown = len({r.line.id for s in gathered for r in s.responses} & beneath)
    note = f"{shown} more above, under the messages that they answer." if shown else ""
    return Section(
        "Denied, disputed, not confirmed",
        tuple(_group(rs, most) for rs in groups),
        "Nothing else is answered." if shown else "No denial, doubt or refusal is reported.",
        note,
    )


def _claim_key(seen: SeenResponse) -> Hashable:
    """Claims in the same words by the same claimant are one; one that is not set out stands alone.

    Two denials of claims that no article sets out may be of different things.
    """
    claim = seen.response.claim
    if claim is None:
        return seen.line.id
    return (party_key(seen.response.claimant), folded(seen.line.quote(claim)))


def _weight(responses: Sequence[SeenResponse]) -> float:
    stances = {r.response.stance for r in responses}
    contested = 2 if stances & {"deny", "correct"} else 1 if stances & {"doubt"} else 0
    parties = [p for r in responses for p in (r.response.responder, r.response.claimant)]
    return contested * 4 + any(is_known(p) for p in parties) * 2 + len(responses)


def _group(responses: Sequence[SeenResponse], most: int) -> Group:
    same = alike(responses, response_key)
    same.sort(key=lambda rs: _ORDER.index(rs[0].response.stance))
    more = f"and {len(same) - most} more" if len(same) > most else ""
    items = tuple(response_item(rs) for rs in same[:most])
    return Group(_heading(responses[0], responses[0].response), items, more)


def _heading(seen: SeenResponse, response: Response) -> str:
    claimant = full_name(response.claimant, "")
    if response.claim is None:
        return f"A claim of {claimant}" if claimant else "A claim that the article does not set out"
    words = quoted(seen.line.quote(response.claim), _CLAIM_WIDTH)
    return f"{words}, claimed by {claimant}" if claimant else f"{words} (claimant not stated)"
