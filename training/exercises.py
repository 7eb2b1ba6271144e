"""Exercises of an epoch one after the other, made beside the training where there are cores."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from torch.utils.data import DataLoader, Dataset

from backchannel.reader.pieces import Vocabulary
from targets import Exercise, Targets
from windows import Window, to_batch


@dataclass(slots=True)
class Exercises(Dataset[bytes]):
    """Batches of windows, each made into an exercise when it is asked for.

    Attributes:
        batches: windows of each batch.
        vocab, targets: what they are made with.
        seed: of the layouts that are varied and the anchors that are drawn.
    """

    batches: Sequence[list[Window]]
    vocab: Vocabulary
    targets: Targets
    seed: int

    def __len__(self) -> int:
        return len(self.batches)

    def __getitem__(self, i: int) -> bytes:
        rng = random.Random(self.seed * 1_000_003 + i)
        batch = to_batch(self.batches[i], self.vocab, rng)
        return pickle.dumps(self.targets.exercise(batch, rng))

    def by(self, workers: int) -> Iterator[Exercise]:
        """All of them in order, made by so many processes, or by this one."""
        if not workers:
            yield from (cast(Exercise, pickle.loads(self[i])) for i in range(len(self)))
            return
        # Bytes, not tensors, go from process to process: shared memory can be short.
        loader = DataLoader(
            self, batch_size=None, num_workers=workers, prefetch_factor=6, collate_fn=_as_it_is
        )
        for made in loader:
            yield cast(Exercise, pickle.loads(made))


def _as_it_is(made: bytes) -> bytes:
    return made
