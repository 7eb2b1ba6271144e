from __future__ import annotations

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from backchannel.links.clusters import Rules, Tie, clusters_of

ITEMS = "abcdefghij"
pairs = st.tuples(st.sampled_from(ITEMS), st.sampled_from(ITEMS))
ties = st.lists(st.builds(Tie, *[st.sampled_from(ITEMS)] * 2, st.floats(0.05, 1)), max_size=25)
judged = st.lists(pairs, max_size=6)


def together(clusters: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {item: n for n, cluster in enumerate(clusters) for item in cluster}


def chained(joined: list[tuple[str, str]]) -> list[set[str]]:
    """What is joined, one to the next."""
    found: list[set[str]] = [{i} for i in ITEMS]
    for a, b in joined:
        both = [c for c in found if a in c or b in c]
        found = [c for c in found if c not in both] + [set().union(*both)]
    return found


def test_each_item_is_in_one_cluster_and_stands_alone_without_ties():
    assert clusters_of("cab", []) == (("a",), ("b",), ("c",))


def test_a_chain_of_strong_likenesses_does_not_draw_in_what_is_unlike_the_rest():
    chain = [Tie(a, b, 0.9) for a, b in itertools.pairwise("abcdef")]
    assert max(map(len, clusters_of("abcdef", chain))) < 4


def test_items_that_are_all_alike_are_one_cluster():
    every = [Tie(a, b, 0.6) for a, b in itertools.combinations(ITEMS, 2)]
    assert clusters_of(ITEMS, every) == (tuple(ITEMS),)


def test_the_stronger_tie_decides_where_an_item_goes():
    given_ties = [Tie("a", "b", 0.9), Tie("b", "c", 0.5), Tie("c", "d", 0.8)]
    assert clusters_of("abcd", given_ties) == (("a", "b"), ("c", "d"))


def test_of_several_ties_of_one_pair_the_strongest_counts():
    assert clusters_of("ab", [Tie("a", "b", 0.1), Tie("b", "a", 0.5)]) == (("a", "b"),)


def test_what_people_joined_is_together_without_any_tie():
    assert clusters_of("abc", [], Rules(joined=[("c", "a")])) == (("a", "c"), ("b",))


def test_what_people_parted_is_apart_whatever_the_score_also_by_way_of_others():
    every = [Tie("a", "b", 1.0), Tie("b", "c", 0.9), Tie("a", "c", 1.0)]
    found = clusters_of("abc", every, Rules(parted=[("c", "a")]))
    assert found == (("a", "b"), ("c",))


def test_parted_holds_against_joined_one_to_the_next_and_the_first_joined_pairs_hold():
    rules = Rules(joined=[("b", "c"), ("a", "b")], parted=[("a", "c")])
    assert clusters_of("abc", [], rules) == (("a", "b"), ("c",))
    assert clusters_of("ab", [], Rules(joined=[("a", "b")], parted=[("b", "a")])) == (
        ("a",),
        ("b",),
    )


def test_what_is_not_among_the_items_is_passed_over():
    rules = Rules(joined=[("a", "z")], parted=[("z", "b")])
    assert clusters_of("ab", [Tie("a", "z", 1.0), Tie("a", "a", 1.0)], rules) == (("a",), ("b",))


@given(ties, judged, judged, st.randoms(use_true_random=False))
def test_order_does_not_matter(tied, joined, parted, random):
    found = clusters_of(ITEMS, tied, Rules(joined, parted))
    items = list(ITEMS)
    turned = [Tie(t.second, t.first, t.score) for t in tied]
    back = [(b, a) for a, b in joined]
    for shuffled in (items, turned, back, parted):
        random.shuffle(shuffled)
    assert clusters_of(items, turned, Rules(back, parted)) == found
    assert sorted(itertools.chain(*found)) == list(ITEMS)


@given(ties, judged, judged)
def test_judgements_hold(tied, joined, parted):
    at = together(clusters_of(ITEMS, tied, Rules(joined, parted)))
    for a, b in parted:
        assert a == b or at[a] != at[b]
    for chain in chained(joined):
        if not any(a != b and {a, b} <= chain for a, b in parted):
            assert len({at[i] for i in chain}) == 1


@given(ties, judged, judged, st.lists(st.floats(0.05, 1), max_size=3))
def test_what_is_not_tied_to_an_item_changes_nothing_for_it(tied, joined, parted, others):
    rules = Rules(joined, parted)
    found = clusters_of(ITEMS, tied, rules)
    more = [Tie("0", "z", score) for score in others]
    with_more = clusters_of([*ITEMS, "0", "z"], [*more, *tied], rules)
    assert set(found) <= set(with_more)


@given(ties, st.floats(0.1, 0.9))
def test_the_mean_within_a_cluster_of_two_or_more_is_not_far_below_the_floor(tied, floor):
    scores: dict[tuple[str, ...], float] = {}
    for t in tied:
        pair = tuple(sorted((t.first, t.second)))
        scores[pair] = max(scores.get(pair, 0), t.score)
    for cluster in clusters_of(ITEMS, tied, Rules(floor=floor)):
        within = list(itertools.combinations(cluster, 2))
        if within:
            assert sum(scores.get(p, 0) for p in within) / len(within) >= floor - 1e-9


def test_a_large_set_takes_seconds():
    items = [f"{n:06}" for n in range(50_000)]
    tied = [Tie(items[n], items[n + k], 0.8) for n in range(0, 49_990, 5) for k in (1, 2, 3)]
    tied += [Tie(items[0], item, 0.5) for item in items[1:20_000]]
    started = time.process_time()
    found = clusters_of(items, tied)
    assert time.process_time() - started < 10
    assert sum(map(len, found)) == len(items)
    assert max(map(len, found)) < 10
