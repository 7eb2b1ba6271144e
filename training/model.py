"""The reader's network: a six-layer encoder and the heads on top of it.

The shipped program runs the encoder and the per-word projections as an ONNX graph and the small
products of pairs (parser, attributions, coreference) in NumPy on their outputs: see ``export.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from backchannel.reader.calibration import ANCHORED, VOICE

LAYERS, WIDTH, ATTENTION_HEADS, INNER, POSITIONS = 6, 384, 12, 1536, 512
BUCKETS, FAR = 32, 128
ARC, REL, LINK, COREF = 192, 96, 192, 128
SENSE, SENSE_LAYER = 96, 1
DISTANCES, BETWEEN = 24, 9
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
PASSAGE = ("O", "B-first", "I-first", "B-second", "I-second")
PARTIES = 1 + VOICE


@dataclass(frozen=True, slots=True)
class Size:
    """How large an encoder is.

    Attributes:
        layers, width, inner: of the network; it has ``ATTENTION_HEADS`` heads of attention.
        relative: whether how far two pieces are apart bears on attention (Raffel et al. 2020).
    """

    layers: int = LAYERS
    width: int = WIDTH
    inner: int = INNER
    relative: bool = False


SHIPPED, TEACHER = Size(), Size(12, 768, 3072, relative=True)
"""The encoder of the package, and that of the teacher: all-mpnet-base-v2's."""


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


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Drop features; on a CPU, where drawing masks is dear, with a mask that the batch shares."""
    if not training or p == 0:
        return x
    if x.is_cuda:
        return F.dropout(x, p)
    keep = (torch.rand(x.shape[-2:], dtype=torch.float32) >= p).to(x.dtype) / (1 - p)
    return x * keep


class Layer(nn.Module):
    """A transformer layer as BERT's: attention, then a wider layer, each normed with its input."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width = size.width
        self.qkv, self.out = dense(width, 3 * width), dense(width, width)
        self.up, self.down = dense(width, size.inner), dense(size.inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, p: float) -> Tensor:
        b, t, width = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        a = self.out(a.transpose(1, 2).reshape(b, t, width))
        x = self.norm1(x + dropout(a, p, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + dropout(f, p, self.training))


class Encoder(nn.Module):
    """Vectors [b, pieces, width] of pieces, their words' shapes and the gaps before them."""

    def __init__(self, size: Size = SHIPPED) -> None:
        super().__init__()
        width = size.width
        self.pieces = nn.Embedding(30522, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.shapes, self.gaps = nn.Embedding(12, width), nn.Embedding(5, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.apart = nn.Embedding(BUCKETS, ATTENTION_HEADS) if size.relative else None

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        p: float = 0.0,
        layers: int | None = None,
    ) -> Tensor:
        t = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:t] + self.shapes(shapes) + self.gaps(gaps)
        x = dropout(self.norm(x), p, self.training)
        mask = torch.zeros_like(pieces, dtype=x.dtype).masked_fill(pieces == 0, -1e4)
        mask = mask[:, None, None, :]
        if self.apart is not None:
            mask = mask + self.apart(buckets(t, pieces.device)).permute(2, 0, 1)
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
            names = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
            for i in range(len(self.layers)):
                self._load_layer(i, w, f"encoder.layer.{i}.", names)

    def load_mpnet(self, weights: Path, rows: Sequence[int]) -> None:
        """Take over all-mpnet-base-v2.

        Args:
            weights: its ``model.safetensors``.
            rows: for each piece of our vocabulary, its row there.
        """
        w = load_file(weights)
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"][list(rows)])
            # Its positions count from behind the padding's.
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"][2:])
            _copy(self.norm, w, "embeddings.LayerNorm")
            self.apart.weight.copy_(w["encoder.relative_attention_bias.weight"])
            names = ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm")
            for i in range(len(self.layers)):
                self._load_layer(i, w, f"encoder.layer.{i}.", names)

    def _load_layer(
        self, i: int, w: dict[str, Tensor], at: str, names: tuple[str, str, str, str, str]
    ) -> None:
        """A layer's weights; ``names`` are those of its attention."""
        layer, (q, k, v, out, norm) = self.layers[i], names
        for part in ("weight", "bias"):
            three = [w[f"{at}attention.{n}.{part}"] for n in (q, k, v)]
            getattr(layer.qkv, part).copy_(torch.cat(three))
        _copy(layer.out, w, f"{at}attention.{out}")
        _copy(layer.norm1, w, f"{at}attention.{norm}")
        _copy(layer.up, w, at + "intermediate.dense")
        _copy(layer.down, w, at + "output.dense")
        _copy(layer.norm2, w, at + "output.LayerNorm")


def buckets(t: int, device: torch.device) -> Tensor:
    """How far apart pieces are, [t, t]: each step at first, then ever longer stretches (T5's)."""
    at = torch.arange(t, device=device)
    apart = at[None] - at[:, None]
    half = BUCKETS // 2
    exact = half // 2
    far = apart.abs().clamp_min(1)
    stretch = exact + (far / exact).log() / math.log(FAR / exact) * (half - exact)
    near = torch.where(far < exact, apart.abs(), stretch.long().clamp_max(half - 1))
    return near + half * (apart > 0)


def _copy(module: nn.Module, w: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(w[name + ".weight"])
    module.bias.copy_(w[name + ".bias"])


def load_weights(file: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of ``final.pt``, wherever they were trained."""
    state = torch.load(file, weights_only=False, map_location="cpu")
    return state.get("model", state)


class Reader(nn.Module):
    """Encoder and heads. Word vectors are those of each word's first piece."""

    def __init__(self, labels: Labels, size: Size = SHIPPED) -> None:
        super().__init__()
        self.labels, width = labels, size.width
        self.encoder = Encoder(size)
        self.tags = nn.ModuleDict(
            {
                "upos": nn.Linear(width, len(labels.upos)),
                "xpos": nn.Linear(width, len(labels.xpos)),
                "lemma": nn.Linear(width, len(labels.lemma)),
                "start": nn.Linear(width, 2),
                "cue": nn.Linear(width, 3),
                "source": nn.Linear(width, 3),
                "content": nn.Linear(width, 3),
                "names": nn.Linear(width, len(labels.names)),
                "triggers": nn.Linear(width, len(labels.triggers)),
                "modes": nn.Linear(width, len(labels.modes)),
            }
        )
        self.arc_dep, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rel_dep, self.rel_head = nn.Linear(width, REL), nn.Linear(width, REL)
        self.rel = nn.Parameter(torch.randn(len(labels.deprel), REL + 1, REL + 1) * 0.02)
        self.rel_root = nn.Parameter(torch.randn(REL) * 0.1)
        self.link_word, self.link_word2 = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.link_cue, self.link_cue2 = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.link_kind = nn.Embedding(1 + len(ANCHORED), LINK)
        self.link_distance = nn.Embedding(DISTANCES, LINK)
        self.link_cues = nn.Embedding(BETWEEN, LINK)
        self.link_gaps = nn.Embedding(BETWEEN, LINK)
        self.link_quotes = nn.Embedding(BETWEEN, LINK)
        self.link_roles = nn.Linear(LINK, len(ROLES))
        self.link_passage = nn.Linear(LINK, len(PASSAGE))
        self.link_party = nn.Linear(LINK, PARTIES)
        self.coref_word, self.coref_antecedent = nn.Linear(width, COREF), nn.Linear(width, COREF)
        self.coref_none = nn.Linear(width, 1)

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
        """Word vectors [b, words, width] of pieces [b, pieces]; ``firsts`` [b, words]."""
        x = self.encoder(pieces, shapes, gaps, p)
        return torch.gather(x, 1, firsts[..., None].expand(-1, -1, x.shape[-1]))

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
            which: [anchors] row of ``h``; anchor: [anchors, width] mean word vector.
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
