"""What figures count: on documents without a parse, since beside numbers parsers err most."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from backchannel.entries.body import Body
from backchannel.entries.tally_candidates import LONGEST_EVIDENCE, TallyCandidate, candidates
from backchannel.span import Span

_VERBS = frozenset(
    """killed wounded said were was had have been are injured died fled fired sank held freed
    attacked seized captured arrested lost forced sent""".split()
)
_OTHERS = {
    "ADP": "in of at by on near for from with among",
    "DET": "the a an its another",
    "CCONJ": "and or",
    "PRON": "who whom them it he they which",
    "ADV": "reportedly about also",
    "VERB": "including",
    "PUNCT": ", . ( ) ; -",
    "ADJ": "British other dead missing civilian",
}
_POS = {w: pos for pos, words in _OTHERS.items() for w in words.split()}


def flat(nlp: Language, text: str) -> Doc:
    """A document whose words all hang on its first word, one sentence, roughly tagged."""
    made = nlp.make_doc(text)
    pos = []
    for token in made:
        guess = "PROPN" if token.text[0].isupper() and token.i else "NOUN"
        guess = "NUM" if token.like_num else guess
        guess = "VERB" if token.lower_ in _VERBS else guess
        pos.append("SPACE" if token.is_space else _POS.get(token.text, guess))
    return Doc(
        nlp.vocab,
        words=[t.text for t in made],
        spaces=[bool(t.whitespace_) for t in made],
        pos=pos,
        tags=["NNS" if p == "NOUN" else p for p in pos],
        lemmas=[t.text for t in made],
        heads=[0] * len(made),
        deps=["ROOT"] + ["dep"] * (len(made) - 1),
    )


@pytest.fixture
def read(english: Language) -> Callable[[str], list[TallyCandidate]]:
    def reading(text: str) -> list[TallyCandidate]:
        return list(candidates(flat(english, text), Body([Span(0, len(text))])))

    return reading


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Shelling killed at least 12 people", "killed"),
        ("About 30 villagers were reportedly killed", "killed"),
        ("The floods claimed 40 lives", "killed"),
        ("The deaths of 30 miners", "killed"),
        ("Doctors counted 80 deaths", "killed"),
        ("The army lost 50 , including guards", "killed"),
        ("The toll stands at 3,117", "killed"),
        ("They wounded 30 rebels", "wounded"),
        ("A clash killed or wounded 200 men", "casualties"),
        ("Eleven sailors are missing", "missing"),
        ("They took 9 hostages", "hostages"),
        ("Police arrested 40 students", "detained"),
        ("They freed 20 prisoners", "detained"),
        ("War forced 7,000 people from their homes", "displaced"),
        ("They took in 600 refugees", "displaced"),
        ("Jets made 12 attacks", "attacks"),
        ("The depot was attacked 12 times", "attacks"),
        ("They sent 2,000 US troops", "troops"),
        ("They built a 30,000-strong border force", "troops"),
        ("A 20-vessel flotilla left", "ships"),
        ("Guns sank three ships", "ships"),
        ("They lost 12 helicopters", "aircraft"),
        ("They fired 300 missiles", "missiles"),
        ("A swarm of 40 drones", "drones"),
        ("A column of 60 tanks", "vehicles"),
        ("Aid of $ 40 million", "money"),
        ("They captured four towns", "other"),
        ("A stake of 20 percent", "other"),
        ("A group of 9 unions", "other"),
    ],
)
def test_what_is_counted(read: Callable[[str], list[TallyCandidate]], text: str, what: str) -> None:
    assert [c.what for c in read(text)] == [what]


def test_a_number_of_two_kinds_of_things_makes_two(
    english: Language, parse: Callable[..., object]
) -> None:
    found = parse(
        "Guns/NOUN/nsubj/2 fired/VERB/root/0 300/NUM/nummod/4 missiles/NOUN/obj/2 and/CCONJ/cc/6 "
        "drones/NOUN/conj/4"
    )
    doc = found.doc  # type: ignore[attr-defined]
    out = candidates(doc, Body([Span(0, len(doc.text))]))
    assert [(c.what, c.value) for c in out] == [("missiles", 300), ("drones", 300)]


def test_a_bare_number_goes_on_counting(read: Callable[[str], list[TallyCandidate]]) -> None:
    first, second = read("The base was attacked 12 times in Lower Dorn and four in Upper Dorn")
    assert (first.what, second.what) == ("attacks", "attacks")
    assert (first.place, second.place) == ("Lower Dorn", "Upper Dorn")


def test_each_number_has_its_own_deed(read: Callable[[str], list[TallyCandidate]]) -> None:
    found = read("Shells killed 12 people and wounded 30")
    assert [(c.what, c.value, c.of) for c in found] == [
        ("killed", 12, "people"),
        ("wounded", 30, "people"),
    ]


def test_a_deed_told_once_holds_for_both(read: Callable[[str], list[TallyCandidate]]) -> None:
    found = read("Some 17 soldiers and five hunters were killed")
    assert [c.what for c in found] == ["killed", "killed"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Shells killed 10,022 people , including 4,104 children", [None, 10022]),
        ("Shells killed 87 people , 30 of them children", [None, 87]),
        ("Strikes stopped 48 of the 72 ships", [72, None]),
        ("Shells killed 90 people , including 20 women and 30 children", [None, 90, 90]),
        ("Shells killed 12 people and wounded 4", [None, None]),
    ],
)
def test_parts_of_totals(
    read: Callable[[str], list[TallyCandidate]], text: str, parts: list[int | None]
) -> None:
    assert [c.part_of for c in read(text)] == parts


def test_the_trigger_is_number_and_noun(read: Callable[[str], list[TallyCandidate]]) -> None:
    text = "Guns sank three British ships near Dorn"
    (found,) = read(text)
    assert found.trigger.of(text) == "three British ships"
    assert (found.of, found.place) == ("British ships", "Dorn")


def test_small_numbers_of_common_things_are_unlikely(
    read: Callable[[str], list[TallyCandidate]],
) -> None:
    assert [c.prior for c in read("Envoys of the two sides")] == ["unlikely"]
    assert [c.prior for c in read("Guns killed 40 people")] == ["likely"]


def test_what_is_set_apart_is_not_read(english: Language) -> None:
    text = "Shells killed 12 people . Read : 40 dead"
    body = Body([Span(0, text.index("Read"))])
    assert [c.value for c in candidates(flat(english, text), body)] == [12]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "killed 12 two dozen men and , including of them 30 $ 5 mln in Dorn . were".split()
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_words_make_valid_candidates(english: Language, words: list[str]) -> None:
    text = " ".join(words)
    for c in candidates(flat(english, text), Body([Span(0, len(text))])):
        assert 0 <= c.trigger.start < c.trigger.end <= len(text)
        assert c.evidence.covers(c.trigger)
        assert c.evidence.end - c.evidence.start <= LONGEST_EVIDENCE
