"""What all acts share: their trigger and the clause that states them."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from backchannel.entries.body import Body
from backchannel.entries.entry import Party
from backchannel.entries.mentions import Mention
from backchannel.entries.phrases import clause, extent
from backchannel.entries.statements import Told
from backchannel.entries.when import Times
from backchannel.entries.where import Places
from backchannel.entries.who import Voice, Who
from backchannel.reader import Calibration, FoundTrigger
from backchannel.span import Span, hull

_NAMING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})

_GOVERNED = frozenset({"obj", "nsubj:pass", "xcomp", "compound"})

LONGEST_CLAUSE = 280
"""Characters of the longest evidence; beyond it the clause is cut down around the trigger."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the modules of the kinds read from: one article, resolved.

    Attributes:
        doc: the article as read.
        text: its text.
        body: the passages of it that are article.
        day: the day of publication.
        who: its parties.
        statements: its statements, in order.
        mentions: of its parties, in order.
        times: that it states.
        places: that it names.
        calibration: how sure the reader's findings are.
        outlet: who published it, where that is known.
    """

    doc: Doc
    text: str
    body: Body
    day: datetime.date | None
    who: Who
    statements: tuple[Told, ...]
    mentions: tuple[Mention, ...]
    times: Times
    places: Places
    calibration: Calibration
    outlet: str | None = None

    def party_at(self, token: int) -> Party | None:
        """The party that a token stands for, where it is a mention of one."""
        i = bisect_left(self.mentions, token, key=lambda m: m.token)
        found = self.mentions[i] if i < len(self.mentions) else None
        return found.party if found is not None and found.token == token else None

    def told_around(self, token: int) -> tuple[Told, ...]:
        """The statements in whose content a token stands, from the nearest to the farthest."""
        around = [t for t in self.statements if t.holds(token)]
        return tuple(sorted(around, key=lambda t: sum(e - s for s, e in t.content)))

    def voice(self, token: int) -> Voice:
        """Whose words a token stands in."""
        around = self.told_around(token)
        return around[0].voice if around else Voice()


def strongest(doc: Doc, triggers: Iterable[FoundTrigger]) -> list[FoundTrigger]:
    """Of triggers that overlap, the likeliest; in the order of the text.

    Words that only help others along ("had", "may not") name no act.
    """
    kept: list[FoundTrigger] = []
    taken: set[int] = set()
    for t in sorted(triggers, key=lambda t: (-t.score, t.start)):
        words = range(t.start, t.end)
        if taken.isdisjoint(words) and any(w.pos_ in _NAMING for w in doc[t.start : t.end]):
            kept.append(t)
            taken.update(words)
    return sorted(kept, key=lambda t: t.start)


def apart(doc: Doc, triggers: Iterable[FoundTrigger]) -> list[FoundTrigger]:
    """Of triggers of one label where one governs the other within a clause, the likeliest.

    "Carried out strikes", "held a meeting": a verb and its noun name one act.
    """
    kept: list[FoundTrigger] = []
    heads: set[tuple[str, int]] = set()
    above: set[tuple[str, int]] = set()
    for t in sorted(triggers, key=lambda t: (-t.score, t.start)):
        head = trigger_head(doc, t)
        governing = {(t.label, i) for i in _governing(head)}
        if heads.isdisjoint(governing) and (t.label, head.i) not in above:
            kept.append(t)
            heads.add((t.label, head.i))
            above |= governing
    return sorted(kept, key=lambda t: t.start)


def _governing(noun: Token) -> Iterator[int]:
    """The words that have a noun as their object, or as what that object is of or made of."""
    if noun.dep_ in _GOVERNED:
        yield noun.head.i
    elif noun.dep_ == "nmod" and noun.head.dep_ == "obj":
        yield noun.head.head.i


def trigger_span(scene: Scene, t: FoundTrigger) -> Span:
    """Characters of a trigger, at most four words of it, in the passage where it begins."""
    words = scene.doc[t.start : min(t.end, t.start + 4)]
    span = Span(words.start_char, min(words.end_char, words.start_char + LONGEST_CLAUSE // 2))
    return scene.body.whole(span) or span


def trigger_head(doc: Doc, t: FoundTrigger) -> Token:
    """The word of a trigger that governs the others."""
    return doc[t.start : t.end].root


def evidence(scene: Scene, t: FoundTrigger, also: Iterable[Span | None] = ()) -> Span:
    """The clause that states an act, with the spans ``also`` where they stand close by."""
    doc, head, trigger = scene.doc, trigger_head(scene.doc, t), trigger_span(scene, t)
    start, end = extent(clause(head), doc)
    if end - start > LONGEST_CLAUSE:
        start, end = extent(head, doc)
    span = _cut(Span(min(start, trigger.start), max(end, trigger.end)), trigger)
    for other in also:
        if other is not None and not span.covers(other):
            wider = hull([span, other])
            if wider.end - wider.start <= LONGEST_CLAUSE:
                span = wider
    return scene.body.keep(span, trigger.start) or trigger


def _cut(span: Span, trigger: Span) -> Span:
    if span.end - span.start <= LONGEST_CLAUSE:
        return span
    start = min(trigger.start, max(span.start, trigger.end - LONGEST_CLAUSE // 2))
    return Span(start, max(trigger.end, min(span.end, start + LONGEST_CLAUSE)))


def statement_at(scene: Scene, t: FoundTrigger) -> Told | None:
    """The statement whose cue a trigger is, if it is one."""
    return next((s for s in scene.statements if s.cue[0] < t.end and t.start < s.cue[1]), None)


def characters(scene: Scene, spans: Sequence[tuple[int, int]]) -> Span | None:
    """Character span over token spans, inside one passage of the article; or ``None``."""
    if not spans:
        return None
    pieces = [scene.doc[a:b] for a, b in spans]
    return scene.body.whole(hull([Span(p.start_char, p.end_char) for p in pieces]))
