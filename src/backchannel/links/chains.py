"""Through whom an entry comes: its chain of sources, and what sort each of them is."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from backchannel.articles.agencies import agency_of
from backchannel.entries.entry import Party, Statement
from backchannel.links import agencies
from backchannel.links.forms import SORTS_OF_PARTY, parties_of
from backchannel.links.link import Sheet
from backchannel.parties import KnownParty, PartyTable
from backchannel.parties.fold import fold
from backchannel.parties.phrase import Phrase, taken_apart, word_class
from backchannel.record.query import Line
from backchannel.span import Span

SourceSort = Literal["outlet", "party", "unnamed"]

_PRIVATE = SORTS_OF_PARTY | {None}  # codes of nobody in particular
_DEEPEST = 8  # statements inside statements
_LONGEST = 200  # characters of a name that are looked at
_REMEMBERED = 100_000

_COUNTED = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|several|some|many|most|other|another)\s+)+",
    re.IGNORECASE,
)
_SPEAKS_FOR = frozenset(
    """spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons spokeswomen
    statement report letter document figures data website""".split()
)
_OFFICES = frozenset(
    """president premier chancellor king queen emir sultan pope minister ambassador envoy
    secretary governor mayor chairman chairwoman speaker chief commander""".split()
)
_BODIES = frozenset(
    """government ministry administration cabinet parliament senate congress presidency kremlin
    army military navy police force forces command staff embassy consulate mission office
    department bureau agency authority council commission committee court tribunal treasury bank
    party front movement group organisation organization union federation association
    observatory company firm university hospital institute charity foundation""".split()
)
_STATIONS = frozenset("agency broadcaster television tv radio station channel service".split())
_ANY = frozenset("state local official government national private public".split())


@dataclass(frozen=True, slots=True)
class Source:
    """A link of a chain.

    Attributes:
        sort: ``outlet`` (a medium or agency that can be told from others), ``party`` (a person
            or body likewise) or ``unnamed`` ("western diplomat", "state media").
        name: as shown.
        written: as the article has it.
        code: whom it acts for, where known.
        person: whether it is somebody with a name of their own; a state, a body or an office may
            speak through any such person.
        body: its own name, where ``name`` is that of the state whose body it is.
    """

    sort: SourceSort
    name: str
    written: Party
    code: str | None = None
    person: bool = False
    body: str | None = None


@functools.lru_cache(maxsize=_REMEMBERED)
def source_of(name: str, code: str | None = None, day: datetime.date | None = None) -> Source:
    """What a source is, by how it is called.

    Args:
        name: as ``attributed_to`` has it: "Tasnim", "Sera Dovan", "US officials".
        code: whom it acts for, where the article's entries say so.
        day: of the article.

    >>> source_of("Tasnim News Agency").sort, source_of("US officials").sort
    ('outlet', 'unnamed')
    >>> source_of("Syrian state television").sort, source_of("state television").sort
    ('outlet', 'unnamed')
    """
    written = Party(name, code)
    shown = " ".join(name[:_LONGEST].split())
    text = _COUNTED.sub("", shown) or shown
    agency = agencies.source_of(text)
    if agency is not None:
        return Source("outlet", agency, written, "MEDIA")
    table = PartyTable.load()
    known = table.find(text, day)
    if known is not None and known.sort == "media":
        return Source("outlet", agency_of(known.name) or known.name, written, "MEDIA")
    if known is not None:
        is_person, body = known.sort == "person", text if _is_body(known) else None
        return Source("party", known.name, written, code or known.code, is_person, body)
    unnamed = Source("unnamed", shown, written, code or table.code_of(text, day))
    phrase = taken_apart(table, text, day, 0)
    return _described(phrase, unnamed) if phrase.words else unnamed


def _is_body(known: KnownParty) -> bool:
    """Whether a name is that of a body which the table shows by its state."""
    return known.sort == "organ" and known.metonym


def body_of(name: str, day: datetime.date | None = None) -> str | None:
    """The own name of a body that goes by its state elsewhere; ``None``: it is none.

    >>> body_of("The White House"), body_of("Pentagon")
    ('White House', None)
    """
    return source_of(name, None, day).body


def with_state(body: str | None, name: str) -> str:
    """A body with the state that it is shown by: "White House (United States)"."""
    return name if body is None or fold(body) == fold(name) else f"{body} ({name})"


def _described(phrase: Phrase, unnamed: Source) -> Source:
    """A source whose name the table does not hold."""
    head, code = phrase.words[phrase.cut - 1], unnamed.code
    if head.key in _STATIONS:
        return _outlet(unnamed) if _is_marked(phrase) else unnamed
    if phrase.text[head.start].isupper() and not _is_common(phrase):
        if code == "MEDIA":
            return _outlet(unnamed, _closing_name(phrase))
        return replace(unnamed, sort="party", person=code in _PRIVATE or phrase.head is None)
    if head.key in _SPEAKS_FOR:
        return _spoken_for(phrase, unnamed)
    qualified = phrase.cut > 1 or phrase.cut < len(phrase.words)
    if qualified and (head.key in _BODIES or (head.key in _OFFICES and code not in _PRIVATE)):
        return replace(unnamed, sort="party")
    return unnamed


def _outlet(source: Source, name: str | None = None) -> Source:
    return replace(source, sort="outlet", name=name or source.name, code="MEDIA")


def _is_marked(phrase: Phrase) -> bool:
    """Whether a name stands before the head ("Iranian state TV"), not only "state TV"."""
    before = phrase.words[: phrase.cut - 1]
    return any(phrase.text[w.start].isupper() and w.key not in _ANY for w in before)


def _is_common(phrase: Phrase) -> bool:
    """Whether a phrase in capitals is a description all the same ("Officials")."""
    first = phrase.words[0]
    alone = phrase.cut == 1 and not phrase.text[first.start : first.end].isupper()
    return alone and word_class(phrase.table, [first.key]) is not None


def _closing_name(phrase: Phrase) -> str | None:
    """The known name that closes a description ("the newspaper Hurriyet")."""
    end = phrase.words[phrase.cut - 1].end
    return next((m.party.name for m in phrase.matches if m.span.end == end), None)


def _spoken_for(phrase: Phrase, unnamed: Source) -> Source:
    """A spokesman or a report is the body that it speaks for, where that is said."""
    head = phrase.words[phrase.cut - 1]
    before, after = phrase.text[: head.start].strip(" ,"), phrase.text[head.end :].strip(" ,")
    body = re.sub(r"['’]s?$", "", before) or re.sub(r"^(?:for|of)\s+(?:the\s+)?", "", after)
    known = phrase.table.find(body, phrase.on) if body else None
    if known is not None and known.sort not in {"adjective", "person"}:
        own = re.sub(r"^the\s+", "", body, flags=re.IGNORECASE) if _is_body(known) else None
        return replace(unnamed, sort="party", name=known.name, code=known.code, body=own)
    spoken = unnamed.code not in _PRIVATE
    return replace(unnamed, sort="party") if spoken else unnamed


@dataclass(frozen=True, slots=True)
class _Told:
    """What a statement says of how it came: its place in the text, and outlets told."""

    span: Span
    outlets: tuple[Source, ...]


class Chains:
    """The chains of one article's entries."""

    def __init__(self, sheet: Sheet) -> None:
        published = sheet.article.published
        self._day = None if published is None else published.day
        self._sheet = sheet
        self._statements = {
            line.place: line.entry for line in sheet.lines if isinstance(line.entry, Statement)
        }
        told = (_Told(s.evidence, self._outlets(s)) for s in self._statements.values())
        self._told = sorted(
            (t for t in told if t.outlets), key=lambda t: (t.span.end - t.span.start, t.span)
        )

    def of(self, line: Line) -> tuple[Source, ...]:
        """Through whom a line comes, from the nearest to the farthest; empty: the article itself.

        Of a statement, those who relay that it was said; the speaker is not one of them. Where
        it was said to an outlet ("told Reuters", "in an interview with Fox News"), that relays
        it, and what stands inside it.
        """
        if isinstance(line.entry, Statement):
            return tuple(self._relays(line.entry))
        named = tuple(self._source(name) for name in line.entry.attributed_to)
        trigger = line.entry.trigger
        inside = next((t for t in self._told if t.span.covers(trigger)), None)
        return named if inside is None else named + inside.outlets

    def _relays(self, statement: Statement) -> Iterator[Source]:
        yield from self._outlets(statement)
        for _ in range(_DEEPEST):
            outer = self._statements.get(-1 if statement.within is None else statement.within)
            if outer is None:
                return
            if outer.speaker is not None:
                yield self._source(outer.speaker.name)
            yield from self._outlets(outer)
            statement = outer

    def _outlets(self, statement: Statement) -> tuple[Source, ...]:
        """The outlets to which, or in which, a statement was made."""
        names = [statement.addressee.name] if statement.addressee is not None else []
        if statement.medium is not None:
            matches = PartyTable.load().scan(statement.medium[:_LONGEST])
            names += [m.party.name for m in matches if m.party.sort == "media"]
        found = (self._source(name) for name in names)
        return tuple(dict.fromkeys(s for s in found if s.sort == "outlet"))

    @functools.cached_property
    def _codes(self) -> dict[str, str]:
        return _codes(self._sheet)

    def _source(self, name: str) -> Source:
        return source_of(name, self._codes.get(fold(name)), self._day)


def _codes(sheet: Sheet) -> dict[str, str]:
    """Codes of the article's parties, by folded name; the first that is stated."""
    parties = dict.fromkeys(p for line in sheet.lines for p in parties_of(line.entry))
    found: dict[str, str] = {}
    for party in parties:
        if party.code is not None:
            found.setdefault(fold(party.name), party.code)
    return found


def nearest_named(chain: Sequence[Source]) -> Source | None:
    """The source nearest to the claim that can be told from others; ``None``: there is none."""
    return next((source for source in chain if source.sort != "unnamed"), None)
