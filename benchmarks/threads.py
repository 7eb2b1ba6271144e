"""Measure which entries of different articles are tied as telling the same.

usage: python benchmarks/threads.py [--records FOLDER] [--keep FOLDER] [--wrong]

``thread-pairs.jsonl`` holds pairs of entries of different articles, each by its article and the
characters of its trigger (of a statement, its evidence), annotated as telling the same or not;
``half`` says whether a pair is there to fit on or to test on, no story in both. A pair counts as
tied where the record's stored links tie the entries that lie best over the two places.

Besides: the share of BASIL's article pairs (three outlets on one event) that a link ties, and
what each sort of evidence is worth. ``--records`` takes records read before, one a corpus
("basil.db"); ``--keep`` leaves those that are made in a folder; ``--wrong`` lists what is wrong
in the test half.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from entries import PROGRAM, BenchmarkError
from floors import Measured
from shared import Shared, lines

from backchannel import Record
from backchannel.links.link import Sheet
from backchannel.record.query import Line
from backchannel.span import Span

PAIRS = Path(__file__).with_name("thread-pairs.jsonl")
REWRITES = Path(__file__).with_name("rewrites.jsonl")
BASIL = "data/basil-triples-dev.jsonl.gz"
CORPORA: Mapping[str, str] = {
    "basil": BASIL,
    "guardian": "data/guardian-syria-2018.jsonl.gz",
    "reuters": "data/reuters-1987-spring.jsonl.gz",
}
SEEDS = "seeds"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of different articles, and whether they tell the same.

    Attributes:
        corpus: where the articles come from.
        kind: the entries' kind.
        first, second: name of the article, and where the entry's trigger or evidence stands.
        same: whether both tell the same message, signal, response, event, figure or utterance.
        half: ``fit`` or ``test``.
    """

    corpus: str
    kind: str
    first: tuple[str, Span]
    second: tuple[str, Span]
    same: bool
    half: str


@dataclass(frozen=True, slots=True)
class Told:
    """One corpus as read and linked.

    Attributes:
        sheets: by every name of the article.
        tied: ids of entries that a link ties as the same, the lesser first.
    """

    sheets: Mapping[str, Sheet]
    tied: frozenset[tuple[str, str]]

    def places(self, name: str, kind: str, span: Span) -> list[Line]:
        """The entries of a kind that lie best over a place; several where parties act jointly."""
        found = [x for x in self.sheets[name].lines if x.entry.kind == kind]
        shares = [_overlap(_place(x), span) for x in found]
        if not any(shares):  # another word was taken for the one that names the act
            shares = [_overlap(Span(*x.entry.evidence), span) for x in found]
        best = max(shares, default=0.0)
        return [x for x, share in zip(found, shares, strict=True) if share == best > 0]

    def reads(self, pair: Pair) -> bool:
        """Whether both entries of a pair were read."""
        return all(self.places(n, pair.kind, s) for n, s in (pair.first, pair.second))

    def ties(self, pair: Pair) -> bool:
        """Whether a link ties the entries of a pair; what was not read again is not tied."""
        first, second = (self.places(name, pair.kind, s) for name, s in (pair.first, pair.second))
        return any(
            (min(a.id, b.id), max(a.id, b.id)) in self.tied
            for a, b in itertools.product(first, second)
        )


def threads(shared: Shared) -> Measured:
    """F1 on the test half of the annotated pairs, and BASIL's article pairs that share a link."""
    with tempfile.TemporaryDirectory() as folder:
        make_records(shared, Path(folder))
        told = load(Path(folder))
    files = sorted(set(CORPORA.values()))
    seeds = [f"{SEEDS}/{p.name}" for p in sorted(shared.path(SEEDS).iterdir()) if p.is_file()]
    return Measured("threads", figures_of(told, shared), shared.fingerprint(*files, *seeds))


def figures_of(told: Mapping[str, Told], shared: Shared) -> dict[str, float]:
    """The figures of the suite, per cent."""
    test = [p for p in pairs() if p.half == "test"]
    precision, recall, f1 = scores((told[p.corpus].ties(p), p.same) for p in test)
    read = [p for p in test if told[p.corpus].reads(p)]
    of_read = scores((told[p.corpus].ties(p), p.same) for p in read)[2]
    return {
        "pairs F1": f1,
        "pairs precision": precision,
        "pairs recall": recall,
        "pairs F1, both read": of_read,
        "BASIL pairs sharing a link": basil_share(told["basil"], shared),
    }


def pairs() -> list[Pair]:
    """The annotated pairs."""
    return [
        Pair(
            str(row["from"]),
            str(row["kind"]),
            (str(row["a"]), Span(*row["a_span"])),
            (str(row["b"]), Span(*row["b_span"])),
            bool(row["same"]),
            str(row["half"]),
        )
        for row in map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())
    ]


def make_records(shared: Shared, folder: Path) -> None:
    """Read and link the articles of the pairs, and all of BASIL, one record a corpus.

    Raises:
        BenchmarkError: the program failed.
    """
    wanted = defaultdict(set)
    for pair in pairs():
        wanted[pair.corpus] |= {pair.first[0], pair.second[0]}
    for corpus in wanted:
        source = folder / f"{corpus}.jsonl"
        if corpus == SEEDS:
            source = shared.path(SEEDS)
        else:
            whole = REWRITES if corpus == "rewrites" else shared.path(CORPORA[corpus])
            everything = corpus == "basil"
            rows = [r for r in _named_apart(whole) if everything or r["id"] in wanted[corpus]]
            source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        command = [str(PROGRAM), "read", str(source), "--record", str(folder / f"{corpus}.db")]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode not in (0, 1):  # 1: an article was skipped, which says so
            raise BenchmarkError(f"read failed on {corpus}: {done.stderr.strip()}")


def load(folder: Path) -> dict[str, Told]:
    """The records of a folder, by corpus; what is not linked yet is."""
    told = {}
    with ExitStack() as stack:
        for corpus in (*CORPORA, "rewrites", SEEDS):
            record = stack.enter_context(Record.open(folder / f"{corpus}.db", write=True))
            record.link()
            sheets = {
                name: sheet for sheet in record.sheets() for name in record.names(sheet.article.id)
            }
            same = (x for x in record.entry_links() if x.relation == "same")
            told[corpus] = Told(sheets, frozenset((x.first, x.second) for x in same))
    return told


def basil_share(told: Told, shared: Shared) -> float:
    """Per cent of the pairs of articles on one event that at least one link ties."""
    events = defaultdict(set)
    for row in _named_apart(shared.path(BASIL)):
        events[row["triplet"]].add(str(row["id"]))
    of_entry = {x.id: s.identity for s in told.sheets.values() for x in s.lines}
    tied = {frozenset((of_entry[a], of_entry[b])) for a, b in told.tied}
    met = [
        _is_one_or_tied(told.sheets[a].identity, told.sheets[b].identity, tied)
        for names in events.values()
        for a, b in itertools.combinations(sorted(names), 2)
    ]
    return 100 * sum(met) / len(met)


def _named_apart(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a corpus; BASIL calls four articles ``empty``."""
    times: Counter[str] = Counter()
    for row in lines(path):
        name = str(row["id"])
        times[name] += 1
        yield {**row, "id": name if times[name] == 1 else f"{name}-{times[name]}"}


def _is_one_or_tied(a: str, b: str, tied: set[frozenset[str]]) -> bool:
    return a == b or frozenset((a, b)) in tied


def scores(judged: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1, per cent, of (found, right) judgements."""
    rows = list(judged)
    hits = sum(found and right for found, right in rows)
    found, right = sum(f for f, _ in rows), sum(r for _, r in rows)
    precision, recall = hits / found if found else 0.0, hits / right if right else 0.0
    both = precision + recall
    return 100 * precision, 100 * recall, 200 * precision * recall / both if both else 0.0


def _place(line: Line) -> Span:
    return Span(*getattr(line.entry, "trigger", line.entry.evidence))


def _overlap(one: Span, other: Span) -> float:
    met = min(one.end, other.end) - max(one.start, other.start)
    return max(0, met) / (max(one.end, other.end) - min(one.start, other.start))


def _report(told: Mapping[str, Told], shared: Shared) -> Iterator[str]:
    for name, figure in figures_of(told, shared).items():
        yield f"{name:28} {figure:5.1f}"
    for half in ("test", "fit"):
        found = [(p, told[p.corpus].ties(p)) for p in pairs() if p.half == half]
        groups = defaultdict(list)
        for pair, tied in found:
            for group in ("all", pair.kind, f"of {pair.corpus}"):
                groups[group].append((tied, pair.same))
        yield f"\n{half:20} pairs  same     P     R    F1"
        for group in sorted(groups):
            precision, recall, f1 = scores(groups[group])
            same = sum(right for _, right in groups[group])
            counts = f"{len(groups[group]):5} {same:5}"
            yield f"  {group:18} {counts} {precision:5.1f} {recall:5.1f} {f1:5.1f}"


def _wrong(told: Mapping[str, Told]) -> Iterator[str]:
    for pair in pairs():
        if pair.half == "test" and told[pair.corpus].ties(pair) != pair.same:
            yield f"{'missed' if pair.same else 'false'} {pair.kind} {pair.corpus}"
            for name, span in (pair.first, pair.second):
                lines_ = told[pair.corpus].places(name, pair.kind, span)
                quote = " ".join(lines_[0].quote().split())[:120] if lines_ else "not read"
                yield f"    {name}:{span.start}-{span.end} {quote}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, help="folder with records read before")
    parser.add_argument("--keep", type=Path, help="folder to leave new records in")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong in the test half")
    parser.add_argument("--shared", type=Path, default=Shared.beside_checkout().folder)
    options = parser.parse_args()
    shared = Shared(options.shared)
    if not shared.there:
        print(f"no corpora in {shared.folder}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = options.records or options.keep or Path(made)
        if not options.records:
            folder.mkdir(parents=True, exist_ok=True)
            make_records(shared, folder)
        told = load(folder)
    for line in _report(told, shared):
        print(line)
    from thread_fit import ablation

    for line in ablation(told):
        print(line)
    if options.wrong:
        for line in _wrong(told):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
