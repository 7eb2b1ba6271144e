"""Sentences and dependency trees from the network's scores."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from backchannel.reader.network import Floats, Vectors
from backchannel.reader.pieces import Gap

Ints = NDArray[np.int64]

LONGEST = 120
"""Words of the longest sentence; a longer run without an end is cut at its likeliest start."""

PLAIN = 5.0
"""Log-odds that punctuation adds: a full stop before a capital outweighs all but a sure network."""

_ROWS = 64


def sentence_starts(logits: Floats, gaps: Ints, plain: Ints | None = None) -> Ints:
    """The first words of the sentences, in order: [sentences].

    Args:
        logits: [words, 2] of the ``start`` head.
        gaps: [words]; a paragraph opens a sentence whatever the network says.
        plain: [words], what ``plain_starts`` says: it has a say of ``PLAIN`` in log-odds.
    """
    score = logits[:, 1] - logits[:, 0]
    if plain is not None:
        score = score + PLAIN * (plain == 1)
    opens = (score > 0) | (gaps == Gap.PARAGRAPH)
    opens[0] = True
    out: list[int] = []
    for start, end in pairwise([*np.flatnonzero(opens).tolist(), len(score)]):
        out.append(start)
        while end - out[-1] > LONGEST:
            low = out[-1]
            out.append(low + 1 + int(np.argmax(score[low + 1 : low + LONGEST])))
    return np.array(out, dtype=np.int64)


def heads(vectors: Vectors, root: Floats, starts: Ints) -> Ints:
    """Each word's head, itself at a root: [words]. One root a sentence, no cycles."""
    n = len(vectors.tags)
    out = np.arange(n)
    for start, end in pairwise([*starts.tolist(), n]):
        if end - start == 1:
            continue
        dep, head = vectors.arc_dep[start:end], vectors.arc_head[start:end]
        scores = np.empty((end - start, end - start + 1), dtype=np.float32)
        scores[:, 0] = dep @ root
        scores[:, 1:] = dep @ head.T
        best = tree(scores)
        out[start:end] = np.where(best < 0, np.arange(start, end), best + start)
    return out


def tree(scores: Floats) -> Ints:
    """The best tree with one root: head of each word, -1 at the root.

    Args:
        scores: [words, 1 + words]; column 0 is the root's, column j + 1 that of word j as head.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    best = np.asarray(scores.argmax(1) - 1)
    if np.count_nonzero(best < 0) == 1 and not _has_cycle(best):
        return best
    # Of all words only the likeliest few can be the root; the best tree over them wins.
    log = scores - scores.max(1, keepdims=True)
    found: tuple[float, Ints] | None = None
    for candidate in np.argsort(-log[:, 0])[:3]:
        graph = np.full((n + 1, n + 1), -np.inf)
        graph[1:, 1:] = log[:, 1:]
        graph[1 + candidate, :] = -np.inf
        graph[1 + candidate, 0] = log[candidate, 0]
        parents = _maximum_arborescence(graph)
        total = float(graph[np.arange(1, n + 1), parents[1:]].sum())
        if found is None or total > found[0]:
            found = (total, parents[1:] - 1)
    assert found is not None
    return found[1]


def _has_cycle(parents: Ints) -> bool:
    state = np.zeros(len(parents), dtype=np.int8)
    for i in range(len(parents)):
        path, at = [], i
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = parents[at]
        if at >= 0 and state[at] == 1:
            return True
        state[path] = 2
    return False


def _find_cycle(parents: Ints) -> list[int]:
    seen = np.zeros(len(parents), dtype=np.int64)
    for i in range(1, len(parents)):
        at = i
        while at > 0 and seen[at] == 0:
            seen[at] = i
            at = int(parents[at])
        if at > 0 and seen[at] == i:
            cycle, k = [at], int(parents[at])
            while k != at:
                cycle.append(k)
                k = int(parents[k])
            return cycle
    return []


def _maximum_arborescence(scores: NDArray[np.float64]) -> Ints:
    """Chu-Liu/Edmonds: parents of nodes 1.. in the best tree rooted at node 0.

    ``scores[i, j]`` is that of node j as the parent of node i. (Chu and Liu 1965; Edmonds 1967;
    for parsing: McDonald et al. 2005.)
    """
    n = len(scores)
    parents = np.concatenate([[0], scores[1:].argmax(1)])
    cycle = _find_cycle(parents)
    if not cycle:
        return parents
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    size = len(rest)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    gain = scores[cycle] - scores[cycle, parents[cycle]][:, None]
    enter = gain[:, rest].argmax(0)
    small[size, :size] = gain[:, rest].max(0)
    into = scores[rest][:, cycle]
    leave = into.argmax(1)
    small[:size, size] = into.max(1)
    shrunk = _maximum_arborescence(small)
    out = parents.copy()
    for i, node in enumerate(rest):
        if i:
            out[node] = cycle[leave[i]] if shrunk[i] == size else rest[shrunk[i]]
    entry = int(shrunk[size])
    out[cycle[enter[entry]]] = rest[entry]
    return out


def relations(vectors: Vectors, weights: Floats, root: Floats, head: Ints) -> Ints:
    """Each word's relation to its head: [words] indices into the labels.

    Args:
        weights: [relations, 1 + width, 1 + width].
        root: [width] stands in for the head of a root.
        head: [words] of :func:`heads`.
    """
    n, width = vectors.rel_dep.shape
    dep = np.concatenate([vectors.rel_dep, np.ones((n, 1), np.float32)], 1)
    of_head = vectors.rel_head[head]
    of_head[head == np.arange(n)] = root
    of_head = np.concatenate([of_head, np.ones((n, 1), np.float32)], 1)
    flat = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(width + 1, -1))
    out = np.empty(n, dtype=np.int64)
    for at in range(0, n, _ROWS):  # a block's products fit the cache
        rows = slice(at, at + _ROWS)
        left = (dep[rows] @ flat).reshape(-1, len(weights), width + 1)
        out[rows] = np.einsum("tlj,tj->tl", left, of_head[rows]).argmax(1)
    return out
