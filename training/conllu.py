"""CoNLL-U files, sentence by sentence."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; ``head`` is 1-based within its sentence, 0 at the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    entity: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a sentence, and whether it opens a paragraph."""

    words: tuple[Word, ...]
    paragraph: bool


def read_conllu(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield (document id, sentences). Empty nodes are dropped; a multiword token's parts join."""
    name, sentences, lines, paragraph = "", [], [], False
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as handle:
        for raw in handle:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    yield name, sentences
                name, sentences, paragraph = line.partition("=")[2].strip(), [], True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line and not line.startswith("#"):
                lines.append(line.split("\t"))
            elif not line and lines:
                sentences.append(Sentence(tuple(_words(lines)), paragraph))
                lines, paragraph = [], False
    if sentences:
        yield name, sentences


def _words(lines: list[list[str]]) -> Iterator[Word]:
    joined_until, space_after_joined = 0, True
    for part in lines:
        misc = dict(f.split("=", 1) for f in part[9].split("|") if "=" in f)
        space = misc.get("SpaceAfter") != "No"
        if "-" in part[0]:
            joined_until, space_after_joined = int(part[0].split("-")[1]), space
        elif "." not in part[0]:
            at = int(part[0])
            if at < joined_until:
                space = False
            elif at == joined_until:
                space = space_after_joined
            yield Word(
                part[1],
                part[2],
                part[3],
                part[4],
                int(part[6]),
                part[7],
                misc.get("Entity", ""),
                space,
            )
