"""Messages: who told whom what, and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from backchannel.entries.acts import (
    Scene,
    characters,
    evidence,
    statement_at,
    trigger_head,
    trigger_span,
)
from backchannel.entries.choice import AGENT, CARRIER, PATIENT, Chosen, choose, settled
from backchannel.entries.entry import Channel, Message, Party, Status
from backchannel.entries.found import Found, found
from backchannel.entries.mentions import identity
from backchannel.entries.phrases import (
    NEGATIONS,
    addressed,
    clause,
    extent,
    is_passive,
    members,
    relation,
    subject,
)
from backchannel.entries.roles import SENDING, Roles, roles
from backchannel.entries.says_so import sources
from backchannel.entries.statements import Told
from backchannel.entries.who import Voice
from backchannel.reader import FoundTrigger
from backchannel.span import Span
from backchannel.times import date_in

_SHORT = 6
_MANY = 12
_NEXT = 200
_BESIDE = 4
_TELLING_ENOUGH = 12
_PRESS = frozenset(
    """
    times post news journal herald tribune telegraph guardian mail mirror express star gazette
    chronicle observer tv radio television reporters reporter journalists journalist press media
    """.split()
)
_REPLYING = frozenset({"reply", "answer", "respond", "response"})
_CHANNELS: Mapping[Channel, str] = {
    "letter": """letter wrote write written writing cable telegram email e-mail memo memorandum
        note fax telex""",
    "call": """call called phone phoned telephone telephoned hotline conversation
        videoconference teleconference""",
    "embassy": "embassy embassies ambassador consulate interests",
    "envoy": """envoy envoys emissary emissaries delegation delegate intermediary go-between
        messenger courier""",
    "back_channel": "backchannel back-channel backchannels indirect indirectly secretly",
    "meeting": """meeting met talks meetings visiting visit summit hearing testified session
        dinner lunch""",
    "broadcast": """broadcast speech televised television tv radio address addressed tweet
        tweeted posted post twitter facebook telegram newspaper rally sermon""",
}
_DENYING = frozenset({"deny", "refute", "reject", "dismiss", "disavow", "rebut"})


def read_messages(scene: Scene) -> tuple[Message, ...]:
    """The messages of an article, one for each sender and recipient, in the order of the text."""
    out: list[Message] = []
    for act in found(scene, "message"):
        for message in _messages(scene, act, out[-1] if out else None):
            if out and _only_says_how(message, out[-1]):
                out = [_carried(e, message) for e in out]
            elif not _told_already(message, out):
                out.append(message)
    return tuple(out)


def _settled(
    by_syntax: tuple[Party, ...], chosen: Chosen, carriers: Sequence[Party]
) -> tuple[Party, ...]:
    """Who sends or receives; whom syntax has as the carrier is not both, if it has somebody."""
    carrying = {identity(c) for c in carriers}
    if by_syntax and any(identity(p) in carrying for p in chosen.parties):
        return by_syntax
    return settled(by_syntax, chosen)


def _only_says_how(m: Message, before: Message) -> bool:
    """Whether a passage names no party but the carrier of the message told just before it."""
    near = 0 <= m.evidence.start - before.evidence.end <= _NEXT
    return near and m.sender is None and m.recipient is None and m.intermediary is not None


def _carried(m: Message, how: Message) -> Message:
    """The message with the carrier that a passage right after it names."""
    if m.intermediary is not None or not _only_says_how(how, m):
        return m
    channel = how.channel if m.channel == "unspecified" else m.channel
    return replace(m, intermediary=how.intermediary, channel=channel)


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


def _messages(scene: Scene, act: Found, before: Message | None) -> Iterator[Message]:
    t, head = act.trigger, act.head
    told, voice = statement_at(scene, t), _voice(scene, head)
    parts = roles(head)
    senders = tuple(scene.who.as_state(p) for p in told.speakers) if told is not None else ()
    senders = senders or _senders(scene, parts, voice)
    if not senders and voice.speaker is not None and not is_passive(clause(head)):
        senders = (voice.speaker,) if parts.sender is None else ()
    recipients = _addressees(scene, t, parts, told)
    if not senders and before is not None and before.trigger.start >= head.sent.start_char:
        senders = _answering(before, recipients)
    if not senders:
        senders = _own_side(scene, voice, recipients)
    carriers = _carriers(scene, parts.intermediary, voice)
    sender, recipient = choose(scene, t, AGENT), choose(scene, t, PATIENT)
    senders = _settled(senders, sender, carriers)
    recipients = _settled(recipients, recipient, carriers)
    if not recipients and head.lemma_.lower() in _REPLYING and before is not None:
        recipients = _back_to(before, senders)
    if recipients and all(_is_press(p, scene.outlet) for p in recipients):
        return  # a remark to reporters is no message
    carriers = carriers or _between(choose(scene, t, CARRIER).parties, (*senders, *recipients))
    content = _content(scene, t, told)
    message = Message(
        evidence=evidence(scene, t, (content,)),
        trigger=trigger_span(scene, t),
        attributed_to=sources(scene, head.i, t),
        sender=None,
        recipient=None,
        intermediary=carriers[0] if carriers else None,
        channel=_channel(scene, t, bool(carriers)),
        content=content,
        date=_when(scene, head),
        status=_status(head),
        confidence=act.confidence(sender, recipient),
    )
    for one in senders[:_MANY] or (None,):
        for other in recipients[:_MANY] or (None,):
            if one is None or one != other:
                yield replace(message, sender=one, recipient=other)


def _between(carriers: Sequence[Party], ends: Sequence[Party]) -> tuple[Party, ...]:
    """Those of the carriers who are not themselves the ones who send or receive."""
    own = {identity(p) for p in ends}
    return tuple(c for c in carriers if identity(c) not in own)


def _is_press(party: Party, outlet: str | None) -> bool:
    if outlet is not None and party.name.lower() == outlet.lower():
        return True
    return party.code == "MEDIA" or (party.name.split() or [""])[-1].lower() in _PRESS


def _addressees(
    scene: Scene, t: FoundTrigger, by_syntax: Roles, told: Told | None
) -> tuple[Party, ...]:
    voice = scene.voice(trigger_head(scene.doc, t).i)
    found = tuple(p for r in _apart(by_syntax.recipient) for p in _parties(scene, r, voice))
    if not found and (after := addressed(scene.doc, t.end)) is not None:
        found = _parties(scene, after, voice)
    if not found and told is not None and told.statement.addressee is not None:
        found = (told.statement.addressee,)
    return found


def _apart(heads: tuple[Token, ...]) -> list[Token]:
    """Of words side by side ("Jordan's minister Ayman Safadi" parsed as two), the last one."""
    kept: list[Token] = []
    for head in sorted(heads, key=lambda h: h.i):
        if kept and head.i - kept[-1].i <= _BESIDE:
            between = head.doc[kept[-1].i + 1 : head.i]
            if not any(w.dep_ == "cc" or w.is_punct for w in between):
                kept.pop()
        kept.append(head)
    return kept


def _voice(scene: Scene, head: Token) -> Voice:
    """Whose words the trigger stands in; else who is the subject of the verb that reports it."""
    voice, top = scene.voice(head.i), clause(head)
    if voice.speaker is not None or relation(top) != "ccomp":
        return voice
    reporter = subject(top.head)
    return Voice(scene.who.party(reporter)) if reporter is not None else voice


def _answering(before: Message, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who asks another and "was told" something, was told it by the one asked."""
    asked = before.recipient is not None and before.sender in recipients
    return (before.recipient,) if asked and before.recipient is not None else ()


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


def _own_side(scene: Scene, voice: Voice, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """Where an official says that another party "was told", it was told by the official's side."""
    side = scene.who.collective(voice.speaker)
    if side is None or side.code in (None, "CIVIL", "MEDIA") or not recipients:
        return ()
    return () if side.code in {p.code for p in recipients} else (side,)


def _senders(scene: Scene, by_syntax: Roles, voice: Voice) -> tuple[Party, ...]:
    sender = by_syntax.sender
    if sender is None:
        return ()
    if any(r.i in {m.i for m in members(sender)[1:]} for r in by_syntax.recipient):
        return scene.who.acting(sender, voice)[:1]  # "between A and B"
    return scene.who.acting(sender, voice)


def _carriers(scene: Scene, carrier: Token | None, voice: Voice) -> tuple[Party, ...]:
    if carrier is not None and carrier.lemma_.lower() == "embassy":
        mission = scene.who.mission(carrier)
        return (mission,) if mission is not None else ()
    return _parties(scene, carrier, voice)


def _parties(scene: Scene, token: Token | None, voice: Voice) -> tuple[Party, ...]:
    return scene.who.acting(token, voice) if token is not None else ()


def _content(scene: Scene, t: FoundTrigger, told: Told | None) -> Span | None:
    if told is not None and told.statement.content:
        return told.statement.content[0]
    return characters(scene, t.passage) or _clause_told(scene, t)


def _clause_told(scene: Scene, t: FoundTrigger) -> Span | None:
    """The clause that says what a message said ("sent a note saying that ...")."""
    head = trigger_head(scene.doc, t)
    governing = [head, *(c for c in head.children if relation(c) in ("obj", "nsubj"))]
    for word in governing:
        for c in word.children:
            if relation(c) in ("ccomp", "acl", "advcl", "parataxis") and c.i >= t.end:
                start, end = extent(c, scene.doc)
                if end - start >= _TELLING_ENOUGH:
                    return scene.body.whole(Span(start, end))
    return None


def _channel(scene: Scene, t: FoundTrigger, carried: bool) -> Channel:
    """How it went: by the trigger's own words, else by what is said beside its verb."""
    head = trigger_head(scene.doc, t)
    near = _forms(scene.doc[t.start : t.end])
    objects = [c for c in head.children if relation(c) == "obj"]
    beside = {
        form
        for c in (*head.children, *(g for o in objects for g in o.children))
        if relation(c) in ("obj", "obl", "nmod", "advmod", "compound", "amod")
        for form in _forms(c.subtree)
    }
    for words in (near, beside):
        for channel, telling in _CHANNELS.items():
            if not words.isdisjoint(telling.split()):
                return channel
    if "back" in beside and not beside.isdisjoint({"channel", "channels"}):
        return "back_channel"
    return "back_channel" if carried else "unspecified"


def _forms(words: Iterable[Token]) -> set[str]:
    return {form for w in words for form in (w.lower_, w.lemma_.lower())}


def _status(head: Token) -> Status:
    """Denied where the clause is negated or stands under a verb of denying."""
    at, steps = head, 0
    while steps < 4:
        if any(c.lower_ in NEGATIONS for c in at.children):
            return "denied"
        if at.head.i == at.i:
            break
        sent = relation(at) in ("obj", "nsubj") and at.pos_ == "NOUN"
        at, steps = at.head, steps + 1
        if at.lemma_.lower() in _DENYING:
            return "denied"
        if sent and at.lemma_.lower() in SENDING:
            continue  # "have not sent any letter": the verb is asked as well
        if at.pos_ == "VERB" and at.lemma_.lower() not in ("have", "do", "be"):
            break
    return "reported"
