"""Candidates of tallies: for each figure of an article what it counts, of whom, where.

Whether a candidate is an entry at all (does it matter to the crisis?) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from backchannel.entries.body import Body
from backchannel.entries.circumstances import circumstance, number_of
from backchannel.entries.counted import kinds, noun_counted
from backchannel.entries.counting import deed, kind_in, times_of, what_counted
from backchannel.entries.entry import Bound, Counted, Number
from backchannel.entries.phrases import clause, extent
from backchannel.figures import Figure, read_figures
from backchannel.span import Span, hull

Prior = Literal["likely", "unlikely"]

LONGEST_EVIDENCE = 280
"""Characters of the longest evidence, as of other entries."""
MOST_FIGURES = 2000
"""Figures of one article that are looked at; what holds more is a table."""
_LONGEST_TRIGGER = 4
_AHEAD = 7
_PLACE_REACH = 14
_LOCATIVE = frozenset(
    "in near at inside outside across around on off over throughout within from to into".split()
)
_PART_BEFORE = re.compile(
    r"\b(?:including|includes?|included|among\s(?:them|whom|which)|of\s(?:them|whom|which|those|these)"
    r"|at\sleast\sof\sthem)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"[^.;,]{0,25}?\b(?:out\s)?of\s(?:the|its|a\stotal\sof|his|their)?\s?\Z", re.I
)
_LIST = re.compile(r"[^.;]{0,60}(?:,|\band\b|\bplus\b)[^.;]{0,30}\Z", re.IGNORECASE)
_JOINING = re.compile(
    r"[\s,]*(?:and|or|plus|including|among\sthem|as\swell\sas|along\swith|together\swith)?\s*(?:another\s|the\s)?\Z"
)
_TOLD = frozenset({"killed", "wounded", "displaced", "detained", "hostages", "missing"})
_TIMES = re.compile(r"\s{1,3}(?:more\s|other\s|separate\s)?times\b", re.IGNORECASE)
_SMALL = 2
_PARTS = 12
_MILLION = 10**6
_COMMON_THINGS = frozenset(
    """side country party leader thing way part reason point issue question man woman person
    example case term chapter camp option factor element other half""".split()
)


@dataclass(frozen=True, slots=True)
class TallyCandidate:
    """A figure of the article and what it seems to count.

    Attributes:
        trigger: the number and the noun counted, up to four words.
        evidence: the clause that states it.
        figure: the figure itself.
        at: token of the noun counted, else of the number: what to ask for sources and times.
        act: token of the verb or noun that says what was done to those counted ("killed"), which
            the network may have marked instead of the number; ``None`` where there is none.
        what: what is counted, one of ``GUIDE.md``'s words.
        of: who or what is counted, as written; ``None`` where nothing is said.
        value, bound: as of a tally.
        part_of: the value of the total that it is a part of.
        place: where, as named.
        prior: whether the wording alone makes an entry likely.
    """

    trigger: Span
    evidence: Span
    figure: Figure
    at: int
    act: int | None
    what: Counted
    of: str | None
    value: Number | tuple[Number, Number]
    bound: Bound
    part_of: Number | None
    place: str | None
    prior: Prior


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure in its document: tokens of the number, the noun counted, what governs it."""

    figure: Figure
    number: Words
    noun: Token | None
    own: bool
    act: Token | None
    what: Counted


def candidates(doc: Doc, body: Body) -> tuple[TallyCandidate, ...]:
    """One candidate for each figure of the article and each kind of thing that it counts
    ("300 missiles and drones": two), in the order of the text.

    Args:
        doc: the article as read.
        body: the passages of it that are article.
    """
    counts: list[_Count] = []
    for figure in read_figures(doc.text)[:MOST_FIGURES]:
        number = doc.char_span(*figure.span, alignment_mode="expand")
        if number is None or not len(number) or body.around(figure.span.start) is None:
            continue
        counts.extend(_counts(figure, number, counts))
    out = [_candidate(doc, body, count) for count in _sharing(counts)]
    return _with_totals(doc, out)


def _counts(figure: Figure, number: Words, earlier: Sequence[_Count]) -> Iterator[_Count]:
    noun = noun_counted(figure, number)
    if noun is not None:
        for member in kinds(noun):
            act = deed(member, figure, number)
            what = _what(figure, number, member, act)
            yield _Count(figure, number, member, True, act, what)
    else:
        yield _bare(figure, number, earlier[-1] if earlier else None)


def _bare(figure: Figure, number: Words, before: _Count | None) -> _Count:
    """A number without a noun: it may go on counting what the one before counts."""
    if figure.unit is None and _is_times(figure, number):
        return _Count(figure, number, None, True, None, times_of(number))
    if before is not None and _is_money_too(figure, before, number):
        return replace(before, figure=replace(figure, unit=before.figure.unit), number=number)
    act = deed(number.root, figure, number)
    named = kind_in(number_of(figure, number))
    what = _what(figure, number, None, act)
    if what == "other" and named is not None and not figure.percent:
        what = named
    inherited = _inherited(number, before, act) if figure.unit is None else None
    if inherited is None or inherited.what == "money":
        return _Count(figure, number, None, True, act, what)
    if act is None and what == "other":
        act, what = inherited.act, inherited.what
    return _Count(figure, number, inherited.noun, False, act, what)


def _is_times(figure: Figure, number: Words) -> bool:
    """Whether a number says how often ("12 times")."""
    near = number.doc[number.start : min(len(number.doc), number.end + _AHEAD)]
    return _TIMES.match(near.text, max(0, figure.phrase.end - near.start_char)) is not None


def _is_money_too(figure: Figure, before: _Count, number: Words) -> bool:
    """Whether a large bare number goes on from a sum of money ("to 562 mln dlrs from 583 mln")."""
    low = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    near = number.start - before.number.end < _PLACE_REACH
    large = low >= _MILLION and not figure.percent and figure.unit is None
    return large and near and before.figure.unit is not None


def _what(figure: Figure, number: Words, noun: Token | None, act: Token | None) -> Counted:
    what = what_counted(figure, noun, act)
    beside = act is not None and act.i > number.start - _AHEAD // 2
    if not beside and (what in ("other", "troops") or act is not None) and not figure.percent:
        what = circumstance(figure, number, noun) or what
    return what


def _sharing(counts: Sequence[_Count]) -> list[_Count]:
    """The counts, those joined to another with what was done to it ("12 soldiers and two
    civilians were killed", "had died, as well as 25 rebels")."""
    out = list(counts)
    for i in range(len(out) - 2, -1, -1):
        act = out[i + 1].act
        if act is not None and act.i > out[i + 1].number.start:
            out[i] = _also_done(out[i], act, _link(out[i], out[i + 1]))
    for i in range(1, len(out)):
        out[i] = _also_done(out[i], out[i - 1].act, _link(out[i - 1], out[i]))
    return out


def _also_done(count: _Count, act: Token | None, joined: bool) -> _Count:
    told = count.act is not None or count.what in _TOLD
    if act is None or told or not joined or count.figure.unit is not None:
        return count
    return replace(count, act=act, what=what_counted(count.figure, count.noun, act))


def _link(one: _Count, two: _Count) -> bool:
    """Whether one count follows another with nothing but a joining word between."""
    end = one.noun.i + 1 if one.noun is not None and one.own else one.number.end
    if one.act is not None and end <= one.act.i < two.number.start:
        end = one.act.i + 1
    between = one.number.doc[end : two.number.start]
    words = between.text[: max(0, two.figure.phrase.start - between.start_char)].lower()
    return _JOINING.match(words) is not None


def _inherited(number: Words, before: _Count | None, act: Token | None) -> _Count | None:
    """The count before in the same sentence, or in the sentence before, that a bare number
    goes on counting ("12 times in Iraq and four in Syria", "killed 12 and wounded 30")."""
    if before is None or before.figure.unit is not None or before.figure.percent:
        return None
    near = number.start - before.number.end
    same = before.number.sent.start == number.sent.start
    if (same and near < 40) or (act is not None and near < 30):
        return before
    return None


def _candidate(doc: Doc, body: Body, count: _Count) -> TallyCandidate:
    figure, number, noun = count.figure, count.number, count.noun
    at = noun if noun is not None and count.own else number.root
    trigger = _trigger(doc, body, count)
    return TallyCandidate(
        trigger=trigger,
        evidence=_evidence(doc, body, count, trigger),
        figure=figure,
        at=at.i,
        act=count.act.i if count.act is not None else None,
        what=count.what,
        of=_of(count),
        value=figure.value,
        bound=figure.bound,
        part_of=None,
        place=_place(count),
        prior=_prior(count),
    )


def _trigger(doc: Doc, body: Body, count: _Count) -> Span:
    """The number and the words up to the noun, up to four; white space and commas end it."""
    start, end = count.number.start, count.number.end
    noun, figure = count.noun, count.figure
    last = noun.i + 1 if noun is not None and count.own and figure.unit is None else end
    while last < len(doc) and figure.unit is not None and doc[last].idx < figure.phrase.end:
        last += 1
    words = [t for t in doc[start : max(end, last)] if not t.is_space][:_LONGEST_TRIGGER]
    if words[-1].i + 1 < end:
        words.append(doc[end - 1])
    span = Span(words[0].idx, words[-1].idx + len(words[-1]))
    return body.whole(span) or count.figure.span


def _evidence(doc: Doc, body: Body, count: _Count, trigger: Span) -> Span:
    for top in (clause(count.number.root), count.number.root):
        if top.right_edge.i - top.left_edge.i > LONGEST_EVIDENCE:
            continue
        span = hull([Span(*extent(top, doc)), trigger])
        if span.end - span.start <= LONGEST_EVIDENCE:
            return body.keep(span, trigger.start) or trigger
    sentence = count.number.sent
    half = (LONGEST_EVIDENCE - (trigger.end - trigger.start)) // 2
    start = max(sentence.start_char, trigger.start - max(0, half))
    end = max(trigger.end, min(sentence.end_char, trigger.end + max(0, half)))
    return body.keep(Span(start, end), trigger.start) or trigger


def _of(count: _Count) -> str | None:
    noun = count.noun
    if noun is None:
        return None
    first = noun.i
    edge = count.number.end if count.own and noun.i >= count.number.end else noun.sent.start
    while first > edge and noun.i - first < _AHEAD:
        before = noun.doc[first - 1]
        if before.pos_ not in ("ADJ", "NOUN", "PROPN", "X") and before.text not in "-‑":
            break
        if before.idx < count.figure.phrase.end and count.own:
            break
        first -= 1
    words = [t.text_with_ws for t in noun.doc[first : noun.i + 1]]
    text = " ".join("".join(words).split())
    return text.lstrip("-‑ ") or None


def _place(count: _Count) -> str | None:
    """The nearest name behind a preposition of place: after the number, else before it."""
    doc, sent = count.number.doc, count.number.sent
    centre = count.noun.i if count.noun is not None and count.own else count.number.end
    after = range(centre, min(sent.end, centre + _PLACE_REACH))
    before = range(centre - 1, max(sent.start, centre - _PLACE_REACH) - 1, -1)
    for i in (*after, *before):
        if doc[i].lower_ in _LOCATIVE and (name := _name_after(doc, i + 1)) is not None:
            return name
    return None


def _name_after(doc: Doc, i: int) -> str | None:
    start = i
    while i < len(doc) and (
        doc[i].lower_ in ("the", "a") or (doc[i].pos_ in ("ADJ", "NOUN") and i - start < 3)
    ):
        i += 1
    first = i
    while i < len(doc) and doc[i].pos_ == "PROPN" and i - first < _AHEAD:
        i += 1
    if i == first or _is_date(doc[first]):
        return None
    text = " ".join(doc[start:i].text.split())
    return re.sub(r"^(?:the|a)\s", "", text, flags=re.IGNORECASE)


def _is_date(token: Token) -> bool:
    return token.lower_ in _DATES


_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec ramadan christmas easter""".split()
)


def _prior(count: _Count) -> Prior:
    """By wording alone: what is counted tells, and small numbers of common things do not."""
    figure, noun = count.figure, count.noun
    if count.what != "other":
        return "likely" if figure.value != 1 or count.act is not None else "unlikely"
    low = figure.value if not isinstance(figure.value, tuple) else figure.value[1]
    if figure.percent or noun is None:
        return "unlikely"
    if low <= _SMALL or (low < 20 and noun.lemma_.lower() in _COMMON_THINGS):
        return "unlikely"
    return "likely"


def _with_totals(doc: Doc, found: Sequence[TallyCandidate]) -> tuple[TallyCandidate, ...]:
    """The candidates with the total that each is a part of."""
    made: list[TallyCandidate] = []
    text = doc.text
    for i, c in enumerate(found):
        total = _total(text, c, made, found[i + 1] if i + 1 < len(found) else None)
        if total is not None:
            whole = next((m for m in reversed(made[-_PARTS:]) if m.value == total), None)
            what = whole.what if whole is not None and c.what == "other" else c.what
            made.append(replace(c, part_of=total, what=what))
        else:
            made.append(c)
    return tuple(made)


def _total(
    text: str, c: TallyCandidate, made: Sequence[TallyCandidate], following: TallyCandidate | None
) -> Number | None:
    if c.figure.percent or isinstance(c.value, tuple):
        return None
    after = text[c.figure.phrase.end : c.figure.phrase.end + 40]
    if following is not None and following.figure is not c.figure:
        between = text[c.figure.phrase.end : following.figure.phrase.start]
        larger = _single(following.value) > c.value
        if larger and len(between) < 40 and _TOTAL_AFTER.match(between):
            return _single(following.value)
    before = next((m for m in reversed(made) if m.figure is not c.figure), None)
    if before is None or c.figure.unit != before.figure.unit:
        return None
    between = text[before.figure.phrase.end : c.figure.phrase.start]
    if len(between) > 200 or "\n\n" in between:
        return None
    if _PART_BEFORE.search(between) and c.value < _single(before.value):
        return _single(before.value)
    if before.part_of is not None and _LIST.match(between) and c.value < before.part_of:
        return before.part_of
    if re.match(r"\s(?:\w{1,12}\s)?(?:of|among)\s(?:them|whom|which|those)\b", after):
        return next(
            (_single(m.value) for m in reversed(made[-3:]) if _single(m.value) > c.value), None
        )
    return None


def _single(value: Number | tuple[Number, Number]) -> Number:
    return value[1] if isinstance(value, tuple) else value
