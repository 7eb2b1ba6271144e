"""Titles."""

import pytest

from backchannel.parties import is_person_title, strip_titles


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("President Ronald Reagan", "Ronald Reagan"),
        ("Foreign Minister Hossein Amir-Abdollahian", "Hossein Amir-Abdollahian"),
        ("Lt. Gen. Ada Stone", "Ada Stone"),
        ("Mrs Thatcher", "Thatcher"),
        ("Sir Geoffrey Howe", "Geoffrey Howe"),
        ("John Roe Jr.", "John Roe"),
        ("President", "President"),
        ("foreign minister", "foreign minister"),
        ("spokesman for the army", "spokesman for the army"),
        ("Foreign Ministry", "Foreign Ministry"),
        ("", ""),
    ],
)
def test_strip_titles(written: str, bare: str) -> None:
    assert strip_titles(written) == bare


def test_titles_alone() -> None:
    assert all(map(is_person_title, ["Mr.", "Gen", "President", "spokeswoman", "Ayatollah"]))
    assert not any(map(is_person_title, ["Iran", "foreign", "of", "the army", ""]))
