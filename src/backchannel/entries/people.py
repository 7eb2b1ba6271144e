"""The people of one article: fullest names, roles, and whom each acts for."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from backchannel.entries.entry import Party
from backchannel.entries.phrases import phrase
from backchannel.entries.setting import Setting
from backchannel.parties import PartyTable, fold, is_person_title, strip_titles

_LONG_NAME = 4
_HYPHENS = "-‑–"


@dataclass(slots=True)
class _Person:
    name: str
    first: int
    about: list[str] = field(default_factory=list)


class People:
    """Everyone whom an article names as a person, told apart by surname.

    Args:
        doc: the article as read.
        table: the table of parties.
        day: day of publication, for offices that change hands.
        setting: the states named in the article.
    """

    def __init__(
        self, doc: Doc, table: PartyTable, day: datetime.date | None, setting: Setting
    ) -> None:
        self._table, self._day, self._setting = table, day, setting
        self._by_surname: dict[str, _Person] = {}
        self._codes: dict[str, str | None] = {}
        for ent in doc.ents:
            if self.is_person(ent):
                self._meet(ent)

    def is_person(self, ent: Span) -> bool:
        """Whether a name is a person's: the reader says so, and the table knows no better."""
        if ent.label_ != "PERSON":
            return False
        known = self._table.find(clean(ent.text), self._day)
        return known is None or known.sort == "person"

    def _whole(self, ent: Span) -> Span:
        """A name with the proper nouns right beside it that belong to it ("Shamima Begum")."""
        doc, start, end = ent.doc, ent.start, ent.end
        while start > max(0, ent.start - _LONG_NAME) and self._belongs(doc[start - 1]):
            start -= 1
        while end < min(len(doc), ent.end + _LONG_NAME) and (
            self._belongs(doc[end])
            or (doc[end].text in _HYPHENS and end + 1 < len(doc) and self._belongs(doc[end + 1]))
        ):
            end += 1
        return doc[start:end]

    def _belongs(self, token: Token) -> bool:
        if (
            token.pos_ != "PROPN"
            or not token.text[0].isupper()
            or token.ent_type_ not in ("", "PERSON")
        ):
            return False
        if is_person_title(token.text) or fold(token.text) in self._table.words:
            return False
        known = self._table.find(token.text, self._day)
        return (known is None or known.sort == "person") and not self._table.state_of_adjective(
            token.text
        )

    def _meet(self, ent: Span) -> None:
        name = strip_titles(clean(self._whole(ent).text))
        if not name or not name[0].isupper():
            return
        person = self._by_surname.setdefault(_surname(name), _Person(name, ent.start_char))
        if len(name.split()) > len(person.name.split()):
            person.name = name
        person.about += _described(ent)

    def named(self, words: str) -> Party | None:
        """The person of that name, in the fullest form in the article, with the code."""
        name = strip_titles(clean(words))
        key = _surname(name) if name else ""
        person = self._by_surname.get(key)
        if person is None:
            return None
        if key not in self._codes:
            self._codes[key] = self._code(person)
        return Party(person.name, self._codes[key])

    def in_role(self, role: str, code: str | None) -> Party | None:
        """The one person whom the article gives a role ("the minister"), if it is only one.

        Args:
            role: the noun, singular, in lower case.
            code: whose minister, where that is said.
        """
        found = [
            party
            for key, p in self._by_surname.items()
            if any(role in fold(text).split() for text in p.about)
            and (party := self.named(p.name)) is not None
            and (code is None or party.code == code)
        ]
        return found[0] if len(found) == 1 else None

    def _code(self, person: _Person) -> str | None:
        known = self._table.find(person.name, self._day)
        office = known.code if known is not None and known.sort == "person" else None
        described = [c for text in person.about if (c := self._table.code_of(text, self._day))]
        if described and (office is None or " " not in person.name):
            return described[0]  # what the article says of "King Abdullah" tells which one
        if office is not None:
            return office
        words = self._table.words
        if any(names_a_stranger(text, self._table) for text in person.about):
            return None
        if any(words.get(w) == "state" for text in person.about for w in fold(text).split()):
            return self._setting.state_at(person.first)
        return "CIVIL" if " " in person.name else None


def clean(text: str) -> str:
    """One line, no article before, no possessive behind, no quotation marks around."""
    text = " ".join(text.split()).strip("\"“”'‘’.,;:() ")
    text = re.sub(r"^(?:the|a|an|his|her|its|their|our|my)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", text)


def _before_the_name(words: list[Token]) -> str:
    """A description without the first name that closes it ("Hezbollah leader Hassan")."""
    while words and words[-1].pos_ == "PROPN" and not is_person_title(words[-1].text):
        words.pop()
    return words[0].doc[words[0].i : words[-1].i + 1].text if words else ""


def names_a_stranger(description: str, table: PartyTable) -> bool:
    """Whether a description begins with the name of a people or place that the table does not
    know ("Velmoran officer"): whose it is, is said, and it is none of the states named nearby."""
    first = re.split(r"[\s'’]", description, maxsplit=1)[0]
    known = table.find(first) or table.state_of_adjective(first) or table.words.get(fold(first))
    return first[:1].isupper() and not first.isupper() and not known and not is_person_title(first)


def _surname(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1]
    return fold(last if len(last) > 2 or " " not in name else name)


def _described(ent: Span) -> list[str]:
    """What the article says of a person beside the name: titles before, appositions, "of X"."""
    root, out, inside = ent.root, [], range(ent.start, ent.end)
    out.append(_before_the_name([t for t in phrase(root) if t.i < ent.start]))
    title = clean(ent.text).removesuffix(strip_titles(clean(ent.text)))
    out.append(title)
    for child in root.children:
        if child.dep_ in ("appos", "nmod:desc") and child.i not in inside:
            out.append(phrase(child).text)
    if root.dep_ in ("appos", "flat", "nmod:desc") and root.head.i not in inside:
        out.append(_before_the_name([t for t in phrase(root.head) if t.i not in inside]))
    if root.dep_ == "nsubj" and any(c.dep_ == "cop" for c in root.head.children):
        out.append(phrase(root.head).text)
    return [c for text in out if (c := clean(text))]
