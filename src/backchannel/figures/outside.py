"""Digits and number words that count nothing: dates, times, names, ages, measures, scores."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from backchannel.span import Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_DAY = r"[0-3]?\d(?!\d|,\d{3})(?:st|nd|rd|th)?"
_WORDED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)(?!\w)"
_NUMBERED = (
    "Resolution Article Section Chapter Paragraph Page No Nos Number Channel Brigade Division Unit "
    "Flight Boeing Airbus Highway Route Road Camp Area Apollo Title Phase Stage Day Annex Protocol "
    "Level Category Tier Type Block Model Order Decree Law Act Bill Rule Clause Item Gate Pier "
    "Room Floor Zone Sector Line Platform Terminal Ward District Precinct Battalion Regiment "
    "Squadron Building Force Week Round Episode Season Volume Part Step Option Plan Track Basket "
    "Committee Falcon Trident Tomahawk Group Formula Radio TV Windows Covid Force"
).split()
_NAMES = "|".join([*_NUMBERED, *(n.upper() for n in _NUMBERED if len(n) > 2)])
_LOWER = (
    "resolution article section chapter paragraph page no nos number phase stage day annex level "
    "category tier type clause round step top flight part"
).replace(" ", "|")
_FORMS = (
    # dates and years
    rf"\b{_MONTH}\.?\s{{1,3}}{_DAY}(?:\s?(?:[-–]|to|and|or|,)\s?{_DAY}(?![\w%]))?"
    r"(?:,?\s{1,3}(?:1[5-9]|20)\d\d\b)?",
    rf"\b{_DAY}(?:\s?(?:[-–]|to|and|or)\s?{_DAY})?\s{{1,3}}(?:of\s)?{_MONTH}\b"
    r"(?:,?\s{1,3}(?:1[5-9]|20)\d\d\b)?",
    rf"\b{_MONTH}\.?,?\s{{1,3}}(?:of\s)?(?:1[5-9]|20)\d\d\b",
    r"\b(?:1[5-9]|20)\d\d[-–/](?:(?:1[5-9]|20)\d\d|\d\d)(?:-\d\d)?\b",
    r"\b(?:1[5-9]|20)\d0s\b|[’']\d\ds?\b|\b\d0s\b",
    r"\b\d{1,4}(?:\.\d{1,4}){2,5}\b",
    r"\b\d{1,4}/\d{1,4}(?:/\d{2,4})?\b",
    # times of day
    r"\b\d{1,2}:\d\d(?::\d\d)?\b",
    r"\b[0-2]?\d(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|o[’']clock)",
    r"\b[0-2]\d[0-5]\d\s?(?:GMT|UTC|EST|EDT|BST|CET|hours|hrs|local)\b",
    rf"\b{_WORDED}\s?(?:[ap]\.?m\b\.?|o[’']clock)",
    # names with numbers
    rf"\b(?:{_NAMES})\.?\s{{1,3}}(?:\d+(?!\d|,\d)|(?i:{_WORDED}))",
    rf"\b(?:{_LOWER})\.?\s{{1,3}}\d+(?!\d|,\d)(?:\s?[-–]\s?\d+)?",
    rf"\b(?:phase|stage|chapter|round|step|part|tier|number)\s{{1,3}}{_WORDED}",
    r"\b(?:Group|Gang|Council)\s{1,3}of\s{1,3}(?:[A-Z][a-z]+|\d+)",
    r"\b(?:Security\s{1,3}Council|Big|Square|Air\s{1,3}Force)\s{1,3}(?:One|Three|Four|Five)\b",
    r"\bP5\s?\+\s?1\b|\bG\d{1,2}\b",
    # ages
    r"(?<=[a-z’'.-],\s)\d{1,2}(?=,|\.\s|;|\)|\s(?:and|who|was|is|has|had)\b)",
    r"\((?:aged\s)?\d{1,2}\)",
    r"\b(?:aged?|aged\s(?:between|just|about|only))\s(?:of\s)?\d{1,3}(?:\s?(?:[-–]|and|to|or)\s?\d{1,3})?\b",
    # measures in signs, places on the map, telephones, addresses
    r"\b\d{1,4}(?:\.\d{1,6})?\s?(?:°|º|[′'’]\s?[NSEW]\b|[NSEW]\b)",
    r"(?<!\w)[.]\d{2}[-\s]?cal(?:iber|ibre)?\b",
    r"(?<![\w.,])\+?\d{1,4}[\s.-]\(?\d{2,4}\)?[\s.-]\d{3,4}(?:[\s.-]\d{2,6})?(?!\w)",
    r"(?<![\w.,-])\d{3}-\d{4}(?!\w)",
    r"\+\d{6,15}\b",
    r"(?:https?://|www\.)\S{1,300}|[#@]\w{1,80}|\b[\w.]{1,60}@[\w.]{1,60}",
    # numbering of lists and paragraphs
    r"(?m:^)[ \t]{0,12}\(?\d{1,3}(?:[.)]|\s?[-–—])[ \t]",
    r"\(\d{1,2}\)",
    # ratios
    rf"\b(?:(?:\d{{1,2}}|{_WORDED}))\s(?:in|out\sof)\s(?:every\s)?(?:10\b|100\b|1,000\b|{_WORDED})",
)
_BARRED = re.compile("|".join(f"(?:{form})" for form in _FORMS))

_TIME = """seconds? minutes? mins? hours? hrs? days? nights? weeks? weekends? months? years?
    decades? centur(?:y|ies) fortnights? mornings? evenings? generations? hourly daily quarters?"""
_LENGTH = """km kms kilomet(?:er|re)s? miles? met(?:er|re)s? feet foot ft inch(?:es)? yards?
    cm centimet(?:er|re)s? mm millimet(?:er|re)s? nm stor(?:ey|eys|y|ies) lanes?"""
_OTHER = """kg kgs kilos? kilograms? grams? lbs? ounces? degrees? celsius fahrenheit mph kph knots?
    lit(?:er|re)s? gallons? acres? hectares? megawatts? mw gigawatts? gw kilotons? megatons?
    mhz ghz volts? watts? calib(?:er|re) gauge magnitude am pm gmt bpd"""
_UNITS = "|".join(f"{_TIME} {_LENGTH} {_OTHER}".split())
_MEASURED = re.compile(
    r"(?:[\s\-‑–]{0,3}(?:more|full|consecutive|straight|successive|long|square|sq|cubic|nautical"
    r"|metric|further|additional|short|whole|solid|calendar|business|working|sleepless|cold"
    r"|difficult|bloody|terrible|and\sa\shalf|light|of\sthe\slast))?"
    rf"[\s\-‑–]{{0,3}}(?:{_UNITS}|°\s?[CF]?|º)(?![\w])",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"[\s\-‑]{1,3}pounds?\b", re.IGNORECASE)
_FORM_WORDS = re.compile(
    r"[-‑](?:way|time|fold|tier|state|dimensional|pronged|step|point|star|storey|story|page"
    r"|sided|off|stop|bedroom|course|wheel(?:er|ed)?|engine[d]?|seat(?:er)?|part|line|term"
    r"|digit|figure|one|on|by|to(?!-\w))(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[\s\-‑–]{0,3}(?:,|to|or|and|[-–]|,\s(?:and|or))?[\s\-‑–]{1,3}\Z", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\Z")
_COUNTED_NEXT = re.compile(r"[\s-]{1,3}(?:[a-z’'-]{2,20}\s{1,3}){0,1}(?:people|men|women|children|"
                           r"troops|police|[a-z]{2,20}s)\b")  # fmt: skip
_DATED = re.compile(
    r"\b(?:in|since|by|of|from|until|till|before|after|during|the|this|that|to|late|early|mid|year"
    r"|between|and|last|summer|winter|spring|autumn|fall|through|back|its|their|his)\s{1,3}\Z",
    re.IGNORECASE,
)


class Outside:
    """The stretches of one text whose numbers count nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = list(_merged(m.span() for m in _BARRED.finditer(text)))
        self._starts = [s for s, _ in self._spans]

    def holds(self, span: Span) -> bool:
        """Whether a stretch set apart touches ``span``."""
        i = bisect_right(self._starts, span.end - 1) - 1
        return i >= 0 and self._spans[i][1] > span.start

    def is_measure(self, end: int) -> bool:
        """Whether a unit of time, length, weight or the like follows, or a form ("-way")."""
        found = _MEASURED.match(self._text, end) or _FORM_WORDS.match(self._text, end)
        return found is not None or _POUNDS.match(self._text, end) is not None

    def is_year(self, span: Span) -> bool:
        """Whether four bare digits are a year: no plural noun after, or a date's word before."""
        if not _YEAR.match(span.of(self._text)):
            return False
        before = self._text[max(0, span.start - 16) : span.start]
        return not _COUNTED_NEXT.match(self._text, span.end) or bool(_DATED.search(before))

    def joins(self, start: int, end: int) -> bool:
        """Whether between two numbers there is only what lists or ranges them ("two or")."""
        return end - start < 12 and _JOINED.match(self._text[start:end]) is not None


def _merged(spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    end = -1
    for a, b in sorted(spans):
        if a >= end:
            yield a, b
            end = b
