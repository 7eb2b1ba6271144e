"""Statements: who is reported to say or think what. The layer under all other entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from backchannel.entries.body import Body
from backchannel.entries.entry import Party, Quoting, Statement
from backchannel.entries.phrases import adjuncts, agent, head_of, is_passive, phrase, relation
from backchannel.entries.who import Voice, Who
from backchannel.reader import Attribution, Curve
from backchannel.span import Span, hull

_MARKS = '"“”„«»'
_OPEN, _CLOSE = '"“„«', '"”»'
_MEDIUM_NOUNS = frozenset(
    """
    interview statement speech address letter tweet post broadcast briefing article report
    television tv radio newspaper daily magazine agency channel media website telegram
    twitter facebook x whatsapp email e-mail communique communiqué video message conference
    podcast editorial commentary column filing document memo book sermon testimony call
    instagram
    """.split()
)  # fmt: skip
_DOCUMENTS = frozenset({"communique", "communiqué", "statement", "bulletin", "readout", "release"})
"""What speaks for whoever issued it."""
_MEDIUM_PREPOSITIONS = ("in", "on", "during", "via", "through", "at", "over")
_AUDIENCE = frozenset(
    """
    told tell tells telling informed assured reminded asked urged warned advised notified
    """.split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with the tokens that it was made of, for the entries that stand in it.

    Attributes:
        statement: the entry.
        content: token spans of its content.
        cue: token span of its cue.
        voice: what "I", "we" and "you" mean inside it.
        speakers: everyone whom the source names; the statement's speaker is the first.
    """

    statement: Statement
    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    voice: Voice
    speakers: tuple[Party, ...]

    def holds(self, token: int) -> bool:
        """Whether a token lies in the content."""
        return any(a <= token < b for a, b in self.content)


def read_statements(
    doc: Doc, text: str, body: Body, who: Who, curve: Curve | None = None
) -> tuple[Told, ...]:
    """Every attribution of an article, in the order of the text.

    Args:
        doc: the article as read; ``doc._.attributions`` is what the reader found.
        text: the article's text.
        body: the passages of it that are article.
        who: the article's parties.
        curve: how sure statements are.
    """
    made = ((a, _draft(doc, text, body, a)) for a in doc._.attributions)
    drafts = sorted(
        ((a, d) for a, d in made if d is not None), key=lambda d: (d[1].evidence, d[1].cue)
    )
    order = [a for a, _ in drafts]
    within = _without_circles([_within(a, order) for a in order])
    out: list[Told | None] = [None] * len(drafts)
    # Outer statements first: what "I" means inside depends on who speaks outside.
    for i in sorted(range(len(drafts)), key=lambda i: _depth(i, within)):
        attribution, draft = drafts[i]
        outer = within[i]
        around = out[outer] if outer is not None else None
        voice = around.voice if around is not None else Voice()
        speakers = _speakers(doc, attribution, who, voice)
        speaker = speakers[0] if speakers else None
        addressee = _addressee(doc, attribution, who, voice)
        statement = replace(
            draft,
            speaker=speaker,
            addressee=addressee,
            medium=_medium(doc, attribution),
            within=outer,
            confidence=curve.confidence(attribution.score) if curve is not None else None,
        )
        out[i] = Told(
            statement, attribution.content, attribution.cue, Voice(speaker, addressee), speakers
        )
    return tuple(told for told in out if told is not None)


def _draft(doc: Doc, text: str, body: Body, a: Attribution) -> Statement | None:
    """The spans of an attribution, as far as they stand in the same passage as its cue."""
    cue = body.whole(_characters(doc, a.cue))
    if cue is None:
        return None
    kept = (body.keep(_trimmed(doc, s), cue.start) for s in a.content)
    content = tuple(span for span in kept if span is not None)
    source = body.keep(_characters(doc, a.source[0]), cue.start) if a.source else None
    if not content:
        return None
    return Statement(
        evidence=hull([*content, cue, *([source] if source else [])]),
        source=source,
        cue=cue,
        content=content,
        speaker=None,
        addressee=None,
        medium=None,
        quoting=_quoting(text, content),
        within=None,
    )


def _characters(doc: Doc, tokens: tuple[int, int]) -> Span:
    span = doc[tokens[0] : tokens[1]]
    return Span(span.start_char, span.end_char)


def _trimmed(doc: Doc, tokens: tuple[int, int]) -> Span:
    """Characters of a content span, without a comma that only leads over to the cue."""
    start, end = tokens
    while end - start > 1 and doc[end - 1].text in (",", ":", ";"):
        end -= 1
    return _characters(doc, (start, end))


def _quoting(text: str, content: Sequence[Span]) -> Quoting:
    quoted = total = 0
    for span in content:
        words = span.of(text)
        total += len(re.findall(r"\w+", words))
        quoted += sum(len(re.findall(r"\w+", q)) for q in _quoted(text, span))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _quoted(text: str, span: Span) -> list[str]:
    """The stretches of a span that stand in quotation marks; a mark never closed runs on."""
    words = span.of(text)
    before = text[max(0, span.start - 2) : span.start].strip()
    inside = before[-1:] in _OPEN if before else False
    out, start, low = [], 0, before[-1:] == "„"
    for i, c in enumerate(words):
        if c not in _MARKS:
            continue
        if inside and (c in _CLOSE or (low and c == "“")):
            out.append(words[start:i])
            inside = False
        elif c in _OPEN:
            inside, start, low = True, i + 1, c == "„"
    if inside:
        out.append(words[start:])
    return out


def _within(a: Attribution, others: Sequence[Attribution]) -> int | None:
    """The statement with the shortest content in which the cue of ``a`` stands."""
    best: tuple[int, int] | None = None
    for i, other in enumerate(others):
        if other is a or any(s < a.cue[1] and a.cue[0] < e for s, e in (other.cue,)):
            continue
        if any(s <= a.cue[0] and a.cue[1] <= e for s, e in other.content):
            length = sum(e - s for s, e in other.content)
            mine = sum(e - s for s, e in a.content)
            # of two that each claim to hold the other, the longer one is outside
            if any(s <= other.cue[0] < e for s, e in a.content) and mine >= length:
                continue
            if best is None or length < best[0]:
                best = (length, i)
    return best[1] if best else None


def _without_circles(within: Sequence[int | None]) -> list[int | None]:
    """Statements that each claim to hold the next: the first of the circle stands free."""
    out = list(within)
    for i in range(len(out)):
        at, seen = out[i], {i}
        while at is not None and at not in seen:
            seen.add(at)
            at = out[at]
        if at == i:
            out[i] = None
    return out


def _depth(i: int, within: Sequence[int | None]) -> int:
    depth, at, seen = 0, within[i], {i}
    while at is not None and at not in seen:
        seen.add(at)
        depth, at = depth + 1, within[at]
    return depth


def _speakers(doc: Doc, a: Attribution, who: Who, voice: Voice) -> tuple[Party, ...]:
    if not a.source:
        return ()
    start, end = a.source[0]
    head = head_of(doc[start:end])
    found = who.parties(head, voice)
    if head.lemma_.lower() in _DOCUMENTS and not any(p.code for p in found):
        issuer = who.issuer(head)
        return found if issuer is None else (issuer,)
    return found


def _cue_verb(doc: Doc, a: Attribution) -> Token:
    cue = doc[a.cue[0] : a.cue[1]]
    return next((t for t in cue if t.pos_ == "VERB"), cue.root)


def _addressee(doc: Doc, a: Attribution, who: Who, voice: Voice) -> Party | None:
    verb = _cue_verb(doc, a)
    sources = {i for s, e in a.source for i in range(s, e)}
    if is_passive(verb) and verb.lower_ in _AUDIENCE:
        told = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
        if told is not None and agent(verb) is not None and told.i not in sources:
            return who.party(told, voice)
    heads = [
        c
        for c in verb.children
        if c.dep_ == "iobj" or (relation(c) == "obj" and verb.lower_ in _AUDIENCE)
    ]
    heads += [c for c in adjuncts(verb, "to") if c.pos_ in ("NOUN", "PROPN", "PRON")]
    for head in heads:
        if head.i not in sources and not any(s <= head.i < e for s, e in a.content):
            return who.party(head, voice)
    return None


def _medium(doc: Doc, a: Attribution) -> str | None:
    """Through what it was said, as written, its article left out."""
    verb = _cue_verb(doc, a)
    for child in verb.children:
        if relation(child) in ("obl", "nmod") and any(
            c.dep_ == "case" and c.lower_ in _MEDIUM_PREPOSITIONS for c in child.children
        ):
            np = phrase(child)
            if any(t.lemma_.lower() in _MEDIUM_NOUNS or t.lower_ in _MEDIUM_NOUNS for t in np):
                return _as_written(np.text)
    return None


def _as_written(text: str) -> str:
    return re.sub(r"^(?:the|a|an|The|A|An)\s+", "", " ".join(text.split()))
