"""Statements inside statements, counted among those that are written out."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping

from backchannel.entries.entry import Statement
from backchannel.record.query import Line


def renumbered(lines: Iterable[Line]) -> Iterator[Line]:
    """``lines`` with each ``within`` as the place among the article's statements in ``lines``.

    In a record, ``within`` counts all statements of the article. Where a choice leaves some out,
    what is written would point at the wrong one: so it is counted anew, and is ``None`` where the
    statement around is left out.

    Args:
        lines: in the order of articles.
    """
    for _, group in itertools.groupby(lines, key=lambda line: line.article.id):
        of_article = list(group)
        statements = [x.place for x in of_article if isinstance(x.entry, Statement)]
        new = {place: number for number, place in enumerate(statements)}
        yield from (_with_within(line, new) for line in of_article)


def _with_within(line: Line, new: Mapping[int, int]) -> Line:
    entry = line.entry
    if not isinstance(entry, Statement) or entry.within is None:
        return line
    entry = dataclasses.replace(entry, within=new.get(entry.within))
    return dataclasses.replace(line, entry=entry)
