from __future__ import annotations

import math

from dispatches import INDEPENDENT, REWRITTEN, WIRE

from backchannel.articles import Fields, survey
from backchannel.links.body import Body, body_of, number_of
from backchannel.links.facts import CHOSEN, QUOTATIONS, fact_keys, facts_of, quotation_keys


def body(text: str) -> Body:
    return body_of(survey(text, Fields()))


def test_names_and_figures_are_facts_each_once() -> None:
    facts = facts_of(body("On Monday Ada Holmqvist met Vask. Later Holmqvist freed 47 of them."))
    assert {number_of("holmqvist"), number_of("47")} <= set(facts.stems.tolist())
    assert len(set(facts.stems.tolist())) == len(facts.stems) == len(facts.firsts)
    assert facts.whole == math.fsum(facts.weights.tolist())


def test_what_is_quoted_is_no_fact_of_the_article() -> None:
    facts = facts_of(body('He said: "Only Kestrel Point knows." Nobody asked Vask.'))
    assert number_of("kestrel") not in facts.stems.tolist()


def test_rare_words_stand_for_names_in_a_text_of_capitals() -> None:
    facts = facts_of(body("ENVOYS MET ADA HOLMQVIST IN PORTSEA ON THE MERROW BANK."))
    assert number_of("holmqvist") in facts.stems.tolist()


def test_a_rewrite_shares_pairs_of_rare_facts() -> None:
    wire, rewritten, other = (
        set(fact_keys(facts_of(body(text))).tolist()) for text in (WIRE, REWRITTEN, INDEPENDENT)
    )
    assert len(wire) == CHOSEN * (CHOSEN - 1) // 2
    assert len(wire & rewritten) >= 3
    assert len(wire & other) < len(wire & rewritten)


def test_quotations_are_keys_wherever_they_are_cut() -> None:
    said = '"The harbour pilots and lighthouse keepers refused every bribe," the minister said.'
    whole = set(quotation_keys(body(said)).tolist())
    assert 0 < len(whole) <= QUOTATIONS
    part = (
        "He praised keepers who “refused every bribe”, and “harbour pilots and lighthouse keepers”."
    )
    assert whole & set(quotation_keys(body(part)).tolist())
    assert len(quotation_keys(body("Nobody was quoted by anybody at all."))) == 0
