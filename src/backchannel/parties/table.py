"""The table of parties: names to parties, parties in a text, descriptions to codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, lru_cache

from backchannel.entries.entry import Party
from backchannel.parties import describe
from backchannel.parties.choose import choose
from backchannel.parties.fold import bone_key, distance, fold, sound_key, tokens
from backchannel.parties.known import KnownParty, Match, ScanOptions, Term
from backchannel.parties.load import Tables, load_tables
from backchannel.parties.scanner import Scanner
from backchannel.parties.titles import strip_titles

_LONGEST = 400
_QUOTES = " \t\n\"“”‘’'`.,;:()[]"
_ARTICLES = ("the ", "a ", "an ")


_REMEMBERED = 50_000
"""Look-ups whose answers are kept: articles of one crisis ask for the same names over and over."""


@lru_cache(maxsize=1)
def _loaded() -> PartyTable:
    return PartyTable(load_tables())


class PartyTable:
    """Who is who: names as written to parties, with codes as ``GUIDE.md`` has them.

    A table never changes after it is made; look-ups are pure functions of it.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._found: dict[tuple[str, date | None], KnownParty | None] = {}
        index: dict[str, list[Term]] = defaultdict(list)
        for term in tables.terms:
            index[fold(term.spelling)].append(term)
        self._index = {key: tuple(terms) for key, terms in index.items() if key}
        self._adjectives = {fold(t.spelling): t for t in reversed(tables.adjectives)}

    @classmethod
    def load(cls) -> PartyTable:
        """The table that comes with the package; read once a process, on the first call."""
        return _loaded()

    @property
    def words(self) -> dict[str, str]:
        """Folded singular nouns and what they make of a described party."""
        return self._tables.words

    def state_of_adjective(self, word: str) -> str | None:
        """The code that an adjective of a state or people stands for.

        >>> PartyTable.load().state_of_adjective("Turkish")
        'TUR'
        """
        term = self._adjectives.get(fold(word))
        return term.party.code if term else None

    def name_of(self, code: str) -> str | None:
        """The display name of a state's code, ``None`` where it is no state's."""
        return self._tables.names.get(code)

    def state_of_city(self, key: str) -> str | None:
        """The code of the state in which a town or province lies, by its folded name."""
        return self._tables.cities.get(key)

    def find(self, phrase: str, on: date | None = None) -> KnownParty | None:
        """The party that a name stands for; ``None`` where it is not known or not certain.

        Exact after folding, then without titles, then by sound and by small misspellings, the
        last two for long names of persons and movements only.

        Args:
            phrase: a name as written: "Washington", "Hizbollah", "President Reagan", "Blinken".
            on: day of the text; a name that changed hands is read by it, and a last name alone
                is taken only for one who was in office then.
        """
        if len(phrase) > _LONGEST:
            return None
        if (phrase, on) not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[phrase, on] = self._looked_up(phrase, on)
        return self._found[phrase, on]

    def _looked_up(self, phrase: str, on: date | None) -> KnownParty | None:
        text = phrase.strip(_QUOTES)
        key = fold(text)
        if not key:
            return None
        named = any(c.isupper() for c in text.rsplit(maxsplit=1)[-1])
        for form in dict.fromkeys([key, _without_article(key)]):
            terms = self._index.get(form, ())
            if not named or form != key:
                terms = tuple(t for t in terms if not t.surname)
            found = choose(terms, on)
            if found:
                return found
        bare = fold(strip_titles(text))
        if bare != key:
            persons = [t for t in self._index.get(bare, ()) if t.party.sort == "person"]
            found = choose(tuple(persons), on)
            if found:
                return found
        return self._nearly(bare, on) if named else None

    def _is_spelled(self, text: str) -> bool:
        """Whether the table writes the name just so ("Lloyd's")."""
        plain = text.replace("’", "'").casefold()
        return any(t.spelling.casefold() == plain for t in self._index.get(fold(text), ()))

    def _nearly(self, key: str, on: date | None) -> KnownParty | None:
        if len(key) < 6 or key in self._adjectives or key in self._tables.words:
            return None
        joined = choose(self._joined.get(key.replace(" ", ""), ()), on)
        if joined:
            return joined
        sound = sound_key(key)
        if len(sound) >= 5:
            found = choose([t for t in self._sounds.get(sound, ()) if _short_alike(t, key)], on)
            if found:
                return found
        bone = bone_key(key)
        if len(bone) >= (5 if " " in key else 4) and len(key) >= 7:
            found = choose(_near(self._bones.get(bone, ()), key, _heard), on)
            if found:
                return found
        if " " not in key or len(key) < 10:
            return None
        return choose(_near(self._blocks.get(_block(key), ()), key, _typed), on)

    @cached_property
    def _loose(self) -> tuple[Term, ...]:
        """Terms that may be met by sound or misspelt: long, chosen, no state, body or outlet."""
        return tuple(
            t
            for t in self._tables.terms
            if t.party.sort in {"person", "movement"}
            and t.curated
            and len(t.spelling) >= 6
            and not t.surname
        )

    @cached_property
    def _joined(self) -> dict[str, tuple[Term, ...]]:
        out: dict[str, list[Term]] = defaultdict(list)
        for term in self._tables.terms:
            if len(term.spelling) >= 6:
                out[fold(term.spelling).replace(" ", "")].append(term)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def _sounds(self) -> dict[str, tuple[Term, ...]]:
        out: dict[str, list[Term]] = defaultdict(list)
        for term in self._tables.terms:
            if term.surname and term.curated and len(term.spelling) >= 7:
                out[sound_key(fold(term.spelling))].append(term)
        for term in self._loose:
            out[sound_key(fold(term.spelling))].append(term)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def _bones(self) -> dict[str, tuple[Term, ...]]:
        out: dict[str, list[Term]] = defaultdict(list)
        for term in self._loose:
            out[bone_key(fold(term.spelling))].append(term)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def _blocks(self) -> dict[str, tuple[Term, ...]]:
        out: dict[str, list[Term]] = defaultdict(list)
        for term in self._loose:
            key = fold(term.spelling)
            if " " in key and len(key) >= 10:
                out[_block(key)].append(term)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._index, self._adjectives)

    def scan(self, text: str, options: ScanOptions | None = None) -> list[Match]:
        """All known names in ``text``, longest first where they overlap, in order.

        Upper and lower case count: "us" is no state, "IS" no verb. Spans are code points.
        """
        return self._scanner.scan(text, options or ScanOptions())

    def code_of(self, phrase: str, on: date | None = None) -> str | None:
        """The code of a party as written: by name, else by what the description says.

        >>> PartyTable.load().code_of("Iran-backed militias")
        'IRN_BACKED'
        """
        if len(phrase) > _LONGEST:
            return None
        known = self.find(phrase, on)
        if known and known.sort != "people":
            return known.code
        return describe.code_of(self, phrase, on)

    def party(self, phrase: str, on: date | None = None) -> Party:
        """The party for a name as written: metonyms resolved, titles, article and possessive
        taken off, unnamed sources in lower case; with its code.
        """
        known = self.find(phrase, on)
        code = self.code_of(phrase, on)
        if known and known.sort not in {"person", "media", "civil", "people"}:
            return Party(known.name, code)
        text = phrase.strip(_QUOTES)
        if text.lower().startswith(_ARTICLES) and not (known and known.sort == "media"):
            text = text.split(" ", 1)[1].lstrip()
        found = [] if self._is_spelled(text) else tokens(text)
        if found and text[found[-1].end :].rstrip(_QUOTES) in {"", "s"}:
            text = text[: found[-1].end]
        if known and known.sort == "person":
            return Party(strip_titles(text), code)
        return Party(describe.lowered(self, strip_titles(text)), code)


def _without_article(key: str) -> str:
    for article in _ARTICLES:
        if key.startswith(article):
            return key[len(article) :]
    return key


def _block(key: str) -> str:
    words = key.split(" ")
    return words[0][:1] + words[-1][:2]


def _short_alike(term: Term, key: str) -> bool:
    """Whether words of up to three letters, in which every letter tells, are written alike."""
    one, two = fold(term.spelling).split(" "), key.split(" ")
    if len(one) != len(two):
        return True
    return all(a == b or min(len(a), len(b)) > 3 for a, b in zip(one, two, strict=True))


def _heard(one: str, two: str) -> int | None:
    """How far two words are apart by sound, ``None`` where too far: short ones must sound alike."""
    first, second = sound_key(one), sound_key(two)
    most = 0 if min(len(one), len(two)) < 6 else 1 if len(first) < 9 else 2
    away = distance(first, second, most)
    return away if away <= most else None


def _typed(one: str, two: str) -> int | None:
    """How many slips of the pen lie between two words, ``None`` if too many for their length."""
    most = 0 if min(len(one), len(two)) < 6 else 1
    away = distance(one, two, most)
    return away if away <= most else None


def _near(
    terms: Iterable[Term], key: str, apart: Callable[[str, str], int | None]
) -> tuple[Term, ...]:
    """Of ``terms`` the nearest to ``key``, word by word; none where any word is too far."""
    words = key.split(" ")
    best: list[Term] = []
    least = 3
    for term in terms:
        others = fold(term.spelling).split(" ")
        if len(others) != len(words):
            continue
        steps = [apart(a, b) for a, b in zip(words, others, strict=True)]
        away = sum(s for s in steps if s is not None)
        if None in steps or away > least:
            continue
        if away < least:
            best, least = [], away
        best.append(term)
    return tuple(best)
