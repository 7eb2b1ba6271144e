"""Responses: a party's stance on a claim made by or attributed to someone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import cast

from spacy.tokens import Token

from backchannel.entries.acts import (
    Scene,
    characters,
    evidence,
    statement_at,
    trigger_span,
)
from backchannel.entries.choice import AGENT, choose, settled
from backchannel.entries.entry import Party, Response, ResponseStance
from backchannel.entries.found import Found, found
from backchannel.entries.people import clean
from backchannel.entries.phrases import (
    adjuncts,
    agent,
    clause,
    is_negated,
    is_passive,
    phrase,
    relation,
    subject,
)
from backchannel.entries.says_so import sources
from backchannel.entries.statements import Told
from backchannel.entries.who import Voice
from backchannel.reader import FoundTrigger
from backchannel.span import Span
from backchannel.times import date_in

_STANCES = frozenset(
    """
    deny confirm decline refuse dismiss acknowledge reject dispute comment admit concede
    contradict rebut refute doubt question respond reply answer elaborate challenge verify
    contest corroborate repudiate downplay disavow correct counter retract
    """.split()
)
_FEWEST, _SHORT = 3, 6
_CLAIMS = frozenset(
    """
    claim report accusation allegation charge suggestion assertion account statement
    announcement comment remark rumor rumour story figure version
    """.split()
)


def read_responses(scene: Scene) -> Iterator[Response]:
    """The responses of an article, one for each responder."""
    for act in found(scene, "response"):
        yield from _responses(scene, act)


def _responses(scene: Scene, act: Found) -> Iterator[Response]:
    t, head = act.trigger, act.head
    voice, told = scene.voice(head.i), statement_at(scene, t)
    chosen = choose(scene, t, AGENT)
    responders = settled(_responders(scene, head, voice, told), chosen)
    stance = _stance(t, head)
    if stance != "decline" and (not responders or _suffered(head)):
        return  # "he was denied entry", "once that is confirmed": nobody takes a stance
    claim = _claim(scene, t, told)
    for responder in responders or (None,):
        yield Response(
            evidence=evidence(scene, t, (claim if _near(claim, trigger_span(scene, t)) else None,)),
            trigger=trigger_span(scene, t),
            attributed_to=sources(scene, head.i, t, responders),
            responder=responder,
            claimant=_claimant(scene, head, voice, responder),
            claim=claim,
            stance=stance,
            confidence=act.confidence(chosen),
        )


def _suffered(head: Token) -> bool:
    return head.pos_ == "VERB" and is_passive(head) and agent(head) is None


def _stance(t: FoundTrigger, head: Token) -> ResponseStance:
    """The stance of the trigger; who has "not confirmed", or "not denied", declines."""
    stance = cast("ResponseStance", t.label.partition(":")[2])
    negated = stance in ("confirm", "deny") and head.pos_ == "VERB" and is_negated(head)
    return "decline" if negated and head.lemma_.lower() in _STANCES else stance


def _claim(scene: Scene, t: FoundTrigger, told: Told | None) -> Span | None:
    """The claim answered; what is only refused ("to comment", "a request") is no claim."""
    claim = characters(scene, t.passage)
    if claim is None and told is not None and told.statement.content:
        claim = told.statement.content[0]
    if claim is None:
        return None
    words = claim.of(scene.text).split()
    if len(words) < _FEWEST or words[0].lower() in ("to", "comment", "comments", "details"):
        return None
    asked = {"request", "requests", "comment"}
    return None if len(words) <= _SHORT and asked & {w.lower() for w in words} else claim


def _near(claim: Span | None, trigger: Span) -> bool:
    return claim is not None and abs(claim.start - trigger.end) < 40


def _responders(scene: Scene, head: Token, voice: Voice, told: Told | None) -> tuple[Party, ...]:
    """Whose stance it is: who is said to deny or confirm, else whose words the denial stands in."""
    if told is not None and told.statement.speaker is not None:
        return tuple(scene.who.as_state(p) for p in told.speakers)
    verb = head if head.pos_ in ("VERB", "AUX") else clause(head)
    doer = _whose(head, verb) if head.pos_ == "NOUN" else None
    if doer is None:
        doer = agent(verb) if is_passive(verb) else subject(verb)
    own_words = voice.speaker is not None and not _takes_a_stance(verb)
    if doer is not None and not own_words:
        found = scene.who.acting(doer, voice)
        if found:
            return found
    return (voice.speaker,) if voice.speaker is not None else ()


def _whose(noun: Token, verb: Token) -> Token | None:
    """Whose denial or comment a noun is ("Jordan's denial", "no comment from the ministry")."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss" and not _is_day(c)), None)
    found = owner or next(adjuncts(noun, "from", "by"), None)
    return found or next(adjuncts(verb, "from"), None)


def _is_day(token: Token) -> bool:
    return date_in(token.text, datetime.date(2000, 1, 1)) is not None


def _takes_a_stance(verb: Token) -> bool:
    """Whether a verb, or one that it governs, says by itself that someone takes a stance."""
    return verb.lemma_.lower() in _STANCES or any(
        c.dep_ in ("xcomp", "obj") and c.lemma_.lower() in _STANCES for c in verb.children
    )


def _claimant(scene: Scene, head: Token, voice: Voice, responder: Party | None) -> Party | None:
    """Whose claim is answered, where the sentence names it ("denied an Iranian report")."""
    verb = head if head.pos_ in ("VERB", "AUX") else clause(head)
    for child in verb.children:
        if relation(child) in ("obj", "obl") and child.lemma_.lower() in _CLAIMS:
            maker = next((c for c in child.children if c.dep_ == "nmod:poss"), None)
            maker = maker or next(adjuncts(child, "by", "from"), None)
            party = scene.who.party(maker, voice) if maker is not None else None
            text = clean(phrase(child).text)
            if party is None and " " in text:
                code = scene.who.code_of(text)
                party = scene.who.text(text) if code else None
            if party is not None and party != responder:
                return party
    return None
