"""Words for what the record holds: safe to print, the same in every view."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from backchannel.entries.entry import Number, Party, Place
from backchannel.parties import PartyTable
from backchannel.record.identity import folded

# Codes that say what sort a party is, not whom it acts for: such parties go by their names.
SORTS = frozenset({"MEDIA", "CIVIL"})
_SPELT_OUT = {"UN": "United Nations", "EU": "European Union"}
_SAME_NAME = 0.75  # likeness of two spellings of one name: "Hizbollah", "Hezbollah"
_DANGEROUS = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_HARMLESS = "\n\t\u200c\u200d\u00ad"  # joiners are part of the spelling of some scripts


def safe(text: str) -> str:
    r"""``text`` with every character that could steer a terminal or turn the line as an escape.

    Line feeds and tabs stay.

    >>> print(safe("red \x1b[31m alert"))
    red \x1b[31m alert
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _is_plain(c) else _escape(c) for c in text)


def _is_plain(character: str) -> bool:
    return character in _HARMLESS or unicodedata.category(character) not in _DANGEROUS


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """``text`` on one line, safe to print: runs of white space are single spaces."""
    return safe(" ".join(text.split()))


def trimmed(text: str, width: int) -> str:
    """``text`` on one line, cut at a word so that it is at most ``width`` characters long."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > width // 2 else cut).rstrip(" ,;:–—-") + "…"


_THAT = re.compile(r"that\s+(?=\S)", re.IGNORECASE)
_OPENING = "\"'“‘«„"
_CLOSING = "\"'”’»“"


def quoted(text: str, width: int) -> str:
    """A passage as the article has it, within quotation marks, trimmed to ``width`` characters.

    Quotation marks of its own around it, and a first "that", are left out.

    >>> quoted("that it would wait,", 80)
    '“it would wait”'
    """
    line = _THAT.sub("", one_line(text), count=1) if _THAT.match(text) else one_line(text)
    if len(line) > 1 and line[0] in _OPENING and line[-1] in _CLOSING:
        line = line[1:-1].strip()
    line = line.rstrip(",;")
    return f"“{trimmed(line, width)}”"


def party_key(party: Party | None) -> str:
    """What parties that act for one are alike in: the code, else the name; empty: unknown."""
    if party is None:
        return ""
    if party.code and party.code not in SORTS:
        return party.code
    return folded(party.name)


def is_known(party: Party | None) -> bool:
    """Whether it is known whom the party acts for."""
    return party is not None and bool(party.code) and party.code not in SORTS


@functools.cache
def code_name(code: str) -> str:
    """A readable name for the code of a state, a body or a movement.

    >>> code_name("CHE"), code_name("ISLAMIC_STATE"), code_name("NATO"), code_name("UN")
    ('Switzerland', 'Islamic State', 'NATO', 'United Nations')
    """
    state = PartyTable.load().name_of(code)
    if state is not None:
        return state
    if code in _SPELT_OUT:
        return _SPELT_OUT[code]
    if code.endswith("_BACKED"):
        return f"{code_name(code.removesuffix('_BACKED'))}-backed militias"
    words = (w.capitalize() if len(w) > 4 or "_" in code else w for w in code.split("_"))
    return one_line(" ".join(words))


def acting_name(party: Party | None, unknown: str) -> str:
    """Whom the party acts for, by name; its own name where that is not known."""
    if party is None:
        return unknown
    if is_known(party):
        return code_name(str(party.code))
    return one_line(party.name)


def adds_name(party: Party) -> bool:
    """Whether the party's own name says more than whom it acts for.

    >>> adds_name(Party("Hizbollah", "HEZBOLLAH")), adds_name(Party("Alain Berset", "CHE"))
    (False, True)
    """
    name, acting = folded(party.name), folded(acting_name(party, ""))
    return SequenceMatcher(None, name, acting).ratio() <= _SAME_NAME


def full_name(party: Party | None, unknown: str) -> str:
    """The party's own name, with whom it acts for where the name does not say that.

    >>> full_name(Party("Alain Berset", "CHE"), "?"), full_name(Party("Swiss envoy", "CHE"), "?")
    ('Alain Berset (Switzerland)', 'Swiss envoy')
    """
    if party is None:
        return unknown
    name = one_line(party.name)
    if not is_known(party) or not adds_name(party):
        return name
    acting = code_name(str(party.code))
    # "Swiss envoy" and "US officials" say it themselves.
    adjective, short = folded(acting)[:3], folded(str(party.code))[:2]
    if any(word[:3] == adjective or word == short for word in folded(name).split()):
        return name
    return f"{name} ({acting})"


_HEAD = re.compile(r"\s(?:of|for|from|at|in|with|close|near|who|which|that)\s|,")
_SEVERAL = frozenset("people police men women children troops militiamen gunmen lawmakers".split())
_NOT_SEVERAL = ("ss", "us")


def are_several(party: Party) -> bool:
    """Whether a party's name is a plural, as a verb has to know.

    >>> are_several(Party("leaders of the front")), are_several(Party("Houthis", "HOUTHIS"))
    (True, True)
    >>> are_several(Party("Hamas", "HAMAS")), are_several(Party("United States", "USA"))
    (False, False)
    """
    name = _HEAD.split(one_line(party.name), maxsplit=1)[0]
    last = name.rpartition(" ")[2]
    if last.lower() in _SEVERAL or " and " in name:
        return True
    if not last.endswith("s") or last.lower().endswith(_NOT_SEVERAL):
        return False
    if not last[:1].isupper():
        return True
    # "Houthis" are known by their singular as well; "Hamas" is none.
    table = PartyTable.load()
    known, one = table.find(name), table.find(name[:-1])
    return known is not None and one is not None and known.sort != "state" and one == known


def chain(sources: Iterable[str]) -> str:
    """Who says so, nearest first: "unnamed source, quoted by IRNA"; empty: the article itself."""
    names = [one_line(name) for name in sources]
    if not names:
        return "the article itself"
    return ", quoted by ".join(names)


def day(date: datetime.date | None) -> str:
    """A day for people: "6 Nov 2023"; "no date" where it is not known."""
    if date is None:
        return "no date"
    return f"{date.day} {date:%b} {date.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(1200, "entry", "entries")
    ('1 article', '1,200 entries')
    """
    return f"{number:,} {one if number == 1 else many or plural(one)}"


def plural(noun: str) -> str:
    """The plural of a kind's name.

    >>> plural("tally"), plural("event")
    ('tallies', 'events')
    """
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


_BOUNDS = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}


def amount(value: Number | tuple[Number, Number], bound: str = "exact") -> str:
    """A number, or a range, with its bound, as a sentence has it.

    >>> amount(4104), amount((100, 120), "about"), amount(24, "at_least"), amount(0.5)
    ('4,104', 'about 100 to 120', 'at least 24', '0.5')
    """
    numbers = value if isinstance(value, tuple) else (value,)
    return _BOUNDS[bound] + " to ".join(f"{n:,}" for n in numbers)


def place_name(place: Place) -> str:
    """A place, with its country where that is known and its name does not say it.

    >>> place_name(Place("Port Karim", "OMN")), place_name(Place("Oman", "OMN"))
    ('Port Karim (Oman)', 'Oman')
    """
    name = one_line(place.name)
    country = code_name(place.country) if place.country else ""
    return f"{name} ({country})" if country and folded(country) not in folded(name) else name


def when(date: str | None) -> str:
    """A date as an entry has it, for people; as it stands where it is of another form.

    >>> when("2031-03-02"), when("2031-03"), when("2031"), when("--03-02"), when(None)
    ('2 Mar 2031', 'Mar 2031', '2031', '2 Mar, year not stated', 'date not stated')
    """
    if date is None:
        return "date not stated"
    match = _DATE.fullmatch(date)
    if match is None or not 1 <= int(match["month"] or 1) <= 12:
        return one_line(date)
    month = _MONTHS[int(match["month"]) - 1] if match["month"] else ""
    parts = (str(int(match["day"])) if match["day"] else "", month, match["year"].strip("-"))
    return " ".join(part for part in parts if part) + ("" if parts[2] else ", year not stated")


_DATE = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def in_turn(parts: Iterable[str]) -> str:
    """What is said one after the other, with semicolons; what is empty is left out.

    >>> in_turn(["", "according to an envoy", "Strait Wire"])
    'according to an envoy; Strait Wire'
    """
    return "; ".join(part for part in parts if part)


def enumerated(names: Iterable[str]) -> str:
    """Names as a sentence has them.

    >>> enumerated(["Egypt", "Jordan", "Qatar"])
    'Egypt, Jordan and Qatar'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def listed(names: Iterable[str], most: int) -> str:
    """Names with commas; what is beyond ``most`` is counted."""
    names = list(names)
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
