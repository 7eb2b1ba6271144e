"""From a text to its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from backchannel.figures.bounds import bounded
from backchannel.figures.figure import Bound, Figure, Value
from backchannel.figures.money import Currency, currency
from backchannel.figures.numerals import (
    AFTER_MONEY_ONLY,
    ORDINALS,
    Amount,
    number_at,
    plain,
    words_of,
)
from backchannel.figures.outside import Outside
from backchannel.span import Span

_DASHES = frozenset("-–‑−")
_PERCENT = re.compile(
    r"[\s\-‑]{0,3}(?:%|pct\b|per[\s-]{0,3}cent(?:age)?\b|percentage[\s-]points?\b|pc\b)",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\brang(?:e[sd]?|ing)\b|\bvar(?:y|ies|ied|ying)\b|\banywhere\b", re.I)
_FROM = re.compile(r"\bfrom\s{1,3}(?:\w{1,12}\s{1,3}){0,2}\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,3}(?:about\s|an\sestimated\s|some\s)?\Z", re.IGNORECASE)
_REACH = 40
# What makes "one" a pronoun or part of a phrase that counts nothing.
_NO_ONE_AFTER = frozenset(
    """no any every each this that which the some as another last next only wrong right number
    """.split()
)
_NO_ONE_BEFORE = frozenset(
    """another day side hand thing 's ’s ' ’ such reason way point time can could should would might
    must may who which that where when does is was has i we you they on s by day night""".split()
)
_SCORES = frozenset("the their its his her our your a test final high no".split())
_AWAY = frozenset(
    "away high long tall deep wide from north south east west off above below apart".split()
)
_MARKS = '.!?:;"“”‘(\n—–'


@dataclass(frozen=True, slots=True)
class _Found:
    """One or two amounts, where they stand, and their value."""

    first: Amount
    last: Amount
    low: Decimal
    high: Decimal | None
    span: Span


def read_figures(text: str) -> tuple[Figure, ...]:
    """The quantities that a text states, in order.

    Dates, times, ages, ordinals, measures of length, time and weight, names with numbers and
    scores of games are left out; percentages are marked. Time grows linearly with the text.

    >>> f = read_figures("sank more than 20 boats on May 3")[0]
    >>> f.value, f.bound
    (20, 'at_least')
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = words_of(text)
        self._outside = Outside(text)

    def read(self) -> tuple[Figure, ...]:
        out: list[Figure] = []
        i = 0
        while i < len(self._words):
            found = self._found(i)
            if found is None:
                i += 1
                continue
            i = found.last.end
            money = self._money(found)
            if money is None and self._outside.is_measure(found.span.end):
                while out and self._outside.joins(out[-1].phrase.end, found.span.start):
                    if out[-1].unit is not None or out[-1].percent:
                        break
                    out.pop()  # "two or three days"
                continue
            if money is None and (after := self._score(found)):
                i = after
                continue
            if money is None and not self._counts(found):
                continue
            if money is None and self._outside.holds(found.span):
                continue
            out.append(self._figure(found, money))
        return tuple(out)

    def _key(self, i: int) -> str:
        return self._words[i].key if 0 <= i < len(self._words) else ""

    def _span(self, a: Amount, b: Amount) -> Span:
        return Span(self._words[a.start].span.start, self._words[b.end - 1].span.end)

    def _found(self, i: int) -> _Found | None:
        first = number_at(self._words, i)
        if first is None or first.value == 0:
            return None
        if not self._words[i].is_numeral and not first.in_words:
            return None
        second = self._second(first)
        if second is None:
            return _Found(first, first, first.value, None, self._span(first, first))
        low = _scaled(first, second)
        return _Found(first, second, low, second.value, self._span(first, second))

    def _second(self, first: Amount) -> Amount | None:
        """The upper end of the range that a number begins, if it begins one."""
        at, joint = self._joint(first)
        if not joint or at >= len(self._words):
            return None
        if at < len(self._words) and self._words[at].text in "$£€¥":
            at += 1
        second = number_at(self._words, at) if at < len(self._words) else None
        if second is None or second.open or first.open:
            return None
        if joint == "and" and not _BETWEEN.search(self._before(first)):
            return None
        if joint == "to" and self._is_change(first):
            return None
        return second if _scaled(first, second) < second.value else None

    def _joint(self, first: Amount) -> tuple[int, str]:
        """Where the second number of a range would begin, and what joins them."""
        words, at = self._words, first.end
        if self._key(at) in ("pct", "percent", "%", "dlrs", "pounds", "yen", "dollars"):
            at += 1
        key = self._key(at)
        if key in _DASHES and words[at].glued:
            if self._key(at + 1) == "to" and self._key(at + 2) in _DASHES:
                return at + 3, "to"
            if at + 1 < len(words) and words[at + 1].glued:
                return at + 1, "-"
            return at, ""
        return (at + 1, key) if key in ("to", "or", "and") else (at, "")

    def _score(self, found: _Found) -> int:
        """The word behind the score of a game or vote that begins here ("3-1"), or 0."""
        at, joint = self._joint(found.last)
        if joint != "-" or found.high is not None or not self._words[at].is_numeral:
            return 0
        second = number_at(self._words, at)
        return second.end if second is not None and second.magnitude == 1 else 0

    def _before(self, amount: Amount) -> str:
        """The text before a number, a currency sign left out."""
        start = self._words[amount.start].span.start
        return self._text[max(0, start - _REACH) : start].rstrip("$£€¥")

    def _is_change(self, first: Amount) -> bool:
        """Whether "from seven to 10" tells a change and no range."""
        before = self._before(first)
        return bool(_FROM.search(before)) and not _RANGING.search(before)

    def _money(self, found: _Found) -> Currency | None:
        magnitude = max(found.first.magnitude, found.last.magnitude)
        return currency(self._text, found.span.start, found.span.end, magnitude)

    def _counts(self, found: _Found) -> bool:
        """Whether a number that is no money counts something."""
        first, last, words = found.first, found.last, self._words
        if last.suffix in AFTER_MONEY_ONLY or (last.suffix == "m" and self._is_length(last)):
            return False
        if self._is_ordinal(last) or self._is_name(found):
            return False
        if found.high is None and first.end - first.start == 1:
            if words[first.start].key == "one":
                return self._is_one(first)
            if words[first.start].key == "scores" and self._key(first.start - 1) in _SCORES:
                return False
        return found.high is not None or not self._outside.is_year(found.span)

    def _is_length(self, amount: Amount) -> bool:
        """Whether the "m" of "50m" is metres."""
        following = self._key(amount.end)
        return following in _AWAY or not following.isalpha()

    def _is_ordinal(self, amount: Amount) -> bool:
        words, end = self._words, amount.end
        if end >= len(words):
            return False
        if words[end].key in ("st", "nd", "rd", "th") and words[end].glued:
            return True
        if words[end].key in _DASHES and self._key(end + 1) in ORDINALS:
            return True
        single = words[amount.start].key in ("one", "a")
        return words[end].key in ORDINALS and (words[end].key.endswith("s") or single)

    def _is_name(self, found: _Found) -> bool:
        """Whether a number is part of a name ("F-16", "M113", "Five Eyes")."""
        words, start, end = self._words, found.first.start, found.last.end
        before = words[start - 1] if start else None
        if words[start].is_numeral:
            if before is not None and words[start].glued:
                if before.text[-1].isalnum() or before.text in "_./:'’#@&":
                    return True
                if before.text in _DASHES and before.glued and start > 1:
                    return words[start - 2].text[-1].isalnum()
            after = words[end] if end < len(words) else None
            if after is None or not after.glued:
                return False
            return after.text[0].isalpha() or after.text == "_"
        if not words[start].text[0].isupper() or start == 0 or before is None:
            return False
        gap = self._text[before.span.end : words[start].span.start]
        if before.text in _MARKS or "\n" in gap:
            return False
        if before.key in ("the", "of"):
            return True
        named = end < len(words) and words[end].text[0].isupper()
        return before.text[0].islower() and named

    def _is_one(self, amount: Amount) -> bool:
        before, after = self._key(amount.start - 1), self._key(amount.end)
        if before in _NO_ONE_AFTER or after in _NO_ONE_BEFORE:
            return False
        start = self._words[amount.start]
        if start.glued and before in _DASHES:
            return False
        return not (after in _DASHES and self._key(amount.end + 1) in _NO_ONE_BEFORE)

    def _figure(self, found: _Found, money: Currency | None) -> Figure:
        phrase = found.span
        if money is not None:
            phrase = Span(min(money.start, phrase.start), max(money.end, phrase.end))
        percent = None if money else _PERCENT.match(self._text, phrase.end)
        if percent is not None:
            phrase = Span(phrase.start, percent.end())
        said = bounded(self._text, phrase)
        inner = bounded(self._text, found.span) if phrase.end != found.span.end else said
        phrase = Span(min(said.phrase.start, phrase.start), max(said.phrase.end, phrase.end))
        value, bound = _value(found), said.bound or inner.bound
        if found.high is not None:
            start = _between_start(self._text, phrase.start)
            return Figure(
                found.span,
                Span(start, phrase.end),
                value,
                "about",
                money.code if money else None,
                percent is not None,
            )
        return Figure(
            found.span,
            phrase,
            value,
            _bound(found, bound),
            money.code if money else None,
            percent is not None,
        )


def _bound(found: _Found, said: str) -> Bound:
    if said in ("at_least", "at_most"):
        return "at_least" if said == "at_least" else "at_most"
    if found.first.open:
        return "at_least"
    return "about" if said == "about" else "exact"


def _value(found: _Found) -> Value:
    low = plain(found.low)
    return low if found.high is None else (low, plain(found.high))


def _scaled(first: Amount, second: Amount) -> Decimal:
    """The lower end of a range, in the magnitude of the upper where it has none of its own."""
    shares = first.magnitude == 1 and second.magnitude > 1
    if shares and first.value < second.value / second.magnitude:
        return first.value * second.magnitude
    return first.value


def _between_start(text: str, start: int) -> int:
    m = _BETWEEN.search(text[max(0, start - _REACH) : start])
    return start - len(m.group()) if m else start
