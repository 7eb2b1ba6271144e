"""The training corpora as examples: words with gaps, and labels for the tasks each corpus knows.

Everything here reads public data in place (see README.md for where it lies) and keeps nothing.
"""

from __future__ import annotations

import json
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy

from conllu import Sentence, read_conllu
from names import NAME_TYPES, mentions_of, name_spans

TRIGGERS = (
    "message",
    *("response:" + s for s in ("confirm", "deny", "doubt", "decline", "correct")),
    *("signal:" + s for s in ("threat", "warning", "demand", "promise", "restraint")),
    *("position:" + s for s in ("support", "condemn", "reject")),
    *(
        "event:" + s
        for s in (
            "ASSAULT COERCE MOBILIZE RETREAT CONSULT AGREE COOPERATE AID SANCTION PROTEST".split()
        )
    ),
    "tally",
    *("relation:" + s for s in "backs commands allied hostile represents mediates".split()),
    "forecast",
)
TYPE_FIELD = {
    "response": "stance",
    "signal": "type",
    "position": "stance",
    "event": "type",
    "relation": "type",
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word spans, ends exclusive."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Example:
    """One text. Labels are None where the corpus does not have the task.

    ``heads`` are word indices (-1: root); ``clusters`` map a mention's head word to its entity;
    ``triggers`` are (first word, last word + 1, label) with ``kinds`` the kinds annotated;
    ``passages`` are (label, trigger, span): content of a message, claim of a response.
    """

    name: str
    words: list[str]
    spaces: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    starts: list[int] | None = None
    names: list[tuple[int, int, str]] | None = None
    clusters: list[tuple[int, int]] | None = None
    attributions: list[Attribution] | None = None
    triggers: list[tuple[int, int, str]] | None = None
    kinds: frozenset[str] = frozenset()
    passages: list[tuple[str, tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def treebank(path: Path, *, entities: bool) -> Iterator[Example]:
    """Documents of a UD treebank; with ``entities``, GUM's names and coreference as well."""
    for name, sentences in read_conllu(path):
        example = Example(name, [], [], [], [], [], [], [], [])
        if entities:
            example.names, example.clusters = [], []
        for sentence in sentences:
            _add_sentence(example, sentence, entities)
        yield example


def _add_sentence(example: Example, sentence: Sentence, entities: bool) -> None:
    base = len(example.words)
    for i, w in enumerate(sentence.words):
        before = sentence.words[i - 1].space_after if i else False
        example.words.append(w.form)
        example.spaces.append(
            (" " if before else "") if i else ("\n\n" if sentence.paragraph else " ")
        )
        example.upos.append(w.upos)
        example.xpos.append(w.xpos)
        example.lemmas.append(w.lemma)
        example.heads.append(base + w.head - 1 if w.head else -1)
        example.deprels.append(w.deprel)
        example.starts.append(int(i == 0))
    if entities:
        example.names += [(base + a, base + b, t) for a, b, t in name_spans(sentence)]
        example.clusters += [(base + m.head, m.entity) for m in mentions_of(sentence)]


class RawTokens:
    """A raw text as the program tokenises it: words that are not white space, with offsets."""

    def __init__(self, text: str, tokenizer: spacy.tokenizer.Tokenizer) -> None:
        tokens = [t for t in tokenizer(text) if not t.is_space]
        self.words = [t.text for t in tokens]
        self.starts = [t.idx for t in tokens]
        self.ends = [t.idx + len(t) for t in tokens]
        self.spaces = [
            text[(self.ends[i - 1] if i else 0) : self.starts[i]] for i in range(len(tokens))
        ]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that overlap the characters [start, end)."""
        inside = [
            i for i in range(len(self.words)) if self.starts[i] < end and start < self.ends[i]
        ]
        return (inside[0], inside[-1] + 1) if inside else None


def polnear(archive: Path, tokenizer: spacy.tokenizer.Tokenizer) -> Iterator[Example]:
    """PolNeAR articles; of several annotators the first by file name counts, as in the scorer."""
    texts: dict[str, str] = {}
    annotations: dict[str, dict[str, str]] = defaultdict(dict)
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            stem = Path(member.name).name
            content = handle.read().decode("utf8")
            if stem.endswith(".txt"):
                texts[stem[:-4]] = content
            elif stem.endswith(".ann"):
                annotations[stem[:-4].rpartition("_")[0]][stem] = content
    for stem in sorted(texts):
        if stem in annotations:
            first = annotations[stem][min(annotations[stem])]
            yield attribution_example(stem, texts[stem], brat_attributions(first), tokenizer)


def brat_attributions(ann: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The E lines of a brat file as role → character spans."""
    spans: dict[str, list[tuple[int, int]]] = {}
    out = []
    lines = [line.split("\t") for line in ann.split("\n")]
    for part in lines:
        if part[0].startswith("T") and len(part) > 2:
            _, rest = part[1].split(" ", 1)
            spans[part[0]] = [tuple(map(int, s.split())) for s in rest.split(";")]  # type: ignore[misc]
    for part in lines:
        if part[0].startswith("E") and len(part) > 1:
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for item in part[1].split():
                role, _, key = item.partition(":")
                if key in spans:
                    roles[role.rstrip("0123456789")] += spans[key]
            out.append(roles)
    return out


def attribution_example(
    name: str,
    text: str,
    attributions: list[dict[str, list[tuple[int, int]]]],
    tokenizer: spacy.tokenizer.Tokenizer,
) -> Example:
    """A text with its attributions; those without a cue or content are left out."""
    tokens = RawTokens(text, tokenizer)
    example = Example(name, tokens.words, tokens.spaces, attributions=[])
    for roles in attributions:
        if not roles["Cue"] or not roles["Content"]:
            continue
        words = {
            r: [w for s in roles[r] if (w := tokens.span(*s))] for r in ("Cue", "Source", "Content")
        }
        if words["Cue"] and words["Content"]:
            example.attributions.append(
                Attribution(words["Cue"][0], tuple(words["Source"]), tuple(words["Content"]))
            )
    return example


def record(
    articles: Path,
    gold: Path,
    kinds: frozenset[str],
    tokenizer: spacy.tokenizer.Tokenizer,
    ids: set[str] | None = None,
) -> Iterator[Example]:
    """Annotated articles in the record's own format (``GUIDE.md``)."""
    with articles.open(encoding="utf8") as lines:
        texts = {a["id"]: a["text"] for a in map(json.loads, lines)}
    yield from annotated(texts, gold, kinds, tokenizer, ids)


def annotated(
    texts: dict[str, str],
    gold: Path,
    kinds: frozenset[str],
    tokenizer: spacy.tokenizer.Tokenizer,
    ids: set[str] | None,
) -> Iterator[Example]:
    """Texts with the entries of a gold file, of the given kinds; of ``ids`` only, if given."""
    entries: dict[str, list[dict[str, object]]] = defaultdict(list)
    with gold.open(encoding="utf8") as lines:
        for entry in map(json.loads, lines):
            entries[entry["doc"]].append(entry)
    for doc in sorted(ids if ids is not None else texts):
        if doc not in texts:
            continue
        tokens = RawTokens(texts[doc], tokenizer)
        example = Example(doc, tokens.words, tokens.spaces, triggers=[], kinds=kinds)
        for entry in entries[doc]:
            if entry["kind"] in kinds:
                _add_entry(example, entry, tokens)
        yield example


def _add_entry(example: Example, entry: dict, tokens: RawTokens) -> None:
    kind = entry["kind"]
    label = kind if kind not in TYPE_FIELD else f"{kind}:{entry[TYPE_FIELD[kind]]}"
    trigger = tokens.span(*entry["trigger"])
    if trigger is None or label not in TRIGGERS:
        return
    if (*trigger, label) not in example.triggers:
        example.triggers.append((*trigger, label))
    passage = entry.get({"message": "content", "response": "claim"}.get(kind, ""))
    if kind in ("message", "response"):
        words = tokens.span(*passage) if passage else None
        example.passages.append((kind, trigger, words or (0, 0)))


__all__ = [
    "NAME_TYPES",
    "TRIGGERS",
    "Attribution",
    "Example",
    "annotated",
    "polnear",
    "record",
    "treebank",
]
