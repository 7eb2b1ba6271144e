from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.entries.entry import Tally
from backchannel.entries.tallies import read_tallies

KILLED = """
Shells|shell/NOUN/nsubj/2 killed|kill/VERB/root/0 {n}/NUM/nummod/4 people/NOUN/obj/2 in/ADP/case/6
Basra/PROPN/obl/2/B-PLACE since/ADP/case/8 Monday/PROPN/obl/2 ~./PUNCT/punct/2
"""


def read(doc: object) -> list[Tally]:
    return list(read_tallies(doc.scene()))  # type: ignore[attr-defined]


def test_the_fields_of_a_tally(parse: Callable, marks: type) -> None:
    doc = parse(KILLED.format(n="12"), marks(acts=(("12 people", "tally"),)))
    (t,) = read(doc)
    assert (t.what, t.of, t.value, t.bound, t.part_of) == ("killed", "people", 12, "exact", None)
    assert t.place is not None
    assert (t.place.name, t.place.country) == ("Basra", "IRQ")
    assert (t.since, t.attributed_to) == ("2024-08-05", ())
    assert t.trigger.of(doc.doc.text) == "12 people"
    assert t.evidence.covers(t.trigger)


def test_a_figure_that_the_network_does_not_point_at_is_none(parse: Callable, marks: type) -> None:
    assert read(parse(KILLED.format(n="12"))) == []
    other = marks(acts=(("12 people", "event:ASSAULT"),))
    assert read(parse(KILLED.format(n="12"), other)) == []


@pytest.mark.parametrize("words", ["12", "people", "12 people in"])
def test_any_word_of_it_will_do(parse: Callable, marks: type, words: str) -> None:
    assert len(read(parse(KILLED.format(n="12"), marks(acts=((words, "tally"),))))) == 1


def test_a_likely_wording_makes_it_surer(parse: Callable, marks: type) -> None:
    # Two people seen are hardly ever counted.
    (likely,), (unlikely,) = (
        read(parse(KILLED.format(n=n).replace("killed|kill", verb), marks(acts=((n, "tally"),))))
        for n, verb in (("12", "killed|kill"), ("2", "saw|see"))
    )
    assert likely.confidence is not None
    assert unlikely.confidence is not None
    assert likely.confidence > unlikely.confidence == 0.9


def test_a_surer_network_makes_it_surer(parse: Callable, marks: type) -> None:
    doc = parse(KILLED.format(n="12"), marks(acts=(("12 people", "tally"),)))
    found = []
    for score in (0.01, 0.4, 0.6, 0.99):
        doc.doc._.triggers = tuple(replace(t, score=score) for t in doc.doc._.triggers)
        found.append([t.confidence for t in read(doc)])
    assert found[0] == []
    assert found[1] < found[2] < found[3]


def test_who_counts_is_the_source(parse: Callable, marks: type) -> None:
    doc = parse(
        """Oman/PROPN/nsubj/2/B-PLACE said|say/VERB/root/0 shells|shell/NOUN/nsubj/4
        killed|kill/VERB/ccomp/2 12/NUM/nummod/6 people/NOUN/obj/4 ~./PUNCT/punct/2""",
        marks(said=(("Oman", "said", "shells killed 12 people"),), acts=(("12 people", "tally"),)),
    )
    (t,) = read(doc)
    assert (t.attributed_to, t.place, t.since, t.until) == (("Oman",), None, None, None)


def test_a_part_of_a_total(parse: Callable, marks: type) -> None:
    doc = parse(
        """Shells|shell/NOUN/nsubj/2 killed|kill/VERB/root/0 87/NUM/nummod/4 people/NOUN/obj/2
        ~,/PUNCT/punct/7 including/ADP/case/8 30/NUM/nummod/8 children|child/NOUN/nmod/4""",
        marks(acts=(("87 people", "tally"), ("30 children", "tally"))),
    )
    assert [(t.value, t.part_of) for t in read(doc)] == [(87, None), (30, 87)]


def test_a_figure_set_apart_is_none(parse: Callable, marks: type) -> None:
    mark = marks(acts=(("12 people", "tally"),), apart=("12 people ",))
    assert read(parse(KILLED.format(n="12"), mark)) == []


WORDS = st.sampled_from("12 two 3,000 dozen people killed Oman of , % million and".split())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_tallies_stay_inside_the_article(
    parse: Callable, words: list[str], data: st.DataObject
) -> None:
    from backchannel.reader import FoundTrigger
    from backchannel.span import Span

    written = " ".join(
        f"{w}/{'NUM' if w[0].isdigit() else 'NOUN'}/{'dep' if i else 'root'}/{1 if i else 0}"
        for i, w in enumerate(words)
    )
    doc = parse(written)
    doc.doc._.triggers = (FoundTrigger(0, len(words), "tally", 0.9),)
    length = len(doc.doc.text)
    start = data.draw(st.integers(0, length - 1))
    cut = Span(start, data.draw(st.integers(start + 1, length)))
    for t in read(replace(doc, apart=(cut,))):
        assert not t.trigger.overlaps(cut)
        assert not t.evidence.overlaps(cut)
        assert t.evidence.covers(t.trigger)
