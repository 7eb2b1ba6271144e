"""A page as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backchannel.views.page import Item, Page
from backchannel.views.text import refs, source_line
from backchannel.views.wording import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)")


def to_markdown(page: Page) -> str:
    """The page as CommonMark; nothing in an article's words is taken as markup."""
    return "\n".join(_lines(page)) + "\n"


def escaped(text: str) -> str:
    r"""``text`` on one line, with every character that Markdown or HTML would act on escaped.

    >>> print(escaped("<b>*now*</b>"))
    \<b\>\*now\*\</b\>
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text).replace("&", "&amp;"))
    # An address alone in the text becomes a link in many renderings.
    line = re.sub(r"(?i)\b(https?|ftp|www)(?=[:.])", r"\1\\", line)
    return _LINE_START.sub(r"\1\\\2", line)


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    for lead in page.lead:
        yield from ("", escaped(lead))
    for section in page.sections:
        yield from ("", f"## {escaped(section.title)}", "")
        if not section.groups:
            yield escaped(section.nothing)
        for group in section.groups:
            yield from (f"**{escaped(group.heading)}**", "")
            for item in group.items:
                yield from _item(item, "")
            if group.more:
                yield f"- {escaped(group.more)}"
            yield ""
        if section.note:
            yield escaped(section.note)
    if page.sources:
        yield from ("", "## Articles", "")
        for source in page.sources:
            yield f"- {escaped(source_line(source))}"


def _item(item: Item, indent: str) -> Iterator[str]:
    mark = f"**{escaped(item.mark)}**: " if item.mark else ""
    says = f" — {escaped(item.says)}" if item.says else ""
    yield f"{indent}- {mark}{escaped(item.text)}{says} {escaped(refs(item.refs))}"
    for below in item.below:
        yield from _item(below, indent + "  ")
