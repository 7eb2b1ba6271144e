"""From an article to its reading: the reader, then the entries, kind by kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from spacy.language import Language

from backchannel.articles.article import Article
from backchannel.entries.acts import Scene
from backchannel.entries.body import Body
from backchannel.entries.entry import Entry, Reading
from backchannel.entries.messages import read_messages
from backchannel.entries.responses import read_responses
from backchannel.entries.settle import settle
from backchannel.entries.statements import read_statements
from backchannel.entries.who import Who
from backchannel.errors import ModelError
from backchannel.parties import PartyTable
from backchannel.reader.pipeline import load, network
from backchannel.span import Span

RULES = "1"
"""Version of the rules that make entries of what the network finds; part of the model's name, so
that a record made by older rules is read again."""


class ArticleReader:
    """Reads articles one at a time. Nothing of an article is kept for the next.

    Attributes:
        model: version of weights and rules; two readers of one version give the same readings.
    """

    def __init__(self, nlp: Language, table: PartyTable, version: str) -> None:
        self.model = f"{version}+{RULES}"
        self._nlp, self._table = nlp, table

    def read(self, article: Article) -> Reading:
        """What one article says: a pure function of the article and the model."""
        doc = self._nlp.make_doc(article.text)
        passages = _without_dateline(article)
        doc._.apart = _between(passages, len(article.text))
        doc = self._nlp(doc)
        day = article.published.day if article.published else None
        body = Body(passages)
        who = Who(doc, article.text, self._table, day)
        statements = read_statements(doc, article.text, body, who)
        scene = Scene(doc, article.text, body, day, who, statements, article.outlet)
        responses = tuple(read_responses(scene))
        entries: tuple[Entry, ...] = (
            *(told.statement for told in statements),
            *settle(read_messages(scene), responses, article.text),
            *responses,
        )
        return Reading(article.id, article.fingerprint, self.model, entries)


def _without_dateline(article: Article) -> tuple[Span, ...]:
    """The passages to read: a dateline and its dash are no part of the sentence after them."""
    if article.dateline is None:
        return article.body
    start, end = article.dateline
    while end < len(article.text) and article.text[end] in " \t-–—:":
        end += 1
    cut: list[Span] = []
    for p in article.body:
        parts = (Span(p.start, min(start, p.end)), Span(max(end, p.start), p.end))
        cut += [part for part in parts if part.start < part.end]
    return tuple(cut)


def _between(passages: Sequence[Span], length: int) -> tuple[tuple[int, int], ...]:
    """What lies outside the passages."""
    edges = [0, *(edge for p in passages for edge in p), length]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


def load_reader(weights: Path | None = None) -> ArticleReader:
    """The reader with its model and tables.

    Raises:
        ModelError: the weights are missing, damaged or of another layout.
    """
    where = str(weights) if weights else None
    return ArticleReader(load(where), PartyTable.load(), network(where).version)


def model_version(weights: Path | None = None) -> str:
    """The ``model`` of the reader that `load_reader` would make, without making it.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    folder = weights or Path(str(files("backchannel.reader") / "weights"))
    try:
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        return f"{about['version']}+{RULES}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder}: the reader's weights cannot be read: {error}") from error
