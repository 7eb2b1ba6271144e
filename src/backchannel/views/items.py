"""Lines of a page: one thing told, where it is told, and who stands behind it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Event, Message, Relation, Statement
from backchannel.links.account import Origins, Thread
from backchannel.record.query import Line
from backchannel.span import Span
from backchannel.views.page import Reference
from backchannel.views.passage import passage_of
from backchannel.views.wording import chain, count, day, in_turn, listed, one_line, trimmed

T = TypeVar("T")

PASSAGE_WIDTH = 220
ANSWER_WIDTH = 160

STANCES = {
    "confirm": "Confirmed by",
    "deny": "Denied by",
    "doubt": "Doubted by",
    "decline": "No confirmation from",
    "correct": "Another version from",
}
_NAMES = 6  # origins named on a line
_NAME_WIDTH = 60


def references(lines: Iterable[Line]) -> tuple[Reference, ...]:
    """Where the evidence of lines stands, each place once."""
    return tuple({x.ref: Reference(x.ref, passage_of(x)) for x in lines}.values())


def where_from(lines: Sequence[Line]) -> str:
    """The outlets and days of the articles, each once: "Strait Wire, 2 Mar 2026".

    What is not known is left out here; the list of articles says so.
    """
    places: dict[str, None] = {}
    for line in lines:
        article = line.article
        known = [one_line(article.outlet)] if article.outlet else []
        known += [day(article.published.day)] if article.published else []
        places |= {", ".join(known): None} if known else {}
    return "; ".join(places)


def origins_words(origins: Origins) -> str:
    """How many origins, with their names: "2 origins (Reuters, Tasnim)".

    Where that is not known: "cannot tell how many origins (1 to 3: ...)".
    """
    found = Counter(trimmed(origin.name, _NAME_WIDTH) for origin in origins.found)
    names = listed((_times(name, number) for name, number in found.items()), _NAMES)
    if origins.least == origins.most:
        return f"{count(origins.most, 'origin')}" + (f" ({names})" if names else "")
    between = f"{origins.least} to {origins.most}"
    return f"cannot tell how many origins ({between}{f': {names}' if names else ''})"


def _times(name: str, number: int) -> str:
    """A name with how many origins go by it: "Reuters twice"."""
    if number == 1:
        return name
    return f"{name} twice" if number == 2 else f"{name} {number} times"


def span_of_days(first: datetime.date | None, last: datetime.date | None) -> str:
    """From the first to the last report: "2 Mar 2031 to 5 Mar 2031"; empty where not known."""
    if first is None or last is None:
        return ""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def reports(thread: Thread) -> int:
    """How many articles tell it."""
    return len({line.article.id for line in thread.lines})


def witnessed(thread: Thread) -> str:
    """Who reports it, when, and how many origins that is.

    A thing told once goes by its outlet; told by several articles: "4 reports, 2 origins
    (Reuters, Tasnim), 2 Mar 2031 to 5 Mar 2031".
    """
    number = reports(thread)
    if number == 1:
        return where_from(thread.lines)
    parts = [
        count(number, "report"),
        origins_words(thread.origins),
        span_of_days(thread.first, thread.last),
    ]
    return ", ".join(part for part in parts if part)


def sourced(thread: Thread) -> str:
    """Who says so, and who reports it: "according to an envoy; Strait Wire, 2 Mar 2031".

    An outlet that is named alone says so itself.
    """
    told, entry = witnessed(thread), thread.head.entry
    if isinstance(entry, Statement) or (told and not entry.attributed_to):
        return told
    return in_turn((f"according to {chain(entry.attributed_to)}", told))


def alike(things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Things with the same key together, in the order of the first of each."""
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())


_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n")
_INITIALS = re.compile(r"(?:\w\.)*[A-Z]")
_SHORT = frozenset(
    """mr mrs ms dr st gen col lt sgt maj capt adm brig sen rep gov prof rev hon pres no vs etc
    jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd""".split()
)
_LONGEST_SHORT = 12  # code points that are looked at before a stop
_FEW = 4  # words: a shorter passage is shown with its sentence
_AROUND = 220  # code points


def in_words(line: Line, span: Span | None = None) -> str:
    """The passage at ``span``, or the evidence, on one line; a very short one in its sentence."""
    at = span or line.entry.evidence
    words = at.of(line.article.text).split()
    return " ".join(words) if len(words) >= _FEW else _sentence(line.article, at)


def with_sentence(line: Line, width: int) -> str:
    """The evidence in its sentence, on one line; alone, where both take more than ``width``."""
    whole = _sentence(line.article, line.entry.evidence)
    return whole if len(whole) <= width else in_words(line)


def _sentence(article: Article, at: Span) -> str:
    text = article.text
    before = list(_ends(text, max(0, at.start - _AROUND), at.start))
    after = next(_ends(text, at.end, min(len(text), at.end + _AROUND)), None)
    start = before[-1].end() if before else max(0, at.start - _AROUND)
    end = after.start() + 1 if after else min(len(text), at.end + _AROUND)
    if not before and start > 0:
        start = text.find(" ", start, at.start) + 1 or at.start
    if after is None and end < len(text):
        end = max(text.rfind(" ", at.end, end), at.end)
    if article.dateline is not None and start < article.dateline.end <= at.start:
        return " ".join(text[article.dateline.end : end].lstrip(" \t\n-–—:").split())
    return " ".join(text[start:end].split())


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where sentences end: no stop after initials or a word that is cut short ("U.S.", "Oct.")."""
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(0, match.start() - _LONGEST_SHORT) : match.start()].split()
        word = before[-1] if before and text[match.start()] == "." else ""
        if word.lower() not in _SHORT and not _INITIALS.fullmatch(word):
            yield match


def statements_around(line: Line, lines: Iterable[Line]) -> list[Line]:
    """The statements among ``lines`` whose content holds an entry's trigger, innermost first."""
    if isinstance(line.entry, Statement):
        return []
    trigger: Span = line.entry.trigger
    around = [
        x
        for x in lines
        if isinstance(x.entry, Statement) and any(s.overlaps(trigger) for s in x.entry.content)
    ]

    def length(statement: Line) -> int:
        return statement.entry.evidence.end - statement.entry.evidence.start

    return sorted(around, key=lambda x: (length(x), x.place))


_DENYING = re.compile(
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dispute[sd]?|disputing"
    r"|rebut(?:s|ted)?|doubt(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?|disavow(?:s|ed)?)",
    re.IGNORECASE,
)


def standing_of(entry: Entry) -> str:
    """How an entry stands where that is not the usual: "denied", "planned"; else empty."""
    if isinstance(entry, Message):
        return "" if entry.status == "reported" else entry.status
    if isinstance(entry, Event):
        return "" if entry.actuality == "actual" else entry.actuality
    if isinstance(entry, Relation):
        return "denied" if entry.polarity == "denied" else ""
    return ""


def denying(line: Line) -> str:
    """The cue of a statement that says its content is not so ("denied"); else empty.

    Without it the speaker would seem to say what they deny.
    """
    cue = line.entry.cue if isinstance(line.entry, Statement) else None
    words = one_line(line.quote(cue)) if cue is not None else ""
    return words if any(_DENYING.fullmatch(word) for word in words.split()) else ""
