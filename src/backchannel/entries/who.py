"""Who is meant: from words of an article to parties, within that article.

Names are taken in their fullest form in the article, pronouns and descriptions by what they refer
back to, codes from the table of parties, from what the article says of a person ("Iranian foreign
minister X"), and by rule for the unnamed ("Turkish officials").
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from backchannel.entries.entry import Party
from backchannel.entries.phrases import members, phrase, relation
from backchannel.parties import PartyTable, fold, strip_titles

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
_SINGULAR = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_THIRD = _SINGULAR | {"it", "its", "they", "them", "their", "theirs", "itself", "themselves"}
_INDEFINITE = frozenset(
    {"it", "that", "this", "there", "what", "which", "who", "everyone", "everybody", "nobody", "anyone", "one", "those", "these", "something", "nothing", "some", "many", "all"}
)  # fmt: skip
_ROLES = frozenset(
    {
        "president", "minister", "premier", "chancellor", "secretary", "spokesman", "spokeswoman", "spokesperson", "leader",
        "chief", "commander", "general", "ambassador", "envoy", "diplomat", "official", "king", "prince", "sheikh", "sultan",
        "emir", "pope", "ayatollah", "aide", "adviser", "advisor", "governor", "mayor", "senator", "lawmaker", "chairman",
        "chairwoman", "director", "head", "analyst", "lawyer", "colonel", "admiral", "negotiator", "mediator", "politician", "delegate",
    }
)  # fmt: skip
_GROUPS = frozenset(
    {"group", "movement", "organisation", "organization", "militia", "faction", "party", "army", "force", "government", "ministry", "country", "kingdom", "state", "republic", "administration", "junta", "regime", "agency", "company", "council", "mission", "embassy"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a passage is in: what "I", "we" and "you" mean there."""

    speaker: Party | None = None
    addressee: Party | None = None


@dataclass(slots=True)
class _Person:
    name: str
    code: str | None
    roles: set[str]


class Who:
    """Resolves the parties of one article.

    Args:
        doc: the article as read.
        table: the table of parties.
        day: day of publication, for offices that change hands.
    """

    def __init__(self, doc: Doc, table: PartyTable, day: datetime.date | None) -> None:
        self._doc, self._table, self._day = doc, table, day
        self._named = {t.i: e for e in doc.ents for t in e}
        self._short = _abbreviations(doc.text)
        self._people: dict[str, _Person] = {}
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                self._meet(ent)

    # -- people -------------------------------------------------------------------------------

    def _meet(self, ent: Span) -> None:
        name = strip_titles(_clean(ent.text))
        if not name:
            return
        key = _surname(name)
        person = self._people.get(key)
        if person is None:
            person = self._people[key] = _Person(name, None, set())
        if len(name.split()) > len(person.name.split()):
            person.name = name
        about = _described(ent)
        for text in about:
            person.roles |= {w for w in re.findall(r"[a-z]+", text.lower()) if w in _ROLES}
            if person.code is None:
                person.code = self._table.code_of(text, self._day)

    def _person(self, text: str) -> Party | None:
        name = strip_titles(_clean(text))
        person = self._people.get(_surname(name)) if name else None
        if person is None:
            return None
        known = self._table.find(person.name, self._day)
        if known is None and " " not in person.name:
            known = self._table.find(text, self._day)
        code = known.code if known is not None and known.code else person.code
        return Party(person.name, code)

    def _in_role(self, role: str, code: str | None) -> Party | None:
        """The one named person whom the article gives a role, e.g. "the minister"."""
        found = [p for p in self._people.values() if role in p.roles and (code is None or p.code == code)]
        return self._person(found[0].name) if len(found) == 1 else None

    # -- anything -----------------------------------------------------------------------------

    def parties(self, head: Token, voice: Voice = Voice()) -> tuple[Party, ...]:  # noqa: B008
        """The parties that a noun phrase names, one for each coordinated member.

        Args:
            head: its head token.
            voice: whose words it stands in.
        """
        out: list[Party] = []
        for member in members(head):
            party = self.party(member, voice)
            if party is not None and party not in out:
                out.append(party)
        return tuple(out)

    def party(self, head: Token, voice: Voice = Voice()) -> Party | None:  # noqa: B008
        """The party that one noun phrase names, or ``None`` where nobody can be identified."""
        word = head.lower_
        if word in FIRST_PERSON:
            return voice.speaker
        if word in FIRST_PLURAL:
            return self._collective(voice.speaker)
        if word in SECOND_PERSON:
            return voice.addressee
        if word in _THIRD:
            found = self._antecedent(head, 0)
            return found if found is not None or word in _SINGULAR else None
        if head.pos_ == "PRON" or word in _INDEFINITE:
            return self._antecedent(head, 0) if word in ("who", "which", "that") else None
        return self._nominal(head, 0)

    def text(self, words: str) -> Party | None:
        """The party that a name or description without context stands for."""
        return self._person(words) or self._known(words)

    def code_of(self, words: str) -> str | None:
        """The code of a name or description, or ``None``."""
        return self._table.code_of(words, self._day)

    def _collective(self, speaker: Party | None) -> Party | None:
        """Whom "we" stands for: the state or movement of the speaker."""
        if speaker is None or speaker.code is None or speaker.code in ("CIVIL", "MEDIA"):
            return speaker
        return Party(self._table.name_of(speaker.code) or speaker.name, speaker.code)

    def _nominal(self, head: Token, depth: int) -> Party | None:
        ent = self._named.get(head.i)
        if ent is not None and ent.label_ == "PERSON":
            return self._person(ent.text)
        if ent is None or ent.root.i != head.i:
            person = self._apposed(head)
            if person is not None:
                return person
        np = phrase(head)
        if ent is not None and np.start >= ent.start and np.end <= ent.end:
            np = ent
        text = _clean(np.text)
        if head.pos_ in ("NOUN", "ADJ") and head.lemma_.lower() in _ROLES | _GROUPS and _is_definite(head):
            role, code = head.lemma_.lower(), self._table.code_of(text, self._day)
            found = (role in _ROLES and self._in_role(role, code)) or None
            if found is None and code is None and depth < 4:
                found = self._antecedent(head, depth + 1)
            if found is not None:
                return found
        return self._known(text) if text else None

    def _known(self, text: str) -> Party:
        full = self._short.get(text, text)
        party = self._table.party(full, self._day)
        if party.code is None and full == text:
            longer = self._fuller(text)
            if longer is not None:
                return self._table.party(longer, self._day)
        return party

    def _fuller(self, text: str) -> str | None:
        """A longer name in the article that ends or begins with this one."""
        if not text[:1].isupper() or " " in text:
            return None
        for ent in self._doc.ents:
            words = ent.text.split()
            if ent.label_ == "ORGANIZATION" and len(words) > 1 and text in words:
                return _clean(ent.text)
        return None

    def _apposed(self, head: Token) -> Party | None:
        """The person named beside a description ("the minister, X", "foreign minister X")."""
        for child in head.children:
            if child.dep_ in ("appos", "flat", "nmod:desc"):
                ent = self._named.get(child.i)
                if ent is not None and ent.label_ == "PERSON":
                    return self._person(ent.text)
        return None

    def _antecedent(self, head: Token, depth: int) -> Party | None:
        if relation(head.head) == "acl" and head.lower_ in ("who", "which", "that"):
            return self._nominal(head.head.head, depth + 1)
        at, steps = head, 0
        while steps < 6:
            found = self._doc._.antecedents.get(at.i)
            if found is None or (found.score < 0 and head.pos_ != "PRON"):
                return None
            at, steps = self._doc[found.token], steps + 1
            ent = self._named.get(at.i)
            if ent is not None or at.pos_ in ("NOUN", "PROPN"):
                if head.lower_ in _SINGULAR and ent is not None and ent.label_ != "PERSON":
                    continue
                return self._nominal(at, depth + 1) if depth < 4 else None
        return None


def _clean(text: str) -> str:
    """One line, no article before, no possessive behind, no quotation marks around."""
    text = " ".join(text.split()).strip("\"“”'‘’.,;:() ")
    text = re.sub(r"^(?:the|a|an|The|A|An|THE)\s+", "", text)
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", text)


def _surname(name: str) -> str:
    return fold(name.split()[-1])


def _described(ent: Span) -> list[str]:
    """What the article says of a person beside the name: titles before, appositions, "of X"."""
    root, out = ent.root, []
    left = [t for t in phrase(root) if t.i < ent.start]
    if left:
        out.append(_clean(ent.doc[left[0].i : ent.start].text))
    for child in root.children:
        if child.dep_ in ("appos", "nmod:desc") and child.i not in range(ent.start, ent.end):
            out.append(_clean(phrase(child).text))
    if root.dep_ in ("appos", "flat", "nmod:desc") and root.head.i not in range(ent.start, ent.end):
        out.append(_clean(phrase(root.head).text.replace(ent.text, "")))
    return [t for t in out if t]


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these") for c in token.children if c.dep_ == "det")


def _abbreviations(text: str) -> dict[str, str]:
    """Short forms that the article spells out: "Syrian Democratic Forces (SDF)"."""
    out = {}
    for m in re.finditer(r"((?:[A-Z][\w’'-]+(?: (?:of|for|the|and|in))? ){1,7})\(([A-Z]{2,8})\)", text):
        words = m.group(1).split()
        initials = [w for w in words if w[0].isupper()][-len(m.group(2)) :]
        if "".join(w[0] for w in initials) == m.group(2):
            out[m.group(2)] = " ".join(words[words.index(initials[0]) :])
    return out
