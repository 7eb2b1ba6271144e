"""Rebuilds the article texts that the stand-off annotations here point into.

The annotations hold offsets only (code points, ends exclusive); the texts stay
in the public data sets they come from:

- ``reuters-N``: Reuters-21578, spring 1987, N the dispatch's own number.
- ``basil-N``: BASIL (launchnlp/BASIL), N the 0-based line of its JSONL file.
- ``guardian-syria-N``: ahalterman/NGEC's example articles, N likewise.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REUTERS = "reuters-1987-spring.jsonl"
BASIL = "basil-triples-dev.jsonl"
GUARDIAN = "guardian-syria-2018.jsonl"


def texts(data_dir: Path) -> Iterator[tuple[str, str]]:
    """Yield every article as (id, text), in the order of the files; see `articles`."""
    for doc, text, _ in articles(data_dir):
        yield doc, text


def articles(data_dir: Path) -> Iterator[tuple[str, str, str]]:
    """Yield every article as (id, text, day of publication), in the order of the files.

    A Reuters or BASIL text is headline, empty line, body, newline (without a
    headline: body, newline); a Guardian text is the body as stored. All else,
    Reuters' closing end-of-text character included, is left as it stands,
    because an offset counts it.

    Args:
        data_dir: folder with the three JSONL files, gzipped or not.

    Raises:
        OSError: a file is missing or unreadable.
        ValueError: a line is not JSON.
        KeyError: a record lacks a field.
    """
    for _, record in _records(data_dir / REUTERS):
        text = _headed(record["title"], record["text"])
        yield f"reuters-{record['id']}", text, record["published"][:10]
    for line, record in _records(data_dir / BASIL):
        text = _headed(record["title"], record["text"])
        yield f"basil-{line}", text, record["published"][:10]
    for line, record in _records(data_dir / GUARDIAN):
        yield f"guardian-syria-{line}", record["text"], record["published"][:10]


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # newline="\n": a carriage return inside a record must not start a line.
    packed = path.with_name(path.name + ".gz")
    opener = gzip.open if packed.exists() else open
    with opener(packed if packed.exists() else path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            yield number, json.loads(line)


def _headed(title: str, body: str) -> str:
    return f"{title}\n\n{body}\n" if title else f"{body}\n"
