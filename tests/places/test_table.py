from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import Shared, lines

from backchannel.places import PlaceTable

SHARED = Shared.beside_checkout()


@pytest.fixture(scope="module")
def table() -> PlaceTable:
    return PlaceTable.load()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Peru", "PER"),
        ("the Netherlands", "NLD"),
        ("UK", "GBR"),
        ("Ivory Coast", "CIV"),
        ("Türkiye", "TUR"),
        ("Soviet Union", "SUN"),
        ("northern Chile", "CHL"),
        ("north-western Nigeria", "NGA"),
        ("rebel-held Myanmar", "MMR"),
        ("Peruvian waters", "PER"),
        ("South African cities", "ZAF"),
        ("the port of Callao", "PER"),
        ("outskirts of Khartoum", "SDN"),
        ("El Geneina in west Darfur", "SDN"),
        ("Osh, southern Kyrgyzstan", "KGZ"),
        ("Goma and Bukavu", "COD"),
        ("the West Bank", "PSE"),
        ("Mato Grosso do Sul", "BRA"),
        ("Ohio", "USA"),
    ],
)
def test_countries(table: PlaceTable, name: str, country: str) -> None:
    found = table.find(name)
    assert found is not None
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Lima", -12.0, -77.0),
        ("Lima province", -12.0, -77.0),
        ("the northern city of Mazar-e-Sharif", 36.7, 67.1),
        ("Kyiv", 50.5, 30.5),
        ("Kiev", 50.5, 30.5),
        ("Port-au-Prince", 18.5, -72.3),
        ("São Paulo", -23.5, -46.6),
        ("Sao Paulo", -23.5, -46.6),
        ("the Malian capital", 12.6, -8.0),
        ("the Red Sea", 20.0, 38.5),
        ("Strait of Hormuz", 26.6, 56.5),
        ("Bab al-Mandab", 12.6, 43.4),
    ],
)
def test_coordinates(table: PlaceTable, name: str, latitude: float, longitude: float) -> None:
    found = table.find(name)
    assert found is not None
    assert found.latitude == pytest.approx(latitude, abs=0.5)
    assert found.longitude == pytest.approx(longitude, abs=0.5)


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Tripoli", (), "LBY"),
        ("Tripoli", ("LBN", "SYR"), "LBN"),
        ("Geneva", ("USA", "IRN"), "CHE"),
        ("Paris", ("USA",), "FRA"),
        ("Georgia", (), "GEO"),
        ("Georgia", ("USA",), "USA"),
        ("Punjab", ("PAK",), "PAK"),
        ("Valencia", ("VEN",), "VEN"),
        ("Khan Shaykhoun", ("SYR",), "SYR"),
    ],
)
def test_which_is_meant(table: PlaceTable, name: str, near: tuple[str, ...], country: str) -> None:
    found = table.find(name, near)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(
    "name",
    [
        "",
        "hospital",
        "the region",
        "abroad",
        "the border with Peru",
        "Peru-Chile border",
        "Peru and Chile",
        "Xyzzyville",
        "Khan Shaykhoun",
        "Punjab",
        "the Kurdish prison",
        "eastern cities",
    ],
)
def test_what_cannot_be_told(table: PlaceTable, name: str) -> None:
    found = table.find(name)
    assert found is None or found.country is None
    assert name == "the Kurdish prison" or found is None or found.latitude is not None


def test_a_state_is_no_point(table: PlaceTable) -> None:
    state, part = table.find("Peru"), table.find("southern Peru")
    assert state is not None
    assert state.latitude is None
    assert state.geoname == 3932488
    assert part is not None
    assert part.geoname is None


def test_what_is_in_a_town_is_not_the_town(table: PlaceTable) -> None:
    found = table.find("streets of Lima")
    assert found is not None
    assert found.latitude is not None
    assert found.geoname is None


@given(st.text(), st.lists(st.sampled_from(["PER", "USA", "x", ""])))
def test_any_name(table: PlaceTable, name: str, near: list[str]) -> None:
    found = table.find(name, near)
    assert found is None or (found.name == name and -90 <= (found.latitude or 0) <= 90)


@given(
    st.lists(
        st.sampled_from("the of in near northern city and , Peru Lima province 's border".split()),
        max_size=12,
    )
)
def test_any_words(table: PlaceTable, words: list[str]) -> None:
    table.find(" ".join(words), ("PER",))


@pytest.mark.parametrize("name", ["of " * 50_000, "a," * 50_000, "X in " * 20_000, " " * 100_000])
def test_no_name_takes_long(table: PlaceTable, name: str) -> None:
    start = time.process_time()
    table.find(name, ("PER",))
    assert time.process_time() - start < 1


@pytest.mark.skipif(not SHARED.there, reason="the corpora are not beside the checkout")
def test_share_of_annotated_places_with_a_country(table: PlaceTable) -> None:
    """Places of acts in the training articles, a sixth of which are no names ("hospital")."""
    entries = list(lines(SHARED.path("record/train/gold.jsonl")))
    about: dict[object, list[str]] = {}
    for entry in entries:
        for side in ("actor", "recipient", "subject", "object"):
            party = entry.get(side)
            if isinstance(party, dict) and party["code"]:
                about.setdefault(entry["doc"], []).append(party["code"])
    found = [
        table.find(str(e["place"]), about.get(e["doc"], ())) for e in entries if e.get("place")
    ]
    placed = sum(p is not None and p.country is not None for p in found)
    assert placed / len(found) > 0.78
