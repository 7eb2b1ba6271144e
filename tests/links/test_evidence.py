from __future__ import annotations

from dispatches import DIVIDEND, INDEPENDENT, WIRE

from backchannel.articles import Fields, survey
from backchannel.links.body import Body, body_of
from backchannel.links.evidence import shown, wording_of


def body(text: str) -> Body:
    return body_of(survey(text, Fields()))


def test_a_public_remark_is_not_taken_over_prose() -> None:
    wording = wording_of(body(WIRE), body(INDEPENDENT))
    assert wording.taken > 10
    assert wording.prose == 0
    [alignment] = shown(body(WIRE), body(INDEPENDENT), wording)
    assert alignment.how == "quotation"


def test_paragraphs_taken_over_count_with_their_names() -> None:
    part = WIRE.split("\n\n")[4]
    wording = wording_of(body(WIRE), body("Another paper wrote otherwise at first.\n\n" + part))
    assert wording.prose == wording.taken == wording.longest
    assert wording.rare >= 2


def test_tables_and_formulas_tell_nothing() -> None:
    assert wording_of(body(DIVIDEND), body(DIVIDEND)).taken == 0
    formula = "Nobody in Tarnby could independently verify what the minister said about the ferry."
    assert wording_of(body(formula), body(formula)).taken == 0
