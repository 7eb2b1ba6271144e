"""What the command line shows: with colour on a terminal, without on a pipe."""

from __future__ import annotations

import contextlib
import importlib.metadata
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Party, Place, Statement
from backchannel.errors import ModelError
from backchannel.record.fill import OnArticle, Outcome, ReadReport
from backchannel.record.linking import LinkReport
from backchannel.record.query import Line
from backchannel.record.shape import KIND_BY_NAME, Field, Form, shape
from backchannel.record.store import Record
from backchannel.span import Span
from backchannel.views import contest, marked_text
from backchannel.views.index import Told
from backchannel.views.items import origins_words, reports, where_from, witnessed
from backchannel.views.marked import MarkedArticle
from backchannel.views.passage import Passage
from backchannel.views.why import Explanation
from backchannel.views.wording import (
    amount,
    count,
    day,
    full_name,
    one_line,
    place_name,
    quoted,
    safe,
    trimmed,
)

_PIPE_WIDTH = 100_000  # a pipe gets whole lines, for other programs to search and cut
_PASSAGE = 200
_SNIPPET = 90  # code points to either side of a word found
_WORD = re.compile(r"\w+")


class _Screen(Console):
    """A console whose reader may go away: that is for the program's end to deal with."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, stderr: bool = False, piped_width: int = _PIPE_WIDTH) -> Console:
    """A console that takes no markup, so that an article's words stay words.

    Args:
        stderr: whether it writes on standard error.
        piped_width: how wide its lines are where that is no terminal.
    """
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else piped_width
    return _Screen(stderr=stderr, width=width, markup=False, emoji=False, highlight=False)


# --- read ------------------------------------------------------------------------------------


@contextlib.contextmanager
def reading_progress(inputs: Sequence[str], *, shown: bool) -> Iterator[OnArticle | None]:
    """A progress bar on standard error, where that is a terminal.

    Args:
        inputs: as the user named them; they tell the number of articles where each is a file.
        shown: whether a bar is wanted.

    Yields:
        What `backchannel.read` is to call for each article.
    """
    screen = console(stderr=True)
    if not shown or not screen.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counts: dict[Outcome, int] = dict.fromkeys(("new", "again", "known", "skipped"), 0)
    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}", markup=False),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    ) as progress:
        task = progress.add_task("", total=_number_of_files(inputs), counts="")

        def on_article(name: str, outcome: Outcome) -> None:
            counts[outcome] += 1
            said = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
            progress.update(task, advance=1, counts=said)

        yield on_article


def _number_of_files(inputs: Sequence[str]) -> int | None:
    """How many articles there are, where every input is a file of one article."""
    from backchannel.articles.sources import expand

    total = 0
    for source in expand(inputs):
        suffix = getattr(source, "suffix", "")
        if suffix in (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab") or (
            getattr(source, "path", "") is None
        ):
            return None
        total += 1
    return total


def report_text(report: ReadReport, record: str) -> str:
    """Counts, and what was skipped and why, for the end of a run."""
    parts = [f"{count(report.new, 'article')} read"]
    if report.again:
        parts.append(f"{report.again:,} read again")
    if report.known:
        parts.append(f"{report.known:,} known already")
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    found = ", ".join(count(n, kind) for kind, n in report.entries.items())
    lines = [f"{', '.join(parts)}. Found {found}. Record: {one_line(record)}"]
    if report.skipped:
        lines.append(f"Skipped {count(len(report.skipped), 'input')}:")
        lines += [f"  {one_line(str(s))}" for s in report.skipped]
    return "\n".join(lines) + "\n"


# --- link ------------------------------------------------------------------------------------


@contextlib.contextmanager
def linking_progress(
    waiting: int | None = None, *, shown: bool = True
) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on standard error, where that is a terminal, once there is progress.

    Args:
        waiting: how many articles are to be linked; ``None``: not known.
        shown: whether a bar is wanted.

    Yields:
        What `Record.link` is to call for each batch.
    """
    screen = console(stderr=True)
    if not shown or not screen.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Linking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task("", total=waiting, visible=bool(waiting))

        def on_articles(number: int) -> None:
            progress.update(task, advance=number, visible=True)

        yield on_articles


def links_text(report: LinkReport) -> str:
    """What linking found."""
    linked = f"{count(report.articles, 'article')} linked"
    found = f"{count(report.lineage, 'link')} between articles, {report.entries:,} between entries"
    return f"{linked}. Found {found}." if report.articles else f"{linked}."


# --- list ------------------------------------------------------------------------------------


_COLUMNS = (Form.PARTY, Form.PLACE, Form.AMOUNT, Form.NUMBER, Form.PLAIN)
_SHARES = {Form.PARTY: 3, Form.PLACE: 2, Form.AMOUNT: 2, Form.NUMBER: 1, Form.PLAIN: 2}


def print_table(lines: Iterable[Line], kind: str) -> None:
    """Entries of one kind as a table: parties, places, values, the passage.

    A column that would be empty throughout is left out.
    """
    screen, found = console(), list(lines)
    if found:
        screen.print(_table(found, KIND_BY_NAME[kind], narrow=screen.is_terminal))
    print(count(len(found), kind), file=sys.stderr)


def _table(lines: Sequence[Line], kind: type[Entry], *, narrow: bool) -> Table:
    shown = [f for f in shape(kind) if _is_shown(f, lines)]
    table = Table(box=None, pad_edge=False, header_style="bold", expand=narrow)
    table.add_column("id", no_wrap=True)
    # On a terminal the columns share its width; on a pipe each is as wide as it needs to be.
    for field in shown:
        if field.choices or field.name == "confidence":
            table.add_column(field.name, no_wrap=True)
        else:
            ratio = _SHARES[field.form] if narrow else None
            table.add_column(field.name.replace("_", " "), overflow="fold", ratio=ratio)
    table.add_column("reference", overflow="fold", ratio=3 if narrow else None)
    table.add_column("passage", ratio=6 if narrow else None)
    for line in lines:
        passage = Text(trimmed(line.quote(), _PASSAGE))
        cells = (_cell(line.entry, f) for f in shown)
        table.add_row(line.id, *cells, Text(one_line(line.ref)), passage)
    return table


def _is_shown(field: Field, lines: Sequence[Line]) -> bool:
    if field.form not in _COLUMNS or field.name == "within":
        return False
    return any(getattr(line.entry, field.name) is not None for line in lines)


def _cell(entry: Entry, field: Field) -> Text:
    value = getattr(entry, field.name)
    if value is None:
        return Text("-", style="dim")
    if isinstance(value, Party):
        name = one_line(value.name)
        return Text(f"{name} ({one_line(value.code)})" if value.code not in (None, name) else name)
    if isinstance(value, Place):
        return Text(place_name(value))
    if field.name == "confidence":
        return Text(f"{value:.2f}")
    return Text(amount(value) if field.form in (Form.AMOUNT, Form.NUMBER) else one_line(str(value)))


# --- why -------------------------------------------------------------------------------------


def print_explanation(explanation: Explanation) -> None:
    """An entry with its fields, its passage in context, its sources and its article."""
    screen, line = console(), explanation.line
    screen.print(Text(f"{line.entry.kind} {line.id}  [{one_line(line.ref)}]", style="bold"))
    for name, value in explanation.fields:
        screen.print(_labelled(name, value))
    screen.print(_labelled("says so", explanation.says_so))
    if explanation.corrected:
        screen.print(_labelled("corrected", explanation.corrected))
    for outer in explanation.inside:
        if isinstance(outer.entry, Statement):
            speaker = full_name(outer.entry.speaker, "source not stated")
            words = quoted(outer.quote(), 200)
            screen.print(_labelled("stands in", f"{speaker}: {words} [{one_line(outer.ref)}]"))
    screen.print()
    screen.print(_passage(explanation.passage, marked=not screen.is_terminal), soft_wrap=False)
    if not screen.is_terminal:
        screen.print(Text("([[evidence]], **trigger**)"))
    screen.print()
    if explanation.told is not None:
        _print_told(screen, line, explanation.told)
    article = explanation.article
    found = f" (from {article.published.where})" if article.published else ""
    screen.print(_labelled("article", one_line(article.title or "title not stated")))
    screen.print(_labelled("outlet", one_line(article.outlet or "not stated")))
    published = article.published.day if article.published else None
    screen.print(_labelled("published", day(published) + found))
    screen.print(_labelled("address", one_line(article.url or "not stated")))
    screen.print(_labelled("name", ", ".join(one_line(n) for n in explanation.names)))
    screen.print(_labelled("model", one_line(line.model)))
    screen.print()


def _print_told(screen: Console, line: Line, told: Told) -> None:
    """Who else tells it, how many origins that is, and what is said against it."""
    thread = told.thread
    screen.print(_labelled("thread", f"{thread.id}, {witnessed(thread) or 'told once'}"))
    if reports(thread) == 1:
        screen.print(_labelled("origins", origins_words(thread.origins)))
    for other in thread.lines:
        if other.id != line.id:
            screen.print(_labelled("also told by", _also(other)))
    for label, items in (
        ("disputed", contest.dispute_items(told)),
        ("answered", contest.answer_items(told)),
        ("told otherwise", contest.change_items(told)),
        ("followed by", contest.follow_up_items(told)),
    ):
        for item in items:
            refs = " ".join(f"[{one_line(r.ref)}]" for r in item.refs)
            screen.print(_labelled(label, f"{item.text} {refs}"))
    screen.print()


def _also(line: Line) -> str:
    where = where_from([line])
    words = quoted(line.quote(), _PASSAGE)
    return f"{f'{where}: ' if where else ''}{words} [{one_line(line.ref)}]"


def _labelled(label: str, value: str) -> Text:
    text = Text(f"  {label.replace('_', ' ')}: ", style="dim")
    text.append(value, style="not dim")
    return text


def _passage(passage: Passage, *, marked: bool) -> Text:
    """The passage; without colour, evidence stands in ``[[ ]]`` and the trigger in ``** **``."""
    text = Text("…" if passage.cut_before else "")
    inside = False
    for piece in passage.pieces:
        if marked and piece.evidence != inside:
            text.append("[[" if piece.evidence else "]]")
            inside = piece.evidence
        style = " ".join(["reverse"] * piece.evidence + ["bold underline"] * piece.trigger)
        words = safe(piece.text.replace("\r\n", "\n").replace("\r", "\n"))
        text.append(f"**{words}**" if marked and piece.trigger else words, style=style)
    if inside:
        text.append("]]")
    text.append("…" if passage.cut_after else "")
    return text


# --- explain ---------------------------------------------------------------------------------


def print_marked(marked: MarkedArticle) -> None:
    """An article with its entries marked in place, in colour on a terminal."""
    screen = console()
    if screen.is_terminal:
        marked_text.write(marked, screen, coloured=not screen.no_color)
    else:
        sys.stdout.write(marked.to_text())


# --- search ----------------------------------------------------------------------------------


def print_hits(hits: Iterable[Line | Article], words: str) -> int:
    """Statements and articles found, each with a reference; how many there were."""
    screen, number, heading = console(), 0, ""
    for hit in hits:
        number += 1
        kind = "Statements" if isinstance(hit, Line) else "Articles"
        if kind != heading:
            screen.print(Text(kind, style="bold"))
            heading = kind
        screen.print(_hit(hit, words))
    return number


def _hit(hit: Line | Article, words: str) -> Text:
    if isinstance(hit, Line):
        speaker = None
        if isinstance(hit.entry, Statement):
            speaker = full_name(hit.entry.speaker, "source not stated")
        said = quoted(hit.quote(), 240)
        where = where_from([hit])
        where = f" — {where}" if where else ""
        return Text(f"  {speaker}: {said}{where} [{one_line(hit.ref)}]")
    span = _first_place(hit, words)
    title = one_line(hit.title or "title not stated")
    published = day(hit.published.day if hit.published else None)
    outlet = one_line(hit.outlet or "outlet not stated")
    ref = one_line(f"{hit.id}:{span.start}-{span.end}")
    return Text(f"  {title} — {outlet}, {published}: {quoted(span.of(hit.text), 240)} [{ref}]")


def _first_place(article: Article, words: str) -> Span:
    """Around the first place in the body where one of the words, or its stem, stands."""
    stems = [w[: max(3, len(w) - 3)] for w in _WORD.findall(words)] or [words]
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)
    for part in article.body:
        match = pattern.search(article.text, part.start, part.end)
        if match is not None:
            start = max(part.start, match.start() - _SNIPPET)
            end = min(part.end, match.end() + _SNIPPET)
            return _whole_words(article.text, Span(start, end), part)
    return Span(0, min(len(article.text), 2 * _SNIPPET))


def _whole_words(text: str, span: Span, within: Span) -> Span:
    start, end = span
    if start > within.start:
        start = max(start, text.find(" ", start, end) + 1)
    if end < within.end:
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return Span(start, end)


# --- info ------------------------------------------------------------------------------------


def print_versions() -> None:
    """Versions of the program, of Python and of the model."""
    screen = console()
    screen.print(Text(f"backchannel {importlib.metadata.version('backchannel')}"))
    screen.print(Text(f"Python {platform.python_version()}"))
    screen.print(Text(f"model {_model_version()}"))


def _model_version() -> str:
    try:
        from backchannel.reading import model_version

        return one_line(model_version())
    except ModelError as error:
        return one_line(f"cannot be loaded: {error}")


def print_info(record: Record) -> None:
    """What a record holds, and what is noted as not read."""
    screen, held = console(), record.info()
    screen.print(Text(f"record {one_line(record.where)}"))
    names = f" under {held.names:,} names" if held.names != held.articles else ""
    screen.print(Text(f"  {count(held.articles, 'article')}{names}"))
    for kind, number in held.entries.items():
        screen.print(Text(f"  {count(number, kind)}"))
    for model, number in held.models.items():
        screen.print(Text(f"  {count(number, 'article')} read by model {one_line(model)}"))
    screen.print(Text(f"  schema {held.migrations[-1]}"))
    skipped = record.skipped()
    if skipped:
        screen.print(Text(f"  {count(len(skipped), 'input')} not read:"))
    for each in skipped:
        screen.print(Text(f"    {one_line(str(each))}"))
