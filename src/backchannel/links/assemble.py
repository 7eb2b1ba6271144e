"""The account of a record, put together: a function of its sheets, links and judgements."""

from __future__ import annotations

from collections.abc import Iterable

from backchannel.links.account import Account, Judgements, Material
from backchannel.links.book import book_of
from backchannel.links.disputes import answers_of, disputes_of
from backchannel.links.follow_ups import follow_ups_of
from backchannel.links.lineages import lineages_of
from backchannel.links.link import EntryLink, LineageLink, Sheet
from backchannel.links.series import series_of
from backchannel.links.threads import threads_of


def material_of(
    sheets: Iterable[Sheet],
    lineage: Iterable[LineageLink],
    entries: Iterable[EntryLink],
    judgements: Judgements | None = None,
) -> Material:
    """What an account is made of, in the order that it asks for.

    Args:
        sheets: the articles with their entries, in any order.
        lineage: links between articles; those of others are left out.
        entries: links between entries; those of entries that do not stand are left out.
        judgements: what people have said of links.
    """
    ordered = tuple(sorted(sheets, key=lambda s: (s.article.id, s.identity)))
    articles = {sheet.identity for sheet in ordered}
    lines = {line.id for sheet in ordered for line in sheet.lines}
    return Material(
        ordered,
        tuple(
            sorted(
                (x for x in lineage if x.first in articles and x.second in articles),
                key=lambda x: (x.first, x.second, x.kind, x.score),
            )
        ),
        tuple(
            sorted(
                (x for x in entries if x.first in lines and x.second in lines),
                key=lambda x: (x.first, x.second, x.relation, x.score),
            )
        ),
        judgements or Judgements(),
    )


def account_of(m: Material) -> Account:
    """Everything that a record tells: the same whatever the order of what it is made of."""
    m = material_of(m.sheets, m.lineage, m.entries, m.judgements)
    book = book_of(m)
    lineages = lineages_of(m)
    threads = threads_of(m, lineages, book)
    series = series_of(m, threads)
    return Account(
        sheets={sheet.identity: sheet for sheet in sorted(m.sheets, key=lambda s: s.identity)},
        lines=dict(sorted((line.id, line) for sheet in m.sheets for line in sheet.lines)),
        lineages=lineages,
        threads=threads,
        disputes=disputes_of(m, threads, series, book),
        series=series,
        follow_ups=follow_ups_of(m, threads),
        parties=book.parties,
        answers=answers_of(m, threads, book),
    )
