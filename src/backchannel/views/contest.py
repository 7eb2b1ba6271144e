"""What stands beneath a line: who disputes it, how its account changed, what may have met it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from backchannel.entries.entry import Message
from backchannel.links.account import Change, Dispute, DisputeSort, FollowUp, Side
from backchannel.record.query import Line
from backchannel.views.index import Told, published
from backchannel.views.items import (
    ANSWER_WIDTH,
    STANCES,
    alike,
    in_words,
    references,
    standing_of,
    where_from,
)
from backchannel.views.page import Item
from backchannel.views.wording import chain, in_turn, listed, one_line, quoted, trimmed, when

ABOUT: dict[DisputeSort, str] = {
    "answered": "answered",
    "whether": "whether it happened",
    "who": "by whom",
    "to_whom": "to whom",
    "content": "what",
    "how_many": "how many",
}
_MET = {"condition": "may have been met", "consequence": "may have followed"}
_SHOWN_BY: Mapping[str, frozenset[str]] = {
    "denied": frozenset({"deny"}),
    "disputed": frozenset({"deny", "doubt", "correct"}),
    "confirmed": frozenset({"confirm"}),
}
_MOST = 3  # changes, and what may have met a condition, on one line's account
_VALUE = 80
_DATES = ("date", "since", "until")


def below(told: Told) -> tuple[Item, ...]:
    """All that belongs beneath a thread."""
    disputed = (*dispute_items(told), *answer_items(told))
    return (*disputed, *change_items(told), *follow_up_items(told))


def marks(told: Told, *words: str) -> str:
    """The words to see first: whether it is news, then ``words``, then whether it is disputed."""
    found = dict.fromkeys(w for w in (told.news, *words) if w)
    if not set(found) & {"denied", "disputed"}:
        found |= dict.fromkeys(_standing(told))
    return ", ".join(found)


def _standing(told: Told) -> list[str]:
    stances = {side.stance for side in _sides(told)}
    if any(d.sort != "answered" for d in told.contests) or stances & {"doubt", "correct"}:
        return ["disputed"]
    if "deny" in stances:
        return ["denied"]
    return ["confirmed"] if "confirm" in stances else []


def _sides(told: Told) -> list[Side]:
    """All who dispute or answer it."""
    return [*(side for d in told.contests for side in d.sides), *told.answers]


def is_contested(told: Told) -> bool:
    """Whether somebody denies, doubts or corrects it, or it is told otherwise."""
    return bool({"disputed", "denied"} & set(_standing(told)))


def dispute_items(told: Told) -> tuple[Item, ...]:
    """One line for each side of each dispute; what the line itself asserts is not said again."""
    found: list[Item] = []
    shown: list[Side] = []
    about = told.contests
    for dispute in about:
        for side in dispute.sides:
            if not _is_own(told, dispute, side) and not any(_is_in(side, x) for x in shown):
                found.append(_side_item(told, side, side_words(dispute, side)))
                shown.append(side)
    return (*found, *_answered_items(told, [d for d in told.disputes if d not in about]))


def _answered_items(told: Told, disputes: Iterable[Dispute]) -> Iterator[Item]:
    """What a thread answers, where another passage tells it."""
    for dispute in disputes:
        for side in dispute.sides:
            if side.stance == "asserts" and not _is_where(side.lines, told.thread.lines):
                who = f", according to {one_line(side.who)}" if side.who else ""
                words = f"in answer to: {quoted(side.says, ANSWER_WIDTH)}{who}"
                yield _side_item(told, side, words)


def answer_items(told: Told) -> tuple[Item, ...]:
    """Who answers it beside those who dispute it, and by whose word it stands as it does.

    What the article has as confirmed or denied is never shown without saying by whom, or that
    this is not found.
    """
    shown = [side for d in told.contests for side in d.sides]
    found = [
        _side_item(told, side, answer_words(side))
        for side in told.answers
        if not any(_is_in(side, x) for x in shown)
    ]
    return (*found, *_own_items(told))


def _own_items(told: Told) -> Iterator[Item]:
    standing = standing_of(told.head.entry)
    wanted = _SHOWN_BY.get(standing, frozenset())
    if not wanted or any(_is_found(told, side, wanted) for side in _sides(told)):
        return
    text, sources = f"the article has it as {standing}", _says_so(told)
    if not sources:
        text += "; by whom is not found"
    elif isinstance(told.head.entry, Message):
        # Whoever tells of a message need not be the one who confirms or denies it.
        text += f", according to {chain(sources)}; no answer to it is found"
    else:
        return
    # Without a reference: the line has it, and an answer in the same passage is not yet shown.
    yield Item(text, ())


def _says_so(told: Told) -> tuple[str, ...]:
    return getattr(told.head.entry, "attributed_to", ())


def _is_found(told: Told, side: Side, wanted: frozenset[str]) -> bool:
    """Whether a side shows who confirms or denies: by name, or in another passage's words."""
    if side.stance == "asserts":
        others = [x for d in told.contests for x in d.sides if d.sort == "content"]
        return standing_of(told.head.entry) == "disputed" and side in others[1:]
    return side.stance in wanted and (side.who is not None or not _is_of(told, side))


def _is_of(told: Told, side: Side) -> bool:
    """Whether a side rests on the thread's own lines alone."""
    ids = {line.id for line in told.thread.lines}
    return all(line.id in ids for line in side.lines)


def _is_own(told: Told, dispute: Dispute, side: Side) -> bool:
    """Whether a side says no more than the line itself does."""
    if side.stance != "asserts":
        return side.who is None and _is_of(told, side)
    if dispute.sort == "content":
        return len(dispute.sides) == 1
    return dispute.sort == "answered" or (dispute.sort == "whether" and _is_of(told, side))


def _is_in(side: Side, other: Side) -> bool:
    """Whether a side only repeats another: the same stance in passages that overlap."""
    return (
        side.stance == other.stance
        and side.stance != "asserts"
        and _is_where(side.lines, other.lines)
    )


def _is_where(lines: Iterable[Line], others: Sequence[Line]) -> bool:
    """Whether every line stands where one of the others does."""
    return all(
        any(
            x.article.id == y.article.id and x.entry.evidence.overlaps(y.entry.evidence)
            for y in others
        )
        for x in lines
    )


def _side_item(told: Told, side: Side, words: str) -> Item:
    return Item(
        text=words,
        refs=references(side.lines),
        says=where_from(side.lines),
        mark="new" if told.is_added(side.lines) else "",
    )


def side_words(dispute: Dispute, side: Side) -> str:
    """One side: "Denied by Sera Dovan: “…”", or "by whom: Velmora, according to an official"."""
    if side.stance == "asserts":
        who = f", according to {one_line(side.who)}" if side.who else ""
        says = quoted if dispute.sort in ("content", "whether") else trimmed
        return f"{ABOUT[dispute.sort]}: {says(side.says, ANSWER_WIDTH)}{who}"
    if dispute.sort == "whether" and side.who:
        return f"Denied, according to {one_line(side.who)}: {quoted(side.says, ANSWER_WIDTH)}"
    return answer_words(side)


def answer_words(side: Side) -> str:
    """Who answers, and how: "Confirmed by Sera Dovan: “…”"."""
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
            mark="new" if told.is_added([line]) else "changed",
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
    return Item(
        text=f"{_MET[found.met]}: {quoted(in_words(found.line), ANSWER_WIDTH)}",
        refs=references([found.line]),
        says=in_turn(parts),
        mark="new" if told.is_added([found.line]) else "",
    )


def new_reports(told: Told) -> str:
    """How many reports have come since, of what was told before: "2 new reports"."""
    if told.news != "updated":
        return ""
    number = len({x.article.id for x in told.thread.lines if published(x) and told.is_news(x)})
    return f"{number} new report{'' if number == 1 else 's'}" if number else ""
