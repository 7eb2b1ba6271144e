"""Who is meant: from words of an article to parties, within that article.

Names are taken in their fullest form in the article, pronouns and descriptions by what they refer
back to, codes from the table of parties, from what the article says of a person ("Iranian foreign
minister X"), and by rule for the unnamed ("Turkish officials").
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from backchannel.entries.entry import Party
from backchannel.entries.people import People, clean, names_a_stranger
from backchannel.entries.phrases import adjuncts, following, members, phrase, relation
from backchannel.entries.setting import Setting
from backchannel.parties import Match, PartyTable, fold, is_person_title
from backchannel.span import Span

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_SINGULAR = frozenset({"he", "him", "his", "himself"}) | _FEMININE
_THIRD = _SINGULAR | {"it", "its", "they", "them", "their", "theirs", "itself", "themselves"}
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OF_A_STATE = frozenset({"state", "force", "security", "military"})
_FOR, _OF = frozenset({"to", "for"}), frozenset({"of", "from", "by", "with"})
_NAMING = ("including", "such as", "among them", "like")
_SOON = 3
_STEPS = 6
_BACK = 60
_FAR = 400
_SHORTEST_IN_CAPITALS = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a passage is in: what "I", "we" and "you" mean there."""

    speaker: Party | None = None
    addressee: Party | None = None


NOBODY = Voice()


class Who:
    """Resolves the parties of one article.

    Args:
        doc: the article as read.
        text: the article's text.
        table: the table of parties.
        day: day of publication, for offices that change hands.
    """

    def __init__(self, doc: Doc, text: str, table: PartyTable, day: datetime.date | None) -> None:
        self._doc, self._table, self._day = doc, table, day
        self._named = {t.i: e for e in doc.ents for t in e}
        self._text = text
        self._short = _abbreviations(text)
        places = {clean(e.text) for e in doc.ents if e.label_ != "PERSON"}
        self._setting = Setting(text, table, places)
        self._people = People(doc, table, day, self._setting)
        self._known_already: dict[str, Party] = {}

    def parties(self, head: Token, voice: Voice = NOBODY) -> tuple[Party, ...]:
        """The parties that a noun phrase names, one for each coordinated member.

        Args:
            head: its head token.
            voice: whose words it stands in.
        """
        out: list[Party] = []
        for member in members(head):
            found = [self.party(member, voice)]
            if found[0] is None or found[0].code is None:
                # "its allies, including Hezbollah": those are named
                found = [self.party(n, voice) for n in self._included(member)] or found
            out += [p for p in found if p is not None and p not in out]
        return tuple(out)

    def _included(self, head: Token) -> list[Token]:
        """The members that a collective is said to include, by position where not by parse."""
        found = [n for e in adjuncts(head, *_NAMING) for n in members(e)]
        for token in self._doc[head.i + 1 : head.i + 1 + _SOON] if not found else ():
            if token.lower_ == "including" and (named := following(token)) is not None:
                return members(named)
        return found

    def acting(self, head: Token, voice: Voice = NOBODY) -> tuple[Party, ...]:
        """The parties to an act between parties: there "the Americans" are their state."""
        return tuple(self.as_state(p) for p in self.parties(head, voice))

    def as_state(self, party: Party) -> Party:
        """The state of a people named as one ("the Iraqis"); any other party as it is."""
        if party.code != "CIVIL" or " " in party.name:
            return party
        code = self._table.state_of_adjective(party.name) or self._table.state_of_adjective(
            party.name.removesuffix("s")
        )
        return party if code is None else Party(self._table.name_of(code) or party.name, code)

    def party(self, head: Token, voice: Voice = NOBODY) -> Party | None:
        """The party that one noun phrase names; ``None`` where nobody can be identified, or
        where what it names is no party ("the decision")."""
        word = "" if head.text == "US" else head.lower_  # a state, not "us"
        if word in FIRST_PERSON:
            return voice.speaker
        if word in FIRST_PLURAL:
            return self.collective(voice.speaker)
        if word in SECOND_PERSON:
            return voice.addressee
        if word in _RELATIVE and relation(head.head) == "acl":
            return self._nominal(head.head.head, 1)
        if word in _SINGULAR:
            return self._persons.get(head.i)
        if word in _THIRD:
            return self._antecedent(head, 0) or self._earlier_subject(head)
        return None if head.pos_ in ("PRON", "DET") else self._nominal(head, 0)

    @cached_property
    def _persons(self) -> dict[int, Party | None]:
        """Whom each "he" and "she" stands for, by token.

        Whoever is rather "he" is not "she", where another can be: that is then whom the last "she"
        stood for.
        """
        found = {
            t: self._antecedent(t, 0) or self._last_person(t)
            for t in self._doc
            if t.lower_ in _SINGULAR
        }
        feminine = self._feminine(found)
        out: dict[int, Party | None] = {}
        last: dict[bool, Party] = {}
        for token, party in found.items():
            is_she = token.lower_ in _FEMININE
            if party is None or feminine[party.name] == is_she:
                last |= {is_she: party} if party is not None else {}
                out[token.i] = party
            else:
                out[token.i] = last.get(is_she, party)
        return out

    def _feminine(self, found: Mapping[Token, Party | None]) -> dict[str, bool]:
        """Whether each person is rather "she", by the pronouns that refer to a name or a
        description itself, not by way of another pronoun; of as many, by the first."""
        rather: dict[str, int] = defaultdict(int)
        first: dict[str, bool] = {}
        for token, party in found.items():
            if party is None:
                continue
            is_she = token.lower_ in _FEMININE
            first.setdefault(party.name, is_she)
            link = self._doc._.antecedents.get(token.i)
            if link is None or self._doc[link.token].pos_ != "PRON":
                rather[party.name] += 1 if is_she else -1
        return {
            name: rather[name] > 0 if rather[name] else is_she for name, is_she in first.items()
        }

    def issuer(self, document: Token) -> Party | None:
        """Who issued a document that a noun names ("the High Command communique"), said with it
        or with the same noun shortly before."""
        for i in range(document.i, max(-1, document.i - _FAR), -1):
            token = self._doc[i]
            if token.lemma_.lower() == document.lemma_.lower():
                found = self._owner(token)
                if found is not None or not _is_definite(token):
                    return found
        return None

    def _owner(self, document: Token) -> Party | None:
        before = [c for c in document.children if c.dep_ in ("compound", "nmod:poss")]
        for owner in (*before, *adjuncts(document, "of", "by", "from")):
            party = self._nominal(owner, 1)
            if party is not None and (party.code is not None or owner.pos_ == "PROPN"):
                return party
        return None

    def mission(self, embassy: Token) -> Party | None:
        """The state whose embassy it is ("the Swiss embassy in Tehran")."""
        owner = next((c for c in embassy.children if c.dep_ == "nmod:poss"), None)
        before = [self._doc[i] for i in range(max(0, embassy.i - 2), embassy.i)]
        after = next(adjuncts(embassy, "of"), None)
        for token in (*reversed(before), *(t for t in (owner, after) if t is not None)):
            code = self._table.state_of_adjective(token.text) or self._state(token)
            if code is not None:
                return Party(self._table.name_of(code) or token.text, code)
        return None

    def modifier(self, token: Token) -> Party | None:
        """The party that a word before a noun names ("US airstrikes", "Israeli-backed")."""
        ent = self._named.get(token.i)
        if ent is not None and ent.root.i != token.i:
            return None
        code = self._table.state_of_adjective(token.text.partition("-")[0])
        if code is not None:
            return Party(self._table.name_of(code) or token.text, code)
        if token.pos_ != "PROPN":
            return None
        if ent is not None and self._people.is_person(ent):
            return self._people.named(ent.text)
        party = self._known(clean(ent.text if ent is not None else token.text))
        return party if party.code is not None else None

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every name of the text that the table of parties knows."""
        return self._setting.matches

    def known_names(self) -> Iterator[tuple[Span, Party]]:
        """The names of the text that the table of parties knows, whatever the parse says."""
        for match in self.matches:
            code = match.party.code
            if code is not None:
                yield match.span, Party(self._table.name_of(code) or match.party.name, code)

    def _state(self, token: Token) -> str | None:
        known = self._table.find(clean(token.text), self._day) if token.pos_ == "PROPN" else None
        return known.code if known is not None and known.sort in ("state", "place") else None

    def text(self, words: str) -> Party:
        """The party that a name or description without context stands for."""
        return self._people.named(words) or self._known(clean(words))

    def code_of(self, words: str) -> str | None:
        """The code of a name or description, or ``None``."""
        return self._table.code_of(words, self._day)

    def collective(self, speaker: Party | None) -> Party | None:
        """Whom "we" stands for: the state or movement of the speaker."""
        if speaker is None or speaker.code is None or speaker.code in ("CIVIL", "MEDIA"):
            return speaker
        return Party(self._table.name_of(speaker.code) or speaker.name, speaker.code)

    def _nominal(self, head: Token, depth: int) -> Party | None:
        ent = self._named.get(head.i)
        if ent is not None and self._people.is_person(ent):
            return self._people.named(ent.text)
        person = self._apposed(head)
        if person is not None:
            return person
        np = phrase(head)
        if ent is not None and np.start >= ent.start and np.end <= ent.end:
            np = ent
        text = clean(np.text)
        if not text:
            return None
        party = self._known(text)
        if head.pos_ == "PROPN" and (person := self._people.named(np.text)) is not None:
            party = person
        if party.code is not None or ent is not None:
            return party
        return self._described(head, party, depth)

    def _described(self, head: Token, party: Party, depth: int) -> Party | None:
        """A description that carries no code of its own."""
        noun = head.lemma_.lower()
        sort = self._table.words.get(fold(noun)) or self._table.words.get(fold(head.text))
        if sort is None and head.pos_ != "PROPN":
            # A common noun that is no kind of party, unless it refers back to one.
            return self._antecedent(head, depth + 1) if _is_definite(head) and depth < 4 else None
        if _is_definite(head) and depth < 4:
            found = self._people.in_role(noun, None) or self._antecedent(head, depth + 1)
            found = found or self._same_noun(head, noun)
            if found is not None and found.code is not None:
                return found
        if sort in _OF_A_STATE and not names_a_stranger(party.name, self._table):
            definite = _is_definite(head)
            return Party(party.name, self._setting.state_at(head.idx, definite=definite))
        return party

    def _same_noun(self, head: Token, noun: str) -> Party | None:
        """The party last described by the same noun ("a French official ... the official")."""
        for i in range(head.i - 1, max(-1, head.i - _FAR), -1):
            other = self._doc[i]
            if other.lower_ == head.lower_ and other.lemma_.lower() == noun:
                party = self._known(clean(phrase(other).text))
                if party.code is not None:
                    return party
        return None

    def _known(self, text: str) -> Party:
        if text not in self._known_already:
            self._known_already[text] = self._looked_up(text)
        return self._known_already[text]

    def _looked_up(self, text: str) -> Party:
        full = self._short.get(text, self._cased(text))
        words = full.split()
        for n in (3, 2):
            known = self._table.find(" ".join(words[-n:]), self._day) if len(words) > n else None
            if known is not None and known.sort == "person" and words[-n][0].isupper():
                if not _FOR.isdisjoint(words[1:-n]) or words[-n - 1] in _OF:
                    return Party(full, known.code)  # "a spokesman for" a person is not that person
                return Party(" ".join(words[-n:]), known.code)  # behind a title that is part of it
        party = self._table.party(full, self._day)
        if party.code is None and full == text:
            longer = self._fuller(text)
            if longer is not None:
                return self._table.party(longer, self._day)
        return party

    def _cased(self, name: str) -> str:
        """A name of a headline in capitals as the article writes it elsewhere."""
        if not name.isupper() or len(name) < _SHORTEST_IN_CAPITALS:
            return name
        return name.title() if name.title() in self._text else name

    def _fuller(self, text: str) -> str | None:
        """A longer name of an organisation in the article that this one is a word of."""
        if not text[:1].isupper() or " " in text:
            return None
        for ent in self._doc.ents:
            words = ent.text.split()
            if ent.label_ == "ORGANIZATION" and len(words) > 1 and text in words:
                return clean(ent.text)
        return None

    def _apposed(self, head: Token) -> Party | None:
        """The person named beside a description ("the minister, X", "foreign minister X")."""
        for child in head.children:
            if child.dep_ in ("appos", "flat", "nmod:desc"):
                ent = self._named.get(child.i)
                if ent is not None and self._people.is_person(ent):
                    return self._people.named(ent.text)
        return self._named_after(head)

    def _named_after(self, head: Token) -> Party | None:
        """The person named right after a title ("spokesperson John Kirby"), parsed or not."""
        if not is_person_title(head.text):
            return None
        end = head.i + 1
        while end < len(self._doc) and self._doc[end].pos_ == "PROPN":
            end += 1
        return self._people.named(self._doc[head.i + 1 : end].text) if end > head.i + 1 else None

    def _antecedent(self, head: Token, depth: int) -> Party | None:
        """What a pronoun or a definite description refers back to."""
        at = head
        for _ in range(_STEPS):
            found = self._doc._.antecedents.get(at.i)
            if found is None or (found.score < 0 and head.pos_ != "PRON"):
                return None
            at = self._doc[found.token]
            if at.dep_ == "appos":
                at = at.head  # "Iran, the main supporter of ..., said it": Iran
            ent = self._named.get(at.i)
            person = ent is not None and self._people.is_person(ent)
            if at.lower_ in _THIRD or (head.lower_ in _SINGULAR and ent is not None and not person):
                continue
            if person or ent is not None or at.pos_ in ("NOUN", "PROPN"):
                return self._nominal(at, depth + 1) if depth < 4 else None
        return None

    def _earlier_subject(self, head: Token) -> Party | None:
        """The party that is the subject earlier in the sentence of an "it" or "they"."""
        for token in head.sent:
            if token.i >= head.i:
                return None
            if relation(token) == "nsubj" and token.pos_ in ("NOUN", "PROPN"):
                party = self._nominal(token, 4)
                if party is not None and party.code is not None:
                    return party
        return None

    def _last_person(self, head: Token) -> Party | None:
        """The person last named as a subject shortly before "he" or "she"."""
        before = [
            e
            for e in self._doc.ents
            if head.i - _BACK < e.start < head.i and self._people.is_person(e)
        ]
        subjects = [e for e in before if relation(e.root) == "nsubj"]
        found = (subjects or before)[-1:]
        return self._people.named(found[0].text) if found else None


def _is_definite(token: Token) -> bool:
    return any(
        c.lower_ in ("the", "this", "that", "these") for c in token.children if c.dep_ == "det"
    )


def _abbreviations(text: str) -> dict[str, str]:
    """Short forms that the article spells out: "Syrian Democratic Forces (SDF)"."""
    out = {}
    form = r"((?:[A-Z][\w’'-]{1,30}(?: (?:of|for|the|and|in))? ){1,7})\(([A-Z]{2,8})\)"
    for m in re.finditer(form, text):
        words = m.group(1).split()
        initials = [w for w in words if w[0].isupper()][-len(m.group(2)) :]
        if "".join(w[0] for w in initials) == m.group(2):
            out[m.group(2)] = " ".join(words[words.index(initials[0]) :])
    return out
