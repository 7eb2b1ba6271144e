"""Where sentences start as punctuation has it."""

from __future__ import annotations

from collections.abc import Sequence

FINAL, CLOSING, OPENING = ".?!", "\"”'’»)", "\"“'‘«("
UNSURE = -100
"""Neither plainly a start nor plainly none."""

_SHORT = frozenset(
    """
    mr mrs ms dr prof col maj capt sgt brig lt gen adm cmdr cpl pvt supt insp det rep sen gov rev
    hon pres amb sec min st ft mt no vs jr sr inc corp co ltd dept univ cllr
    """.split()
)
"""What a full stop shortens rather than ends."""


def plain_starts(words: Sequence[str], spaces: Sequence[str]) -> list[int]:
    """Where sentences plainly start: 1, plainly do not: 0, elsewhere ``UNSURE``.

    Texts without trees learn sentences from their own punctuation: the treebanks' paragraphs are
    shorter than those of news, and a network that sees starts in them alone loses its way.
    """
    out = []
    for i, word in enumerate(words):
        if i == 0 or "\n\n" in spaces[i]:
            out.append(1)
            continue
        back = i - 1
        while back > 0 and words[back] in CLOSING and not spaces[back]:
            back -= 1
        if words[back] in FINAL and spaces[i]:
            if back and words[back - 1].lower() in _SHORT and not spaces[back]:
                out.append(UNSURE)
                continue
            begins = word[0].isupper() or (word[0] in OPENING and words[i - 1] not in OPENING)
            out.append(1 if begins else 0 if word[0].islower() else UNSURE)
        elif words[i - 1][-1].isalnum() or words[i - 1] == ",":
            out.append(UNSURE if "\n" in spaces[i] else 0)
        else:
            out.append(UNSURE)
    return out
