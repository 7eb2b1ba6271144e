"""The first lines of a page: what it covers, how many origins that is, and what is not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from backchannel.articles.article import Article
from backchannel.links.account import Lineage
from backchannel.record.skips import Skipped
from backchannel.views.asking import Asked
from backchannel.views.contest import is_contested
from backchannel.views.index import NEAREST, Index, Told, descents
from backchannel.views.items import reports, span_of_days
from backchannel.views.joint import kinds_counted
from backchannel.views.wording import count, listed, one_line, plural

_SAME = ("copy of the same text", "copies of the same text")


def lead(index: Index, asked: Asked, chosen: Sequence[Told]) -> tuple[str, ...]:
    """What a page covers.

    Args:
        index: the account.
        asked: which of it.
        chosen: the threads chosen.
    """
    names = sorted(index.sheets)
    if asked.articles is not None:
        names = [name for name in names if name in asked.articles]
    articles = [index.sheets[name].article for name in names]
    lines = [_coverage(articles, index, asked), _threads(chosen)]
    if asked.skipped:
        lines.append(_not_read(asked.skipped))
    if asked.unlinked:
        lines.append(not_linked(asked.unlinked))
    return tuple(lines)


def not_linked(number: int) -> str:
    """That articles are not linked yet, and what to do."""
    return f"Not linked yet: {count(number, 'article')} (backchannel link)."


def _coverage(articles: Sequence[Article], index: Index, asked: Asked) -> str:
    said = f"{count(len(articles), 'article')}{_lineages(articles, index)}"
    days = [a.published.day for a in articles if a.published is not None]
    if days:
        said += f", {span_of_days(min(days), max(days))}"
    undated = len(articles) - len(days)
    if undated:
        said += f" ({undated} without a date)"
    outlets = Counter(one_line(a.outlet) for a in articles if a.outlet)
    names = [f"{name} ({n})" if n > 1 else name for name, n in _most(outlets)]
    if names:
        said += f". Outlets: {listed(names, 8)}"
    no_outlet = sum(a.outlet is None for a in articles)
    if no_outlet:
        in_how_many = "" if no_outlet == len(articles) else f" in {no_outlet:,}"
        said += f"{';' if names else '. Outlet'} not stated{in_how_many}"
    if asked.undated:
        said += f". Left out for want of a date: {asked.undated}"
    return said + "."


def _lineages(articles: Iterable[Article], index: Index) -> str:
    """How many origins articles have: " of 3 origins (1 reprint, 1 rewrite)"."""
    names = {a.id for a in articles}
    lineages = {x.id: x for name in names if (x := index.lineages.get(name)) is not None}
    if not lineages:
        return ""
    chosen = {index.sheets[name].identity for name in names}
    kinds = lineage_kinds(lineages.values(), chosen)
    held = f" ({kinds})" if kinds else ""
    return f" of {count(len(lineages), 'origin')}{held}"


def lineage_kinds(lineages: Iterable[Lineage], articles: Collection[str]) -> str:
    """What those of ``articles`` are that come from an earlier one: "52 reprints, 17 rewrites"."""
    numbers = Counter(
        descent.kind
        for lineage in lineages
        for identity, descent in descents(lineage).items()
        if identity in articles
    )
    words = []
    for kind in NEAREST:
        if numbers[kind]:
            one, many = _SAME if kind == "same" else (kind, plural(kind))
            words.append(count(numbers[kind], one, many))
    if numbers[None]:
        words.append(f"{numbers[None]:,} of the same origin by way of other articles")
    return ", ".join(words)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _threads(chosen: Sequence[Told]) -> str:
    """How many things are told, of which kinds, and how many of them twice or disputed."""
    if not chosen:
        return "No thread."
    entries = sum(len(t.thread.lines) for t in chosen)
    said = f"{count(len(chosen), 'thread')} of {count(entries, 'entry', 'entries')}"
    said += f": {kinds_counted(chosen)}"
    several = sum(reports(t.thread) > 1 for t in chosen)
    origins = sum(t.thread.origins.least > 1 for t in chosen)
    contested = sum(is_contested(t) for t in chosen)
    told = f"{several:,} told by more than one article, {origins:,} by more than one origin"
    return f"{said}. {told}; {contested:,} disputed."


def _not_read(skipped: Sequence[Skipped]) -> str:
    shown = [one_line(str(s)) for s in skipped[:5]]
    more = f"; and {len(skipped) - 5} more (backchannel info)" if len(skipped) > 5 else ""
    return f"Not read: {count(len(skipped), 'input')}: {'; '.join(shown)}{more}."
