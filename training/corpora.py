"""The training corpora as examples: words with gaps, and labels for the tasks each corpus knows.

Everything here reads public data in place (see README.md for where it lies) and keeps nothing.
"""

from __future__ import annotations

import json
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from backchannel.reader.calibration import VOICE
from backchannel.reader.sentences import plain_starts
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
PARTY_ROLES = {
    "message": ("sender", "recipient", "intermediary"),
    "signal": ("issuer", "target"),
    "response": ("responder", "claimant"),
    "position": ("holder", "target"),
    "event": ("actor", "recipient"),
    "relation": ("subject", "object"),
    "forecast": ("forecaster",),
}
"""The party fields of each kind, in the order of the network's roles; the last role, of all kinds,
is who says so."""

PASSAGES = {
    "message": ("content",),
    "signal": ("consequence", "condition"),
    "response": ("claim",),
    "position": ("about",),
    "forecast": ("what",),
}
"""The span fields of each kind, in the order of the network's roles."""

MODES = {
    "event": ("actuality", ("actual", "planned", "denied")),
    "relation": ("polarity", ("asserted", "denied")),
    "forecast": ("likelihood", ("certain", "likely", "possible", "unlikely")),
}
"""The field of a kind that the words of the trigger decide, and its values."""

NEARBY = 60
"""Words around the evidence in which a party without a code is looked for by its name."""

SAME_CODES = ({"ISLAMIC_STATE", "ISIS"}, {"ISLAMIC_STATE", "IS"}, {"HOUTHIS", "ANSAR_ALLAH"})

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
class Question:
    """What is asked of a trigger: its passages, its parties and its mode.

    Attributes:
        kind: of the entry.
        trigger: words, end exclusive.
        passages: a word span or nothing for each role of ``PASSAGES``.
        parties: for each role the words that stand for a right party (none where the field is
            empty), or ``None`` where the kind has no such role, or no word is known to.
        mode: place in ``MODES``, or ``None``.
    """

    kind: str
    trigger: tuple[int, int]
    passages: tuple[tuple[int, int] | None, ...] = ()
    parties: list[set[int] | None] = field(default_factory=list)
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that stands for a party: its first character, the party's name and code."""

    start: int
    name: str
    code: str | None


@dataclass(slots=True)
class Example:
    """One text. Labels are None where the corpus does not have the task.

    ``heads`` are word indices (-1: root); ``clusters`` map a mention's head word to its entity;
    ``triggers`` are (first word, last word + 1, label) with ``kinds`` the kinds annotated;
    ``silver`` says that tags, trees and names are a teacher's; ``plain_starts`` say where
    sentences start in texts without trees;
    ``questions`` are what is asked of them, ``mentions`` the words among which parties are chosen;
    ``pseudo`` says that cues and triggers are where a teacher would ask, and not annotated.
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
    plain_starts: list[int] | None = None
    silver: bool = False
    pseudo: bool = False
    questions: list[Question] = field(default_factory=list)
    mentions: frozenset[int] = frozenset()


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
    for stem, text, ann in _polnear(archive):
        yield attribution_example(stem, text, brat_attributions(ann), tokenizer)


def polnear_texts(archive: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of the annotated PolNeAR articles."""
    for stem, text, _ in _polnear(archive):
        yield stem, text


def _polnear(archive: Path) -> Iterator[tuple[str, str, str]]:
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
            yield stem, texts[stem], annotations[stem][min(annotations[stem])]


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
    example.plain_starts = plain_starts(tokens.words, tokens.spaces)
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


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated articles.

    Attributes:
        texts: by document.
        entries: by document, as in ``GUIDE.md``.
        mentions: by document; empty for the first training, which comes before them.
    """

    texts: Mapping[str, str]
    entries: Mapping[str, Sequence[dict[str, Any]]]
    mentions: Mapping[str, Sequence[Mention]] = field(default_factory=dict)


def entries_of(*files: Path) -> dict[str, list[dict[str, Any]]]:
    """Entries by document, of files in the format of ``GUIDE.md``."""
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in files:
        with file.open(encoding="utf8") as lines:
            for entry in map(json.loads, lines):
                out[entry["doc"]].append(entry)
    return out


def annotated(
    gold: Gold, doc: str, kinds: frozenset[str], tokenizer: spacy.tokenizer.Tokenizer
) -> Example:
    """A document with its entries of the given kinds, all of which were annotated."""
    tokens = RawTokens(gold.texts[doc], tokenizer)
    word_at = {start: i for i, start in enumerate(tokens.starts)}
    mentions = {word_at[m.start]: m for m in gold.mentions.get(doc, ()) if m.start in word_at}
    example = Example(doc, tokens.words, tokens.spaces, triggers=[], kinds=kinds)
    example.plain_starts = plain_starts(tokens.words, tokens.spaces)
    example.mentions = frozenset(mentions)
    for entry in gold.entries.get(doc, ()):
        if entry["kind"] in kinds:
            _add_entry(example, entry, tokens, mentions)
    return example


def _add_entry(
    example: Example, entry: dict[str, Any], tokens: RawTokens, mentions: Mapping[int, Mention]
) -> None:
    kind = entry["kind"]
    label = kind if kind not in TYPE_FIELD else f"{kind}:{entry[TYPE_FIELD[kind]]}"
    trigger = tokens.span(*entry["trigger"])
    if trigger is None or label not in TRIGGERS:
        return
    if (*trigger, label) not in example.triggers:
        example.triggers.append((*trigger, label))
    question = Question(kind, trigger)
    spans = [entry.get(f) for f in PASSAGES.get(kind, ())]
    question.passages = tuple(tokens.span(*s) if s else None for s in spans)
    if example.mentions:
        evidence = tokens.span(*entry["evidence"]) or trigger
        roles = PARTY_ROLES.get(kind, ())
        question.parties = [_words_for(entry.get(r), mentions, evidence) for r in roles]
        question.parties += [None] * (VOICE - len(roles))
        # Of offices the guide has the article itself say so, wherever they stand.
        office = label == "relation:represents"
        question.parties.append(None if office else _voice(entry["attributed_to"], mentions))
    if kind in MODES:
        name, values = MODES[kind]
        question.mode = values.index(entry[name])
    _ask(example, question)


def _words_for(
    party: dict[str, str | None] | None, mentions: Mapping[int, Mention], evidence: tuple[int, int]
) -> set[int] | None:
    """The mentions of a party: those of its code, or, without a code, of its last word nearby."""
    if party is None:
        return set()
    if party["code"]:
        found = {i for i, m in mentions.items() if _same_code(m.code, party["code"])}
    else:
        last = _last_word(party["name"])
        near = range(evidence[0] - NEARBY, evidence[1] + NEARBY)
        found = {i for i in near if i in mentions and _last_word(mentions[i].name) == last}
    return found or None


def _voice(sources: Sequence[str], mentions: Mapping[int, Mention]) -> set[int] | None:
    """The mentions of the nearest source, by its name, else by the last word of it."""
    if not sources:
        return set()
    name, last = sources[0].lower(), _last_word(sources[0])
    found = {i for i, m in mentions.items() if m.name.lower() == name}
    return found or {i for i, m in mentions.items() if _last_word(m.name) == last} or None


def _same_code(a: str | None, b: str | None) -> bool:
    return a is not None and (a == b or {a, b} in SAME_CODES)


def _last_word(name: str | None) -> str:
    return (name or "").lower().rsplit(maxsplit=1)[-1].removesuffix("s")


def _ask(example: Example, question: Question) -> None:
    """Take up a question; parties that share a trigger ("Britain and France said") share it too."""
    for other in example.questions:
        if other.kind == question.kind and other.trigger == question.trigger:
            pairs = zip(other.parties, question.parties, strict=True)
            other.parties = [a | b if a and b else a or b for a, b in pairs]
            return
    example.questions.append(question)


__all__ = [
    "NAME_TYPES",
    "TRIGGERS",
    "Attribution",
    "Example",
    "Gold",
    "Mention",
    "annotated",
    "entries_of",
    "polnear",
    "treebank",
]
