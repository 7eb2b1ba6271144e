"""The proper name inside the words that name a place."""

from __future__ import annotations

import re

MOST = 160
_COMPASS = (
    r"(?:(?:north|south)(?:[\s-]?(?:east|west))?|east|west)(?:ern(?:most)?)?|central|upper|lower"
    r"|rural|greater|downtown|mainland|far"
)
_BEFORE = re.compile(
    rf"(?:(?:the|a|an|its|their|near|inside|outside|around|in|at|on|off|of|{_COMPASS}|war-torn|occupied"
    r"|besieged|neighbou?ring|nearby|disputed|rebel-held|government-held|opposition-held"
    r"|[a-z]+-(?:held|controlled|occupied|run|ruled|administered))\s+)+",
    re.IGNORECASE,
)
_KIND = (
    "province governorate district region regions city town village villages towns cities state "
    "county prefecture municipality enclave pocket camp neighbourhood neighborhood suburb suburbs "
    "outskirts "
    "countryside airport airbase airfield base port harbour harbor docks terminal refinery field "
    "front frontline area areas coast coastline shore waters territory territories soil peninsula "
    "island islands valley desert mountains plains streets centre center oblast voivodeship canton "
    "township border-town crossing checkpoint prison jail hospital university square stadium "
    "refugee military air naval oil gas nuclear power plant station airspace capital proper "
    "offshore international central".split()
)
_AFTER = re.compile(rf"(?:\s+(?:{'|'.join(_KIND)}))+$", re.IGNORECASE)
_HEAD = re.compile(rf"(?:\S+\s+){{0,3}}?(?:{'|'.join(_KIND)}|resort|part|parts|tip|bank|edge"
                   r"|north|south|east|west|centre|heart|side|vicinity|gulf|sea|kilometres|km|miles|consulate"
                   r"|embassy|headquarters|settlements?)\s+(?:of|in|near|outside|at|off|on)\s+",
                   re.IGNORECASE)  # fmt: skip
_BORDER = re.compile(r"\b(?:borders?|frontiers?|boundary)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:inside|within|side of)\b", re.IGNORECASE)
_INNER = re.compile(r"\s+(?:in|inside|of|near|outside|around|at|off)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+|\s*&\s*")
_POSSESSIVE = re.compile(r"['’]s?(?=\s)|['’]s?$")


def tidy(name: str) -> str:
    """A name on one line, within ``MOST`` characters, without brackets and quotation marks."""
    return " ".join(name[: 2 * MOST].split())[:MOST].strip(" .,;:()[]\"“”'‘’")


def on_a_border(name: str) -> bool:
    """Whether a name is that of a border, which lies in no one country."""
    return bool(_BORDER.search(name)) and not _INSIDE.search(name)


def listed(name: str) -> list[str]:
    """The names of an enumeration or of a pair ("Deraa, southern Syria")."""
    return [x for x in _LIST.split(name) if x]


def nested(name: str) -> tuple[str, str] | None:
    """What lies in what: ``("Akrotiri", "Cyprus")`` of "Akrotiri in Cyprus"."""
    found = _INNER.split(name, maxsplit=1)
    return (found[0], found[1]) if len(found) == 2 and all(found) else None


def led(name: str) -> str:
    """A name without article, compass and preposition before it."""
    before = _BEFORE.match(name)
    return name[before.end() :] if before and before.end() < len(name) else name


def bare(name: str) -> str:
    """A name without compass, kind and article around it.

    >>> bare("the northern city of Tarin"), bare("Idlib province"), bare("rebel-held Duma")
    ('Tarin', 'Idlib', 'Duma')
    """
    head = _HEAD.match(name)
    if head and re.search(r"\s(?:of|in|near|outside|at|off|on)\s+$", head.group(), re.I):
        rest = name[head.end() :]
        if rest[:1].isupper() or _BEFORE.match(rest):
            name = rest
    name = led(name)
    after = _AFTER.search(name)
    if after and after.start() > 0:
        name = name[: after.start()]
    return _POSSESSIVE.sub("", name).strip()
