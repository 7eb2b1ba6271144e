"""Lemmas as edit scripts: how many letters to drop at the end of the lower-cased word, what to add.

``-1+y`` turns "cities"... no: ``-3+y`` turns "cities" into "city"; ``=be`` stands for a whole other
word ("was"). Proper nouns keep their case: ``^`` leaves the word as it is written.
"""

from __future__ import annotations


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
