"""Messages: who told whom what, and through whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from backchannel.entries.acts import (
    Scene,
    characters,
    evidence,
    sources,
    statement_at,
    strongest,
    trigger_head,
    trigger_span,
)
from backchannel.entries.entry import Channel, Message, Party, Status
from backchannel.entries.phrases import (
    addressed,
    adjuncts,
    agent,
    clause,
    following,
    is_passive,
    members,
    preposition,
    relation,
    subject,
)
from backchannel.entries.statements import Told
from backchannel.entries.times import date_in
from backchannel.entries.who import Voice
from backchannel.reader import FoundTrigger
from backchannel.span import Span

THRESHOLD = 0.25
"""Probability of the network from which a trigger makes a message."""

_CARRYING = frozenset({"relay", "pass", "convey", "carry", "deliver", "transmit", "forward", "bring", "hand", "ferry", "shuttle", "transfer", "take"})
_TELLING = frozenset({"tell", "inform", "notify", "ask", "assure", "advise", "remind", "instruct", "warn", "urge", "brief"})
_SHORT = 6
_REPLYING = frozenset({"reply", "answer", "respond", "response"})
_RECEIVING = frozenset({"receive", "get", "accept", "obtain", "hear"})
_THROUGH = ("through", "via", "by way of")
_WORDS = frozenset(
    {"message", "letter", "note", "cable", "warning", "proposal", "reply", "response", "offer", "request", "signal", "ultimatum", "assurance", "word", "telegram", "memo", "memorandum", "communication", "invitation", "demand", "appeal", "email", "text", "answer", "explanation", "statement", "protest"}
)  # fmt: skip
_CHANNELS: tuple[tuple[Channel, frozenset[str]], ...] = (
    ("letter", frozenset({"letter", "wrote", "write", "written", "writing", "cable", "telegram", "email", "e-mail", "memo", "memorandum", "note", "fax", "telex"})),
    ("call", frozenset({"call", "called", "phone", "phoned", "telephone", "telephoned", "hotline", "conversation", "videoconference", "teleconference"})),
    ("embassy", frozenset({"embassy", "embassies", "ambassador", "consulate", "interests"})),
    ("envoy", frozenset({"envoy", "envoys", "emissary", "emissaries", "delegation", "delegate", "intermediary", "go-between", "messenger", "courier"})),
    ("back_channel", frozenset({"backchannel", "back-channel", "backchannels", "indirect", "indirectly", "secretly"})),
    ("meeting", frozenset({"meeting", "met", "talks", "meetings", "visiting", "visit", "summit", "hearing", "testified", "session", "dinner", "lunch"})),
    ("broadcast", frozenset({"broadcast", "speech", "televised", "television", "tv", "radio", "address", "addressed", "tweet", "tweeted", "posted", "post", "twitter", "facebook", "telegram", "newspaper", "rally", "sermon"})),
)  # fmt: skip
_MAKING_A_CASE = frozenset({"committee", "parliament", "congress", "court", "council", "conference", "assembly", "rally"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "n’t"})
_DENYING = frozenset({"deny", "refute", "reject", "dismiss", "disavow", "rebut"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The words that stand for the parties to a message."""

    sender: Token | None
    recipient: tuple[Token, ...]
    intermediary: Token | None


def read_messages(scene: Scene, threshold: float = THRESHOLD) -> tuple[Message, ...]:
    """The messages of an article, one for each sender and recipient, in the order of the text."""
    found = [t for t in scene.doc._.triggers if t.label == "message" and t.score >= threshold]
    out: list[Message] = []
    for t in strongest(found):
        for message in _messages(scene, t, out[-1] if out else None):
            if not _told_already(message, out):
                out.append(message)
    return tuple(out)


def _told_already(m: Message, earlier: Sequence[Message]) -> bool:
    """Whether the same sending was reported before in the same words."""
    return any(
        m.sender == e.sender
        and m.recipient == e.recipient
        and m.content is not None
        and e.content is not None
        and m.content.overlaps(e.content)
        for e in earlier
    )


def _messages(scene: Scene, t: FoundTrigger, before: Message | None) -> Iterator[Message]:
    doc, head = scene.doc, trigger_head(scene.doc, t)
    told, voice = statement_at(scene, t), scene.voice(head.i)
    roles = _roles(head)
    senders = told.speakers if told is not None else ()
    senders = senders or _parties(scene, roles.sender, voice)
    if not senders and voice.speaker is not None and not is_passive(clause(head)):
        senders = (voice.speaker,) if roles.sender is None else ()
    recipients = _addressees(scene, t, roles, told)
    if not recipients and head.lemma_.lower() in _REPLYING and before is not None:
        recipients = _back_to(before, senders)
    if recipients and all(p.code == "MEDIA" for p in recipients):
        return  # a remark to reporters is no message
    carriers = _parties(scene, roles.intermediary, voice)
    content = _content(scene, t, told)
    message = Message(
        evidence=evidence(scene, t, (content,)),
        trigger=trigger_span(doc, t),
        attributed_to=sources(scene, head.i, senders),
        sender=None,
        recipient=None,
        intermediary=carriers[0] if carriers else None,
        channel=_channel(scene, t, bool(carriers)),
        content=content,
        date=_when(scene, head),
        status=_status(head),
    )
    for sender in senders or (None,):
        for recipient in recipients or (None,):
            if sender is None or sender != recipient:
                yield replace(message, sender=sender, recipient=recipient)


def _addressees(
    scene: Scene, t: FoundTrigger, roles: Roles, told: Told | None
) -> tuple[Party, ...]:
    voice = scene.voice(trigger_head(scene.doc, t).i)
    found = tuple(p for r in roles.recipient for p in _parties(scene, r, voice))
    if not found and (after := addressed(scene.doc, t.end)) is not None:
        found = _parties(scene, after, voice)
    if not found and told is not None and told.statement.addressee is not None:
        found = (told.statement.addressee,)
    return found


def _back_to(before: Message, senders: tuple[Party, ...]) -> tuple[Party, ...]:
    """A reply goes to the sender of the message that its own sender received."""
    if before.sender is None or before.recipient is None or not senders:
        return ()
    return (before.sender,) if before.recipient.code == senders[0].code else ()


def _when(scene: Scene, head: Token) -> str | None:
    """The date said of the act itself, beside its verb; not one inside what was told."""
    beside = [
        " ".join(w.text for w in c.subtree)
        for verb in {head.i: head, clause(head).i: clause(head)}.values()
        for c in verb.children
        if relation(c) in ("obl", "nmod", "advmod") and len(list(c.subtree)) <= _SHORT
    ]
    return date_in("; ".join(beside), scene.day)


def _parties(scene: Scene, token: Token | None, voice: Voice) -> tuple[Party, ...]:
    return scene.who.acting(token, voice) if token is not None else ()


def _roles(head: Token) -> Roles:
    """Sender, recipient and carrier from the syntax around a trigger's head."""
    if head.pos_ in ("NOUN", "PROPN"):
        return _noun_roles(head)
    return _verb_roles(head)


def _verb_roles(verb: Token) -> Roles:
    """Who tells whom, from a verb: active, passive, receiving, or carrying for another."""
    objects = [c for c in verb.children if relation(c) == "obj"]
    words = next((o for o in objects if o.lemma_.lower() in _WORDS), None)
    doer, carrier = subject(verb), next(adjuncts(verb, *_THROUGH), None)
    recipients = _recipients(verb, objects, words)
    if is_passive(verb):
        return _passive_roles(verb, recipients, carrier)
    lemma = verb.lemma_.lower()
    sent_by = next(adjuncts(verb, "from"), None) or next(
        (s for o in objects for s in adjuncts(o, "from")), None
    )
    if sent_by is not None and lemma in _RECEIVING:
        return Roles(sent_by, (doer,) if doer is not None else (), carrier)
    if sent_by is not None and lemma in _CARRYING and doer is not None:
        return Roles(sent_by, recipients, doer)
    return Roles(doer, recipients, carrier)


def _recipients(verb: Token, objects: list[Token], words: Token | None) -> tuple[Token, ...]:
    found = [c for c in verb.children if c.dep_ == "iobj"]
    found = found or list(adjuncts(verb, "to", "with", "before"))
    if not found and words is not None:
        found = list(adjuncts(words, "to", "for"))
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
    told = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
    doer = agent(verb)
    if told is None or told.lemma_.lower() not in _WORDS:
        named = [r for r in recipients if preposition(r) in ("to", "with")]
        return Roles(doer, tuple(named) or ((told,) if told is not None else ()), carrier)
    doer = doer or next(adjuncts(told, "from", "of", "by"), None) or _owner(told)
    return Roles(doer, recipients or tuple(adjuncts(told, "to", "for")), carrier)


def _noun_roles(noun: Token) -> Roles:
    sender = next(adjuncts(noun, "from", "by", "of"), None) or _owner(noun)
    recipients = list(adjuncts(noun, "to", "for"))
    carrier = next(adjuncts(noun, *_THROUGH), None)
    verb = noun.head
    if relation(noun) in ("obj", "obl", "nsubj") and verb.pos_ == "VERB":
        around = _verb_roles(verb)
        if relation(noun) == "obj" or preposition(noun) in ("in", "by", "via"):
            sender = sender or around.sender
        recipients = recipients or [r for r in around.recipient if r.i != noun.i]
        carrier = carrier or around.intermediary
        if verb.lemma_.lower() in _RECEIVING and around.sender is not None:
            mine = next(adjuncts(noun, "from", "by"), None) or next(adjuncts(verb, "from"), None)
            return Roles(mine, (around.sender,), carrier)
    between = next(adjuncts(noun, "between"), None)
    if between is not None and len(members(between)) == 2:
        one, other = members(between)
        return Roles(one, (other,), carrier)
    return Roles(sender, tuple(recipients), carrier)


def _owner(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ in ("nmod:poss",)), None)


def _content(scene: Scene, t: FoundTrigger, told: Told | None) -> Span | None:
    if told is not None and told.statement.content:
        return told.statement.content[0]
    return characters(scene, t.passage)


def _channel(scene: Scene, t: FoundTrigger, carried: bool) -> Channel:
    sentence = trigger_head(scene.doc, t).sent
    near = {w.lower_ for w in scene.doc[t.start : t.end]} | {w.lemma_.lower() for w in scene.doc[t.start : t.end]}
    wide = {w.lower_ for w in sentence}
    for channel, words in _CHANNELS:
        if words & near:
            return channel
    for channel, words in _CHANNELS:
        if words & wide:
            return channel
    if {"back", "channels"} <= wide or {"back", "channel"} <= wide:
        return "back_channel"
    return "back_channel" if carried else "unspecified"


def _status(head: Token) -> Status:
    """Denied where the clause is negated or stands under a verb of denying."""
    at, steps = head, 0
    while steps < 4:
        if any(c.lower_ in _NEGATIONS for c in at.children):
            return "denied"
        if at.head.i == at.i:
            break
        at, steps = at.head, steps + 1
        if at.lemma_.lower() in _DENYING:
            return "denied"
        if at.pos_ == "VERB" and at.lemma_.lower() not in ("have", "do", "be"):
            break
    return "reported"
