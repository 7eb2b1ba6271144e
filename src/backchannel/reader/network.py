"""The reader's network as shipped: an ONNX graph over words, and the weights for pairs of words.

One text at a time and one window at a time, without padding: what the network says of a text
depends on that text alone, never on its neighbours in a batch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from backchannel.errors import ModelError
from backchannel.reader.calibration import KINDS, Calibration
from backchannel.reader.lexicon import Lexicon
from backchannel.reader.pieces import Gap, Vocabulary, Words

Floats = NDArray[np.float32]

LAYOUT = 3
"""Layout of the weights folder that this program reads."""

WINDOW = 320
"""Pieces the encoder sees at once, the two marks at the ends included."""

MARGIN = 24
"""Pieces at the inner edges of a window whose vectors are taken from its neighbour."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of the tagging heads, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    triggers: tuple[str, ...]
    modes: tuple[str, ...]


@dataclass(frozen=True)
class Vectors:
    """What the network says of a text's words; every array has one row a word.

    Attributes:
        tags: logits of all tagging heads side by side; ``columns`` says which are whose.
        arc_dep, arc_head: their product scores word i with head j.
        rel_dep, rel_head: the two sides of a dependency relation.
        link: four blocks: word, word (product), anchor, anchor (product).
        coref: anaphor, antecedent, and the score of having no antecedent.
        sense: what the mean over a passage's words makes a vector of its meaning.
    """

    columns: Mapping[str, slice]
    tags: Floats
    arc_dep: Floats
    arc_head: Floats
    rel_dep: Floats
    rel_head: Floats
    link: Floats
    coref: Floats
    sense: Floats

    def logits(self, head: str) -> Floats:
        """The logits of one tagging head: [words, labels]."""
        return self.tags[:, self.columns[head]]


_OUTPUTS = ("tags", "arc_dep", "arc_head", "rel_dep", "rel_head", "link", "coref", "sense")


class Network:
    """The weights, loaded.

    Args:
        folder: where ``encoder.onnx``, ``pairs.npz``, ``labels.json``, ``lemmas.json``,
            ``lexicon.json``, ``vocab.txt``, ``calibration.json`` and ``model.json`` lie; the
            package's own by default.

    Raises:
        ModelError: a file is missing, damaged or of another layout.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or Path(str(files("backchannel.reader") / "weights"))
        try:
            about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            if about["layout"] != LAYOUT:
                raise ModelError(f"{folder}: weights of layout {about['layout']}, not {LAYOUT}")
            self.version: str = about["version"]
            raw = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.labels = Labels(**{k: tuple(v) for k, v in raw.items()})
            self.lemmas: Mapping[str, Mapping[str, str]] = json.loads(
                (folder / "lemmas.json").read_text(encoding="utf-8")
            )
            pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
            self.vocabulary = Vocabulary(pieces)
            with np.load(folder / "pairs.npz") as weights:
                self.pairs = {k: weights[k].astype(np.float32) for k in weights.files}
            curves = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
            words = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
            self.lexicon = Lexicon(words)
            self.calibration = Calibration({kind: curves[kind] for kind in KINDS})
            self._model = (folder / "encoder.onnx").read_bytes()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
            raise ModelError(f"{folder}: the reader's weights cannot be read: {e}") from e
        self.columns = _columns(self.labels)

    def __getstate__(self) -> dict[str, object]:
        # A session cannot be pickled; the process that unpickles makes its own.
        return {k: v for k, v in vars(self).items() if k != "_session"}

    @cached_property
    def _session(self) -> ort.InferenceSession:
        options = ort.SessionOptions()
        # One thread: articles, not matrix products, are what runs side by side.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return ort.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        except Exception as e:  # onnxruntime raises its own untyped errors
            raise ModelError(f"the reader's graph cannot be loaded: {e}") from e

    def __call__(self, words: Words) -> Vectors:
        """Read a text of at least one word."""
        sizes = np.array([len(p) for p in words.pieces])
        parts: list[list[Floats]] = []
        for first, last, keep_first, keep_last in windows(sizes):
            out = self._session.run(_OUTPUTS, self._feed(words, first, last))
            kept = slice(keep_first - first, keep_last - first)
            parts.append([o[kept] for o in out])
        return Vectors(self.columns, *(np.concatenate(p) for p in zip(*parts, strict=True)))

    def _feed(self, words: Words, first: int, last: int) -> dict[str, NDArray[np.int64]]:
        pieces, shapes, gaps, firsts = [self.vocabulary.start], [0], [int(Gap.UNKNOWN)], []
        for i in range(first, last):
            of_word = words.pieces[i]
            firsts.append(len(pieces))
            pieces.extend(of_word)
            shapes.extend([words.shapes[i]] * len(of_word))
            gaps.append(words.gaps[i])
            gaps.extend([int(Gap.NONE)] * (len(of_word) - 1))
        pieces.append(self.vocabulary.end)
        shapes.append(0)
        gaps.append(int(Gap.UNKNOWN))
        return {
            "pieces": np.array([pieces], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "gaps": np.array([gaps], dtype=np.int64),
            "firsts": np.array(firsts, dtype=np.int64),
        }


def windows(sizes: NDArray[np.int64]) -> Iterator[tuple[int, int, int, int]]:
    """Cut a text into windows that fit the encoder.

    Args:
        sizes: [words] pieces of each word.

    Yields:
        First word, last word + 1 of the window, and of the part of it to keep: together the
        kept parts are the text, and every kept word stands at least about ``MARGIN`` pieces
        from an inner edge.
    """
    ends = np.cumsum(sizes)
    total, room = int(ends[-1]), WINDOW - 2
    if total <= room:
        yield 0, len(sizes), 0, len(sizes)
        return
    count = -(-(total - 2 * MARGIN) // (room - 2 * MARGIN))
    cuts = [int(np.searchsorted(ends, total * k / count)) for k in range(count)] + [len(sizes)]
    starts = ends - sizes
    for keep_first, keep_last in pairwise(cuts):
        if keep_first == keep_last:
            continue
        low, high = starts[keep_first], ends[keep_last - 1]
        spare = max(0, room - int(high - low))
        left = min(int(low), max(spare // 2, spare - (total - int(high))))
        first = int(np.searchsorted(starts, low - left))
        last = int(np.searchsorted(ends, starts[first] + room, side="right"))
        yield first, max(last, keep_last), keep_first, keep_last


def _columns(labels: Labels) -> dict[str, slice]:
    sizes = {
        "upos": len(labels.upos),
        "xpos": len(labels.xpos),
        "lemma": len(labels.lemma),
        "start": 2,
        "cue": 3,
        "source": 3,
        "content": 3,
        "names": len(labels.names),
        "triggers": len(labels.triggers),
        "modes": len(labels.modes),
    }
    out, at = {}, 0
    for name, size in sizes.items():
        out[name] = slice(at, at + size)
        at += size
    return out
