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
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import corpora
from backchannel.reader import load


def trees(nlp: Language, path: Path, *, entities: bool) -> dict[str, float]:
    """UPOS, UAS and LAS (relations without subtypes, as in the CoNLL 2018 shared task; and with)."""
    n = upos = xpos = uas = las = full = lemma = starts = pred_starts = both = 0
    name_gold, name_pred = set(), set()
    for k, e in enumerate(corpora.treebank(path, entities=entities)):
        joins = [bool(s) for s in e.spaces[1:]] + [False]
        doc = nlp(Doc(nlp.vocab, words=e.words, spaces=joins))
        for i, token in enumerate(doc):
            head = token.head.i if token.dep_ != "ROOT" else -1
            rel = "root" if head < 0 else token.dep_
            n += 1
            upos += token.pos_ == e.upos[i]
            xpos += token.tag_ == e.xpos[i]
            lemma += token.lemma_.lower() == e.lemmas[i].lower()
            uas += head == e.heads[i]
            las += head == e.heads[i] and rel.split(":")[0] == e.deprels[i].split(":")[0]
            full += head == e.heads[i] and rel == e.deprels[i]
            starts += e.starts[i]
            pred_starts += bool(token.is_sent_start)
            both += bool(token.is_sent_start) and e.starts[i]
        if entities:
            name_gold |= {(k, *x) for x in e.names}
            name_pred |= {(k, s.start, s.end, s.label_) for s in doc.ents}
    out = {"UPOS": upos / n, "XPOS": xpos / n, "lemma": lemma / n, "UAS": uas / n, "LAS": las / n, "LAS with subtypes": full / n,
           "sentences F1": 2 * both / (starts + pred_starts)}
    if entities:
        out["names F1"] = 2 * len(name_gold & name_pred) / (len(name_gold) + len(name_pred))
    return {k: round(100 * v, 2) for k, v in out.items()}


def statements(nlp: Language, archive: Path, scorer: Path) -> str:
    """PolNeAR through the reader on raw text, by the scorer."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        split = next(Path(folder).glob("*/text")).parent
        out = Path(folder) / "predicted.jsonl"
        with out.open("w", encoding="utf8") as handle:
            for path in sorted(split.glob("text/*.txt")):
                text = path.open(encoding="utf8", newline="").read()
                doc = nlp(text)
                for a in doc._.attributions:
                    def chars(spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
                        return [[doc[s:z].start_char, doc[s:z].end_char] for s, z in spans]
                    row = {"doc": path.stem, "kind": "statement", "source": (chars(a.source) or [None])[0],
                           "cue": chars((a.cue,))[0], "content": chars(a.content)}
                    handle.write(json.dumps(row) + "\n")
        return subprocess.run([sys.executable, str(scorer), str(split), str(out)], capture_output=True, text=True, check=True).stdout


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--record", type=Path, default=Path("../shared/record"))
    a = ap.parse_args()
    nlp = load(a.weights)
    began = time.time()
    if "--no-statements" not in sys.argv: print(statements(nlp, a.data / "polnear-dev.tar.gz", a.record / "score_statements.py"))
    print(f"{time.time() - began:.1f} s")
    print("EWT", trees(nlp, a.data / "ud-ewt-dev.conllu.gz", entities=False))
    print("GUM", trees(nlp, a.data / "gum-dev.conllu.gz", entities=True))


if __name__ == "__main__":
    main()
