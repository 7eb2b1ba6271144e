"""Vectors of what a passage means, small enough to be kept with every entry.

``doc._.senses`` has a row for each token. The mean of a passage's rows is close, for passages that
mean alike, to what all-MiniLM-L6-v2 makes of them; ``training/senses.py`` fits and measures it.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from backchannel.reader.network import Floats
from backchannel.span import Span

_UNIT = 127


def sense_of(doc: Doc, span: Span) -> bytes:
    """The vector of the passage at ``span`` (code points): whole numbers, a byte each.

    Its length is 127 but for rounding, so that products of two are the cosine times 127².
    Where there is nothing to read, there are none.
    """
    rows: Floats | None = doc._.senses
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if rows is None or words is None or not len(words):
        return b""
    mean = rows[words.start : words.end].sum(0)
    length = float(np.linalg.norm(mean))
    if length:
        mean = mean / length
    return bytes(np.round(mean * _UNIT).astype(np.int8).tobytes())


def likeness(first: bytes | None, second: bytes | None) -> float:
    """The cosine of two vectors, -1 to 1; 0 where one is not known.

    >>> likeness(bytes([127, 0]), bytes([90, 90]))
    0.7071067811865475
    """
    if not first or not second:
        return 0.0
    a, b = (np.frombuffer(v, np.int8).astype(np.float64) for v in (first, second))
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / lengths if lengths else 0.0
