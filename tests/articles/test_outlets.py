from __future__ import annotations

import re

import pytest

from backchannel.articles.agencies import agency_of
from backchannel.articles.outlets import OUTLET_NAMES, outlet_of


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("NYT", "The New York Times"),
        ("the wall street journal", "The Wall Street Journal"),
        ("L.A. Times", "Los Angeles Times"),
        ("Al-Jazeera", "Al Jazeera"),
        ("Folha de S.Paulo", "Folha de S.Paulo"),
        ("People’s Daily", "People's Daily"),
        ("Portsea Herald", None),
    ],
)
def test_outlets_by_any_name(name: str, outlet: str | None) -> None:
    assert outlet_of(name) == outlet


def test_an_outlet_is_not_an_agency() -> None:
    assert agency_of("The New York Times") is None
    assert outlet_of("Reuters") is None


def test_what_the_pattern_finds_is_known() -> None:
    text = "The Hill, Fox News Channel, Le Monde, the BBC and Haaretz reported it."
    found = [m.group() for m in re.finditer(OUTLET_NAMES, text)]
    assert [outlet_of(name) for name in found] == [
        "The Hill",
        "Fox News",
        "Le Monde",
        "BBC",
        "Haaretz",
    ]
