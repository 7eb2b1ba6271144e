"""What a student learns from a teacher's scores (distillation: Hinton et al. 2015)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

import corpora
from backchannel.reader.calibration import VOICE
from losses import OF_TREES, SILVER, WEIGHTS, Answers, Losses, Outputs, mean, modes_by_kind
from targets import CUE, KINDS, ROLES_ASKED, Anchors, Exercise

GOLD = 0.5
"""Weight of what annotators say beside what the teacher says."""

TAUGHT = ("start", "upos", "xpos", "names", "cue", "source", "content")


def taught_losses(out: Outputs, teacher: Outputs, x: Exercise) -> Losses:
    """The weighted losses of the student's scores against the teacher's, task by task.

    They are asked of every text: of triggers also where none were annotated.
    """
    losses = {n: soft_loss(out.tags[n], teacher.tags[n], x.mask) for n in TAUGHT}
    losses["triggers"] = soft_trigger_loss(out.tags["triggers"], teacher.tags["triggers"], x.mask)
    if out.arc is not None and teacher.arc is not None:
        losses["arc"] = soft_loss(out.arc, teacher.arc, x.mask)
    if out.deprel is not None and teacher.deprel is not None:
        losses["deprel"] = soft_loss(out.deprel, teacher.deprel, x.mask)
    if x.anchors is not None and out.answers is not None and teacher.answers is not None:
        losses |= _of_anchors(out.answers, teacher.answers, x.anchors, x.mask)
    return {
        f"taught {name}": loss * WEIGHTS.get(name, 1) * (SILVER if name in OF_TREES else 1)
        for name, loss in losses.items()
    }


def soft_loss(logits: Tensor, teacher: Tensor, counted: Tensor) -> Tensor:
    """Cross-entropy against the teacher's probabilities, along the last dimension."""
    return mean(-(teacher.softmax(-1) * logits.log_softmax(-1)).sum(-1), counted)


def soft_trigger_loss(logits: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy against the teacher's probabilities, label by label."""
    each = F.binary_cross_entropy_with_logits(logits, teacher.sigmoid(), reduction="none")
    return mean(each, mask[..., None].expand_as(each))


def _of_anchors(out: Answers, teacher: Answers, anchors: Anchors, mask: Tensor) -> Losses:
    words, cue = mask[anchors.which], (anchors.kinds == CUE)[:, None]
    asked = roles_by_kind().to(anchors.kinds.device)[anchors.kinds]
    modes = [
        soft_loss(out.modes[:, c], teacher.modes[:, c], anchors.kinds == kind)
        for c, kind in modes_by_kind()
    ]
    return {
        "roles": soft_loss(out.roles, teacher.roles, words & cue),
        "passages": soft_loss(out.passages, teacher.passages, words & ~cue),
        "parties": soft_loss(out.parties, teacher.parties, asked),
        "modes": torch.stack(modes).sum(),
    }


def roles_by_kind() -> Tensor:
    """Which roles a kind of anchor has: [kinds, roles]."""
    out = torch.zeros(len(KINDS), ROLES_ASKED, dtype=torch.bool)
    for kind, name in enumerate(KINDS):
        if kind != CUE:
            out[kind, : len(corpora.PARTY_ROLES.get(name, ()))] = True
            out[kind, VOICE] = True
    return out
