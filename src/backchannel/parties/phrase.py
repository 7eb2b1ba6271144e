"""A description taken apart: its words, the names in it, its head noun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.parties.fold import Token, tokens
from backchannel.parties.known import Match, ScanOptions

if TYPE_CHECKING:
    from backchannel.parties.table import PartyTable

# A noun phrase's head stands before the first of these.
_CUT = frozenset(
    """of in at from for with to on who that which whose by near inside outside within against
    across around under over between among loyal fighting based living working held seeking
    opposed close familiar about including calling wishing speaking wearing employed
    accused suspected operating fleeing trapped stranded charged convicted wanted
    was were is are had has have aboard""".split()
)
# "Gulf-based", "Greek-owned": where a party is or whose it was, not for whom it acts.
_NOT_THEIRS = frozenset("based owned operated managed chartered made built born occupied".split())
_PRIVATE_ENDINGS = ("workers", "makers", "owners", "growers", "dealers", "traders", "farmers")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A description taken apart.

    Attributes:
        table: the table that knows its names.
        text: as written.
        words: its words.
        cut: how many of ``words`` belong to the noun phrase with the head: those before the
            first preposition, relative or comma.
        matches: the known names, adjectives too, in order; without those after "anti-" and
            before "-based", "-owned".
        on: day of the text.
        depth: how many descriptions this one stands inside.
    """

    table: PartyTable
    text: str
    words: tuple[Token, ...]
    cut: int
    matches: tuple[Match, ...]
    on: date | None
    depth: int

    @property
    def head(self) -> tuple[str, int] | None:
        """Class of the head noun and the place of its first word; ``None`` where unknown."""
        for start in range(max(0, self.cut - 3), self.cut):
            kind = word_class(self.table, [w.key for w in self.words[start : self.cut]])
            if kind:
                return kind, start
        return None

    def gap(self, place: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[place - 1].end : self.words[place].start]

    def is_elsewhere(self, place: int) -> bool:
        """Whether the word only says where a party is: "Beirut-based"."""
        after = place + 1
        return (
            after < len(self.words)
            and self.gap(after) == "-"
            and self.words[after].key in _NOT_THEIRS
        )

    def before(self, place: int) -> list[Match]:
        """Known names that begin before word ``place``, last first."""
        edge = self.words[place].start if place < len(self.words) else len(self.text)
        return [m for m in reversed(self.matches) if m.span.start < edge]

    def from_word(self, place: int) -> list[Match]:
        """Known names from word ``place`` on."""
        if place >= len(self.words):
            return []
        return [m for m in self.matches if m.span.start >= self.words[place].start]


def word_class(table: PartyTable, keys: list[str]) -> str | None:
    """The class of a noun, singular or plural, of one or several folded words."""
    last = keys[-1]
    forms = [last]
    if last.endswith("ies"):
        forms.append(last[:-3] + "y")
    if last.endswith("men"):
        forms.append(last[:-3] + "man")
    if last.endswith("es"):
        forms.append(last[:-2])
    if last.endswith("s") and not last.endswith("ss"):
        forms.append(last[:-1])
    for form in forms:
        kind = table.words.get(" ".join([*keys[:-1], form]))
        if kind:
            return kind
    return "civil" if len(keys) == 1 and last.endswith(_PRIVATE_ENDINGS) else None


def taken_apart(table: PartyTable, text: str, on: date | None, depth: int) -> Phrase:
    """``text`` as a phrase of ``table``."""
    words = tokens(text)
    found = table.scan(text, ScanOptions(on=on, adjectives=True))
    against = {b.start for a, b in pairwise(words) if a.key == "anti"}
    loose = {
        a.end for a, b in pairwise(words) if b.key in _NOT_THEIRS and text[a.end : b.start] == "-"
    }
    matches = tuple(m for m in found if m.span.start not in against and m.span.end not in loose)
    cut = len(words)
    for i in range(1, len(words)):
        word, gap = words[i], text[words[i - 1].end : words[i].start]
        inside = any(m.span.start < word.start < m.span.end for m in matches)
        cutting = word.key in _CUT and not (word.key in _NOT_THEIRS and gap == "-")
        listed = any(
            m.party.sort == "adjective" and m.span.end == words[i - 1].end for m in matches
        )
        apart = "(" in gap or ("," in gap and not listed)
        if not inside and (cutting or apart):
            cut = i
            break
    return Phrase(table, text, tuple(words), cut, matches, on, depth)
