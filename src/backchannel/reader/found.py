"""What the components leave on a ``Doc``, and how it travels between processes.

Positions are token indices, ends exclusive, as spaCy's own are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import srsly
from spacy.tokens import Doc

from backchannel.reader.attributions import Attribution, Layout, WordSpan
from backchannel.reader.between import Ints
from backchannel.reader.network import Floats, Vectors

Chain = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of a document.

    Attributes:
        index: [words] token index of each word that was read (no white space, nothing apart).
        layout: shapes and gaps of the words.
        vectors: the network's outputs, one row a word.
        cues: word spans of the cues and their probabilities.
        spaces: white space before each word.
    """

    index: Ints
    layout: Layout
    vectors: Vectors
    cues: tuple[tuple[WordSpan, float], ...]
    spaces: tuple[str, ...]

    def tokens(self, span: WordSpan) -> tuple[int, int]:
        """A span of words as a span of tokens."""
        return int(self.index[span[0]]), int(self.index[span[1] - 1]) + 1


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The token that an anaphor refers back to, and the log-odds that it does so at all."""

    token: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Pointing:
    """Which words may stand for the parties of an act.

    Attributes:
        first: token of the first row.
        scores: [tokens, roles] log-odds, to be compared among the mentions of an article and with
            the first token of the trigger, which stands for no party; ``-inf`` for what is no word.
    """

    first: int
    scores: Floats

    def score(self, token: int, role: int) -> float:
        """Score of a token in a role; ``-inf`` beyond reach."""
        row = token - self.first
        return float(self.scores[row, role]) if 0 <= row < len(self.scores) else -np.inf


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """Tokens that may name an act.

    Attributes:
        start, end: tokens, end exclusive.
        label: ``kind`` or ``kind:type``.
        score: the network's probability.
        passage: the content of a message, the claim of a response, what a signal threatens,
            offers or asks, what is judged or expected, as token spans.
        condition: of a signal, as token spans.
        mode: of an event its actuality, of a relation its polarity, of a forecast its likelihood.
        pointing: which words may stand for its parties.
    """

    start: int
    end: int
    label: str
    score: float
    passage: tuple[tuple[int, int], ...] = ()
    condition: tuple[tuple[int, int], ...] = ()
    mode: str | None = None
    pointing: Pointing | None = field(default=None, compare=False)


_PACKED: dict[str, type[Attribution | Antecedent | FoundTrigger | Pointing]] = {
    "backchannel.attribution": Attribution,
    "backchannel.antecedent": Antecedent,
    "backchannel.trigger": FoundTrigger,
    "backchannel.pointing": Pointing,
}
_NAMES = {kind: name for name, kind in _PACKED.items()}


def register() -> None:
    """Tell spaCy of the ``doc._`` attributes, and srsly how to pack what is in them.

    ``Doc.to_bytes``, ``DocBin`` and ``nlp.pipe(n_process=...)`` pack user data with srsly. As
    with all user data, the outer tuple of a ``Doc`` that comes back from bytes is a list.
    """
    defaults: dict[str, object] = {
        "apart": (),
        "encoded": None,
        "attributions": (),
        "antecedents": {},
        "triggers": (),
        "senses": None,
    }
    for name, default in defaults.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    srsly.msgpack_encoders.register("backchannel", func=_pack)
    srsly.msgpack_decoders.register("backchannel", func=_unpack)


def _pack(value: Any, chain: Chain = None) -> Any:
    name = _NAMES.get(type(value))
    if name is None:
        return chain(value) if chain else value
    return {name: [getattr(value, f.name) for f in fields(value)]}


def _unpack(value: Any, chain: Chain = None) -> Any:
    if isinstance(value, dict) and len(value) == 1:
        kind = _PACKED.get(next(iter(value)))
        if kind is not None:
            return kind(*(_tuples(v) for v in next(iter(value.values()))))
    return chain(value) if chain else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list | tuple) else value


__all__ = ["Antecedent", "Attribution", "Encoded", "FoundTrigger", "Pointing", "register"]
