"""From a place's name to its country and coordinates."""

from __future__ import annotations

from collections.abc import Collection

from backchannel.entries.entry import Place
from backchannel.parties.fold import distance
from backchannel.places.gazetteer import Gazetteer, Spot, load_gazetteer
from backchannel.places.keys import place_key, spelling_key, without_article
from backchannel.places.phrase import bare, led, listed, nested, on_a_border, tidy

_LARGE = 100_000
_LARGE_BY_OTHER_NAME = 300_000
_LARGE_ALONE = 40_000
_SMALL = 50_000
_SHORTEST_BY_SOUND = 6
_SLIPS = 2
_MOST_LISTED = 12
_DEPTH = 3


class PlaceTable:
    """Named places: states, provinces, towns of 15,000 people or more, waters, regions.

    Made by ``load``; read only after that, so that threads may share it.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._known = gazetteer
        self._sounds: dict[str, dict[str, list[tuple[str, Spot]]]] = {}
        self._countries: dict[str, list[tuple[str, Spot]]] = {}

    @classmethod
    def load(cls) -> PlaceTable:
        """Reads the gazetteer: about half a second and 90 MB; keep what it returns."""
        return cls(load_gazetteer())

    def find(self, name: str, near: Collection[str] = ()) -> Place | None:
        """The place that a name means.

        A place in one of the ``near`` countries goes before a more populous one elsewhere; of
        several, the most populous is meant. A town of less than 100,000 people in no country of
        ``near`` is not taken for the one meant.

        Args:
            name: as an article names it ("the northern city of Idlib", "Deraa, southern Syria").
            near: alpha-3 codes of the countries that the article is about.

        Returns:
            The place with ``name`` as given; a state, a part of a state and a province have a
            country and no coordinates; waters have coordinates and no country. ``None`` where the
            name is not known or means places of several countries.
        """
        spot = self._find(tidy(name), near, _DEPTH)
        if spot is None:
            return None
        return Place(name, spot.country, spot.latitude, spot.longitude, spot.geoname)

    def _find(self, name: str, near: Collection[str], depth: int) -> Spot | None:
        if not name or depth == 0 or on_a_border(name):
            return None
        whole = self._named(name, near)
        if whole is not None:
            return whole
        inside = nested(name)
        if inside is not None and "," not in name:
            around = self._find(inside[1], near, depth - 1)
            if around is not None:
                return self._within(inside[0], around) or _near_by(around)
        several = listed(name)
        if 1 < len(several) <= _MOST_LISTED:
            return self._of_several(several, near, depth - 1)
        core = bare(name)
        if core != name:
            found = self._named(core, near)
            if found is not None:
                return _country_only(found) if found.latitude is None else found
        return self._by_adjective(name) or self._by_adjective(led(name))

    def _of_several(self, names: list[str], near: Collection[str], depth: int) -> Spot | None:
        """A pair's first place in its second ("Deraa, southern Syria"), or what all share."""
        last = self._find(names[-1], near, depth)
        if last is not None and len(names) == 2 and last.latitude is None:
            first = self._within(names[0], last)
            if first is not None:
                return first
        spots = [self._find(n, near, depth) for n in names[:-1]] + [last]
        countries = {s.country for s in spots if s is not None}
        if len(countries) != 1 or None in countries:
            return None
        return _country_only(next(s for s in spots if s is not None))

    def _within(self, name: str, around: Spot) -> Spot | None:
        if around.country is None:
            return None
        core = bare(name)
        found = self._town(core, (around.country,)) if core[:1].isupper() else None
        return found if found is not None and found.country == around.country else None

    def _named(self, name: str, near: Collection[str]) -> Spot | None:
        """A state, region, town or province of just this name."""
        key = place_key(name)
        key = (
            key
            if key in self._known.regions
            else without_article(key)
            if key[:4] == "the "
            else key
        )
        state = self._known.states.get(key)
        if state is not None and not self._rather_province(key, state, near):
            return self._state(state)
        region = self._known.regions.get(key)
        if region is not None and (name[:1].isupper() or " " in name):
            return region
        if not name[:1].isupper() and name[:3].lower() not in ("al-", "el-"):
            return None
        if key in self._known.adjectives:
            return None
        town, code = self._town(name, near), self._known.well_known.get(key)
        if code is not None and (town is None or town.country not in (code, *near)):
            return _country_only(self._state(code))
        return town or self._province(key, near)

    def _rather_province(self, key: str, state: str, near: Collection[str]) -> bool:
        """Whether the name of a state is, in this article, a province's ("Georgia" of the USA)."""
        codes = (*self._known.provinces.get(key, ()), self._known.well_known.get(key))
        return state not in near and any(c in near for c in codes)

    def _state(self, code: str) -> Spot:
        return Spot("", code, None, None, self._known.geonames.get(code), 0)

    def _town(self, name: str, near: Collection[str]) -> Spot | None:
        key = place_key(name)
        for spelling in (key, without_article(key), f"al {key}"):
            there = self._known.towns.get(spelling)
            if there is not None:
                spots = there if isinstance(there, list) else [there]
                return self._meant(spelling, spots, near)
        if len(key) < _SHORTEST_BY_SOUND:
            return None
        sound = spelling_key(key)
        for country in near:
            for other, spot in self._sounding(country).get(sound, ()):
                if distance(other, without_article(key), _SLIPS) <= _SLIPS:
                    return spot
        return None

    def _meant(self, key: str, spots: list[Spot], near: Collection[str]) -> Spot | None:
        """Which of the towns of one name is meant, if it can be told."""
        best = max(spots, key=lambda s: self._weight(s, key, near))
        if best.country in near:
            return best
        if any(code in near for code in self._known.provinces.get(key, ())):
            return None
        alone = len({s.country for s in spots}) == 1
        least = _LARGE if best.main == key else _LARGE_BY_OTHER_NAME
        large = best.people >= (_LARGE_ALONE if alone and len(key) > 4 else least)
        return best if large or self._is_capital(best) else None

    def _weight(self, spot: Spot, key: str, near: Collection[str]) -> float:
        """How likely a town is meant: by its people, its rank, its usual name, and its country."""
        weight = max(spot.people, 1) * (1.0 if spot.main == key else 0.3)
        weight *= 3 if self._is_capital(spot) else 1
        if spot.country in near:
            # Small namesakes of great cities are many (Paris, Texas).
            weight *= 30 if spot.people >= _SMALL else 5
        return weight

    def _is_capital(self, spot: Spot) -> bool:
        return self._known.capitals.get(spot.country or "") == spot.main

    def _sounding(self, country: str) -> dict[str, list[tuple[str, Spot]]]:
        """The towns of a country by how their names sound, the most populous first."""
        if country not in self._sounds:
            sounds: dict[str, list[tuple[str, Spot]]] = {}
            for key, spot in self._of_country(country):
                sounds.setdefault(spelling_key(key), []).append((without_article(key), spot))
            for towns in sounds.values():
                towns.sort(key=lambda t: -t[1].people)
            self._sounds[country] = sounds
        return self._sounds[country]

    def _of_country(self, country: str) -> list[tuple[str, Spot]]:
        """The towns of a country with the keys that are long enough to be compared by sound."""
        if not self._countries:
            countries: dict[str, list[tuple[str, Spot]]] = {}
            for key, there in self._known.towns.items():
                if len(key) >= _SHORTEST_BY_SOUND:
                    for spot in there if isinstance(there, list) else (there,):
                        countries.setdefault(spot.country or "", []).append((key, spot))
            self._countries = countries
        return self._countries.get(country, [])

    def _province(self, key: str, near: Collection[str]) -> Spot | None:
        codes = self._known.provinces.get(key, ())
        nearby = [c for c in codes if c in near]
        chosen = nearby or codes
        return Spot("", chosen[0], None, None, None, 0) if len(chosen) == 1 else None

    def _by_adjective(self, name: str) -> Spot | None:
        """A place named by whose it is: "Turkish soil", "the Saudi capital", "Jordan's ports"."""
        words = place_key(name).split()
        written = name.split()
        for count in (2, 1):
            if len(written) <= count or not written[count][:1].islower():
                continue  # "American Motors" is a name of its own.
            first = " ".join(words[:count])
            code = self._known.adjectives.get(first) or self._known.states.get(first)
            code = code or self._known.states.get(first.removesuffix("s"))
            if code is not None and len(words) > count:
                if words[count] == "capital" and len(words) == count + 1:
                    capital = self._known.capitals.get(code)
                    return self._town(capital, (code,)) if capital else self._state(code)
                return _country_only(self._state(code))
        return None


def _near_by(spot: Spot) -> Spot:
    """Something that lies in or at a place: where that is, but not that place."""
    return spot._replace(geoname=None)


def _country_only(spot: Spot) -> Spot:
    return Spot("", spot.country, None, None, None, 0)
