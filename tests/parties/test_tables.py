"""The tables as files: sources named, days in order, codes well formed."""

import re
from datetime import date
from importlib import resources

import pytest

FILES = sorted(
    f.name
    for f in (resources.files("backchannel.parties") / "data").iterdir()
    if f.name[-4:] == ".tsv"
)
DATED = {"organs.tsv": 4, "movements.tsv": 3, "persons.tsv": 2, "office_holders.tsv": 2}


def lines(name: str) -> list[str]:
    path = resources.files("backchannel.parties") / "data" / name
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", FILES)
def test_source_and_licence_are_named(name: str) -> None:
    head = [x for x in lines(name) if x.startswith("#")]
    assert any("Source:" in x for x in head)
    assert any("Licence:" in x for x in head)


@pytest.mark.parametrize(("name", "column"), DATED.items())
def test_days_are_days_and_in_order(name: str, column: int) -> None:
    for line in lines(name):
        cells = [*line.split("\t"), "", "", ""]
        if line.startswith("#"):
            continue
        since, until = cells[column : column + 2]
        days = [date.fromisoformat(x) for x in (since, until) if x]
        assert days == sorted(days), line


@pytest.mark.parametrize("name", ["states.tsv", "organs.tsv", "bodies.tsv", "movements.tsv"])
def test_codes_are_upper_case_ascii(name: str) -> None:
    for line in lines(name):
        if not line.startswith("#"):
            code = line.split("\t")[0 if name == "states.tsv" else 1]
            assert re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*", code), line
