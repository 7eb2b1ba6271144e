"""Write a trained reader as the package ships it.

    python training/export.py training/runs/final.pt src/backchannel/reader/weights [--float]

The graph is that of ``graph.py``. ``--float`` leaves all in float32, to measure what int8 costs.
What the program multiplies in NumPy goes to ``pairs.npz`` (float16).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx

import corpora
from backchannel.reader.calibration import KINDS
from backchannel.reader.network import LAYOUT
from base import base_model
from graph import Weights, build
from lemmas import table
from model import Labels, Reader, load_weights

PAIRS = (
    "root rel rel_root link_kind.weight link_distance.weight link_cues.weight link_gaps.weight"
    " link_quotes.weight link_roles.weight link_roles.bias link_passage.weight link_passage.bias"
    " link_party.weight link_party.bias"
).split()
HASHED = (
    "encoder.onnx",
    "pairs.npz",
    "labels.json",
    "lemmas.json",
    "vocab.txt",
    "calibration.json",
    "lexicon.json",
)

UNCALIBRATED = {
    kind: {"threshold": 0.35, "base": 0.0, "trigger": 1.0, "parties": 0.0} for kind in KINDS
}
"""What stands in ``calibration.json`` until ``calibrate.py`` has measured."""


def pairs(weights: Weights) -> Weights:
    """What the program multiplies itself, by the names that it looks for."""

    def name(key: str) -> str:
        return key.replace(".", "_") if key.endswith(".bias") else key.removesuffix(".weight")

    return {name(k): weights[k].astype(np.float16) for k in PAIRS}


def trained(weights: Path, labels: Labels) -> Weights:
    """The weights of a checkpoint, or of ``final.pt``, and what ``senses.py`` fitted to them."""
    model = Reader(labels)
    model.load_state_dict(load_weights(weights))
    found = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    with np.load(weights.with_name("senses.npz")) as fitted:
        return found | {f"sense.{part}": fitted[part] for part in ("weight", "bias")}


def lemma_table(data: Path) -> str:
    """Inflected words of the treebanks with their lemmas, as JSON."""
    trees = [
        *corpora.treebank(data / "ud-ewt-train.conllu.gz", entities=False),
        *corpora.treebank(data / "gum-train.conllu.gz", entities=False),
    ]
    return json.dumps(table(trees), ensure_ascii=False, separators=(",", ":"))


def about(folder: Path) -> str:
    """Layout and version: a hash of all files, so that other weights have another version."""
    digest = hashlib.sha256()
    for name in HASHED:
        digest.update((folder / name).read_bytes())
    return json.dumps({"layout": LAYOUT, "version": f"1-{digest.hexdigest()[:10]}"}) + "\n"


def options() -> argparse.Namespace:
    """The command line."""
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--float", action="store_true", help="leave everything in float32")
    return ap.parse_args()


def main() -> None:
    """Write all files of the weights folder."""
    a = options()
    labels = Labels.read(a.weights.parent / "labels.json")
    weights = trained(a.weights, labels)
    a.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(weights, quantised=not a.float), a.out / "encoder.onnx")
    np.savez(a.out / "pairs.npz", **pairs(weights))
    labels.save(a.out / "labels.json")
    (a.out / "lemmas.json").write_text(lemma_table(a.data), encoding="utf8")
    (a.out / "vocab.txt").write_bytes((base_model() / "vocab.txt").read_bytes())
    for name, default in (("calibration.json", UNCALIBRATED), ("lexicon.json", {})):
        if not (a.out / name).exists():
            (a.out / name).write_text(json.dumps(default), encoding="utf8")
    (a.out / "model.json").write_text(about(a.out), encoding="utf8")
    for f in sorted(a.out.iterdir()):
        print(f"{f.name:14} {f.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
