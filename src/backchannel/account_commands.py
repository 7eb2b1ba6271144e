"""Commands that show a record's account, and those that keep it linked."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from backchannel.options import (
    DAY,
    days_in_order,
    entry_filter_options,
    filter_of,
    filter_options,
    format_option,
    kind_of,
    kind_option,
    limit_option,
    output_option,
    page_options,
    quiet_option,
    record_option,
)
from backchannel.shell import Group, examples, write

if TYPE_CHECKING:
    from backchannel.record.linking import LinkReport
    from backchannel.record.store import Record
    from backchannel.views.page import Page


@contextlib.contextmanager
def open_for_account(record_file: str) -> Iterator[Record]:
    """The record, linked first where it can be; what is not linked is said in one line."""
    from backchannel.record.linked import open_linked
    from backchannel.views import terminal
    from backchannel.views.lead import not_linked

    with contextlib.ExitStack() as stack:
        with terminal.linking_progress() as on_articles:
            record = stack.enter_context(open_linked(record_file, on_articles))
        waiting = record.unlinked()
        if waiting:
            click.echo(not_linked(waiting), err=True)
        yield record


def link_now(record_file: str, *, shown: bool) -> LinkReport:
    """Link what is not linked, with a progress bar where one is wanted."""
    from backchannel.record.store import Record
    from backchannel.views import terminal

    with (
        Record.open(record_file, write=True) as record,
        terminal.linking_progress(record.unlinked(), shown=shown) as on_articles,
    ):
        return record.link(on_articles)


def write_page(page: Page, form: str, output: str) -> None:
    """Write a page as text, Markdown, HTML or JSON."""
    from backchannel import views
    from backchannel.views import objects

    to = {
        "text": views.to_text,
        "md": views.to_markdown,
        "html": views.to_html,
        "json": objects.page_json,
    }[form]
    write([to(page)], output)


@click.command(
    epilog=examples(
        "backchannel timeline --since 2026-03-01 --until 2026-03-07",
        "backchannel timeline --party Iran --format html -o timeline.html",
    )
)
@record_option
@filter_options
@limit_option("At most so many a day.")
@page_options
def timeline(record_file: str, limit: int | None, form: str, output: str, **given: Any) -> None:
    """Events, messages, signals and responses by day, one line a thread.

    What is dated stands under its own date, what is not under the day of its first report, and
    what has neither comes last. --since and --until are days of the timeline here.
    """
    from backchannel.views import objects
    from backchannel.views import timeline as view

    with open_for_account(record_file) as record:
        choice = filter_of(given, record)
        asked, account = view.asked_without_days(record, choice), record.account()
    if form == "json":
        found = view.dated_of(account, asked, choice)
        values = ({"date": d.date or None} | objects.told_object(d.told) for d in found)
        write([objects.to_json(values)], output)
    else:
        write_page(view.timeline_of(account, asked, choice, limit), form, output)


@click.command(
    epilog=examples(
        "backchannel threads message --min-reports 2",
        "backchannel threads signal --from Iran --where type=threat",
        "backchannel threads --since 2026-03-05 --format json | jq '.[].origins'",
    )
)
@click.argument("kind", callback=kind_of, required=False)
@record_option
@entry_filter_options
@click.option(
    "--min-reports",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Told by at least so many articles.",
)
@limit_option("At most so many a kind.")
@page_options
def threads(  # noqa: PLR0913, PLR0917
    kind: str | None,
    record_file: str,
    min_reports: int,
    limit: int | None,
    form: str,
    output: str,
    **given: Any,
) -> None:
    """What is told, each thing with all who report it and what ties their reports.

    KIND is statement, message, signal, response, position, event, tally, relation or forecast.
    --since asks for those of which something is told since that day.
    """
    from backchannel.views import objects
    from backchannel.views import threads as view
    from backchannel.views.asking import account_for, asked_of

    options = view.ThreadOptions(min_reports, limit)
    with open_for_account(record_file) as record:
        choice = filter_of(given, record, kind=kind)
        asked, account = asked_of(record, choice), account_for(record, choice)
    if form == "json":
        found = view.chosen_threads(account, asked, options)
        write([objects.to_json(map(objects.told_object, found))], output)
    else:
        write_page(view.threads_of(account, asked, options), form, output)


@click.command(
    epilog=examples(
        "backchannel disputes",
        "backchannel disputes --party Iran --kind message",
    )
)
@record_option
@filter_options
@kind_option
@page_options
def disputes(record_file: str, form: str, output: str, **given: Any) -> None:
    """What is denied, doubted or told otherwise, with both sides.

    --since asks for those of which something is told since that day.
    """
    from backchannel.views import disputes as view
    from backchannel.views import objects
    from backchannel.views.asking import account_for, asked_of

    with open_for_account(record_file) as record:
        choice = filter_of(given, record)
        asked, account = asked_of(record, choice), account_for(record, choice)
    if form == "json":
        found = view.chosen_disputes(account, asked)
        write([objects.to_json(map(objects.dispute_object, found))], output)
    else:
        write_page(view.disputes_of(account, asked), form, output)


@click.command(
    epilog=examples(
        "backchannel series killed --place Gaza",
        "backchannel series attacks --format json",
        "backchannel series --place Gaza --format html -o figures.html",
    )
)
@click.argument("what", required=False)
@record_option
@entry_filter_options
@format_option(
    "table",
    "text",
    "md",
    "html",
    "json",
    says="How to write it; a table goes to standard output only.",
)
@output_option
def series(what: str | None, record_file: str, form: str, output: str, **given: Any) -> None:
    """Figures of one thing over time, by day and source, rivals side by side.

    WHAT is what is counted (killed, troops, attacks, ...) or words of whom or what is counted.
    A total that falls, a part larger than its whole and a figure older than its date are flagged.
    """
    from backchannel.views import objects, terminal_account
    from backchannel.views import series as view
    from backchannel.views.asking import account_for, asked_of

    with open_for_account(record_file) as record:
        choice = filter_of(given, record, kind="tally")
        asked, account = asked_of(record, choice), account_for(record, choice)
    found = view.series_tables(account, asked, what)
    if form == "json":
        write([objects.to_json(objects.series_object(each.series) for each in found)], output)
    elif form == "table" and output == "-":
        terminal_account.print_series(found)
    else:
        write_page(
            view.series_page(account, asked, found), "text" if form == "table" else form, output
        )


@click.command(
    epilog=examples(
        "backchannel origins seed-001:512-640",
        "backchannel origins k3jx6qhw2m4a --format json",
    )
)
@click.argument("entry")
@record_option
@format_option("text", "json")
def origins(entry: str, record_file: str, form: str) -> None:
    """How many independent origins an ENTRY has, which they are, and what rests on each.

    ENTRY is a reference as the brief has it (article:start-end), an id, or the first characters of
    one. The articles that tell it are shown by lineage, with the passages that show it.
    """
    from backchannel.views import objects, terminal_account
    from backchannel.views import origins as view

    with open_for_account(record_file) as record:
        found = view.origins(record, entry)
    if form == "json":
        write([objects.to_json(map(objects.descended_object, found))], "-")
    else:
        terminal_account.print_origins(found)


@click.command(
    epilog=examples(
        "backchannel diff --since 2026-03-05",
        "backchannel diff --since 2026-03-05 --until 2026-03-06 --party Iran",
    )
)
@click.option(
    "--since",
    type=DAY,
    callback=days_in_order,
    metavar="DAY",
    required=True,
    help="First day of what is new.",
)
@click.option(
    "--until", type=DAY, callback=days_in_order, metavar="DAY", help="Last day of what is new."
)
@record_option
@click.option("--party", metavar="WHO", help="A code (IRN), a state, or words of a name.")
@click.option("--about", metavar="WORDS", help="Words that the passage holds.")
@kind_option
@limit_option("Lines of one kind.", 10)
@page_options
def diff(  # noqa: PLR0913, PLR0917
    since: datetime.datetime,
    until: datetime.datetime | None,
    record_file: str,
    limit: int,
    form: str,
    output: str,
    **given: Any,
) -> None:
    """What was added, told further, disputed and corrected since a day, against the account before.

    The account before is that of the articles published before that day, and of those without a
    date.
    """
    from backchannel.record.query import Filter
    from backchannel.views import difference, objects
    from backchannel.views.diff import diff_page

    between = difference.Between(since.date(), until.date() if until else None)
    with open_for_account(record_file) as record:
        found = difference.diff(record, between, Filter(**given))
    if form == "json":
        write([objects.to_json([objects.difference_object(found)])], output)
    else:
        write_page(diff_page(found, limit), form, output)


@click.command(epilog=examples("backchannel link", "backchannel link --record crisis.db"))
@record_option
@quiet_option
def link(record_file: str, quiet: bool) -> None:
    """Link articles that are not linked yet with all others.

    `read` does this at its end, and commands that need it do it first; a run that was stopped goes
    on where it was.
    """
    from backchannel.record.linked import check_there
    from backchannel.views import terminal

    check_there(record_file)
    report = link_now(record_file, shown=not quiet)
    if not quiet:
        click.echo(terminal.links_text(report))


@click.command(epilog=examples("backchannel remove seed-001"))
@click.argument("article")
@record_option
def remove(article: str, record_file: str) -> None:
    """Take an ARTICLE out of the record, with its entries and its links.

    ARTICLE is its name, or the beginning of it where no other begins so.
    Corrections of it are kept: should it come again, they hold again.
    """
    from backchannel.record.linked import check_there
    from backchannel.record.store import Record
    from backchannel.views.wording import one_line

    check_there(record_file)
    with Record.open(record_file, write=True) as record:
        name = record.find_name(article) or article
        record.remove(name)
    click.echo(f"Removed: {one_line(name)}")


def add_to(group: Group) -> None:
    """Add these commands to the program's."""
    for command in (timeline, threads, disputes, series, origins, diff, link, remove):
        group.add_command(command)
