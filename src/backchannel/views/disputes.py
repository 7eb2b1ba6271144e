"""Disputes: what is told otherwise, side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from backchannel.links.account import Account, Dispute
from backchannel.record.query import Filter
from backchannel.record.store import Record
from backchannel.views import contest
from backchannel.views.asking import Asked, account_for, asked_of
from backchannel.views.index import Index, Told, told
from backchannel.views.items import references, sourced, standing_of
from backchannel.views.joint import weight
from backchannel.views.lead import lead
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.phrases import headline
from backchannel.views.sources import sources
from backchannel.views.wording import in_turn, listed, one_line

_HEADINGS: dict[str, str] = {
    "deny": "Denied, doubted or told otherwise",
    "whether": "Whether it happened",
    "who": "Who did or sent it",
    "to_whom": "To whom",
    "content": "What it said",
    "how_many": "How many",
    "decline": "Not confirmed",
    "confirm": "Confirmed",
}
_REASONS = 4


def disputes(record: Record, choice: Filter | None = None) -> Page:
    """What is disputed, what each side says, and what ties them.

    Args:
        record: the record, linked.
        choice: of which threads: those with at least one entry that it chooses, or with a side
            that does; ``since`` asks for those of which something is told since that day.

    Raises:
        RecordError: the record cannot be read.
    """
    choice = choice or Filter()
    return disputes_of(account_for(record, choice), asked_of(record, choice))


def disputes_of(account: Account, asked: Asked) -> Page:
    """The disputes of an account; what `disputes` does once the record is read."""
    index = Index.of(account)
    found = chosen_disputes(account, asked)
    by_sort = {sort: [t for t in found if _sort(t.disputes[0]) == sort] for sort in _HEADINGS}
    groups = tuple(
        Group(f"{_HEADINGS[sort]} ({len(held):,})", tuple(_item(t) for t in held))
        for sort, held in by_sort.items()
        if held
    )
    sections = (Section("Disputes", groups, "Nothing is disputed."),)
    return Page("Disputes", lead(index, asked, found), sections, sources(index, sections))


def chosen_disputes(account: Account, asked: Asked) -> list[Told]:
    """Each dispute asked for, as its thread with that dispute alone; the weightiest first.

    Disputes of statements are left out where an entry of another kind has the same answers,
    unless statements are asked for.
    """
    since, chosen = asked.choice.since, asked.chosen
    by_id = {t.thread.id: t for t in told(Index.of(account), None, since)}
    found = [
        dataclasses.replace(by_id[dispute.id], disputes=(dispute,), answers=())
        for dispute in account.disputes
        if chosen is None or _concerns(by_id[dispute.id], dispute, chosen)
    ]
    kept = [t for t in found if since is None or t.news]
    if asked.choice.kind is not None:
        return sorted((t for t in kept if t.thread.kind == asked.choice.kind), key=weight)
    return sorted(_without_layer(kept), key=weight)


def _without_layer(found: Sequence[Told]) -> list[Told]:
    """Disputes without those of statements that are shown as another kind already.

    A statement is the layer under every other entry: who denies a message denies the statement
    that tells of it.
    """
    shown = {i for t in found if t.thread.kind != "statement" for i in _answers(t)}

    def is_layer(each: Told) -> bool:
        answers = _answers(each)
        return each.thread.kind == "statement" and bool(answers) and answers <= shown

    return [each for each in found if not is_layer(each)]


def _answers(each: Told) -> set[str]:
    """Ids of the entries that answer it."""
    sides = (side for d in each.disputes for side in d.sides if side.stance != "asserts")
    return {line.id for side in sides for line in side.lines}


def _concerns(each: Told, dispute: Dispute, chosen: frozenset[str]) -> bool:
    lines = [*each.thread.lines, *(line for side in dispute.sides for line in side.lines)]
    return any(line.id in chosen for line in lines)


def _sort(dispute: Dispute) -> str:
    """What a dispute goes under: an answer by its strongest stance."""
    if dispute.sort != "answered":
        return dispute.sort
    stances = {side.stance for side in dispute.sides}
    if stances & {"deny", "doubt", "correct"}:
        return "deny"
    return "decline" if "decline" in stances else "confirm"


def _item(each: Told) -> Item:
    (dispute,) = each.disputes
    reasons = listed([one_line(r) for r in dispute.reasons], _REASONS)
    parts = (sourced(each.thread), f"shown by: {reasons}" if reasons else "")
    return Item(
        text=f"{each.thread.kind}, {headline(each.head)}",
        refs=references(each.lines),
        says=in_turn(parts),
        mark=", ".join(w for w in (each.news, standing_of(each.head.entry)) if w),
        below=(*contest.dispute_items(each), *contest.answer_items(each)),
    )
