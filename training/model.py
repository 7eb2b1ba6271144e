"""The reader's network: a six-layer encoder and the heads on top of it.

The shipped program runs the encoder and the per-word projections as an ONNX graph and the small
products of pairs (parser, attributions, coreference) in NumPy on their outputs: see ``export.py``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from backchannel.reader.calibration import ANCHORED, VOICE

LAYERS, WIDTH, ATTENTION_HEADS, INNER, POSITIONS = 6, 384, 12, 1536, 512
ARC, REL, LINK, COREF = 192, 96, 192, 128
SENSE, SENSE_LAYER = 96, 1
DISTANCES, BETWEEN = 24, 9
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
PASSAGE = ("O", "B-first", "I-first", "B-second", "I-second")
PARTIES = 1 + VOICE


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the tagging heads, in the order of their outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    triggers: tuple[str, ...]
    modes: tuple[str, ...]

    def save(self, path: Path) -> None:
        """Write the labels as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf8")

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Read what :meth:`save` wrote."""
        return cls(**{k: tuple(v) for k, v in json.loads(path.read_text(encoding="utf8")).items()})


class _RoundedThrough(torch.autograd.Function):
    """Rounds to int8 on the way in, passes gradients as they are."""

    @staticmethod
    def forward(ctx: object, x: Tensor, scale: Tensor, low: float, high: float) -> Tensor:
        return torch.clamp(torch.round(x / scale), low, high) * scale

    @staticmethod
    def backward(ctx: object, grad: Tensor) -> tuple[Tensor, None, None, None]:
        return grad, None, None, None


class Dense(nn.Linear):
    """A linear layer that can imitate int8: weights a channel, inputs a text."""

    imitate = False
    """Set for all layers at once."""

    quantised = False
    """Whether the layer is int8 when exported."""

    def forward(self, x: Tensor) -> Tensor:
        if not Dense.imitate or not self.quantised:
            return super().forward(x)
        with torch.no_grad():
            w_scale = self.weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
            dims = tuple(range(1, x.dim()))
            high, low = x.amax(dims, keepdim=True), x.amin(dims, keepdim=True)
            x_scale = ((high.clamp_min(0) - low.clamp_max(0)) / 255).clamp_min(1e-8)
        w = _RoundedThrough.apply(self.weight, w_scale, -127.0, 127.0)
        return F.linear(_RoundedThrough.apply(x, x_scale, -255.0, 255.0), w, self.bias)


def dense(n_in: int, n_out: int) -> Dense:
    """A layer that is int8 when exported."""
    layer = Dense(n_in, n_out)
    layer.quantised = True
    return layer


def cheap_dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Drop features with a mask that the batch shares: on a CPU, drawing masks is dear."""
    if not training or p == 0:
        return x
    keep = (torch.rand(x.shape[-2:], dtype=torch.float32) >= p).to(x.dtype) / (1 - p)
    return x * keep


class Layer(nn.Module):
    """A transformer layer as BERT's: attention, then a wider layer, each normed with its input."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = dense(WIDTH, 3 * WIDTH), dense(WIDTH, WIDTH)
        self.up, self.down = dense(WIDTH, INNER), dense(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, p: float) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, t, WIDTH))
        x = self.norm1(x + cheap_dropout(a, p, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + cheap_dropout(f, p, self.training))


class Encoder(nn.Module):
    """Vectors [b, pieces, WIDTH] of pieces, their words' shapes and the gaps before them."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.gaps = nn.Embedding(12, WIDTH), nn.Embedding(5, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        p: float = 0.0,
        layers: int = LAYERS,
    ) -> Tensor:
        t = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:t] + self.shapes(shapes) + self.gaps(gaps)
        x = cheap_dropout(self.norm(x), p, self.training)
        mask = torch.zeros(pieces.shape, dtype=x.dtype).masked_fill(pieces == 0, -1e4)
        mask = mask[:, None, None, :]
        for layer in self.layers[:layers]:
            x = layer(x, mask, p)
        return x

    def load_minilm(self, weights: Path) -> None:
        """Take over all-MiniLM-L6-v2 (the token type row is folded into the positions)."""
        w = load_file(weights)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            token_type = w["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"] + token_type)
            _copy(self.norm, w, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    three = [w[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                _copy(layer.out, w, at + "attention.output.dense")
                _copy(layer.norm1, w, at + "attention.output.LayerNorm")
                _copy(layer.up, w, at + "intermediate.dense")
                _copy(layer.down, w, at + "output.dense")
                _copy(layer.norm2, w, at + "output.LayerNorm")


def _copy(module: nn.Module, w: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(w[name + ".weight"])
    module.bias.copy_(w[name + ".bias"])


class Reader(nn.Module):
    """Encoder and heads. Word vectors are those of each word's first piece."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder()
        self.tags = nn.ModuleDict(
            {
                "upos": nn.Linear(WIDTH, len(labels.upos)),
                "xpos": nn.Linear(WIDTH, len(labels.xpos)),
                "lemma": nn.Linear(WIDTH, len(labels.lemma)),
                "start": nn.Linear(WIDTH, 2),
                "cue": nn.Linear(WIDTH, 3),
                "source": nn.Linear(WIDTH, 3),
                "content": nn.Linear(WIDTH, 3),
                "names": nn.Linear(WIDTH, len(labels.names)),
                "triggers": nn.Linear(WIDTH, len(labels.triggers)),
                "modes": nn.Linear(WIDTH, len(labels.modes)),
            }
        )
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rel = nn.Parameter(torch.randn(len(labels.deprel), REL + 1, REL + 1) * 0.02)
        self.rel_root = nn.Parameter(torch.randn(REL) * 0.1)
        self.link_word, self.link_word2 = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.link_cue, self.link_cue2 = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.link_kind = nn.Embedding(1 + len(ANCHORED), LINK)
        self.link_distance = nn.Embedding(DISTANCES, LINK)
        self.link_cues = nn.Embedding(BETWEEN, LINK)
        self.link_gaps = nn.Embedding(BETWEEN, LINK)
        self.link_quotes = nn.Embedding(BETWEEN, LINK)
        self.link_roles = nn.Linear(LINK, len(ROLES))
        self.link_passage = nn.Linear(LINK, len(PASSAGE))
        self.link_party = nn.Linear(LINK, PARTIES)
        self.coref_word, self.coref_antecedent = nn.Linear(WIDTH, COREF), nn.Linear(WIDTH, COREF)
        self.coref_none = nn.Linear(WIDTH, 1)

    def take_over(self, state: dict[str, Tensor]) -> None:
        """Weights of an earlier training; of a table that has grown since, its first rows."""
        own = self.state_dict()
        for name, value in state.items():
            if own[name].shape == value.shape:
                own[name] = value
            else:
                own[name][: len(value)] = value
        self.load_state_dict(own)

    def words(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor, p: float = 0.0
    ) -> Tensor:
        """Word vectors [b, words, WIDTH] of pieces [b, pieces]; ``firsts`` [b, words]."""
        x = self.encoder(pieces, shapes, gaps, p)
        return torch.gather(x, 1, firsts[..., None].expand(-1, -1, WIDTH))

    def arcs(self, h: Tensor) -> Tensor:
        """Scores [b, words, 1 + words]: of the root, then of each word as the head."""
        dep = F.gelu(self.arc_dep(h))
        head = F.gelu(self.arc_head(h))
        head = torch.cat([self.root.to(head).expand(h.shape[0], 1, ARC), head], 1)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1) @ self.arc.to(dep)
        return dep @ head.transpose(1, 2)

    def relations(self, h: Tensor, heads: Tensor) -> Tensor:
        """Scores [b, words, relations] with the given heads [b, words] (0: root, else word + 1)."""
        dep = F.gelu(self.rel_dep(h))
        head = F.gelu(self.rel_head(h))
        head = torch.cat([self.rel_root.to(head).expand(h.shape[0], 1, REL), head], 1)
        head = torch.gather(head, 1, heads[..., None].expand(-1, -1, REL))
        one = torch.ones_like(dep[..., :1])
        dep, head = torch.cat([dep, one], -1), torch.cat([head, one], -1)
        return torch.einsum("bti,lij,btj->btl", dep, self.rel.to(dep), head)

    def links(
        self, h: Tensor, which: Tensor, anchor: Tensor, kind: Tensor, between: Tensor
    ) -> Tensor:
        """Hidden vectors [anchors, words, LINK] of words as seen from an anchor (cue or trigger).

        Args:
            which: [anchors] row of ``h``; anchor: [anchors, WIDTH] mean word vector.
            kind: [anchors] 0 for a cue, else 1 + place in ``ANCHORED``.
            between: [anchors, words, 4] distance, cues, gaps, quotes (bucketed).
        """
        word, word2 = self.link_word(h)[which], self.link_word2(h)[which]
        cue = self.link_cue(anchor) + self.link_kind(kind)
        cue2 = self.link_cue2(anchor)
        x = word + cue[:, None] + word2 * cue2[:, None]
        x = x + self.link_distance(between[..., 0]) + self.link_cues(between[..., 1])
        x = x + self.link_gaps(between[..., 2]) + self.link_quotes(between[..., 3])
        return F.gelu(x)

    def coreference(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """Scores [b, words, words] of each word's antecedents, and [b, words] of having none."""
        scores = self.coref_word(h) @ self.coref_antecedent(h).transpose(1, 2)
        return scores / COREF**0.5, self.coref_none(h)[..., 0]
