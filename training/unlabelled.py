"""News without annotations, for the student to learn a teacher's answers on.

What is annotated, held out, or of the record is left out. Articles that only the links are measured
on are not: nothing is told of those here but what a teacher says of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import corpora
import sources
from material import Dated, annotated_kinds, held_out

STORIES = "synthetic-plover-stories.jsonl.gz"
LONG = 900
"""Code points from which a dispatch is more than a table or a line of prices."""
OPENING = 120
"""Code points that tell an article."""


def unlabelled_articles(data: Path, record: Path) -> Iterator[Dated]:
    """Dispatches, articles of two collections, machine-written stories, and PolNeAR's articles.

    Of the dispatches seven in ten, of the stories two in three: there is more than enough.

    Args:
        data: folder of the public corpora.
        record: folder of the gold articles; those of its ``dev`` are left out.
    """
    for number, article in enumerate(_articles(data, record)):
        dispatch, story = article.id.startswith("reuters"), article.id.startswith("story")
        if not (dispatch and number % 10 > 6) and not (story and number % 3 == 0):
            yield article


def _articles(data: Path, record: Path) -> Iterator[Dated]:
    left_out = set(annotated_kinds(record)) | held_out()
    known = openings(record)
    for doc, text, day in sources.articles(data):
        long = len(text) >= LONG or not doc.startswith("reuters")
        if long and doc not in left_out and not any(o in text for o in known):
            yield Dated(doc, text, day)
    with gzip.open(data / STORIES, "rt", encoding="utf8") as lines:
        for number, story in enumerate(map(json.loads, lines)):
            yield Dated(f"story-{number}", story["text"], None)
    for name, text in corpora.polnear_texts(data / "polnear-train.tar.gz"):
        yield Dated(name, text, None)


def openings(record: Path) -> list[str]:
    """How the articles of the record begin, after a headline where there is one.

    The record numbers articles of the public collections in its own way.
    """
    out = []
    for part in ("train", "dev"):
        with (record / part / "articles.jsonl").open(encoding="utf8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        out += [text.partition("\n\n")[2].strip()[:OPENING] for text in texts]
        out += [text.strip()[:OPENING] for text in texts]
    return [o for o in out if len(o) == OPENING]
