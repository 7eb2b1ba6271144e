"""`backchannel correct`, as a user runs it."""

from __future__ import annotations

import getpass
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backchannel.cli import cli
from backchannel.correct_commands import correct
from backchannel.entries.entry import Event, Message, Party, Place, Signal, Statement, Tally
from backchannel.record.query import Line
from backchannel.record.store import Record

WHY = ("--why", "read again")


@pytest.fixture
def file(every_kind_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "crisis.db"
    shutil.copyfile(every_kind_file, copy)
    return copy


def run(file: Path, *args: str, status: int = 0) -> Result:
    given = ["correct", *args, "--record", str(file)]
    result = CliRunner().invoke(cli, given, env={"BACKCHANNEL_BY": "ada"}, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result


def lines(file: Path, article: str, kind: str) -> list[Line]:
    with Record.open(file) as record:
        return list(record.entries(article=article, kind=kind))


def entry(file: Path, article: str, kind: str) -> Line:
    return lines(file, article, kind)[0]


@pytest.mark.parametrize("name", sorted(correct.commands))
def test_help_has_examples_and_every_option_has_help(name: str) -> None:
    command = correct.commands[name]
    shown = CliRunner().invoke(cli, ["correct", name, "--help"]).output
    assert f"backchannel correct {name}" in shown
    assert "Examples:" in shown
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_an_entry_is_rejected_and_given_back(file: Path) -> None:
    before = lines(file, "wire", "message")
    said = run(file, "reject", before[0].id[:6], *WHY).output
    made, _, shown = said.partition(" ")
    assert shown.startswith(f"reject message {before[0].id} [wire:30-116]\n  ada, ")
    assert "read again\n  holds\n" in shown
    assert lines(file, "wire", "message") == []
    run(file, "undo", made[:5], "--why", "it was right", "--by", "bo")
    assert lines(file, "wire", "message") == before
    assert run(file, "list").output == ""
    assert "taken back by bo, " in run(file, "list", "--all").output
    said = run(file, "undo", made, *WHY, status=2).output
    assert said == f"Error: {made} was taken back by bo already\n"


def test_fields_are_mended(file: Path) -> None:
    line = entry(file, "wire", "message")
    run(
        file, "mend", line.ref, "recipient=Oman/OMN", "intermediary=", "date=2031-03-02",
        "channel=letter", "content=sent Kessaria a note", "attributed_to=Tomas Veil",
        "attributed_to=state TV", "sender=the wind/-", *WHY,
    )  # fmt: skip
    new = entry(file, "wire", "message").entry
    assert isinstance(new, Message)
    assert (new.recipient, new.intermediary, new.date) == (Party("Oman", "OMN"), None, "2031-03-02")
    assert (new.channel, new.sender) == ("letter", Party("the wind"))
    assert new.attributed_to == ("Tomas Veil", "state TV")
    assert new.content is not None
    assert new.content.of(line.article.text) == "sent Kessaria a note"


def test_numbers_places_and_lists_are_mended(file: Path) -> None:
    tally, event = entry(file, "dispatch", "tally"), entry(file, "dispatch", "event")
    run(file, "mend", tally.id, "value=30-1,200", "bound=about", "part_of=2.5e3", "of=", *WHY)
    new = entry(file, "dispatch", "tally").entry
    assert isinstance(new, Tally)
    assert (new.value, new.bound, new.part_of, new.of) == ((30, 1200), "about", 2500, None)
    run(file, "mend", event.id, "place=Muscat", "attributed_to=", "evidence=0-5", *WHY)
    moved = entry(file, "dispatch", "event").entry
    assert isinstance(moved, Event)
    assert moved.place is not None
    assert (moved.place.name, moved.place.country) == ("Muscat", "OMN")
    assert moved.place.latitude == pytest.approx(23.58, abs=0.1)
    assert (moved.attributed_to, tuple(moved.evidence)) == ((), (0, 5))
    run(file, "mend", event.id, "place=Port Nowhere/OMN", *WHY)
    moved = entry(file, "dispatch", "event").entry
    assert isinstance(moved, Event)
    assert moved.place == Place("Port Nowhere", "OMN")


def test_statements_are_mended(file: Path) -> None:
    first, second = lines(file, "wire", "statement")[:2]
    run(
        file, "mend", second.id, f"within={first.id}", "content=the convoy would pass",
        "content=Velmora sent Kessaria a note through", "speaker=Switzerland", *WHY,
    )  # fmt: skip
    new = lines(file, "wire", "statement")[1].entry
    assert isinstance(new, Statement)
    assert (new.within, new.speaker) == (0, Party("Switzerland", "CHE"))
    assert [span.of(first.article.text) for span in new.content] == [
        "the convoy would pass",
        "Velmora sent Kessaria a note through",
    ]


def test_words_are_found_as_people_type_them(file: Path) -> None:
    line = entry(file, "dispatch", "signal")
    typed = "“Velmora  must recall its ships,” said"
    run(file, "mend", line.id, f"evidence={typed}", *WHY)
    new = entry(file, "dispatch", "signal")
    assert isinstance(new.entry, Signal)
    assert new.quote() == '"Velmora must recall its ships," said'


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["recipient"], "'recipient' is not of the form FIELD=VALUE"),
        (["colour=red"], "a message has no field 'colour'; it has evidence, trigger"),
        (["channel=pigeon"], "channel: 'pigeon' is not one of letter"),
        (["channel="], "channel: may not be unknown"),
        (["date=soon"], "date: 'soon' is no date"),
        (["date=2031-03-01", "date=2031-03-02"], "date is given twice"),
        (["content=a flying note"], "wire does not say 'a flying note'"),
        (["content=said"], "wire says 'said' 3 times: "),
        (["content=9000-9010"], "goes beyond the article's"),
        (["sender=/OMN"], "'/OMN' names no party"),
        (["evidence="], "evidence: may not be unknown"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_line(file: Path, fields: list[str], said: str) -> None:
    shown = run(file, "mend", entry(file, "wire", "message").id, *fields, *WHY, status=2)
    assert shown.output.startswith("Error: ")
    assert said in shown.output
    assert shown.output.count("\n") == 1
    assert run(file, "list").output == ""


def test_an_entry_is_added_with_its_passage(file: Path) -> None:
    said = run(
        file, "add", "wire", "events", "--evidence", "Tomas Veil told the Swiss", "--trigger",
        "told", "type=CONSULT", "actor=Tomas Veil/KESSARIA", "recipient=Switzerland", *WHY,
    ).output  # fmt: skip
    (line,) = lines(file, "wire", "event")
    assert isinstance(line.entry, Event)
    assert line.quote() == "Tomas Veil told the Swiss"
    assert line.quote(line.entry.trigger) == "told"
    assert (line.entry.actor, line.entry.actuality) == (Party("Tomas Veil", "KESSARIA"), "actual")
    assert (line.entry.recipient, line.entry.confidence) == (Party("Switzerland", "CHE"), None)
    assert said.endswith(f"holds, as {line.id}\n")
    assert line.corrected_by == said.partition(" ")[0]


def test_a_statement_is_added_inside_another(file: Path) -> None:
    outer = entry(file, "wire", "statement")
    run(
        file, "add", "wire", "statement", "--evidence", "through Oman's embassy",
        f"within={outer.id}", "content=Oman's embassy", "speaker=Oman", *WHY,
    )  # fmt: skip
    new = lines(file, "wire", "statement")[-1].entry
    assert isinstance(new, Statement)
    assert (new.within, new.speaker, new.quoting) == (0, Party("Oman", "OMN"), "indirect")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["message", "--evidence", "a note had been sent"], "needs its trigger"),
        (["statement", "--evidence", "Sera Dovan", "--trigger", "Dovan"], "has no trigger"),
        (["event", "--evidence", "Sera Dovan", "--trigger", "Dovan"], "needs its type (ASSAULT"),
        (["statement", "--evidence", "Sera Dovan"], "needs its content"),
        (["event", "--evidence", "the moon", "--trigger", "moon"], "does not say 'the moon'"),
        (["event", "--evidence", " ", "--trigger", "moon"], "no words to look for"),
    ],
)
def test_what_lacks_something_is_not_added(file: Path, args: list[str], said: str) -> None:
    assert said in run(file, "add", "wire", *args, *WHY, status=2).output


def test_things_are_tied_and_parted(file: Path) -> None:
    one, other = (entry(file, name, "message").id for name in ("wire", "reprint"))
    run(file, "merge-threads", one, other, *WHY)
    run(file, "split-threads", other[:7], one, *WHY)
    run(file, "split-lineages", "wire", "repr", *WHY)
    run(file, "merge-lineages", "wire", "dispatch", *WHY)
    run(file, "merge-parties", "Tomas Veil", "Kessarian official/KESSARIA", *WHY)
    said = run(file, "split-parties", "velmora/VELMORA", "Sera Dovan", *WHY).output
    assert "split parties Sera Dovan/VELMORA and Velmora/VELMORA\n" in said
    with Record.open(file) as record:
        judged = record.judgements()
        identities = {name: record.article_anchor(name).identity for name in ("wire", "dispatch")}
    assert judged.joined_entries == ()
    assert judged.parted_entries == (tuple(sorted([one, other])),)
    assert judged.joined_articles == (tuple(sorted(identities.values())),)
    assert len(judged.parted_articles) == 1
    official, veil = Party("Kessarian official", "KESSARIA"), Party("Tomas Veil", "KESSARIA")
    assert judged.joined_parties == ((official, veil),)
    listed = run(file, "list").output
    assert listed.count("\n") == 18
    assert "  overruled by a later one\n" in listed


def test_parties_that_nobody_names_are_not_tied(file: Path) -> None:
    said = run(file, "merge-parties", "Nobody", "Sera Dovan", *WHY, status=2).output
    assert said == "Error: no entry of the record names a party 'Nobody'\n"
    line = entry(file, "wire", "message")
    run(file, "mend", line.id, "intermediary=Sera Dovan/-", *WHY)
    said = run(file, "merge-parties", "Sera Dovan", "Tomas Veil", *WHY, status=2).output
    assert "acts for several (Sera Dovan/-, Sera Dovan/VELMORA); give the code as well" in said
    run(file, "merge-parties", "Sera Dovan/-", "Sera Dovan/VELMORA", *WHY)


def test_corrections_are_written_for_programs(file: Path) -> None:
    line = entry(file, "wire", "message")
    run(file, "mend", line.id, "date=2031-03-02", *WHY)
    (made,) = map(json.loads, run(file, "list", "--format", "jsonl").output.splitlines())
    assert (made["kind"], made["action"], made["made_by"]) == ("correction", "mend", "ada")
    assert (made["state"], made["entries"]) == ("holds", [line.id])
    assert made["content"] == {
        "entry": {"id": line.id, "article": "wire", "kind": "message"},
        "fields": {"date": "2031-03-02"},
    }


def test_who_corrects_is_who_is_logged_in(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKCHANNEL_BY", raising=False)
    monkeypatch.setattr(getpass, "getuser", lambda: "eve")
    args = ["correct", "reject", entry(file, "wire", "message").id, *WHY, "--record", str(file)]
    assert "  eve, " in CliRunner().invoke(cli, args).output


def test_a_reason_is_asked_for(file: Path) -> None:
    line = entry(file, "wire", "message").id
    assert "Missing option '--why'" in run(file, "reject", line, status=2).output
    assert "needs a reason" in run(file, "reject", line, "--why", " ", status=2).output


def test_a_hostile_reason_is_printed_safely(file: Path) -> None:
    line = entry(file, "hostile", "message").id
    said = run(file, "reject", line, "--why", "\x1b[2J\nforged  holds").output
    assert "\x1b" not in said
    assert said.count("\n") == 3


def test_no_record_is_made_by_a_mistyped_name(tmp_path: Path) -> None:
    said = run(tmp_path / "none.db", "reject", "abcd", *WHY, status=2).output
    assert said.startswith("Error: there is no record at ")
    assert list(tmp_path.iterdir()) == []
