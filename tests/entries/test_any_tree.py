"""The rules on trees, triggers and attributions of any shape: a parse may be anything."""

import dataclasses
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.entries.acts import trigger_span
from backchannel.entries.entry import Entry, Relation, Statement, Tally
from backchannel.entries.phrases import clause, is_passive, members, phrase, subject
from backchannel.reader import Antecedent, Attribution, FoundTrigger
from backchannel.reader.found import Pointing
from backchannel.reading import entries_of
from backchannel.span import Span

FORMS = """Iran Oman Jordan Quist he it they we I who that told said sent wrote letter message
to from through by between and minister officials the not denied Reuters , " “ ” Monday if in 12
people killed""".split()
POS = "PROPN NOUN PRON VERB.VBN VERB AUX ADP DET ADJ PUNCT CCONJ ADV".split()
DEPS = """nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss conj appos flat ccomp xcomp acl
acl:relcl advcl case det aux aux:pass punct parataxis advmod cop""".split()
LABELS = """message response:deny response:decline response:confirm signal:threat signal:promise
position:condemn event:ASSAULT event:CONSULT tally relation:backs relation:represents
forecast""".split()
MODES = {"event": "planned", "relation": "denied", "forecast": "likely"}


def stretch(words: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, words - 1), st.integers(1, 6)).map(
        lambda s: (s[0], min(words, s[0] + s[1]))
    )


def _pointing(words: int, seed: int) -> Pointing:
    scores = np.random.default_rng(seed).normal(size=(words, 4), scale=3)
    return Pointing(0, scores.astype(np.float32))


def _spans(entry: Entry) -> list[Span]:
    values = [getattr(entry, f.name) for f in dataclasses.fields(entry)]
    several = [v if type(v) is tuple else (v,) for v in values]
    return [v for group in several for v in group if isinstance(v, Span)]


@st.composite
def documents(draw: st.DrawFn) -> SimpleNamespace:
    """A tree (``support/notation.py``), and attributions, triggers and links over it."""
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
                    lambda s, label, passage, condition, seed: FoundTrigger(
                        *s,
                        label,
                        0.9,
                        passage,
                        condition,
                        MODES.get(label.partition(":")[0]),
                        _pointing(count, seed),
                    ),
                    some,
                    st.sampled_from(LABELS),
                    st.lists(some, max_size=2).map(tuple),
                    st.lists(some, max_size=1).map(tuple),
                    st.integers(0, 99),
                ),
                max_size=4,
            )
        ),
        apart=draw(st.none() | stretch(count)),
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
    cut = None
    if made.apart is not None:
        words = found.doc[made.apart[0] : made.apart[1]]
        cut = Span(words.start_char, words.end_char)
        found = dataclasses.replace(found, apart=(cut,))
        # The reader finds nothing that begins in what it does not read.
        found.doc._.triggers = tuple(
            t for t in made.triggers if not cut.start <= found.doc[t.start].idx < cut.end
        )
    scene = found.scene()
    triggers = {trigger_span(scene, t) for t in found.doc._.triggers}
    entries = entries_of(scene)
    assert entries[: len(scene.statements)] == tuple(t.statement for t in scene.statements)
    for entry in entries:
        for span in _spans(entry):
            assert 0 <= span.start < span.end <= len(scene.text)
            assert cut is None or not span.overlaps(cut)
        if isinstance(entry, Statement):
            assert all(entry.evidence.covers(span) for span in _spans(entry))
            assert entry.within is None or 0 <= entry.within < len(scene.statements)
            continue
        assert entry.evidence.covers(entry.trigger)
        assert len(set(entry.attributed_to)) == len(entry.attributed_to)
        assert entry.confidence is not None
        assert 0 <= entry.confidence <= 1
        own = isinstance(entry, Tally) or (isinstance(entry, Relation) and entry.role is not None)
        assert own or entry.trigger in triggers


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
