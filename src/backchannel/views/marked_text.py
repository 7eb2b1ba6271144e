"""A marked article on a terminal, or as text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from backchannel.views.marked import MarkedArticle, Note, Stretch
from backchannel.views.wording import count, day, one_line, safe

_STYLES: Mapping[str, str] = {
    "statement": "dim",
    "message": "bright_cyan",
    "signal": "bright_red",
    "response": "bright_magenta",
    "position": "bright_yellow",
    "event": "bright_green",
    "tally": "bright_blue",
    "relation": "cyan",
    "forecast": "yellow",
}
_MOST = 8  # numbers at one place; the rest are counted


def to_text(marked: MarkedArticle, width: int = 100) -> str:
    """The article as text: evidence stands between ``[3: `` and ``:3]``, its entries below."""
    file = io.StringIO()
    screen = Console(file=file, width=width, markup=False, emoji=False, highlight=False)
    write(marked, screen, coloured=False)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def write(marked: MarkedArticle, screen: Console, *, coloured: bool) -> None:
    """Write the article, its text with marks, and its entries to ``screen``.

    Args:
        marked: the article.
        screen: where to.
        coloured: whether evidence is told by colour and underlining, or by brackets.
    """
    article = marked.article
    screen.print(Text(one_line(article.title or "Title not stated"), style="bold"))
    published = day(article.published.day if article.published else None)
    outlet = one_line(article.outlet or "outlet not stated")
    name, model = one_line(article.id), one_line(marked.model)
    screen.print(Text(f"{outlet}, {published} [{name}], read by model {model}"))
    screen.print()
    screen.print(_body(marked.stretches, coloured=coloured))
    screen.print()
    screen.print(Text(_summary(marked), style="bold"))
    for note in marked.notes:
        screen.print(_note(note, coloured=coloured))


def _summary(marked: MarkedArticle) -> str:
    hidden = f" {marked.hidden:,} left out as less sure." if marked.hidden else ""
    return f"{count(len(marked.notes), 'entry')}.{hidden}"


def _body(stretches: Sequence[Stretch], *, coloured: bool) -> Text:
    text = Text()
    for stretch in stretches:
        words = safe(stretch.text.replace("\r\n", "\n").replace("\r", "\n"))
        style = _style(stretch) if coloured else ""
        if stretch.opens and not coloured:
            text.append(f"[{numbers(stretch.opens)}: ")
        text.append(words, style=style)
        if stretch.closes:
            said = numbers(stretch.closes)
            text.append(f"[{said}]" if coloured else f" :{said}]", style=style)
    return text


def _style(stretch: Stretch) -> str:
    """The colour of the innermost note that is no statement, underlined."""
    if not stretch.notes:
        return "dim italic" if stretch.apart else ""
    inner = next((n for n in stretch.notes if n.kind != "statement"), stretch.notes[0])
    trigger = " bold" if stretch.trigger else ""
    return f"{_STYLES[inner.kind]} underline{trigger}"


def numbers(found: Sequence[int]) -> str:
    """Numbers with commas; what is beyond a few is counted.

    >>> numbers([3, 4]), numbers(range(1, 20))
    ('3,4', '1,2,3,4,5,6,7,8 and 11 more')
    """
    shown = ",".join(map(str, found[:_MOST]))
    return shown if len(found) <= _MOST else f"{shown} and {len(found) - _MOST} more"


def _note(note: Note, *, coloured: bool) -> Table:
    """An entry: what it says, then who says so, its fields and its reference."""
    said = Text(f"{note.kind}", style="")
    if coloured:
        said.stylize(f"{_STYLES[note.kind]} bold")
    said = Text.assemble(said, f"  {note.words}")
    confidence = note.line.entry.confidence
    if confidence is not None:
        said.append(f"  ({confidence:.2f})")
    fields = [f"{n.replace('_', ' ')}: {v}" for n, v in note.fields if n != "confidence"]
    said.append("\n" + "; ".join([f"says so: {note.says_so}", *fields]), style="dim")
    said.append(f"\n{note.line.id} [{one_line(note.line.ref)}]", style="dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", width=5)
    table.add_column(overflow="fold")
    table.add_row(str(note.number), said)
    return table
