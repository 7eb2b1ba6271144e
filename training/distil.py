"""Train a large teacher on everything, and a student of the shipped size on what it says.

    python training/distil.py pack training/runs/packed.pkl --mentions ... --silver ... --more ...
    python training/distil.py train training/runs/packed.pkl --base MPNET_DIR \
        --start training/runs/second/final.pt --out training/runs/distilled --minutes 4 4

The teacher has all-mpnet-base-v2 as its encoder, five times as large as the package's, and learns
all tasks at once. It then says where in news without annotations it sees cues and triggers, and
the student learns the teacher's scores there and on the annotated corpora, beside what annotators
say (Hinton et al. 2015). Meant for a GPU: ``--minutes`` are those of the teacher and the student.
``pack`` reads all corpora into one file, so that ``train`` needs no other.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import spacy
import torch

from backchannel.reader.pieces import Vocabulary
from backchannel.reader.sentences import plain_starts
from backchannel.reader.tags import triggers as runs
from base import command_line, pieces, vocabulary
from corpora import Attribution, Example, Question, RawTokens
from learning_curve import RARE, found_f1
from material import (
    Earlier,
    Material,
    make_labels,
    read_aside,
    read_material,
)
from model import TEACHER, Labels, Reader, load_weights
from train import Plan, Run
from unlabelled import unlabelled_articles
from windows import Window, encode, slices, to_batch

ASKED = 0.2
"""Probability of a trigger from which the teacher is asked what it governs, and by whom."""

SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
"""What the teacher's encoder calls the pieces that are no words."""


@dataclass(frozen=True, slots=True)
class Packed:
    """All that training needs.

    Attributes:
        material: what to learn from; what is unlabelled has no cues and triggers as yet.
        labels: that follow from it.
        aside: annotated articles held out, to see how training goes.
    """

    material: Material
    labels: Labels
    aside: list[Example]


def pack(a: argparse.Namespace) -> Packed:
    """Read everything."""
    material = read_material(a.data, a.record, Earlier(a.mentions, a.silver))
    labels = make_labels(material)
    more = json.loads(a.more.read_text(encoding="utf8"))
    material.unlabelled = list(plain_examples(a.data, a.record, more))
    return Packed(material, labels, read_aside(a.data, a.record))


def plain_examples(
    data: Path, record: Path, mentions: dict[str, Sequence[int]]
) -> Iterator[Example]:
    """News without annotations.

    Args:
        data, record: folders, as ever.
        mentions: by document, first characters of the words that may stand for parties; what is
            not there is left out.
    """
    tokenizer = spacy.blank("en").tokenizer
    for article in unlabelled_articles(data, record):
        if article.id not in mentions:
            continue
        tokens, starts = RawTokens(article.text, tokenizer), set(mentions[article.id])
        out = Example(article.id, tokens.words, tokens.spaces, attributions=[], triggers=[])
        out.plain_starts = plain_starts(tokens.words, tokens.spaces)
        out.mentions = frozenset(i for i, at in enumerate(tokens.starts) if at in starts)
        out.pseudo = True
        yield out


def new_teacher(labels: Labels, base: Path) -> Reader:
    """all-mpnet-base-v2 with new heads."""
    lines = (base / "vocab.txt").read_text(encoding="utf8").split("\n")
    theirs = {piece: row for row, piece in enumerate(lines)}
    rows = [theirs[SPECIAL.get(piece, piece)] for piece in pieces()]
    model = Reader(labels, TEACHER)
    model.encoder.load_mpnet(base / "model.safetensors", rows)
    with torch.no_grad():
        model.tags["triggers"].bias.fill_(RARE)
    return model


@torch.no_grad()
def ask(teacher: Reader, examples: Sequence[Example], device: torch.device) -> None:
    """Write into the examples where the teacher sees cues and triggers."""
    vocab, rng = vocabulary(), random.Random(3)
    windows = [w for e in examples for w in slices(e, encode(e, vocab), rng)]
    windows.sort(key=Window.size)
    teacher = teacher.to(device).eval()
    for at in range(0, len(windows), 48):
        _ask_windows(teacher, windows[at : at + 48], vocab, device)


def _ask_windows(
    teacher: Reader, windows: list[Window], vocab: Vocabulary, device: torch.device
) -> None:
    batch = to_batch(windows, vocab, None)
    inputs = (x.to(device) for x in (batch.pieces, batch.shapes, batch.gaps, batch.firsts))
    with torch.autocast(device.type, torch.bfloat16):
        h = teacher.words(*inputs)
        triggers, cues = teacher.tags["triggers"](h), teacher.tags["cue"](h).argmax(-1)
    for w, t, c in zip(windows, triggers.float().cpu().numpy(), cues.cpu().numpy(), strict=True):
        n = w.end - w.start
        w.example.questions += _questions(t[:n], w.start, teacher.labels)
        w.example.attributions += [Attribution(c, (), ()) for c in _cues(c[:n], w.start)]


def _questions(logits: np.ndarray, start: int, labels: Labels) -> list[Question]:
    found = {
        (t.label.split(":")[0], (start + t.start, start + t.end))
        for t in runs(logits, labels.triggers, ASKED)
    }
    return [Question(kind, span) for kind, span in sorted(found)]


def _cues(tags: np.ndarray, start: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and not (out and out[-1][1] == start + i)):
            out.append((start + i, start + i + 1))
        elif tag == 2:
            out[-1] = (out[-1][0], start + i + 1)
    return out


def distil(packed: Packed, a: argparse.Namespace) -> None:
    """The teacher, what it sees in news without annotations, and the student."""
    device = torch.device(a.device)
    a.out.mkdir(parents=True, exist_ok=True)
    packed.labels.save(a.out / "labels.json")
    common = Plan(a.out, batch=a.batch, device=a.device, workers=a.workers, epochs=99, warm=300)
    own = a.out / "teacher"
    own.mkdir(exist_ok=True)
    plan = replace(
        common,
        out=own,
        minutes=a.minutes[0],
        times=(1, 1, 1, 4, 0),
        int8_from=2,
        rates=(8e-5, 8e-4),
    )
    teacher = new_teacher(packed.labels, a.base)
    Run(plan, packed.material, teacher).train()
    teacher.eval()
    print("teacher", found_f1(teacher, packed.aside, packed.labels), flush=True)
    began = time.time()
    ask(teacher, packed.material.unlabelled, device)
    asked = sum(len(e.questions) for e in packed.material.unlabelled)
    print(f"{asked} triggers asked of in {time.time() - began:.0f} s", flush=True)
    student = Reader(packed.labels)
    student.take_over(load_weights(a.start))
    plan = replace(common, minutes=a.minutes[1], times=(1, 1, 1, 4, 2), int8_from=0.94)
    plan = replace(plan, rates=(2.5e-4, 1e-3))
    Run(plan, packed.material, student, teacher).train()
    print("student", found_f1(student.eval(), packed.aside, packed.labels), flush=True)


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("what", choices=("pack", "train"))
    ap.add_argument("packed", type=Path)
    ap.add_argument("--mentions", type=Path, help="what mentions.py wrote")
    ap.add_argument("--silver", type=Path, help="what silver.py wrote")
    ap.add_argument("--more", type=Path, help="what mentions.py --unlabelled wrote")
    ap.add_argument("--base", type=Path, help="folder of all-mpnet-base-v2")
    ap.add_argument("--start", type=Path, help="weights that the student starts from")
    ap.add_argument("--out", type=Path, default=Path("training/runs/distilled"))
    ap.add_argument("--minutes", type=float, nargs=2, default=(4.0, 4.0))
    ap.add_argument("--batch", type=int, default=9600, help="pieces a batch")
    ap.add_argument("--device", default="cuda")
    ap.add_argument("--workers", type=int, default=14)
    return ap.parse_args()


def main() -> None:
    """Pack, or train from what was packed."""
    a = options()
    torch.manual_seed(1)
    if a.what == "pack":
        a.packed.write_bytes(pickle.dumps(pack(a), protocol=5))
    else:
        distil(pickle.loads(a.packed.read_bytes()), a)


if __name__ == "__main__":
    import distil as itself  # what is packed belongs to the module, not to whoever runs it

    itself.main()
