"""Offices and the names of their holders, found in the words of an article.

By form: an office by its words, its holder by where a name stands beside it ("foreign minister
X", "the Turkish president, X", "X, a spokesman for Y"). Names are what a parser knows least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backchannel.entries.office_words import (
    HEADS,
    HONORIFICS,
    MODIFIERS,
    NO_OFFICE_AFTER,
    PARTICLES,
    PAST,
    RANKS,
    Word,
    words_of,
)
from backchannel.parties import PartyTable, fold
from backchannel.span import Span

_LONGEST_NAME = 5
_LONGEST_TITLE = 8
_LONGEST_OWNER = 6
_LONGEST_COMPLEMENT = 12
_OF = frozenset({"of", "for", "at", "with", "in", "to", "on"})
_SAID = frozenset("said says say told have has".split())
_ARTICLES = frozenset({"the", "a", "an"})
_STOPS = frozenset('.,;:()“”"—–!?')
_NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december the a an in on at but and he she it they we
    i his her its their this that these those who which when while after before as if for
    however there here us u.s also said according reuters ap afp""".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """Words of an office, by their places in the list of words; ends exclusive.

    Attributes:
        start: the first word, whose office it is included ("Turkey's foreign minister").
        own: the first word of the office itself ("foreign").
        head: the word that names it ("minister").
        end: behind the last word of the office itself.
    """

    start: int
    own: int
    head: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """An office and the words of its holder's name, end exclusive."""

    office: Office
    name: tuple[int, int]


class Holders:
    """The words of one article, and who is said to hold an office in them.

    Args:
        text: the article's text.
        table: the table of parties, to tell persons' names from others.
        day: day of publication.
    """

    def __init__(self, text: str, table: PartyTable, day: date | None) -> None:
        self._source, self._table, self._day = text, table, day
        self._words = words_of(text)

    @property
    def all(self) -> list[Word]:
        """The words, in order."""
        return self._words

    def at(self, i: int) -> Span:
        """Where a word stands."""
        return self._words[i].span

    def word(self, i: int) -> Word | None:
        """A word, or ``None`` beyond the ends."""
        return self._words[i] if 0 <= i < len(self._words) else None

    def key(self, i: int) -> str:
        """A word in lower case; nothing beyond the ends."""
        return self._words[i].key if 0 <= i < len(self._words) else ""

    def text(self, start: int, end: int) -> str:
        """Words as one line, without a possessive ending behind the last."""
        text = self._source[self.at(start).start : self._words[end - 1].end]
        return " ".join(text.split())

    def held(self) -> Iterator[Held]:
        """Each office with a holder beside it."""
        for i, word in enumerate(self._words):
            head = singular(word.key)
            if head not in HEADS or (word.owns and head != "minister"):
                continue
            office = self.office(i)
            if office is None:
                continue
            for name in self.names(office):
                yield Held(office, name)

    def office(self, head: int) -> Office | None:
        """The office that ends in a word, with the words that say whose it is."""
        end = head + 1
        if self.key(head) == "secretary" and self.key(end) == "of" and self.key(end + 1) == "state":
            end += 2
        elif self.key(end) in ("general", "justice") and self.key(head) in (
            "secretary",
            "attorney",
            "chief",
            "director",
        ):
            end += 1
        elif (
            self.key(head) == "chief" and self.key(end) == "of" and self.key(end + 1) == "staff"
        ) or (self.key(head) == "head" and self.key(end) == "of" and self.key(end + 1) == "state"):
            end += 2
        if self.key(head) == "attorney" and end == head + 1:
            return None
        end = self._field(end)
        if self.key(end) in NO_OFFICE_AFTER or self.key(end) == "-" or self._goes_on(end):
            return None
        if singular(self.key(end)) in HEADS and not self.breaks(end) and self.key(end) != "general":
            return None  # "deputy leader": the last word counts
        own = head
        while own > 0 and head - own < _LONGEST_OWNER and self._modifies(own - 1, own):
            own -= 1
        start = self._owner(own)
        before = {self.key(i) for i in range(max(0, start - 2), own)}
        if not before.isdisjoint(PAST) or {self.key(i) for i in range(own, head)} & PAST:
            return None
        if any(
            self.key(i).startswith(("ex-", "then-")) for i in range(max(0, start - 1), head + 1)
        ):
            return None
        return Office(start, own, head, end)

    def _field(self, end: int) -> int:
        """Past what an office is of, where it is part of its name ("Secretary of Commerce")."""
        at = end
        while (
            self.key(at) in ("of", "for")
            and self.key(at + 1) in MODIFIERS
            and (self._words[at + 1].is_capital and self.key(at + 1) not in ("us", "u.s"))
        ):
            at += 1
            while self.key(at) in MODIFIERS and not self.breaks(at) and self._words[at].is_capital:
                at += 1
        return at

    def _goes_on(self, i: int) -> bool:
        """Whether a longer office follows ("deputy | foreign minister")."""
        last = i
        while last - i < 4 and self.key(last) in MODIFIERS and not self.breaks(last):
            if last > i and singular(self.key(last)) in HEADS:
                return True
            last += 1
        return last > i and singular(self.key(last)) in HEADS and not self.breaks(last)

    def _modifies(self, i: int, following: int) -> bool:
        word = self._words[i]
        if self.breaks(following) or word.owns:
            return False
        return (
            word.key in MODIFIERS
            or singular(word.key) in HEADS
            or (
                word.key in ("and", "&")
                and self.key(i - 1) in MODIFIERS
                and self.key(i + 1) in MODIFIERS
            )
        )

    def breaks(self, i: int) -> bool:
        """Whether a paragraph or the text ends before a word."""
        word = self.word(i)
        return word is None or word.breaks

    def _owner(self, own: int) -> int:
        """Where the words begin that say whose office it is ("Saudi Arabia's", "the UN")."""
        start = own
        while start > 0 and own - start < _LONGEST_OWNER and not self.breaks(start):
            word = self._words[start - 1]
            if word.key in _STOPS or word.key in _ARTICLES:
                break
            if word.owns:
                start = self._owner_start(start - 1)
                break
            if not word.is_capital or word.key in _NO_NAMES - {"us", "u.s"} or word.text == "In":
                break
            start -= 1
        return start

    def _owner_start(self, i: int) -> int:
        """The first word of a possessive name ("South Korea's")."""
        start = i
        while (
            start > 0
            and i - start < 3
            and self._words[start].is_capital
            and self._words[start - 1].is_capital
            and not self._words[start - 1].owns
            and not self.breaks(start)
            and self.key(start - 1) not in _NO_NAMES
        ):
            start -= 1
        return start

    def names(self, office: Office) -> Iterator[tuple[int, int]]:
        """The names of those who hold an office."""
        after = None if self.breaks(office.end) else self._name_at(office.end)
        if after is not None:
            yield after
            if self.key(office.head).endswith("s") and self.key(after[1]) == "and":
                second = self._name_at(after[1] + 1)
                if second is not None:
                    yield second
            return
        behind = self._name_behind(office)
        if behind is not None:
            yield behind
            return
        plural = self.key(office.head) != singular(self.key(office.head))
        if plural or self.key(office.end) in _SAID:
            return  # "in the Gulf, officials said"
        before = self._name_before(office.start)
        if before is not None:
            yield before

    def _name_at(self, i: int) -> tuple[int, int] | None:
        """The person's name that begins at a word, titles before it passed over."""
        first = i
        while (
            i - first < _LONGEST_TITLE
            and self._is_title(i)
            and not (self.breaks(i + 1) or self._words[i].owns)
        ):
            i += 1
        end = i
        while end < len(self._words) and end - i < _LONGEST_NAME and self._is_name_word(end, i):
            end += 1
        while end > i and self.key(end - 1) in PARTICLES:
            end -= 1
        if end == i or not self._is_person(i, end):
            return None
        return i, end

    def _is_title(self, i: int) -> bool:
        key = self.key(i)
        return key != "the" and (key in RANKS or key in HONORIFICS or singular(key) in HEADS)

    def _is_name_word(self, i: int, start: int) -> bool:
        word = self._words[i]
        if i > start and (self.breaks(i) or self._words[i - 1].owns):
            return False
        if word.key in PARTICLES and i + 1 < len(self._words) and self._words[i + 1].is_capital:
            return i > start or word.is_capital
        return (
            (word.is_capital or word.text.startswith(("al-", "el-", "ul-", "as-", "ad-")))
            and word.key not in _NO_NAMES
            and word.text[0].isalpha()
            and not (i > start and singular(word.key) in HEADS)
            and self._table.state_of_adjective(word.text) is None
        )

    def _is_person(self, start: int, end: int) -> bool:
        """Whether a run of capitalised words may be a person's name."""
        text = self.text(start, end)
        if text.isupper() and len(text) > 3:
            return False
        known = self._table.find(text, self._day)
        if known is not None:
            return known.sort == "person"
        if fold(text) in self._table.words or self._table.state_of_city(fold(text)):
            return False
        first = self._table.find(self._words[start].text, self._day)
        return first is None or first.sort == "person" or end - start > 1

    def _name_behind(self, office: Office) -> tuple[int, int] | None:
        """ "The head of the agency, X,": a name behind a comma and what the office is of."""
        i = office.end
        steps = 0
        if self.key(i) in _OF:
            while steps < _LONGEST_COMPLEMENT and self.key(i) not in _STOPS and not self.breaks(i):
                i, steps = i + 1, steps + 1
        if self.key(i) != ",":
            return None
        name = self._name_at(i + 1)
        if name is None or self.key(name[1]) not in (
            ",",
            ".",
            ";",
            ")",
            "—",
            "and",
            "has",
            "said",
        ):
            return None
        single = name[1] - name[0] == 1
        if single and self.key(name[1]) not in (",", "."):
            return None
        return name

    def _name_before(self, start: int) -> tuple[int, int] | None:
        """ "X, a spokesman for Y": a name before a comma."""
        i = start - 1
        while i > 0 and (self.key(i) in _ARTICLES or self.key(i) in ("as", "senior", "top")):
            i -= 1
        if self.key(i) not in (",", "(") or i == 0 or self.breaks(i):
            return None
        end = i
        begin = end
        while begin > 0 and end - begin < _LONGEST_NAME and not self.breaks(begin):
            word = self._words[begin - 1]
            particle = word.key in PARTICLES and end > begin
            if word.owns or not (self._is_name_word(begin - 1, begin - 1) or particle):
                break
            if word.key in RANKS | HONORIFICS or singular(word.key) in HEADS:
                break
            begin -= 1
        if begin == end or not self._is_person(begin, end):
            return None
        return begin, end

    def surname(self, name: tuple[int, int]) -> str:
        """The last word of a name, folded."""
        return fold(self._words[name[1] - 1].text)

    def fullest(self) -> dict[str, str]:
        """The longest name in the article that ends in each surname."""
        out: dict[str, str] = {}
        i = 0
        while i < len(self._words):
            capital = self._words[i].is_capital and self.key(i) not in MODIFIERS
            name = self._name_at(i) if capital else None
            if name is None:
                i += 1
                continue
            if 1 < name[1] - name[0] <= 4:
                key, text = self.surname(name), self.text(*name)
                if len(text) > len(out.get(key, "")):
                    out[key] = text
            i = max(name[1], i + 1)
        return out


def singular(key: str) -> str:
    """The singular of an office's last word ("ministers", "spokesmen")."""
    if key.endswith("men"):
        return key[:-3] + "man"
    return key[:-1] if key.endswith("s") and key[:-1] in HEADS else key
