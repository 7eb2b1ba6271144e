"""Words as the encoder sees them: WordPiece ids, the shape of the word, the gap before it.

The encoder's vocabulary is uncased (``bert-base-uncased``), so case and layout come in as two
small features beside the pieces: they are looked up in tables that are added to the piece
embeddings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

MAX_PIECES_A_WORD = 12
"""A longer word (an address, a hash) is cut: the rest of it tells the encoder nothing."""

_PARTS = re.compile(r"[^\W_]+|[\W_]")
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": ".", "\u00ad": "", "\u200b": "",
    }
)  # fmt: skip


class Shape(IntEnum):
    """How a word is written. ``UNKNOWN`` stands in for a shape withheld in training."""

    UNKNOWN = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    LETTER = 4
    MIXED = 5
    DIGITS = 6
    DIGITS_AND_LETTERS = 7
    PUNCTUATION = 8
    OPENING_QUOTE = 9
    CLOSING_QUOTE = 10
    STRAIGHT_QUOTE = 11


class Gap(IntEnum):
    """What stands before a word."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3
    UNKNOWN = 4


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> Shape:
    """How ``word`` is written."""
    if any(c.isdigit() for c in word):
        return Shape.DIGITS_AND_LETTERS if any(c.isalpha() for c in word) else Shape.DIGITS
    if not any(c.isalpha() for c in word):
        if word[0] in "“„«":
            return Shape.OPENING_QUOTE
        if word[0] in "”»":
            return Shape.CLOSING_QUOTE
        return Shape.STRAIGHT_QUOTE if word[0] == '"' else Shape.PUNCTUATION
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.UPPER if sum(c.isalpha() for c in word) > 1 else Shape.LETTER
    return Shape.TITLE if word.istitle() else Shape.MIXED


def gap_of(space: str) -> Gap:
    """The gap that the white space before a word makes.

    An indented line opens a paragraph, as wire services lay out their dispatches.
    """
    if not space:
        return Gap.NONE
    lines = space.count("\n")
    if not lines:
        return Gap.SPACE
    return Gap.PARAGRAPH if lines > 1 or space.rpartition("\n")[2] else Gap.LINE


class Vocabulary:
    """WordPiece by greedy longest match, after lower-casing and dropping accents.

    Args:
        pieces: the vocabulary's lines, in the order of their ids.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self.unknown = self._ids["[UNK]"]
        self.start, self.end = self._ids["[CLS]"], self._ids["[SEP]"]
        self._of: dict[str, tuple[int, ...]] = {}

    def ids(self, word: str) -> tuple[int, ...]:
        """The piece ids of ``word``: at least one, at most ``MAX_PIECES_A_WORD``."""
        known = self._of.get(word)
        if known is None:
            known = self._split(word)
            if len(self._of) < 1 << 18:
                self._of[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word[:200].lower().translate(_PLAIN))
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        out: list[int] = []
        for part in _PARTS.findall(plain):
            out.extend(self._longest_first(part))
            if len(out) >= MAX_PIECES_A_WORD:
                break
        return tuple(out[:MAX_PIECES_A_WORD]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                piece = self._ids.get(part[at:end] if at == 0 else "##" + part[at:end])
                if piece is not None:
                    out.append(piece)
                    at = end
                    break
            else:
                return [self.unknown]
        return out


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words ready for the encoder; the three sequences are of equal length.

    Attributes:
        pieces: each word's piece ids.
        shapes: each word's ``Shape``.
        gaps: the ``Gap`` before each word; the first word of a text opens a paragraph.
    """

    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    gaps: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[str], spaces: Sequence[str], vocabulary: Vocabulary) -> Words:
        """Encode words given the white space before each (``spaces``, of equal length)."""
        gaps = [int(gap_of(space)) for space in spaces]
        if gaps:
            gaps[0] = int(Gap.PARAGRAPH)
        return cls(
            tuple(vocabulary.ids(word) for word in words),
            tuple(int(shape_of(word)) for word in words),
            tuple(gaps),
        )
