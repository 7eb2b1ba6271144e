"""What stands beneath a line: who disputes it, how its account changed, what may have met it."""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.links.account import Change, Dispute, DisputeSort, FollowUp, Side
from backchannel.views.index import Told, published
from backchannel.views.items import ANSWER_WIDTH, STANCES, alike, in_words, references, where_from
from backchannel.views.page import Item
from backchannel.views.wording import listed, one_line, quoted, trimmed, when

ABOUT: dict[DisputeSort, str] = {
    "answered": "answered",
    "whether": "whether it happened",
    "who": "by whom",
    "to_whom": "to whom",
    "content": "what",
    "how_many": "how many",
}
_MET = {"condition": "may have been met", "consequence": "may have followed"}
_MOST = 3  # changes, and what may have met a condition, on one line's account
_VALUE = 80
_DATES = ("date", "since", "until")


def below(told: Told) -> tuple[Item, ...]:
    """All that belongs beneath a thread."""
    return (*dispute_items(told), *change_items(told), *follow_up_items(told))


def marks(told: Told, *words: str) -> str:
    """The words to see first: whether it is news, then ``words``, then whether it is disputed."""
    found = dict.fromkeys(w for w in (told.news, *words) if w)
    if not set(found) & {"denied", "disputed"}:
        found |= dict.fromkeys(_standing(told.disputes))
    return ", ".join(found)


def _standing(disputes: Sequence[Dispute]) -> list[str]:
    stances = {side.stance for d in disputes for side in d.sides}
    if any(d.sort != "answered" for d in disputes) or stances & {"doubt", "correct"}:
        return ["disputed"]
    if "deny" in stances:
        return ["denied"]
    return ["confirmed"] if "confirm" in stances else []


def is_contested(told: Told) -> bool:
    """Whether somebody denies, doubts or corrects it, or it is told otherwise."""
    return bool({"disputed", "denied"} & set(_standing(told.disputes)))


def dispute_items(told: Told) -> tuple[Item, ...]:
    """One line for each side of each dispute; what the line itself asserts is not said again."""
    found: list[Item] = []
    shown: list[Side] = []
    for dispute in told.disputes:
        for side in dispute.sides:
            if not _is_own(told, dispute, side) and not any(_is_in(side, x) for x in shown):
                found.append(_side_item(told, dispute, side))
                shown.append(side)
    return tuple(found)


def _is_own(told: Told, dispute: Dispute, side: Side) -> bool:
    """Whether a side asserts no more than that it is so, as the line itself does."""
    if side.stance != "asserts" or dispute.sort not in ("answered", "whether"):
        return False
    ids = {line.id for line in told.thread.lines}
    return dispute.sort == "answered" or all(line.id in ids for line in side.lines)


def _is_in(side: Side, other: Side) -> bool:
    """Whether a side only repeats another: the same stance in passages that overlap."""
    return (
        side.stance == other.stance
        and side.stance != "asserts"
        and all(
            any(
                x.article.id == y.article.id and x.entry.evidence.overlaps(y.entry.evidence)
                for y in other.lines
            )
            for x in side.lines
        )
    )


def _side_item(told: Told, dispute: Dispute, side: Side) -> Item:
    is_new = all(told.is_news(line) for line in side.lines)
    return Item(
        text=side_words(dispute, side),
        refs=references(side.lines),
        says=where_from(side.lines),
        mark="new" if is_new and told.news == "updated" else "",
    )


def side_words(dispute: Dispute, side: Side) -> str:
    """One side: "Denied by Sera Dovan: “…”", or "by whom: Velmora, according to an official"."""
    if side.stance == "asserts":
        who = f", according to {one_line(side.who)}" if side.who else ""
        says = quoted if dispute.sort in ("content", "whether") else trimmed
        return f"{ABOUT[dispute.sort]}: {says(side.says, ANSWER_WIDTH)}{who}"
    who = one_line(side.who) if side.who else "somebody not named"
    return f"{STANCES[side.stance]} {who}: {quoted(side.says, ANSWER_WIDTH)}"


def change_items(told: Told) -> tuple[Item, ...]:
    """How later reports have it: one line for each of them, the last ones where there are many."""
    by_report = alike(told.thread.changes, lambda change: change.line)
    lines = {line.id: line for line in told.thread.lines}
    return tuple(
        Item(
            text=listed([change_words(c) for c in changes], _MOST),
            refs=references([line]),
            says=where_from([line]),
            mark="new" if told.is_news(line) and told.news == "updated" else "changed",
        )
        for changes in by_report[-_MOST:]
        if (line := lines.get(changes[0].line)) is not None
    )


def change_words(change: Change) -> str:
    """What changed: "recipient Oman (before Kessaria)", "place added: Port Karim"."""
    name = change.field.replace("_", " ")
    before, after = (_value(change.field, value) for value in (change.before, change.after))
    if not before:
        return f"{name} added: {after}"
    return f"{name} {after} (before {before})" if after else f"{name} left out (before {before})"


def _value(field: str, value: str | None) -> str:
    if value is None:
        return ""
    return when(value) if field in _DATES else trimmed(value, _VALUE)


def follow_up_items(told: Told) -> tuple[Item, ...]:
    """What may have met a signal's condition or consequence, the surest first."""
    return tuple(_follow_up_item(told, found) for found in told.follow_ups[:_MOST])


def _follow_up_item(told: Told, found: FollowUp) -> Item:
    reasons = [one_line(reason) for reason in found.reasons]
    parts = (listed(reasons, _MOST), f"{found.score:.2f}", where_from([found.line]))
    is_new = told.news == "updated" and told.is_news(found.line)
    return Item(
        text=f"{_MET[found.met]}: {quoted(in_words(found.line), ANSWER_WIDTH)}",
        refs=references([found.line]),
        says="; ".join(part for part in parts if part),
        mark="new" if is_new else "",
    )


def new_reports(told: Told) -> str:
    """How many reports have come since, of what was told before: "2 new reports"."""
    if told.news != "updated":
        return ""
    number = len({x.article.id for x in told.thread.lines if published(x) and told.is_news(x)})
    return f"{number} new report{'' if number == 1 else 's'}" if number else ""
