from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from backchannel.reader import Attribution
from backchannel.reader.plain import SCORE, plain

SAID = """
The|the/DET/det/2 {who}/NOUN/nsubj/3 {cue}/VERB/root/0 that/SCONJ/mark/6 its/PRON/nmod:poss/6
troops|troop/NOUN/nsubj/8 had|have/AUX/aux/8 left|leave/VERB/ccomp/3 ~./PUNCT/punct/8
"""


def words(doc: Doc, span: tuple[int, int]) -> str:
    return doc[span[0] : span[1]].text


@pytest.mark.parametrize("cue", ["said|say", "warned|warn", "insists|insist", "announced|announce"])
def test_a_verb_of_saying_with_a_subject_and_a_clause(tree: Callable[[str], Doc], cue: str) -> None:
    doc = tree(SAID.format(who="army", cue=cue))
    (a,) = plain(doc, ())
    assert words(doc, a.cue) == cue.partition("|")[0]
    assert [words(doc, s) for s in a.source] == ["The army"]
    assert [words(doc, c) for c in a.content] == ["that its troops had left"]
    assert a.score == SCORE


def test_what_the_network_found_is_not_found_again(tree: Callable[[str], Doc]) -> None:
    doc = tree(SAID.format(who="army", cue="said|say"))
    assert list(plain(doc, [Attribution((2, 3), (), ((3, 4),), 0.9)])) == []
    other = Attribution((5, 6), (), ((7, 8),), 0.9)
    assert len(list(plain(doc, [other]))) == 1


@pytest.mark.parametrize(
    "written",
    [
        SAID.format(who="army", cue="saw|see"),
        "It|it/PRON/nsubj/2 said|say/VERB/root/0 it/PRON/nsubj/4 rains|rain/VERB/ccomp/2",
        "said|say/VERB/root/0 it/PRON/nsubj/3 rains|rain/VERB/ccomp/1",
        "Ada/PROPN/nsubj/2 said|say/VERB/root/0 nothing/PRON/obj/2",
        "Rains|rain/VERB/ccomp/3 Ada/PROPN/nsubj/3 said|say/VERB/root/0",
        "Ada/PROPN/nsubj/2 said|say/NOUN/root/0 it/PRON/nsubj/4 rains|rain/VERB/ccomp/2",
        "Ada/PROPN/nsubj/2 said|say/VERB/root/0 yes/INTJ/ccomp/2 ~./PUNCT/punct/3",
    ],
    ids=["no saying", "it", "no subject", "no clause", "clause before", "no verb", "one word"],
)
def test_what_is_not_plain_is_left_alone(tree: Callable[[str], Doc], written: str) -> None:
    assert list(plain(tree(written), ())) == []


def test_one_inside_another(tree: Callable[[str], Doc]) -> None:
    doc = tree("""
        Ada/PROPN/nsubj/2 said|say/VERB/root/0 Oman/PROPN/nsubj/4 claimed|claim/VERB/ccomp/2
        ~,/PUNCT/punct/6 ports|port/NOUN/nsubj/7 closed|close/VERB/ccomp/4 ~,/PUNCT/punct/7
    """)
    outer, inner = plain(doc, ())
    assert [words(doc, c) for c in outer.content] == ["Oman claimed, ports closed"]
    assert [words(doc, c) for c in inner.content] == ["ports closed"]
