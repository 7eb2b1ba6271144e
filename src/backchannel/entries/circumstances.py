"""What is said around a number of people: that they fled, are held, were lost.

Read from the words before and after, where no verb beside the number tells.
"""

from __future__ import annotations

import re

from spacy.tokens import Span as Words
from spacy.tokens import Token

from backchannel.entries.entry import Counted
from backchannel.figures import Figure

_REACH = 70
_WORDS = 24
_FLED_AFTER = re.compile(
    r"[\W\d]{0,3}(?:\w{1,15}[\s,]{1,2}){0,6}?"
    r"(?:(?:from|out\sof|off)\s(?:their|its)\s(?:homes?|houses|villages|lands?)"
    r"|to\s(?:flee|emigrate|leave\stheir)|(?:sought|seek|seeking|taken|take|found)\s(?:refuge|shelter)"
    r"|shelter(?:ing|ed)\b|(?:moved|taken|bussed)\sto\s(?:\w{1,12}\s)?(?:shelters?|safety)\b|on\sthe\s(?:roads?|move|run)\b|(?:crossed|crossing)\s"
    r"|have\s(?:already\s)?(?:left|fled)\b|uprooted|in\s(?:\w{1,12}\s){0,3}camps?\b)",
    re.IGNORECASE,
)
_FLED_BEFORE = re.compile(
    r"\b(?:forced|forcing|driven|drove|driving|made\shomeless)\s(?:\w{1,12}\s){0,3}\Z"
    r"|\bcamps?\b[^.;\d]{0,40}\Z",
    re.IGNORECASE,
)
_HELD_AFTER = re.compile(
    r"\W{0,2}(?:\w{1,15}\s){0,3}?(?:(?:were|was|are|being|been|be)\s(?:\w{1,12}ly\s|still\s|being\s)?"
    r"(?:held|seized|freed|released|rounded\sup|taken\sprisoner|jailed|interned|locked\sup)"
    r"|(?:held|seized|jailed)\b|remain(?:s|ed)?\sin\s(?:detention|custody|prison|jail)"
    r"|in\s(?:detention|custody|prison|jail|captivity)\b)",
    re.IGNORECASE,
)
_HELD_BEFORE = re.compile(
    r"\b(?:h[eo]ld|holding|holds|seized|seizing|rounded\sup|rounding\sup|freed|freeing|free|frees"
    r"|released|releasing|release(?:\sof)?|releases|swap(?:ped)?(?:\sof)?|jailed)\s(?:the\s|all\s)?\Z",
    re.IGNORECASE,
)
_TAKEN_AFTER = re.compile(r"\W{0,2}(?:\w{1,12}\s){0,3}?(?:taken|held)\s(?:hostage|captive)\b", re.I)
_LOST_BEFORE = re.compile(r"\b(?:lost|losing|lose|loses)\s\Z", re.IGNORECASE)
_TOLL_BEFORE = re.compile(
    r"\b(?:tolls?|deaths?|dead|fatalities|killed|dying)\b[^.;:,\d]{0,45}\b(?:at|to|of|from|number"
    r"|numbered|reach(?:ed|es)?|is|was|stands?|stood|exceeds?|exceeded|total(?:led|s)?|as)"
    r"\s(?:\w{1,10}\s){0,2}\Z",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(
    r"\b(?:number|total|strength|count|estimate|population)s?\sof\s(?P<what>[^.;:\d]{2,70})\Z", re.I
)
_PERSON = re.compile(
    r"(?:people|men|women|children|police|persons|civilians|citizens|nationals|minors|youths?"
    r"|residents|villagers|hostages|prisoners|inmates|boys|girls|families|souls|relatives|others"
    r"|aid\sworkers|[a-z]+(?:ers|ors|ists|ants|ents|ees|ians|men|ives|ics|eers))\Z"
)
_PEOPLES = re.compile(r"[A-Z][a-z]+(?:ns|is|ese|ers|ots|bs|ds|ks|tes|rks|hs)\Z")


def is_person(noun: Token | None) -> bool:
    """Whether a noun, by its form, is one for people; a bare number may always be of people."""
    if noun is None:
        return True
    return bool(_PERSON.match(noun.lower_) or _PEOPLES.match(noun.text))


def is_people(noun: Token) -> bool:
    """Whether a word looks like the plural name of a people ("Palestinians")."""
    return _PEOPLES.match(noun.text) is not None and noun.text.endswith("s")


def circumstance(figure: Figure, number: Words, noun: Token | None) -> Counted | None:
    """What the words around a number of people tell of them, or ``None``.

    Args:
        figure: the number.
        number: its tokens.
        noun: the noun counted, behind the number; ``None`` where the number stands alone.
    """
    end = max(figure.phrase.end, noun.idx + len(noun) if noun is not None else 0)
    before = _back(number, figure.phrase.start)
    if _TOLL_BEFORE.search(before) and (noun is None or is_person(noun)):
        return "killed"
    if not is_person(noun):
        return None
    if _LOST_BEFORE.search(before):
        return "killed"
    after = _ahead(number, end)
    if _TAKEN_AFTER.match(after):
        return "hostages"
    if _FLED_AFTER.match(after) or _FLED_BEFORE.search(before):
        return "displaced"
    if _HELD_AFTER.match(after) or _HELD_BEFORE.search(before):
        return "detained"
    return None


def number_of(figure: Figure, number: Words) -> str:
    """What "the number of ..." before a bare number names, as text; or nothing."""
    m = _NUMBER_BEFORE.search(_back(number, figure.phrase.start))
    return m["what"] if m else ""


def _back(number: Words, start: int) -> str:
    """The text before a character offset near a number, back to the sentence's first word."""
    first = max(0, number.start - _WORDS)
    near = number.doc[first : number.end]
    before = near.text[: max(0, start - near.start_char)][-_REACH:]
    return re.split(r"[.;!?]\s", " ".join(before.split()))[-1] + " "


def _ahead(number: Words, end: int) -> str:
    """The text behind a character offset near a number, to the sentence's last word."""
    near = number.doc[number.start : min(len(number.doc), number.end + _WORDS)]
    after = near.text[max(0, end - near.start_char) :][:_REACH]
    glued = " " if after[:1].isspace() else ""
    return glued + re.split(r"[.;!?](?:\s|\Z)", " ".join(after.split()))[0]
