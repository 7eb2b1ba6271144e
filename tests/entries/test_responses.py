from collections.abc import Callable

import pytest

from backchannel.entries.entry import Party, Response
from backchannel.entries.responses import read_responses

JORDAN, KUWAIT = Party("Jordan", "JOR"), Party("Kuwait", "KWT")


def read(doc: object) -> list[Response]:
    return list(read_responses(doc.scene()))  # type: ignore[attr-defined]


DENIED_REPORT = """
Jordan/PROPN/nsubj/2/B-PLACE denied|deny/VERB/root/0 a/DET/det/{n} {report} that/SCONJ/mark/{end}
talks|talk/NOUN/nsubj/{end} had|have/AUX/aux/{end} failed|fail/VERB/{hung} ~./PUNCT/punct/2
"""


@pytest.mark.parametrize(
    ("n", "report", "claimant"),
    [
        (4, "report/NOUN/obj/2 by/ADP/case/6 Kuwait/PROPN/nmod/4/B-PLACE", KUWAIT),
        (4, "claim/NOUN/obj/2 from/ADP/case/6 Kuwait/PROPN/nmod/4/B-PLACE", KUWAIT),
        (6, "Kuwait/PROPN/nmod:poss/6/B-PLACE ~'s/PART/case/4 claim/NOUN/obj/2", KUWAIT),
        (4, "claim/NOUN/obj/2 by/ADP/case/6 Jordan/PROPN/nmod/4/B-PLACE", None),
        (6, "rather/ADV/advmod/5 odd/ADJ/amod/6 story/NOUN/obj/2", None),
        (4, "bridge/NOUN/obj/2 by/ADP/case/6 Kuwait/PROPN/nmod/4/B-PLACE", None),
    ],
)
def test_a_denial_with_its_claim_and_claimant(
    parse: Callable, marks: type, n: int, report: str, claimant: Party | None
) -> None:
    doc = parse(
        DENIED_REPORT.format(n=n, report=report, end=10, hung="ccomp/2"),
        marks(acts=(("denied", "response:deny", "talks had failed"),)),
    )
    (r,) = read(doc)
    text = doc.doc.text
    assert (r.responder, r.claimant, r.stance) == (JORDAN, claimant, "deny")
    assert r.trigger.of(text) == "denied"
    assert r.claim is not None
    assert r.claim.of(text) == "talks had failed"
    assert r.evidence.of(text) == text[:-1]
    assert r.attributed_to == ()


DECLINED = """
{who} declined|decline/VERB/root/0 to/PART/mark/{n} comment/VERB/xcomp/{verb}
~./PUNCT/punct/{verb}
"""
TWO = "Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Kuwait/PROPN/conj/1/B-PLACE"


def test_one_entry_for_each_responder(parse: Callable, marks: type) -> None:
    doc = parse(
        DECLINED.format(who=TWO, n=6, verb=4),
        marks(acts=(("declined to comment", "response:decline"),)),
    )
    first, second = read(doc)
    assert (first.responder, second.responder) == (JORDAN, KUWAIT)
    assert first.evidence == second.evidence
    assert {first.stance, second.stance} == {"decline"}
    assert first.claim is None


def test_refusing_comment_is_no_claim(parse: Callable, marks: type) -> None:
    doc = parse(
        DECLINED.format(who="Jordan/PROPN/nsubj/2/B-PLACE", n=4, verb=2),
        marks(
            said=(("Jordan", "declined", "to comment"),),
            acts=(("declined to comment", "response:decline"),),
        ),
    )
    (r,) = read(doc)
    assert r.responder == JORDAN
    assert r.claim is None


def test_denied_by_somebody(parse: Callable, marks: type) -> None:
    doc = parse(
        """The|the/DET/det/2 claim/NOUN/nsubj:pass/4 was|be/AUX/aux:pass/4
        denied|deny/VERB.VBN/root/0 by/ADP/case/6 Jordan/PROPN/obl:agent/4/B-PLACE
        ~./PUNCT/punct/4""",
        marks(acts=(("was denied", "response:deny"),)),
    )
    assert [r.responder for r in read(doc)] == [JORDAN]


@pytest.mark.parametrize(
    "denial",
    [
        """A|a/DET/det/2 denial/NOUN/nsubj/5 from/ADP/case/4 Jordan/PROPN/nmod/2/B-PLACE
        came|come/VERB/root/0""",
        """Jordan/PROPN/nmod:poss/3/B-PLACE ~'s/PART/case/1 denial/NOUN/nsubj/4
        came|come/VERB/root/0""",
    ],
)
def test_a_denial_of_somebodys(parse: Callable, marks: type, denial: str) -> None:
    doc = parse(denial, marks(acts=(("denial", "response:deny"),)))
    assert [r.responder for r in read(doc)] == [JORDAN]


def test_a_denial_of_a_day_is_of_who_made_it(parse: Callable, marks: type) -> None:
    doc = parse(
        """Monday/PROPN/nmod:poss/3 ~'s/PART/case/1 denial/NOUN/nsubj/6 by/ADP/case/5
        Jordan/PROPN/nmod/3/B-PLACE came|come/VERB/root/0""",
        marks(acts=(("denial", "response:deny"),)),
    )
    assert [r.responder for r in read(doc)] == [JORDAN]


UNTRUE = """
"/PUNCT/punct/5 ~That|that/PRON/nsubj/5 is|be/AUX/cop/5 entirely/ADV/advmod/5 false/ADJ/ccomp/10
~,/PUNCT/punct/5 ~"/PUNCT/punct/5 Jordanian/ADJ/amod/9 officials|official/NOUN/nsubj/10
told|tell/VERB/root/0 Reuters/PROPN/iobj/10 ~./PUNCT/punct/10
"""


def test_a_denial_in_somebodys_words_is_theirs_and_not_attributed_twice(
    parse: Callable, marks: type
) -> None:
    doc = parse(
        UNTRUE,
        marks(
            said=(("Jordanian officials", "told", '"That is entirely false,"'),),
            acts=(("entirely false", "response:deny"),),
        ),
    )
    (r,) = read(doc)
    assert r.responder == Party("Jordanian officials", "JOR")
    assert r.attributed_to == ()


RELAYED = """
Reuters/PROPN/nsubj/2 said|say/VERB/root/0 that/SCONJ/mark/5 Jordan/PROPN/nsubj/5/B-PLACE
denied|deny/VERB/ccomp/2 it/PRON/obj/5 ~./PUNCT/punct/2
"""


def test_a_relayed_denial_names_the_relay(parse: Callable, marks: type) -> None:
    doc = parse(
        RELAYED,
        marks(
            said=(("Reuters", "said", "that Jordan denied it"),),
            acts=(("denied", "response:deny"),),
        ),
    )
    (r,) = read(doc)
    assert r.responder == JORDAN
    assert r.attributed_to == ("Reuters",)


def test_messages_are_no_responses(parse: Callable, marks: type) -> None:
    assert read(parse(RELAYED, marks(acts=(("denied", "message"),)))) == []


NOT_CONFIRMED = """
Jordan/PROPN/nsubj/4/B-PLACE has|have/AUX/aux/4 {no} confirmed|confirm/VERB/root/0 it/PRON/obj/4
~./PUNCT/punct/4
"""


@pytest.mark.parametrize(
    ("no", "stance"),
    [
        ("not/PART/advmod/4", "decline"),
        ("never/ADV/advmod/4", "decline"),
        ("now/ADV/advmod/4", "confirm"),
    ],
)
def test_one_who_has_not_confirmed_declines(
    parse: Callable, marks: type, no: str, stance: str
) -> None:
    doc = parse(NOT_CONFIRMED.format(no=no), marks(acts=(("confirmed", "response:confirm"),)))
    assert [(r.responder, r.stance) for r in read(doc)] == [(JORDAN, stance)]


@pytest.mark.parametrize("stance", ["confirm", "deny", "doubt", "decline", "correct"])
def test_the_stance_is_the_readers(parse: Callable, marks: type, stance: str) -> None:
    doc = parse(RELAYED, marks(acts=(("denied", f"response:{stance}"),)))
    assert [r.stance for r in read(doc)] == [stance]
