"""Who holds which office: candidates of ``represents`` relations.

Whose office it is, is told by the words around it, else by what is known of the person, else by
the state that the article speaks of at that point.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from spacy.tokens import Doc

from backchannel.entries.body import Body
from backchannel.entries.entry import Party
from backchannel.entries.holders import Held, Holders, Office, singular
from backchannel.entries.office_words import OWN, Word
from backchannel.entries.setting import Setting
from backchannel.entries.who import Who
from backchannel.parties import PartyTable, ScanOptions, fold, strip_titles
from backchannel.span import Span

_LONGEST_TRIGGER = 4
_LONGEST_OWNER = 6
_LONGEST_COMPLEMENT = 12
_TELLING = frozenset({"of", "for", "at", "with"})
_WEAK = frozenset({"general", "official", "member", "head", "chief", "deputy", "prince", "boss"})
_OF_COMPANIES = frozenset(
    "spokesman spokeswoman spokesperson president chairman chairwoman director executive".split()
)
_RANK_ALONE = frozenset({"general", "prince", "member", "boss", "official"})
_CONGRESS = frozenset("rep congressman congresswoman representative".split())
_ENVOYS = frozenset("envoy ambassador representative coordinator emissary".split())
_MOST_UNDIRECTED = 6
_PUBLIC = frozenset(
    """ministry department bank committee parliament senate house congress office court agency
    federal national police army navy air military government state council central budget
    parliamentary regional""".split()
)
_OF_STATES = frozenset(
    "president premier minister chancellor king queen ambassador secretary".split()
)
_SENTENCE = re.compile(r"[.!?][”\"’)]{0,2}\s+")
_NEAR = 600
_MOST_NAMED = 8
_NO_PARTY = frozenset({"MEDIA"})
_LEADERS = frozenset({"president", "premier", "minister", "chancellor", "king", "leader"})
_STOPS = frozenset('.,;:()“”"—–!?')


@dataclass(frozen=True, slots=True)
class OfficeCandidate:
    """A named person and an office that the article says they hold.

    Attributes:
        trigger: the words of the office, up to four.
        evidence: the short phrase that holds office and name.
        subject: the person, in the fullest form of the name; the code of whom they act for.
        object: the state, body or movement represented; ``None`` where the article leaves it
            open and the table does not know the person.
        role: the office as written ("foreign minister").
        direct: whether name and office stand side by side; else the office is a bare "the
            president" elsewhere in the article.
    """

    trigger: Span
    evidence: Span
    subject: Party
    object: Party | None
    role: str
    direct: bool = True


class Article(Protocol):
    """What offices are read from: a part of a ``Scene``."""

    @property
    def doc(self) -> Doc:
        """The article as read."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def body(self) -> Body:
        """The passages of it that are article."""

    @property
    def day(self) -> date | None:
        """The day of publication."""

    @property
    def who(self) -> Who:
        """Its parties."""


def read_offices(scene: Article) -> tuple[OfficeCandidate, ...]:
    """The offices of an article's named persons, one for each person, in the order of the text."""
    return _Offices(scene).read()


class _Offices:
    def __init__(self, scene: Article) -> None:
        self._scene = scene
        self._table = PartyTable.load()
        self._words = Holders(scene.text, self._table, scene.day)
        self._setting = Setting(scene.text, self._table, (), scene.who.matches)
        self._named = self._table.scan(scene.text, ScanOptions(scene.day, adjectives=True))
        self._starts = [m.span.start for m in self._named]
        self._full: dict[str, str] = {}

    def read(self) -> tuple[OfficeCandidate, ...]:
        held = [
            h
            for h in self._words.held()
            if self._scene.body.around(self._words.at(h.office.head).start)
        ]
        self._full = self._words.fullest()
        chosen: dict[str, Held] = {}
        for h in held:
            key = self._words.surname(h.name)
            if key not in chosen or self._better(h, chosen[key]):
                chosen[key] = h
        found = (self._candidate(h) for h in chosen.values())
        direct = [c for c in found if c is not None]
        whole = self._scene.body.whole
        inside = [c for c in (*direct, *self._undirected(direct)) if whole(c.trigger) == c.trigger]
        return tuple(sorted(inside, key=lambda c: c.trigger.start))

    def _better(self, one: Held, other: Held) -> bool:
        """Whether a later mention tells the office better: not by a rank, a weak word alone."""
        return self._is_weak(other.office) and not self._is_weak(one.office)

    def _is_weak(self, office: Office) -> bool:
        return singular(self._words.key(office.head)) in _WEAK and office.head == office.own

    def _candidate(self, held: Held) -> OfficeCandidate | None:
        office, name = held.office, held.name
        written = strip_titles(self._words.text(*name))
        full = self._full.get(self._words.surname(name), written)
        full = full if len(full) > len(written) else written
        party = self._scene.who.text(full)
        known = self._known(full, written, self._words.text(office.head, name[1]))
        represented = self._represented(office, known, party)
        if self._words.key(name[1]) == "of" and office.start == office.own:
            represented = self._party(self._words.text(name[1] + 1, name[1] + 2)) or represented
        if represented is not None and represented.code in _NO_PARTY:
            return None
        if self._is_bare_rank(office):
            return None
        code = (represented.code if represented is not None else None) or known or party.code
        name_full = party.name if len(party.name) >= len(full) and party.name[0].isupper() else full
        subject = Party(name_full, code)
        spans = (self._words.at(office.start), self._words.at(office.head), self._words.at(name[0]))
        evidence = Span(
            min(s.start for s in spans),
            max(self._words.at(office.end - 1).end, self._words.all[name[1] - 1].end),
        )
        trigger = self._trigger(office)
        evidence = self._scene.body.keep(evidence, trigger.start) or trigger
        return OfficeCandidate(trigger, evidence, subject, represented, self._role(office))

    def _is_bare_rank(self, office: Office) -> bool:
        head = self._words.key(office.head)
        if head == "prince":
            return office.own == office.head
        return head in _RANK_ALONE and office.start == office.head

    def _known(self, *names: str) -> str | None:
        """The code of the first of several forms of a name that the table knows as a person's."""
        for name in names:
            person = self._table.find(name, self._scene.day)
            if person is not None and person.sort == "person":
                return person.code
        return None

    def _trigger(self, office: Office) -> Span:
        first = max(office.own, office.end - _LONGEST_TRIGGER)
        return Span(self._words.at(first).start, self._words.all[office.end - 1].end)

    def _role(self, office: Office) -> str:
        return _as_one(self._words.text(office.own, office.end))

    def _represented(self, office: Office, known: str | None, party: Party) -> Party | None:
        """The state, body or movement of an office: by its own words, else by what is known of
        the person, else by what the article says of them."""
        said = self._said(office)
        if said is not None:
            return said
        code = known
        if code is None and self._words.key(office.head) in _CONGRESS and office.head == office.own:
            code = "USA"
        if code is None and party.code not in (None, "CIVIL"):
            code = party.code
        if code is None:
            code = self._by_setting(office)
        if code is None:
            return None
        return Party(self._table.name_of(code) or code, code)

    def _by_setting(self, office: Office) -> str | None:
        """The state that "the minister" is of, by the article around."""
        if singular(self._words.key(office.head)) in _OF_COMPANIES and office.start == office.own:
            business = self._words.key(office.own) in ("vice", "managing", "executive")
            if business or self._words.key(office.head) in ("chairman", "director"):
                return "CIVIL"
        return self._setting.state_at(self._words.at(office.head).start)

    def _said(self, office: Office) -> Party | None:
        """Whose office it is by the words before it or behind it."""
        behind = self._behind(office)
        if behind is not None and self._table.name_of(behind.code or "") is None:
            return behind  # "the Australian director of Human Rights Watch"
        owner = self._before(office) or behind
        if owner is not None:
            return owner
        word = self._words.word(office.start) if office.start < office.own else None
        if word is not None and (not word.is_capital or word.key in OWN):
            return self._referred(word)
        if (stranger := self._stranger(office)) is not None:
            return stranger
        if office.end - office.start == 1:
            return None
        code = self._scene.who.code_of(self._words.text(office.start, office.end))
        if code is None or (code == "CIVIL" and office.start == office.own and self._leads(office)):
            return None
        whose = self._words.text(office.start, office.own) if office.start < office.own else code
        return Party(self._table.name_of(code) or whose, code)

    def _leads(self, office: Office) -> bool:
        """Whether an office is one that companies and states both have ("director")."""
        return singular(self._words.key(office.head)) in _OF_COMPANIES

    def _stranger(self, office: Office) -> Party | None:
        """An owner that the table does not know: a company by the office, else nobody's code."""
        if office.start == office.own:
            return None
        whose = self._words.text(office.start, office.own)
        keys = {self._words.key(i) for i in range(office.start, office.end)}
        if self._leads(office) and keys.isdisjoint(_PUBLIC):
            last = self._words.all[office.own - 1]
            state = last.owns and "president" in keys
            return Party(whose, None if state else "CIVIL")
        possessive = self._words.all[office.own - 1].owns
        return Party(whose, None) if possessive and keys & _OF_STATES else None

    def _before(self, office: Office) -> Party | None:
        """The owner named before an office: whole, else its first words, else its last."""
        whole = [(office.start, end) for end in range(office.own, office.start, -1)]
        for start, end in whole + [(s, office.own) for s in range(office.start + 1, office.own)]:
            found = self._party(self._words.text(start, end))
            abroad = found is not None and self._table.name_of(found.code or "") is None
            if found is not None and not (abroad and self._words.key(office.head) == "ambassador"):
                return found  # an ambassador is not of the body, but to it
        return None

    def _behind(self, office: Office) -> Party | None:
        """The party that an office is "of", "for" or "at"."""
        if self._words.key(office.end) not in _TELLING or self._words.breaks(office.end):
            return None
        if self._words.key(office.end) == "for" and self._words.key(office.head) in _ENVOYS:
            return None
        first = end = office.end + 1
        while (
            end - first < _LONGEST_COMPLEMENT
            and self._words.key(end) not in _STOPS
            and not (self._words.breaks(end))
        ):
            end += 1
        for start in (first, first + 1):
            for last in range(min(end, start + _LONGEST_OWNER), start, -1):
                if (found := self._party(self._words.text(start, last))) is not None:
                    return found
        local = self._words.key(office.head) in ("governor", "mayor")
        state = self._table.state_of_city(self._words.key(first)) if local else None
        if state is not None:
            return Party(self._words.all[first].text, state)
        whole = self._words.text(first, end) if end > first else ""
        private = self._scene.who.code_of(whole) == "CIVIL"
        return Party(re.sub(r"^(?:the|a|an)\s", "", whole), "CIVIL") if private else None

    def _referred(self, owner: Word) -> Party | None:
        """Whom "its" or "the council's" refers back to."""
        words = self._scene.doc.char_span(*owner.span, alignment_mode="expand")
        party = self._scene.who.party(words[0]) if words is not None and len(words) else None
        if party is None or party.code in (None, "CIVIL"):
            party = self._first_named(owner.span.start)
        if party is None:
            return None
        return Party(self._table.name_of(party.code or "") or party.name, party.code)

    def _first_named(self, before: int) -> Party | None:
        """The first party named in a sentence before a possessive, else in the sentence before."""
        ends = [
            m.end() for m in _SENTENCE.finditer(self._scene.text, max(0, before - _NEAR), before)
        ]
        starts = [ends[-1] if ends else 0, ends[-2] if len(ends) > 1 else 0]
        for start in starts:
            first = bisect_left(self._starts, start)
            for match in self._named[first : first + _MOST_NAMED]:
                if match.span.start < before - 1 and match.party.code:
                    return Party(match.party.name, match.party.code)
        return None

    def _party(self, words: str) -> Party | None:
        """The party that a name, an adjective or a metonym names; a person's is their side."""
        words = re.sub(r"^(?:the|a|an)\s", "", words, flags=re.IGNORECASE)
        code = self._table.state_of_adjective(words)
        if code is not None:
            return Party(self._table.name_of(code) or words, code)
        known = self._table.find(words, self._scene.day)
        if known is None or known.code is None or not words[:1].isupper():
            return None
        if known.sort in ("person", "organ"):
            return Party(self._table.name_of(known.code) or known.name, known.code)
        return Party(known.name, known.code)

    def _undirected(self, direct: Sequence[OfficeCandidate]) -> Iterator[OfficeCandidate]:
        """A known head of state or government who is named often without an office, by the first
        bare "the president" or "the US president"."""
        held = {c.subject.code for c in direct if singular(c.role.split()[-1].lower()) in _LEADERS}
        counts: dict[str, int] = {}
        first: dict[str, Party] = {}
        for match in self._named:
            if match.party.sort == "person" and match.party.code:
                person = Party(match.party.name, match.party.code)
                counts[person.name] = counts.get(person.name, 0) + 1
                first[person.name] = person
        names = {fold(c.subject.name.rsplit(maxsplit=1)[-1]) for c in direct}
        for name in sorted(counts, key=lambda n: -counts[n])[:_MOST_UNDIRECTED]:
            person = first[name]
            if (
                counts[name] < 3
                or person.code in held
                or fold(name.rsplit(maxsplit=1)[-1]) in names
            ):
                continue
            office = self._bare(person)
            if office is not None:
                trigger = self._trigger(office)
                held.add(person.code)
                whose = Party(self._table.name_of(person.code or "") or name, person.code)
                yield OfficeCandidate(trigger, trigger, person, whose, self._role(office), False)

    def _bare(self, person: Party) -> Office | None:
        first: Office | None = None
        for i, word in enumerate(self._words.all):
            if word.key not in ("president", "premier", "minister", "chancellor"):
                continue
            office = self._words.office(i)
            if office is None or next(self._words.names(office), None) is not None:
                continue
            if (
                office.own > 0
                and self._words.key(office.start - 1) != "the"
                and office.start == office.own
            ):
                continue
            if word.key == "minister" and self._words.key(i - 1) != "prime":
                continue
            said = self._said(office) if office.start < office.own else None
            if said is not None and said.code == person.code:
                return office
            if said is None and first is None and office.start == office.own:
                first = office
        return first


def _as_one(role: str) -> str:
    first, _, last = role.rpartition(" ")
    return f"{first} {singular(last)}".strip() if last.islower() else role
