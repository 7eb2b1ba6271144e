"""The losses of an exercise, task by task; each corpus has labels for some of the tasks."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

import corpora
from model import Reader
from targets import CUE, IGNORE, KINDS, Anchors, Exercise

DROPOUT = 0.1

WEIGHTS = {
    "coref": 0.3, "cue": 2, "source": 0.5, "content": 0.5, "roles": 4, "triggers": 20, "modes": 0.3,
}  # fmt: skip
"""Weights of the losses that do not count once. Triggers are rare, and their loss is a mean over
all words and labels."""

SILVER = 0.5
"""Weight of tags, trees and names that a teacher gave."""

OF_TREES = ("upos", "xpos", "lemma", "deprel", "arc", "names")
NEVER = -1e4

Losses = dict[str, Tensor]


@dataclass(slots=True)
class Answers:
    """What the network says of anchors.

    Attributes:
        roles, passages: [anchors, words, tags].
        parties: [anchors, roles, words], only those to choose among.
        modes: [anchors, modes].
    """

    roles: Tensor
    passages: Tensor
    parties: Tensor
    modes: Tensor


@dataclass(slots=True)
class Outputs:
    """What the network says of an exercise: scores, in float32.

    Attributes:
        tags: by head, [windows, words, labels].
        arc: [windows, words, 1 + words] heads, none outside of the sentence.
        deprel: [windows, words, relations] under the right heads.
        answers: of the anchors, where there are any.
        coref: [windows, mentions, 1 + mentions] antecedents: none, then the earlier ones.
    """

    tags: dict[str, Tensor]
    arc: Tensor | None = None
    deprel: Tensor | None = None
    answers: Answers | None = None
    coref: Tensor | None = None


def outputs_of(model: Reader, x: Exercise, p: float = DROPOUT) -> Outputs:
    """What the network says, as far as the exercise asks for it; ``p`` is the dropout."""
    h = model.words(x.pieces, x.shapes, x.gaps, x.firsts, p)
    h = F.dropout(h, p, model.training)
    out = Outputs({name: head(h).float() for name, head in model.tags.items()})
    if x.heads is not None and x.sentences is not None:
        same = x.sentences[:, :, None] == x.sentences[:, None]
        same = torch.cat([torch.ones_like(same[..., :1]), same], -1)
        out.arc = model.arcs(h).float().masked_fill(~same, NEVER)
        out.deprel = model.relations(h, x.heads.clamp_min(0)).float()
    if x.clusters is not None:
        out.coref = _antecedents(model, h, x.clusters)
    if x.anchors is not None:
        out.answers = _answers(model, h, out.tags["modes"], x.anchors)
    return out


def _answers(model: Reader, h: Tensor, modes: Tensor, anchors: Anchors) -> Answers:
    seen = _seen_from(model, h, anchors)
    parties = model.link_party(seen).float().transpose(1, 2)
    return Answers(
        roles=model.link_roles(seen).float(),
        passages=model.link_passage(seen).float(),
        parties=parties.masked_fill(~anchors.among[:, None], NEVER),
        modes=_at(modes, anchors),
    )


def _at(h: Tensor, anchors: Anchors) -> Tensor:
    """The mean over the words of each anchor: [anchors, width]."""
    x = h[anchors.which[:, None], anchors.words] * anchors.within[..., None]
    return x.sum(1) / anchors.within.sum(1, keepdim=True)


def _seen_from(model: Reader, h: Tensor, anchors: Anchors) -> Tensor:
    """Hidden vectors of the words as seen from each anchor."""
    at = _at(h, anchors).to(h.dtype)
    return model.links(h, anchors.which, at, anchors.kinds, anchors.between.long())


def _antecedents(model: Reader, h: Tensor, clusters: Tensor) -> Tensor:
    at = clusters[..., 0].clamp_min(0)
    scores, none = model.coreference(h)
    rows = torch.arange(len(at), device=at.device)[:, None, None]
    s = scores[rows, at[:, :, None], at[:, None]].float()
    s = s.masked_fill(~_earlier(clusters), NEVER)
    return torch.cat([none.gather(1, at)[..., None].float(), s], -1)


def _earlier(clusters: Tensor) -> Tensor:
    at = clusters[..., 0]
    return (at[:, :, None] > at[:, None]) & (at[:, None] >= 0)


def losses_of(out: Outputs, x: Exercise) -> Losses:
    """The weighted losses of an exercise by task; their sum is what training lowers."""
    losses = {
        name: tag_loss(out.tags[name], gold) for name, gold in x.tags.items() if name in out.tags
    }
    if x.heads is not None and out.arc is not None and out.deprel is not None:
        losses["arc"] = tag_loss(out.arc, x.heads)
        losses["deprel"] = tag_loss(out.deprel, x.tags["deprel"])
    if x.clusters is not None and out.coref is not None:
        losses["coref"] = coreference_loss(out.coref, x.clusters)
    losses["triggers"] = trigger_loss(out.tags["triggers"], x)
    if x.anchors is not None and out.answers is not None:
        losses |= anchor_losses(out.answers, x.anchors)
    silver = SILVER if x.silver else 1
    return {
        name: loss * WEIGHTS.get(name, 1) * (silver if name in OF_TREES else 1)
        for name, loss in losses.items()
    }


def mean(values: Tensor, counted: Tensor) -> Tensor:
    """The mean of those that count; 0 where none does."""
    return (values * counted).sum() / counted.sum().clamp_min(1)


def tag_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy of labels, those to ignore left out."""
    gold = gold.flatten().long()
    each = F.cross_entropy(logits.flatten(0, 1), gold, ignore_index=IGNORE, reduction="none")
    return mean(each, gold != IGNORE)


def trigger_loss(logits: Tensor, x: Exercise) -> Tensor:
    """Triggers, of the kinds that were annotated."""
    known = x.annotated[:, None] & x.mask[..., None]
    each = F.binary_cross_entropy_with_logits(logits, x.triggers.float(), reduction="none")
    return mean(each, known)


def anchor_losses(out: Answers, anchors: Anchors) -> Losses:
    """What anchors govern, who their parties are, and their modes."""
    of_cue = (anchors.kinds == CUE)[:, None]
    return {
        "roles": tag_loss(out.roles, anchors.gold.masked_fill(~of_cue, IGNORE)),
        "passages": tag_loss(out.passages, anchors.gold.masked_fill(of_cue, IGNORE)),
        "parties": party_loss(out, anchors),
        "modes": mode_loss(out, anchors),
    }


def party_loss(out: Answers, anchors: Anchors) -> Tensor:
    """Probability mass on any mention of the right party, or on none."""
    right = out.parties.masked_fill(~anchors.right, NEVER)
    return mean(out.parties.logsumexp(-1) - right.logsumexp(-1), anchors.right.any(-1))


def mode_loss(out: Answers, anchors: Anchors) -> Tensor:
    """Actuality, polarity and likelihood, at the words of the triggers."""
    losses = []
    for columns, kind in modes_by_kind():
        mine = (anchors.kinds == kind) & (anchors.modes >= 0)
        gold = anchors.modes.masked_fill(~mine, IGNORE)
        losses.append(tag_loss(out.modes[None, :, columns], gold[None]))
    return torch.stack(losses).sum()


def modes_by_kind() -> list[tuple[slice, int]]:
    """Columns of the modes, and the kind that they are of."""
    out, at = [], 0
    for kind, (_, values) in corpora.MODES.items():
        out.append((slice(at, at + len(values)), KINDS.index(kind)))
        at += len(values)
    return out


def coreference_loss(scores: Tensor, clusters: Tensor) -> Tensor:
    """Probability mass on any right antecedent, or on none (Lee et al. 2017)."""
    entity = clusters[..., 1]
    gold = _earlier(clusters) & (entity[:, :, None] == entity[:, None])
    right = torch.cat([~gold.any(-1, keepdim=True), gold], -1)
    each = scores.logsumexp(-1) - scores.masked_fill(~right, NEVER).logsumexp(-1)
    known = clusters[..., 0] >= 0
    of_window = (each * known).sum(1) / known.sum(1).clamp_min(1)
    return mean(of_window, known.sum(1) > 1)
