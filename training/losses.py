"""The losses of a batch, task by task; each corpus has labels for some of the tasks."""

from __future__ import annotations

import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

import corpora
from corpora import Example
from model import Reader
from targets import CUE, IGNORE, KINDS, Anchors, Targets, anchors_of
from windows import Batch

DROPOUT = 0.1

COREFERENCE, CUES, ROLES, LINKS, TRIGGERS, MODES = 0.3, 2, 0.5, 4, 20, 0.3
"""Weights of the losses that do not count once. Triggers are rare, and their loss is a mean over
all words and labels."""

SILVER = 0.5
"""Weight of tags, trees and names that a teacher gave."""

Losses = dict[str, Tensor]


def losses_of(model: Reader, batch: Batch, targets: Targets, rng: random.Random) -> Losses:
    """The weighted losses of a batch by task; their sum is what training lowers."""
    h = model.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts, DROPOUT)
    h = F.dropout(h, DROPOUT, model.training)
    e, out = batch.windows[0].example, {}
    out["start"] = tag_loss(model.tags["start"](h), targets.starts(batch))
    if e.heads is not None:
        of_trees = tree_losses(model, h, batch, targets)
        out |= {name: loss * (SILVER if e.silver else 1) for name, loss in of_trees.items()}
    if e.names is not None:
        names = tag_loss(model.tags["names"](h), targets.names(batch))
        out["names"] = names * (SILVER if e.silver else 1)
    if e.clusters is not None:
        out["coref"] = COREFERENCE * coreference_loss(model, h, batch)
    if e.attributions is not None:
        out |= attribution_losses(model, h, batch, targets)
        anchors = anchors_of(batch, rng)
        if anchors.which:
            out["link"] = LINKS * link_loss(model, _seen_from(model, h, anchors), anchors)
    if e.triggers is not None:
        out["triggers"] = TRIGGERS * trigger_loss(model, h, batch, targets)
        anchors = anchors_of(batch, rng)
        if anchors.which:
            seen = _seen_from(model, h, anchors)
            out["passages"] = link_loss(model, seen, anchors)
            out["parties"] = party_loss(model, seen, anchors)
            out["modes"] = MODES * mode_loss(model, h, anchors)
    return out


def tag_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy of labels, those to ignore left out."""
    return F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def tree_losses(model: Reader, h: Tensor, batch: Batch, targets: Targets) -> Losses:
    """Tags, lemmas, and trees whose arcs stay within their sentence."""
    out = {}
    known = [("upos", "upos"), ("xpos", "xpos")]
    if batch.windows[0].example.lemmas is not None:
        known.append(("lemmas", "lemma"))
    for attribute, name in known:
        out[name] = tag_loss(model.tags[name](h), targets.tags(batch, attribute, name))
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


def link_loss(model: Reader, seen: Tensor, anchors: Anchors) -> Tensor:
    """Which words the anchors govern; ``seen`` is what `_seen_from` gives."""
    loss, kinds = seen.sum() * 0, torch.tensor(anchors.kinds)
    gold = torch.tensor(np.stack(anchors.gold))
    for rows, head in ((kinds == CUE, model.link_roles), (kinds != CUE, model.link_passage)):
        if rows.any():
            loss = loss + tag_loss(head(seen[rows]), gold[rows])
    return loss


def _seen_from(model: Reader, h: Tensor, anchors: Anchors) -> Tensor:
    """Hidden vectors of the words as seen from each anchor."""
    asked = zip(anchors.which, anchors.spans, strict=True)
    vectors = torch.stack([h[i, a:b].mean(0) for i, (a, b) in asked])
    which, kinds = torch.tensor(anchors.which), torch.tensor(anchors.kinds)
    return model.links(h, which, vectors, kinds, torch.tensor(np.stack(anchors.between)))


def party_loss(model: Reader, seen: Tensor, anchors: Anchors) -> Tensor:
    """Probability mass on any mention of the right party, or on none."""
    scores = model.link_party(seen).float()
    losses = []
    for k, choices in enumerate(anchors.parties):
        for role, choice in enumerate(choices):
            if choice is not None:
                s = scores[k, choice.among, role]
                losses.append(s.logsumexp(0) - s[torch.tensor(choice.right)].logsumexp(0))
    return torch.stack(losses).mean() if losses else seen.sum() * 0


def mode_loss(model: Reader, h: Tensor, anchors: Anchors) -> Tensor:
    """Actuality, polarity and likelihood, at the words of the triggers."""
    logits, losses = model.tags["modes"](h).float(), []
    for kind in corpora.MODES:
        columns = [i for i, m in enumerate(model.labels.modes) if m.startswith(kind + ":")]
        of_kind = [
            (logits[i, a:b][:, columns].mean(0), mode)
            for i, (a, b), k, mode in zip(
                anchors.which, anchors.spans, anchors.kinds, anchors.modes, strict=True
            )
            if KINDS[k] == kind and mode >= 0
        ]
        if of_kind:
            rows, gold = zip(*of_kind, strict=True)
            losses.append(F.cross_entropy(torch.stack(rows), torch.tensor(gold)))
    return torch.stack(losses).sum() if losses else h.sum() * 0


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
