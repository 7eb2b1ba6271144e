"""Numbers as English writes them: in digits, in words, in both ("1.2 million", "two dozen").

`number_at` reads one number from a list of words. Values are kept as decimals, so that "169.8
billion" is exact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from backchannel.span import Span

_UNITS = {
    w: i
    for i, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
_MAGNITUDES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "mio": 10**6, "bln": 10**9, "bn": 10**9, "trn": 10**12,
    "tn": 10**12, "lakh": 10**5, "crore": 10**7, "dozen": 12,
}  # fmt: skip
_PLURALS = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 10**2, "thousands": 10**3,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
_SUFFIXES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
AFTER_MONEY_ONLY = frozenset({"b", "t"})
"""Suffixes that are a magnitude behind a currency sign only ("$3b")."""
ORDINALS = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth
    half halves thirds quarter quarters fourths fifths sixths sevenths eighths ninths
    tenths""".split()
)
_VAGUE = frozenset({"several", "few", "couple", "many"})
_WORD = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|[^\w\s]|_"
)
_LONGEST = 12
_DIGITS = 15
_MOST = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Word:
    """A word, numeral or mark of the text.

    Attributes:
        text: as written.
        key: in lower case.
        span: where it stands.
        glued: whether nothing stands between it and the word before.
    """

    text: str
    key: str
    span: Span
    glued: bool

    @property
    def is_numeral(self) -> bool:
        """Whether it is written in ASCII digits."""
        return self.text[0].isascii() and self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Amount:
    """One number among words ``start`` to ``end``.

    Attributes:
        value: the number.
        magnitude: what its last word multiplies by (10**6 of "1.2 million"), else 1.
        suffix: the letters glued to its digits ("bn"), or nothing.
        open: whether it is a bare plural ("dozens"): at least this many.
        in_words: whether it has no digits.
    """

    start: int
    end: int
    value: Decimal
    magnitude: int = 1
    suffix: str = ""
    open: bool = False
    in_words: bool = False


def words_of(text: str) -> list[Word]:
    """The words, numerals and marks of a text, in order."""
    out: list[Word] = []
    last = -1
    for m in _WORD.finditer(text):
        out.append(Word(m.group(), m.group().lower(), Span(*m.span()), m.start() == last))
        last = m.end()
    return out


def number_at(words: Sequence[Word], i: int) -> Amount | None:
    """The longest number that begins with word ``i``; ``None`` where none does."""
    if words[i].is_numeral:
        return _numeral(words, i)
    return _plural(words, i) or _vague(words, i) or _half(words, i) or _in_words(words, i)


def _key(words: Sequence[Word], i: int) -> str:
    return words[i].key if 0 <= i < len(words) else ""


def _numeral(words: Sequence[Word], i: int) -> Amount | None:
    digits = re.sub(r"[,\u00a0\u202f]", "", words[i].text)
    if len(digits) > _DIGITS or not digits.isascii():
        return None
    value, end, times, suffix = Decimal(digits), i + 1, 1, ""
    following = words[end] if end < len(words) else None
    if following is not None and following.glued and following.key in _SUFFIXES:
        times, suffix, end = _SUFFIXES[following.key], following.key, end + 1
    times_after, end = _times(words, end)
    return _amount(Amount(i, end, value * times * times_after, times * times_after, suffix))


def _times(words: Sequence[Word], i: int) -> tuple[int, int]:
    """The magnitudes that stand at a place ("hundred thousand", "-million"): factor and end."""
    times = 1
    for _ in range(3):
        at = i + 1 if _key(words, i) in ("-", "‑") and _key(words, i + 1) in _MAGNITUDES else i
        factor = _MAGNITUDES.get(_key(words, at))
        if factor is None:
            break
        times, i = times * factor, at + 1
    return times, i


def _plural(words: Sequence[Word], i: int) -> Amount | None:
    """A bare plural: twice its unit ("hundreds of thousands")."""
    unit = _PLURALS.get(_key(words, i))
    if unit is None:
        return None
    end = i + 1
    if _key(words, end) == "of" and (more := _PLURALS.get(_key(words, end + 1))):
        unit, end = unit * more, end + 2
    elif _key(words, end) == "and" and _key(words, end + 1) == _key(words, i):
        end += 2
    return Amount(i, end, Decimal(2 * unit), unit, open=True, in_words=True)


def _vague(words: Sequence[Word], i: int) -> Amount | None:
    """ "Several hundred", "a few dozen": as the bare plural."""
    at = i + 1 if _key(words, i) == "a" else i
    if _key(words, at) not in _VAGUE:
        return None
    at += 2 if _key(words, at + 1) == "of" and _key(words, at) == "couple" else 1
    times, end = _times(words, at)
    if times == 1 and (unit := _PLURALS.get(_key(words, at))):
        times, end = unit, at + 1
    return (
        Amount(i, end, Decimal(2 * times), times, open=True, in_words=True) if times > 1 else None
    )


def _half(words: Sequence[Word], i: int) -> Amount | None:
    """ "Half a million", "a half-dozen"."""
    at = i + 1 if _key(words, i) == "a" else i
    if _key(words, at) != "half":
        return None
    at += 1
    if _key(words, at) in ("a", "-", "‑"):
        at += 1
    times, end = _times(words, at)
    if times == 1:
        return None
    return Amount(i, end, Decimal(times) / 2, times, in_words=True)


def _in_words(words: Sequence[Word], i: int) -> Amount | None:
    """A cardinal in words: "a hundred and twenty-three thousand", "two and a half million"."""
    total, current, times, end, at = Decimal(0), Decimal(0), 1, i, i
    if _key(words, i) == "a" and first_words(words, i + 1, 2) == ["score", "of"]:
        return Amount(i, i + 2, Decimal(20), 20, in_words=True)
    if _key(words, i) in ("a", "another"):
        if _key(words, i + 1) not in _MAGNITUDES or words[i + 1].text[0].isupper():
            return None
        current, at = Decimal(1), i + 1
        total, current, times, end = _add(total, current, words[at].key, end, at)
        at = end
    elif _key(words, i) in _MAGNITUDES and _key(words, i) == "dozen":
        return Amount(i, i + 1, Decimal(12), 12, in_words=True)
    elif _key(words, i) not in _UNITS and _key(words, i) not in _TENS:
        return None
    for _ in range(_LONGEST):
        at = _joined(words, at, end, i)
        key = _key(words, at)
        if key in _UNITS or key in _TENS:
            worth = _UNITS.get(key, _TENS.get(key, 0))
            if not _fits(current, worth, end > i):
                break
            current, end, times = current + worth, at + 1, 1
        elif key == "half" and end > i and _key(words, at - 1) == "a":
            current, end = current + Decimal("0.5"), at + 1
        elif key in _MAGNITUDES and end > i and (current or total):
            if current == 0:
                current, total = total, Decimal(0)
            total, current, times, end = _add(total, current, key, end, at)
        else:
            break
        at = end
    return _amount(Amount(i, end, total + current, times, in_words=True)) if end > i else None


def _joined(words: Sequence[Word], at: int, end: int, start: int) -> int:
    """Past the hyphen or the "and" that joins the parts of one number."""
    if end == start:
        return at
    if _key(words, at) in ("-", "‑") and words[at].glued:
        return at + 1
    if _key(words, at) == "and":
        if _key(words, at + 1) == "a" and _key(words, at + 2) == "half":
            return at + 2
        if _key(words, at - 1) in ("hundred", "thousand", "million") and (
            _key(words, at + 1) in _UNITS or _key(words, at + 1) in _TENS
        ):
            return at + 1
    return at


def _fits(current: Decimal, worth: int, begun: bool) -> bool:
    """Whether a small number can be added: "twenty" + "three", "hundred" + "six"."""
    if not begun or current == 0:
        return True
    if current % 100 == 0:
        return True
    return current % 10 == 0 and 0 < worth < 10 and current % 100 >= 20


def _add(
    total: Decimal, current: Decimal, key: str, end: int, at: int
) -> tuple[Decimal, Decimal, int, int]:
    factor = _MAGNITUDES[key]
    if factor == 100:
        return total, current * 100, factor, at + 1
    return total + current * factor, Decimal(0), factor, at + 1


def _amount(amount: Amount) -> Amount | None:
    return amount if amount.value < _MOST else None


def plain(value: Decimal) -> int | float:
    """A whole number as ``int``, any other as ``float``."""
    return int(value) if value == value.to_integral_value() else float(value)


def first_words(words: Sequence[Word], i: int, count: int) -> list[str]:
    """The keys of up to ``count`` words from a place on."""
    return [w.key for w in words[i : i + count]]
