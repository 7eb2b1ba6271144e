"""The reader's network as an ONNX graph, built node by node.

Weights of the encoder's matrix products are int8 with a scale for each output channel, their
inputs are quantised as they come (``DynamicQuantizeMatMul``); piece embeddings are int8 with a
scale a row; everything else stays in float.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import ATTENTION_HEADS, LAYERS, SENSE_LAYER

MS = "com.microsoft"
"""Domain of the operators that only ONNX Runtime has."""

INPUTS = ("pieces", "shapes", "gaps")
OUTPUTS = ("tags", "arc_dep", "arc_head", "rel_dep", "rel_head", "link", "coref", "sense")
TAGS = ("upos", "xpos", "lemma", "start", "cue", "source", "content", "names", "triggers", "modes")
LINK = ("link_word", "link_word2", "link_cue", "link_cue2")
COREF = ("coref_word", "coref_antecedent", "coref_none")

Weights = dict[str, np.ndarray]


SENSITIVE = "encoder.layers.0."
"""The layer that int8 costs most: with it in int8, exact sources lost 0.9 points on PolNeAR dev,
without it 0.4; other layers, and evening out the inputs' ranges, gained nothing."""


def build(weights: Weights, *, quantised: bool) -> onnx.ModelProto:
    """The graph of a reader's weights: inputs ``INPUTS`` and ``firsts``, outputs ``OUTPUTS``."""
    g = Graph(weights, quantised=quantised)
    g.heads(g.words(g.encoder(), "words"))
    graph = helper.make_graph(
        g.nodes,
        "backchannel-reader",
        [
            *(helper.make_tensor_value_info(m, TensorProto.INT64, [1, "pieces_n"]) for m in INPUTS),
            helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words_n"]),
        ],
        [helper.make_tensor_value_info(m, TensorProto.FLOAT, ["words_n", None]) for m in OUTPUTS],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def _int8(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and their scales along an axis."""
    scale = np.maximum(np.abs(values).max(axis, keepdims=True), 1e-8) / 127
    whole = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
    return whole, scale.astype(np.float32)


class Graph:
    """Nodes and constants in the making. Methods return the name of what they compute."""

    def __init__(self, weights: Weights, *, quantised: bool) -> None:
        self.w, self.quantised = weights, quantised
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._names: set[str] = set()

    def encoder(self) -> str:
        """Vectors of the pieces: [1, pieces, width]."""
        x = self.embedding("encoder.pieces.weight", "pieces", "piece")
        x = self.node("Add", [x, self.positions()], "with_position")
        for name in ("shape", "gap"):
            table = self.const(f"{name}s.table", self.w[f"encoder.{name}s.weight"])
            looked_up = self.node("Gather", [table, f"{name}s"], name)
            x = self.node("Add", [x, looked_up], f"with_{name}")
        x = self.norm(x, None, "encoder.norm", "embedded")
        for i in range(LAYERS):
            x = self.layer(x, i)
            if i + 1 == SENSE_LAYER:
                self.side_by_side(self.words(x, "lower"), ("sense",), "sense")
        return x

    def positions(self) -> str:
        """Embeddings of the positions 0 to the number of pieces."""
        one, two = self.const("one", np.array([1])), self.const("two", np.array([2]))
        shape = self.node("Shape", ["pieces"], "length")
        n = self.node("Slice", [shape, one, two], "pieces_n")
        table = self.const("positions", self.w["encoder.positions.weight"])
        return self.node("Slice", [table, self.const("zero", np.array([0])), n], "position")

    def layer(self, x: str, i: int) -> str:
        """A transformer layer."""
        at = f"encoder.layers.{i}."
        qkv = self.dense(x, at + "qkv", at + "qkv.out")
        parts = [at + p for p in ("q", "k", "v")]
        self.nodes.append(helper.make_node("Split", [qkv], parts, axis=-1, num_outputs=3))
        a = self.node("MultiHeadAttention", parts, at + "attention", MS, num_heads=ATTENTION_HEADS)
        x = self.norm(self.dense(a, at + "out", at + "out.out"), x, at + "norm1", at + "x1")
        up = self.gelu(self.dense(x, at + "up", at + "up.out"), at + "gelu")
        return self.norm(self.dense(up, at + "down", at + "down.out"), x, at + "norm2", at + "x2")

    def words(self, x: str, out: str) -> str:
        """Vectors of the words, those of their first pieces: [words, width]."""
        x = self.node("Squeeze", [x, self.const("zero", np.array([0]))], out + ".vectors")
        return self.node("Gather", [x, "firsts"], out)

    def heads(self, h: str) -> None:
        """The outputs. What is multiplied with another word's vector is left to the program."""
        self.side_by_side(h, [f"tags.{t}" for t in TAGS], "tags")
        for name in ("arc_dep", "arc_head", "rel_dep", "rel_head"):
            linear = self.plain(
                h, self.w[name + ".weight"], self.w[name + ".bias"], name + ".linear"
            )
            self.gelu(linear, name if name != "arc_dep" else "arc_dep.gelu")
        arc = self.const("arc.weight", self.w["arc"][:-1])
        y = self.node("MatMul", ["arc_dep.gelu", arc], "arc.product")
        self.node("Add", [y, self.const("arc.bias", self.w["arc"][-1])], "arc_dep")
        self.side_by_side(h, LINK, "link")
        self.side_by_side(h, COREF, "coref")

    def side_by_side(self, h: str, names: tuple[str, ...] | list[str], out: str) -> str:
        """Several linear layers as one."""
        weight = np.concatenate([self.w[f"{m}.weight"] for m in names])
        return self.plain(h, weight, np.concatenate([self.w[f"{m}.bias"] for m in names]), out)

    def plain(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str) -> str:
        """``x @ weight.T + bias`` in float."""
        y = self.node("MatMul", [x, self.const(out + ".weight", weight.T)], out + ".product")
        return self.node("Add", [y, self.const(out + ".bias", bias)], out)

    def dense(self, x: str, name: str, out: str) -> str:
        """``x @ weight.T + bias``, in int8 where asked for and where the layer bears it."""
        weight, bias = self.w[name + ".weight"].T, self.w[name + ".bias"]
        if not self.quantised or name.startswith(SENSITIVE):
            y = self.node("MatMul", [x, self.const(name + ".weight", weight)], out + ".product")
            return self.node("Add", [y, self.const(name + ".bias", bias)], out)
        whole, scale = _int8(weight, 0)
        whole_name = self.const(name + ".int8", whole)
        scale_name = self.const(name + ".scale", scale[0])
        zero = self.const(name + ".zero", np.zeros(weight.shape[1], np.int8))
        b = self.const(name + ".bias", bias)
        return self.node("DynamicQuantizeMatMul", [x, whole_name, scale_name, zero, b], out, MS)

    def embedding(self, table: str, ids: str, out: str) -> str:
        """Rows of a table, in int8 where asked for."""
        if not self.quantised:
            return self.node("Gather", [self.const(table, self.w[table]), ids], out)
        whole, scale = _int8(self.w[table], 1)
        rows = self.node("Gather", [self.const(table, whole), ids], out + ".rows")
        rows = self.node("Cast", [rows], out + ".float", to=TensorProto.FLOAT)
        scales = self.node("Gather", [self.const(table + ".scale", scale), ids], out + ".scales")
        return self.node("Mul", [rows, scales], out)

    def norm(self, x: str, skip: str | None, name: str, out: str) -> str:
        """Layer normalisation, of ``x + skip`` where ``skip`` is given."""
        parts = [self.const(f"{name}.{p}", self.w[f"{name}.{p}"]) for p in ("weight", "bias")]
        if skip is None:
            return self.node("LayerNormalization", [x, *parts], out, axis=-1, epsilon=1e-12)
        return self.node("SkipLayerNormalization", [x, skip, *parts], out, MS, epsilon=1e-12)

    def gelu(self, x: str, out: str) -> str:
        """Gelu by the error function."""
        return self.node("Gelu", [x], out, MS)

    def const(self, name: str, value: np.ndarray) -> str:
        """A constant; the same name is taken in once."""
        if name not in self._names:
            self._names.add(name)
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], out: str, domain: str = "", **attrs: object) -> str:
        """A node, named as its output."""
        self.nodes.append(helper.make_node(op, inputs, [out], name=out, domain=domain, **attrs))
        return out
