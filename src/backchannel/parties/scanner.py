"""Known names in a running text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from backchannel.parties.choose import choose
from backchannel.parties.fold import Token, fold, tokens
from backchannel.parties.known import KnownParty, Match, ScanOptions, Term
from backchannel.parties.titles import is_person_title
from backchannel.span import Span

_GAP = frozenset(" -‐‑\n\t\xa0'’")
# Names that are also common words: met only where nothing else can be meant.
_WORDS = frozenset(
    """is it who care time raw fact map tap pa aa mit aman fed all us rand quad tak pap pac nam
    sco un ice sun star abc mobil shell apple frontline sabah dawn vanguard punch tempo sky fox
    hina guardian dina karen""".split()
)
# Last names of too many people, or common words: a title must go before them.
_COMMON = frozenset(
    """bar north tower may major price young rice gates ford baker hunt case king shah bush rogers
    ross wallace bruce miller cooper burns perry cohen powell page brown black white green long
    short strong bond field hill day west east south stone hope light wolf ryan grant barber
    carter mason smith jones banks marsh park rose bell johnson williams wilson taylor thomas
    martin jackson harris clark clarke lewis robinson walker allen wright scott adams mitchell
    campbell roberts phillips evans turner parker collins edwards stewart morris murphy cook
    morgan reid reed kelly howard ward cox richardson watson brooks gray james bennett hughes
    russell marshall graham sullivan fisher reynolds hamilton jordan paul john austin douglas
    jacobs jonathan warner casey michel kerr moore lawson mccarthy harrison gibson kennedy
    elizabeth muslim christian garcia rodriguez lopez gonzalez perez sanchez ramirez torres flores
    diaz cruz ortega fernandez hernandez martinez silva santos costa garcia kim lee park choi
    chung li wang zhang chen liu yang zhao wu zhou zhu sun lin han hu ma nguyen tran tanaka sato
    kato ito singh khan ahmed ahmad mohammed muhammad mohamed hussein hassan abdullah ali ibrahim
    ismail omar osman mahmud mahmoud saleh salih mustafa yusuf khalil idris karim rahman aziz
    haq jamal salman shah abbas""".split()
)
_PARTICLES = frozenset("al el bin bint ibn ben abu ur ul ud uz us".split())
_COURTESY = frozenset("mr mrs ms miss dr sir".split())
# Words that open a sentence in capitals before a last name.
_OPENERS = frozenset(
    """and but when while as if after before because since although though that then yet so in on
    at by for from with to of under for monday tuesday wednesday thursday friday saturday sunday
    yesterday today tomorrow later earlier now once january february march april may june july
    august september october november december is was will would did does has had can could what
    why how who where both former ex only even like unlike says said told meanwhile instead still
    today's the a an""".split()
)


class Scanner:
    """Finds the longest known names; made once from a table's index."""

    def __init__(self, index: dict[str, tuple[Term, ...]], adjectives: dict[str, Term]) -> None:
        self._index = index
        self._adjectives = adjectives
        self._most: dict[str, int] = {}
        keys = [k for k, terms in index.items() if any(_scannable(t) for t in terms)]
        for key in [*keys, *adjectives]:
            words = key.split(" ")
            self._most[words[0]] = max(self._most.get(words[0], 0), len(words))
        self._lower = {
            fold(t.spelling) for terms in index.values() for t in terms if t.spelling[0].islower()
        }

    def scan(self, text: str, options: ScanOptions) -> list[Match]:
        """The known names in ``text``, in order; where they overlap, the first and longest."""
        found = tokens(text)
        out: list[Match] = []
        most, at, count = self._most, 0, len(found)
        while at < count:
            width = most.get(found[at].key)
            if width is None:
                at += 1
                continue
            step = 1
            for n in range(min(width, count - at), 0, -1):
                party = self._party(text, found, at, n, options)
                if party:
                    out.append(Match(Span(found[at].start, found[at + n - 1].end), party))
                    step = n
                    break
            at += step
        return out

    def _party(
        self, text: str, found: list[Token], at: int, n: int, options: ScanOptions
    ) -> KnownParty | None:
        words = found[at : at + n]
        key = " ".join(w.key for w in words) if n > 1 else words[0].key
        terms = self._index.get(key, ())
        adjective = self._adjectives.get(key) if options.adjectives else None
        if not terms and not adjective:
            return None
        if n > 1 and not _together(text, words):
            return None
        span = text[words[0].start : words[-1].end]
        if not (span[0].isupper() or key in self._lower or span[0].isdigit()):
            return None
        alone = options.surnames and self._alone(text, found, at, n)
        terms = tuple(t for t in terms if _scannable(t) and (alone or not t.surname))
        fitting = tuple(t for t in terms if _written_so(t, span, key, text, words))
        party = _pick(fitting, options.on)
        if party:
            return party
        return adjective.party if adjective else None

    def _alone(self, text: str, found: list[Token], at: int, n: int) -> bool:
        """Whether a last name stands without a first name that would make it another's."""
        if at + n < len(found) and found[at + n].key in _PARTICLES:
            return bool(text[found[at + n - 1].end : found[at + n].start].strip(" -"))
        if at and found[at - 1].key in _PARTICLES:
            at -= 1
        if at == 0:
            return found[at].key not in _COMMON
        before = found[at - 1]
        if found[at].key in _COMMON:
            return is_person_title(before.key) and before.key not in _COURTESY
        beside = text[before.end : found[at].start] in {" ", "-"}
        if not beside or not text[before.start].isupper():
            return True
        groups = any(t.party.sort != "person" for t in self._index.get(before.key, ()))
        known = groups or before.key in self._adjectives
        return known or before.key in _OPENERS or is_person_title(before.key)


def _pick(terms: tuple[Term, ...], on: date | None) -> KnownParty | None:
    party = choose(terms, on) if terms else None
    return party if party and party.code is not None else None


def _scannable(term: Term) -> bool:
    return term.curated or not term.surname


def _together(text: str, words: list[Token]) -> bool:
    """Whether nothing but spaces, hyphens and possessive endings stands between the words."""
    for one, two in pairwise(words):
        gap = text[one.end : two.start]
        if not set(gap) <= _GAP and gap.lower() not in {"'s ", "’s "}:
            return False
    return True


def _written_so(term: Term, span: str, key: str, text: str, words: list[Token]) -> bool:
    """Whether the text writes the name as a name: case, and no common word taken for one."""
    spelling = term.spelling
    if spelling.islower():
        return True
    if spelling.endswith("'s") and text[words[-1].end : words[-1].end + 2] not in {"'s", "’s"}:
        return False
    if term.surname:
        return key not in _WORDS
    if term.party.sort == "media" and not _cased_alike(spelling, span):
        return False
    if len(spelling) < 6 and any(c.islower() for c in spelling) and not spelling.istitle():
        return span in {spelling, spelling.upper()}
    letters = [c for c in spelling if c.isalpha()]
    if " " in spelling or len(letters) > 6 or not all(c.isupper() for c in letters):
        return key not in _WORDS or " " in spelling or term.party.sort in {"state", "body"}
    if len(letters) > 3 and key not in _WORDS:
        return True
    if not span.isupper():
        return False
    return key not in _WORDS or key in {"us", "un"} or not _all_caps(text, words)


def _cased_alike(spelling: str, span: str) -> bool:
    """Whether every word that the table writes with a capital has one in the text."""
    return all(
        not a[:1].isupper() or b[:1].isupper()
        for a, b in zip(spelling.split(), span.split(), strict=False)
    )


def _all_caps(text: str, words: list[Token]) -> bool:
    """Whether the line around the words is all in capitals, so that capitals say nothing."""
    first, last = words[0].start, words[-1].end
    start = max(text.rfind("\n", max(0, first - 200), first) + 1, first - 200, 0)
    end = text.find("\n", last, last + 200)
    line = text[start : end if end >= 0 else last + 200]
    rest = [c for c in line if c.isalpha()]
    return len(rest) > 12 and sum(c.isupper() for c in rest) > 0.8 * len(rest)
