"""Measure weights on the development sets, through the program's own reader.

python training/evaluate.py WEIGHTS_DIR --data ../shared/data --record ../shared/record
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import corpora
from backchannel.reader import load
from base import SAFELY, command_line
from corpora import Example


def trees(nlp: Language, path: Path, *, entities: bool, given: bool = False) -> dict[str, float]:
    """Shares of a treebank's words, and F1 of sentences and names, in percent.

    LAS leaves subtypes of relations aside, as in the CoNLL 2018 shared task; words are the
    treebank's, sentences the reader's, or with ``given`` the treebank's too.
    """
    right: Counter[str] = Counter()
    for e in corpora.treebank(path, entities=entities):
        spaces = [*map(bool, e.spaces[1:]), False]
        starts = [bool(s) for s in e.starts or ()] if given else None
        doc = nlp(Doc(nlp.vocab, words=e.words, spaces=spaces, sent_starts=starts))
        _compare_words(right, e, doc)
        if entities:
            names = {(s.start, s.end, s.label_) for s in doc.ents}
            _compare_sets(right, "names", names, set(e.names or ()))
    shares = ("UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS with subtypes")
    out = {name: right[name] / right["words"] for name in shares}
    for name in ("sentences", *(["names"] if entities else [])):
        out[f"{name} F1"] = 2 * right[f"{name} both"] / right[f"{name} either"]
    return {name: round(100 * share, 2) for name, share in out.items()}


def _compare_words(right: Counter[str], e: Example, doc: Doc) -> None:
    for i, token in enumerate(doc):
        head = token.head.i if token.dep_ != "ROOT" else -1
        rel = "root" if head < 0 else token.dep_
        attached = head == e.heads[i]
        right["words"] += 1
        right["UPOS"] += token.pos_ == e.upos[i]
        right["XPOS"] += token.tag_ == e.xpos[i]
        right["lemma"] += token.lemma_.lower() == e.lemmas[i].lower()
        right["UAS"] += attached
        right["LAS"] += attached and rel.split(":")[0] == e.deprels[i].split(":")[0]
        right["LAS with subtypes"] += attached and rel == e.deprels[i]
    found = {i for i, token in enumerate(doc) if token.is_sent_start}
    _compare_sets(right, "sentences", found, {i for i, start in enumerate(e.starts) if start})


def _compare_sets(right: Counter[str], name: str, found: set, gold: set) -> None:
    right[f"{name} both"] += len(found & gold)
    right[f"{name} either"] += len(found) + len(gold)


def statements(nlp: Language, archive: Path, scorer: Path) -> str:
    """The scorer's table for PolNeAR, read as raw text."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, **SAFELY)
        split = next(Path(folder).glob("*/text")).parent
        out = Path(folder) / "predicted.jsonl"
        with out.open("w", encoding="utf8") as handle:
            for path in sorted(split.glob("text/*.txt")):
                with path.open(encoding="utf8", newline="") as article:
                    doc = nlp(article.read())
                handle.writelines(json.dumps(row) + "\n" for row in _rows(path.stem, doc))
        command = [sys.executable, str(scorer), str(split), str(out)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _rows(name: str, doc: Doc) -> list[dict[str, object]]:
    def characters(spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
        return [(doc[a:b].start_char, doc[a:b].end_char) for a, b in spans]

    return [
        {
            "doc": name,
            "kind": "statement",
            "source": next(iter(characters(a.source)), None),
            "cue": characters((a.cue,))[0],
            "content": characters(a.content),
        }
        for a in doc._.attributions
    ]


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--no-statements", action="store_true", help="treebanks only")
    return ap.parse_args()


def main() -> None:
    """Print all figures."""
    a = options()
    nlp = load(a.weights)
    began = time.time()
    if not a.no_statements:
        scorer = a.record / "score_statements.py"
        print(statements(nlp, a.data / "polnear-dev.tar.gz", scorer))
    print(f"{time.time() - began:.1f} s")
    ewt = a.data / "ud-ewt-dev.conllu.gz"
    print("EWT", trees(nlp, ewt, entities=False))
    print("EWT, its own sentences", trees(nlp, ewt, entities=False, given=True))
    print("GUM", trees(nlp, a.data / "gum-dev.conllu.gz", entities=True))


if __name__ == "__main__":
    main()
