from backchannel.entries.setting import NEAR, Setting
from backchannel.parties import PartyTable


def setting(text: str, *places: str) -> Setting:
    return Setting(text, PartyTable.load(), places)


def test_the_state_named_last_before_a_point() -> None:
    text = "Jordan spoke. Jordan waited. Kuwait answered. The army was silent."
    found = setting(text)
    assert found.state_at(text.index("waited")) == "JOR"
    assert found.state_at(text.index("army")) == "KWT"


def test_far_from_any_name_the_state_named_most() -> None:
    text = "Jordan spoke. Jordan waited. Kuwait answered." + " and so on" * NEAR
    assert setting(text).state_at(len(text)) == "JOR"
    assert setting(text).state_at(0) == "JOR"


def test_a_state_named_in_passing_is_not_meant() -> None:
    text = "Jordan. Jordan. Jordan. Jordan. A ship from Kuwait came. The army was silent."
    assert setting(text).state_at(text.index("army")) == "JOR"


def test_adjectives_count() -> None:
    text = "Jordanian troops moved. The army was silent."
    assert setting(text).state_at(text.index("army")) == "JOR"


def test_without_states_nothing_is_known() -> None:
    assert setting("").state_at(0) is None
    assert setting("The army was silent.").state_at(4) is None


def test_an_article_about_an_unknown_country_does_not_tell_whose_army() -> None:
    text = "Norland and Norland and Norland, and Jordan. The army was silent."
    assert setting(text, "Norland", "Norland", "Norland").state_at(len(text)) is None
    assert setting(text, "Norland").state_at(len(text)) is None
    assert setting(text).state_at(len(text)) == "JOR"
