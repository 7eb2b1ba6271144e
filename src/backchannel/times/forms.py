"""Forms of time expressions: what may begin with a word, and what each form means.

A word of the text is looked up in ``STARTERS``; only the forms that may begin with it are tried,
at that place. All forms have bounded repetition, so that reading takes time in proportion to the
text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from backchannel.times import patterns as p
from backchannel.times.build_counts import (
    counted_day,
    deictic,
    fixed,
    shift,
    stretch,
    unit_of,
    window,
)
from backchannel.times.build_dates import (
    calendar,
    century,
    clock,
    decade,
    feast,
    numeric,
    season,
    weekday,
    years,
)
from backchannel.times.expression import TimeOptions
from backchannel.times.meaning import Meaning
from backchannel.times.words import (
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)

Build = Callable[["re.Match[str]", TimeOptions], Meaning | None]
Form = tuple[re.Pattern[str], Build]
_S = p.S


_OF_YEAR = rf"(?:{_S}(?P<which>last|this|next){_S}year(?!\w)|{_S}(?:the{_S}year|{p.YEAR}))?"


def _form(pattern: str, build: Build) -> Form:
    return re.compile(pattern, re.IGNORECASE), build


_MONTH = (
    _form(rf"{p.MONTH}{_S}{p.DAY}{p.ONLY_TO}{p.MONTH_2}{_S}{p.DAY_2}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.MONTH}{_S}(?:the{_S})?{p.DAY}(?:{p.TO}{p.DAY_2}(?!{_S}(?:{p.MONTH_2})))?{p.YEAR_TAIL}",
          calendar),
    _form(rf"{p.MONTH}(?:,|{_S}of)?{_S}{p.YEAR}", calendar),
    _form(rf"{p.MONTH}{p.ONLY_TO}{p.MONTH_2}(?:{_S}{p.YEAR})?", calendar),
    _form(rf"{p.MONTH}{_S}(?:of{_S})?(?P<which>last|this|next|that|the{_S}same){_S}year(?!\w)",
          calendar),
    _form(p.MONTH, calendar),
)  # fmt: skip
_WEEKDAY = (
    _form(rf"{p.WEEKDAY},?{_S}(?:the{_S})?{p.MONTH}{_S}{p.DAY}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.WEEKDAY},?{_S}(?:the{_S})?{p.DAY}(?:{_S}of)?{_S}{p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.WEEKDAY}{p.PART_TAIL}(?:{_S}(?:of{_S})?(?P<week>last|this|next){_S}week(?!\w))?",
          weekday),
)  # fmt: skip
_DIGITS = (
    _form(
        r"(?P<year>1[0-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?"
        r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
        numeric,
    ),
    _form(r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/-]|\.\d)",
          numeric),
    _form(rf"{p.DAY}(?:{_S}of)?{_S}{p.MONTH}{p.ONLY_TO}{p.DAY_2}(?:{_S}of)?{_S}{p.MONTH_2}{p.YEAR_TAIL}",
          calendar),
    _form(rf"{p.DAY}(?:{p.TO}{p.DAY_2})?(?:{_S}of|-)?{p.S0}{p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.HOUR}(?:{_S}\(?{p.ZONE}\)?)?", clock),
    _form(rf"{p.HOUR_24}(?:{_S}\(?{p.ZONE}\)?)?", clock),
    _form(rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){_S}(?:hours?{_S})?{p.ZONE}", clock),
    _form(r"9/11(?!\w|/)", calendar),
    _form(r"(?P<year>1[0-9]\d\d|20\d\d)(?:[-–—/]|\s{1,3}to\s{1,3}(?=\d))(?P<year2>\d\d(?:\d\d)?)"
          r"(?![\w%]|[.,:-]\d)", years),
    _form(r"(?P<year>1[0-9]\d\d|20\d\d)['’]?s(?!\w)", decade),
    _form(rf"(?P<nth>\d\d?(?:st|nd|rd|th)){_S}century(?!\w)", century),
    _form(r"(?P<nth>1?\d(?:st|nd|rd|th))-century(?!\w)", century),
    _form(p.YEAR, years),
)  # fmt: skip
_COUNTED = (
    _form(
        rf"{p.COUNT}(?:{_S}|-){p.UNITS_}{_S}(?P<rel>ago|earlier|later|previously|hence|beforehand"
        rf"|afterwards?|from{_S}(?:now|today))(?!\w)",
        shift,
    ),
    _form(rf"{p.COUNT}(?:{_S}|-){p.UNITS_}{_S}(?P<rel>before|after)(?!\w)", shift),
    _form(rf"{p.COUNT}-(?P<unit>day|week|month)s?-old(?!\w)", counted_day),
    _form(rf"{p.COUNT}(?:{_S}|-){p.UNITS_}(?![\s-]{{1,3}}old(?!\w))", stretch),
    _form(rf"{p.ORDINAL}{_S}(?:(?:consecutive|straight|successive){_S})?"
          r"(?P<unit>day|night|week|month|year)(?!\w)", counted_day),
    _form(rf"{p.ORDINAL}(?:{_S}|-)(?P<unit>quarter|half)(?:{_S}of)?"
          rf"{_OF_YEAR}", season),
    _form(rf"{p.ORDINAL}{_S}of{_S}{p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.ORDINAL}(?:{_S}|-)century(?!\w)", century),
)  # fmt: skip
_THE = (
    _form(
        rf"the{_S}(?P<which>past|last|previous|next|coming|preceding|following|final)"
        rf"(?:{_S}{p.COUNT})?{_S}{p.UNITS_}",
        window,
    ),
    _form(rf"the{_S}day{_S}(?P<which>before{_S}yesterday|after{_S}tomorrow)(?!\w)", deictic),
    _form(
        rf"the{_S}(?P<unit>day|night|morning|evening|week|weekend|month|year){_S}"
        r"(?P<rel>before|after|earlier|later)(?!\w)",
        shift,
    ),
    _form(rf"the{_S}(?P<which>same|following|next|previous|preceding){_S}"
          r"(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|year|spring|summer"
          r"|autumn|winter)(?!\w)", unit_of),
    _form(rf"the{_S}(?P<mod>start|beginning|end|middle|turn|close|outset){_S}of{_S}"
          rf"{p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"the{_S}(?P<mod>start|beginning|end|middle|turn|close|outset){_S}of{_S}{p.YEAR}",
          calendar),
    _form(rf"the{_S}(?P<mod>start|beginning|end|middle|close){_S}of{_S}"
          rf"(?P<which>the|this|last|next|that){_S}(?P<unit>week|month|year|decade)(?!\w)",
          deictic),
    _form(rf"the{_S}(?:{p.EARLY}[\s-])?(?P<year>1[0-9]\d0|20\d0)['’]?s(?!\w)", decade),
    _form(rf"the{_S}{p.SEASON}(?:{_S}of|,)?{_S}{p.YEAR}", season),
    _form(rf"the{_S}{p.SEASON}{_S}of{_S}(?P<which>last|this|next){_S}year(?!\w)", season),
    _form(rf"the{_S}{p.ORDINAL}{_S}(?P<unit>quarter|half)(?:{_S}of)?"
          rf"{_OF_YEAR}", season),
    _form(rf"the{_S}{p.ORDINAL}{_S}of{_S}{p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"the{_S}(?:{p.EARLY}[\s-])?{p.ORDINAL}{_S}century(?!\w)", century),
    _form(rf"the{_S}weekend(?!\w)", deictic),
    _form(rf"the{_S}(?:very{_S})?same{_S}(?P<unit>period)(?!\w)", unit_of),
    _form(rf"the{_S}(?P<year>20\d\d|19\d\d)(?![\w%]|[.,:/-]\d)", years),
    _form(rf"the{_S}{p.COUNT}-{p.UNITS_}(?!-)", stretch),
)  # fmt: skip
_WHICH = r"(?P<which>last|next|this|past|coming|previous|following|that|same|current)"
_PERIOD = (
    r"(?P<unit>week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night"
    r"|spring|summer|autumn|fall|winter)(?!\w)"
)
_DEICTIC = (
    _form(rf"(?:so{_S}far{_S})this{_S}(?P<unit>week|month|year)(?!\w)", deictic),
    _form(
        rf"{p.EARLY}{_S}(?:in{_S})?"
        rf"(?:{_WHICH}|the){_S}(?P<unit>day|week|month|year|decade)(?!\w)",
        deictic,
    ),
    _form(rf"{_WHICH}{_S}{_PERIOD}", deictic),
    _form(rf"(?P<which>that|same){_S}(?:very{_S}|same{_S})?"
          r"(?P<unit>day|morning|afternoon|evening|night|week|month|year|period)(?!\w)", unit_of),
    _form(rf"{_WHICH}{_S}{p.WEEKDAY}{p.PART_TAIL}", weekday),
    _form(rf"{_WHICH}{_S}{p.MONTH}(?!{_S}\d)", calendar),
    _form(rf"{_WHICH}{_S}{p.MONTH}{_S}{p.DAY}(?:{p.TO}{p.DAY_2})?", calendar),
    _form(rf"{_WHICH}{_S}{p.FEAST}", feast),
    _form(rf"(?P<which>last|past|next|previous|following|coming){_S}{p.COUNT}{_S}{p.UNITS_}",
          window),
    _form(rf"recent{_S}(?P<unit>hours|days|weeks|months|years|decades)(?!\w)", window),
    _form(rf"(?P<set>every|each){_S}(?:other{_S})?(?:single{_S})?"
          rf"(?:{p.WEEKDAY}|{p.MONTH}|(?P<unit>hour|day|night|week|weekend|month|quarter|year"
          r"|decade|morning|evening))(?!\w)", fixed),
)  # fmt: skip
_EARLY = (
    _form(rf"{p.EARLY}(?:[\s-]|{_S}in{_S}){p.MONTH}{p.YEAR_TAIL}", calendar),
    _form(rf"{p.EARLY}(?:[\s-]|{_S}in{_S}){p.YEAR}", years),
    _form(rf"{p.EARLY}[\s-](?:the{_S})?(?P<year>1[0-9]\d0|20\d0)['’]?s(?!\w)", decade),
    _form(rf"{p.EARLY}(?:[\s-]|{_S}on{_S}){p.WEEKDAY}{p.PART_TAIL}", weekday),
    _form(rf"{p.EARLY}{_S}(?P<unit>yesterday|today|tomorrow)(?!\w)", deictic),
    _form(rf"{p.EARLY}[\s-]{p.SEASON}(?:{_S}of)?{_S}{p.YEAR}", season),
    _form(rf"{p.EARLY}[\s-]{p.ORDINAL}(?:{_S}|-)century(?!\w)", century),
)
_WORD = (
    _form(rf"(?P<unit>yesterday|today|tonight|tomorrow){p.PART_TAIL}(?!\w)", deictic),
    _form(r"(?P<unit>overnight)(?!\w)", deictic),
    _form(r"(?P<word>now|currently|presently|nowadays|recently|lately|soon)(?!\w)", fixed),
    _form(r"(?P<word>daily|weekly|monthly|annually|nightly)(?!\w)", fixed),
    _form(r"(?P<word>noon|midnight|midday)(?!\w)", clock),
)
_SEASON = (_form(rf"{p.SEASON}(?:{_S}of|,)?{_S}{p.YEAR}", season),)
_FEAST = (_form(rf"{p.FEAST}(?:,?{_S}{p.YEAR})?", feast),)
_QUARTER = (_form(rf"q(?P<nth>[1-4])(?:{_S}|/)?{p.YEAR}", season),)


def _starters() -> dict[str, tuple[Form, ...]]:
    table: dict[str, tuple[Form, ...]] = {}
    groups: tuple[tuple[Iterable[str], tuple[Form, ...]], ...] = (
        (MONTHS, _MONTH),
        (WEEKDAYS, _WEEKDAY),
        ({n.split("-")[0] for n in NUMBERS} | VAGUE_NUMBERS, _COUNTED),
        ({n.split("-")[0] for n in ORDINALS}, _COUNTED),
        (("the",), _THE),
        ("last next this past coming previous following that same current so recent every each"
         .split(), _DEICTIC),
        (("early", "mid", "late", "earlier", "later"), (*_EARLY, *_DEICTIC)),
        (("yesterday today tonight tomorrow overnight now currently presently nowadays recently "
          "lately soon daily weekly monthly annually nightly noon midnight midday").split(), _WORD),
        (SEASONS, _SEASON),
        ({f.split()[0].split("'")[0] for f in FEASTS}, _FEAST),
        (("q",), _QUARTER),
    )  # fmt: skip
    for words, forms in groups:
        for word in words:
            table[word] = table.get(word, ()) + tuple(
                f for f in forms if f not in table.get(word, ())
            )
    return table


STARTERS = _starters()
NUMBER_FORMS: tuple[Form, ...] = (*_DIGITS, *_COUNTED)
_WORDS = re.compile(r"[^\W\d_]+|\d+")


def matches(text: str, options: TimeOptions) -> Iterator[tuple[int, int, Meaning]]:
    """The expressions of a text with what they mean, in order, not overlapping: of those that
    begin with the same word, the longest."""
    done = 0
    for word in _WORDS.finditer(text):
        at = word.start()
        if at < done:
            continue
        first = text[at]
        if first.isdigit():
            if word.end() - at > 4 or not _number_may_begin(text, at):
                continue
            forms: tuple[Form, ...] = NUMBER_FORMS
        else:
            found = STARTERS.get(word.group().lower())
            if found is None or (at and text[at - 1].isalnum()):
                continue
            forms = found
        best: tuple[int, Meaning] | None = None
        for pattern, build in forms:
            m = pattern.match(text, at)
            if m is None or (best is not None and m.end() <= best[0]):
                continue
            meaning = build(m, options)
            if meaning is not None:
                best = m.end(), meaning
        if best is not None:
            yield at, best[0], best[1]
            done = best[0]


def _number_may_begin(text: str, at: int) -> bool:
    """Whether figures at ``at`` are no tail of a larger number, a sum of money or a code."""
    if not at:
        return True
    before = text[at - 1]
    if before.isalnum() or before in "$£€¥#_@":
        return False
    return not (before in ".,:" and at > 1 and text[at - 2].isdigit())
