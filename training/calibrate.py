"""Set thresholds and confidence on annotated articles that no training saw.

    python training/calibrate.py DIR [--data ../shared/data] [--record ../shared/record]

``DIR`` is a folder that ``export.py`` wrote; its ``calibration.json`` is replaced. For each kind
the threshold is in the middle of those where found and right F1 (``score.py``) add up to most, and
the curve is a logistic regression of whether an entry is right on the scores of its trigger and
parties. Statements are calibrated on PolNeAR's development articles, by
``score_statements.py``.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from backchannel.articles.article import Article, Published
from backchannel.entries.acts import Scene
from backchannel.entries.entry import Entry, Relation, Statement
from backchannel.entries.repeats import told_once
from backchannel.exports.jsonl import to_object
from backchannel.reader import Calibration
from backchannel.reader.calibration import ANCHORED, KINDS
from backchannel.reading import ArticleReader, acts_of, load_reader
from base import SAFELY, command_line
from export import UNCALIBRATED, about
from material import annotated_articles, annotated_kinds, held_out, read_gold

GRID = np.arange(0.08, 0.80, 0.02)
"""Thresholds tried."""

SMOOTH = 5
"""Neighbours on each side over which a threshold's F1 is averaged: the articles are few."""

LEVEL = 0.015
"""What found and right F1, as shares, may add up to less and still be about the most."""

PENALTY = 1.0
"""Of the squares of the curve's weights, as distances from plain log-odds."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry read from a held-out article.

    Attributes:
        doc, entry: the entry and its article.
        trigger, parties: the scores that its confidence is made of.
    """

    doc: str
    entry: Entry
    trigger: float
    parties: float


def flat(trigger: float, parties: float) -> Calibration:
    """Everything is an entry, and its confidence tells one of the scores."""
    curve = {"threshold": float(GRID[0]), "base": 0.0, "trigger": trigger, "parties": parties}
    return Calibration(dict.fromkeys(KINDS, curve))


def scenes(reader: ArticleReader, data: Path) -> Iterator[tuple[str, Scene]]:
    """The held-out articles, read."""
    wanted = held_out()
    for a in annotated_articles(data):
        if a.id in wanted:
            day = datetime.date.fromisoformat(a.day) if a.day else None
            published = Published(day, "field:published") if day else None
            yield a.id, reader.scene(Article(a.id, a.text, published=published))


def scored(doc: str, scene: Scene) -> Iterator[Scored]:
    """The entries of an article with their scores."""
    by_trigger = acts_of(replace(scene, calibration=flat(1.0, 0.0)))
    by_parties = acts_of(replace(scene, calibration=flat(0.0, 1.0)))
    parties = {id(a): odds(b.confidence) for a, b in zip(by_trigger, by_parties, strict=True)}
    told = (t.statement for t in scene.statements)
    yield from (Scored(doc, s, odds(s.confidence), 0.0) for s in told)
    for a in told_once(scene, by_trigger):
        if a.kind != "statement":
            yield Scored(doc, a, odds(a.confidence), parties[id(a)])


def odds(confidence: float | None) -> float:
    """Log-odds of a confidence."""
    p = min(max(confidence or 0.0, 0.005), 0.995)
    return float(np.log(p) - np.log(1 - p))


def scorer(file: Path) -> ModuleType:
    """A scorer as a module: it says what counts as found and right."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judge:
    """Says which entries are found and which are right."""

    def __init__(self, record: Path, gold: Mapping[tuple[str, str], list[dict[str, Any]]]) -> None:
        self._score, self._gold = scorer(record / "score.py"), gold

    def size(self, entries: Sequence[Scored]) -> int:
        """Gold entries of the kind, and the sort of relation, of some entries."""
        kinds = {e.entry.kind for e in entries}
        offices = any(calibrated_as(e.entry) == "office" for e in entries)
        of_kind = (e for (_, k), found in self._gold.items() if k in kinds for e in found)
        return sum(
            e["kind"] != "relation" or (e["type"] == "represents") == offices for e in of_kind
        )

    def verdicts(self, entries: Sequence[Scored]) -> list[tuple[bool, bool]]:
        """Whether each of some entries of one kind is found and right."""
        out = [(False, False)] * len(entries)
        by_doc: dict[str, list[int]] = defaultdict(list)
        for i, e in enumerate(entries):
            by_doc[e.doc].append(i)
        for doc, at in by_doc.items():
            kind = entries[at[0]].entry.kind
            objects = [to_object(doc, entries[i].entry) for i in at]
            place = {id(o): i for o, i in zip(objects, at, strict=True)}
            met, _, _ = self._score.pairs(self._gold.get((doc, kind), []), objects)
            for g, p in met:
                same = all(
                    self._score.value(g, f) == self._score.value(p, f)
                    for f in self._score.CORE[kind]
                )
                out[place[id(p)]] = (True, same)
        return out


def calibrated_as(entry: Entry) -> str:
    """The kind whose curve an entry goes by: offices have their own."""
    return "office" if isinstance(entry, Relation) and entry.type == "represents" else entry.kind


def threshold(judge: Judge, entries: Sequence[Scored]) -> float:
    """The middle of the thresholds at which found and right F1, averaged over their neighbours, add
    up to about the most: the best one of few articles is often at an edge of many as good."""
    gold, sums = judge.size(entries), []
    for at in GRID:
        kept = [e for e in entries if e.trigger >= odds(float(at))]
        verdicts = judge.verdicts(kept)
        found, right = (sum(column) for column in zip(*verdicts, strict=True)) if kept else (0, 0)
        sums.append(2 * (found + right) / max(1, len(kept) + gold))
    width = 2 * SMOOTH + 1
    smooth = np.convolve(np.pad(sums, SMOOTH, mode="edge"), np.ones(width) / width, "valid")
    low = high = int(smooth.argmax())
    level = smooth >= smooth.max() - LEVEL
    while low and level[low - 1]:
        low -= 1
    while high + 1 < len(level) and level[high + 1]:
        high += 1
    return round(float(GRID[round((low + high) / 2)]), 2)


def curve(entries: Sequence[Scored], right: Sequence[bool]) -> tuple[float, float, float]:
    """Intercept and weights of a logistic regression, by Newton's method."""
    x = np.array([[1.0, e.trigger, e.parties] for e in entries])
    y = np.array(right, dtype=float)
    prior, w = np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 1.0])
    strength = PENALTY * np.array([0.1, 1.0, 1.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + strength * (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(strength + 1e-6)
        step = np.linalg.solve(hessian, gradient)
        w = w - step / max(1.0, float(np.abs(step).max()))
    return tuple(round(float(v), 3) for v in w)


def reliability(
    confidence: np.ndarray, right: np.ndarray
) -> Iterator[tuple[str, int, float, float]]:
    """By bands of confidence: how many entries, their mean confidence, the share right."""
    edges = np.arange(0, 1.01, 0.2)
    for low, high in pairwise(edges):
        inside = (confidence >= low) & (confidence < high + (high >= 1))
        if inside.any():
            yield (
                f"{low:.1f}-{high:.1f}",
                int(inside.sum()),
                float(confidence[inside].mean()),
                float(right[inside].mean()),
            )


def calibrate(
    judge: Judge, entries: Sequence[Scored]
) -> tuple[dict[str, dict[str, float]], list[tuple[str, int, float, float]]]:
    """The curves of all kinds but statements, and how well they hold, each kind judged by a curve
    that was fitted to the other half of the articles."""
    out, surenesses, rights = {}, [], []
    for kind in (*ANCHORED, "office"):
        of_kind = [e for e in entries if calibrated_as(e.entry) == kind]
        at = threshold(judge, of_kind)
        kept = [e for e in of_kind if e.trigger >= odds(at)]
        right = [right for _, right in judge.verdicts(kept)]
        base, trigger, parties = curve(kept, right)
        surenesses.append(crossed(kept, right))
        rights.append(np.array(right, dtype=float))
        out[kind] = {"threshold": at, "base": base, "trigger": trigger, "parties": parties}
        print(kind, len(kept), out[kind], flush=True)
    return out, list(reliability(np.concatenate(surenesses), np.concatenate(rights)))


def crossed(entries: Sequence[Scored], right: Sequence[bool]) -> np.ndarray:
    """Confidence of each entry by the curve of the other half of the articles."""
    docs = sorted({e.doc for e in entries})
    half = {doc: i % 2 for i, doc in enumerate(docs)}
    out = np.zeros(len(entries))
    for side in (0, 1):
        learn = [i for i, e in enumerate(entries) if half[e.doc] != side]
        if not learn:
            continue
        w = curve([entries[i] for i in learn], [right[i] for i in learn])
        for i, e in enumerate(entries):
            if half[e.doc] == side:
                out[i] = 1 / (1 + np.exp(-(w[0] + w[1] * e.trigger + w[2] * e.parties)))
    return out


def statements(reader: ArticleReader, data: Path, record: Path) -> tuple[list[Scored], list[bool]]:
    """The statements of PolNeAR's development articles, and which of them are right."""
    module, entries, right = scorer(record / "score_statements.py"), [], []
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(data / "polnear-dev.tar.gz") as tar:
            tar.extractall(folder, **SAFELY)
        for path in sorted(Path(folder).glob("*/text/*.txt")):
            annotated = sorted(path.parent.parent.glob(f"attributions/{path.stem}_*.ann"))
            text = path.read_bytes().decode("utf8")
            scene = reader.scene(Article(path.stem, text))
            read = [e for e in scored(path.stem, scene) if e.entry.kind == "statement"]
            free = module.gold_of(str(annotated[0])) if annotated else []
            entries += read
            right += [_meets(module, text, e.entry, free) for e in read]
    return entries, right


def _meets(module: ModuleType, text: str, s: Statement, free: list[dict[str, Any]]) -> bool:
    """Whether a statement is one of the gold attributions still free, which it then takes."""
    said = module.chars(text, s.content)
    best = max(free, key=lambda g: len(said & module.chars(text, g["content"])), default=None)
    if best is None:
        return False
    gold = module.chars(text, best["content"])
    if len(said & gold) < 0.8 * len(said | gold):
        return False
    spans = {"source": [s.source] if s.source else [], "cue": [s.cue] if s.cue else []}
    same = all(
        (not spans[r] and not best[r]) or module.chars(text, spans[r]) & module.chars(text, best[r])
        for r in spans
    )
    if same:
        free.remove(best)
    return bool(same)


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("weights", type=Path)
    return ap.parse_args()


def main() -> None:
    """Measure and write ``calibration.json``."""
    a = options()
    lowest = {**UNCALIBRATED["statement"], "threshold": float(GRID[0])}
    curves_file = a.weights / "calibration.json"
    curves_file.write_text(json.dumps(dict.fromkeys(KINDS, lowest)), encoding="utf8")
    reader = load_reader(a.weights)
    gold = read_gold(a.data, a.record)
    kinds = annotated_kinds(a.record)
    by_kind: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    entries: list[Scored] = []
    for doc, scene in scenes(reader, a.data):
        entries += [e for e in scored(doc, scene) if e.entry.kind in kinds[doc]]
        for entry in gold.entries.get(doc, ()):
            if entry["kind"] in kinds[doc]:
                by_kind[doc, entry["kind"]].append(entry)
    curves, table = calibrate(Judge(a.record, by_kind), entries)
    told, right = statements(reader, a.data, a.record)
    base, trigger, _ = curve(told, right)
    curves["statement"] = {"threshold": 0.0, "base": base, "trigger": trigger, "parties": 0.0}
    curves_file.write_text(json.dumps(curves, indent=1), encoding="utf8")
    (a.weights / "model.json").write_text(about(a.weights), encoding="utf8")
    for row in table:
        print("| {} | {} | {:.2f} | {:.2f} |".format(*row))


if __name__ == "__main__":
    main()
