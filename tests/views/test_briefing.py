"""The brief: what it says, in which order, and where each line leads."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import accounts
import crisis
import pytest

from backchannel.links.account import Account, Change, Origin, Origins
from backchannel.record.query import Filter
from backchannel.record.skips import Skipped
from backchannel.record.store import Record
from backchannel.views import BriefOptions, brief, to_text
from backchannel.views.asking import Asked
from backchannel.views.briefing import brief_of
from backchannel.views.contest import dispute_items, marks
from backchannel.views.index import Index
from backchannel.views.page import Item, Page, Section


@pytest.fixture
def record(crisis_file: Path) -> Iterator[Record]:
    with Record.open(crisis_file) as opened:
        yield opened


@pytest.fixture
def account() -> Account:
    return crisis.told()


def section(page: Page, title: str) -> Section:
    return next(s for s in page.sections if s.title == title)


def every_item(page: Page) -> list[Item]:
    top = [i for s in page.sections for g in s.groups for i in g.items]
    return top + [b for i in top for b in i.below]


def since(day: int) -> Asked:
    return Asked(Filter(since=datetime.date(2031, 3, day)))


def test_what_two_articles_tell_is_one_line_with_its_origins(account: Account) -> None:
    carried, open_ = section(brief_of(account, Asked()), "Messages").groups
    assert carried.heading == "Velmora to Kessaria, through Oman, by embassy"
    (line,) = carried.items
    assert line.text == "“the convoy would pass”"
    assert line.mark == "denied"
    assert line.says == (
        "according to Kessarian official; "
        "2 reports, 2 origins (Harbour Times, Strait Wire), 2 Mar 2031 to 3 Mar 2031"
    )
    assert [r.ref.split(":")[0] for r in line.refs] == ["wire", "reprint"]
    assert open_.heading == "Velmora to Kessaria"


def test_a_number_of_origins_that_is_not_known_is_said(account: Account) -> None:
    found = tuple(Origin("lineage", name, ()) for name in ("Quay News", "Strait Wire"))
    account = accounts.with_thread(account, "wire:4", origins=Origins(1, 2, found))
    (line,) = section(brief_of(account, Asked()), "Messages").groups[0].items
    assert "2 reports, cannot tell how many origins (1 to 2: Quay News, Strait Wire)" in line.says


def test_a_denial_stands_beneath_what_it_denies_and_nowhere_else(account: Account) -> None:
    page = brief_of(account, Asked())
    (denial,) = section(page, "Messages").groups[0].items[0].below
    assert denial.text == "Denied by Sera Dovan: “who denied that a note had been sent”"
    assert [r.ref.split(":")[0] for r in denial.refs] == ["wire", "reprint"]
    contested = section(page, "Denied, disputed, not confirmed")
    assert contested.groups == ()
    assert contested.note == "1 more with the lines that they answer."


def test_a_denial_of_what_is_not_shown_is_shown_by_itself(account: Account) -> None:
    account = dataclasses.replace(account, disputes=())
    (group,) = section(brief_of(account, Asked()), "Denied, disputed, not confirmed").groups
    (denial,) = group.items
    assert group.heading == "Claims answered once"
    assert denial.text == "Denied by Sera Dovan (Velmora): “who denied that a note had been sent”"


def test_how_the_account_changed_stands_beneath(account: Account) -> None:
    day = datetime.date(2031, 3, 3)
    changes = (
        Change("recipient", "Kessaria", "Oman", "reprint:4", day),
        Change("channel", None, "letter", "reprint:4", day),
    )
    account = accounts.with_thread(account, "wire:4", changes=changes)
    (line,) = section(brief_of(account, Asked()), "Messages").groups[0].items
    changed = line.below[-1]
    assert (changed.mark, changed.text) == (
        "changed",
        "recipient Oman (before Kessaria), channel added: letter",
    )
    assert [r.ref.split(":")[0] for r in changed.refs] == ["reprint"]


def test_sides_that_differ_stand_beneath_with_who_says_what(account: Account) -> None:
    sides = (
        accounts.side(account, "asserts", "Kessarian official", "wire:4", says="Kessaria"),
        accounts.side(account, "asserts", None, "reprint:4", says="Oman"),
    )
    account = dataclasses.replace(account, disputes=())
    account = accounts.disputed(account, "wire:4", "to_whom", *sides)
    (line,) = section(brief_of(account, Asked()), "Messages").groups[0].items
    assert [b.text for b in line.below] == [
        "to whom: Kessaria, according to Kessarian official",
        "to whom: Oman",
        "the article has it as denied, according to Kessarian official; no answer to it is found",
    ]


def message_with_answers(account: Account) -> Item:
    page = brief_of(account, Asked())
    (found,) = (i for g in section(page, "Messages").groups for i in g.items if i.below)
    return found


def test_what_is_denied_by_nobody_who_is_found_is_said_to_be(account: Account) -> None:
    account = dataclasses.replace(account, disputes=())
    line = account.lines["wire:4"]
    bare = dataclasses.replace(line.entry, attributed_to=())  # type: ignore[type-var]
    head = dataclasses.replace(line, entry=bare)
    account = accounts.with_thread(account, "wire:4", head=head, lines=(head,))
    shown = message_with_answers(account)
    assert shown.mark == "denied"
    assert [b.text for b in shown.below] == ["the article has it as denied; by whom is not found"]


def test_who_confirms_stands_beneath_though_nobody_disputes_it(account: Account) -> None:
    line = account.lines["wire:4"]
    entry = dataclasses.replace(line.entry, status="reported")  # type: ignore[type-var]
    head = dataclasses.replace(line, entry=entry)
    account = accounts.with_thread(account, "wire:4", head=head, lines=(head,))
    confirmed = accounts.side(account, "confirm", "Sera Dovan", "wire:5")
    answers = {Index.of(account).threads["wire:4"].id: (confirmed,)}
    account = dataclasses.replace(account, disputes=(), answers=answers)
    shown = message_with_answers(account)
    assert shown.mark == "confirmed"
    (who,) = shown.below
    assert who.text.startswith("Confirmed by Sera Dovan")
    assert who.refs


def test_an_answer_shows_what_it_answers_and_is_not_itself_denied(account: Account) -> None:
    index = Index.of(account)
    (answered,) = account.disputes
    response = next(s for s in answered.sides if s.stance == "deny").lines[0]
    told = index.told_of(index.threads[response.id])
    assert told.disputes == (answered,)
    assert (told.contests, marks(told)) == ((), "")
    (shown,) = dispute_items(told)
    assert shown.text.startswith("in answer to: “")


def test_what_a_side_only_repeats_is_shown_once(account: Account) -> None:
    denied = accounts.side(account, "deny", "Dovan", "wire:5")
    asserted = accounts.side(account, "asserts", None, "wire:4", "reprint:4")
    account = accounts.disputed(account, "wire:4", "whether", asserted, denied)
    (line,) = section(brief_of(account, Asked()), "Messages").groups[0].items
    assert [b.text for b in line.below] == [
        "Denied by Sera Dovan: “who denied that a note had been sent”"
    ]


def test_statements_go_by_party_known_ones_first_without_what_is_shown_above(
    account: Account,
) -> None:
    groups = section(brief_of(account, Asked()), "Who said what").groups
    assert [g.heading for g in groups] == ["Velmora", "Kessaria", "Iven Sand"]
    (veil,) = groups[1].items
    assert veil.text == "Tomas Veil to Switzerland: “Kessaria would answer if it was asked”"
    assert veil.says.startswith("on state TV; 2 reports, 2 origins")


def test_since_asks_for_news_and_counts_the_rest(account: Account) -> None:
    page = brief_of(account, since(3))
    assert page.title == "Brief since 3 Mar 2031"
    assert page.lead[-1] == (
        "Since 3 Mar 2031: 0 new threads, 6 told further. "
        "Left out: 1 of which no report has a date."
    )
    (line,) = section(page, "Messages").groups[0].items
    assert line.mark == "updated, denied"
    assert line.says.endswith("3 Mar 2031; 1 new report")
    page = brief_of(account, since(2))
    assert section(page, "Messages").groups[0].items[0].mark == "new, denied"
    page = brief_of(account, since(4))
    assert page.lead[-1].endswith("Left out: 6 with nothing new, 1 of which no report has a date.")
    assert section(page, "Messages").groups == ()


def test_a_dispute_that_is_new_makes_an_old_line_news(account: Account) -> None:
    account = accounts.account(account.sheets.values())
    asserted = accounts.side(account, "asserts", None, "wire:4")
    late = accounts.side(account, "deny", "Sera Dovan", "reprint:5")
    account = accounts.disputed(account, "wire:4", "answered", asserted, late)
    lines = [i for g in section(brief_of(account, since(3)), "Messages").groups for i in g.items]
    (line,) = [i for i in lines if i.refs[0].ref.startswith("wire")]
    assert line.mark == "updated, denied"
    assert [b.mark for b in line.below] == ["new"]


def test_every_line_leads_to_its_characters(record: Record) -> None:
    for item in every_item(brief(record)):
        assert item.refs
        for reference in item.refs:
            assert record.entry(reference.ref)
            marked = "".join(p.text for p in reference.passage.pieces if p.evidence)
            assert marked in {line.quote() for line in record.entry(reference.ref)}


def test_the_lead_says_what_is_covered_and_what_is_not(account: Account) -> None:
    skipped = Skipped("x.jsonl", 417, "input", "bad JSON")
    lead = brief_of(account, Asked(skipped=(skipped,), unlinked=2)).lead
    assert lead == (
        "3 articles of 2 origins (1 reprint), 2 Mar 2031 to 3 Mar 2031 (1 without a date). "
        "Outlets: Bad\\x1b[2J News, Harbour Times, Strait Wire.",
        "7 threads of 13 entries: 4 statements, 2 messages, 1 response. "
        "6 told by more than one article, 6 by more than one origin; 1 disputed.",
        "Not read: 1 input: x.jsonl:417: bad JSON.",
        "Not linked yet: 2 articles (backchannel link).",
    )


def test_sources_say_what_an_article_is_made_from(account: Account) -> None:
    text = to_text(brief_of(account, Asked()))
    assert "[reprint] Harbour Times, 3 Mar 2031, A note over the strait, a reprint of wire" in text


def test_filters_choose_threads_with_at_least_one_entry_that_they_choose(record: Record) -> None:
    page = brief(record, Filter(about="convoy", outlet="harbour"))
    assert page.title == "Brief on convoy"
    assert page.lead[0].startswith("1 article of 1 origin")
    assert {g.heading for g in section(page, "Messages").groups} == {
        "Velmora to Kessaria, through Oman, by embassy"
    }
    assert section(page, "Who said what").groups == ()
    page = brief(record, Filter(outlet="wire", party="Tomas Veil"))
    assert section(page, "Messages").nothing == "No message is reported."
    assert "wire" in [s.name for s in page.sources]


def test_a_kind_alone(record: Record) -> None:
    assert [s.title for s in brief(record, Filter(kind="message")).sections] == ["Messages"]
    assert [s.title for s in brief(record, Filter(kind="response")).sections] == [
        "Denied, disputed, not confirmed"
    ]


def test_until_leaves_out_articles_without_a_date_and_says_so(record: Record) -> None:
    lead = brief(record, Filter(until=datetime.date(2031, 3, 2))).lead
    assert lead[0].startswith("1 article of 1 origin, 2 Mar 2031. Outlets: Strait Wire")
    assert lead[0].endswith("Left out for want of a date: 1.")


def test_what_is_left_out_is_counted(account: Account) -> None:
    page = brief_of(account, Asked(), BriefOptions(lines=1, parties=1))
    said = section(page, "Who said what")
    assert [g.heading for g in said.groups] == ["Velmora"]
    page = brief_of(account, Asked(), BriefOptions(headings=1))
    note = "Not shown: 1 more under other headings (backchannel threads message)."
    assert section(page, "Messages").note == note
    assert said.note.startswith("Not shown: 2 statements by 2 other parties")


def test_what_lists_the_rest_asks_for_the_same(account: Account) -> None:
    choice = Filter(party="Tomas Veil", since=datetime.date(2031, 3, 2))
    page = brief_of(account, Asked(choice), BriefOptions(lines=1, headings=1, parties=1))
    assert section(page, "Who said what").note.endswith(
        "(backchannel threads statement --since 2031-03-02 --party 'Tomas Veil')."
    )
    assert section(page, "Forecasts").nothing == "Nothing new."


def test_an_empty_record_makes_a_brief_that_says_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", write=True) as record:
        text = to_text(brief(record))
    assert "0 articles." in text
    assert "No message is reported." in text
    assert "No denial, doubt or refusal is reported." in text


def test_text_keeps_to_its_width(account: Account) -> None:
    text = to_text(brief_of(account, Asked()), width=72)
    assert all(len(line) <= 72 for line in text.splitlines() if " " in line.strip())
    assert re.search(r"\[wire:\d+-\d+\]", text)
