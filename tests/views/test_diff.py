"""What came to an account since a day."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import accounts
import crisis
import pytest

from backchannel.links.account import Account
from backchannel.record.corrections import Mend
from backchannel.record.store import Record
from backchannel.views.diff import diff_page
from backchannel.views.difference import Between, Difference, diff, difference
from backchannel.views.page import Item

SINCE = Between(datetime.date(2031, 3, 3))


@pytest.fixture
def now() -> Account:
    return crisis.told(every_kind=True)


@pytest.fixture
def before() -> Account:
    sheets = [accounts.sheet(*read) for read in crisis.articles() if read[0].id != "reprint"]
    return accounts.account(sheets)


def groups(found: Difference, most: int | None = None) -> dict[tuple[str, str], list[Item]]:
    page = diff_page(found, most)
    return {(s.title, g.heading): list(g.items) for s in page.sections for g in s.groups}


def test_what_nobody_told_before_is_new(before: Account, now: Account) -> None:
    found = difference(before, now, SINCE)
    assert [now.sheets[i].article.id for i in found.articles] == ["reprint", "dispatch"]
    assert {t.head.article.id for t in found.added} == {"dispatch"}
    made = groups(found)
    assert ("New", "Signals (2)") in made
    assert next(iter(made)) == ("New", "Signals (2)")
    assert diff_page(found).lead == (
        "2 articles added, of 2 origins (1 reprint); 1 of these origins known before.",
        "17 new threads, 6 told further, 1 newly disputed, 0 corrections.",
    )


def test_what_was_told_before_is_shown_with_its_new_reports(before: Account, now: Account) -> None:
    made = groups(difference(before, now, SINCE))
    (line,) = made["Told further", "Messages (1)"]
    assert line.says == (
        "now 2 reports, 2 origins (Harbour Times, Strait Wire); "
        "before 1 report, 1 origin (Strait Wire)"
    )
    report, denial = line.below
    assert denial.text.startswith("Denied by Sera Dovan")
    assert (report.mark, report.says) == ("new", "Harbour Times, 3 Mar 2031")
    (disputed,) = made["Newly disputed", "Messages (1)"]
    assert [b.text.split(":")[0] for b in disputed.below] == ["Denied by Sera Dovan"]


def test_a_side_that_was_there_before_is_no_news(before: Account, now: Account) -> None:
    denied = accounts.side(before, "deny", "Sera Dovan", "wire:5")
    asserted = accounts.side(before, "asserts", None, "wire:4")
    before = accounts.disputed(before, "wire:4", "answered", asserted, denied)
    assert difference(before, now, SINCE).disputed == ()


def test_what_was_taken_for_two_things_is_said(now: Account) -> None:
    before = accounts.account(now.sheets.values())
    found = difference(before, now, SINCE)
    assert (len(found.added), len(found.changed)) == (0, 6)
    (line,) = groups(found)["Told further", "Messages (1)"]
    assert line.says.endswith("; before 2 threads apart")


def test_a_new_figure_comes_with_the_one_before(before: Account, now: Account) -> None:
    old, new = (now.lines[f"dispatch:{n}"] for n in (9, 11))
    day = datetime.date(2031, 3, 1)
    published = dataclasses.replace(old.article.published, day=day)  # type: ignore[type-var]
    old = dataclasses.replace(old, article=dataclasses.replace(old.article, published=published))
    held = accounts.series(
        accounts.point(old, "harbour office"),
        accounts.point(new, "United Nations", flags=("older_than_its_date",)),
    )
    made = groups(difference(before, dataclasses.replace(now, series=(held,)), SINCE))
    (line,) = [i for i in made["New", "Tallies (4)"] if "about 30 to 35" in i.text]
    assert line.says.endswith("; before: at least 24, 1 Mar 2031; older than its date")


def test_lines_are_bounded_and_choice_holds(before: Account, now: Account) -> None:
    page = diff_page(difference(before, now, SINCE), 1)
    (events,) = [g for s in page.sections for g in s.groups if g.heading == "Events (3)"]
    assert events.more == "and 2 more (backchannel threads event --since 2031-03-03)"
    assert difference(before, now, SINCE, chosen=["wire:4"]).added == ()


def test_what_people_put_right_is_shown_with_who_and_why(tmp_path: Path) -> None:
    at = datetime.datetime(2031, 3, 3, 9, tzinfo=datetime.UTC)
    with Record.open(crisis.make(tmp_path / "r.db"), write=True) as record:
        (line,) = record.entries(kind="message", article="wire")
        mend = Mend.of(record.anchor(line.id), channel="letter")
        record.correct(mend, why="it was a letter", by="Ada", at=at)
        found = diff(record, SINCE)
        assert diff(record, Between(datetime.date(2031, 3, 4))).corrected == ()
    (made,) = groups(found)["Corrected", "Corrections (1)"]
    assert "channel=letter" in made.text
    assert made.says == "Ada, 2031-03-03 09:00 UTC: it was a letter; holds"
    assert [r.ref.split(":")[0] for r in made.refs] == ["wire"]
    assert "1 correction." in diff_page(found).lead[1]


def test_the_account_before_is_that_of_what_was_published_before(every_kind_file: Path) -> None:
    with Record.open(every_kind_file) as record:
        found = diff(record, SINCE)
        until = diff(record, Between(SINCE.since, SINCE.since))
    names = [found.now.sheets[i].article.id for i in found.articles]
    assert sorted(names) == ["dispatch", "reprint"]
    assert [until.now.sheets[i].article.id for i in until.articles] == ["reprint"]
    assert {t.head.article.id for t in found.added} >= {"dispatch"}


def test_since_the_first_day_that_there_is_everything_dated_is_new(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", write=True) as record:
        for article, reading in crisis.articles():
            record.add(article, reading)
        record.link()
        found = diff(record, Between(datetime.date.min))
        undated = {a.id for a in record.articles() if a.published is None}
    named = {found.now.sheets[i].article.id for i in found.articles}
    assert named == {s.article.id for s in found.now.sheets.values()} - undated
