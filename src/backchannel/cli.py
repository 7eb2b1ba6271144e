"""The command line: each command a thin shell over a public function."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

from backchannel import account_commands
from backchannel.account_commands import open_for_account, write_page
from backchannel.correct_commands import correct
from backchannel.options import (
    MIN_CONFIDENCE,
    entry_filter_options,
    filter_of,
    filter_options,
    format_option,
    kind_of,
    kind_option,
    kinds_of,
    limit_option,
    output_option,
    page_options,
    quiet_option,
    record_option,
)
from backchannel.shell import INTERRUPTED, SOMETHING_SKIPPED, ClosedError, Group, examples, write

if TYPE_CHECKING:
    from backchannel.record.store import Record


def _open(record_file: str) -> Record:
    from backchannel.record.store import Record

    return Record.open(record_file)


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "backchannel read news/                 read a folder into ./backchannel.db",
        "backchannel brief                      what was said between whom",
        "backchannel why seed-001:512-640       the passage behind a line of the brief",
    ),
)
@click.version_option(package_name="backchannel", prog_name="backchannel")
def cli() -> None:
    """Read news about a crisis and keep a record: who told whom what, through whom, who denies it.

    Exit status: 0 all went well, 1 something could not be read (it is listed), 2 the command or
    the record is at fault.
    """


@cli.command(
    epilog=examples(
        "backchannel read news/ 'archive/*.html' wire.jsonl",
        "curl -s https://example.org/story.html | backchannel read -",
        "backchannel read news/ --record crisis.db",
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@record_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to read in; by default one a core.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=120.0,
    show_default=True,
    metavar="S",
    help="Time allowed for one article, where more than one process reads.",
)
@quiet_option
def read(
    paths: tuple[str, ...], record_file: str, workers: int | None, seconds: float, quiet: bool
) -> None:
    """Read articles into the record.

    PATH is a file, a folder, a glob, or - for standard input: plain text, HTML, JSON Lines or
    CSV. What the record knows already is looked up, not read again; a run that was stopped goes on
    where it was. What cannot be read is listed with the reason. At the end the new articles are
    linked with all others; see `backchannel link`.
    """
    from backchannel.record.fill import ReadOptions
    from backchannel.record.fill import read as read_into
    from backchannel.views import terminal

    options = ReadOptions(workers=workers, seconds=seconds)
    with terminal.reading_progress(paths, shown=not quiet) as on_article:
        report = read_into(paths, record_file, options, on_article)
    linked = account_commands.link_now(record_file, shown=not quiet)
    if not quiet:
        click.echo(terminal.report_text(report, record_file), nl=False)
        if linked.articles:
            click.echo(terminal.links_text(linked))
    if not report.ok:
        sys.exit(SOMETHING_SKIPPED)


@cli.command(
    epilog=examples(
        "backchannel brief --since 2026-03-01 --party Iran",
        "backchannel brief --kind signal --min-confidence 0.6",
        "backchannel brief --about 'grain convoy' --format md > brief.md",
        "backchannel brief --format html --output brief.html",
    )
)
@record_option
@filter_options
@kind_option
@limit_option("Lines under one heading.", 5)
@page_options
def brief(record_file: str, form: str, limit: int, output: str, **given: Any) -> None:
    """What was said between whom, demanded, done, counted and claimed, and what is denied.

    One line a thread: what several articles report is one thing, with the number of its origins.
    --since asks what is new since that day; the other filters choose threads of which they choose
    at least one entry. Every line ends with references to its passages; `backchannel why` shows
    them.
    """
    from backchannel import views

    with open_for_account(record_file) as record:
        page = views.brief(record, filter_of(given, record), views.BriefOptions(lines=limit))
    write_page(page, form, output)


@cli.command(
    name="list",
    epilog=examples(
        "backchannel list message --party IRN --since 2026-03-01",
        "backchannel list signal --from Iran --where type=threat --min-confidence 0.8",
        "backchannel list event --place Oman --where actuality=planned",
        "backchannel list tally --where what=killed --format csv > killed.csv",
        "backchannel list statement --about convoy --format jsonl | jq .speaker.name",
    ),
)
@click.argument("kind", callback=kind_of)
@record_option
@entry_filter_options
@limit_option("At most so many.")
@format_option("table", "json", "jsonl", "csv", says="How to write them.")
def list_(kind: str, record_file: str, form: str, **given: Any) -> None:
    """List the entries of one KIND.

    KIND is statement, message, signal, response, position, event, tally, relation or forecast.
    json and jsonl have the fields of the export, and the entry's id and text.
    """
    from backchannel.exports import flat
    from backchannel.views import terminal

    with _open(record_file) as record:
        lines = record.entries(filter_of(given, record, kind=kind))
        if form == "csv":
            write(flat.to_csv(lines, kind), "-")
        elif form == "table":
            terminal.print_table(lines, kind)
        else:
            write(_json(lines, as_list=form == "json"), "-")


def _json(lines: Any, as_list: bool) -> Iterator[str]:
    from backchannel.exports import jsonl
    from backchannel.exports.nesting import renumbered

    objects = (
        {"id": x.id} | jsonl.to_object(x.article.id, x.entry) | {"text": x.quote()}
        for x in renumbered(lines)
    )
    if as_list:
        yield json.dumps(list(objects), ensure_ascii=False, indent=2) + "\n"
    else:
        for value in objects:
            yield json.dumps(value, ensure_ascii=False) + "\n"


@cli.command(
    epilog=examples(
        "backchannel why seed-001:512-640",
        "backchannel why k3jx6qhw2m4a",
    )
)
@click.argument("entry")
@record_option
@MIN_CONFIDENCE
@click.option("--alone", is_flag=True, help="Without what other articles tell; quicker.")
def why(entry: str, record_file: str, min_confidence: float | None, alone: bool) -> None:
    """Show the passage behind an ENTRY, who says so, and what other articles tell of it.

    ENTRY is a reference as the brief has it (article:start-end), an id as `list` has it, or the
    first characters of an id.
    """
    from backchannel.views import explain_entry, terminal

    with _open(record_file) if alone else open_for_account(record_file) as record:
        explanations = explain_entry(record, entry, min_confidence, alone=alone)
    for explanation in explanations:
        terminal.print_explanation(explanation)


@cli.command(
    epilog=examples(
        "backchannel explain seed-001",
        "backchannel explain news/story.html --kind signal --kind event",
        "backchannel explain seed-001 --format html -o seed-001.html",
    )
)
@click.argument("article")
@record_option
@MIN_CONFIDENCE
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    callback=kinds_of,
    metavar="KIND",
    help="Only entries of this kind. Repeatable.",
)
@format_option("text", "html")
@output_option
def explain(article: str, record_file: str, form: str, output: str, **given: Any) -> None:
    """Show an ARTICLE with its entries marked in place.

    ARTICLE is the name of an article of the record, the beginning of one, or a file: one that is
    not in the record is read on the spot. html is one page without scripts.
    """
    from backchannel import views
    from backchannel.views import terminal

    marked = views.explain(article, record_file, views.ExplainOptions(**given))
    if form == "html":
        write([marked.to_html()], output)
    elif output != "-":
        write([marked.to_text()], output)
    else:
        terminal.print_marked(marked)


@cli.command(
    epilog=examples(
        "backchannel search convoy",
        "backchannel search '\"grain convoy\" embassy' --outlet wire",
    )
)
@click.argument("words", nargs=-1, required=True)
@record_option
@filter_options
@limit_option("At most so many statements, and so many articles.", 10)
def search(words: tuple[str, ...], record_file: str, **given: Any) -> None:
    """Find statements and articles that hold all WORDS, whatever their ending.

    Double quotes keep words together.
    """
    from backchannel.views import terminal

    wanted = " ".join(words)
    with _open(record_file) as record:
        found = terminal.print_hits(record.search(wanted, filter_of(given, record)), wanted)
    if not found:
        click.echo("Nothing found.", err=True)


@cli.command(
    epilog=examples(
        "backchannel export --format jsonl > record.jsonl",
        "backchannel export --format jsonl --kind message --output messages.jsonl",
        "backchannel export --format account > account.jsonl",
    )
)
@record_option
@entry_filter_options
@limit_option("At most so many.")
@kind_option
@format_option("jsonl", "account", says="The file format.")
@output_option
def export(record_file: str, form: str, output: str, **given: Any) -> None:
    """Write the record's entries for other programs.

    jsonl: one JSON object a line; the fields are those of the reference, all of a kind present.
    account: what the articles of the whole record tell together, one JSON object a line: lineages,
    threads, disputes, series, follow-ups, parties, corrections.
    """
    from backchannel.exports import account, jsonl

    if form == "account":
        with open_for_account(record_file) as record:
            write(account.write(record.account(), record.corrections()), output)
        return
    with _open(record_file) as record:
        write(jsonl.write(record.entries(filter_of(given, record))), output)


account_commands.add_to(cli)
cli.add_command(correct)


@cli.command(epilog=examples("backchannel info", "backchannel info --record crisis.db"))
@record_option
def info(record_file: str) -> None:
    """Show versions, the model, what the record holds and what was not read."""
    from backchannel.views import terminal

    terminal.print_versions()
    with _open(record_file) as record:
        terminal.print_info(record)


def main() -> NoReturn:
    """Run the command line; the console script ``backchannel``."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal keeps its encoding; a file or pipe is UTF-8. Nothing stops for a character.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[union-attr]
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. What was read is in the record; the same command goes on.", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ClosedError:
        # What is still in the buffer is for nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)
