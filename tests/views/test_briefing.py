"""The brief: what it says, in which order, and where each line leads."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.record.query import Filter
from backchannel.record.skips import Skipped
from backchannel.record.store import Record
from backchannel.views import BriefOptions, brief, to_text
from backchannel.views.page import Item, Page, Section


@pytest.fixture
def record(crisis_file: Path) -> Iterator[Record]:
    with Record.open(crisis_file) as opened:
        yield opened


def section(page: Page, title: str) -> Section:
    return next(s for s in page.sections if s.title == title)


def items(page: Page) -> list[Item]:
    top = [i for s in page.sections for g in s.groups for i in g.items]
    return top + [b for i in top for b in i.below]


def test_messages_are_grouped_by_route_and_reprints_share_a_line(record: Record) -> None:
    carried, open_ = section(brief(record), "Messages").groups
    assert carried.heading == "Velmora to Kessaria, through Oman, by embassy"
    (line,) = carried.items
    assert line.text == "“the convoy would pass”"
    assert line.mark == "denied"
    assert line.says == (
        "according to Kessarian official; Strait Wire, 2 Mar 2031; Harbour Times, 3 Mar 2031"
    )
    assert [r.ref.split(":")[0] for r in line.refs] == ["wire", "reprint"]
    assert open_.heading == "Velmora to Kessaria"


def test_a_denial_stands_beneath_what_it_denies_and_nowhere_else(record: Record) -> None:
    page = brief(record)
    (denial,) = section(page, "Messages").groups[0].items[0].below
    assert denial.text == ("Denied by Sera Dovan (Velmora): “who denied that a note had been sent”")
    contested = section(page, "Denied, disputed, not confirmed")
    assert contested.groups == ()
    assert contested.note == "2 more above, under the messages that they answer."


def test_statements_go_by_party_known_ones_first_without_what_is_shown_above(
    record: Record,
) -> None:
    groups = section(brief(record), "Who said what").groups
    assert [g.heading for g in groups] == ["Velmora", "Kessaria", "Iven Sand"]
    (veil,) = groups[1].items
    assert veil.text == "Tomas Veil to Switzerland: “Kessaria would answer if it was asked”"
    assert veil.says == "on state TV; Strait Wire, 2 Mar 2031; Harbour Times, 3 Mar 2031"


def test_every_line_leads_to_its_characters(record: Record) -> None:
    for item in items(brief(record)):
        assert item.refs
        for reference in item.refs:
            assert record.entry(reference.ref)
            marked = "".join(p.text for p in reference.passage.pieces if p.evidence)
            assert marked in {line.quote() for line in record.entry(reference.ref)}


def test_the_lead_says_what_is_covered_and_what_is_not(crisis_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(crisis_file.read_bytes())
    with Record.open(copy, write=True) as record:
        record.note_skipped([Skipped("x.jsonl", 417, "input", "bad JSON")], [])
        lead = brief(record).lead
    assert lead[0] == (
        "3 articles, 2 Mar 2031 to 3 Mar 2031 (1 without a date). "
        "Outlets: Bad\\x1b[2J News, Harbour Times, Strait Wire."
    )
    assert lead[1] == (
        "3 messages between 1 pair of parties; 2 denied or disputed. 2 responses to claims. "
        "6 other statements."
    )
    assert lead[2] == "Not read: 1 input: x.jsonl:417: bad JSON."


def test_filters_narrow_the_brief_and_an_answer_comes_with_its_message(record: Record) -> None:
    page = brief(record, Filter(about="convoy"))
    assert page.title == "Brief on convoy"
    assert [g.heading for g in section(page, "Messages").groups] == [
        "Velmora to Kessaria, through Oman, by embassy"
    ]
    assert len(section(page, "Messages").groups[0].items[0].below) == 1
    assert section(page, "Who said what").groups == ()
    page = brief(record, Filter(outlet="wire", party="Tomas Veil"))
    assert section(page, "Messages").nothing == "No message between parties is reported."
    assert [s.name for s in page.sources] == ["wire"]


def test_days_leave_out_articles_without_a_date_and_say_so(record: Record) -> None:
    lead = brief(record, Filter(since=datetime.date(2031, 3, 3))).lead
    assert lead[0].startswith("1 article, 3 Mar 2031. Outlets: Harbour Times")
    assert lead[0].endswith("Left out for want of a date: 1.")


def test_what_is_left_out_is_counted(record: Record) -> None:
    page = brief(record, options=BriefOptions(lines=1, parties=1))
    said = section(page, "Who said what")
    assert [g.heading for g in said.groups] == ["Velmora"]
    page = brief(record, options=BriefOptions(headings=1))
    note = "Not shown: 1 message by other ways (backchannel list message)."
    assert section(page, "Messages").note == note
    assert said.note.startswith("Not shown: 4 statements by 2 other parties")


def test_an_empty_record_makes_a_brief_that_says_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", write=True) as record:
        text = to_text(brief(record))
    assert "0 articles." in text
    assert "No message between parties is reported." in text
    assert "No denial, doubt or refusal is reported." in text


def test_text_keeps_to_its_width(record: Record) -> None:
    text = to_text(brief(record), width=72)
    assert all(len(line) <= 72 for line in text.splitlines() if " " in line.strip())
    assert re.search(r"\[wire:\d+-\d+\]", text)
