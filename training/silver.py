"""Label texts that have no trees with those of a network that learned treebanks alone.

    python training/silver.py TEACHER_DIR --out training/runs/silver.json

A network whose tags, trees and names are supervised on treebanks only, and whose other heads
are supervised on news only, tells the two apart and lets the first go to seed on news. So it is
shown the teacher's tags, trees and names there (distillation: Hinton et al. 2015, with hard
labels). ``TEACHER_DIR`` is an export of a training with ``--times 0 2 3 0``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

import corpora
from backchannel.reader import load
from base import command_line
from material import annotated_kinds, read_gold


def texts(data: Path, record: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of PolNeAR's training articles and of all annotated ones."""
    yield from corpora.polnear_texts(data / "polnear-train.tar.gz")
    gold = read_gold(data, record)
    yield from ((doc, gold.texts[doc]) for doc in annotated_kinds(record))


def labelled(nlp: Language, text: str) -> dict[str, Any]:
    """Tags, heads, relations, sentence starts and names of a text's words, white space left out."""
    doc = nlp(text)
    words = [t for t in doc if not t.is_space]
    place = {t.i: k for k, t in enumerate(words)}
    return {
        "upos": [t.pos_ for t in words],
        "xpos": [t.tag_ for t in words],
        "heads": [place.get(t.head.i, -1) if t.dep_ != "ROOT" else -1 for t in words],
        "deprels": [t.dep_ if t.dep_ != "ROOT" else "root" for t in words],
        "starts": [int(bool(t.is_sent_start) or k == 0) for k, t in enumerate(words)],
        "names": [(place[e.start], place[e.end - 1] + 1, e.label_) for e in doc.ents],
    }


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("teacher", type=Path)
    ap.add_argument("--out", type=Path, default=Path("training/runs/silver.json"))
    return ap.parse_args()


def main() -> None:
    """Label everything."""
    a = options()
    nlp: Language = load(a.teacher)
    for name in ("attributions", "coreference", "triggers"):
        nlp.remove_pipe(f"backchannel_{name}")
    found = {doc: labelled(nlp, text) for doc, text in texts(a.data, a.record)}
    a.out.write_text(json.dumps(found), encoding="utf8")
    print(f"{len(found)} texts, {sum(len(f['upos']) for f in found.values())} words")


if __name__ == "__main__":
    main()
