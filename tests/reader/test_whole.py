from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from backchannel.reader.whole import whole

LACK = """
Talks|talk/NOUN/nsubj/2 failed|fail/VERB/root/0 because/ADP/case/5 a/DET/det/5 lack/NOUN/obl/2
of/ADP/case/8 good/ADJ/amod/8 faith/NOUN/nmod/5 in/ADP/case/10 Oman/PROPN/nmod/8 ~,/PUNCT/punct/12
said|say/VERB/parataxis/2 Ada/PROPN/nsubj/12 ~./PUNCT/punct/2
;; The|the/DET/det/2 port/NOUN/nsubj/3 closed|close/VERB/root/0
"""


def at(doc: Doc, words: str) -> tuple[int, int]:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return span.start, span.end


@pytest.mark.parametrize(
    ("cut", "completed"),
    [
        ("failed because a lack of", "failed because a lack of good faith in Oman"),
        ("failed because a lack of good", "failed because a lack of good faith in Oman"),
        ("failed because", "failed because a lack of good faith in Oman"),
        ("good faith in", "good faith in Oman"),
        ("The", "The port"),
    ],
)
def test_a_phrase_broken_off_is_completed(
    tree: Callable[[str], Doc], cut: str, completed: str
) -> None:
    doc = tree(LACK)
    assert whole(doc, at(doc, cut), ()) == at(doc, completed)


@pytest.mark.parametrize("passage", ["Talks failed", "a lack", "good faith", "Oman", "said Ada ."])
def test_a_whole_phrase_stays_as_it_is(tree: Callable[[str], Doc], passage: str) -> None:
    doc = tree(LACK)
    span = at(doc, passage.replace(" .", "."))
    assert whole(doc, span, ()) == span


def test_a_word_that_leads_back_takes_nothing_more(tree: Callable[[str], Doc]) -> None:
    doc = tree("""
        Ali/PROPN/nsubj/6 Darvish/PROPN/flat/1 who/PRON/nsubj/4 fled|flee/VERB/acl:relcl/1
        soon/ADV/advmod/4 spoke|speak/VERB/root/0
    """)
    assert whole(doc, (0, 2), ()) == (0, 2)


def test_words_of_others_are_not_taken(tree: Callable[[str], Doc]) -> None:
    doc = tree(LACK)
    span = at(doc, "because a lack of")
    (oman, _), (faith, _) = at(doc, "Oman"), at(doc, "faith")
    assert whole(doc, span, {oman}) == (span[0], at(doc, "faith in")[1])
    assert whole(doc, span, {faith}) == span


def test_the_mark_behind_a_phrase_stays_out(tree: Callable[[str], Doc]) -> None:
    doc = tree("""
        said|say/VERB/root/0 the/DET/det/3 port/NOUN/obj/1 ~,/PUNCT/punct/3 ~”/PUNCT/punct/3
    """)
    assert whole(doc, (0, 2), ()) == (0, 3)


def test_a_sentence_is_not_left(tree: Callable[[str], Doc]) -> None:
    doc = tree("said|say/VERB/root/0 of/ADP/case/1 ;; Oman/PROPN/root/0")
    assert whole(doc, (0, 2), ()) == (0, 2)


def test_without_trees_nothing_changes() -> None:
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=["a", "lack", "of", "faith"])
    assert whole(doc, (0, 3), ()) == (0, 3)


DEPS = st.sampled_from(["det", "case", "amod", "compound", "mark", "obj", "nsubj", "punct"])


@st.composite
def trees(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 16))
    order = draw(st.permutations(range(count)))
    heads = {order[0]: 0}
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))] + 1
    return " ".join(
        f"w{i}/NOUN/{draw(DEPS) if heads[i] else 'root'}/{heads[i]}" for i in range(count)
    )


@given(trees(), st.data())
def test_a_passage_only_grows_and_only_over_what_is_free(
    tree: Callable[[str], Doc], written: str, data: st.DataObject
) -> None:
    doc = tree(written)
    start = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(start + 1, len(doc)))
    barred = data.draw(st.sets(st.integers(0, len(doc) - 1)))
    found = whole(doc, (start, end), barred)
    assert found[0] == start
    assert end <= found[1] <= len(doc)
    assert barred.isdisjoint(range(end, found[1]))
