"""Lemmas as edit scripts: how many letters to drop at the end of the word, and what to add.

The word is lower-cased first. ``-3+y`` turns "cities" into "city"; ``=be`` stands for a whole
other word ("was"). Proper nouns keep their case: ``^`` leaves the word as it is written.
Inflected words that the treebanks hold more than once go into a table, which the program asks
first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from corpora import Example


def script_of(form: str, lemma: str) -> str:
    """The script that makes ``lemma`` of ``form``."""
    if form == lemma and form != form.lower():
        return "^"
    f, m = form.lower(), lemma.lower()
    same = 0
    while same < min(len(f), len(m)) and f[same] == m[same]:
        same += 1
    if same == 0 and f:
        return "=" + m
    return f"-{len(f) - same}+{m[same:]}"


def table(trees: Iterable[Example]) -> dict[str, dict[str, str]]:
    """Part of speech → inflected word in lower case → its lemma, for words seen twice or more."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for e in trees:
        for form, upos, lemma in zip(e.words, e.upos or (), e.lemmas or (), strict=True):
            if upos in ("VERB", "AUX", "NOUN", "ADJ", "ADV", "DET", "PRON") and form.isalpha():
                seen[upos, form.lower()][lemma.lower()] += 1
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, form), lemmas in sorted(seen.items()):
        lemma, times = lemmas.most_common(1)[0]
        if times >= 2 and lemma != form and lemma.isalpha():
            out[upos][form] = lemma
    return dict(out)
