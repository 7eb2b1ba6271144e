"""Words beside a number that say how exact it is: "at least", "up to", "some", "or more"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from backchannel.span import Span

_Word = Literal["about", "at_least", "at_most", ""]
_NEGATED = r"(?:not|n[’']t|never|without)"
_BEFORE: tuple[tuple[_Word, str], ...] = (
    ("at_most", rf"{_NEGATED}\s+(?:exceed(?:s|ed|ing)?|surpass(?:ed|ing)?|top(?:ped)?)"),
    ("at_most", rf"(?:no|not|{_NEGATED}\s+(?:be\s+)?)\s*(?:more|greater|higher)\s+than"),
    ("at_most", r"(?:up\s+to|as\s+(?:many|much|high)\s+as|at\s+(?:the\s+)?(?:very\s+)?most)"),
    ("at_most", r"(?:a\s+)?maximum\s+(?:of|number\s+of)"),
    ("at_least", r"(?:no|not)\s+(?:fewer|less|lower)\s+than"),
    ("at_most", r"(?:fewer|less|lower|smaller)\s+than"),
    ("at_most", r"(?:just\s+|well\s+|far\s+)?(?:under|below)|<"),
    ("at_least", r"(?:(?:much|far|many|well|significantly|considerably|slightly|a\s+little)\s+)?"
                 r"(?:more|greater|higher|larger|better)\s+than"),
    ("at_least", r"(?:just\s+|well\s+|far\s+|slightly\s+|a\s+little\s+)?"
                 r"(?:over|above|exceed(?:s|ed|ing)|upwards?\s+of|in\s+excess\s+of|north\s+of|beyond)|>"),
    ("at_least", r"at\s+(?:the\s+)?(?:very\s+)?least|as\s+(?:few|little)\s+as"),
    ("at_least", r"(?:a\s+)?minimum\s+of"),
    ("at_least", r"(?:topped|surpassed|surpasses|surpassing|passed\s+the)"),
    ("about", r"(?:just\s+|very\s+)?(?:about|around|roughly|approximately|approx\.?|circa|ca?\."
              r"|nearly|almost|perhaps|maybe|close\s+to|near\s+to|approaching|nearing|some"
              r"|(?:an\s+)?estimated|reckoned|(?:an\s+)?average\s+of|in\s+the\s+region\s+of"
              r"|something\s+like|of\s+the\s+order\s+of|on\s+average)|[~≈±]"),
)  # fmt: skip
_FILLER = (
    r"(?:an?\s+(?:additional|extra|further|total\s+of|estimated)|another|additional|further|extra"
    r"|the\s+equivalent\s+of|a|an)"
)

_AFTER: tuple[tuple[_Word, str], ...] = (
    ("about", r"\s{1,3}or\s{1,3}so\b|[-‑](?:odd|ish)\b|\s{1,3}(?:odd|give\s+or\s+take)\b"),
    ("at_least", r"\s?\+(?!\d)|[-‑]plus\b|\s{1,3}or\s{1,3}more\b|\s{1,3}and\s{1,3}counting\b"),
    ("at_most", r"\s{1,3}at\s{1,3}(?:the\s{1,3})?(?:very\s{1,3})?most\b"),
    ("at_most", r"\s{1,3}or\s{1,3}(?:fewer|less|below|under)\b"),
)  # fmt: skip


def _compiled() -> Iterator[tuple[_Word, re.Pattern[str]]]:
    for bound, form in _BEFORE:
        yield bound, re.compile(rf"(?<!\w)(?:{form})\s*\Z", re.IGNORECASE)


def _following() -> Iterator[tuple[_Word, re.Pattern[str]]]:
    for bound, form in _AFTER:
        yield bound, re.compile(form, re.IGNORECASE)


_PATTERNS: tuple[tuple[_Word, re.Pattern[str]], ...] = (
    *_compiled(),
    ("", re.compile(rf"(?<!\w){_FILLER}\s+\Z", re.I)),
)
_FOLLOWING: tuple[tuple[_Word, re.Pattern[str]], ...] = tuple(_following())
_REACH = 40
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with the words that bound it, and what they say ("" where there are none)."""

    phrase: Span
    bound: _Word


def bounded(text: str, phrase: Span) -> Bounded:
    """Take the bounding words before and after a number into its phrase.

    A limit ("at least about 20") counts before an approximation; of two limits the nearer.
    """
    start, said = phrase.start, list[_Word]()
    for _ in range(_STEPS):
        near = text[max(0, start - _REACH) : start]
        found = next(((b, m) for b, p in _PATTERNS if (m := p.search(near))), None)
        if found is None:
            break
        start -= len(near) - found[1].start()
        said.append(found[0])
    while said and not said[-1]:  # a filler with no bound before it is none
        said.pop()
    if not said:
        start = phrase.start
    end = phrase.end
    for bound, pattern in _FOLLOWING:
        if m := pattern.match(text, end):
            end = m.end()
            said.insert(0, bound)
            break
    return Bounded(Span(start, end), _strongest(said))


def _strongest(said: list[_Word]) -> _Word:
    limits: list[_Word] = [b for b in said if b in ("at_least", "at_most")]
    others: list[_Word] = [b for b in said if b]
    return (limits or others or [""])[0]
