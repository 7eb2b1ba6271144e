"""Fit what makes a vector of meaning out of the words of a passage.

    python training/senses.py training/runs/second/final.pt

The base encoder was made to tell what sentences mean; training for tags and entries has bent its
last vectors to other ends (likeness of pairs correlates 0.61 after the last layer, 0.69 after the
first). A linear map takes the mean of a passage's word vectors after layer ``SENSE_LAYER`` back to
what the base encoder says of the passage alone (its ``SENSE`` main directions, by singular
values), fitted by ridge regression. Writes ``senses.npz`` beside the weights, from where
``export.py`` takes it, and prints how well the likeness of two passages agrees with the base
encoder's, on passages that were not fitted to.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from backchannel.reader.pieces import Words
from base import base_model, command_line, vocabulary
from corpora import Example
from material import read_records
from model import SENSE, SENSE_LAYER, WIDTH, Labels, Reader, load_weights
from windows import Window, encode, slices, to_batch

SHORTEST, LONGEST = 5, 30
"""Words of a passage: entries' evidence is about so long."""

RIDGE = 3.0
HELD_OUT = 5
"""One passage in so many is not fitted to."""


@dataclass(slots=True)
class Passage:
    """Words [start, end) of a window."""

    window: Window
    start: int
    end: int

    @property
    def alone(self) -> Window:
        """The passage as a text of its own."""
        w = self.window
        a, b = w.start + self.start, w.start + self.end
        words = Words(w.words.pieces[a:b], w.words.shapes[a:b], w.words.gaps[a:b])
        return Window(w.example, 0, b - a, words)


def passages(examples: Sequence[Example], wanted: int, rng: random.Random) -> Iterator[Passage]:
    """Passages from all over the examples, a few a window."""
    vocab, found = vocabulary(), 0
    for example in rng.sample(examples, len(examples)):
        for window in slices(example, encode(example, vocab), rng):
            length = window.end - window.start
            for _ in range(max(1, length // 25)):
                size = min(length, rng.randint(SHORTEST, LONGEST))
                start = rng.randint(0, length - size)
                yield Passage(window, start, start + size)
                found += 1
                if found >= wanted:
                    return


@torch.no_grad()
def taught(chosen: Sequence[Passage], labels: Labels) -> np.ndarray:
    """What the base encoder says of each passage alone: [passages, width], of length 1."""
    vocab, teacher = vocabulary(), Reader(labels).eval()
    teacher.encoder.load_minilm(base_model() / "model.safetensors")
    order = sorted(range(len(chosen)), key=lambda i: chosen[i].alone.size())
    out = np.zeros((len(chosen), WIDTH), np.float32)
    for at in range(0, len(order), 64):
        rows = order[at : at + 64]
        batch = to_batch([chosen[i].alone for i in rows], vocab, None)
        plain = torch.zeros_like(batch.pieces)
        with torch.autocast("cpu", torch.bfloat16):
            h = teacher.encoder(batch.pieces, plain, plain).float()
        mask = (batch.pieces != 0)[..., None]
        mean = (h * mask).sum(1) / mask.sum(1)
        out[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out


@torch.no_grad()
def means(chosen: Sequence[Passage], weights: Path, labels: Labels) -> np.ndarray:
    """Mean word vectors of the passages, as a lower layer has them in their windows."""
    model = Reader(labels).eval()
    model.load_state_dict(load_weights(weights))
    vocab, out, held = vocabulary(), [], None
    for passage in chosen:
        if held is None or held[0] is not passage.window:
            batch = to_batch([passage.window], vocab, None)
            with torch.autocast("cpu", torch.bfloat16):
                h = model.encoder(batch.pieces, batch.shapes, batch.gaps, layers=SENSE_LAYER)
                h = h[0, batch.firsts[0]].float()
            held = passage.window, h
        out.append(held[1][passage.start : passage.end].mean(0).numpy())
    return np.stack(out)


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight [SENSE, width] and bias [SENSE] of the map."""
    main = np.linalg.svd(y, full_matrices=False)[2][:SENSE]
    target = y @ main.T
    one = np.concatenate([x, np.ones((len(x), 1), x.dtype)], 1)
    square = one.T @ one + RIDGE * np.eye(one.shape[1])
    solved = np.linalg.solve(square, one.T @ target).T.astype(np.float32)
    return solved[:, :-1], solved[:, -1]


def agreement(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> float:
    """Correlation of the likeness of pairs by ``x`` and by ``y``."""
    a, b = rng.integers(0, len(x), (2, 20_000))
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    return float(np.corrcoef((x[a] * x[b]).sum(1), (y[a] * y[b]).sum(1))[0, 1])


def main() -> None:
    """Fit, measure, write."""
    ap = command_line(__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--passages", type=int, default=8_000)
    a = ap.parse_args()
    labels = Labels.read(a.weights.parent / "labels.json")
    records = read_records(a.data, a.record)
    chosen = list(passages(records, a.passages, random.Random(1)))
    x, y = means(chosen, a.weights, labels), taught(chosen, labels)
    kept_aside = np.arange(len(x)) % HELD_OUT == 0
    weight, bias = fitted(x[~kept_aside], y[~kept_aside])
    rng = np.random.default_rng(1)
    mapped = x[kept_aside] @ weight.T + bias
    print(f"{len(x)} passages; on {kept_aside.sum()} kept aside, likeness of pairs correlates")
    print(f"  {agreement(mapped, y[kept_aside], rng):.3f} with the base encoder's when mapped,")
    print(f"  {agreement(x[kept_aside], y[kept_aside], rng):.3f} as the vectors are")
    np.savez(a.weights.parent / "senses.npz", weight=weight, bias=bias)


if __name__ == "__main__":
    main()
