import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Party
from backchannel.links.names import agreement, name_of

IRAN, SWISS = Party("Iran", "IRN"), Party("Switzerland", "CHE")


def agree(a: Party, b: Party) -> float:
    return agreement(name_of(a), name_of(b))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party("Hossein Amir-Abdollahian", "IRN"), Party("Hossein Amirabdollahian", "IRN")),
        (Party("Karim Vostrykov", "TJK"), Party("Vostrikov", "TJK")),
        (Party("President Olena Marchuk", "UKR"), Party("Olena Marchuk", "UKR")),
        (Party("Hizbollah", "HEZBOLLAH"), Party("Hezbollah", "HEZBOLLAH")),
        (Party("Skagen Offshore Ltd", "CIVIL"), Party("Skagen Offshore", "CIVIL")),
    ],
)
def test_one_party_spelt_in_two_ways(one: Party, other: Party):
    assert agree(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (IRAN, SWISS),
        (Party("Sera Dovan", "TJK"), Party("Tomas Veil", "TJK")),
        (Party("Skagen Offshore Ltd", "CIVIL"), Party("Harrow Marine Ltd", "CIVIL")),
        (Party("Anna Holm", "CIVIL"), Party("Lars Holm", "CIVIL")),
    ],
)
def test_two_parties_are_told_apart(one: Party, other: Party):
    assert agree(one, other) < 0


def test_one_who_acts_for_a_state_may_stand_for_it():
    minister, described = Party("Sera Dovan", "CHE"), Party("swiss diplomat", "CHE")
    assert 0 < agree(minister, SWISS) < 1
    assert 0 < agree(described, minister) < agree(minister, minister)


def test_whom_an_unnamed_source_acts_for_cannot_be_told():
    assert -0.5 < agree(Party("unnamed source"), Party("Sera Dovan", "CHE")) <= 0


def test_a_person_is_met_by_the_sound_of_the_last_name_and_by_code():
    one, other = name_of(Party("Karim Vostrykov", "TJK")), name_of(Party("Vostrikov", "TJK"))
    assert one.anchors == other.anchors
    assert "TJK" in one.anchors


def test_a_company_is_met_by_the_first_word_of_its_name():
    assert (
        name_of(Party("Skagen Offshore Ltd", "CIVIL")).anchors
        == name_of(Party("Skagen Inc", "CIVIL")).anchors
    )


_NAMES = st.sampled_from(
    ["Iran", "Sera Dovan", "S. Dovan", "Dovan", "western diplomat", "Acme Corp", "", "al", "مصر"]
)
_PARTIES = st.builds(Party, _NAMES, st.sampled_from([None, "IRN", "CIVIL", "MEDIA", "HAMAS"]))


@given(_PARTIES, _PARTIES)
def test_agreement_is_symmetric_and_bounded(one: Party, other: Party):
    assert agree(one, other) == agree(other, one)
    assert -1 <= agree(one, other) <= 1
    assert agree(one, one) > 0
