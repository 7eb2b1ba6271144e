"""Measure lineage: which articles come from one origin, and which agencies they name.

usage: python benchmarks/lineage.py [--shared FOLDER] [--all]

Five measurements; all are of pairs of articles that share a key, as a record would compare them:

- the ten pairs of the five seeds, against ``record/dev/lineage.jsonl``;
- reissues among 2,000 Reuters dispatches of 1987, drawn by a fixed seed, against all pairs whose
  five-word shingles have a Jaccard of at least 0.8, found by comparing every pair;
- rewrites against independent reports of the same event, on the test half of ``rewrites.jsonl``:
  tied as rewrite or reprint, or not;
- pairs of the BASIL triples (same event, three outlets) tied as rewrite or reprint, each printed
  with what shows it, for a reader to judge;
- agencies named, on PolNeAR's train articles. Its ``wire`` column says whose text it is: that is
  compared with what the text says of itself as a whole. Its ``credit`` column is a "hat tip" that
  stood under the article and is not in the texts: it counts where the text itself has the name.

What each trait and each sort of key is worth is measured by ``lineage_ablation.py``.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from floors import Measured, fingerprint
from shared import ROOT, Shared, lines

from backchannel.articles.article import Article
from backchannel.articles.fields import Fields, take_fields
from backchannel.articles.survey import survey
from backchannel.links.agencies import names_of, source_of
from backchannel.links.lineage import Profile, lineage_of, profile_of
from backchannel.links.link import LineageLink, Sheet

REWRITES = ROOT / "benchmarks" / "rewrites.jsonl"
SEEDS = ("record/dev/articles.jsonl", "record/dev/lineage.jsonl")
REUTERS = "data/reuters-1987-spring.jsonl.gz"
TRIPLES = "data/basil-triples-dev.jsonl.gz"
POLNEAR = ("data/polnear-train.tar.gz", "data/polnear-metadata.tsv")
SAMPLE, DRAWN_BY = 2_000, 1987
ONE_TEXT = 0.8
TIED = ("same", "reissue", "reprint", "rewrite")
_WORD = re.compile(r"\w+")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Articles as the record would link them.

    Attributes:
        rows: as received, by id.
        profiles: by id.
        links: of every pair that shares a key and is tied; the pair in order.
    """

    rows: Mapping[str, Mapping[str, object]]
    profiles: Mapping[str, Profile]
    links: Mapping[Pair, LineageLink]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, object]]) -> Told:
        """Profiles and links of articles that have an ``id``."""
        by_id = {str(row["id"]): row for row in rows}
        profiles = {i: profile_of(Sheet(i, article_of(row), ())) for i, row in by_id.items()}
        found = {(x, y): lineage_of(profiles[x], profiles[y]) for x, y in candidates(profiles)}
        return cls(by_id, profiles, {p: link for p, link in found.items() if link is not None})

    def kind(self, one: str, other: str) -> str | None:
        """How two articles are tied; ``None``: not at all."""
        link = self.links.get(_pair(one, other))
        return link.kind if link else None


def article_of(row: Mapping[str, object]) -> Article:
    """The article of a row, fields without a value left out."""
    known = {name: value for name, value in row.items() if value is not None}
    return survey(str(row["text"]), take_fields(known).fields)


def candidates(profiles: Mapping[str, Profile]) -> list[Pair]:
    """The pairs that share a key."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, profile in profiles.items():
        for key in profile.keys:
            holders[key].append(name)
    return sorted({_pair(x, y) for some in holders.values() for x, y in combinations(some, 2)})


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def seeds(shared: Shared) -> dict[str, float]:
    """Per cent of the seeds' ten pairs told right: tied as one origin, or not."""
    articles, gold = (list(lines(shared.path(name))) for name in SEEDS)
    named = {str(row[side]) for row in gold for side in ("a", "b")}
    told = Told.of(row for row in articles if row["id"] in named)
    right = [
        (told.kind(str(row["a"]), str(row["b"])) in TIED) == (row["relation"] != "unrelated")
        for row in gold
    ]
    return {"seed pairs": _per_cent(sum(right), len(right))}


def reissues(shared: Shared, sample: int | None = SAMPLE) -> dict[str, float]:
    """Recall and precision of same and reissue, on a sample or (``None``) on all dispatches."""
    rows = list(lines(shared.path(REUTERS)))
    if sample is not None:
        rows = random.Random(DRAWN_BY).sample(rows, sample)
    told = Told.of(rows)
    gold = one_text(told)
    found = {pair for pair, link in told.links.items() if link.kind in ("same", "reissue")}
    for pair in sorted(gold ^ found):
        what = "missed" if pair in gold else "wrong"
        print(f"  {what}: {' | '.join(str(told.rows[i].get('title')) for i in pair)}")
    hits = len(gold & found)
    print(f"  reissues: {len(gold)} pairs, {len(found)} found, {hits} of them right")
    return {
        "reissues recall": _per_cent(hits, len(gold)),
        "reissues precision": _per_cent(hits, len(found)),
    }


def one_text(told: Told) -> set[Pair]:
    """All pairs whose bodies' five-word shingles have a Jaccard of at least 0.8, exhaustively.

    Counted here, not by the program: words are runs of letters and digits, without case.
    """
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for name, row in told.rows.items():
        found = _shingles(article_of(row))
        sizes[name] = len(found)
        for shingle in found:
            holders[shingle].append(name)
    common: Counter[Pair] = Counter()
    for some in holders.values():
        common.update(_pair(x, y) for x, y in combinations(some, 2))
    return {(x, y) for (x, y), n in common.items() if n >= ONE_TEXT * (sizes[x] + sizes[y] - n)}


def _shingles(article: Article) -> set[tuple[str, ...]]:
    headline = article.headline
    spans = [s for s in article.body if headline is None or not s.overlaps(headline)]
    words = [w.lower() for s in spans for w in _WORD.findall(s.of(article.text))]
    if not words:
        return set()
    return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def rewrites(half: str = "test") -> dict[str, float]:
    """F1 of telling rewrites from independent reports of the same event, original with each."""
    told = Told.of(row for row in lines(REWRITES) if row["half"] == half)
    events = sorted({str(row["event"]) for row in told.rows.values()})
    tied = {
        role: [told.kind(f"{e}-original", f"{e}-{role}") in TIED for e in events]
        for role in ("rewrite", "independent")
    }
    hits, wrong = sum(tied["rewrite"]), sum(tied["independent"])
    other = sum(told.kind(f"{e}-rewrite", f"{e}-independent") in TIED for e in events)
    print(f"  {half}: {hits} of {len(events)} rewrites tied, {wrong} of the originals with an")
    print(f"  independent report, {other} of the rewrites with it")
    return {"rewrites F1": _per_cent(2 * hits, hits + wrong + len(events))}


def triples(shared: Shared, *, show: bool = True) -> dict[str, float]:
    """Per cent of BASIL's pairs, of one event in two outlets, left apart: higher is better."""
    rows = list(lines(shared.path(TRIPLES)))
    told = Told.of(rows)
    events: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        events[str(row["triplet"])].append(str(row["id"]))
    pairs = sorted(_pair(x, y) for some in events.values() for x, y in combinations(some, 2))
    tied = [pair for pair in pairs if told.kind(*pair) in TIED]
    if show:
        for pair in tied:
            _show(told, pair)
    return {"triples left apart": _per_cent(len(pairs) - len(tied), len(pairs))}


def _show(told: Told, pair: Pair) -> None:
    link = told.links[pair]
    rows = [told.rows[i] for i in (link.first, link.second)]
    print(f"  {link.kind} {link.score:.2f}: {' | '.join(link.reasons)}")
    for row in rows:
        print(f"    {row['outlet']}, {row['published']}: {row['title']}")
    for alignment in link.alignments:
        print(f"      {alignment.how}")
        for row, span in zip(rows, (alignment.first, alignment.second), strict=True):
            print(f"        {' '.join(span.of(str(row['text'])).split())}")


def agencies(shared: Shared) -> dict[str, float]:
    """Precision and recall of the agencies that PolNeAR's articles name."""
    archive, table = (shared.path(name) for name in POLNEAR)
    with table.open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle, delimiter="\t") if r["compartment"] == "train"]
    texts = dict(_texts(archive))
    counts: Counter[str] = Counter()
    for row in rows:
        text = texts[row["filename"]]
        named = names_of(survey(text, Fields()))
        whole = {n.agency for n in named if n.whole}
        wire = source_of(row["wire"])
        counts["named"] += len(whole)
        counts["wires"] += wire is not None
        counts["wires found"] += wire in whole
        credit = row["credit"].removeprefix("h/t:").strip(" .")
        if credit != "None":
            counts["credits"] += 1
            if re.search(rf"(?<!\w){re.escape(credit)}(?!\w)", text):
                counts["credits in text"] += 1
                counts["credits found"] += source_of(credit) in {n.agency for n in named}
    print("  agencies: " + ", ".join(f"{n} {name}" for name, n in sorted(counts.items())))
    found = counts["wires found"] + counts["credits found"]
    return {
        "agencies precision": _per_cent(counts["wires found"], counts["named"]),
        "agencies recall": _per_cent(found, counts["wires"] + counts["credits in text"]),
    }


def _texts(archive: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith(".txt") else None
            if handle is not None:
                yield Path(member.name).stem, handle.read().decode("utf-8")


def lineage(shared: Shared) -> Measured:
    """All five measurements."""
    figures = seeds(shared) | reissues(shared) | rewrites() | triples(shared) | agencies(shared)
    names = (*SEEDS, REUTERS, TRIPLES, *POLNEAR)
    files = [(name, shared.path(name).read_bytes()) for name in names]
    return Measured("lineage", figures, fingerprint([*files, ("rewrites", REWRITES.read_bytes())]))


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Shared.beside_checkout().folder)
    parser.add_argument("--all", action="store_true", help="reissues among all dispatches too")
    options = parser.parse_args(arguments)
    shared = Shared(options.shared)
    if not shared.there:
        print(f"no corpora in {shared.folder}", file=sys.stderr)
        return 2
    print(json.dumps(lineage(shared).figures, indent=2))
    if options.all:
        print(json.dumps(reissues(shared, None), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
