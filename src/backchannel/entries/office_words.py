"""Words of a text in order, and the words that offices are named by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.span import Span

HEADS = frozenset(
    """co-chair co-chairman vice-premier vice-chairman co-leader president premier minister
    chancellor king queen emir sultan secretary secretary-general spokesman spokeswoman
    spokesperson ambassador envoy commander chief head leader chairman chairwoman chair
    chairperson director governor mayor senator adviser advisor representative commissioner
    speaker counterpart deputy dictator negotiator emissary coordinator general counsel
    prosecutor undersecretary congressman congresswoman attorney monarch ruler treasurer
    taoiseach czar tsar boss official member delegate consul inspector-general
    vice-president president-general commissar strongman warlord prince executive aide
    diplomat mediator co-ordinator director-general sen gov rep lawmaker mp whip legislator
    consul-general
    """.split()
)
"""Last words of offices, singular, in lower case."""

RANKS = frozenset(
    """general gen colonel col major maj lieutenant lt captain capt admiral adm brigadier brig
    marshal sergeant sgt commodore cmdr vice rear air chief staff field brig-gen
    major-general lieutenant-general brigadier-general lieutenant-colonel
    """.split()
)
HONORIFICS = frozenset(
    """mr mrs ms miss dr sir lord dame sheikh sheik shaikh prince princess ayatollah imam
    mullah prof professor hojatoleslam sayyed baroness lady rev archbishop bishop cardinal
    comrade maulana the
    """.split()
)
MODIFIERS = frozenset(
    """foreign prime defence defense interior finance deputy vice acting interim caretaker
    assistant under special presidential national security home state press chief senior top
    supreme military army navy naval air force government cabinet trade energy oil
    information justice health economy economic affairs crown secretary general attorney
    intelligence police opposition party majority minority parliamentary house senate court
    white joint central bank environment transport agriculture labour labor education
    immigration treasury commerce external internal home-affairs public regional political
    executive managing permanent personal peace humanitarian relief union rebel militia
    guerrilla separatist paramilitary junta transitional de facto hardline longtime outgoing
    new incoming newly junior shadow first second third lead main veteran powerful embattled
    ruling republican democratic conservative labour far-right islamist communist former
    ministry department office council committee commission agency command guard guards
    humanitarian group movement organisation organization alliance coalition bloc faction
    armed forces staff spy nuclear atomic aid development planning tourism culture sports
    youth women unification reunification war veterans petroleum water media communications
    digital technology industry investment cooperation european middle east asia africa
    latin campaign congressional legal strategic diplomatic chief-of-staff
    military-backed then-prime deputy-prime exiled appointed elected self-declared
    self-proclaimed fellow own spiritual religious tribal religious-affairs social welfare
    budget works district county provincial city town village local federal
    federal-government state-run country's
    """.split()
)
"""Words that may stand between whose office it is and its last word."""

PAST = frozenset(
    """former ex late then one-time onetime ousted deposed retired erstwhile sometime would-be
    previous predecessor jailed-former slain assassinated then-prime then-president
    ex-president fired sacked resigned convicted
    """.split()
)
NO_OFFICE_AFTER = frozenset(
    """candidate hopeful contender nominee elect election campaign's institute university
    magazine newspaper
    """.split()
)
PARTICLES = frozenset(
    """al el bin ibn ben bint abu abd de del della di da dos du van von der den ter la le y ul
    ud
    """.split()
)
_ABBREVIATED = frozenset(
    """gen lt col maj sen rep gov dr mr mrs ms adm brig capt sgt st prof amb sec jr sr hon cmdr
    pres
    """.split()
)
_WORD = re.compile(
    r"(?:[A-Z]\.){1,4}|[^\W\d_]+(?:[’'\-‑][^\W\d_]+)*(?:[’']s?(?!\w))?|\d+|[^\s\w]|_", re.UNICODE
)
_BREAK = re.compile(r"\n\s*\n|\n {2,}|\n\t")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text.

    Attributes:
        text: as written, a possessive ending left out.
        key: in lower case.
        span: where it stands, a possessive ending included.
        owns: whether it is possessive ("Turkey's", "his").
        breaks: whether a paragraph ends before it.
    """

    text: str
    key: str
    span: Span
    owns: bool
    breaks: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def end(self) -> int:
        """Where the word itself ends, a possessive ending left out."""
        return self.span.start + len(self.text)


OWN = frozenset(
    """his her its their our my whose
    """.split()
)


def words_of(text: str) -> list[Word]:
    """The words and marks of a text; the full stop of an abbreviation is no word of its own."""
    out: list[Word] = []
    last = 0
    for m in _WORD.finditer(text):
        form = m.group()
        if form == "." and out and out[-1].key in _ABBREVIATED and out[-1].span.end == m.start():
            last = m.end()
            continue
        bare = re.sub(r"[’']s?$", "", form) if len(form) > 1 else form
        owns = bare != form or form.lower() in OWN
        breaks = bool(_BREAK.search(text[last : m.start()]))
        out.append(Word(bare, bare.lower(), Span(*m.span()), owns, breaks))
        last = m.end()
    return out
