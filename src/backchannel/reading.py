"""From an article to its reading: the reader, then the entries, kind by kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from spacy.language import Language

from backchannel.articles.article import Article
from backchannel.entries.acts import Scene
from backchannel.entries.body import Body
from backchannel.entries.entry import Entry, Reading
from backchannel.entries.events import read_events
from backchannel.entries.forecasts import read_forecasts
from backchannel.entries.mentions import read_mentions
from backchannel.entries.messages import read_messages
from backchannel.entries.positions import read_positions
from backchannel.entries.relations import read_relations
from backchannel.entries.repeats import told_once
from backchannel.entries.responses import read_responses
from backchannel.entries.settle import settle
from backchannel.entries.signals import read_signals
from backchannel.entries.statements import read_statements
from backchannel.entries.tallies import read_tallies
from backchannel.entries.when import Times
from backchannel.entries.where import Places
from backchannel.entries.who import Who
from backchannel.errors import ModelError
from backchannel.parties import PartyTable
from backchannel.places import PlaceTable
from backchannel.reader.network import Network
from backchannel.reader.pipeline import load, network
from backchannel.reader.senses import sense_of
from backchannel.span import Span

RULES = "6"
"""Version of the rules that make entries of what the network finds; part of the model's name, so
that a record made by older rules is read again."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known beforehand: of parties, and of places."""

    parties: PartyTable
    places: PlaceTable

    @classmethod
    def load(cls) -> Tables:
        """The package's own tables."""
        return cls(PartyTable.load(), PlaceTable.load())


class ArticleReader:
    """Reads articles one at a time. Nothing of an article is kept for the next.

    Attributes:
        model: version of weights and rules; two readers of one version give the same readings.
    """

    def __init__(self, nlp: Language, tables: Tables, about: Network) -> None:
        self.model = f"{about.version}+{RULES}"
        self._nlp, self._tables, self._calibration = nlp, tables, about.calibration

    def read(self, article: Article) -> Reading:
        """What one article says: a pure function of the article and the model."""
        scene = self.scene(article)
        entries = entries_of(scene)
        senses = tuple(sense_of(scene.doc, entry.evidence) for entry in entries)
        return Reading(article.id, article.fingerprint, self.model, entries, senses)

    def scene(self, article: Article) -> Scene:
        """An article with its words, parties, times and places resolved; no entries yet."""
        doc = self._nlp.make_doc(article.text)
        passages = _without_dateline(article)
        doc._.apart = _between(passages, len(article.text))
        doc = self._nlp(doc)
        day = article.published.day if article.published else None
        body = Body(passages)
        who = Who(doc, article.text, self._tables.parties, day)
        curve = self._calibration["statement"]
        statements = read_statements(doc, article.text, body, who, curve)
        mentions = read_mentions(doc, who, statements)
        return Scene(
            doc,
            article.text,
            body,
            day,
            who,
            statements,
            mentions,
            times=Times(article.text, day),
            places=Places(doc, self._tables.places, mentions, who.matches),
            calibration=self._calibration,
            outlet=article.outlet,
        )


def entries_of(scene: Scene) -> tuple[Entry, ...]:
    """All entries of an article: statements first, then kind by kind."""
    return told_once(scene, acts_of(scene))


def acts_of(scene: Scene) -> tuple[Entry, ...]:
    """What `entries_of` gives, and what the article tells again."""
    responses = tuple(read_responses(scene))
    return (
        *(told.statement for told in scene.statements),
        *settle(read_messages(scene), responses, scene.text),
        *read_signals(scene),
        *responses,
        *read_positions(scene),
        *read_events(scene),
        *read_tallies(scene),
        *read_relations(scene),
        *read_forecasts(scene),
    )


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
    return ArticleReader(load(where), Tables.load(), network(where))


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
