"""Types of events on the PLOVER gold standard records.

Each record is a sentence with one type, in PLOVER's names of 2016, mapped here to those of 2021.
Of PLOVER's sixteen types ten are types of our events; the others are kinds of speech and have
their place among signals, positions and responses (``GUIDE.md``).
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from entries import read_and_export
from floors import Measured
from shared import Shared

RECORDS = "data/plover-gsr-dev.json"
NEW_NAMES = {
    "DEMAND": "REQUEST",
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
}
EVENTS = frozenset(
    "AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST RETREAT SANCTION".split()
)
SPEECH = {
    ("signal", "demand"): "REQUEST",
    ("signal", "threat"): "THREATEN",
    ("signal", "warning"): "THREATEN",
    ("signal", "promise"): "AGREE",
    ("position", "condemn"): "ACCUSE",
    ("position", "support"): "SUPPORT",
    ("position", "reject"): "REJECT",
    ("response", "deny"): "REJECT",
}
"""PLOVER's name of what we hold as speech: a promise is its "express intent to cooperate"."""


def plover(shared: Shared) -> Measured:
    """Per cent of records in whose sentence an entry of the right type is read.

    ``event type``: records of the ten types, events alone. ``any type``: all records of types
    that have a place with us, kinds of speech mapped.
    """
    records = json.loads(shared.path(RECORDS).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        found = _types(records, Path(folder))
    gold = {r["id"]: NEW_NAMES.get(r["event"], r["event"]) for r in records}
    of_events = [i for i, name in gold.items() if name in EVENTS]
    placed = [i for i, name in gold.items() if name in EVENTS or name in SPEECH.values()]
    figures = {
        "event type": _share(gold[i] in found[i]["event"] for i in of_events),
        "any type": _share(gold[i] in found[i]["event"] | found[i]["speech"] for i in placed),
    }
    return Measured("plover", figures, shared.fingerprint(RECORDS))


def _types(records: list[dict[str, Any]], work: Path) -> dict[str, dict[str, set[str]]]:
    """PLOVER's names of the events and of the speech read in each record's sentence."""
    source = work / "sentences.jsonl"
    rows = [{"id": r["id"], "text": r["text"].strip("{} ")} for r in records]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    exported = read_and_export(source, work)
    out: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for e in map(json.loads, exported.read_text(encoding="utf-8").splitlines()):
        if e["kind"] == "event":
            out[e["doc"]]["event"].add(e["type"])
        name = SPEECH.get((e["kind"], e.get("type") or e.get("stance") or ""))
        if name is not None:
            out[e["doc"]]["speech"].add(name)
    return out


def _share(right: Any) -> float:
    hits = list(right)
    return 100 * sum(hits) / len(hits)
