import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.pieces import Gap
from backchannel.reader.sentences import UNSURE
from backchannel.reader.trees import LONGEST, sentence_starts, tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h < 0 for h in heads) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


def _best_by_trying_all(scores: np.ndarray) -> float:
    n = len(scores)
    trees = filter(_is_tree, itertools.product(range(-1, n), repeat=n))
    return max(sum(scores[i, h + 1] for i, h in enumerate(t)) for t in trees)


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_best_one_with_a_single_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    found = tuple(int(h) for h in tree(scores))
    assert _is_tree(found)
    # Roots are tried likeliest first, three of them: with three words or fewer that is all.
    if n <= 3:
        total = sum(scores[i, h + 1] for i, h in enumerate(found))
        assert np.isclose(total, _best_by_trying_all(scores), atol=1e-4)


@given(st.integers(2, 40), st.integers(0, 10_000))
def test_long_sentences_make_trees_too(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert _is_tree(tuple(int(h) for h in tree(scores)))


def test_a_paragraph_opens_a_sentence_whatever_the_network_says() -> None:
    logits = np.array([[1, -1]] * 4, dtype=np.float32)
    gaps = np.array([Gap.PARAGRAPH, Gap.SPACE, Gap.PARAGRAPH, Gap.LINE])
    assert sentence_starts(logits, gaps).tolist() == [0, 2]


def test_a_run_without_an_end_is_cut_at_its_likeliest_start() -> None:
    logits = np.array([[1.0, -1.0]] * (LONGEST + 20), dtype=np.float32)
    logits[70] = [0.2, 0.1]
    gaps = np.full(len(logits), Gap.SPACE)
    starts = sentence_starts(logits, gaps).tolist()
    assert starts[:2] == [0, 70]
    assert all(b - a <= LONGEST for a, b in zip(starts, [*starts[1:], len(logits)], strict=True))


def test_a_plain_start_outweighs_all_but_a_sure_network() -> None:
    logits = np.array([[0, 0], [2, 0], [9, 0], [0, 9]], dtype=np.float32)
    gaps = np.full(4, Gap.SPACE)
    assert sentence_starts(logits, gaps).tolist() == [0, 3]
    assert sentence_starts(logits, gaps, np.array([1, 1, 1, 0])).tolist() == [0, 1, 3]
    unsure = np.full(4, UNSURE)
    assert sentence_starts(logits, gaps, unsure).tolist() == [0, 3]
