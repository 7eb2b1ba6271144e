"""Articles of an invented crisis and a reader by plain rule, for tests of what is around a reader.

The rule reads sentences of a fixed form ("Norland told Sudmark that ..."), so every test knows
what a right reading is without a model.
"""

from __future__ import annotations

import datetime
import os
import re
import time

from backchannel.articles.article import Apart, Article, Published
from backchannel.entries.entry import Entry, Message, Party, Reading, Response, Statement
from backchannel.span import Span

CODES = {"Norland": "NOR", "Sudmark": "SDN", "Oman": "OMN", "Ada Quist": "NOR"}
TOLD = re.compile(r"(?P<sender>[A-Z]\w+) told (?P<recipient>[A-Z]\w+) that (?P<content>[^.]+)\.")
SAID = re.compile(r"(?P<speaker>[A-Z][\w ]+?) (?P<cue>said) that (?P<content>[^.]+)\.")
DENIED = re.compile(r"(?P<who>[A-Z]\w+) (?P<act>denied) that (?P<claim>[^.]+)\.")


def article(name: str, text: str, **facts: object) -> Article:
    """An article of the Quay Courier of 3 May 2031, unless ``facts`` say otherwise."""
    given = {
        "title": f"On {name}",
        "outlet": "Quay Courier",
        "published": Published(datetime.date(2031, 5, 3), "field:date"),
    }
    return Article(name, text, **(given | facts))  # type: ignore[arg-type]


def numbered(count: int) -> list[Article]:
    """``count`` different articles, each with a message, a statement and a denial."""
    return [
        article(
            f"a{n:03}",
            f"Norland told Sudmark that ship {n} would sail.\n\n"
            f"Ada Quist said that the note of day {n} was polite. Sudmark denied that "
            f"ship {n} was awaited.\n\nShare this article",
            apart=(),
        )
        for n in range(count)
    ]


def with_clutter(name: str) -> Article:
    text = "Norland told Sudmark that the bridge was closed.\n\nShare this page"
    start = text.index("Share")
    return article(name, text, apart=(Apart(Span(start, len(text)), "share_prompt"),))


def party(name: str) -> Party:
    return Party(name, CODES.get(name))


class PlainReader:
    """Reads by plain rule; some words make it fail in the ways a real one might."""

    def __init__(self, model: str = "plain-1") -> None:
        self.model = model

    def read(self, article: Article) -> Reading:
        text = article.text
        if "CRASH" in text:
            os.kill(os.getpid(), 9)
        if "HANG" in text:
            time.sleep(60)
        if "SLOW" in text:
            time.sleep(0.05)
        if "RAISE" in text:
            raise ValueError("unforeseen\nwords")
        found: list[Entry] = []
        for m in SAID.finditer(text):
            found.append(
                Statement(
                    evidence=Span(*m.span()),
                    source=Span(*m.span("speaker")),
                    cue=Span(*m.span("cue")),
                    content=(Span(*m.span("content")),),
                    speaker=party(m["speaker"]),
                    addressee=None,
                    medium=None,
                    quoting="indirect",
                    within=None,
                )
            )
        for m in TOLD.finditer(text):
            found.append(
                Message(
                    evidence=Span(*m.span()),
                    trigger=Span(m.end("sender") + 1, m.end("sender") + 5),
                    attributed_to=(),
                    sender=party(m["sender"]),
                    recipient=party(m["recipient"]),
                    intermediary=None,
                    channel="unspecified",
                    content=Span(*m.span("content")),
                    date=None,
                    status="reported",
                )
            )
        for m in DENIED.finditer(text):
            found.append(
                Response(
                    evidence=Span(*m.span()),
                    trigger=Span(*m.span("act")),
                    attributed_to=(),
                    responder=party(m["who"]),
                    claimant=None,
                    claim=Span(*m.span("claim")),
                    stance="deny",
                )
            )
        return Reading(article.id, article.fingerprint, self.model, tuple(found))


def load() -> PlainReader:
    return PlainReader()


def load_broken() -> PlainReader:
    raise OSError("weights are missing")


def load_dying() -> PlainReader:
    os._exit(3)
