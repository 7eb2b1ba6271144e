from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from threaded import on, threads
from told import (
    DOVAN,
    KESSARIA,
    VEIL,
    VELMORA,
    drafted,
    event,
    kin,
    material,
    message,
    same,
    statement,
    tally,
    told,
)

from backchannel.entries.entry import Party, Place, Response
from backchannel.links.account import Dispute, Material
from backchannel.links.disputes import answers_of, disputes_by_thread, disputes_of
from backchannel.links.link import Sheet

KARIM = Place("Port Karim", "OMN", 23.61, 58.59, 287286)
FRONT = Party("Harbour Front", "HARBOUR_FRONT")


def response(stance: str, by: Party | None = DOVAN, words: str = "", **fields: object) -> object:
    return drafted(Response, words, stance=stance, responder=by, **fields)


def disputes(*sheets: Sheet, grouped: tuple[str, ...] = ()) -> tuple[Dispute, ...]:
    m = material(*sheets)
    return disputes_of(m, threads(m, *grouped))


def of_sort(sort: str, *sheets: Sheet, grouped: tuple[str, ...] = ()) -> list[Dispute]:
    return [d for d in disputes(*sheets, grouped=grouped) if d.sort == sort]


def test_a_denial_hangs_on_what_it_denies_in_other_articles_too() -> None:
    sheets = (
        on(told("a", message("Kessarian official", words="Velmora sent a note")), "2031-03-01"),
        on(told("b", response("deny", words="Dovan denied that a note was sent")), "2031-03-02"),
        on(told("c", response("deny", words="Velmora’s envoy called it false")), "2031-03-02"),
        on(told("d", response("decline", Party("Oman", "OMN"))), "2031-03-02"),
    )
    answers = [same("b0", "a0", relation="answers"), same("d0", "a0", relation="answers")]
    m = material(*sheets, same=answers)
    tied = threads(m, "b0 c0")
    (found,) = disputes_of(m, tied)
    assert (found.id, found.sort, found.reasons) == ("a0", "answered", ("written by hand",))
    assert [(s.stance, s.who, s.says) for s in found.sides] == [
        ("asserts", "Kessarian official", "Velmora sent a note"),
        ("deny", "Sera Dovan", "Dovan denied that a note was sent"),
        ("decline", "Oman", "Passage 0 of the article d"),
    ]
    assert [x.id for x in found.sides[1].lines] == ["b0", "c0"]
    by_thread = disputes_by_thread([found], tied)
    assert set(by_thread) == {"a0", "b0", "d0"}
    assert all(there == (found,) for there in by_thread.values())


@pytest.mark.parametrize("stance", ["confirm", "decline"])
def test_who_only_confirms_or_declines_disputes_nothing_but_can_be_found(stance: str) -> None:
    sheets = told("a", statement(VEIL)), told("b", response(stance))
    m = material(*sheets, same=[same("b0", "a0", relation="answers")])
    tied = threads(m)
    assert disputes_of(m, tied) == ()
    (side,) = answers_of(m, tied)["a0"]
    assert (side.stance, side.who) == (stance, "Sera Dovan")


def test_a_statement_answered_is_its_speakers() -> None:
    sheets = told("a", statement(VEIL)), told("b", response("doubt"))
    m = material(*sheets, same=[same("b0", "a0", relation="answers")])
    (found,) = disputes_of(m, threads(m))
    assert [(s.stance, s.who) for s in found.sides] == [
        ("asserts", "Tomas Veil"),
        ("doubt", "Sera Dovan"),
    ]


def test_told_as_so_and_as_not_so() -> None:
    sheets = (
        told("a", event("Kessarian army", words="Gunboats shelled the port")),
        told("b", event("Velmoran army", actuality="denied", words="No ship fired on anybody")),
    )
    (found,) = of_sort("whether", *sheets, grouped=("a0 b0",))
    assert [(s.stance, s.who) for s in found.sides] == [
        ("asserts", "Kessarian army"),
        ("deny", "Velmoran army"),
    ]
    assert of_sort("whether", sheets[1]) == []  # a refusal that nobody contradicts


def test_one_text_read_as_so_and_as_not_so_is_no_dispute() -> None:
    sheets = (
        told("a", event(words="Gunboats shelled the port")),
        told("b", event(actuality="denied", words="No ship fired on anybody")),
    )
    m = material(*sheets, kin=[kin(sheets[0], sheets[1])])
    assert disputes_of(m, threads(m, "a0 b0")) == ()
    assert len(disputes(*sheets, grouped=("a0 b0",))) == 1


def test_a_message_that_only_a_denial_tells_of_is_disputed() -> None:
    (found,) = disputes(told("a", message("Velmora", status="denied")))
    assert (found.sort, [s.stance for s in found.sides]) == ("whether", ["deny"])


def test_a_message_whose_parties_differ_is_disputed() -> None:
    (found,) = disputes(told("a", message(status="disputed")))
    assert found.sort == "content"


def test_different_actors_are_a_dispute() -> None:
    sheets = (
        told("a", event("Kessarian army", words="Velmora shelled the port at dawn")),
        told("b", event("Velmoran army", actor=FRONT, words="Gunmen of the Front fired on ships")),
    )
    (found,) = of_sort("who", *sheets, grouped=("a0 b0",))
    assert [(s.says, s.who) for s in found.sides] == [
        ("Velmora", "Kessarian army"),
        ("Harbour Front", "Velmoran army"),
    ]


@pytest.mark.parametrize(
    "actor",
    [
        DOVAN,  # a person and their state
        Party("gunmen", None),  # not named
        Party("militiamen", "CIVIL"),
        Party("Iran-backed militia", "IRN_BACKED"),  # may be any
        None,
    ],
)
def test_a_vaguer_actor_is_no_dispute(actor: Party | None) -> None:
    sheets = (
        told("a", event("Kessarian army", words="Velmora shelled the port at dawn")),
        told("b", event("Velmoran army", actor=actor, words="Someone fired on ships")),
    )
    assert of_sort("who", *sheets, grouped=("a0 b0",)) == []


def test_two_who_act_together_are_no_dispute() -> None:
    sheets = (
        told("a", event(), event(actor=FRONT)),
        told("b", event(actor=FRONT, words="Gunmen of the Front fired on ships")),
    )
    assert of_sort("who", *sheets, grouped=("a0 a1 b0",)) == []


def test_a_meeting_seen_from_either_side_is_no_dispute() -> None:
    met = {"type": "CONSULT"}
    sheets = (
        told("a", event(actor=VELMORA, recipient=KESSARIA, words="Velmora met Kessaria", **met)),
        told("b", event(actor=KESSARIA, recipient=VELMORA, words="Veil saw Dovan", **met)),
    )
    assert disputes(*sheets, grouped=("a0 b0",)) == ()
    assaults = [told(s.article.id, event(actor=x, recipient=y, words=w)) for s, x, y, w in (
        (sheets[0], VELMORA, KESSARIA, "Velmora shelled Kessaria"),
        (sheets[1], KESSARIA, VELMORA, "Guns of Veil hit Dovan"),
    )]  # fmt: skip
    assert {d.sort for d in disputes(*assaults, grouped=("a0 b0",))} == {"who", "to_whom"}


def test_one_sentence_read_twice_is_no_dispute() -> None:
    words = "Gunboats shelled the harbour of Port Karim before dawn"
    sheets = told("a", event(words=words)), told("b", event(actor=FRONT, words=words))
    assert of_sort("who", *sheets, grouped=("a0 b0",)) == []
    other = told("b", event(actor=FRONT, words="Men of the Front fired on ships"))
    m = material(sheets[0], other, kin=[kin(sheets[0], other, "reissue")])
    assert [d.sort for d in disputes_of(m, threads(m, "a0 b0"))] == []


def test_to_whom_a_message_went() -> None:
    sheets = (
        told("a", message("Velmora", words="a note reached Kessaria by hand")),
        told("b", message("Oman", recipient=FRONT, words="the letter was for the Front")),
    )
    (found,) = of_sort("to_whom", *sheets, grouped=("a0 b0",))
    assert [s.says for s in found.sides] == ["Kessaria", "Harbour Front"]


def test_sender_and_recipient_say_otherwise_of_what_a_message_said() -> None:
    iran, usa = Party("Iran", "IRN"), Party("United States", "USA")
    given = {"sender": iran, "recipient": usa}
    sheets = (
        told("a", message("Iran", words="Iran asked that prisoners be freed soon",
                          content="that prisoners be freed soon", **given)),
        told("b", message("United States", words="the note only proposed talks about shipping",
                          content="talks about shipping", **given)),
        told("c", message("Reuters", words="the paper named a border post",
                          content="a border post", **given)),
    )  # fmt: skip
    (found,) = of_sort("content", *sheets, grouped=("a0 b0 c0",))
    assert [(s.who, s.says) for s in found.sides] == [
        ("Iran", "that prisoners be freed soon"),
        ("United States", "talks about shipping"),
    ]
    assert of_sort("content", sheets[0], sheets[2], grouped=("a0 c0",)) == []


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ((24, "at_least"), (26, "exact"), False),
        ((24, "exact"), (31, "exact"), True),
        ((24, "about"), (26, "exact"), False),
        ((20, "at_most"), (26, "exact"), True),
        ((26, "exact"), (26, "exact"), False),
    ],
)
def test_rival_figures(first: tuple, second: tuple, disputed: bool) -> None:
    sheets = [
        on(told(n, tally(v, source, bound=b, place=KARIM)), "2031-03-03")
        for n, (v, b), source in (("a", first, "army"), ("b", second, "police"))
    ]
    found = of_sort("how_many", *sheets)
    assert bool(found) is disputed
    if disputed:
        assert found[0].id == "a0"
        assert {s.who for s in found[0].sides} == {"army", "police"}
        assert found[0].reasons == ("killed, Port Karim, 2031-03-03",)


def test_figures_of_one_source_or_of_two_days_are_no_rivals() -> None:
    def sheets(source: str, day: str) -> list[Sheet]:
        return [
            on(told("a", tally(24, "army", place=KARIM)), "2031-03-03"),
            on(told("b", tally(31, source, place=KARIM)), day),
        ]

    assert of_sort("how_many", *sheets("the army", "2031-03-03")) == []
    assert of_sort("how_many", *sheets("police", "2031-03-04")) == []
    assert len(of_sort("how_many", *sheets("police", "2031-03-03"))) == 1


DRAFTS = st.sampled_from(
    [
        event("army"), event("police", actor=FRONT), event("army", actuality="denied"),
        message("Velmora"), message("Kessaria", status="denied"), message(recipient=FRONT),
        response("deny"), response("confirm", VEIL), tally(24, "army", place=KARIM),
        tally(31, "police", place=KARIM), statement(VEIL),
    ]
)  # fmt: skip


@given(
    st.lists(st.lists(DRAFTS, min_size=1, max_size=3), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_disputes_do_not_depend_on_the_order(drafts: list[list], rng: random.Random) -> None:
    sheets = [on(told(f"s{i}", *ds), f"2031-03-{i % 3 + 1:02}") for i, ds in enumerate(drafts)]
    lines = [x for s in sheets for x in s.lines]
    kinds = {k: [x.id for x in lines if x.entry.kind == k] for k in ("event", "message")}
    answers = [
        same(r.id, x.id, relation="answers")
        for r in lines
        if r.entry.kind == "response"
        for x in lines
        if x.entry.kind in ("event", "message", "statement")
    ]
    m = material(*sheets, same=answers)
    groups = [" ".join(ids) for ids in kinds.values() if ids]
    tied = threads(m, *groups)
    rng.shuffle(answers)
    other = Material(m.sheets[::-1], (), tuple(answers))
    found = disputes_of(m, tied)
    assert disputes_of(other, tied[::-1]) == found
    by_thread = disputes_by_thread(found, tied)
    for dispute in found:
        assert dispute in by_thread[dispute.id]


def test_who_denies_a_claim_does_not_contradict_those_who_say_it_is_not_so() -> None:
    denial = response("deny", words="Dovan denied the ship sank", claim="the ship sank")
    says = told("a", statement(VEIL, words="Veil said the ship sank", content=None))
    agrees = told("c", statement(VEIL, words="Veil said the ship never sank", content=None))
    answers = [same("b0", x, relation="answers") for x in ("a0", "c0")]
    m = material(says, told("b", denial), agrees, same=answers)
    assert [d.id for d in disputes_of(m, threads(m))] == ["a0"]


def test_a_body_of_a_state_that_denies_goes_by_its_own_name() -> None:
    house = Party("the White House", "USA")
    sheets = told("a", message()), told("b", response("deny", house), statement(house))
    m = material(*sheets, same=[same("b0", "a0", relation="answers")])
    (found,) = disputes_of(m, threads(m))
    assert found.sides[1].who == "White House (United States)"
