"""Write a trained reader as the package ships it.

    python training/export.py training/work/final.pt src/backchannel/reader/weights [--float]

The graph is built node by node: weights of the encoder's matrix products in int8 with a scale for
each output channel, their inputs quantised as they come (``DynamicQuantizeMatMul``), piece
embeddings in int8 with a scale a row, everything else in float. ``--float`` leaves all in float32,
to measure what int8 costs. What the program multiplies in NumPy goes to ``pairs.npz`` (float16).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import corpora
from lemmas import table
from model import ATTENTION_HEADS, LAYERS, Labels, Reader
from train import base_model

MS = "com.microsoft"
OUTPUTS = ("tags", "arc_dep", "arc_head", "rel_dep", "rel_head", "link", "coref")
TAGS = ("upos", "xpos", "lemma", "start", "cue", "source", "content", "names", "triggers")


class Graph:
    """Nodes and weights in the making."""

    def __init__(self, w: dict[str, np.ndarray], *, quantised: bool) -> None:
        self.w, self.quantised = w, quantised
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.names: set[str] = set()

    def const(self, name: str, value: np.ndarray) -> str:
        if name not in self.names:
            self.names.add(name)
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], out: str, domain: str = "", **attrs: object) -> str:
        self.nodes.append(helper.make_node(op, inputs, [out], name=out, domain=domain, **attrs))
        return out

    def embedding(self, table: str, ids: str, out: str) -> str:
        value = self.w[table]
        if not self.quantised:
            return self.node("Gather", [self.const(table, value), ids], out)
        scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-8) / 127
        whole = np.clip(np.round(value / scale), -127, 127).astype(np.int8)
        rows = self.node("Gather", [self.const(table, whole), ids], out + ".rows")
        rows = self.node("Cast", [rows], out + ".float", to=TensorProto.FLOAT)
        scales = self.node("Gather", [self.const(table + ".scale", scale.astype(np.float32)), ids], out + ".scales")
        return self.node("Mul", [rows, scales], out)

    def dense(self, x: str, name: str, out: str) -> str:
        """``x @ weight.T + bias``, in int8 where asked for."""
        weight, bias = self.w[name + ".weight"].T, self.w[name + ".bias"]
        b = self.const(name + ".bias", bias)
        if not self.quantised:
            y = self.node("MatMul", [x, self.const(name + ".weight", weight)], out + ".product")
            return self.node("Add", [y, b], out)
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        zero = self.const(name + ".zero", np.zeros(weight.shape[1], np.int8))
        ins = [x, self.const(name + ".int8", whole), self.const(name + ".scale", scale.astype(np.float32)), zero, b]
        return self.node("DynamicQuantizeMatMul", ins, out, MS)

    def plain(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str) -> str:
        y = self.node("MatMul", [x, self.const(out + ".weight", weight.T)], out + ".product")
        return self.node("Add", [y, self.const(out + ".bias", bias)], out)

    def norm(self, x: str, skip: str | None, name: str, out: str) -> str:
        gamma, beta = self.const(name + ".weight", self.w[name + ".weight"]), self.const(name + ".bias", self.w[name + ".bias"])
        if skip is None:
            return self.node("LayerNormalization", [x, gamma, beta], out, axis=-1, epsilon=1e-12)
        return self.node("SkipLayerNormalization", [x, skip, gamma, beta], out, MS, epsilon=1e-12)

    def layer(self, x: str, i: int) -> str:
        at = f"encoder.layers.{i}."
        qkv = self.dense(x, at + "qkv", at + "qkv.out")
        parts = [at + p for p in ("q", "k", "v")]
        self.nodes.append(helper.make_node("Split", [qkv], parts, axis=-1, num_outputs=3))
        a = self.node("MultiHeadAttention", parts, at + "attention", MS, num_heads=ATTENTION_HEADS)
        x = self.norm(self.dense(a, at + "out", at + "out.out"), x, at + "norm1", at + "x1")
        up = self.node("Gelu", [self.dense(x, at + "up", at + "up.out")], at + "gelu")
        return self.norm(self.dense(up, at + "down", at + "down.out"), x, at + "norm2", at + "x2")


def build(model: Reader, *, quantised: bool) -> onnx.ModelProto:
    w = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    g = Graph(w, quantised=quantised)
    x = g.embedding("encoder.pieces.weight", "pieces", "piece")
    n = g.node("Shape", ["pieces"], "length")
    n = g.node("Slice", [n, g.const("one", np.array([1])), g.const("two", np.array([2]))], "pieces_n")
    p = g.node("Slice", [g.const("positions", w["encoder.positions.weight"]), g.const("zero", np.array([0])), n], "position")
    x = g.node("Add", [x, p], "with_position")
    x = g.node("Add", [x, g.node("Gather", [g.const("shapes.table", w["encoder.shapes.weight"]), "shapes"], "shape")], "with_shape")
    x = g.node("Add", [x, g.node("Gather", [g.const("gaps.table", w["encoder.gaps.weight"]), "gaps"], "gap")], "with_gap")
    x = g.norm(x, None, "encoder.norm", "embedded")
    for i in range(LAYERS):
        x = g.layer(x, i)
    x = g.node("Squeeze", [x, g.const("zero", np.array([0]))], "vectors")
    h = g.node("Gather", [x, "firsts"], "words")
    cat = np.concatenate
    g.plain(h, cat([w[f"tags.{t}.weight"] for t in TAGS]), cat([w[f"tags.{t}.bias"] for t in TAGS]), "tags")
    for name in ("arc_dep", "arc_head", "rel_dep", "rel_head"):
        out = name if name != "arc_dep" else "arc_dep.gelu"
        g.node("Gelu", [g.plain(h, w[name + ".weight"], w[name + ".bias"], name + ".linear")], out)
    y = g.node("MatMul", ["arc_dep.gelu", g.const("arc.weight", w["arc"][:-1])], "arc.product")
    g.node("Add", [y, g.const("arc.bias", w["arc"][-1])], "arc_dep")
    for out, names in (("link", ("link_word", "link_word2", "link_cue", "link_cue2")), ("coref", ("coref_word", "coref_antecedent", "coref_none"))):
        g.plain(h, cat([w[f"{m}.weight"] for m in names]), cat([w[f"{m}.bias"] for m in names]), out)
    for node in g.nodes:
        if node.op_type == "Gelu":
            node.domain = MS
    graph = helper.make_graph(
        g.nodes,
        "backchannel-reader",
        [
            *(helper.make_tensor_value_info(m, TensorProto.INT64, [1, "pieces_n"]) for m in ("pieces", "shapes", "gaps")),
            helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words_n"]),
        ],
        [helper.make_tensor_value_info(m, TensorProto.FLOAT, ["words_n", None]) for m in OUTPUTS],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def pairs(model: Reader) -> dict[str, np.ndarray]:
    """What the program multiplies itself, keyed by the names of ``reader/network.py``."""
    w = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    keep = ("root", "rel", "rel_root", "link_kind.weight", "link_distance.weight", "link_cues.weight", "link_gaps.weight",
            "link_quotes.weight", "link_roles.weight", "link_roles.bias", "link_passage.weight", "link_passage.bias")  # fmt: skip
    return {k.removesuffix(".weight") if not k.endswith(".bias") else k.replace(".", "_"): w[k].astype(np.float16) for k in keep}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--float", action="store_true", help="leave everything in float32")
    a = ap.parse_args()
    labels = Labels.read(a.weights.parent / "labels.json")
    model = Reader(labels)
    state = torch.load(a.weights, weights_only=False)
    model.load_state_dict(state.get("model", state))
    a.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(model, quantised=not a.float), a.out / "encoder.onnx")
    np.savez(a.out / "pairs.npz", **pairs(model))
    labels.save(a.out / "labels.json")
    trees = [
        *corpora.treebank(a.data / "ud-ewt-train.conllu.gz", entities=False),
        *corpora.treebank(a.data / "gum-train.conllu.gz", entities=False),
    ]
    lemmas = json.dumps(table(trees), ensure_ascii=False, separators=(",", ":"))
    (a.out / "lemmas.json").write_text(lemmas, encoding="utf8")
    (a.out / "vocab.txt").write_bytes((base_model() / "vocab.txt").read_bytes())
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "pairs.npz", "labels.json", "lemmas.json", "vocab.txt"):
        digest.update((a.out / name).read_bytes())
    (a.out / "model.json").write_text(json.dumps({"layout": 1, "version": f"1-{digest.hexdigest()[:10]}"}) + "\n")
    for f in sorted(a.out.iterdir()):
        print(f"{f.name:14} {f.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
