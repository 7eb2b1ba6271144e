"""Measure what is set apart from articles, and what is read from saved pages.

usage: python benchmarks/articles.py [--shared FOLDER] [--json]

Two corpora from ../shared, beside the checkout:

- the five seed articles of ``record/dev`` with the passages that annotators called page and not
  article (``boilerplate.jsonl``), in characters other than white space;
- ``news-pages-dev``: saved pages of 24 outlets with what each outlet's own parser finds. Words
  are counted as a multiset, the headline aside, and averaged over pages. Titles are equal but
  for outer space.

Beside them, articles that hold no page clutter (Guardian, BASIL) show what is set apart wrongly.

Prints a table with the targets of the project and the floors pinned in ``floors.json``
(``quality.py`` pins them, and lowers one only with a reason); with ``--json`` the figures alone,
in per cent. Exits with 1 when a figure is under its target or its floor, with 2 without corpora.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from floors import Floors, Measured
from shared import Shared, lines

from backchannel.articles import Article, Fields, InputOptions, survey
from backchannel.articles.page import merged, read_page

FILES = (
    "data/news-pages-dev.tar.gz",
    "record/dev/articles.jsonl",
    "record/dev/boilerplate.jsonl",
)
CLEAN = ("data/guardian-syria-2018.jsonl.gz", "data/basil-triples-dev.jsonl.gz")
PINNED = Path(__file__).with_name("floors.json")
TARGETS = {
    "clutter_set_apart": 95.0,
    "body_kept": 99.5,
    "page_words_precision": 93.0,
    "page_words_recall": 97.0,
    "page_titles": 85.0,
    "page_days": 95.0,
    "clean_text_kept": 99.9,
}
_WORD = re.compile(r"\w+")


def clutter(shared: Shared) -> dict[str, float]:
    """How much of the annotated clutter is set apart, and how much of the rest is kept."""
    gold: dict[str, set[int]] = {}
    for row in lines(shared.path("record/dev/boilerplate.jsonl")):
        gold.setdefault(str(row["doc"]), set()).update(range(*row["span"]))
    found = clutter_size = kept = body_size = 0
    for row in lines(shared.path("record/dev/articles.jsonl")):
        name, text = str(row["id"]), str(row["text"])
        if row["source"] != "seed":
            continue
        inked = {i for i, char in enumerate(text) if not char.isspace()}
        apart = _apart(survey(text, Fields(), name=name))
        page = gold.get(name, set()) & inked
        found += len(page & apart)
        clutter_size += len(page)
        kept += len(inked - page - apart)
        body_size += len(inked - page)
    return {
        "clutter_set_apart": 100 * found / clutter_size,
        "body_kept": 100 * kept / body_size,
    }


def pages(shared: Shared) -> dict[str, float]:
    """Words, titles and days of saved pages."""
    precision, recall, titles, days = [], [], [], []
    for expected, markup in _saved_pages(shared.path("data/news-pages-dev.tar.gz")):
        page = read_page(markup, InputOptions())
        article = survey(page.text, merged(Fields(), page.facts), page=markup)
        want = _words(" ".join(expected["paragraphs"]))
        got = _words(" ".join(_body(article)))
        shared_words = (want & got).total()
        precision.append(shared_words / max(1, got.total()))
        recall.append(shared_words / max(1, want.total()))
        titles.append((article.title or "").strip() == expected["title"].strip())
        day = article.published.day.isoformat() if article.published else ""
        days.append(day == expected["published"][:10])
    return {
        "page_words_precision": _mean(precision),
        "page_words_recall": _mean(recall),
        "page_titles": _mean(titles),
        "page_days": _mean(days),
    }


def clean(shared: Shared) -> dict[str, float]:
    """How much is kept of articles that hold nothing but their text."""
    size = apart = 0
    for name in CLEAN:
        for row in lines(shared.path(name)):
            article = survey(str(row["text"]), Fields())
            size += len(article.text)
            apart += len(_apart(article))
    return {"clean_text_kept": 100 * (1 - apart / size)}


def _apart(article: Article) -> set[int]:
    return {i for passage in article.apart for i in range(*passage.span)}


def _body(article: Article) -> Iterator[str]:
    start = article.headline.end if article.headline else 0
    for span in article.body:
        yield article.text[max(start, span.start) : span.end]


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _mean(values: list[float] | list[bool]) -> float:
    return 100 * sum(values) / len(values)


def _saved_pages(archive: Path) -> Iterator[tuple[dict[str, object], str]]:
    with tarfile.open(archive) as tar:
        held = {m.name.removeprefix("./"): m for m in tar.getmembers() if m.isfile()}
        expected = tar.extractfile(held["expected.jsonl"])
        for line in expected.read().decode("utf-8").splitlines():
            row = json.loads(line)
            page = tar.extractfile(held["pages/" + row["page"].removesuffix(".gz")])
            yield row, page.read().decode("utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    usual = Shared.beside_checkout().folder
    parser.add_argument("--shared", type=Path, default=usual, help="folder with the corpora")
    parser.add_argument("--json", action="store_true", help="the pinned figures only, as JSON")
    options = parser.parse_args(arguments)
    shared = Shared(options.shared)
    if not all(shared.path(name).is_file() for name in (*FILES, *CLEAN)):
        print(f"skipped: the corpora are not in {shared.folder}", file=sys.stderr)
        return 2
    figures = clutter(shared) | pages(shared)
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
        return 0
    measured = Measured("articles", figures, shared.fingerprint(*FILES))
    return _report(measured, figures | clean(shared))


def _report(measured: Measured, figures: dict[str, float]) -> int:
    floors = Floors.load(PINNED)
    pinned = floors.suites["articles"].floors if "articles" in floors.suites else {}
    print(f"{'figure':<24}{'measured':>9}{'target':>8}{'floor':>8}")
    for name, value in figures.items():
        floor = f"{pinned[name]:.1f}" if name in pinned else "-"
        print(f"{name:<24}{value:>9.2f}{TARGETS[name]:>8.1f}{floor:>8}")
    print(f"corpus {measured.fingerprint}")
    broken = [f"{f.name}: {f.why}" for f in floors.failures(measured)]
    broken += [
        f"{name}: {value:.2f} is under the target"
        for name, value in figures.items()
        if value < TARGETS[name]
    ]
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
