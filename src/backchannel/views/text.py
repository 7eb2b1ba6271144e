"""A page as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from backchannel.views.page import Item, Page, Reference, Source
from backchannel.views.wording import day, one_line


def to_text(page: Page, width: int = 100) -> str:
    """The page as text, lines at most ``width`` characters where words allow."""
    return "\n".join(_lines(page, width)) + "\n"


def _lines(page: Page, width: int) -> Iterator[str]:
    yield one_line(page.title).upper()
    yield ""
    for lead in page.lead:
        yield from _wrapped(lead, "", width)
    for section in page.sections:
        yield from ("", section.title.upper(), "")
        if not section.groups:
            yield section.nothing
        for group in section.groups:
            yield from _wrapped(group.heading, "", width)
            for item in group.items:
                yield from _item(item, "  ", width)
            if group.more:
                yield f"    {one_line(group.more)}"
            if group is not section.groups[-1] or section.note:
                yield ""
        if section.note:
            yield from _wrapped(section.note, "", width)
    if page.sources:
        yield from ("", "ARTICLES", "")
        for source in page.sources:
            yield from _wrapped(source_line(source), "", width, "    ")


def _item(item: Item, indent: str, width: int) -> Iterator[str]:
    mark = f"{item.mark.upper()}: " if item.mark else ""
    says = f" — {item.says}" if item.says else ""
    line = f"- {mark}{item.text}{says} {refs(item.refs)}"
    yield from _wrapped(line, indent, width, indent + "  ")
    for below in item.below:
        yield from _item(below, indent + "    ", width)


def refs(references: tuple[Reference, ...], most: int = 4) -> str:
    """References in square brackets; what is beyond ``most`` is counted."""
    shown = " ".join(f"[{one_line(r.ref)}]" for r in references[:most])
    return shown if len(references) <= most else f"{shown} and {len(references) - most} more"


def source_line(source: Source) -> str:
    """An article on one line: name, outlet, day, title, address, what it is made from."""
    parts = [source.outlet or "outlet not stated", day(source.published)]
    parts += [part for part in (source.title, source.url) if part]
    if source.origin:
        parts.append(f"a {source.origin}" if source.origin.startswith("re") else source.origin)
    return one_line(f"[{source.name}] " + ", ".join(parts))


def _wrapped(text: str, indent: str, width: int, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        one_line(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
