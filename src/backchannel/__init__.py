"""Backchannel reads news about a crisis and keeps a record of who told whom what, through whom.

    >>> import backchannel
    >>> report = backchannel.read("articles/", record="crisis.db")  # doctest: +SKIP
    >>> with backchannel.Record.open("crisis.db") as record:  # doctest: +SKIP
    ...     for line in record.entries(kind="message", party="Iran"):
    ...         print(line.ref, line.entry.sender, line.quote())

What is named here is what users build on; it changes only with notice. Everything is loaded when
it is first used, so that importing the package is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backchannel.articles.article import Article, Published
    from backchannel.articles.options import InputOptions
    from backchannel.entries.entry import (
        KINDS,
        Entry,
        Event,
        Forecast,
        Message,
        Party,
        Place,
        Position,
        Reading,
        Relation,
        Response,
        Signal,
        Statement,
        Tally,
    )
    from backchannel.errors import ArticleError, BackchannelError, ModelError, RecordError
    from backchannel.frames import to_pandas, to_polars
    from backchannel.links.account import Account, Dispute, Lineage, Origins, Series, Thread
    from backchannel.reader import load
    from backchannel.record.corrections import (
        Correction,
        Mend,
        MergeLineages,
        MergeParties,
        MergeThreads,
        Reject,
        SplitLineages,
        SplitParties,
        SplitThreads,
    )
    from backchannel.record.fill import ReadOptions, ReadReport, read
    from backchannel.record.linked import account
    from backchannel.record.query import Filter, Line
    from backchannel.record.skips import Skipped
    from backchannel.record.store import Info, Record
    from backchannel.span import Span
    from backchannel.views.explaining import ExplainOptions, explain
    from backchannel.views.marked import MarkedArticle

_HOMES = {
    "Account": "links.account",
    "Article": "articles.article",
    "ArticleError": "errors",
    "BackchannelError": "errors",
    "Correction": "record.corrections",
    "Dispute": "links.account",
    "Entry": "entries.entry",
    "Event": "entries.entry",
    "ExplainOptions": "views.explaining",
    "Filter": "record.query",
    "Forecast": "entries.entry",
    "Info": "record.store",
    "InputOptions": "articles.options",
    "KINDS": "entries.entry",
    "Line": "record.query",
    "Lineage": "links.account",
    "MarkedArticle": "views.marked",
    "Mend": "record.corrections",
    "MergeLineages": "record.corrections",
    "MergeParties": "record.corrections",
    "MergeThreads": "record.corrections",
    "Message": "entries.entry",
    "ModelError": "errors",
    "Origins": "links.account",
    "Party": "entries.entry",
    "Place": "entries.entry",
    "Position": "entries.entry",
    "Published": "articles.article",
    "ReadOptions": "record.fill",
    "ReadReport": "record.fill",
    "Reading": "entries.entry",
    "Record": "record.store",
    "RecordError": "errors",
    "Reject": "record.corrections",
    "Relation": "entries.entry",
    "Response": "entries.entry",
    "Series": "links.account",
    "Signal": "entries.entry",
    "Skipped": "record.skips",
    "Span": "span",
    "SplitLineages": "record.corrections",
    "SplitParties": "record.corrections",
    "SplitThreads": "record.corrections",
    "Statement": "entries.entry",
    "Tally": "entries.entry",
    "Thread": "links.account",
    "account": "record.linked",
    "explain": "views.explaining",
    "load": "reader",
    "read": "record.fill",
    "to_pandas": "frames",
    "to_polars": "frames",
}

__all__ = [
    "KINDS",
    "Account",
    "Article",
    "ArticleError",
    "BackchannelError",
    "Correction",
    "Dispute",
    "Entry",
    "Event",
    "ExplainOptions",
    "Filter",
    "Forecast",
    "Info",
    "InputOptions",
    "Line",
    "Lineage",
    "MarkedArticle",
    "Mend",
    "MergeLineages",
    "MergeParties",
    "MergeThreads",
    "Message",
    "ModelError",
    "Origins",
    "Party",
    "Place",
    "Position",
    "Published",
    "ReadOptions",
    "ReadReport",
    "Reading",
    "Record",
    "RecordError",
    "Reject",
    "Relation",
    "Response",
    "Series",
    "Signal",
    "Skipped",
    "Span",
    "SplitLineages",
    "SplitParties",
    "SplitThreads",
    "Statement",
    "Tally",
    "Thread",
    "account",
    "explain",
    "load",
    "read",
    "to_pandas",
    "to_polars",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
