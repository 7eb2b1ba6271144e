"""All that the reader learns from, and the labels that follow from it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import spacy

import corpora
import sources
from corpora import Example
from lemmas import script_of
from model import Labels

ANNOTATIONS = Path(__file__).parent / "annotations"
ANNOTATED_KINDS = frozenset({"message", "response"})
"""What our own annotations cover; the record's training articles have every kind."""

JOINED = 220
"""Words up to which short treebank documents are put one after the other."""

RAREST_SCRIPT = 4
"""Times that an edit script of a lemma must be seen to be a label."""


@dataclass(slots=True)
class Material:
    """All training examples, by corpus."""

    polnear: list[Example]
    ewt: list[Example]
    gum: list[Example]
    records: list[Example]


def read_material(data: Path, record: Path) -> Material:
    """Read the corpora of ``training/README.md`` from their folders."""
    tokenizer = spacy.blank("en").tokenizer
    return Material(
        list(corpora.polnear(data / "polnear-train.tar.gz", tokenizer)),
        joined(list(corpora.treebank(data / "ud-ewt-train.conllu.gz", entities=False))),
        list(corpora.treebank(data / "gum-train.conllu.gz", entities=True)),
        read_records(data, record),
    )


def read_records(data: Path, record: Path) -> list[Example]:
    """The gold articles to learn from, and our own annotations (messages and responses only)."""
    tokenizer = spacy.blank("en").tokenizer
    every = frozenset(label.split(":")[0] for label in corpora.TRIGGERS)
    gold = record / "train" / "gold.jsonl"
    out = list(corpora.record(record / "train" / "articles.jsonl", gold, every, tokenizer))
    texts = annotated_texts(data)
    for ids in sorted(ANNOTATIONS.glob("*.ids")):
        wanted = set(ids.read_text(encoding="utf8").split())
        gold = ids.with_suffix(".jsonl")
        if gold.exists():
            out += corpora.annotated(texts, gold, ANNOTATED_KINDS, tokenizer, wanted)
    return out


def annotated_texts(data: Path) -> dict[str, str]:
    """Texts that our annotations point into, by id: of public corpora, and our own."""
    texts = dict(sources.texts(data))
    for file in ANNOTATIONS.glob("*.articles.jsonl"):
        with file.open(encoding="utf8") as lines:
            texts |= {a["id"]: a["text"] for a in map(json.loads, lines)}
    return texts


def joined(examples: list[Example], size: int = JOINED) -> list[Example]:
    """Put short treebank documents one after the other, as paragraphs of one text."""
    out: list[Example] = []
    for e in examples:
        if out and len(out[-1].words) + len(e.words) < size:
            a, base = out[-1], len(out[-1].words)
            for f in ("words", "spaces", "upos", "xpos", "lemmas", "deprels", "starts"):
                getattr(a, f).extend(getattr(e, f))
            a.heads.extend(h + base if h >= 0 else -1 for h in e.heads)
        else:
            out.append(e)
    return out


def make_labels(m: Material) -> Labels:
    """The labels that the corpora use, in an order that does not depend on the run."""
    trees = m.ewt + m.gum
    lemmas = (pair for e in trees for pair in zip(e.words, e.lemmas, strict=True))
    scripts = Counter(script_of(form, lemma) for form, lemma in lemmas)
    return Labels(
        upos=tuple(sorted({t for e in trees for t in e.upos})),
        xpos=tuple(sorted({t for e in trees for t in e.xpos})),
        lemma=tuple(s for s, n in scripts.most_common() if n >= RAREST_SCRIPT),
        deprel=tuple(sorted({t for e in trees for t in e.deprels})),
        names=("O", *(f"{b}-{t}" for t in corpora.NAME_TYPES.values() for b in "BI")),
        triggers=corpora.TRIGGERS,
    )
