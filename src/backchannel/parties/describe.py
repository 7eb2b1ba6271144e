"""Codes for parties that are described rather than named: "Turkish officials", "an oil trader".

The head noun says what kind of party it is (the word tables give its class); the states,
movements and peoples named around it say whose. The rules are those of ``GUIDE.md``, "Parties".
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backchannel.parties.fold import Token, tokens
from backchannel.parties.known import KnownParty, Match
from backchannel.parties.phrase import Phrase, taken_apart, word_class
from backchannel.parties.titles import is_person_title

if TYPE_CHECKING:
    from backchannel.parties.table import PartyTable

_DEPTH = 3
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
# Before "official", "source", "spokesman" these make the party a private one.
_TRADES = frozenset(
    """oil industry shipping trade banking market hospital medical union company business aid
    church academic student financial commercial bank steel mining grain press relief rescue
    insurance corporate airline charity ngo rights tribal village protest strike hotel refinery
    university school college labor humanitarian exchange plant factory""".split()
)
# These are also the business of governments: "Saudi oil officials".
_PUBLIC = frozenset(
    "oil trade shipping medical relief rescue press financial commercial aid humanitarian".split()
)
_HOUSES = frozenset(
    "committee commission department agency authority council board tribunal court office".split()
)
# Prefixes of ships' names.
_SHIPS = {
    "uss": "USA", "usns": "USA", "uscgc": "USA", "hms": "GBR", "rfa": "GBR", "hmas": "AUS",
    "hmcs": "CAN", "hmnzs": "NZL", "iris": "IRN", "ara": "ARG", "brp": "PHL", "roks": "KOR",
    "tcg": "TUR", "fgs": "DEU", "mv": "CIVIL", "mt": "CIVIL", "ss": "CIVIL", "msc": "CIVIL",
}  # fmt: skip
_FAITHS = frozenset("SHIITES SUNNIS CHRISTIANS MUSLIMS JEWS HINDUS".split())
_FORCES = frozenset("forces force troops fighters units elements army soldiers".split())
_MINISTRIES = frozenset("minister ministers ministry ministries".split())
_COMMON = frozenset(
    "senior some several many two three top unnamed anonymous former local other most all".split()
)


def code_of(table: PartyTable, text: str, on: date | None = None, depth: int = 0) -> str | None:
    """The code that a description gives its party, ``None`` where it gives none."""
    phrase = taken_apart(table, text, on, depth)
    if not phrase.words or depth > _DEPTH:
        return None
    tied = _tied(phrase)
    if tied is not None:
        return tied or None
    people = _people_at_end(phrase)
    if people:
        return _people(phrase, people)
    named = _named_at_end(phrase)
    if named:
        return named.code
    head = phrase.head
    if head is None:
        return _unknown_head(phrase)
    return _by_head(phrase, *head)


def _is_state(phrase: Phrase, code: str | None) -> bool:
    return code is not None and phrase.table.name_of(code) is not None


def _named_at_end(phrase: Phrase) -> KnownParty | None:
    """The known name that closes the noun phrase ("the newspaper Hurriyet").

    Not where a capitalised word before it may belong to it ("Christian Democratic Party").
    """
    end = phrase.words[phrase.cut - 1].end
    for match in phrase.matches:
        if match.span.end != end or match.party.sort in {"adjective", "people"}:
            continue
        before = [i for i, w in enumerate(phrase.words) if w.end <= match.span.start]
        if before and match.party.sort != "person" and _may_belong(phrase, before[-1]):
            return None
        return match.party
    return None


def _people_at_end(phrase: Phrase) -> Match | None:
    """The people that closes the noun phrase ("dissident Kurds")."""
    end = phrase.words[phrase.cut - 1].end
    found = (m for m in phrase.matches if m.party.sort == "people" and m.span.end == end)
    return next(found, None)


def _may_belong(phrase: Phrase, place: int) -> bool:
    word = phrase.words[place]
    if word.key in {"do", "da", "de", "del", "of"}:
        return True
    if not phrase.text[word.start].isupper() or word.key in {"the", "a", "an"}:
        return False
    known = _at(phrase, place)
    if known:
        return known.sort == "adjective" and not _is_state(phrase, known.code)
    return not (is_person_title(word.key) or word_class(phrase.table, [word.key]))


def _tied(phrase: Phrase) -> str | None:
    """The code of a group known by its backer; "" where the tie leaves it open, ``None`` where
    the words speak of no tie."""
    keys = [w.key for w in phrase.words]
    for i, key in enumerate(keys):
        hyphen = i > 0 and phrase.gap(i) in {"-", "‑", "‐"}
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


def _at(phrase: Phrase, place: int) -> KnownParty | None:
    """The known name that covers a word."""
    word = phrase.words[place]
    for match in phrase.matches:
        if match.span.start <= word.start and word.end <= match.span.end:
            return match.party
    return None


def _backed(phrase: Phrase, backer: int, after: int) -> str | None:
    """Whose a "X-backed Y" is: Y's own code where Y is a known group or another state's organ,
    else X's with ``_BACKED``."""
    by = _at(phrase, backer)
    rest = [m.party for m in phrase.from_word(after) if m.party.code]
    rest = [p for p in rest if p.code not in _FAITHS]
    groups = [p for p in rest if not _is_state(phrase, p.code)]
    if groups:
        return groups[-1].code
    kind = phrase.head[0] if phrase.head else None
    if kind in {"civil", "media"}:
        return "CIVIL" if kind == "civil" else "MEDIA"
    force = phrase.words[phrase.cut - 1].key in _FORCES
    if kind == "state" and rest and not force:
        return rest[-1].code
    if by is None or by.code is None:
        return None if kind is None else ""
    tie = phrase.words[after - 1].key if after <= len(phrase.words) else ""
    if tie in {"run", "controlled"} and (kind == "state" or not _is_state(phrase, by.code)):
        return by.code
    if not _is_state(phrase, by.code) or (by.sort == "person" and force):
        return by.code
    return f"{by.code}_BACKED"


def _led(phrase: Phrase, leader: int) -> str:
    """A force led by a people or movement is theirs; a coalition led by a state is nobody's."""
    by = _at(phrase, leader)
    return by.code if by and by.code and not _is_state(phrase, by.code) else ""


def _of(phrase: Phrase, text: str) -> str | None:
    """The code of the party that a complement names."""
    if phrase.depth >= _DEPTH:
        return None
    known = phrase.table.find(text, phrase.on)
    if known and known.sort != "people":
        return known.code
    return code_of(phrase.table, text, phrase.on, phrase.depth + 1)


def _complement(phrase: Phrase) -> str | None:
    """What follows the head's preposition or comma."""
    if phrase.cut >= len(phrase.words):
        return None
    word = phrase.words[phrase.cut]
    if "," in phrase.gap(phrase.cut):
        return phrase.text[word.start :]
    if word.key not in _ASK or phrase.cut + 1 >= len(phrase.words):
        return None
    return phrase.text[phrase.words[phrase.cut + 1].start :]


def _by_head(phrase: Phrase, kind: str, place: int) -> str | None:
    if kind in {"civil", "media"}:
        return "MEDIA" if kind == "media" else "CIVIL"
    before = phrase.before(place)
    if kind == "bloc":
        whose = before[0].party.code if before else None
        return None if whose in _FAITHS or _is_state(phrase, whose) else whose
    if kind in {"ship", "warship"}:
        flags = [m.party.code for m in before if _is_state(phrase, m.party.code)]
        return flags[0] if flags else ("CIVIL" if kind == "ship" else None)
    if kind == "party":
        return _own_name(phrase) or (before[0].party.code if before else None)
    if kind == "fighter":
        return _whose(phrase, before, True)
    if kind == "lead" and not any(m.party.sort != "adjective" for m in before[:1]):
        return "CIVIL"
    return _private(phrase, before, kind, place) or _official(phrase, before, kind, place)


def _private(phrase: Phrase, before: list[Match], kind: str, place: int) -> str | None:
    """CIVIL or MEDIA for the officials, sources and leaders of what is no state's."""
    if _MINISTRIES & {w.key for w in phrase.words[: phrase.cut]}:
        return None
    if before and before[0].party.sort in {"civil", "media"}:
        return before[0].party.code
    words = [w for i, w in enumerate(phrase.words[:place]) if _at(phrase, i) is None]
    kinds = [word_class(phrase.table, [w.key]) for w in words]
    if "media" in kinds:
        return "MEDIA"
    plural = [k == "civil" and w.key.endswith("s") for k, w in zip(kinds, words, strict=True)]
    if phrase.words[phrase.cut - 1].key in _HOUSES:
        return None
    public = before and (kind == "state" or before[0].party.sort != "adjective")
    trades = _TRADES - _PUBLIC if public else _TRADES
    if any(plural) or any(w.key in trades or w.key in _FORMER for w in words):
        return "CIVIL"
    return None


def _official(phrase: Phrase, before: list[Match], kind: str, place: int) -> str | None:
    words = phrase.words[:place]
    fighting = any(word_class(phrase.table, [w.key]) == "fighter" for w in words)
    rest = _complement(phrase)
    if kind == "relay" and rest and phrase.words[phrase.cut].key == "of":
        code = _of(phrase, rest)
        if code and not _is_state(phrase, code):
            return code
    code = _whose(phrase, before, fighting) or _of_washington(kind, words)
    head = phrase.words[phrase.cut - 1].key
    if code == "UN" and head.startswith("ambassador"):
        return None
    if code or fighting:
        return code
    for i in reversed(range(place)):
        word = phrase.words[i]
        city = phrase.table.state_of_city(word.key)
        if city and phrase.text[word.start].isupper() and not phrase.is_elsewhere(i):
            return city
    if rest is None or any(w.key in _VAGUE for w in words):
        return None
    if phrase.words[phrase.cut].key in {"in", "inside"} and head.startswith("diplomat"):
        return None
    code = _of(phrase, rest)
    portfolio = head in _MINISTRIES or head.startswith("secretar")
    return None if portfolio and code in {"CIVIL", "MEDIA"} else code


def _of_washington(kind: str, words: tuple[Token, ...]) -> str | None:
    """Senators, Republicans' leaders and "administration officials" of no named country."""
    parties = any(w.key in {"republican", "democratic", "gop", "administration"} for w in words)
    return "USA" if kind == "congress" or (parties and kind != "lead") else None


def _whose(phrase: Phrase, before: list[Match], fighting: bool) -> str | None:
    """Whose official or fighter: the nearest name before the head. A state's rebels act against
    it, so for fighters only movements, peoples, bodies and organs count."""
    for match in before:
        party = match.party
        if party.code is None or party.code in _FAITHS or party.sort in {"civil", "media"}:
            continue
        if party.code == "PALESTINIANS" and not fighting:
            return "PSE"
        if not fighting or not _is_state(phrase, party.code) or party.sort == "organ":
            return party.code
    return None


def _own_name(phrase: Phrase) -> str | None:
    """The code of a party or front that the table lacks: its own name in capitals."""
    words = [w for w in phrase.words if w.key not in {"the", "a", "an"}]
    names = [w for w in words[: phrase.cut] if phrase.text[w.start].isupper()]
    if len(names) < 2 or len(names) + 1 < len([w for w in words if w.key != "of"]):
        return None
    first = next(m for m in phrase.matches) if phrase.matches else None
    if first and first.party.sort == "adjective" and len(names) < 3:
        return None
    whole = all(phrase.text[w.start].isupper() or w.key in {"of", "for", "the"} for w in words)
    taken = words if whole else [w for w in words if w.end <= phrase.words[phrase.cut - 1].end]
    return "_".join(w.key.upper() for w in taken)


def _unknown_head(phrase: Phrase) -> str | None:
    """A phrase that ends in no known noun: a people, a company's or a titled person's name."""
    words = phrase.words[: phrase.cut]
    ship = _SHIPS.get(words[0].key)
    if ship and len(words) > 1 and phrase.text[words[0].start : words[0].end].isupper():
        return ship
    if len(words) > 1 and words[-1].key in _COMPANY:
        return "CIVIL"
    adjective = _at(phrase, phrase.cut - 1)
    if adjective and (words[0].key == "the" or _covers(phrase.matches[0], words)):
        return adjective.code
    if phrase.depth:
        city = phrase.table.state_of_city(" ".join(w.key for w in words))
        if city:
            return city
    return _titled(phrase) or _trailing(phrase)


def _covers(match: Match, words: tuple[Token, ...]) -> bool:
    rest = [w for w in words if w.key not in {"a", "an"}]
    return bool(rest) and match.span.start <= rest[0].start and rest[-1].end <= match.span.end


def _people(phrase: Phrase, match: Match) -> str | None:
    """ "the Iranians" act for Iran; "Iranians", "young Iranians" are people of the country."""
    if not _is_state(phrase, match.party.code):
        return match.party.code
    first = phrase.words[0]
    alone = first.key == "the" and match.span.start == phrase.words[1].start
    return match.party.code if alone else "CIVIL"


def _titled(phrase: Phrase) -> str | None:
    """ "Iranian foreign minister N. N.": what stands before the name decides."""
    words = phrase.words[: phrase.cut]
    for end in range(len(words) - 1, 0, -1):
        title = word_class(phrase.table, [words[end - 1].key]) or is_person_title(
            words[end - 1].key
        )
        if title and all(phrase.text[w.start].isupper() for w in words[end:]):
            head = phrase.text[: words[end - 1].end]
            code = code_of(phrase.table, head, phrase.on, phrase.depth + 1)
            realm = None if code else _complement(phrase)
            return _of(phrase, realm) if realm else code
    rest = _complement(phrase)
    return _of(phrase, rest) if rest and "," in phrase.gap(phrase.cut) else None


def _trailing(phrase: Phrase) -> str | None:
    """A head noun that unknown lower-case words follow ("officials there", "troops today")."""
    for back in (1, 2):
        end = phrase.cut - back
        if end < 1 or phrase.text[phrase.words[end].start].isupper():
            return None
        kind = word_class(phrase.table, [phrase.words[end - 1].key])
        if kind:
            text = phrase.text[: phrase.words[end - 1].end]
            return code_of(phrase.table, text, phrase.on, phrase.depth + 1)
    return None


def lowered(table: PartyTable, text: str) -> str:
    """A description with its first letter in lower case unless the word is a name's.

    "Senior officials" becomes "senior officials"; "Turkish officials", "Foreign Ministry" stay.
    """
    found = tokens(text)
    if not found or found[0].start != 0 or found[0].key in _VAGUE - {"foreign", "western"}:
        return text
    first, rest = text[: found[0].end], text[found[0].end :]
    if found[0].key in _COMMON:
        return first.lower() + rest
    if any(c.isupper() for c in first[1:] + rest):
        return text
    plain = word_class(table, [found[0].key]) or found[0].key in _COMMON | _TRADES | _VAGUE
    return first.lower() + rest if plain and not table.state_of_adjective(first) else text
