"""The losses of a batch, task by task; each corpus has labels for some of the tasks."""

from __future__ import annotations

import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from corpora import Example
from model import Reader
from targets import CUE, IGNORE, Anchors, Targets, anchors_of
from windows import Batch

DROPOUT = 0.1

COREFERENCE, CUES, ROLES, LINKS, TRIGGERS = 0.3, 2, 0.5, 4, 20
"""Weights of the losses that do not count once. Triggers are rare, and their loss is a mean over
all words and labels."""

Losses = dict[str, Tensor]


def losses_of(model: Reader, batch: Batch, targets: Targets, rng: random.Random) -> Losses:
    """The weighted losses of a batch by task; their sum is what training lowers."""
    h = model.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts, DROPOUT)
    h = F.dropout(h, DROPOUT, model.training)
    e, out = batch.windows[0].example, {}
    if e.heads is not None:
        out |= tree_losses(model, h, batch, targets)
    if e.names is not None:
        out["names"] = tag_loss(model.tags["names"](h), targets.names(batch))
        out["coref"] = COREFERENCE * coreference_loss(model, h, batch)
    if e.attributions is not None:
        out |= attribution_losses(model, h, batch, targets)
        out["link"] = LINKS * link_loss(model, h, anchors_of(batch, rng))
    if e.triggers is not None:
        out["triggers"] = TRIGGERS * trigger_loss(model, h, batch, targets)
        out["passages"] = link_loss(model, h, anchors_of(batch, rng))
    return out


def tag_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy of labels, those to ignore left out."""
    return F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def tree_losses(model: Reader, h: Tensor, batch: Batch, targets: Targets) -> Losses:
    """Tags, lemmas, sentence starts, and trees whose arcs stay within their sentence."""
    out = {}
    for attribute, name in (("upos", "upos"), ("xpos", "xpos"), ("lemmas", "lemma")):
        out[name] = tag_loss(model.tags[name](h), targets.tags(batch, attribute, name))
    out["start"] = tag_loss(model.tags["start"](h), targets.starts(batch))
    heads, same = targets.heads(batch)
    out["arc"] = tag_loss(model.arcs(h).float().masked_fill(~same, -1e4), heads)
    relations = targets.tags(batch, "deprels", "deprel").masked_fill(heads == IGNORE, IGNORE)
    out["rel"] = tag_loss(model.relations(h, heads.clamp_min(0)), relations)
    return out


def attribution_losses(model: Reader, h: Tensor, batch: Batch, targets: Targets) -> Losses:
    """Cues, and as a help to the encoder which words are a source or content of anything."""

    def cues(e: Example) -> list[tuple[int, int]]:
        return [a.cue for a in e.attributions]

    def sources(e: Example) -> list[tuple[int, int]]:
        return [s for a in e.attributions for s in a.source]

    def contents(e: Example) -> list[tuple[int, int]]:
        return [s for a in e.attributions for s in a.content]

    tasks = (("cue", CUES, cues), ("source", ROLES, sources), ("content", ROLES, contents))
    return {
        name: weight * tag_loss(model.tags[name](h), targets.spans(batch, of))
        for name, weight, of in tasks
    }


def link_loss(model: Reader, h: Tensor, anchors: Anchors) -> Tensor:
    """Which words the anchors govern."""
    loss = h.sum() * 0
    if not anchors.which:
        return loss
    asked = zip(anchors.which, anchors.spans, strict=True)
    vectors = torch.stack([h[i, a:b].mean(0) for i, (a, b) in asked])
    which, kinds = torch.tensor(anchors.which), torch.tensor(anchors.kinds)
    between = torch.tensor(np.stack(anchors.between))
    hidden = model.links(h, which, vectors, kinds, between)
    gold = torch.tensor(np.stack(anchors.gold))
    for rows, head in ((kinds == CUE, model.link_roles), (kinds != CUE, model.link_passage)):
        if rows.any():
            loss = loss + tag_loss(head(hidden[rows]), gold[rows])
    return loss


def trigger_loss(model: Reader, h: Tensor, batch: Batch, targets: Targets) -> Tensor:
    """Triggers, of the kinds that were annotated."""
    gold, known = targets.triggers(batch)
    logits = model.tags["triggers"](h).float()
    each = F.binary_cross_entropy_with_logits(logits, gold, reduction="none")
    return (each * known).sum() / known.sum().clamp_min(1)


def coreference_loss(model: Reader, h: Tensor, batch: Batch) -> Tensor:
    """Probability mass on any right antecedent, or on none (Lee et al. 2017)."""
    scores, none = model.coreference(h)
    losses = []
    for i, w in enumerate(batch.windows):
        inside = {(k - w.start, c) for k, c in w.example.clusters if w.start <= k < w.end}
        if len(inside) < 2:
            continue
        at, cluster = torch.tensor(sorted(inside)).T
        s = scores[i][at][:, at].float()
        earlier = at[:, None] > at[None]
        gold = earlier & (cluster[:, None] == cluster[None])
        s = torch.cat([none[i][at].float()[:, None], s.masked_fill(~earlier, -1e4)], 1)
        right = torch.cat([~gold.any(1, keepdim=True), gold], 1)
        losses.append((s.logsumexp(1) - s.masked_fill(~right, -1e4).logsumexp(1)).mean())
    return torch.stack(losses).mean() if losses else h.sum() * 0
