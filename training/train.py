"""Train the reader.

    python training/train.py --data ../shared/data --record ../shared/record --out training/runs

Writes ``labels.json`` and, every few hundred steps, a checkpoint from which ``--resume`` goes on.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from base import base_model, vocabulary
from exercises import Exercises
from losses import Losses, losses_of, outputs_of
from material import Earlier, Material, make_labels, read_material
from model import Dense, Reader, load_weights
from targets import Exercise, Targets
from taught import GOLD, taught_losses
from windows import Batches

REPORT_STEPS, SAVE_STEPS = 100, 400
LOWEST_RATE = 0.01
"""Share of the peak learning rate that the decay ends at."""

RATES = (1.5e-4, 1e-3)
"""Peak learning rates of the base encoder's weights and of what is new, for small batches."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        out: where checkpoints go.
        epochs, minutes: the decay ends after these, by ``minutes`` unless that is 0.
        batch: pieces a batch, padding included.
        times: how often an epoch goes through PolNeAR, EWT, GUM, the annotated articles and those
            without annotations.
        int8_from: share of the training after which int8 is imitated.
        rates: peak learning rates of the base encoder's weights and of what is new.
        warm: steps until the peak.
        device: to compute on.
        workers: processes that make the batches; none: this one.
    """

    out: Path
    epochs: int = 6
    minutes: float = 0.0
    batch: int = 2400
    times: tuple[int, ...] = (1, 2, 3, 4, 0)
    int8_from: float = 0.8
    rates: tuple[float, float] = RATES
    warm: int = 150
    device: str = "cpu"
    workers: int = 0


def optimizer_of(model: Reader, rates: tuple[float, float] = RATES) -> torch.optim.Optimizer:
    """AdamW; what is new learns faster than the base encoder."""
    new, body = [], []
    for name, p in model.named_parameters():
        is_new = not name.startswith("encoder.") or "shapes" in name or "gaps" in name
        (new if is_new else body).append(p)
    groups = [
        {"params": body, "lr": rates[0], "weight_decay": 0.01},
        {"params": new, "lr": rates[1], "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


@dataclass(slots=True)
class Means:
    """Means of the losses since the last report."""

    sums: dict[str, Tensor] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, losses: Losses) -> None:
        """Count the losses of a step."""
        for name, loss in losses.items():
            self.sums[name] = self.sums.get(name, 0) + loss.detach()
            self.counts[name] += 1

    def report(self) -> str:
        """The means by task, and forget them."""
        means = {name: self.sums[name].item() / self.counts[name] for name in sorted(self.sums)}
        self.sums, self.counts = {}, Counter()
        return " ".join(f"{name} {value:.3f}" for name, value in means.items())


class Run:
    """A training run: goes through the material until its epochs or minutes are used up.

    Args:
        plan: how.
        material: what to learn from.
        model: what learns.
        teacher: whose scores it learns beside the annotations, if anybody's.
    """

    def __init__(
        self, plan: Plan, material: Material, model: Reader, teacher: Reader | None = None
    ) -> None:
        self.plan, self.material = plan, material
        self.device = torch.device(plan.device)
        self.model = model.to(self.device)
        self.teacher = teacher.to(self.device).eval() if teacher is not None else None
        self.vocab, self.targets, self.means = vocabulary(), Targets(model.labels), Means()
        self.batches = Batches(self.vocab, plan.batch, plan.times)
        self.optimizer = optimizer_of(model, plan.rates)
        self.rng = random.Random(1)
        self.steps = 0
        if not plan.minutes:
            an_epoch = self.batches.of_epoch(material, random.Random(0))
            self.steps = len(an_epoch) * plan.epochs
        self.began, self.spent, self.step, self.epoch = time.time(), 0.0, 0, 0

    @property
    def elapsed(self) -> float:
        """Seconds of training, those before a resumption included."""
        return self.spent + time.time() - self.began

    @property
    def part(self) -> float:
        """How much of the training is done, from 0 to 1."""
        minutes = self.plan.minutes
        return self.elapsed / (60 * minutes) if minutes else self.step / self.steps

    def train(self) -> None:
        """Train to the end, saving on the way."""
        for exercise in self._exercises():
            part = self.part
            if part >= 1:
                break
            self.means.add(self._learn(exercise.to(self.device), part))
            self.step += 1
            if self.step % REPORT_STEPS == 0:
                at = f"step {self.step} epoch {self.epoch} {part:.3f} {self.elapsed / 60:.1f} min"
                print(f"{at}: {self.means.report()}", flush=True)
            if self.step % SAVE_STEPS == 0:
                self.save()
        self.epoch += 1
        self.save()
        torch.save(self.model.state_dict(), self.plan.out / "final.pt")

    def _exercises(self) -> Iterator[Exercise]:
        """Exercises of one epoch after the other, without an end."""
        while True:
            batches = self.batches.of_epoch(self.material, self.rng)
            print(f"epoch {self.epoch}: {len(batches)} batches", flush=True)
            exercises = Exercises(batches, self.vocab, self.targets, self.epoch)
            yield from exercises.by(self.plan.workers)
            self.epoch += 1

    def _learn(self, x: Exercise, part: float) -> Losses:
        """One step: the rate rises over the first steps, then falls in a line."""
        rate = min(1.0, (self.step + 1) / self.plan.warm) * max(LOWEST_RATE, 1 - part)
        for group, peak in zip(self.optimizer.param_groups, self.plan.rates, strict=True):
            group["lr"] = peak * rate
        self.model.train()
        losses = self._losses(x, imitate=part >= self.plan.int8_from)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return losses

    def _losses(self, x: Exercise, *, imitate: bool) -> Losses:
        kind = self.device.type
        said = None
        if self.teacher is not None:
            Dense.imitate = False
            with torch.no_grad(), torch.autocast(kind, torch.bfloat16):
                said = outputs_of(self.teacher, x, 0.0)
        Dense.imitate = imitate
        # bfloat16 is too coarse to imitate int8 in.
        with torch.autocast(kind, torch.bfloat16, enabled=not imitate):
            out = outputs_of(self.model, x)
        Dense.imitate = False
        losses = losses_of(out, x)
        if said is None:
            return losses
        return {n: GOLD * loss for n, loss in losses.items()} | taught_losses(out, said, x)

    def save(self) -> None:
        """Write the checkpoint; the one before stays whole until the new one is."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "spent": self.elapsed,
        }
        new = self.plan.out / "checkpoint.new"
        torch.save(state, new)
        new.replace(self.plan.out / "checkpoint.pt")

    def resume(self, checkpoint: Path) -> None:
        """Go on from a checkpoint, at the start of the epoch that it was in."""
        state = torch.load(checkpoint, weights_only=False, map_location="cpu")
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


def new_reader(start: Path | None, material: Material, out: Path) -> Reader:
    """The base encoder with new heads, or the weights of an earlier training; writes the labels."""
    labels = make_labels(material)
    labels.save(out / "labels.json")
    model = Reader(labels)
    model.encoder.load_minilm(base_model() / "model.safetensors")
    if start is not None:
        model.take_over(load_weights(start))
    return model


def main() -> None:
    """Train, anew or from the checkpoint."""
    a = options()
    torch.manual_seed(1)
    torch.set_num_threads(a.threads)
    a.out.mkdir(parents=True, exist_ok=True)
    material = read_material(a.data, a.record, Earlier(a.mentions, a.silver))
    rates = (RATES[0] * a.rate, RATES[1] * a.rate)
    plan = Plan(a.out, a.epochs, a.minutes, a.batch, (*a.times, 0), a.int8_from, rates)
    run = Run(plan, material, new_reader(a.start, material, a.out))
    checkpoint = a.out / "checkpoint.pt"
    if a.resume and checkpoint.exists():
        run.resume(checkpoint)
    run.train()


if __name__ == "__main__":
    main()
