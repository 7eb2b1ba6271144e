"""An article explained: found in the record or read from a file, with its entries marked."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backchannel.articles.article import Article
from backchannel.articles.read import RepeatedArticle, read_articles
from backchannel.engine import Failure, ProcessEngine, ProcessOptions
from backchannel.entries.entry import Reading
from backchannel.errors import ArticleError, RecordError
from backchannel.record.identity import article_identity, entry_ids
from backchannel.record.query import Line
from backchannel.record.store import DEFAULT_RECORD, Record
from backchannel.views.marked import MarkedArticle, mark
from backchannel.views.why import is_sure


@dataclass(frozen=True, slots=True)
class ExplainOptions:
    """What to mark.

    Attributes:
        kinds: names of kinds; empty: all.
        min_confidence: 0 to 1; entries with less are left out and counted. Those that no model
            scored stay.
    """

    kinds: tuple[str, ...] = ()
    min_confidence: float | None = None


def explain(
    article: str | os.PathLike[str],
    record: str | os.PathLike[str] | Record = DEFAULT_RECORD,
    options: ExplainOptions | None = None,
) -> MarkedArticle:
    """An article's text with its entries marked in place.

    Args:
        article: the name of an article of the record, the beginning of one, or a file with one
            article. A file whose article is not in the record is read on the spot, and nothing is
            stored.
        record: a file or PostgreSQL URL, or an open record; a file need not be there.
        options: what to mark.

    Raises:
        RecordError: there is no such article and no such file, several fit, or the record cannot
            be read.
        ArticleError: the file cannot be read, or holds several articles.
        ModelError: the reader cannot be loaded.
    """
    wanted, options = os.fspath(article), options or ExplainOptions()
    if isinstance(record, Record):
        return _explain(wanted, record, options)
    where = os.fspath(record)
    if "://" not in where and not Path(where).exists() and Path(wanted).is_file():
        return _explain(wanted, None, options)
    with Record.open(where) as opened:
        return _explain(wanted, opened, options)


def _explain(wanted: str, record: Record | None, options: ExplainOptions) -> MarkedArticle:
    if record is not None and (_held(record, wanted) or not Path(wanted).is_file()):
        name = record.find_name(wanted)
        if name is None:
            raise RecordError(f"there is no article {wanted!r} in the record, and no such file")
        return _from_record(record, name, options)
    found = _the_article(wanted)
    held = None if record is None else _held(record, found.id)
    if record is not None and held is not None and held.fingerprint == found.fingerprint:
        return _from_record(record, held.id, options)
    reading = _read(found)
    ids = entry_ids(article_identity(found), reading)
    lines = [
        Line(id_, found, place, reading.model, entry)
        for place, (id_, entry) in enumerate(zip(ids, reading.entries, strict=True))
    ]
    return _marked(found, reading.model, lines, options)


def _from_record(record: Record, name: str, options: ExplainOptions) -> MarkedArticle:
    article = dataclasses.replace(record.article(name), page=None)
    lines = list(record.entries(article=article.id))
    return _marked(article, record.model(name), lines, options)


def _held(record: Record, name: str) -> Article | None:
    return next(record.articles(article=name), None)


def _the_article(file: str) -> Article:
    """The one article of a file."""
    found = list(_first_two(file))
    for item in found:
        if isinstance(item, ArticleError) and not isinstance(item, RepeatedArticle):
            raise item
    articles = [item for item in found if isinstance(item, Article)]
    if len(articles) != 1:
        many = "several articles; read it into a record" if articles else "no article"
        raise ArticleError(file, f"holds {many}")
    return articles[0]


def _first_two(file: str) -> Sequence[Article | ArticleError]:
    items = read_articles([file])
    return [item for item, _ in zip(items, range(2), strict=False)]


def _read(article: Article) -> Reading:
    from backchannel.reading import load_reader

    # In a process of its own: a text that takes too long is given up.
    (result,) = ProcessEngine(load_reader, ProcessOptions(workers=1)).read([article])
    if isinstance(result, Failure):
        raise ArticleError(article.id, result.reason)
    return result


def _marked(
    article: Article, model: str, lines: Sequence[Line], options: ExplainOptions
) -> MarkedArticle:
    of_kind = [x for x in lines if not options.kinds or x.entry.kind in options.kinds]
    sure = [x for x in of_kind if is_sure(x.entry, options.min_confidence)]
    return mark(article, model, sure, hidden=len(of_kind) - len(sure))
