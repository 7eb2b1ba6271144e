"""Codes for parties that are described rather than named: "Turkish officials", "an oil trader".

The head noun says what kind of party it is (the word tables give its class); the states,
movements and peoples named around it say whose. The rules are those of ``GUIDE.md``, "Parties".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from backchannel.parties.fold import Token, tokens
from backchannel.parties.known import KnownParty, Match, ScanOptions
from backchannel.parties.titles import is_person_title

if TYPE_CHECKING:
    from backchannel.parties.table import PartyTable

_DEPTH = 3
_CUT = frozenset(
    """of in at from for with to on who that which whose by near inside outside within against
    across around under over between among loyal fighting based living working held seeking
    opposed close familiar allied about including calling wishing speaking wearing employed
    accused suspected was were is are had has have aboard""".split()
)
_ASK = frozenset("of for from at with in inside within by to aboard loyal on".split())
_TIES = frozenset(
    """backed supported aligned linked sponsored funded trained armed allied affiliated financed
    equipped controlled run proxy""".split()
)
_FORMER = frozenset("former ex retired onetime".split())
_VAGUE = frozenset(
    """western arab european african asian latin foreign international regional allied gulf
    global unnamed anonymous world""".split()
)
_COMPANY = frozenset(
    """inc corp corporation ltd plc llc llp co company gmbh ag sa nv bv spa kk pty limited holdings
    industries bank airlines airways lines shipping petroleum oil motors group university
    college school hospital institute foundation trust union association federation confederation
    society club church exchange observatory lobby partners capital securities sons
    brothers bros consulting laboratories pharmaceuticals""".split()
)
_STATE_CODE = re.compile(r"[A-Z]{3}$")
_TRADES = frozenset(
    """oil industry shipping trade banking market hospital medical union company business aid
    church academic student financial commercial bank steel mining grain press relief rescue
    insurance""".split()
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A description taken apart: words up to the first preposition, and what follows it."""

    table: PartyTable
    text: str
    words: tuple[Token, ...]
    cut: int
    matches: tuple[Match, ...]
    on: date | None
    depth: int

    @property
    def head(self) -> tuple[str, int] | None:
        """Class of the head noun and the place of its first word; ``None`` where unknown."""
        for end in range(self.cut, max(0, self.cut - 3), -1):
            for start in range(max(0, end - 3), end):
                kind = word_class(self.table, [w.key for w in self.words[start:end]])
                if kind:
                    return kind, start
        return None

    def before(self, place: int) -> list[Match]:
        """Known names among the words before ``place``, last first."""
        edge = self.words[place].start if place < len(self.words) else len(self.text)
        return [m for m in reversed(self.matches) if m.span.end <= edge]

    def has(self, words: frozenset[str], until: int) -> bool:
        return any(w.key in words for w in self.words[:until])


def word_class(table: PartyTable, keys: list[str]) -> str | None:
    """The class of a noun, singular or plural, of one or several folded words."""
    last = keys[-1]
    forms = [last]
    if last.endswith("ies"):
        forms.append(last[:-3] + "y")
    if last.endswith("men"):
        forms.append(last[:-3] + "man")
    if last.endswith("es"):
        forms.append(last[:-2])
    if last.endswith("s") and not last.endswith("ss"):
        forms.append(last[:-1])
    for form in forms:
        kind = table.words.get(" ".join([*keys[:-1], form]))
        if kind:
            return kind
    return None


def _taken_apart(table: PartyTable, text: str, on: date | None, depth: int) -> _Phrase:
    words = tokens(text)
    options = ScanOptions(on=on, adjectives=True)
    matches = table.scan(text, options)
    inside = [m.span for m in matches]
    cut = len(words)
    for i, word in enumerate(words):
        if i and word.key in _CUT and not any(s.start < word.start < s.end for s in inside):
            cut = i
            break
        comma = text[words[i - 1].end : word.start] if i else ""
        if i and ("," in comma or "(" in comma):
            cut = i
            break
    return _Phrase(table, text, tuple(words), cut, tuple(matches), on, depth)


def code_of(table: PartyTable, text: str, on: date | None = None, depth: int = 0) -> str | None:
    """The code that a description gives its party, ``None`` where it gives none."""
    phrase = _taken_apart(table, text, on, depth)
    if not phrase.words or depth > _DEPTH:
        return None
    tied = _tied(phrase)
    if tied is not None:
        return tied or None
    named = _named_at_end(phrase)
    if named:
        return named.code
    head = phrase.head
    if head is None:
        return _unknown_head(phrase)
    return _by_head(phrase, *head)


def _named_at_end(phrase: _Phrase) -> KnownParty | None:
    """The known name that closes the noun phrase ("the newspaper Hurriyet"), adjectives apart."""
    end = phrase.words[phrase.cut - 1].end
    for match in phrase.matches:
        if match.span.end == end and match.party.sort not in {"adjective", "people"}:
            return match.party
    return None


def _tied(phrase: _Phrase) -> str | None:
    """The code of a group known by its backer; "" where the tie leaves it open, ``None`` where
    the words speak of no tie."""
    keys = [w.key for w in phrase.words]
    for i, key in enumerate(keys):
        hyphen = i and phrase.text[phrase.words[i - 1].end : phrase.words[i].start] in {
            "-",
            "‑",
            "‐",
        }
        if key in _TIES and hyphen:
            return _backed(phrase, i - 1, i + 1)
        if key == "led" and hyphen:
            return _led(phrase, i - 1)
        if key == "pro" and i + 1 < len(keys):
            return _backed(phrase, i + 1, i + 2)
        if key == "backed" and keys[i + 1 : i + 2] == ["by"] and i + 2 < len(keys):
            return _backed(phrase, i + 2, len(keys))
        if key == "loyal" and keys[i + 1 : i + 2] == ["to"] and i + 2 < len(keys):
            return _of(phrase, phrase.text[phrase.words[i + 2].start :]) or ""
    return None


def _at(phrase: _Phrase, place: int) -> KnownParty | None:
    """The known name that covers a word."""
    word = phrase.words[place]
    for match in phrase.matches:
        if match.span.start <= word.start and word.end <= match.span.end:
            return match.party
    return None


def _backed(phrase: _Phrase, backer: int, after: int) -> str | None:
    by = _at(phrase, backer)
    rest = [m.party for m in phrase.matches if after < len(phrase.words)
            and m.span.start >= phrase.words[after].start]  # fmt: skip
    group = [p for p in rest if p.code and not _STATE_CODE.match(p.code)]
    if group:
        return group[-1].code
    head = phrase.head
    kind = head[0] if head else None
    if kind in {"civil", "media"}:
        return {"civil": "CIVIL", "media": "MEDIA"}[kind]
    states = [p for p in rest if p.code]
    if kind == "state" and states and not _is_force(phrase):
        return states[-1].code
    if by is None or by.code is None:
        return None if kind is None else ""
    if phrase.words[min(after, len(phrase.words)) - 1].key in {"run", "controlled"} and (
        not _STATE_CODE.match(by.code) or kind == "state"
    ):
        return by.code
    if by.sort == "person" and _STATE_CODE.match(by.code) and _is_force(phrase):
        return by.code
    return f"{by.code}_BACKED" if _STATE_CODE.match(by.code) else by.code


def _is_force(phrase: _Phrase) -> bool:
    last = phrase.words[phrase.cut - 1].key
    return last in {"forces", "force", "troops", "fighters", "units", "elements", "army"}


def _led(phrase: _Phrase, leader: int) -> str:
    by = _at(phrase, leader)
    if by and by.code and not _STATE_CODE.match(by.code):
        return by.code
    return ""


def _of(phrase: _Phrase, text: str) -> str | None:
    """The code of the party that a complement names."""
    if phrase.depth >= _DEPTH:
        return None
    known = phrase.table.find(text, phrase.on)
    if known and known.sort != "people":
        return known.code
    return code_of(phrase.table, text, phrase.on, phrase.depth + 1)


def _complement(phrase: _Phrase) -> str | None:
    if phrase.cut >= len(phrase.words):
        return None
    word = phrase.words[phrase.cut]
    comma = phrase.text[phrase.words[phrase.cut - 1].end : word.start]
    if "," in comma:
        return phrase.text[word.start :]
    if word.key not in _ASK or phrase.cut + 1 >= len(phrase.words):
        return None
    return phrase.text[phrase.words[phrase.cut + 1].start :]


def _by_head(phrase: _Phrase, kind: str, place: int) -> str | None:
    before = phrase.before(place)
    keys = [w.key for w in phrase.words[:place]]
    around = {c for k in keys if (c := word_class(phrase.table, [k]))}
    if kind in {"civil", "media"}:
        return "MEDIA" if kind == "media" else "CIVIL"
    if kind in {"state", "relay"}:
        if "media" in around and not {"ministry", "minister"} & set(keys):
            return "MEDIA"
        if any(m.party.sort in {"civil", "media"} for m in before[:1]):
            return before[0].party.code
        if set(keys) & _TRADES and not {"minister", "ministry"} & {w.key for w in phrase.words}:
            return "CIVIL"
        if "civil" in around and phrase.words[place].key not in {"minister", "ministry"}:
            return "CIVIL"
        if phrase.has(_FORMER, place):
            return "CIVIL"
    if kind == "party":
        return _own_name(phrase) or _first_code(before)
    if kind == "bloc":
        return None
    if kind in {"ship", "warship"}:
        return _ship(before, kind)
    fighting = kind == "fighter" or "fighter" in around
    code = _whose(before, fighting)
    if code or kind == "fighter":
        return code
    if phrase.has(_VAGUE, place) and not before:
        return None
    rest = _complement(phrase)
    if rest is None or fighting:
        return _ordinary(phrase, place) if not fighting else None
    return _of(phrase, rest)


def _first_code(matches: list[Match]) -> str | None:
    return matches[0].party.code if matches else None


def _ordinary(phrase: _Phrase, place: int) -> str | None:
    return None


def _ship(before: list[Match], kind: str) -> str | None:
    for match in before:
        if match.party.code and _STATE_CODE.match(match.party.code):
            return match.party.code
    return "CIVIL" if kind == "ship" else None


def _whose(before: list[Match], fighting: bool) -> str | None:
    """Whose official or fighter: the nearest name before the head; for fighters no state, whose
    rebels act against it."""
    for match in before:
        party = match.party
        if party.code is None or party.sort in {"civil", "media"}:
            continue
        if party.code == "PALESTINIANS" and not fighting:
            return "PSE"
        if not fighting or not _STATE_CODE.match(party.code) or party.sort == "movement":
            return party.code
    return None


def _own_name(phrase: _Phrase) -> str | None:
    """The code of a party or front that the table lacks: its own name in capitals."""
    words = [w for w in phrase.words[: phrase.cut] if w.key not in {"the", "a", "an"}]
    if len(words) < 2 or not all(phrase.text[w.start].isupper() for w in words[:-1]):
        return None
    return "_".join(w.key.upper() for w in words)


def _unknown_head(phrase: _Phrase) -> str | None:
    """A phrase that ends in no known noun: a people, a company's or a titled person's name."""
    words = phrase.words[: phrase.cut]
    people = [m for m in phrase.matches if m.party.sort == "people"]
    if people and people[-1].span.end == words[-1].end:
        return _people(phrase, people[-1])
    if words[-1].key in _COMPANY or (len(words) > 1 and words[-1].key in {"cos", "corps"}):
        return "CIVIL"
    adjective = _at(phrase, phrase.cut - 1)
    if adjective and phrase.words[0].key == "the":
        return adjective.code
    return _titled(phrase)


def _people(phrase: _Phrase, match: Match) -> str | None:
    """ "the Iranians" act for Iran; "Iranians", "young Iranians" are people of the country."""
    if match.party.code and not _STATE_CODE.match(match.party.code):
        return match.party.code
    first = phrase.words[0]
    if match.span.start == first.start:
        return "CIVIL"
    alone = first.key == "the" and phrase.words[1].start == match.span.start
    return match.party.code if alone else "CIVIL"


def _titled(phrase: _Phrase) -> str | None:
    """ "Iranian foreign minister N. N.": what stands before the name decides."""
    words = phrase.words[: phrase.cut]
    for end in range(len(words) - 1, 0, -1):
        kind = word_class(phrase.table, [words[end - 1].key])
        title = is_person_title(words[end - 1].key)
        if not (kind or title):
            continue
        if not all(phrase.text[w.start].isupper() for w in words[end:]):
            continue
        head = phrase.text[: words[end - 1].end]
        found = code_of(phrase.table, head, phrase.on, phrase.depth + 1)
        return found
    rest = _complement(phrase)
    if rest and "," in phrase.text[words[-1].end : words[-1].end + 2]:
        return _of(phrase, rest)
    return None


def lowered(table: PartyTable, text: str) -> str:
    """A description with its first letter in lower case unless the word is a name's.

    "Senior officials" becomes "senior officials"; "Turkish officials", "Foreign Ministry" stay.
    """
    found = tokens(text)
    if not found or found[0].start != 0:
        return text
    first = text[: found[0].end]
    rest = text[found[0].end :]
    if any(c.isupper() for c in first[1:] + rest) or table.state_of_adjective(first):
        return text
    if table.find(first) or not first[:1].isupper():
        return text
    known = word_class(table, [found[0].key]) or found[0].key in _COMMON
    return first.lower() + rest if known or len(found) > 1 else text


_COMMON = frozenset("senior some several many two three top unnamed anonymous".split())
