"""What more annotated articles are worth: triggers found with a third, two thirds, all of them.

    python training/learning_curve.py --data ../shared/data --record ../shared/record

Each time the encoder is trained anew on the annotated articles alone, for as many steps, and asked
for the triggers of the held-out articles. It starts from the base encoder, or from a training that
saw none of the articles (``--start``: the teacher of ``silver.py``). A trigger is found where one
of the same kind overlaps it; of each kind the threshold is the best. Whole articles are left out,
not sentences.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from backchannel.reader.tags import triggers as runs
from base import base_model, command_line, vocabulary
from corpora import Example
from losses import losses_of, outputs_of
from material import Material, make_labels, read_aside, read_material
from model import Labels, Reader, load_weights
from targets import Targets
from train import optimizer_of
from windows import Batches, encode, slices, to_batch

PARTS = ((1, 3), (2, 3), (3, 3))
GRID = np.arange(0.05, 0.7, 0.05)
RARE = -5.0
"""Log-odds of a label at a word, before anything is learned."""


def trained(
    records: Sequence[Example], labels: Labels, steps: int, start: Path | None = None
) -> Reader:
    """The encoder with heads for triggers, after so many steps on some articles."""
    torch.manual_seed(1)
    rng, vocab = random.Random(1), vocabulary()
    model, targets = Reader(labels), Targets(labels)
    model.encoder.load_minilm(base_model() / "model.safetensors")
    if start is not None:
        body = {k: v for k, v in load_weights(start).items() if k.startswith("encoder.")}
        model.load_state_dict(body, strict=False)
    with torch.no_grad():
        model.tags["triggers"].bias.fill_(RARE)  # else many steps go by until rare is learned
    optimizer = optimizer_of(model)
    peaks = [group["lr"] for group in optimizer.param_groups]
    some = Material([], [], [], list(records))
    batches = Batches(vocab, 2400, (0, 0, 0, 1, 0))
    queue: list = []
    model.train()
    for step in range(steps):
        queue = queue or batches.of_epoch(some, rng)
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * min(1.0, (step + 1) / 40) * max(0.02, 1 - step / steps)
        exercise = targets.exercise(to_batch(queue.pop(), vocab, rng), rng)
        with torch.autocast("cpu", torch.bfloat16):
            out = outputs_of(model, exercise)
        losses_of(out, exercise)["triggers"].backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return model.eval()


def scores(model: Reader, example: Example) -> np.ndarray:
    """Logits of the triggers of an article: [words, labels]."""
    vocab, rng = vocabulary(), random.Random(0)
    device = next(model.parameters()).device
    parts = []
    for window in slices(example, encode(example, vocab), rng):
        batch = to_batch([window], vocab, None)
        with torch.no_grad():
            inputs = (batch.pieces, batch.shapes, batch.gaps, batch.firsts)
            h = model.words(*(x.to(device) for x in inputs))
            parts.append(model.tags["triggers"](h)[0].cpu().numpy())
    return np.concatenate(parts)


def counts(
    logits: np.ndarray, example: Example, labels: Labels, at: float
) -> Iterator[tuple[str, int, int, int]]:
    """Of each kind: found triggers, predicted ones, gold ones, of one article."""
    predicted = list(runs(logits, labels.triggers, at))
    for kind in sorted(example.kinds):
        gold = [(a, b) for a, b, label in example.triggers if label.split(":")[0] == kind]
        mine = [(t.start, t.end) for t in predicted if t.label.split(":")[0] == kind]
        free, hit = list(mine), 0
        for a, b in gold:
            met = next((m for m in free if m[0] < b and a < m[1]), None)
            if met is not None:
                free.remove(met)
                hit += 1
        yield kind, hit, len(mine), len(gold)


def found_f1(model: Reader, articles: Sequence[Example], labels: Labels) -> dict[str, float]:
    """F1 of found triggers by kind, each at its best threshold, and over all."""
    logits = [scores(model, e) for e in articles]
    best: dict[str, tuple[float, int, int, int]] = {}
    for at in GRID:
        sums: Counter[tuple[str, int]] = Counter()
        for e, x in zip(articles, logits, strict=True):
            for kind, *three in counts(x, e, labels, float(at)):
                for i, n in enumerate(three):
                    sums[kind, i] += n
        for kind in {k for k, _ in sums}:
            hit, mine, gold = (sums[kind, i] for i in range(3))
            f1 = 2 * hit / max(1, mine + gold)
            best[kind] = max(best.get(kind, (-1.0, 0, 0, 0)), (f1, hit, mine, gold))
    hit, mine, gold = (sum(v[i] for v in best.values()) for i in (1, 2, 3))
    out = {kind: round(100 * v[0], 1) for kind, v in sorted(best.items())}
    return {**out, "all": round(200 * hit / (mine + gold), 1)}


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("--steps", type=int, default=400)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--start", type=Path, help="weights that saw none of the articles")
    return ap.parse_args()


def main() -> None:
    """Train three times and print the figures."""
    a = options()
    torch.set_num_threads(a.threads)
    material = read_material(a.data, a.record)
    labels = make_labels(material)
    aside = read_aside(a.data, a.record)
    records = sorted(material.records, key=lambda e: e.name)
    random.Random(2).shuffle(records)
    for part, whole in PARTS:
        some = records[: len(records) * part // whole]
        model = trained(some, labels, a.steps, a.start)
        print(f"{len(some)} articles: {found_f1(model, aside, labels)}", flush=True)


if __name__ == "__main__":
    main()
