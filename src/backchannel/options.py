"""Options that several commands share: which record, which entries, how and where to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import datetime

    from backchannel.record.query import Filter
    from backchannel.record.store import Record

F = TypeVar("F", bound=Callable[..., Any])


def kind_of(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a kind, from itself or its plural."""
    if value is None:
        return None
    from backchannel.record.shape import KIND_BY_NAME
    from backchannel.views.wording import plural

    plurals = {plural(name): name for name in KIND_BY_NAME}
    kind = plurals.get(value.lower(), value.lower())
    if kind not in KIND_BY_NAME:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(KIND_BY_NAME)}")
    return kind


def record_option(command: F) -> F:
    """Add ``--record``."""
    return click.option(
        "--record",
        "record_file",
        metavar="FILE",
        envvar="BACKCHANNEL_RECORD",
        default="backchannel.db",
        show_default=True,
        show_envvar=True,
        help="The record: an SQLite file, or a postgresql:// address.",
    )(command)


def format_option(*forms: str, says: str = "How to write it.") -> Callable[[F], F]:
    """Add ``--format``: one of ``forms``, the first by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=says,
    )


def output_option(command: F) -> F:
    """Add ``--output``."""
    return click.option(
        "--output", "-o", default="-", metavar="FILE", help="Where to; - is standard output."
    )(command)


def page_options(command: F) -> F:
    """Add ``--format`` and ``--output`` of a page."""
    return format_option("text", "md", "html", "json")(output_option(command))


def limit_option(says: str, default: int | None = None) -> Callable[[F], F]:
    """Add ``--limit``; without a default there is none."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help=says,
    )


def quiet_option(command: F) -> F:
    """Add ``--quiet``."""
    return click.option("--quiet", "-q", is_flag=True, help="No progress bar and no summary.")(
        command
    )


def days_in_order(
    context: click.Context, parameter: click.Parameter, value: datetime.datetime | None
) -> datetime.datetime | None:
    """A day, as it is; one of --until before that of --since is a mistake."""
    days = {name: context.params.get(name) for name in ("since", "until")} | {parameter.name: value}
    since, until = days["since"], days["until"]
    if since is not None and until is not None and until < since:
        raise click.UsageError("--until is a day before --since", context)
    return value


DAY = click.DateTime(["%Y-%m-%d"])
MIN_CONFIDENCE = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Leave out entries of which the reader is less sure (0 to 1).",
)
_FILTERS = (
    click.option(
        "--since",
        type=DAY,
        callback=days_in_order,
        metavar="DAY",
        help="Published on this day or later.",
    ),
    click.option(
        "--until",
        type=DAY,
        callback=days_in_order,
        metavar="DAY",
        help="Published on this day or before.",
    ),
    click.option("--party", metavar="WHO", help="A code (IRN), a state, or words of a name."),
    click.option("--about", metavar="WORDS", help="Words that the passage holds."),
    click.option(
        "--article", metavar="NAME", help="From this article; the beginning of its name will do."
    ),
    click.option("--outlet", metavar="NAME", help="From outlets with this in their name."),
    MIN_CONFIDENCE,
)


def _fields(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Names and values of fields, from ``NAME=VALUE``."""
    pairs = [value.partition("=") for value in values]
    for value, (_, sign, _) in zip(values, pairs, strict=True):
        if not sign:
            raise click.BadParameter(f"{value!r} is not of the form FIELD=VALUE")
    return {name.strip(): value.strip() for name, _, value in pairs}


_ENTRY_FILTERS = (
    click.option("--from", "by", metavar="WHO", help="Said or done by: as --party."),
    click.option("--to", metavar="WHO", help="Said or done to: as --party."),
    click.option("--place", metavar="WHERE", help="A country (OMN, Oman) or words of a name."),
    click.option(
        "--where",
        multiple=True,
        callback=_fields,
        metavar="FIELD=VALUE",
        help="With this value: type=threat, stance=deny, status=denied, what=killed. Repeatable.",
    ),
)


def kind_option(command: F) -> F:
    """Add ``--kind``."""
    return click.option("--kind", callback=kind_of, metavar="KIND", help="Only this kind.")(command)


def filter_options(command: F) -> F:
    """Add the options that choose articles and entries."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def entry_filter_options(command: F) -> F:
    """Add these, and those that choose by what an entry holds."""
    for option in reversed(_FILTERS + _ENTRY_FILTERS):
        command = option(command)
    return command


def filter_of(given: dict[str, Any], record: Record, **more: Any) -> Filter:
    """What the options given ask of a record, in which an article's name may be shortened.

    Raises:
        RecordError: an article's name is the beginning of several.
    """
    from backchannel.record.query import Filter

    days = {
        name: None if given[name] is None else given[name].date() for name in ("since", "until")
    }
    if given.get("article") is not None:
        more = {"article": record.find_name(given["article"]) or given["article"]} | more
    return Filter(**(given | days | more))


def kinds_of(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of kinds, from themselves or their plurals."""
    return tuple(kind for value in values if (kind := kind_of(context, parameter, value)))
