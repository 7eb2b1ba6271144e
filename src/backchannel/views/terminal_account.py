"""Series and origins on the command line: tables, with colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backchannel.record.query import Line
from backchannel.views.items import reports, where_from
from backchannel.views.origins import Aligned, Descended, Evidence, Family
from backchannel.views.phrases import phrase
from backchannel.views.series import SeriesRow, SeriesTable
from backchannel.views.terminal import console
from backchannel.views.wording import count, one_line, quoted, trimmed

_WIDTH = 100  # of origins on a pipe: passages stand side by side
_REFS = 3
_WORDS = 160
_PASSAGE = 600  # of an aligned passage
_PASSAGES = 12  # aligned, of one pair of articles


def print_series(tables: Sequence[SeriesTable]) -> None:
    """Each series as a table by day and source."""
    screen = console()
    for each in tables:
        screen.print(Text(each.title, style="bold"))
        for whole in each.part_of:
            screen.print(Text(f"  part of {whole}", style="dim"))
        screen.print(_series_table(each.rows))
        screen.print()
    print(count(len(tables), "series", "series"), file=sys.stderr)


def _series_table(rows: Sequence[SeriesRow]) -> Table:
    """Rows by day; a day is named once, so that rivals stand side by side."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    columns = ["day", "source", "figure", "flags", "told by", "reference"]
    flagged = any(row.flags for row in rows)
    for column in columns:
        if column != "flags" or flagged:
            table.add_column(column, overflow="fold")
    before = ""
    for row in rows:
        day = "" if row.day == before else row.day
        before = row.day
        cells = [day, row.source, row.value, row.reports, _refs(row.refs)]
        if flagged:
            cells.insert(3, row.flags)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _refs(refs: Sequence[str]) -> str:
    shown = " ".join(f"[{one_line(ref)}]" for ref in refs[:_REFS])
    return shown if len(refs) <= _REFS else f"{shown} and {len(refs) - _REFS} more"


def print_origins(found: Iterable[Descended]) -> None:
    """Where lines come from: the number, what rests on each origin, and each lineage once."""
    screen, shown = console(piped_width=_WIDTH), set[str]()
    for each in found:
        _print_descended(screen, each)
        for family in each.families:
            if family.lineage.id not in shown:
                _print_family(screen, family)
                screen.print()
            shown.add(family.lineage.id)


def _print_descended(screen: Console, found: Descended) -> None:
    line, thread = found.line, found.thread
    screen.print(Text(f"{thread.kind} {line.id}  [{one_line(line.ref)}]", style="bold"))
    screen.print(_indented(phrase(thread.head), 2))
    screen.print(Text(f"  {count(reports(thread), 'report')}, {found.number}"))
    for origin, lines in found.origins:
        screen.print()
        screen.print(Text(f"{one_line(origin.name)} ({_SORTS[origin.sort]})", style="bold"))
        for x in lines:
            screen.print(_indented(_witness(x), 2))
    screen.print()


def _indented(text: str, by: int) -> Padding:
    """Text whose every line stands ``by`` columns to the right."""
    return Padding(Text(text), (0, 0, 0, by))


_SORTS = {
    "lineage": "the reporting itself",
    "outlet": "an outlet that is cited",
    "party": "quoted",
    "unnamed": "a source without a name",
}


def _witness(line: Line) -> str:
    where = where_from([line])
    words = quoted(line.quote(), _WORDS)
    return f"{words}{f' — {where}' if where else ''} [{one_line(line.ref)}]"


def _print_family(screen: Console, family: Family) -> None:
    number = len(family.articles)
    credit = f", credited to {one_line(family.lineage.credit)}" if family.lineage.credit else ""
    alone = "Article that stands alone" if number == 1 else f"{number:,} articles of one origin"
    screen.print(Text(f"{alone}{credit}", style="bold"))
    for article in family.articles:
        screen.print(_indented(article, 2))
    for evidence in family.evidence:
        _print_evidence(screen, evidence)


def _print_evidence(screen: Console, evidence: Evidence) -> None:
    pair = f"{one_line(evidence.first)} and {one_line(evidence.second)}"
    screen.print()
    screen.print(Text(f"  {pair}: {evidence.kind} ({evidence.score:.2f})"))
    for reason in evidence.reasons:
        screen.print(_indented(one_line(reason), 4))
    if evidence.passages:
        screen.print(_aligned(evidence.passages[:_PASSAGES]))
    left = len(evidence.passages) - _PASSAGES
    if left > 0:
        screen.print(Text(f"    and {count(left, 'passage')} more (--format json)"))


def _aligned(passages: Sequence[Aligned]) -> Table:
    """Passages side by side."""
    table = Table(box=None, pad_edge=False, show_header=False, expand=True)
    table.add_column("", no_wrap=True, style="dim")
    for _ in range(2):
        table.add_column("", ratio=1, overflow="fold")
    for each in passages:
        sides = (
            Text(f"{trimmed(side.words, _PASSAGE)} [{one_line(side.ref)}]")
            for side in (each.first, each.second)
        )
        table.add_row(Text(f"    {each.how}"), *sides)
    return table
