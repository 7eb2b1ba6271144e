"""Reading the tables of ``data/`` into terms: spellings, whose they are, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

import pycountry

from backchannel.parties.fold import tokens
from backchannel.parties.known import KnownParty, Sort, Term

_BODIES = {"EU": "European Union", "UN": "United Nations"}
_REIGNING = frozenset("pope king queen sultan emir prince princess sheikh crown president".split())
_PARTICLES = frozenset("al el bin ibn von van de da di du la le ben abu abd".split())


@dataclass(frozen=True, slots=True)
class Tables:
    """All that ``data/`` holds.

    Attributes:
        terms: names of parties.
        adjectives: adjectives of states and peoples ("Turkish", "Kurdish").
        words: noun, folded and singular, to its class (``state``, ``civil``, ``ship``, ...).
        names: code to the display name of the state.
        cities: folded name of a town or province to its state's code.
    """

    terms: tuple[Term, ...]
    adjectives: tuple[Term, ...]
    words: dict[str, str]
    names: dict[str, str]
    cities: dict[str, str]


def _rows(name: str, width: int) -> Iterator[list[str]]:
    path = resources.files("backchannel.parties") / "data" / name
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            yield row + [""] * (width - len(row))


def _many(cell: str) -> list[str]:
    return [x for x in cell.split(";") if x]


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _states() -> tuple[list[Term], list[Term], dict[str, str]]:
    """States by our table, with what ISO 3166 calls them; territories by ISO 3166 alone."""
    terms: list[Term] = []
    adjectives: list[Term] = []
    names: dict[str, str] = {}
    for code, name, adjective, people, seats, others in _rows("states.tsv", 6):
        names[code] = name
        state = KnownParty(name, code, "state")
        terms += [Term(state, x) for x in [name, *_many(others)]]
        nation = KnownParty(name, code, "people")
        same = set(_many(adjective))
        terms += [Term(nation, x) for x in _many(people) if x not in same]
        seat = KnownParty(name, code, "place", metonym=True)
        terms += [Term(seat, x) for x in _many(seats)]
        adjectives += [Term(KnownParty(name, code, "adjective"), x) for x in _many(adjective)]
    taken = {t.spelling.casefold() for t in terms}
    dated = {row[0] for row in _rows("organs.tsv", 6)}
    for country in pycountry.countries:
        official = [
            getattr(country, field, "") for field in ("name", "common_name", "official_name")
        ]
        shown = names.setdefault(country.alpha_3, country.name)
        party = KnownParty(shown, country.alpha_3, "state")
        terms += [
            Term(party, x)
            for x in dict.fromkeys(official)
            if x and "," not in x and x.casefold() not in taken and x not in dated
        ]
    return terms, adjectives, names


def _organs(names: dict[str, str]) -> Iterator[Term]:
    for name, code, metonym, others, since, until in _rows("organs.tsv", 6):
        stands = metonym == "yes"
        shown = (_BODIES | names).get(code, name) if stands else name
        party = KnownParty(shown, code, "organ", stands)
        for spelling in [name, *_many(others)]:
            yield Term(party, spelling, _day(since), _day(until))


def _groups() -> Iterator[Term]:
    """Bodies, movements, media, companies."""
    for name, code, others, since in _rows("bodies.tsv", 4):
        for spelling in [name, *_many(others)]:
            yield Term(KnownParty(name, code, "body"), spelling, _day(since))
    for name, code, others, since, until in _rows("movements.tsv", 5):
        for spelling in [name, *_many(others)]:
            yield Term(KnownParty(name, code, "movement"), spelling, _day(since), _day(until))
    for name, others in _rows("media.tsv", 2):
        for spelling in [name, *_many(others)]:
            yield Term(KnownParty(name, "MEDIA", "media"), spelling)
    for name, others in _rows("civil.tsv", 2):
        for spelling in [name, *_many(others)]:
            yield Term(KnownParty(name, "CIVIL", "civil"), spelling)


def _peoples() -> tuple[list[Term], list[Term]]:
    terms: list[Term] = []
    adjectives: list[Term] = []
    for name, code, singular, adjective, others in _rows("peoples.tsv", 5):
        people = KnownParty(name, code, "people")
        same = set(_many(adjective))
        spellings = [name, *_many(singular), *_many(others)]
        terms += [Term(people, x) for x in dict.fromkeys(spellings) if x not in same or x == name]
        adjectives += [Term(KnownParty(name, code, "adjective"), x) for x in _many(adjective)]
    return terms, adjectives


def last_name(name: str) -> str | None:
    """The folded last name of a person's full name, without the article "al"; ``None`` where
    the name has one word, is a monarch's or ends in a word too short to stand alone.

    >>> last_name("Bashar al-Assad"), last_name("Kim Jong-un")
    ('assad', None)
    """
    found = tokens(name)
    if len(found) < 2 or len(found[-1].key) < 4 or found[-2].key in {"abu", "bin"}:
        return None
    if found[0].key in _REIGNING:
        return None
    last = found[-1]
    before = name[: last.start]
    if before.endswith("-") and found[-2].key not in _PARTICLES and name[last.start].islower():
        return None
    return last.key


def _persons(file: str, curated: bool) -> Iterator[Term]:
    for full, code, since, until, others in _rows(file, 5):
        party = KnownParty(full, code, "person")
        since_day, until_day = _day(since), _day(until)
        plain = [x for x in _many(others) if not x.startswith("^")]
        for spelling in [full, *plain]:
            yield Term(party, spelling, since_day, until_day, curated=curated)
        given = [x[1:] for x in _many(others) if x.startswith("^")]
        lasts = given or list(dict.fromkeys(filter(None, map(last_name, [full, *plain]))))
        for spelling in lasts:
            yield Term(party, spelling.capitalize(), since_day, until_day, True, curated)


def load_tables() -> Tables:
    """Reads every table; takes about a tenth of a second."""
    terms, adjectives, names = _states()
    terms += _organs(names)
    terms += _groups()
    terms += [Term(KnownParty(name, code, "place"), name) for name, code in _rows("regions.tsv", 2)]
    people, of_people = _peoples()
    terms += people
    terms += _persons("persons.tsv", curated=True)
    terms += _persons("office_holders.tsv", curated=False)
    words = {row[0]: row[1] for file in ("agents.tsv", "words.tsv") for row in _rows(file, 2)}
    cities = {row[0]: row[1] for row in _rows("cities.tsv", 2)}
    return Tables(tuple(terms), tuple(adjectives + of_people), words, names, cities)


SORTS: tuple[Sort, ...] = (
    "state", "organ", "place", "body", "movement", "people", "media", "person", "civil", "adjective"
)  # fmt: skip
