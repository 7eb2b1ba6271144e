"""Who tells whom through whom, from the syntax around the word that names a message."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from backchannel.entries.phrases import (
    SENT,
    adjuncts,
    agent,
    following,
    is_passive,
    members,
    preposition,
    relation,
    subject,
)

_CARRYING = frozenset(
    """
    relay pass convey carry deliver transmit forward bring hand ferry shuttle transfer take
    """.split()
)
SENDING = frozenset("send write issue make address dispatch submit give present".split())
_EXCHANGING = frozenset("exchange share trade swap".split())
_RECEIVING = frozenset({"receive", "get", "accept", "obtain", "hear"})
_TELLING = frozenset(
    """
    tell inform notify ask assure advise remind instruct warn urge brief
    """.split()
)
_CLOSE = 7
_MEANS = frozenset("channel backchannel telephone phone radio letter mail email line".split())
_THROUGH = ("through", "via", "by way of")


@dataclass(frozen=True, slots=True)
class Roles:
    """The words that stand for the parties to a message."""

    sender: Token | None
    recipient: tuple[Token, ...]
    intermediary: Token | None


def roles(head: Token) -> Roles:
    """Sender, recipient and carrier from the syntax around a trigger's head."""
    if head.pos_ in ("NOUN", "PROPN"):
        return _noun_roles(head)
    return _verb_roles(head)


def _verb_roles(verb: Token) -> Roles:
    """Who tells whom, from a verb: active, passive, receiving, or carrying for another."""
    objects = [c for c in verb.children if relation(c) == "obj" and c.i > verb.i]
    words = next((o for o in objects if o.lemma_.lower() in SENT), None)
    doer, carrier = subject(verb), _carrier(verb)
    between = next(adjuncts(verb, "between"), None)
    if between is not None and len(members(between)) == 2:
        one, other = members(between)
        return Roles(one, (other,), carrier)
    recipients = _recipients(verb, objects, words)
    if is_passive(verb):
        return _passive_roles(verb, recipients, carrier)
    lemma = verb.lemma_.lower()
    sent_by = next(adjuncts(verb, "from"), None) or next(
        (s for o in objects for s in adjuncts(o, "from")), None
    )
    if sent_by is None and words is not None and lemma in _RECEIVING:
        sent_by = _owner(words)
    if sent_by is not None and lemma in _RECEIVING:
        return Roles(sent_by, (doer,) if doer is not None else (), carrier)
    if sent_by is not None and lemma in _CARRYING and doer is not None:
        return Roles(sent_by, recipients, doer)
    return Roles(doer, recipients, carrier)


def _carrier(head: Token) -> Token | None:
    """Who carries a message; of a section at an embassy, the embassy."""
    found = next(adjuncts(head, *_THROUGH), None)
    if found is None or found.lemma_.lower() in _MEANS:
        return None
    near = found.doc[found.i : found.i + _CLOSE]
    return next((t for t in near if t.lemma_.lower() == "embassy"), found)


def _recipients(verb: Token, objects: list[Token], words: Token | None) -> tuple[Token, ...]:
    found = [c for c in verb.children if c.dep_ == "iobj" and c.i > verb.i]
    found = found or list(adjuncts(verb, "to", "with", "before"))
    if not found and words is not None:
        found = list(adjuncts(words, "to", "for"))
        if verb.lemma_.lower() in _EXCHANGING:
            found += list(adjuncts(words, "with"))
    if not found:
        found = [o for o in objects if words is None or o.i != words.i]
    if not found and verb.lemma_.lower() in _TELLING and (after := following(verb)) is not None:
        found = [after]
    if not found:
        # "said in a letter to the council", "asked in a call with his counterpart"
        occasions = adjuncts(verb, "in", "during", "by", "at")
        found = [r for o in occasions for r in adjuncts(o, "to", "with")]
    return tuple(found)


def _passive_roles(verb: Token, recipients: tuple[Token, ...], carrier: Token | None) -> Roles:
    told = next((c for c in verb.children if relation(c) == "nsubj"), None)
    if told is None and verb.dep_ == "conj":
        told = subject(verb)  # "asked for help and was told to wait"
    doer = agent(verb)
    if told is None or told.lemma_.lower() not in SENT:
        named = [r for r in recipients if preposition(r) in ("to", "with")]
        return Roles(doer, tuple(named) or ((told,) if told is not None else ()), carrier)
    doer = doer or next(adjuncts(told, "from", "of", "by"), None) or _owner(told)
    return Roles(doer, recipients or tuple(adjuncts(told, "to", "for")), carrier)


def _noun_roles(noun: Token) -> Roles:
    sender = next(adjuncts(noun, "from", "by", "of"), None) or _owner(noun)
    recipients = list(adjuncts(noun, "to", "for"))
    carrier = _carrier(noun)
    verb = noun.head
    if relation(noun) == "obj" and verb.lemma_.lower() in _RECEIVING:
        receiver = subject(verb)
        mine = next(adjuncts(noun, "from", "by"), None) or next(adjuncts(verb, "from"), None)
        mine = mine or _owner(noun)
        return Roles(mine, (receiver,) if receiver is not None else (), carrier)
    if relation(noun) == "nsubj" and is_passive(verb):
        by, lemma = agent(verb), verb.lemma_.lower()
        if lemma in _RECEIVING:
            return Roles(sender, (by,) if by is not None else tuple(recipients), carrier)
        sender = sender or (by if lemma in SENDING else None)
        carrier = carrier or (by if lemma in _CARRYING and lemma not in SENDING else None)
    if relation(noun) in ("obj", "obl", "nsubj") and verb.pos_ == "VERB":
        around = _verb_roles(verb)
        if relation(noun) == "obj" or preposition(noun) in ("in", "by", "via"):
            sender = sender or around.sender
        recipients = recipients or [r for r in around.recipient if r.i != noun.i]
        carrier = carrier or around.intermediary
    between = next(adjuncts(noun, "between"), None)
    if between is not None and len(members(between)) == 2:
        one, other = members(between)
        return Roles(one, (other,), carrier)
    return Roles(sender, tuple(recipients), carrier)


def _owner(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ in ("nmod:poss",)), None)
