"""From what the user names to articles, one at a time, with everything that failed beside them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backchannel.articles.article import Article
from backchannel.articles.decode import (
    UndecodableError,
    check_characters,
    decode,
    other_form,
    wide_encoding,
)
from backchannel.articles.fields import Fields
from backchannel.articles.language import other_language
from backchannel.articles.options import InputOptions
from backchannel.articles.page import PageError, merged, read_page
from backchannel.articles.rows import Numbered, RowError, json_lines, json_values, table
from backchannel.articles.sources import Kind, Source, expand, kind_of, looks_like_page, opened
from backchannel.articles.survey import survey
from backchannel.errors import ArticleError

_HEAD_BYTES = 8192
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x00"


@dataclass(frozen=True, slots=True)
class _Place:
    where: str
    line: int | None

    def __str__(self) -> str:
        return self.where if self.line is None else f"{self.where}:{self.line}"


class RepeatedArticle(ArticleError):
    """An input that holds an article read before. Nothing is lost by leaving it out.

    Attributes:
        stands: the id of the article that stands for it, the first one read.
        article: the repetition itself, under its own name.
    """

    def __init__(self, place: _Place, stands: str, article: Article) -> None:
        super().__init__(place.where, f"same text as {stands!r}, read before", place.line)
        self.stands, self.article = stands, article


@dataclass(slots=True)
class _Seen:
    """Names and digests of the texts read so far; the texts themselves are not kept."""

    names: dict[str, tuple[bytes, _Place]] = field(default_factory=dict)
    unnamed: dict[bytes, str] = field(default_factory=dict)

    def judge(self, article: Article, place: _Place, named: bool) -> Article | ArticleError:
        """The article, or why it is left out: its name is taken, or its text was read before.

        Texts that the input itself names differently are different articles, be they equal: a
        dispatch and its reissue.
        """
        digest = bytes.fromhex(article.fingerprint)[:16]
        known = self.names.get(article.id)
        if known is not None and known[0] != digest:
            reason = f"another text than {known[1]} under the same name {article.id!r}"
            return ArticleError(place.where, reason, place.line)
        if known is not None:
            return RepeatedArticle(place, article.id, article)
        if not named and digest in self.unnamed:
            return RepeatedArticle(place, self.unnamed[digest], article)
        self.names[article.id] = (digest, place)
        self.unnamed.setdefault(digest, article.id)
        return article


def read_articles(
    inputs: Iterable[str | os.PathLike[str]], options: InputOptions | None = None
) -> Iterator[Article | ArticleError]:
    """Read the articles of files, folders, globs and ``-`` (standard input), in that order.

    Nothing that is wrong with one input stops the rest: it comes out as an ``ArticleError`` in
    its place. An input that was read before under the same name, or without a name of its own,
    comes out as a ``RepeatedArticle``; the first one read stands.

    Memory stays small: one article at a time, and a digest of each.

    Args:
        inputs: names as the user gave them.
        options: limits; by default those of ``InputOptions``.
    """
    options = options or InputOptions()
    seen = _Seen()
    for source in expand(inputs):
        if isinstance(source, ArticleError):
            yield source
            continue
        try:
            yield from _from_source(source, seen, options)
        except ArticleError as error:
            yield error


def _from_source(
    source: Source, seen: _Seen, options: InputOptions
) -> Iterator[Article | ArticleError]:
    with opened(source) as stream:
        kind = _kind(source, stream)
        if kind in ("text", "page"):
            article = _document(source, kind, stream, options)
            yield seen.judge(article, _Place(source.where, None), named=False)
            return
        found = False
        for numbered, alone in _with_alone(_rows(source, kind, stream, options)):
            found = True
            yield _from_row(source, numbered, alone, seen, options)
        if not found:
            yield ArticleError(source.where, "empty")


def _kind(source: Source, stream: io.BufferedReader) -> Kind:
    head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    wide = wide_encoding(head)
    return kind_of(source, head.decode(wide or "utf-8", "ignore"))


def _document(
    source: Source, kind: Kind, stream: io.BufferedReader, options: InputOptions
) -> Article:
    data = _whole(source, stream, options)
    try:
        text = decode(data)
        return _article(source.stem, text, Fields(), kind == "page", options)
    except (UndecodableError, PageError) as error:
        raise ArticleError(source.where, str(error)) from None


def _rows(
    source: Source, kind: Kind, stream: io.BufferedReader, options: InputOptions
) -> Iterator[Numbered | RowError]:
    if kind == "json":
        return json_values(_whole(source, stream, options), options)
    if kind == "table":
        return table(stream, options, tabs=source.suffix in (".tsv", ".tab"))
    return json_lines(stream, options)


def _with_alone(
    rows: Iterator[Numbered | RowError],
) -> Iterator[tuple[Numbered | RowError, bool]]:
    """Each row, and whether it is the only one."""
    first = next(rows, None)
    if first is None:
        return
    second = next(rows, None)
    yield first, second is None
    if second is not None:
        yield second, False
    for row in rows:
        yield row, False


def _from_row(
    source: Source, row: Numbered | RowError, alone: bool, seen: _Seen, options: InputOptions
) -> Article | ArticleError:
    if isinstance(row, RowError):
        return ArticleError(source.where, row.reason, row.line)
    fields = row.row.fields
    name = source.stem if alone else f"{source.stem}-{row.number}"
    try:
        article = _article(name, row.row.text, fields, row.row.is_page, options)
    except (UndecodableError, PageError) as error:
        return ArticleError(source.where, str(error), row.line)
    return seen.judge(article, _Place(source.where, row.line), named=fields.id is not None)


def _article(name: str, text: str, fields: Fields, is_page: bool, options: InputOptions) -> Article:
    """The article of one text.

    Raises:
        UndecodableError: the text is empty, too long, not text or not English.
        PageError: no article could be read from the page.
    """
    page = None
    if text.strip() and (is_page or looks_like_page(text)):
        page, found = text, read_page(text, options)
        text, fields = found.text, merged(fields, found.facts)
    _check(text, page is None, options)
    return survey(text, fields, name=name, page=page)


def _check(text: str, is_plain: bool, options: InputOptions) -> None:
    if not text:
        raise UndecodableError("empty")
    if not text.strip().strip(_INVISIBLE).strip():
        raise UndecodableError("nothing but white space")
    if len(text) > options.max_article_chars:
        raise UndecodableError(f"article longer than {options.max_article_chars:,} characters")
    check_characters(text)
    form = other_form(text) if is_plain else None
    if form:
        raise UndecodableError(f"{form}, not plain text")
    other = other_language(text) if options.english_only else None
    if other:
        raise UndecodableError(f"not English: {other}")


def _whole(source: Source, stream: io.BufferedReader, options: InputOptions) -> bytes:
    data = stream.read(options.max_file_bytes + 1)
    if len(data) > options.max_file_bytes:
        raise ArticleError(source.where, f"larger than {options.max_file_bytes:,} bytes")
    return data
