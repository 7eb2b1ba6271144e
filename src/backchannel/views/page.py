"""A page for people, before it is text, Markdown or HTML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from backchannel.views.passage import Passage


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a line of a page stands in an article.

    Attributes:
        ref: ``article:start-end``; the command ``why`` takes it.
        passage: the paragraph around it.
    """

    ref: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Item:
    """One line.

    Attributes:
        text: what it says.
        refs: where; at least one, but for what is said of the record itself, or is not found.
        says: who says so, and in which article.
        mark: a word to see first ("denied"), or empty.
        below: lines that belong to it (who denies it).
    """

    text: str
    refs: tuple[Reference, ...]
    says: str = ""
    mark: str = ""
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading.

    Attributes:
        heading: what they share.
        items: the lines.
        more: how to see those left out, or empty.
    """

    heading: str
    items: tuple[Item, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; ``nothing`` is what it says where there are no groups."""

    title: str
    groups: tuple[Group, ...]
    nothing: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that a page refers to; ``origin``: what it has to do with an earlier one."""

    name: str
    outlet: str | None
    title: str | None
    published: datetime.date | None
    url: str | None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page.

    Attributes:
        title: its title.
        lead: lines before the first section: what it covers and what not.
        sections: its parts.
        sources: the articles referred to, by name.
    """

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
