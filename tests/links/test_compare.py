import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import (
    DOVAN,
    KESSARIA,
    VEIL,
    VELMORA,
    drafted,
    event,
    kin,
    message,
    statement,
    tally,
    told,
)

from backchannel.entries.entry import Event, Party, Position, Response, Signal
from backchannel.links.compare import links_between, links_within
from backchannel.links.link import EntryLink, LineageLink, Sheet
from backchannel.links.sights import sights_of

NOTE = "Velmora sent Kessaria a note about the sinking of the Calder ferry"
RETOLD = "Kessaria received a note from Velmora about the Calder ferry's sinking"


def linked(a: Sheet, b: Sheet, lineage: LineageLink | None = None) -> list[EntryLink]:
    return [
        link
        for x, y in itertools.product(sights_of(a), sights_of(b))
        for link in links_between(x, y, lineage)
    ]


def same(a: Sheet, b: Sheet, lineage: LineageLink | None = None) -> list[EntryLink]:
    return [x for x in linked(a, b, lineage) if x.relation == "same"]


def test_one_note_told_by_two_papers_is_the_same():
    (link,) = same(
        told("a", message(words=NOTE, date="2031-03-01"), day=1),
        told("b", message(words=RETOLD, date="2031-03-01"), day=2),
    )
    assert (link.first, link.second) == ("a0", "b0")
    assert 0.5 <= link.score <= 1
    assert "same sender and recipient" in link.reasons
    assert "both of 1 Mar 2031" in link.reasons


def test_the_same_words_are_quoted_as_the_reason():
    (link,) = same(
        told("a", message(words=NOTE), day=1), told("b", message(words=NOTE + " again"), day=1)
    )
    quoted = [r for r in link.reasons if r.startswith("the same words: ")]
    assert quoted
    assert NOTE.startswith(quoted[0].removeprefix("the same words: “").rstrip("…” "))


@pytest.mark.parametrize(
    "other",
    [
        message(words="Kessaria wrote to Velmora on trade", sender=KESSARIA, recipient=VELMORA),
        message(words="Ostravia sent Menkar a note", sender=Party("Ostravia", "OSTRAVIA")),
        event(words="Velmora shelled the port of Calder"),
    ],
)
def test_another_message_or_another_kind_is_not_the_same(other):
    assert not same(told("a", message(words=NOTE), day=1), told("b", other, day=2))


def test_a_later_attack_is_another():
    first = event(words="Velmora shelled the port of Calder on Monday", date="2031-03-01")
    later = event(words="Velmora bombed a school in Halden", date="2031-03-09")
    assert not same(told("a", first, day=2), told("b", later, day=10))


def test_tallies_of_one_figure_are_the_same_and_of_another_not():
    first = told("a", tally(240, words="240 miners died at Halden", of="miners"), day=1)
    again = told("b", tally(240, words="Halden lost 240 miners", of="miners"), day=2)
    more = told("c", tally(250, words="Halden lost 250 miners", of="miners"), day=2)
    (link,) = same(first, again)
    assert "the same figure: 240" in link.reasons
    assert not same(first, more)


def test_aligned_passages_are_the_same_with_near_certainty():
    one = told("a", event(words="Shells fell on Calder", actor=None), day=1)
    two = told("b", event(words="Shells fell on Calder", actor=None), day=1)
    (link,) = same(one, two, kin(one, two, passages=[("a0", "b0")]))
    assert link.score > 0.95
    assert link.score >= max(x.score for x in same(one, two) or [link])
    assert link.reasons[0] == "the same words, in the same place of both articles"


def test_what_lies_elsewhere_in_aligned_passages_counts_against():
    says = "Dovan said the Calder ferry was safe"
    one = told("a", statement(DOVAN, says), statement(DOVAN, "Dovan said no one had told her"))
    two = told("b", statement(DOVAN, says), statement(DOVAN, "Dovan said no one had told her"))
    link = kin(one, two, passages=[("a0", "b0"), ("a1", "b1")])
    apart, akin = (
        {(x.first, x.second): x.score for x in same(one, two, kinship)} for kinship in (None, link)
    )
    assert akin["a0", "b1"] < apart["a0", "b1"]
    assert akin["a0", "b0"] > apart["a0", "b0"]


def denial(claim: str = "it had mined the Calder strait", **fields: object):
    given = {"stance": "deny", "responder": VELMORA, "claimant": KESSARIA, "claim": claim}
    return drafted(Response, f"Velmora denied that {claim}", **given | fields)


def test_a_denial_answers_what_another_article_says():
    accused = event(words="Velmora mined the Calder strait, Kessaria says", recipient=KESSARIA)
    a, b = told("a", denial(), day=2), told("b", accused, day=1)
    for found in (linked(a, b), linked(b, a)):
        (link,) = [x for x in found if x.relation == "answers"]
        assert (link.first, link.second) == ("a0", "b0")
        assert "reported 1 day apart" in link.reasons


def test_a_denial_does_not_answer_what_the_responder_says_nor_another_denial():
    own = statement(VELMORA, "Velmora said it had not mined the Calder strait")
    for other in (own, denial()):
        found = linked(told("a", denial(), day=2), told("b", other, day=2))
        assert not [x for x in found if x.relation == "answers"]


def test_a_refusal_to_comment_answers_nothing_elsewhere():
    accused = event(words="Velmora mined the Calder strait, Kessaria says")
    found = linked(told("a", denial(stance="decline"), day=2), told("b", accused, day=1))
    assert not found


def test_within_an_article_a_response_answers_the_entry_in_which_its_claim_stands():
    words = "Veil said Velmora had mined the Calder strait"
    sheet = told(
        "a",
        statement(VEIL, words, content=()),
        event(words="Velmora had mined the Calder strait"),
        denial("Velmora had mined the Calder strait", responder=DOVAN),
        day=1,
    )
    sights = sights_of(sheet)
    inside = dataclasses.replace(sights[2], claim=sights[1].evidence)
    found = {(x.first, x.second) for x in links_within([*sights[:2], inside])}
    assert ("a2", "a1") in found


def test_a_message_called_denied_takes_the_nearest_denial_by_a_party():
    sheet = told(
        "a",
        message(words=NOTE, status="denied"),
        drafted(Response, "Kessaria said none came", stance="deny", responder=KESSARIA),
        drafted(Response, "Kessaria called it a lie", stance="deny", responder=KESSARIA),
        drafted(Response, "Menkar denied it", stance="deny", responder=Party("Menkar", "MENKAR")),
        day=1,
    )
    (link,) = links_within(sights_of(sheet))
    assert (link.first, link.second, link.relation) == ("a1", "a0", "answers")


def threat():
    return drafted(
        Signal,
        "Velmora will close the Calder strait to tankers if Kessaria boards another ferry",
        type="threat",
        issuer=VELMORA,
        target=KESSARIA,
        condition="if Kessaria boards another ferry",
        consequence="close the Calder strait to tankers",
    )


def followed(later: Sheet, day: int = 1) -> set[str]:
    links = linked(told("a", threat(), day=day), later)
    assert all(x.first == "a0" for x in links)
    return {x.relation for x in links}


def test_later_deeds_may_meet_the_condition_and_the_consequence():
    boarded = event(words="Kessaria boarded another ferry in the Calder strait", actor=KESSARIA)
    closed = event(words="Velmora closed the Calder strait to tankers", recipient=KESSARIA)
    assert followed(told("b", boarded, day=9)) == {"meets_condition"}
    assert followed(told("b", closed, day=9)) == {"meets_consequence"}


def test_only_later_deeds_of_those_expected_follow_up():
    boarded = event(words="Kessaria boarded another ferry in the Calder strait", actor=KESSARIA)
    assert not followed(told("b", boarded, day=1))
    assert not followed(told("b", boarded), day=1)
    denied = dataclasses.replace(boarded, fields=boarded.fields | {"actuality": "denied"})
    assert not followed(told("b", denied, day=9))
    by_others = event(words="Menkar boarded another ferry", actor=Party("Menkar", "MENKAR"))
    assert not followed(told("b", by_others, day=9))


def test_a_threat_told_again_meets_nothing():
    assert followed(told("b", threat(), day=9)) <= {"same"}


_WORDS = st.lists(
    st.sampled_from(
        "velmora kessaria note ferry calder strait shelled 240 killed denied said the of".split()
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
_PARTY = st.sampled_from([None, VELMORA, KESSARIA, DOVAN, VEIL, Party("diplomat")])
_DAY = st.sampled_from([None, 1, 2, 20])
_DRAFT = st.one_of(
    st.builds(lambda w, p: statement(p, f"X {w}"), _WORDS, _PARTY),
    st.builds(
        lambda w, p, q: message(words=f"X {w}", sender=p, recipient=q), _WORDS, _PARTY, _PARTY
    ),
    st.builds(
        lambda w, p, d: drafted(Event, f"X {w}", type="ASSAULT", actor=p, date=d),
        _WORDS,
        _PARTY,
        st.sampled_from([None, "2031-03-01", "2031-03", "--03-02"]),
    ),
    st.builds(lambda w, v: tally(v, words=f"X {w}"), _WORDS, st.sampled_from([7, 240, (2, 3)])),
    st.builds(
        lambda w, p: drafted(Position, f"X {w}", stance="condemn", holder=p, about=w),
        _WORDS,
        _PARTY,
    ),
    st.builds(
        lambda w, p, q: drafted(
            Response, f"X {w}", stance="deny", responder=p, claimant=q, claim=w
        ),
        _WORDS,
        _PARTY,
        _PARTY,
    ),
    st.builds(
        lambda w, p: drafted(Signal, f"X {w}", type="threat", issuer=p, condition=w, consequence=w),
        _WORDS,
        _PARTY,
    ),
)


def with_senses(sheet: Sheet, senses: list[bytes | None]) -> Sheet:
    lines = (dataclasses.replace(x, sense=s) for x, s in zip(sheet.lines, senses, strict=False))
    return dataclasses.replace(sheet, lines=tuple(lines))


_SENSE = st.one_of(st.none(), st.binary(min_size=4, max_size=4))


@given(_DRAFT, _DRAFT, _DAY, _DAY, _SENSE, _SENSE, st.booleans())
def test_links_are_a_pure_and_symmetric_function_of_two_entries(  # noqa: PLR0913, PLR0917
    one, other, first, second, sense, sense_too, aligned
):
    a = with_senses(told("a", one, day=first), [sense])
    b = with_senses(told("b", other, day=second), [sense_too])
    lineage = kin(a, b, passages=[("a0", "b0")]) if aligned else None
    found = sorted(linked(a, b, lineage), key=lambda x: (x.first, x.second, x.relation))
    turned = sorted(linked(b, a, lineage), key=lambda x: (x.first, x.second, x.relation))
    assert found == turned
    assert found == sorted(linked(a, b, lineage), key=lambda x: (x.first, x.second, x.relation))
    for link in found:
        assert 0.5 <= link.score <= 1
        assert link.relation != "same" or link.first < link.second
        assert all(link.reasons)


def test_what_nothing_places_needs_more_than_parties_and_meaning():
    sides = {"actor": KESSARIA, "recipient": VELMORA}
    raid = event(words="Kessaria shelled the grain harbour of Calder before dawn", **sides)
    aim = event(words="Kessaria means to destroy whoever rules the hills beyond Lisk", **sides)
    assert same(told("a", raid, day=1), told("b", aim, day=1))
    assert not same(told("a", raid), told("b", aim, day=1))
    assert same(told("a", raid), told("b", raid, day=1))
