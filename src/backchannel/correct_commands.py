"""``backchannel correct``: putting the record right, each command a thin shell over `Record`."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from backchannel.options import format_option, kind_of, record_option
from backchannel.shell import examples

if TYPE_CHECKING:
    from backchannel.entries.entry import Party
    from backchannel.record.anchors import ArticleAnchor, EntryAnchor
    from backchannel.record.corrections import Action, Correction
    from backchannel.record.store import Record

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise click.UsageError("who are you? give --by NAME or set BACKCHANNEL_BY") from None


_SIGNED = (
    click.option("--why", required=True, metavar="TEXT", help="The reason; it is kept."),
    click.option(
        "--by",
        metavar="NAME",
        envvar="BACKCHANNEL_BY",
        show_envvar=True,
        default=_login,
        show_default="your login name",
        help="Who says so; it is kept.",
    ),
)


def _signed(command: F) -> F:
    """Add ``--why``, ``--by`` and ``--record``."""
    for option in reversed(_SIGNED):
        command = option(command)
    return record_option(command)


@contextmanager
def _open(where: str, *, write: bool = True) -> Iterator[Record]:
    from backchannel.record.store import Record

    if write:
        # Opening for writing would make a record where a name is mistyped.
        Record.open(where).close()
    with Record.open(where, write=write) as record:
        yield record


def _say(correction: Correction) -> None:
    from backchannel.views.corrections import correction_text

    click.echo(correction_text(correction), nl=False)


@click.group(
    epilog=examples(
        "backchannel correct reject k3jx6qhw2m4a --why 'an advert'",
        "backchannel correct mend k3jx date=2026-03-04 recipient=Oman/OMN --why 'see line 4'",
        "backchannel correct merge-parties 'Sera Dovan/VELMORA' 'S. Dovan/VELMORA' --why same",
        "backchannel correct list",
        "backchannel correct undo 7hqz --why 'it was right'",
    )
)
def correct() -> None:
    """Put the record right; what was read is kept, and every correction can be undone.

    A correction is kept with who made it, when and why. It survives reading again, new models and
    new articles. ENTRY is an id as `list` has it, the first characters of one, or a reference
    (article:start-end). ARTICLE is a name, or the beginning of one.
    """


@correct.command(epilog=examples("backchannel correct reject k3jx6qhw2m4a --why 'an advert'"))
@click.argument("entry")
@_signed
def reject(entry: str, record_file: str, why: str, by: str) -> None:
    """Strike out an ENTRY that its article does not say."""
    from backchannel.record.corrections import Reject

    with _open(record_file) as record:
        _say(record.correct(Reject(record.anchor(entry)), why=why, by=by))


@correct.command(
    epilog=examples(
        "backchannel correct mend k3jx recipient=Iran/IRN date=2026-03-04 --why 'see the headline'",
        "backchannel correct mend k3jx content='the convoy would pass' channel=letter --why fuller",
        "backchannel correct mend k3jx intermediary= --why 'nobody carried it'",
        "backchannel correct mend k3jx value=30-35 place='Port Karim/OMN' --why misread",
    )
)
@click.argument("entry")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_signed
def mend(entry: str, fields: tuple[str, ...], record_file: str, why: str, by: str) -> None:
    """Give fields of an ENTRY other values.

    \b
    A party:       Name/CODE; Name/- acts for nobody known.
    A passage:     its words, as the article has them, or START-END.
    A number:      24, 3.5 or, of a range, 30-35.
    A place:       its name, or Name/COUNTRY.
    A statement around (within): an entry.
    Several values (attributed_to, content of a statement): FIELD=VALUE for each, in order.
    Nothing:       FIELD= with nothing after it.
    """
    from backchannel.correct_values import Typed
    from backchannel.record.corrections import Mend

    with _open(record_file) as record:
        anchor = record.anchor(entry)
        (line,) = record.entry(anchor.trace.id)
        typed = Typed(record, line.article, anchor.kind, line.entry.evidence)
        _say(record.correct(Mend(anchor, typed.values(fields)), why=why, by=by))


@correct.command(
    epilog=examples(
        "backchannel correct add vna-denial message --evidence 'sent Kessaria a letter' "
        "--trigger 'sent' sender=Velmora recipient=Kessaria channel=letter --why overlooked",
        "backchannel correct add strait-wire event --evidence 120-161 --trigger 128-135 "
        "type=CONSULT --why overlooked",
    )
)
@click.argument("article")
@click.argument("kind", callback=kind_of)
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE...]")
@click.option(
    "--evidence",
    required=True,
    metavar="WORDS",
    help="The passage that says it: its words, or START-END.",
)
@click.option(
    "--trigger",
    metavar="WORDS",
    help="The one to four words that name the act; a statement has none.",
)
@_signed
def add(article: str, kind: str, fields: tuple[str, ...], record_file: str, **given: Any) -> None:
    """Add to an ARTICLE an entry of a KIND that it says and that was not found.

    Fields are given as for `mend`; of those left out, passages, parties and dates are unknown, and
    the others as they usually are (status=reported, actuality=actual, bound=exact, ...).
    """
    from backchannel.correct_values import Typed, entry_of
    from backchannel.record.anchors import EntryAnchor

    with _open(record_file) as record:
        name = record.article_anchor(article).name
        whole = Typed(record, record.article(name), kind)
        evidence = whole.span(given["evidence"])
        typed = Typed(record, whole.article, kind, evidence)
        trigger = typed.span(given["trigger"]) if given["trigger"] else None
        values = typed.values(fields)
        within = next((f.value for f in values if f.name == "within"), None)
        around = within if isinstance(within, EntryAnchor) else None
        content = record.addition(name, entry_of(kind, evidence, trigger, values), around)
        _say(record.correct(content, why=given["why"], by=given["by"]))


@correct.command(
    "merge-parties",
    epilog=examples(
        "backchannel correct merge-parties 'Sera Dovan/VELMORA' 'S. Dovan/VELMORA' --why same"
    ),
)
@click.argument("one", metavar="PARTY")
@click.argument("other", metavar="PARTY")
@_signed
def merge_parties(one: str, other: str, **given: Any) -> None:
    """Say that two parties are one: PARTY is Name/CODE, as entries have it."""
    from backchannel.record.corrections import MergeParties

    _tie(MergeParties, _parties, one, other, **given)


@correct.command(
    "split-parties",
    epilog=examples(
        "backchannel correct split-parties Dovan/VELMORA 'Sera Dovan/VELMORA' --why 'her brother'"
    ),
)
@click.argument("one", metavar="PARTY")
@click.argument("other", metavar="PARTY")
@_signed
def split_parties(one: str, other: str, **given: Any) -> None:
    """Say that two parties are not one: PARTY is Name/CODE, as entries have it."""
    from backchannel.record.corrections import SplitParties

    _tie(SplitParties, _parties, one, other, **given)


@correct.command(
    "merge-threads",
    epilog=examples("backchannel correct merge-threads k3jx6qhw2m4a q7ma2l5rw3cd --why 'one note'"),
)
@click.argument("one", metavar="ENTRY")
@click.argument("other", metavar="ENTRY")
@_signed
def merge_threads(one: str, other: str, **given: Any) -> None:
    """Say that two entries tell the same thing."""
    from backchannel.record.corrections import MergeThreads

    _tie(MergeThreads, _entries, one, other, **given)


@correct.command(
    "split-threads",
    epilog=examples("backchannel correct split-threads k3jx q7ma --why 'a note a day later'"),
)
@click.argument("one", metavar="ENTRY")
@click.argument("other", metavar="ENTRY")
@_signed
def split_threads(one: str, other: str, **given: Any) -> None:
    """Say that two entries do not tell the same thing."""
    from backchannel.record.corrections import SplitThreads

    _tie(SplitThreads, _entries, one, other, **given)


@correct.command(
    "merge-lineages",
    epilog=examples(
        "backchannel correct merge-lineages meridian-post strait-wire --why 'rewritten from it'"
    ),
)
@click.argument("one", metavar="ARTICLE")
@click.argument("other", metavar="ARTICLE")
@_signed
def merge_lineages(one: str, other: str, **given: Any) -> None:
    """Say that two articles come from one origin."""
    from backchannel.record.corrections import MergeLineages

    _tie(MergeLineages, _articles, one, other, **given)


@correct.command(
    "split-lineages",
    epilog=examples(
        "backchannel correct split-lineages vna-toll kespress-toll --why 'two reporters'"
    ),
)
@click.argument("one", metavar="ARTICLE")
@click.argument("other", metavar="ARTICLE")
@_signed
def split_lineages(one: str, other: str, **given: Any) -> None:
    """Say that two articles do not come from one origin."""
    from backchannel.record.corrections import SplitLineages

    _tie(SplitLineages, _articles, one, other, **given)


def _tie(  # noqa: PLR0913
    kind: Callable[[T, T], Action],
    finder: Callable[[Record], Callable[[str], T]],
    one: str,
    other: str,
    *,
    record_file: str,
    why: str,
    by: str,
) -> None:
    """Say something of two things, each found in the record by what a person typed."""
    with _open(record_file) as record:
        find = finder(record)
        _say(record.correct(kind(find(one), find(other)), why=why, by=by))


def _entries(record: Record) -> Callable[[str], EntryAnchor]:
    return record.anchor


def _articles(record: Record) -> Callable[[str], ArticleAnchor]:
    return record.article_anchor


def _parties(record: Record) -> Callable[[str], Party]:
    from backchannel.correct_values import known_party

    return lambda words: known_party(record, words)


@correct.command("list", epilog=examples("backchannel correct list --all"))
@click.option("--all", "everything", is_flag=True, help="Those taken back as well.")
@format_option("text", "jsonl", says="How to write them.")
@record_option
def list_(record_file: str, everything: bool, form: str) -> None:
    """List the corrections, each with what comes of it.

    A correction holds, is dormant (what it is about is not in the record, or no longer read),
    overruled (a later one says otherwise) or taken back.
    """
    from backchannel.exports.account import correction_line

    with _open(record_file, write=False) as record:
        made = record.corrections()
    for correction in made:
        if form == "jsonl":
            click.echo(correction_line(correction), nl=False)
        elif everything or correction.back is None:
            _say(correction)


@correct.command(epilog=examples("backchannel correct undo 7hqz --why 'it was right'"))
@click.argument("correction")
@_signed
def undo(correction: str, record_file: str, why: str, by: str) -> None:
    """Take a CORRECTION back, named by its id or the first characters of it.

    The record is as if it had not been made; that it was, and was taken back, is kept.
    """
    with _open(record_file) as record:
        _say(record.take_back(correction, why=why, by=by))
