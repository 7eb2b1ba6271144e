"""Noun phrases in a parsed document: their heads, extents, coordinations and modifiers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_OUTSIDE = frozenset(
    """
    acl acl:relcl advcl advcl:relcl appos parataxis conj cc cc:preconj punct case mark cop
    nsubj nsubj:outer aux advmod discourse orphan list dep
    """.split()
)  # fmt: skip
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "SPACE", "PART"})
_MOST_MEMBERS = 20
SENT = frozenset(
    """
    message letter note cable warning proposal reply response offer request signal ultimatum
    assurance word telegram memo memorandum communication invitation demand appeal email
    text answer explanation statement protest
    """.split()
)
"""Nouns for what is sent from one party to another."""

_CLOSELY = 7
_WHOSE = frozenset({"of", "for", "from", "at", "in", "with", "to", "on"})
_WHAT_KIND = frozenset({"of", "for", "at", "in"})


def relation(token: Token) -> str:
    """The token's relation to its head without its subtype."""
    return str(token.dep_).partition(":")[0]


def phrase(head: Token) -> Span:
    """The noun phrase of ``head``: its own words and modifiers, without clauses, appositions,
    coordinated phrases and the preposition before it. One run of tokens around the head."""
    inside = {head.i}
    for child in head.children:
        if child.dep_ in _OUTSIDE or (
            child.dep_ in ("nmod", "nmod:unmarked", "obl") and not _whose(child)
        ):
            continue
        inside.update(t.i for t in child.subtree if not t.is_space)
    start = end = head.i
    while start - 1 in inside or (start and head.doc[start - 1].is_space and start - 2 in inside):
        start -= 1
    while end + 1 in inside or (
        end + 2 in inside and end + 1 < len(head.doc) and head.doc[end + 1].is_space
    ):
        end += 1
    return head.doc[start : end + 1]


def _whose(nominal: Token) -> bool:
    """Whether a modifier says whose or what kind ("ministry of defence", "envoy to Syria")."""
    words = {c.lower_ for c in nominal.children if c.dep_ == "case"}
    head = nominal.head
    # neither "a letter from Serbia to Kosovo" nor "Serbia to Kosovo" is a name
    whole = head.pos_ != "PROPN" and head.lemma_.lower() not in SENT
    return not words.isdisjoint(_WHOSE if whole else _WHAT_KIND)


def members(head: Token) -> list[Token]:
    """The heads that are coordinated with ``head``, itself first ("Qatar and Oman")."""
    out: list[Token] = []
    todo = [head]
    while todo and len(out) < _MOST_MEMBERS:
        at = todo.pop(0)
        out.append(at)
        todo = [c for c in at.children if c.dep_ == "conj" and c.pos_ in NOMINAL] + todo
    return out


def head_of(span: Span) -> Token:
    """The nominal that a span of words is about: its root, or the first nominal in it."""
    root = span.root
    if root.pos_ in NOMINAL:
        return root
    for token in span:
        if token.pos_ in ("PROPN", "NOUN", "PRON") and token.head.i not in range(
            span.start, span.end
        ):
            return token
    return next((t for t in span if t.pos_ in ("PROPN", "NOUN", "PRON")), root)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or, where it has none, of the verb that it is coordinated with or
    that governs it ("he called Paris and told them", "wants to send")."""
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        subjects = [c for c in at.children if relation(c) == "nsubj" and c.pos_ in NOMINAL]
        if not subjects and not is_passive(at):
            # "the Swiss have informed": parsed as an object, but it stands before the verb
            subjects = [c for c in at.children if c.i < at.i and c.dep_ in ("obj", "iobj")]
        found = _nearest(subjects, at)
        if found is not None:
            if (
                found.pos_ == "PRON"
                and found.lower_ in ("that", "which", "who")
                and relation(at) == "acl"
            ):
                return at.head
            return found
        if at.dep_ in ("acl:relcl",) and at.head.pos_ in NOMINAL:
            return at.head
        if relation(at) in ("conj", "xcomp", "ccomp", "advcl", "parataxis", "aux", "cop") or (
            relation(at) == "acl" and at.head.pos_ in ("VERB", "AUX")
        ):
            if relation(at) == "ccomp":
                return None
            at = at.head
        else:
            return None
    return None


def addressed(doc: Doc, end: int) -> Token | None:
    """The noun phrase after a "to" or "with" that follows closely upon a token position."""
    for i in range(end, min(end + _CLOSELY, len(doc) - 1)):
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
            return None
        if doc[i].lower_ in ("to", "with"):
            return following(doc[i])
    return None


def _nearest(subjects: list[Token], verb: Token) -> Token | None:
    """Of several words taken for the subject, the last before the verb; else the first after."""
    before = [s for s in subjects if s.i < verb.i]
    return before[-1] if before else (subjects[0] if subjects else None)


def following(verb: Token) -> Token | None:
    """The noun phrase that comes right after a verb ("told the minister"), by position alone."""
    doc, i, found = verb.doc, verb.i + 1, None
    while i < len(doc) and (doc[i].is_space or doc[i].dep_ == "advmod"):
        i += 1
    while i < len(doc) and (doc[i].pos_ in _PHRASE or doc[i].text in "-‑–"):
        if doc[i].lower_ in ("to", "that", "which", "who", "not"):
            break
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON") and doc[i].dep_ != "nmod:poss":
            if found is not None and "PRON" in (found.pos_, doc[i].pos_):
                break
            found = doc[i]
        i += 1
    return found


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated, directly or through the verb that governs it as its complement."""
    at = verb
    for _ in range(3):
        if any(c.lower_ in NEGATIONS for c in at.children):
            return True
        if at.dep_ not in ("xcomp", "aux") or at.head.i == at.i:
            return False
        at = at.head
    return False


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, a bare past participle after a noun included."""
    at = verb
    for _ in range(_MOST_MEMBERS):
        if any(c.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for c in at.children):
            return True
        if at.tag_ != "VBN" or any(relation(c) in ("aux", "obj", "nsubj") for c in at.children):
            return False
        if at.dep_ != "conj" or at.head.i == at.i:
            return at.dep_ in ("acl", "advcl")
        at = at.head
    return False


def agent(verb: Token) -> Token | None:
    """Who does what a passive verb says ("was told by the envoy")."""
    for child in verb.children:
        if child.dep_ == "obl:agent" or (relation(child) == "obl" and preposition(child) == "by"):
            return child
    return None


def preposition(nominal: Token) -> str:
    """The preposition before a nominal, in lower case, its parts joined by a space; or nothing."""
    parts = []
    for child in nominal.children:
        if child.dep_ == "case" and child.i < nominal.i:
            parts.append(child.lower_)
            parts += [c.lower_ for c in child.children if c.dep_ == "fixed"]
    return " ".join(parts)


def adjuncts(head: Token, *prepositions: str) -> Iterator[Token]:
    """Nominals that hang on ``head`` by one of ``prepositions``."""
    for child in head.children:
        if relation(child) in ("obl", "nmod") and preposition(child) in prepositions:
            yield child


def clause(token: Token) -> Token:
    """The verb, or other predicate, of the clause that a token stands in."""
    at = token
    while at.head.i != at.i and at.pos_ not in ("VERB", "AUX"):
        if relation(at) in ("ccomp", "advcl", "acl", "parataxis", "xcomp", "csubj"):
            break
        at = at.head
    return at


def extent(predicate: Token, doc: Doc) -> tuple[int, int]:
    """Characters of a clause: from its first to its last word, punctuation at the ends left out."""
    tokens = [t for t in predicate.subtree if not t.is_space]
    while len(tokens) > 1 and tokens[0].is_punct and tokens[0].text not in "\"“'‘":
        tokens.pop(0)
    while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1].text not in "\"”'’":
        tokens.pop()
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
