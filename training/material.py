"""All that the reader learns from, and the labels that follow from it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

import corpora
import sources
from corpora import Example, Gold, Mention
from lemmas import script_of
from model import Labels

ANNOTATIONS = Path(__file__).parent / "annotations"
ANNOTATED_KINDS = frozenset({"message", "response"})
"""What those of our own annotations cover that do not cover every kind."""

EVERY_KIND = frozenset(label.split(":")[0] for label in corpora.TRIGGERS)

JOINED = 220
"""Words up to which short treebank documents are put one after the other."""

RAREST_SCRIPT = 4
"""Times that an edit script of a lemma must be seen to be a label."""


@dataclass(slots=True)
class Material:
    """All training examples, by corpus; ``unlabelled`` are for a student alone."""

    polnear: list[Example]
    ewt: list[Example]
    gum: list[Example]
    records: list[Example]
    unlabelled: list[Example] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier steps wrote for the second training; nothing for the first.

    Attributes:
        mentions: what ``mentions.py`` wrote.
        silver: what ``silver.py`` wrote.
    """

    mentions: Path | None = None
    silver: Path | None = None


def read_material(data: Path, record: Path, earlier: Earlier = Earlier()) -> Material:
    """Read the corpora of ``training/README.md`` from their folders."""
    tokenizer = spacy.blank("en").tokenizer
    return Material(
        _with_silver(corpora.polnear(data / "polnear-train.tar.gz", tokenizer), earlier.silver),
        joined(list(corpora.treebank(data / "ud-ewt-train.conllu.gz", entities=False))),
        list(corpora.treebank(data / "gum-train.conllu.gz", entities=True)),
        read_records(data, record, earlier),
    )


def _give(example: Example, silver: dict[str, Any]) -> None:
    """Take over the teacher's labels, punctuation's own where it is plain about a start."""
    if len(silver["upos"]) != len(example.words):
        return  # another tokenisation: better no label than a wrong one
    for name in ("upos", "xpos", "heads", "deprels"):
        setattr(example, name, silver[name])
    example.names = [tuple(n) for n in silver["names"]]
    plain = example.plain_starts
    example.starts = [p if p in (0, 1) else s for p, s in zip(plain, silver["starts"], strict=True)]
    example.silver = True


def _with_silver(examples: Iterable[Example], file: Path | None) -> list[Example]:
    """Examples with a teacher's labels, where there are any."""
    silver = json.loads(file.read_text(encoding="utf8")) if file is not None else {}
    out = list(examples)
    for e in out:
        if e.name in silver:
            _give(e, silver[e.name])
    return out


def read_records(data: Path, record: Path, earlier: Earlier = Earlier()) -> list[Example]:
    """The gold articles to learn from and our own, those held out left away.

    Args:
        data: folder of the public corpora.
        record: folder of the gold articles.
        earlier: mentions and silver labels, for the second training.
    """
    tokenizer = spacy.blank("en").tokenizer
    gold = read_gold(data, record, earlier.mentions)
    left_out = held_out()
    examples = (
        corpora.annotated(gold, doc, kinds, tokenizer)
        for doc, kinds in annotated_kinds(record).items()
        if doc not in left_out
    )
    return _with_silver(examples, earlier.silver)


def read_aside(data: Path, record: Path) -> list[Example]:
    """The annotated articles that no training sees."""
    gold, tokenizer = read_gold(data, record), spacy.blank("en").tokenizer
    kinds = annotated_kinds(record)
    return [corpora.annotated(gold, doc, kinds[doc], tokenizer) for doc in sorted(held_out())]


def read_gold(data: Path, record: Path, mentions: Path | None = None) -> Gold:
    """All annotated articles, those held out included."""
    files = [record / "train" / "gold.jsonl", *sorted(_annotation_files())]
    found: dict[str, list[Mention]] = {}
    if mentions is not None:
        raw = json.loads(mentions.read_text(encoding="utf8"))
        found = {doc: [Mention(*m) for m in of_doc] for doc, of_doc in raw.items()}
    return Gold(annotated_texts(data) | gold_texts(record), corpora.entries_of(*files), found)


def annotated_kinds(record: Path) -> dict[str, frozenset[str]]:
    """Which kinds were annotated, by document.

    The record's training articles and those that ``every-kind.ids`` lists have every kind, the
    others of our own messages and responses.
    """
    whole = _ids("every-kind.ids")
    out = dict.fromkeys(sorted(gold_texts(record)), EVERY_KIND)
    for ids in sorted(ANNOTATIONS.glob("*.ids")):
        if ids.with_suffix(".jsonl").exists():
            for doc in sorted(_ids(ids.name)):
                out[doc] = EVERY_KIND if doc in whole else ANNOTATED_KINDS
    return out


def held_out() -> frozenset[str]:
    """Documents that no training sees: confidence is calibrated on them."""
    return _ids("held-out.ids")


def _ids(name: str) -> frozenset[str]:
    file = ANNOTATIONS / name
    return frozenset(file.read_text(encoding="utf8").split()) if file.exists() else frozenset()


def _annotation_files() -> Iterator[Path]:
    for file in ANNOTATIONS.glob("*.jsonl"):
        if not file.name.endswith(".articles.jsonl"):
            yield file


def gold_texts(record: Path) -> dict[str, str]:
    """Texts of the record's training articles, by id."""
    with (record / "train" / "articles.jsonl").open(encoding="utf8") as lines:
        return {a["id"]: a["text"] for a in map(json.loads, lines)}


def annotated_texts(data: Path) -> dict[str, str]:
    """Texts that our annotations point into, by id: of public corpora, and our own."""
    return {a.id: a.text for a in annotated_articles(data)}


@dataclass(frozen=True, slots=True)
class Dated:
    """An annotated article with its day of publication (ISO), where known."""

    id: str
    text: str
    day: str | None


def annotated_articles(data: Path, record: Path | None = None) -> Iterator[Dated]:
    """The articles that annotations point into; with ``record``, its training articles too."""
    for doc, text, day in sources.articles(data):
        yield Dated(doc, text, day)
    files = sorted(ANNOTATIONS.glob("*.articles.jsonl"))
    for file in [*files, *([record / "train" / "articles.jsonl"] if record else [])]:
        with file.open(encoding="utf8") as lines:
            for a in map(json.loads, lines):
                yield Dated(a["id"], a["text"], (a.get("published") or "")[:10] or None)


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
        modes=tuple(f"{kind}:{v}" for kind, (_, values) in corpora.MODES.items() for v in values),
    )
