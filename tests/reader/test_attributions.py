import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.attributions import PARTY_REACH, REACH, Layout, Linker, cues
from backchannel.reader.between import BETWEEN, DISTANCES
from backchannel.reader.network import Vectors
from backchannel.reader.pieces import Gap, Shape

WIDTH = 6
OUTSIDE, BEGIN, INSIDE = ([9.0 if i == k else 0.0 for i in range(3)] for k in range(3))


def _logits(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_a_cue_begins_and_goes_on() -> None:
    found = cues(_logits(OUTSIDE, BEGIN, INSIDE, OUTSIDE, BEGIN, BEGIN))
    assert [span for span, _ in found] == [(1, 3), (4, 5), (5, 6)]
    assert all(0.99 < score <= 1 for _, score in found)


def test_a_cue_that_only_goes_on_is_one_all_the_same() -> None:
    assert [span for span, _ in cues(_logits(INSIDE, INSIDE, OUTSIDE, INSIDE))] == [(0, 2), (3, 4)]


def test_a_bias_finds_more_cues_or_fewer() -> None:
    unsure = _logits([1.0, 0.0, 0.0], OUTSIDE, [0.0, 1.0, 0.0])
    assert [len(cues(unsure, bias)) for bias in (-5, 0, 5)] == [0, 1, 2]


def _pairs(rng: np.random.Generator) -> dict[str, np.ndarray]:
    shapes = {
        "link_kind": (9, WIDTH),
        "link_distance": (DISTANCES, WIDTH),
        "link_cues": (BETWEEN, WIDTH),
        "link_gaps": (BETWEEN, WIDTH),
        "link_quotes": (BETWEEN, WIDTH),
        "link_roles": (5, WIDTH),
        "link_roles_bias": (5,),
        "link_passage": (5, WIDTH),
        "link_passage_bias": (5,),
        "link_party": (3, WIDTH),
        "link_party_bias": (3,),
    }
    return {k: rng.normal(size=v, scale=2).astype(np.float32) for k, v in shapes.items()}


def _text(rng: np.random.Generator, n: int) -> tuple[Vectors, Layout]:
    """A text of random vectors and layout."""
    columns = {"cue": slice(0, 3), "source": slice(3, 6), "content": slice(6, 9)}
    empty = np.zeros((n, 1), dtype=np.float32)
    vectors = Vectors(
        columns,
        tags=rng.normal(size=(n, 9), scale=3).astype(np.float32),
        arc_dep=empty,
        arc_head=empty,
        rel_dep=empty,
        rel_head=empty,
        link=rng.normal(size=(n, 4 * WIDTH)).astype(np.float32),
        coref=empty,
        sense=empty,
    )
    return vectors, Layout(rng.integers(1, len(Shape), n), rng.integers(0, len(Gap), n))


@given(st.integers(1, 600), st.integers(0, 10_000))
def test_what_a_cue_governs_lies_in_the_text_in_order_and_is_not_the_cue(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors, layout = _text(rng, n)
    found = cues(vectors.logits("cue"))
    for a in Linker(_pairs(rng)).attributions(vectors, layout, found):
        assert a.content
        assert 0 < a.score <= 1
        governed = sorted([*a.source, *a.content])
        assert all(0 <= start < end <= n for start, end in governed)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(governed))
        assert all(end <= a.cue[0] or start >= a.cue[1] for start, end in governed)
        assert governed[0][0] >= a.cue[0] - REACH
        assert governed[-1][1] <= a.cue[1] + REACH
        assert list(a.content) == sorted(a.content)


@given(st.integers(2, 400), st.integers(0, 10_000), st.integers(1, 8))
def test_passages_and_possible_parties_lie_in_the_text(n: int, seed: int, kind: int) -> None:
    rng = np.random.default_rng(seed)
    vectors, layout = _text(rng, n)
    at = int(rng.integers(0, n))
    (found,) = Linker(_pairs(rng)).arguments(vectors, layout, [], [((at, at + 1), kind)])
    assert len(found.passages) == 2
    for spans in found.passages:
        assert all(0 <= start < end <= n for start, end in spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    words, parts = found.scores.shape
    assert parts == 3
    assert np.isfinite(found.scores).all()
    assert found.first == max(0, at - PARTY_REACH)
    assert found.first + words == min(n, at + PARTY_REACH)


def test_a_trigger_is_asked_as_its_kind(certain: tuple[Linker, Vectors, Layout]) -> None:
    linker, vectors, layout = certain
    assert linker.arguments(vectors, layout, [], []) == []
    asked = [((2, 3), 1), ((2, 3), 2)]
    plain, shifted = linker.arguments(vectors, layout, [], asked)
    assert plain.passages == (((0, 2),), ((2, 3), (3, 6)))
    assert np.argmax(plain.scores, 0).tolist() == [0, 1, 4]
    assert shifted.passages == ((), ()), "what speaks against any passage is the second kind"


@pytest.fixture
def certain() -> tuple[Linker, Vectors, Layout]:
    """A linker whose answer is in the words: each votes for the role that its vector names."""
    pairs = {k: np.zeros_like(v) for k, v in _pairs(np.random.default_rng(0)).items()}
    pairs["link_roles"][:, :5] = pairs["link_passage"][:, :5] = 10 * np.eye(5)
    pairs["link_party"][[0, 1, 2], [1, 2, 4]] = 10  # a word of each part has its own column
    pairs["link_kind"][2, 0] = 9
    vectors, _ = _text(np.random.default_rng(0), 7)
    link = np.zeros_like(vectors.link)
    # The minister said ships had left .   (O, B- and I-source, B- and I-content)
    link[np.arange(7), [1, 2, 3, 3, 4, 4, 0]] = 3
    tags = np.zeros_like(vectors.tags)
    tags[3:6, 6] = tags[:, 3] = 0
    layout = Layout(np.full(7, Shape.LOWER), np.full(7, Gap.SPACE))
    return Linker(pairs), dataclasses.replace(vectors, link=link, tags=tags), layout


def test_tags_of_roles_become_spans(certain: tuple[Linker, Vectors, Layout]) -> None:
    linker, vectors, layout = certain
    (a,) = linker.attributions(vectors, layout, [((2, 3), 0.9)])
    assert (a.cue, a.source, a.content, a.score) == ((2, 3), ((0, 2),), ((3, 6),), 0.9)


def test_inside_never_follows_another_role(certain: tuple[Linker, Vectors, Layout]) -> None:
    linker, vectors, layout = certain
    # Without the word that begins it, content cannot go on: its first word must begin it.
    vectors.link[3] = vectors.link[4]
    (a,) = linker.attributions(vectors, layout, [((2, 3), 0.9)])
    assert a.content == ((3, 6),)


def test_a_cue_without_content_makes_no_attribution(
    certain: tuple[Linker, Vectors, Layout],
) -> None:
    linker, vectors, layout = certain
    vectors.link[:] = 0
    vectors.link[:, 0] = 9
    assert linker.attributions(vectors, layout, [((2, 3), 0.9)]) == []
    assert linker.attributions(vectors, layout, []) == []
