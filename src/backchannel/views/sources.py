"""The articles that a page refers to, each with what it has to do with an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backchannel.links.link import LineageKind
from backchannel.views.index import Descent, Index, descents
from backchannel.views.page import Item, Section, Source

_RELATED: dict[LineageKind | None, str] = {
    "same": "same text as",
    "reissue": "reissue of",
    "reprint": "reprint of",
    "rewrite": "rewrite of",
    "shares": "shares passages with",
    None: "of one origin with",
}


def sources(index: Index, sections: Iterable[Section]) -> tuple[Source, ...]:
    """The articles that the lines of ``sections`` lead to, by name."""
    names = {
        reference.ref.rpartition(":")[0]
        for section in sections
        for group in section.groups
        for item in all_items(group.items)
        for reference in item.refs
    }
    found = []
    related: dict[str, Mapping[str, Descent]] = {}  # of each lineage once: it may be a large one
    for name in sorted(names & set(index.sheets)):
        sheet, lineage = index.sheets[name], index.lineages.get(name)
        if lineage is not None and lineage.id not in related:
            related[lineage.id] = descents(lineage)
        descent = related[lineage.id].get(sheet.identity) if lineage is not None else None
        article = sheet.article
        found.append(
            Source(
                name=article.id,
                outlet=article.outlet,
                title=article.title,
                published=article.published.day if article.published else None,
                url=article.url,
                origin=descent_words(index, descent) if descent is not None else "",
            )
        )
    return tuple(found)


def descent_words(index: Index, descent: Descent) -> str:
    """What an article has to do with another: "reprint of wire-17"."""
    return f"{_RELATED[descent.kind]} {index.name(descent.other)}"


def all_items(items: Iterable[Item]) -> Iterator[Item]:
    """Items with all that stands beneath them."""
    for item in items:
        yield item
        yield from all_items(item.below)
