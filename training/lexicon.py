"""Write the lexicon: how often each word names an act in the annotated articles.

    python training/lexicon.py DIR [--data ../shared/data] [--record ../shared/record]

``DIR`` is a folder that ``export.py`` wrote. Held-out articles are not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from backchannel.reader.lexicon import log_odds, words_of
from base import command_line
from export import about
from material import EVERY_KIND, annotated_kinds, held_out, read_gold

KINDS = ("signal", "position", "event", "relation", "forecast")
"""Kinds that have no wordings written by hand."""


def counted(data: Path, record: Path) -> dict[str, dict[str, float]]:
    """Log-odds by kind and word, of words that named an act at least once."""
    gold, left_out = read_gold(data, record), held_out()
    seen: Counter[str] = Counter()
    hits: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for doc, kinds in annotated_kinds(record).items():
        if kinds != EVERY_KIND or doc in left_out:
            continue
        seen.update(words_of(gold.texts[doc]))
        spans = {(e["kind"], *e["trigger"]) for e in gold.entries.get(doc, ())}
        for kind, start, end in spans:
            if kind in hits:
                hits[kind].update(words_of(gold.texts[doc][start:end]))
    return {
        kind: {w: round(log_odds(n, seen[w]), 2) for w, n in sorted(of_kind.items())}
        for kind, of_kind in hits.items()
    }


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("weights", type=Path)
    return ap.parse_args()


def main() -> None:
    """Count and write ``lexicon.json``."""
    a = options()
    found = counted(a.data, a.record)
    text = json.dumps(found, separators=(",", ":"))
    (a.weights / "lexicon.json").write_text(text, encoding="utf8")
    (a.weights / "model.json").write_text(about(a.weights), encoding="utf8")
    print({kind: len(words) for kind, words in found.items()})


if __name__ == "__main__":
    main()
