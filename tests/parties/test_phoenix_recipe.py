"""The recipe that turns the Phoenix dictionaries into tables."""

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

RECIPE = Path(__file__).parents[2] / "training" / "parties" / "phoenix.py"
COUNTRIES = """\
RURITANIA_  [AUT]
+STRELSAU_
+ZENDA_CASTLE

RUDOLF_ELPHBERG_  # CountryInfo.txt
+KING_RUDOLF
+RUDOLPH_ELPHBERG
\t[AUTELI 700101-890101]
\t[AUTGOV 890101-940228]
IVAN_PETROV_
\t[RUSGOV 850311-960101]
"""


@pytest.fixture(scope="module")
def recipe() -> ModuleType:
    spec = importlib.util.spec_from_file_location("phoenix_recipe", RECIPE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_days(recipe: ModuleType) -> None:
    assert recipe.a_day("890101", end=False) == date(1989, 1, 1)
    assert recipe.a_day("20040431", end=True) == date(2004, 4, 30)
    assert recipe.a_day("991399", end=False) is None


def test_offices_only_and_under_the_state_of_their_day(recipe: ModuleType) -> None:
    assert recipe.office_holders([COUNTRIES]) == [
        "Ivan Petrov\tRUS\t1991-12-25\t1996-01-01",
        "Ivan Petrov\tSUN\t1985-03-11\t1991-12-25",
        "Rudolf Elphberg\tAUT\t1989-01-01\t1994-02-28\tRudolph Elphberg",
    ]


def test_towns_are_the_names_under_a_state(recipe: ModuleType) -> None:
    assert recipe.cities(COUNTRIES) == ["strelsau\tAUT", "zenda castle\tAUT"]


def test_job_words(recipe: ModuleType) -> None:
    text = "FISHER!PERSON! [~AGR]\nARMED_REBEL [~REB] # note\nPOLICE {} [~COP]\nODD_ONE [~XYZ]\n"
    assert recipe.agents(text) == [
        "armed rebel\tfighter",
        "fisherman\tcivil",
        "fisherperson\tcivil",
        "fisherwoman\tcivil",
        "police\tstate",
    ]
