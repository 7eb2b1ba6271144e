"""Small articles with entries and links written by hand, for tests of accounts.

An article is made of passages, one for each entry: ``told("a", drafted(Message, ...), day=3)``. An
entry's id is its article's name with its place in it: ``a0``, ``a1``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from backchannel.articles.article import Article, Credit, Published
from backchannel.entries.entry import Entry, Event, Message, Party, Statement, Tally
from backchannel.links.account import Judgements, Material
from backchannel.links.link import (
    Alignment,
    EntryLink,
    How,
    LineageKind,
    LineageLink,
    Relation,
    Sheet,
)
from backchannel.record.query import Line
from backchannel.record.shape import Form, shape
from backchannel.span import Span

VELMORA = Party("Velmora", "VELMORA")
KESSARIA = Party("Kessaria", "KESSARIA")
DOVAN = Party("Sera Dovan", "VELMORA")
VEIL = Party("Tomas Veil", "KESSARIA")

_CHOSEN = {
    "quoting": "indirect",
    "channel": "unspecified",
    "status": "reported",
    "actuality": "actual",
    "bound": "exact",
    "polarity": "asserted",
    "likelihood": "likely",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place in an article.

    Attributes:
        kind: what it is.
        words: the passage that tells it; its name in the article where not given.
        fields: what is known of it; of a span, its words in the passage.
    """

    kind: type[Entry]
    words: str
    fields: dict[str, object] = field(default_factory=dict)


def drafted(kind: type[Entry], words: str = "", **fields: object) -> Draft:
    """An entry of ``kind``; what is not given is unknown, or what is usual."""
    return Draft(kind, words, fields)


def message(*says: str, words: str = "", **fields: object) -> Draft:
    """A note from Velmora to Kessaria, unless ``fields`` say otherwise, that ``says`` tell of."""
    given = {"sender": VELMORA, "recipient": KESSARIA, "attributed_to": says}
    return Draft(Message, words, given | fields)


def event(*says: str, words: str = "", **fields: object) -> Draft:
    """An assault by Velmora, unless ``fields`` say otherwise, that ``says`` tell of."""
    return Draft(
        Event, words, {"type": "ASSAULT", "actor": VELMORA, "attributed_to": says} | fields
    )


def tally(value: object, *says: str, words: str = "", **fields: object) -> Draft:
    """So many killed, that ``says`` tell of."""
    return Draft(Tally, words, {"what": "killed", "value": value, "attributed_to": says} | fields)


def statement(speaker: Party | None = DOVAN, words: str = "", **fields: object) -> Draft:
    """A statement of Sera Dovan, unless another speaks."""
    return Draft(Statement, words, {"speaker": speaker} | fields)


def told(name: str, *drafts: Draft, **facts: object) -> Sheet:
    """An article of the drafts, a passage each.

    Args:
        name: its name; its identity is ``sha-`` and the name.
        *drafts: its entries, statements first.
        **facts: ``day`` of March 2031, ``outlet``, ``credits`` (agencies' names), ``corrected``
            (names of the lines that people mended).
    """
    words = [d.words or f"Passage {at} of the article {name}" for at, d in enumerate(drafts)]
    text = ". ".join([f"Heading of {name}", *words, "End"])
    day, credits = facts.get("day"), facts.get("credits", ())
    assert isinstance(credits, tuple)
    article = Article(
        name,
        text,
        outlet=facts.get("outlet"),  # type: ignore[arg-type]
        published=None if day is None else Published(date(day), "field:date"),  # type: ignore[arg-type]
        credits=tuple(Credit(agency, Span(0, 0)) for agency in credits),
    )
    corrected = facts.get("corrected", ())
    assert isinstance(corrected, tuple)
    lines = tuple(
        Line(f"{name}{at}", article, at, "hand-1", _entry(d, text, said), None, by)
        for at, (d, said) in enumerate(zip(drafts, words, strict=True))
        for by in ["correction" if f"{name}{at}" in corrected else None]
    )
    return Sheet(f"sha-{name}", article, lines)


def date(day: int) -> datetime.date:
    """A day of March 2031."""
    return datetime.date(2031, 3, day)


def _entry(draft: Draft, text: str, words: str) -> Entry:
    start = text.index(words)
    evidence = Span(start, start + len(words))
    values: dict[str, object] = {"evidence": evidence}
    for f in shape(draft.kind):
        value = draft.fields.get(f.name, _CHOSEN.get(f.name))
        if f.name == "trigger" and value is None:
            value = Span(start, start + len(words.split(maxsplit=1)[0]))
        if f.form is Form.SPAN and isinstance(value, str):
            at = text.index(value, start)
            value = Span(at, at + len(value))
        if f.form in {Form.SPANS, Form.NAMES} and value is None:
            value = (evidence,) if f.form is Form.SPANS else ()
        values.setdefault(f.name, value)
    return draft.kind(**values)  # type: ignore[arg-type]


def same(first: str, second: str, score: float = 0.9, relation: Relation = "same") -> EntryLink:
    """A link between two entries."""
    if relation == "same":
        first, second = sorted((first, second))
    return EntryLink(first, second, relation, score, ("written by hand",))


def kin(  # noqa: PLR0913
    first: Sheet,
    second: Sheet,
    kind: LineageKind = "reprint",
    score: float = 0.9,
    *,
    passages: Iterable[tuple[str, str]] = (),
    how: How = "words",
) -> LineageLink:
    """A link between two articles.

    Args:
        first, second: the articles, in any order.
        kind: of what kind.
        score: how sure.
        passages: pairs of entries' ids whose passages are aligned.
        how: how they are aligned.
    """
    of = {line.id: line.entry.evidence for line in (*first.lines, *second.lines)}
    aligned = tuple(Alignment(of[a], of[b], how) for a, b in passages)
    link = LineageLink(first.identity, second.identity, kind, score, aligned)
    return link if link.first < link.second else link.reversed()


def material(
    *sheets: Sheet,
    same: Sequence[EntryLink] = (),
    kin: Sequence[LineageLink] = (),
    judged: Judgements | None = None,
) -> Material:
    """What an account is made of, in order."""
    return Material(
        tuple(sorted(sheets, key=lambda s: s.article.id)),
        tuple(sorted(kin, key=lambda x: (x.first, x.second))),
        tuple(sorted(same, key=lambda x: (x.first, x.second, x.relation))),
        judged or Judgements(),
    )


def line(sheets: Iterable[Sheet], wanted: str) -> Line:
    """The entry with an id."""
    return next(x for sheet in sheets for x in sheet.lines if x.id == wanted)
