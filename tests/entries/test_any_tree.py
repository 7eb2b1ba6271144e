"""The rules on trees, triggers and attributions of any shape: a parse may be anything."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.entries.acts import trigger_span
from backchannel.entries.messages import read_messages
from backchannel.entries.phrases import clause, is_passive, members, phrase, subject
from backchannel.entries.responses import read_responses
from backchannel.reader import Antecedent, Attribution, FoundTrigger

FORMS = """Iran Oman Jordan Quist he it they we I who that told said sent wrote letter message
to from through by between and minister officials the not denied Reuters , " “ ” Monday""".split()
POS = "PROPN NOUN PRON VERB.VBN VERB AUX ADP DET ADJ PUNCT CCONJ ADV".split()
DEPS = """nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss conj appos flat ccomp xcomp acl
acl:relcl advcl case det aux aux:pass punct parataxis advmod cop""".split()
LABELS = ["message", "response:deny", "response:decline", "response:confirm"]


def stretch(words: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, words - 1), st.integers(1, 6)).map(
        lambda s: (s[0], min(words, s[0] + s[1]))
    )


@st.composite
def documents(draw: st.DrawFn) -> SimpleNamespace:
    """A tree in the notation of ``conftest.py``, and attributions, triggers and links over it."""
    count = draw(st.integers(1, 24))
    order = draw(st.permutations(range(count)))
    heads = {order[0]: 0}
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))] + 1
    words = [
        "/".join(
            [
                draw(st.sampled_from(FORMS)),
                draw(st.sampled_from(POS)),
                draw(st.sampled_from(DEPS)) if heads[i] else "root",
                str(heads[i]),
                draw(st.sampled_from(["O", "O", "B-PERSON", "B-PLACE", "B-ORGANIZATION"])),
            ]
        )
        for i in range(count)
    ]
    some = stretch(count)
    contents = st.lists(some, min_size=1, max_size=2).map(tuple)
    sources = st.lists(some, max_size=1).map(tuple)
    return SimpleNamespace(
        notation=" ".join(words),
        attributions=draw(
            st.lists(st.builds(Attribution, some, sources, contents, st.just(0.9)), max_size=4)
        ),
        triggers=draw(
            st.lists(
                st.builds(
                    lambda s, label, passage: FoundTrigger(*s, label, 0.9, passage),
                    some,
                    st.sampled_from(LABELS),
                    st.lists(some, max_size=2).map(tuple),
                ),
                max_size=4,
            )
        ),
        antecedents=draw(
            st.dictionaries(
                st.integers(0, count - 1),
                st.builds(Antecedent, st.integers(0, count - 1), st.floats(-2, 2)),
            )
        ),
    )


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=documents())
def test_whatever_the_tree_the_entries_are_sound(parse: Callable, made: SimpleNamespace) -> None:
    found = parse(made.notation)
    found.doc._.attributions = tuple(made.attributions)
    found.doc._.triggers = tuple(made.triggers)
    found.doc._.antecedents = made.antecedents
    scene = found.scene()
    for told in scene.statements:
        s = told.statement
        for span in (s.evidence, *s.content, *(x for x in (s.source, s.cue) if x)):
            assert s.evidence.covers(span)
            assert 0 <= span.start < span.end <= len(scene.text)
        assert s.within is None or 0 <= s.within < len(scene.statements)
    triggers = {trigger_span(scene, t) for t in made.triggers}
    for entry in (*read_messages(scene), *read_responses(scene)):
        assert entry.trigger in triggers
        assert entry.evidence.covers(entry.trigger)
        assert entry.evidence.end <= len(scene.text)
        assert len(set(entry.attributed_to)) == len(entry.attributed_to)


@pytest.mark.parametrize("length", [1, 10, 3000])
def test_long_coordinations(parse: Callable, length: int) -> None:
    chain = " ".join(f"Oman/PROPN/{'conj' if i else 'root'}/{i}" for i in range(length))
    assert members(parse(chain).doc[0])


@pytest.mark.parametrize("length", [1, 10, 3000])
def test_long_rows_of_participles(parse: Callable, length: int) -> None:
    chain = " ".join(f"sent/VERB.VBN/{'conj' if i else 'root'}/{i}" for i in range(length))
    assert not is_passive(parse(chain).doc[length - 1])


@pytest.mark.parametrize("length", [1, 10, 3000])
def test_long_chains(parse: Callable, length: int) -> None:
    chain = " ".join(f"told/VERB/{'xcomp' if i else 'root'}/{i}" for i in range(length))
    last = parse(chain).doc[length - 1]
    assert subject(last) is None
    assert clause(last) == last
    chain = " ".join(f"Oman/PROPN/{'nmod:poss' if i else 'root'}/{i}" for i in range(length))
    assert phrase(parse(chain).doc[0])
