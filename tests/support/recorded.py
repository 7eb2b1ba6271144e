"""A record as tests put it right: its entries looked up, corrected, read again and written out."""

from __future__ import annotations

import datetime

import crisis

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Event, Party, Reading
from backchannel.exports import jsonl
from backchannel.record.corrections import Action, Correction
from backchannel.record.query import Line
from backchannel.record.store import Record

IRAN, IRAQ = Party("Norland", "NOR"), Party("Sudmark", "SDN")


class Clock:
    """Times a minute apart."""

    def __init__(self) -> None:
        self._now = datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self._now += datetime.timedelta(minutes=1)
        return self._now


def the(record: Record, article: str, kind: str) -> Line:
    """The first entry of a kind in an article."""
    return next(record.entries(article=article, kind=kind))


def correct(record: Record, content: Action, at: datetime.datetime | None = None) -> Correction:
    return record.correct(content, why="read again", by="ada", at=at)


def export(record: Record) -> str:
    return "".join(jsonl.write(record.entries()))


def event(article: Article, evidence: str, trigger: str, **more: object) -> Event:
    at = crisis.Marked(article.text)
    made = at.entry(Event, evidence, trigger, **({"type": "CONSULT", "actuality": "actual"} | more))
    assert isinstance(made, Event)
    return made


def read_again(record: Record, name: str, model: str, *entries: Entry) -> None:
    article = record.article(name)
    record.add(article, Reading(name, article.fingerprint, model, entries))
