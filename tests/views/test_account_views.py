"""Timeline, threads, disputes, series, origins: an account from its other sides."""

from __future__ import annotations

import dataclasses
import datetime

import accounts
import crisis
import pytest

from backchannel.links.account import Account
from backchannel.links.link import EntryLink
from backchannel.record.query import Filter
from backchannel.views import to_html, to_text
from backchannel.views.asking import Asked
from backchannel.views.disputes import disputes_of
from backchannel.views.index import Descent, Index, descents
from backchannel.views.origins import origins_of
from backchannel.views.page import Item, Page
from backchannel.views.series import series_tables
from backchannel.views.threads import ThreadOptions, threads_of
from backchannel.views.timeline import dated_of, timeline_of


@pytest.fixture
def account() -> Account:
    return crisis.told(every_kind=True)


def groups(page: Page) -> dict[str, list[Item]]:
    return {g.heading: list(g.items) for s in page.sections for g in s.groups}


def id_of(account: Account, words: str) -> str:
    return next(x.id for x in account.lines.values() if x.quote().startswith(words))


# --- timeline


def test_what_is_dated_stands_under_its_date_the_rest_under_its_report(account: Account) -> None:
    page = timeline_of(account, Asked(), Filter())
    assert [g.heading for g in page.sections[0].groups] == [
        "2 Mar 2031, reported on that day, own date not stated",
        "3 Mar 2031",
        "4 Mar 2031, reported on that day, own date not stated",
        "No date",
    ]
    days = groups(page)
    (strike,) = days["3 Mar 2031"]
    assert strike.text.startswith("Velmora → Oman, assault, Port Karim (Oman): “Velmoran gunboats")
    note, denial = days["2 Mar 2031, reported on that day, own date not stated"]
    assert note.text.startswith("message, Velmora to Kessaria, through Oman, by embassy")
    assert note.mark == "denied"
    assert denial.text.startswith("Denied by Sera Dovan")
    assert "2 reports, 2 origins" in note.says


def test_days_are_those_of_the_timeline(account: Account) -> None:
    day = datetime.date(2031, 3, 3)
    found = dated_of(account, Asked(), Filter(since=day, until=day))
    assert [(d.date, d.of_report) for d in found] == [("2031-03-03", False)]


def test_a_month_is_within_a_time_that_it_overlaps(account: Account) -> None:
    line = account.lines[id_of(account, "Velmoran gunboats shelled")]
    entry = dataclasses.replace(line.entry, date="2031-03")  # type: ignore[type-var]
    moved = accounts.thread([dataclasses.replace(line, entry=entry)])
    account = dataclasses.replace(account, threads=(moved,), disputes=())
    within = Filter(since=datetime.date(2031, 3, 20))
    assert [d.date for d in dated_of(account, Asked(), within)] == ["2031-03"]
    assert dated_of(account, Asked(), Filter(since=datetime.date(2031, 4, 1))) == []


# --- threads


def test_threads_show_their_witnesses_and_what_ties_them(account: Account) -> None:
    link = EntryLink("reprint:4", "wire:4", "same", 0.93, ("same sender", "same words"))
    account = accounts.with_thread(account, "wire:4", links=(link,))
    page = threads_of(account, Asked(Filter(kind="message")))
    first, alone = groups(page)["Messages (2)"]
    assert first.says.endswith("; wire:4")
    wire, reprint, denial = first.below
    assert wire.says == (
        "according to Kessarian official; Strait Wire, 2 Mar 2031; "
        "tied by same sender, same words (0.93); wire:4"
    )
    assert [r.ref.split(":")[0] for r in reprint.refs] == ["reprint"]
    assert denial.text.startswith("Denied by Sera Dovan")
    assert alone.below == ()


def test_threads_told_by_several_and_at_most_so_many(account: Account) -> None:
    several = groups(threads_of(account, Asked(), ThreadOptions(min_reports=2)))
    assert set(several) == {"Statements (4)", "Messages (1)", "Responses (1)"}
    (shown,) = [
        g
        for g in threads_of(account, Asked(), ThreadOptions(limit=1)).sections[0].groups
        if g.heading.startswith("Events")
    ]
    assert (len(shown.items), shown.more) == (1, "and 2 more (without --limit)")


def test_threads_with_news(account: Account) -> None:
    asked = Asked(Filter(since=datetime.date(2031, 3, 3), kind="message"))
    (line,) = groups(threads_of(account, asked))["Messages (1)"]
    assert line.mark == "updated, denied"
    assert [b.mark for b in line.below] == ["", "new", ""]


# --- disputes


def test_disputes_show_every_side(account: Account) -> None:
    other = accounts.side(account, "asserts", "United Nations", "dispatch:11", says="30 to 35")
    least = accounts.side(account, "asserts", None, "dispatch:9", says="24")
    account = accounts.disputed(account, "dispatch:9", "how_many", least, other)
    found = groups(disputes_of(account, Asked()))
    assert list(found) == ["Denied, doubted or told otherwise (1)", "How many (1)"]
    (answered,) = found["Denied, doubted or told otherwise (1)"]
    assert answered.text.startswith("message, Velmora to Kessaria")
    assert answered.says.endswith("; shown by: told of both")
    (many,) = found["How many (1)"]
    assert [b.text for b in many.below] == [
        "how many: 24",
        "how many: 30 to 35, according to United Nations",
    ]


def test_a_denied_statement_is_not_shown_beside_what_it_tells(account: Account) -> None:
    denied = accounts.side(account, "deny", "Sera Dovan", "wire:5")
    asserted = accounts.side(account, "asserts", None, "wire:0")
    account = accounts.disputed(account, "wire:0", "answered", asserted, denied)
    assert len(groups(disputes_of(account, Asked()))["Denied, doubted or told otherwise (1)"]) == 1
    statements = disputes_of(account, Asked(Filter(kind="statement")))
    (line,) = groups(statements)["Denied, doubted or told otherwise (1)"]
    assert line.text.startswith("statement, Kessarian official")


def test_a_dispute_is_chosen_by_either_side(account: Account) -> None:
    denial = Asked(chosen=frozenset({"reprint:5"}))
    assert len(groups(disputes_of(account, denial))) == 1
    other = Asked(chosen=frozenset({"wire:3"}))
    assert disputes_of(account, other).sections[0].nothing == "Nothing is disputed."
    assert disputes_of(account, other).sections[0].groups == ()


# --- series


def with_series(account: Account) -> Account:
    office, un = (account.lines[f"dispatch:{n}"] for n in (9, 11))
    part = accounts.series(
        accounts.point(account.lines["dispatch:10"], None, flags=("part_exceeds_whole",))
    )
    whole = accounts.series(
        accounts.point(office, "harbour office"),
        accounts.point(un, "United Nations"),
        parts=(part.id,),
    )
    return dataclasses.replace(account, series=(part, whole))


def test_rivals_share_a_day_and_parts_follow_their_whole(account: Account) -> None:
    whole, part = series_tables(with_series(account), Asked())
    assert whole.title == "Killed: Port Karim, since 3 Mar 2031"
    assert [(r.day, r.source, r.value) for r in whole.rows] == [
        ("4 Mar 2031", "harbour office", "at least 24, since 3 Mar 2031"),
        ("4 Mar 2031", "United Nations", "about 30 to 35, since 3 Mar 2031"),
    ]
    assert part.part_of == (whole.title,)
    (row,) = part.rows
    assert (row.value, row.flags) == (
        "7, since 3 Mar 2031, of 24",
        "part larger than its whole",
    )
    assert row.reports == "1 report"


@pytest.mark.parametrize(
    ("what", "number"), [("killed", 2), ("sailors", 1), ("Killed", 2), ("ships", 0)]
)
def test_series_are_chosen_by_what_is_counted(account: Account, what: str, number: int) -> None:
    assert len(series_tables(with_series(account), Asked(), what)) == number


def test_series_with_a_figure_since(account: Account) -> None:
    account = with_series(account)
    asked = Asked(Filter(since=datetime.date(2031, 3, 4)))
    assert len(series_tables(account, asked)) == 2
    assert series_tables(account, Asked(Filter(since=datetime.date(2031, 3, 5)))) == []
    assert series_tables(account, Asked(chosen=frozenset({"wire:1"}))) == []


# --- origins


def test_origins_with_what_rests_on_each_and_aligned_passages(account: Account) -> None:
    line = account.lines["wire:4"]
    (found,) = origins_of(account, [line, account.lines["reprint:4"]])
    assert found.number == "2 origins (Harbour Times, Strait Wire)"
    assert [(o.name, [x.id for x in lines]) for o, lines in found.origins] == [
        ("Harbour Times", ["reprint:4"]),
        ("Strait Wire", ["wire:4"]),
    ]
    (family,) = found.families
    assert family.articles == (
        "[wire] Strait Wire, 2 Mar 2031",
        "[reprint] Harbour Times, 3 Mar 2031, reprint of wire",
    )
    (evidence,) = family.evidence
    assert (evidence.kind, evidence.reasons) == ("reprint", ("both name Strait Wire",))
    (passage,) = evidence.passages
    assert passage.first.words == passage.second.words
    assert passage.first.words.startswith("Velmora sent Kessaria a note through")
    assert passage.second.ref.startswith("reprint:")


def test_each_article_comes_from_the_nearest_earlier_one(account: Account) -> None:
    index = Index.of(account)
    wire, reprint = (index.sheets[name].identity for name in ("wire", "reprint"))
    lineage = index.lineages["wire"]
    assert descents(lineage) == {reprint: Descent("reprint", wire)}
    by_hand = dataclasses.replace(lineage, links=())
    assert descents(by_hand) == {reprint: Descent(None, wire)}


# --- hostile


def test_no_page_prints_what_steers_a_terminal_or_a_browser(account: Account) -> None:
    for page in (
        timeline_of(account, Asked(), Filter()),
        threads_of(account, Asked()),
        disputes_of(account, Asked()),
    ):
        assert "\x1b" not in to_text(page) + to_html(page)
        assert "<b>wait" not in to_html(page)
