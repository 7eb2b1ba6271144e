"""The command line, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import crisis
import pytest
from click.testing import CliRunner, Result

from backchannel.cli import cli
from backchannel.entries.entry import KINDS
from backchannel.errors import RecordError
from backchannel.exports import jsonl
from backchannel.record.store import Record
from backchannel.views.wording import count, plural

COMMANDS = (
    "read",
    "brief",
    "timeline",
    "threads",
    "disputes",
    "series",
    "origins",
    "diff",
    "list",
    "why",
    "explain",
    "search",
    "export",
    "link",
    "correct",
    "remove",
    "info",
)


def run(*args: str, record: Path | None = None) -> Result:
    given = [*args, *(["--record", str(record)] if record else [])]
    return CliRunner().invoke(cli, given, catch_exceptions=False)


def program(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The installed program in a process of its own."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", "from backchannel.cli import main; main()", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,
    )


def test_the_commands_are_those_of_the_manual() -> None:
    assert sorted(cli.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_every_option_has_help(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"Examples:\n  backchannel {command}" in shown.output or (
        "Examples:" in shown.output and f"backchannel {command}" in shown.output
    )
    for parameter in cli.commands[command].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_brief_in_every_form(crisis_file: Path, tmp_path: Path) -> None:
    text = run("brief", record=crisis_file).output
    assert "Velmora to Kessaria, through Oman, by embassy" in text
    assert run("brief", "--format", "md", record=crisis_file).output.startswith("# Brief\n")
    file = tmp_path / "brief.html"
    done = run("brief", "--format", "html", "--output", str(file), record=crisis_file)
    assert (done.exit_code, done.output) == (0, "")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_brief_as_json_has_every_line_of_the_page(crisis_file: Path) -> None:
    value = json.loads(run("brief", "--format", "json", record=crisis_file).output)
    messages = next(s for s in value["sections"] if s["title"] == "Messages")
    line = messages["groups"][0]["lines"][0]
    assert line["refs"]
    assert {"text", "mark", "says", "below"} <= set(line)
    assert {a["name"] for a in value["articles"]} >= {"wire"}


def test_series_in_every_form(every_kind_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "series.html"
    done = run("series", "--format", "html", "-o", str(file), record=every_kind_file)
    assert (done.exit_code, done.output) == (0, "")
    assert "<h3>Killed" in file.read_text(encoding="utf-8")
    assert run("series", "--format", "md", record=every_kind_file).output.startswith("# Series\n")
    table = tmp_path / "series.txt"
    run("series", "-o", str(table), record=every_kind_file)
    assert table.read_text(encoding="utf-8").startswith("SERIES\n")


def test_timeline_of_so_many_lines_a_day(crisis_file: Path) -> None:
    whole = run("timeline", record=crisis_file).output
    short = run("timeline", "--limit", "1", record=crisis_file).output
    assert "more (without --limit)" in short
    assert "more (without --limit)" not in whole
    assert len(short) < len(whole)


@pytest.mark.parametrize(
    "command",
    ["brief", "timeline", "threads", "disputes", "series", "diff", "export", "list message",
     "search convoy"],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_until_before_since_is_a_mistake(command: str, turned: bool, crisis_file: Path) -> None:
    days = ["--since", "2031-03-04", "--until", "2031-03-02"]
    done = run(*command.split(), *(days[2:] + days[:2] if turned else days), record=crisis_file)
    assert done.exit_code == 2
    assert "--until is a day before --since" in done.output


def test_an_article_goes_by_the_beginning_of_its_name(crisis_file: Path, tmp_path: Path) -> None:
    whole = run("list", "message", "--article", "wire", record=crisis_file)
    assert run("list", "message", "--article", "wir", record=crisis_file).output == whole.output
    assert run("brief", "--article", "wir", record=crisis_file).output.startswith("BRIEF")
    copy = tmp_path / "copy.db"
    shutil.copyfile(crisis_file, copy)
    assert run("remove", "wir", record=copy).output == "Removed: wire\n"
    assert run("remove", "nothing", record=copy).exit_code == 2


def test_list_table(crisis_file: Path) -> None:
    done = run("list", "messages", record=crisis_file)
    assert done.exit_code == 0
    assert "Velmora" in done.stdout
    assert "3 messages" in done.stderr
    assert "\x1b" not in done.output


def test_list_jsonl_has_the_export_s_fields_and_can_be_read_back(crisis_file: Path) -> None:
    done = run("list", "message", "--article", "wire", "--format", "jsonl", record=crisis_file)
    (value,) = [json.loads(line) for line in done.output.splitlines()]
    assert value["text"].startswith("Velmora sent Kessaria a note")
    with Record.open(crisis_file) as record:
        (line,) = record.entries(kind="message", article="wire")
    assert value["id"] == line.id
    assert jsonl.from_object(value) == ("wire", line.entry)


def test_list_json_is_one_array(crisis_file: Path) -> None:
    values = json.loads(run("list", "response", "--format", "json", record=crisis_file).output)
    assert [v["doc"] for v in values] == ["reprint", "wire"]


def test_list_csv(crisis_file: Path) -> None:
    done = run("list", "message", "--format", "csv", record=crisis_file)
    rows = list(csv.DictReader(io.StringIO(done.output)))
    assert [r["doc"] for r in rows] == ["hostile", "reprint", "wire"]
    assert rows[2]["sender_name"] == "Velmora"
    assert rows[2]["content"] == "the convoy would pass"
    assert rows[2]["published"] == "2031-03-02"
    assert rows[0]["published"] == ""


def test_filters_on_the_command_line(crisis_file: Path) -> None:
    def docs(*filters: str) -> list[str]:
        done = run("list", "message", "--format", "jsonl", *filters, record=crisis_file)
        return [json.loads(line)["doc"] for line in done.output.splitlines()]

    assert docs("--since", "2031-03-03") == ["reprint"]
    assert docs("--until", "2031-03-02") == ["wire"]
    assert docs("--outlet", "harbour", "--about", "convoys") == ["reprint"]
    assert docs("--party", "Oman", "--limit", "1") == ["reprint"]
    assert run("list", "message", "--since", "yesterday", record=crisis_file).exit_code == 2


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_every_kind_is_listed_and_explained(every_kind_file: Path, kind: str) -> None:
    done = run("list", plural(kind), record=every_kind_file)
    assert done.exit_code == 0
    rows = done.stdout.splitlines()[1:]
    assert done.stderr.strip() == count(len(rows), kind)
    for row in rows:
        shown = run("why", row.split()[0], record=every_kind_file)
        assert shown.exit_code == 0
        assert shown.output.startswith(f"{kind} {row.split()[0]}")
    values = run("list", kind, "--format", "csv", record=every_kind_file).output
    assert len(list(csv.DictReader(io.StringIO(values)))) == len(rows)


def test_filters_of_what_an_entry_holds(every_kind_file: Path) -> None:
    def found(kind: str, *filters: str) -> list[str]:
        done = run("list", kind, "--format", "jsonl", *filters, record=every_kind_file)
        assert done.exit_code == 0, done.output
        return [json.loads(line)["text"] for line in done.output.splitlines()]

    assert found("signal", "--where", "type=demand") == ["Velmora must recall its ships"]
    assert len(found("signal", "--from", "Kessaria", "--to", "Velmora")) == 2
    assert found("signal", "--to", "Kessaria") == []
    assert len(found("event", "--place", "Oman")) == len(found("event", "--place", "karim")) == 2
    planned = found("event", "--where", "actuality=planned", "--where", "type=MOBILIZE")
    assert planned == ["Kessaria will move two frigates to the strait"]
    assert found("event", "--min-confidence", "0.95") == ["it had fired on the port"]
    assert len(found("statement", "--article", "dispatch", "--min-confidence", "0.5")) == 1
    exported = run("export", "--where", "stance=deny", record=every_kind_file).output
    assert {json.loads(line)["kind"] for line in exported.splitlines()} == {"response"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("event", "--where", "stance=deny"), "'stance' is no field to choose by (event)"),
        (("event", "--where", "actuality=maybe"), "actuality is never 'maybe'; it is actual, pl"),
        (("event", "--where", "actuality"), "'actuality' is not of the form FIELD=VALUE"),
        (("event", "--min-confidence", "2"), "is not in the range 0<=x<=1"),
    ],
)
def test_what_cannot_be_chosen_by_is_said(
    every_kind_file: Path, args: tuple[str, ...], said: str
) -> None:
    done = program("list", *args, "--record", str(every_kind_file))
    assert done.returncode == 2
    assert said in done.stderr


def test_why_takes_the_brief_s_references_and_ids(crisis_file: Path) -> None:
    with Record.open(crisis_file) as record:
        (line,) = record.entries(kind="message", article="wire")
    for wanted in (f"[{line.ref}]", line.id, line.id[:6]):
        text = run("why", wanted, record=crisis_file).output
        assert "[[Velmora **sent Kessaria a note through** Oman's embassy" in text
        assert "says so: Kessarian official" in text
        assert "stands in: Kessarian official:" in text
        assert "outlet: Strait Wire" in text
        assert "published: 2 Mar 2031 (from field:date)" in text
        assert "status: denied" in text
        assert "date: not stated" in text


def test_explain_in_every_form(every_kind_file: Path, tmp_path: Path) -> None:
    text = run("explain", "disp", record=every_kind_file).output
    assert "[1: Kessaria warned Velmora that it would close the strait" in text
    assert "17 entries." in text
    assert max(map(len, text.splitlines())) <= 100
    some = run("explain", "dispatch", "--kind", "tallies", record=every_kind_file).output
    assert "4 entries." in some
    sure = run("explain", "dispatch", "--min-confidence", "0.9", record=every_kind_file).output
    assert "left out as less sure" in sure
    for form in ("html", "text"):
        file = tmp_path / form
        done = run("explain", "hostile", "--format", form, "-o", str(file), record=every_kind_file)
        assert (done.exit_code, done.output) == (0, "")
        assert "\x1b" not in file.read_text(encoding="utf-8")
    assert (tmp_path / "html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_why_can_leave_out_what_is_less_sure(every_kind_file: Path) -> None:
    every = run("why", "dispatch:386-431", record=every_kind_file)
    assert "confidence: 0.35" in every.output
    around = run("why", "dispatch:340-400", "--min-confidence", "0.5", record=every_kind_file)
    assert "confidence: 0.35" not in around.output
    done = program(
        "why", "dispatch:386-431", "--min-confidence", "0.5", "--record", str(every_kind_file)
    )
    assert done.returncode == 2
    assert "no entry at dispatch:386-431 has a confidence of 0.5 or more" in done.stderr


def test_hostile_words_do_not_reach_the_terminal(crisis_file: Path) -> None:
    commands = [
        ("brief",),
        ("timeline",),
        ("threads",),
        ("origins", "hostile:30-40"),
        ("list", "message"),
        ("search", "wait"),
        ("why", "hostile:30-40"),
        ("explain", "hostile"),
        ("explain", "hostile", "--format", "html"),
    ]
    for command in commands:
        done = run(*command, record=crisis_file)
        assert done.exit_code == 0, done.output
        assert "\\x1b[" in done.output
        assert "\x1b" not in done.output


def test_search(crisis_file: Path) -> None:
    done = run("search", "answering", record=crisis_file)
    assert "Statements\n  Tomas Veil (Kessaria): “Tomas Veil told" in done.output
    assert "Articles\n  A note over the strait — Harbour Times, 3 Mar 2031: “" in done.output
    nothing = run("search", "zebra", record=crisis_file)
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")


def test_export_is_the_record(crisis_file: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "jsonl", record=crisis_file)
    with Record.open(crisis_file) as record:
        expected = [(line.article.id, line.entry) for line in record.entries()]
    assert list(jsonl.read(done.output.splitlines())) == expected
    file = tmp_path / "messages.jsonl"
    run("export", "--kind", "message", "-o", str(file), record=crisis_file)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


def test_info(crisis_file: Path) -> None:
    text = run("info", record=crisis_file).output
    assert "3 articles" in text
    assert "3 articles read by model hand-1" in text
    with Record.open(crisis_file) as record:
        assert f"schema {record.info().migrations[-1]}" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("brief", "--record", "none.db"), "Error: there is no record at none.db;"),
        (("why", "zzzz9"), "neither an entry's id"),
        (("why", "wire:99998-99999"), "no entry of wire stands at"),
        (("search", "()"), "no word to search for"),
        (("list", "omens"), "'omens' is not one of statement, message, signal, response"),
        (("brief", "--output", "no/such/folder.txt"), "cannot write no/such/folder.txt"),
        (("frobnicate",), "No such command"),
        (("explain", "nowhere"), "there is no article 'nowhere' in the record, and no such file"),
        (("explain", "wire", "--kind", "omen"), "'omen' is not one of statement"),
    ],
)
def test_errors_are_one_line_and_status_2(
    crisis_file: Path, args: tuple[str, ...], said: str
) -> None:
    done = program(*args, env={**os.environ, "BACKCHANNEL_RECORD": str(crisis_file)})
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_output_to_a_pipe_is_utf8_without_colour(crisis_file: Path) -> None:
    env = {**os.environ, "BACKCHANNEL_RECORD": str(crisis_file), "LC_ALL": "C"}
    for args in (("list", "message"), ("why", "wire:30-40"), ("brief",), ("search", "note")):
        done = program(*args, env=env)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr


def test_a_closed_pipe_is_no_error(crisis_file: Path) -> None:
    env = {**os.environ, "BACKCHANNEL_RECORD": str(crisis_file)}
    for args in ("export", "origins wire:30-116"):
        command = f"'{sys.executable}' -c 'from backchannel.cli import main; main()' {args}"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{command} | head -1"],
            capture_output=True,
            text=True,
            env=env,
            check=False,
        )
        assert done.stdout.count("\n") == 1
        assert (done.returncode, done.stderr) == (0, "")


def test_report_lists_what_was_skipped() -> None:
    from backchannel.record.fill import ReadReport
    from backchannel.record.skips import Skipped
    from backchannel.views.terminal import report_text

    report = ReadReport(
        new=2,
        again=1,
        known=3,
        entries={"statement": 5, "message": 1},
        skipped=(
            Skipped("a\x1b.txt", None, "input", "empty"),
            Skipped("b", 4, "input", "bad JSON"),
        ),
        model="m",
    )
    assert report_text(report, "r.db") == (
        "2 articles read, 1 read again, 3 known already, 2 skipped. "
        "Found 5 statements, 1 message. Record: r.db\n"
        "Skipped 2 inputs:\n  a\\x1b.txt: empty\n  b:4: bad JSON\n"
    )


# --- the account


def test_pages_of_the_account_in_every_form(every_kind_file: Path) -> None:
    for command in ("timeline", "threads", "disputes", "diff"):
        since = ["--since", "2031-03-03"] if command == "diff" else []
        text = run(command, *since, record=every_kind_file)
        assert text.exit_code == 0, text.output
        title = text.output.splitlines()[0]
        page = run(command, *since, "--format", "html", record=every_kind_file).output
        assert page.startswith("<!doctype html>")
        assert title.lower() in page.lower()
        markdown = run(command, *since, "--format", "md", record=every_kind_file).output
        assert markdown.lower().startswith(f"# {title.lower()}")
        values = json.loads(run(command, *since, "--format", "json", record=every_kind_file).output)
        assert isinstance(values, list)
        assert values


def test_threads_by_kind_filter_and_number_of_reports(crisis_file: Path) -> None:
    text = run("threads", "messages", "--min-reports", "2", record=crisis_file).output
    assert "Messages (1)" in text
    assert "[reprint:" in text
    assert "[wire:" in text
    values = json.loads(
        run(
            "threads", "message", "--from", "Velmora", "--format", "json", record=crisis_file
        ).output
    )
    with Record.open(crisis_file) as record:
        known = {x.id for x in record.entries(kind="message")}
    assert {x["id"] for value in values for x in value["lines"]} == known
    assert all(value["origins"]["least"] <= value["origins"]["most"] for value in values)


def test_series_as_a_table_and_as_json(every_kind_file: Path) -> None:
    done = run("series", "killed", record=every_kind_file)
    assert done.stdout.startswith("Killed: Port Karim, since 3 Mar 2031\n")
    assert "harbour office" in done.stdout
    assert "about 30 to 35" in done.stdout
    assert done.stderr.strip().endswith("series")
    values = json.loads(run("series", "--format", "json", record=every_kind_file).output)
    assert {value["what"] for value in values} == {"killed", "ships"}


def test_origins_of_an_entry(crisis_file: Path) -> None:
    with Record.open(crisis_file) as record:
        (line,) = record.entries(kind="message", article="wire")
    for wanted in (line.ref, line.id, line.id[:6]):
        text = run("origins", wanted, record=crisis_file).output
        assert "2 reports, 1 origin" in text
        assert "2 articles of one origin" in text
        assert "[reprint] Harbour Times, 3 Mar 2031" in text
    (value,) = json.loads(run("origins", line.id, "--format", "json", record=crisis_file).output)
    assert value["entry"] == line.id
    assert value["thread"]["origins"]["most"] == 1
    assert value["lineages"][0]["links"]


def test_why_says_who_else_tells_it(crisis_file: Path) -> None:
    with Record.open(crisis_file) as record:
        (line,) = record.entries(kind="message", article="wire")
    text = run("why", line.id, record=crisis_file).output
    assert "thread: " in text
    assert "2 reports, 1 origin" in text
    assert "also told by: Harbour Times, 3 Mar 2031: “Velmora sent Kessaria a note" in text
    assert "disputed: " in text
    assert "thread: " not in run("why", line.id, "--alone", record=crisis_file).output


def test_read_links_at_its_end_and_link_has_nothing_left(tmp_path: Path) -> None:
    file = crisis.make(tmp_path / "r.db", linked=False)
    done = run("link", record=file)
    assert done.output.startswith("3 articles linked. Found ")
    assert run("link", record=file).output == "0 articles linked.\n"
    assert run("link", "--quiet", record=file).output == ""


def test_a_command_links_what_is_not_linked_first(tmp_path: Path) -> None:
    file = crisis.make(tmp_path / "r.db", linked=False)
    done = run("threads", "message", "--min-reports", "2", record=file)
    assert "Messages (1)" in done.stdout
    assert done.stderr == ""
    with Record.open(file) as record:
        assert record.unlinked() == 0


def test_what_cannot_be_linked_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = crisis.make(tmp_path / "r.db", linked=False)
    whole = Record.open.__func__  # type: ignore[attr-defined]

    def only_read(cls: type[Record], where: str, *, write: bool = False) -> Record:
        if write:
            raise RecordError("it is read-only")
        return whole(cls, where)

    monkeypatch.setattr(Record, "open", classmethod(only_read))
    done = run("brief", record=file)
    assert done.exit_code == 0
    assert done.stderr == "Not linked yet: 3 articles (backchannel link).\n"
    assert "Not linked yet: 3 articles (backchannel link)." in done.stdout


def test_remove_takes_an_article_out(tmp_path: Path) -> None:
    file = crisis.make(tmp_path / "r.db")
    assert run("remove", "reprint", record=file).output == "Removed: reprint\n"
    assert "2 articles" in run("info", record=file).output
    text = run("threads", "message", "--min-reports", "2", record=file).output
    assert "No such thread." in text
    done = program("remove", "reprint", "--record", str(file))
    assert done.returncode == 2
    assert "there is no article named 'reprint'" in done.stderr


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for command in (("link",), ("remove", "a"), ("brief",), ("origins", "a:1-2")):
        done = program(*command, "--record", str(tmp_path / "none.db"))
        assert done.returncode == 2
        assert "there is no record at" in done.stderr
    assert list(tmp_path.iterdir()) == []
