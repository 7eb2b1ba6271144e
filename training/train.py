"""Train the reader.

    python training/train.py --data ../shared/data --record ../shared/record --out training/runs

Writes ``labels.json`` and, every few hundred steps, a checkpoint from which ``--resume`` goes on.
Annotations are read again at the start of each epoch.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import torch

from base import base_model, vocabulary
from losses import Losses, losses_of
from material import Earlier, make_labels, read_material, read_records
from model import Dense, Reader
from targets import Targets
from windows import Batches, Window, to_batch

WARM_STEPS, REPORT_STEPS, SAVE_STEPS = 150, 100, 400
LOWEST_RATE = 0.01
"""Share of the peak learning rate that the decay ends at."""


def optimizer_of(model: Reader) -> torch.optim.Optimizer:
    """AdamW; what is new learns faster than the base encoder."""
    new, body = [], []
    for name, p in model.named_parameters():
        is_new = not name.startswith("encoder.") or "shapes" in name or "gaps" in name
        (new if is_new else body).append(p)
    groups = [
        {"params": body, "lr": 1.5e-4, "weight_decay": 0.01},
        {"params": new, "lr": 1e-3, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


class Means:
    """Means of the losses since the last report."""

    def __init__(self) -> None:
        self._sums, self._counts = Counter[str](), Counter[str]()

    def add(self, losses: Losses) -> None:
        """Count the losses of a step."""
        for name, loss in losses.items():
            self._sums[name] += loss.detach().item()
            self._counts[name] += 1

    def report(self) -> str:
        """The means by task, and forget them."""
        sums, counts = self._sums, self._counts
        self._sums, self._counts = Counter[str](), Counter[str]()
        return " ".join(f"{name} {sums[name] / counts[name]:.3f}" for name in sorted(sums))


class Run:
    """A training run: goes through the material until its epochs or minutes are used up."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.rng = options, random.Random(1)
        self.vocab = vocabulary()
        self.earlier = Earlier(options.mentions, options.silver)
        self.batches = Batches(self.vocab, options.batch, tuple(options.times))
        self.material = read_material(options.data, options.record, self.earlier)
        labels = make_labels(self.material)
        labels.save(options.out / "labels.json")
        self.model, self.targets, self.means = Reader(labels), Targets(labels), Means()
        self.model.encoder.load_minilm(base_model() / "model.safetensors")
        if options.start:
            state = torch.load(options.start, weights_only=False)
            self.model.take_over(state.get("model", state))
        self.optimizer = optimizer_of(self.model)
        self.peaks = [group["lr"] * options.rate for group in self.optimizer.param_groups]
        an_epoch = self.batches.of_epoch(self.material, random.Random(0))
        self.steps = len(an_epoch) * options.epochs
        self.began, self.spent, self.step, self.epoch = time.time(), 0.0, 0, 0

    @property
    def elapsed(self) -> float:
        """Seconds of training, those before a resumption included."""
        return self.spent + time.time() - self.began

    @property
    def part(self) -> float:
        """How much of the training is done, from 0 to 1."""
        minutes = self.options.minutes
        return self.elapsed / (60 * minutes) if minutes else self.step / self.steps

    def train(self) -> None:
        """Train to the end, saving on the way."""
        while self._epoch():
            self.epoch += 1
        self.epoch += 1
        self.save()
        torch.save(self.model.state_dict(), self.options.out / "final.pt")

    def _epoch(self) -> bool:
        """Go through the material once; false when the training ended meanwhile."""
        self.material.records = read_records(self.options.data, self.options.record, self.earlier)
        print(f"epoch {self.epoch}: {len(self.material.records)} annotated articles", flush=True)
        for windows in self.batches.of_epoch(self.material, self.rng):
            part = self.part
            if part >= 1:
                return False
            self.means.add(self._learn(windows, part))
            self.step += 1
            if self.step % REPORT_STEPS == 0:
                at = f"step {self.step} epoch {self.epoch} {part:.3f} {self.elapsed / 60:.1f} min"
                print(f"{at}: {self.means.report()}", flush=True)
            if self.step % SAVE_STEPS == 0:
                self.save()
        return True

    def _learn(self, windows: list[Window], part: float) -> Losses:
        """One step: the rate rises over the first steps, then falls in a line."""
        rate = min(1.0, (self.step + 1) / WARM_STEPS) * max(LOWEST_RATE, 1 - part)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate
        Dense.imitate = part >= self.options.int8_from
        self.model.train()
        batch = to_batch(windows, self.vocab, self.rng)
        # bfloat16 is too coarse to imitate int8 in.
        with torch.autocast("cpu", torch.bfloat16, enabled=not Dense.imitate):
            losses = losses_of(self.model, batch, self.targets, self.rng)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return losses

    def save(self) -> None:
        """Write the checkpoint; the one before stays whole until the new one is."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "spent": self.elapsed,
        }
        new = self.options.out / "checkpoint.new"
        torch.save(state, new)
        new.replace(self.options.out / "checkpoint.pt")

    def resume(self, checkpoint: Path) -> None:
        """Go on from a checkpoint, at the start of the epoch that it was in."""
        state = torch.load(checkpoint, weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.spent = state["step"], state["epoch"], state["spent"]


def options() -> argparse.Namespace:
    """The command line."""
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--record", type=Path, default=Path("../shared/record"))
    ap.add_argument("--out", type=Path, default=Path("training/runs"))
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--batch", type=int, default=2400, help="pieces a batch")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument(
        "--minutes", type=float, default=0, help="plan the decay to end after so many minutes"
    )
    ap.add_argument(
        "--int8-from",
        type=float,
        default=0.8,
        help="share of training after which int8 is imitated",
    )
    ap.add_argument(
        "--times",
        type=int,
        nargs=4,
        default=(1, 2, 3, 4),
        help="times an epoch goes through PolNeAR, EWT, GUM and the annotated articles",
    )
    ap.add_argument("--start", type=Path, help="weights of the first training to start from")
    ap.add_argument("--mentions", type=Path, help="what mentions.py wrote, for the second")
    ap.add_argument("--silver", type=Path, help="what silver.py wrote, for the second")
    ap.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    ap.add_argument("--resume", action="store_true")
    return ap.parse_args()


def main() -> None:
    """Train, anew or from the checkpoint."""
    a = options()
    torch.manual_seed(1)
    torch.set_num_threads(a.threads)
    a.out.mkdir(parents=True, exist_ok=True)
    run = Run(a)
    print(f"{run.steps} steps", flush=True)
    checkpoint = a.out / "checkpoint.pt"
    if a.resume and checkpoint.exists():
        run.resume(checkpoint)
    run.train()


if __name__ == "__main__":
    main()
