"""What lines that tell one thing say otherwise: whether it was, who did it, to whom.

Rather too few than too many: a person and their state, a name and "officials", a party and the
people it comes from do not contradict each other; nor do two who act together in one article.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.entries.entry import Event, Message, Party, Position, Signal
from backchannel.links.account import Dispute, DisputeSort, KnownAs, Side, Stance, Thread
from backchannel.links.book import Book
from backchannel.links.forms import SORTS_OF_PARTY, is_described
from backchannel.links.link import LineageLink
from backchannel.links.words import overlap, tokens
from backchannel.parties import PartyTable
from backchannel.reader.senses import likeness
from backchannel.record.query import Line
from backchannel.span import Span

_SAME_WORDS = 0.7
"""Share of words from which on two passages are one sentence, read twice."""

_OTHER_WORDS = 0.15
_OTHER_SENSE = 0.5
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_BACKED = "_BACKED"
_ABBREVIATION = 5  # letters
_SAME_BODY: Mapping[str, str] = {"EC": "EU", "EEC": "EU"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What contradictions are judged on.

    Attributes:
        book: who is who.
        identity: an article's identity, by the id of each of its entries.
        copies: pairs of articles of one origin, by identity, either way round.
    """

    book: Book
    identity: Mapping[str, str]
    copies: frozenset[tuple[str, str]]
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def known(self, party: Party, line: Line) -> KnownAs:
        """Who a party of a line is."""
        published = line.article.published
        day = published.day if published else None
        return self.book.of(party, day, self.identity.get(line.id))

    def is_one_telling(self, a: Line, b: Line) -> bool:
        """Whether two lines come from one text, or are one sentence read in two ways."""
        pair = self.identity.get(a.id, ""), self.identity.get(b.id, "")
        return pair in self.copies or overlap(self._words(a), self._words(b)) >= _SAME_WORDS

    def _words(self, line: Line) -> frozenset[str]:
        """Stems of a line's passage, made once."""
        if line.id not in self._stems:
            self._stems[line.id] = _stems_of(line, line.entry.evidence)
        return self._stems[line.id]


def copies_of(links: Iterable[LineageLink]) -> frozenset[tuple[str, str]]:
    """The pairs of articles of one origin: where they differ, the account changed on its way."""
    pairs = [(x.first, x.second) for x in links if x.is_of_one_origin]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def contradictions(thread: Thread, ground: Ground) -> Iterator[Dispute]:
    """The disputes among the lines of one thread."""
    found = (
        _whether(thread, ground),
        _parties(thread, ground, "who", "by"),
        _parties(thread, ground, "to_whom", "to"),
        _content(thread),
    )
    yield from (dispute for dispute in found if dispute is not None)


def source_of(line: Line) -> str | None:
    """Who says what a line tells: the nearest source that the article names."""
    told = getattr(line.entry, "attributed_to", ())
    return told[0] if told else None


def says(line: Line, at: Span | None = None) -> str:
    """The words of a line's passage, or of a part of it, on one line."""
    return " ".join(line.quote(at).split())


def _whether(thread: Thread, ground: Ground) -> Dispute | None:
    """That some lines have it as done or coming, and others as not so."""
    denied = [x for x in thread.lines if _is_denied(x)]
    if not denied:
        return None
    told = [x for x in thread.lines if not _is_denied(x)]
    if not told and thread.kind != "message":
        return None  # A refusal that nobody contradicts.
    if told and all(ground.is_one_telling(a, b) for a in told for b in denied):
        return None
    sides = [*_sides("asserts", told), *_sides("deny", denied)]
    reason = "told as so, and as not so" if told else "said not to have taken place"
    return Dispute(thread.id, "whether", tuple(sides), (reason,))


def _is_denied(line: Line) -> bool:
    entry = line.entry
    return (isinstance(entry, Message) and entry.status == "denied") or (
        isinstance(entry, Event) and entry.actuality == "denied"
    )


def _sides(stance: Stance, lines: Iterable[Line]) -> Iterator[Side]:
    """A side for each source."""
    by_source: dict[str | None, list[Line]] = defaultdict(list)
    for line in lines:
        by_source[source_of(line)].append(line)
    for source in sorted(by_source, key=lambda s: (s is None, s or "")):
        told = by_source[source]
        yield Side(stance, source, says(told[0]), tuple(told))


def _field(line: Line, field: str) -> Party | None:
    entry = line.entry
    if isinstance(entry, Message):
        return entry.sender if field == "by" else entry.recipient
    if isinstance(entry, Event):
        return entry.actor if field == "by" else entry.recipient
    if isinstance(entry, Signal):
        return entry.issuer if field == "by" else entry.target
    if isinstance(entry, Position):
        return entry.holder if field == "by" else entry.target
    return None


def _is_mutual(line: Line) -> bool:
    """Whether the two parties may change places."""
    entry = line.entry
    return isinstance(entry, Message) and entry.channel in ("call", "meeting")


def _is_among_many(line: Line) -> bool:
    """Whether more than two may take part, so that each report may name others of them."""
    return isinstance(line.entry, Event) and line.entry.type in _MUTUAL


def _may_be_on_its_soil(a: _Named, b: _Named) -> bool:
    """Whether one is a state that is struck or helped where the other one is."""
    states = [PartyTable.load().name_of(x.party.code or "") is not None for x in (a, b)]
    return isinstance(a.line.entry, Event) and states[0] != states[1]


@dataclass(frozen=True, slots=True)
class _Named:
    """A party in a field, as it is compared."""

    line: Line
    party: Party
    known: KnownAs


def _parties(thread: Thread, ground: Ground, sort: DisputeSort, field: str) -> Dispute | None:
    """That lines name different parties in one field."""
    named = [
        _Named(line, party, ground.known(party, line))
        for line in thread.lines
        if (party := _field(line, field)) is not None and _can_contradict(party)
    ]
    versions = _versions(named)
    joint = _joint(versions, ground)
    at_odds = {
        name
        for a, b in itertools.combinations(sorted(versions), 2)
        if (a, b) not in joint and _contradict(versions[a], versions[b], field, ground)
        for name in (a, b)
    }
    if not at_odds:
        return None
    sides = [
        Side("asserts", _sources(versions[name]), name, tuple(n.line for n in versions[name]))
        for name in sorted(at_odds, key=lambda name: _first_told(thread, versions[name]))
    ]
    return Dispute(thread.id, sort, tuple(sides), (f"told of {' and of '.join(sorted(at_odds))}",))


def _can_contradict(party: Party) -> bool:
    return party.code not in (None, *SORTS_OF_PARTY) or not is_described(party.name)


def _versions(named: Sequence[_Named]) -> dict[str, list[_Named]]:
    """The lines by whom they name: a state stands for all who act for it."""
    found: dict[str, list[_Named]] = defaultdict(list)
    for n in named:
        found[_version(n)].append(n)
    return found


def _version(named: _Named) -> str:
    code = named.party.code
    if code is None or code in SORTS_OF_PARTY:
        return named.known.name
    table = PartyTable.load()
    if (state := table.name_of(code)) is not None:
        return state
    found = table.find(code.replace("_", " ").title()) or table.find(code)
    if found is not None and found.code == code:
        return found.name
    return code.replace("_", " ").title() if len(code) > _ABBREVIATION else code


def _joint(versions: Mapping[str, Sequence[_Named]], ground: Ground) -> frozenset[tuple[str, str]]:
    """Versions that one article gives side by side: they act together."""
    by_article: dict[str | None, set[str]] = defaultdict(set)
    for name, there in versions.items():
        for n in there:
            by_article[ground.identity.get(n.line.id)].add(name)
    return frozenset(
        pair for names in by_article.values() for pair in itertools.combinations(sorted(names), 2)
    )


def _contradict(one: Sequence[_Named], other: Sequence[_Named], field: str, ground: Ground) -> bool:
    return any(_at_odds(a, b, field, ground) for a in one for b in other)


def _at_odds(a: _Named, b: _Named, field: str, ground: Ground) -> bool:
    codes = (a.party.code, b.party.code)
    if a.known == b.known or not _exclude(codes[0], codes[1]):
        return False
    if _is_among_many(a.line) or (field == "to" and _may_be_on_its_soil(a, b)):
        return False
    if _is_mutual(a.line) and _is_mutual(b.line):
        turned = _field(b.line, "to" if field == "by" else "by")
        if turned is not None and turned.code == codes[0]:
            return False
    return not ground.is_one_telling(a.line, b.line)


def _exclude(one: str | None, other: str | None) -> bool:
    """Whether who acts for one cannot be who acts for the other."""
    if one is None or other is None or {one, other} & SORTS_OF_PARTY:
        return False
    if _SAME_BODY.get(one, one) == _SAME_BODY.get(other, other):
        return False
    if _BACKED in one or _BACKED in other:
        # A militia known only by its backer may be any; two backers differ.
        return one.endswith(_BACKED) and other.endswith(_BACKED)
    return not (_is_people(one) or _is_people(other))


def _is_people(code: str) -> bool:
    known = PartyTable.load().find(code.replace("_", " ").title())
    return known is not None and known.sort == "people"


def _stems_of(line: Line, at: Span) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(line.article.text, *at))


def _sources(named: Sequence[_Named]) -> str | None:
    sources = sorted({s for n in named if (s := source_of(n.line)) is not None})
    return ", ".join(sources) or None


def _first_told(thread: Thread, named: Sequence[_Named]) -> int:
    place = {line.id: i for i, line in enumerate(thread.lines)}
    return min(place[n.line.id] for n in named)


def _content(thread: Thread) -> Dispute | None:
    """That the parties to a message say different things of what it said."""
    lines = [x for x in thread.lines if isinstance(x.entry, Message)]
    disputed = [x for x in lines if isinstance(x.entry, Message) and x.entry.status == "disputed"]
    if disputed:
        sides = tuple(_sides("asserts", lines))
        return Dispute(thread.id, "content", sides, ("its parties are said to differ over it",))
    by_side: dict[str | None, list[Line]] = defaultdict(list)
    for line in lines:
        by_side[_stands_with(line)].append(line)
    said = {side: _contents(by_side[side]) for side in ("sender", "recipient")}
    for one, other in itertools.product(said["sender"], said["recipient"]):
        if _content_differs(one, other):
            sides = tuple(x for line in (one[0], other[0]) for x in _content_side(line))
            return Dispute(thread.id, "content", sides, ("sender and recipient say otherwise",))
    return None


_Content = tuple[Line, frozenset[str]]


def _contents(lines: Iterable[Line]) -> list[_Content]:
    """The messages whose content is given, each with the stems of it."""
    return [
        (x, _stems_of(x, x.entry.content))
        for x in lines
        if isinstance(x.entry, Message) and x.entry.content is not None
    ]


def _content_differs(one: _Content, other: _Content) -> bool:
    if overlap(one[1], other[1]) > _OTHER_WORDS:
        return False
    return likeness(one[0].sense, other[0].sense) <= _OTHER_SENSE


def _stands_with(line: Line) -> str | None:
    """Whose side the source of a message's line is on."""
    entry, source = line.entry, source_of(line)
    if not isinstance(entry, Message) or source is None:
        return None
    published = line.article.published
    code = PartyTable.load().party(source, published.day if published else None).code
    whose = (
        entry.sender.code if entry.sender else None,
        entry.recipient.code if entry.recipient else None,
    )
    if code is None or code in SORTS_OF_PARTY or whose[0] == whose[1]:
        return None
    return "sender" if code == whose[0] else "recipient" if code == whose[1] else None


def _content_side(line: Line) -> Iterator[Side]:
    entry = line.entry
    if isinstance(entry, Message) and entry.content is not None:
        yield Side("asserts", source_of(line), says(line, entry.content), (line,))
