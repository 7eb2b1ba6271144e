from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.entries.acts import (
    LONGEST_CLAUSE,
    characters,
    evidence,
    statement_at,
    strongest,
    trigger_head,
    trigger_span,
)
from backchannel.entries.who import NOBODY, Voice
from backchannel.reader import FoundTrigger
from backchannel.span import Span

LONGEST_EVIDENCE = 400
"""Characters that no evidence may exceed, whatever the tree."""


def found(start: int, end: int, score: float = 0.9) -> FoundTrigger:
    return FoundTrigger(start, end, "message", score)


VERBS = " ".join(f"run{i}/VERB/dep/1" for i in range(40)).replace("dep", "root", 1)


def test_of_overlapping_triggers_the_likeliest(parse: Callable) -> None:
    doc = parse(VERBS).doc
    weak, strong, other = found(0, 2, 0.3), found(1, 3, 0.8), found(3, 4, 0.2)
    assert strongest(doc, [other, strong, weak]) == [strong, other]
    assert strongest(doc, []) == []


def test_words_that_only_help_others_name_no_act(parse: Callable) -> None:
    doc = parse("It/PRON/nsubj/3 had/AUX/aux/3 gone/VERB/root/0 ~./PUNCT/punct/3").doc
    assert strongest(doc, [found(1, 2), found(3, 4)]) == []
    assert strongest(doc, [found(1, 3)]) == [found(1, 3)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    triggers=st.lists(
        st.builds(
            lambda a, n, s: found(a, a + n, s),
            st.integers(0, 30),
            st.integers(1, 5),
            st.floats(0, 1),
        ),
        max_size=12,
    )
)
def test_those_kept_are_in_order_and_apart_and_every_other_meets_a_likelier_one(
    parse: Callable,
    triggers: list[FoundTrigger],
) -> None:
    kept = strongest(parse(VERBS).doc, triggers)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    for t in triggers:
        assert any(
            k == t or (k.start < t.end and t.start < k.end and k.score >= t.score) for k in kept
        )


SAID = """
Ada/PROPN/nsubj/2/B-PERSON said|say/VERB/root/0 that/SCONJ/mark/5 Jordan/PROPN/nsubj/5/B-PLACE
sent|send/VERB/ccomp/2 a/DET/det/9 very/ADV/advmod/8 long/ADJ/amod/9 letter/NOUN/obj/5
~./PUNCT/punct/2
"""


def test_a_trigger_is_at_most_four_words(parse: Callable) -> None:
    doc = parse(SAID)
    t = found(*doc.tokens("sent a very long letter"))
    assert trigger_span(doc.scene(), t).of(doc.doc.text) == "sent a very long"
    assert trigger_head(doc.doc, t) == doc["sent"]


def test_evidence_is_the_clause_that_states_the_act(parse: Callable) -> None:
    doc = parse(SAID)
    scene = doc.scene()
    t = found(*doc.tokens("sent"))
    assert evidence(scene, t).of(scene.text) == "that Jordan sent a very long letter"
    near = Span(0, 3)
    assert evidence(scene, t, (None, near)).of(scene.text) == scene.text[:-1]


def test_voices_and_statements(parse: Callable, marks: type) -> None:
    said = ("Ada", "said", "that Jordan sent a very long letter")
    doc = parse(SAID, marks(said=(said,)))
    scene = doc.scene()
    inside, outside = doc["sent"].i, doc["said"].i
    ada = scene.statements[0].statement.speaker
    assert scene.voice(inside) == Voice(ada)
    assert scene.voice(outside) == NOBODY
    assert statement_at(scene, found(outside, outside + 1)) == scene.statements[0]
    assert statement_at(scene, found(inside, inside + 1)) is None


def test_passages_as_characters(parse: Callable) -> None:
    doc = parse(SAID)
    scene = doc.scene()
    assert characters(scene, ()) is None
    spans = (doc.tokens("Jordan sent"), doc.tokens("letter"))
    both = characters(scene, spans)
    assert both is not None
    assert both.of(scene.text) == "Jordan sent a very long letter"


def _long(words: int, at: int) -> str:
    """One clause of ``words`` words around the verb ``told``, all hanging on it."""
    out = [f"wordy{i}/NOUN/obl/{at + 1}" for i in range(words)]
    out[at] = "told|tell/VERB/root/0"
    return " ".join(out)


@pytest.mark.parametrize("at", [0, 5, 100, 199])
def test_evidence_is_never_too_long(parse: Callable, at: int) -> None:
    doc = parse(_long(200, at))
    scene = doc.scene()
    t = found(at, at + 1)
    far = Span(0, len(scene.text))
    for span in (evidence(scene, t), evidence(scene, t, (far,))):
        assert span.covers(trigger_span(scene, t))
        assert span.end - span.start <= LONGEST_CLAUSE <= LONGEST_EVIDENCE


def test_not_even_where_one_word_is(parse: Callable) -> None:
    doc = parse(
        f"""{"a" * 500}/NOUN/nsubj/2 told|tell/VERB/root/0 {"b" * 500}/NOUN/obj/2
        lately/ADV/advmod/2"""
    )
    scene = doc.scene()
    span = evidence(scene, found(1, 2))
    assert span.end - span.start <= LONGEST_EVIDENCE
    assert span.covers(Span(501, 505))


def test_evidence_stays_in_the_passage_of_its_trigger(parse: Callable, marks: type) -> None:
    doc = parse(SAID, marks(apart=("that Jordan ",)))
    scene = doc.scene()
    t = found(*doc.tokens("sent"))
    assert evidence(scene, t, (Span(0, 3),)).of(scene.text).startswith("sent a very")


def test_evidence_covers_a_trigger_of_long_words(parse: Callable) -> None:
    doc = parse(" ".join(f"{'a' * 90}/VERB/{'dep/1' if i else 'root/0'}" for i in range(8)))
    scene, t = doc.scene(), found(0, 4)
    assert evidence(scene, t).covers(trigger_span(scene, t))


def test_evidence_of_a_trigger_of_long_words_is_bounded(parse: Callable) -> None:
    doc = parse(" ".join(f"{'a' * 500}/VERB/{'dep/1' if i else 'root/0'}" for i in range(4)))
    span = evidence(doc.scene(), found(0, 4))
    assert span.end - span.start <= LONGEST_EVIDENCE
