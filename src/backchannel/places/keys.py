"""Spellings of places made comparable."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae"}
)
_DROPPED = str.maketrans(
    {"-": " ", "‐": " ", "–": " ", "_": " "} | dict.fromkeys("'’‘ʼʿʾ`´ʻ.,", "")
)
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|the) (?=\w{3})")
_SPELLED = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sh", "s"), ("ch", "s"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("j", "y"), ("w", "u"), ("v", "u"),
    ("y", "i"), ("e", "i"), ("o", "u"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


def place_key(name: str) -> str:
    """A place's name in lower case without accents, apostrophes and points; hyphens are spaces.

    >>> place_key("Dar‘ā"), place_key("Deir ez-Zor")
    ('dara', 'deir ez zor')
    """
    if not name.isascii():
        folded = unicodedata.normalize("NFKD", name.translate(_PLAIN))
        name = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(name.translate(_DROPPED).lower().split())


def place_lines(names: str) -> list[str]:
    """``place_key`` of many names in ASCII, one a line, single spaces between words.

    >>> place_lines("Deir ez-Zor\\nDar`a")
    ['deir ez zor', 'dara']
    """
    return names.translate(_DROPPED).lower().split("\n") if names else []


def without_article(key: str) -> str:
    """A key without the Arabic or English article before it.

    >>> without_article("ar raqqah")
    'raqqah'
    """
    return _ARTICLE.sub("", key)


def spelling_key(key: str) -> str:
    """A key as a transliteration of it may sound: consonants and the first letter, letters that
    stand for one another made one. Safe only among the places of one country.

    >>> spelling_key("khan sheikhoun") == spelling_key("han shaykhun")
    False
    >>> spelling_key("khan sheikhoun") == spelling_key("khan shaykhun")
    True
    """
    key = without_article(key).replace(" ", "")
    for written, heard in _SPELLED:
        key = key.replace(written, heard)
    key = _TWICE.sub(r"\1", key)
    return key[:1] + re.sub(r"[aiuh]", "", key[1:])
