"""Agencies and outlets that an article names as where its text, or a part of it, comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.articles.agencies import NAMES, agency_of
from backchannel.articles.article import Article
from backchannel.articles.outlets import OUTLET_NAMES, outlet_of
from backchannel.span import Span

MOST_CHARS = 200_000
"""Code points of a text that are searched: the first ones."""

_NAME = rf"(?P<name>{OUTLET_NAMES}|{NAMES})(?![\w/]|-[A-Za-z])"
# Most names of agencies begin with a capital: asked first, it spares two hundred comparisons.
_NAME_FIRST = rf"(?<![\w/-])(?=[A-Zd]){_NAME}"
_PERSON = r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}"
_KIND = (
    r"(?:agency|newspaper|daily|paper|weekly|magazine|channel|broadcaster|network|television|TV"
    r"|radio|website|site|outlet|station)"
)
_INTRODUCED = rf"(?:[Tt]he\s+|(?:[\w'’-]+\s+){{0,4}}{_KIND}\s+|{_PERSON}\s+of\s+(?:the\s+)?)?"
_FROM = re.compile(
    rf"""\b(?:[Tt]old|[Tt]ells?|[Tt]elling|[Aa]ccording\s+to|[Qq]uoting|[Cc]iting|[Vv]ia
        |(?:[Rr]eported|[Qq]uoted|[Cc]ited|[Oo]btained|[Ss]een|[Vv]iewed|[Rr]eviewed|[Pp]ublished
            |[Cc]arried|[Aa]ired|[Bb]roadcast|[Uu]ncovered|[Mm]entioned|[Aa]nalysis|[Rr]eports?
            |[Tt]ally|[Cc]ount)
            \s+(?:first\s+)?(?:by|on|in|from)
        |[Ii]nterviews?\s+(?:with|to|by|on)
        |(?:[Ss]tatement|[Cc]omments?|[Rr]emarks|[Ss]poke|[Ss]peaking|[Cc]onfirmed)\s+(?:to|with)
        )\s+{_INTRODUCED}{_NAME}""",
    re.VERBOSE,
)
_SAYS = re.compile(
    rf"""{_NAME_FIRST}(?:[’']s?)?
        (?:\s+(?:[Nn]ews|[Pp]ress|{_KIND}|reports?|reporters?|writers?|correspondents?
            |journalists?)){{0,2}}
        (?:\s+{_PERSON}(?=\s+[a-z]))?
        (?:,[^,.;\n]{{2,40}},)?
        (?:\s+(?:has|have|had|was|also|first|later|earlier|previously|exclusively|then)){{0,3}}\s+
        (?:report(?:ed|s)|sa(?:id|ys)|quot(?:ed|es|ing)|cit(?:ed|es|ing)|wr(?:ote|ites)|published
          |broadcast|aired|carried|revealed|contributed|describe[ds]|tweeted|noted
          |(?:could|can)\ ?not\s+(?:\w+\s+)?(?:verify|confirm)
          |(?:been\s+)?unable\s+to\s+(?:\w+\s+)?(?:verify|confirm)
        )\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """An agency or outlet that an article names as a source of its text.

    Attributes:
        agency: its best known name.
        span: where it is named; ``None``: only in the fields beside the text.
        whole: whether the article says so of its text as a whole (dateline, byline, credit,
            sign-off), not of a part ("told AFP").
    """

    agency: str
    span: Span | None
    whole: bool


def names_of(article: Article) -> tuple[Named, ...]:
    """Every place at which an article names an agency or outlet as its source, in order."""
    text = article.text[:MOST_CHARS]
    found = _of_the_whole(article)
    for pattern in (_FROM, _SAYS):
        for match in pattern.finditer(text):
            agency = source_of(match["name"])
            if agency:
                found.append(Named(agency, Span(*match.span("name")), False))
    return tuple(sorted(set(found), key=_place))


def credits_of(article: Article) -> frozenset[str]:
    """The agencies and outlets that an article names as the origin of its text as a whole."""
    return frozenset(named.agency for named in _of_the_whole(article))


def _of_the_whole(article: Article) -> list[Named]:
    """Credits, and authors that are agencies or outlets; "agencies" names none."""
    found = [Named(c.agency, c.span, True) for c in article.credits if c.agency != "agencies"]
    return found + [Named(a, None, True) for a in map(source_of, article.authors) if a]


def source_of(name: str) -> str | None:
    """The best known name of an agency or outlet, of any of its names; ``None``: not known.

    >>> source_of("The Associated Press"), source_of("the Wall Street Journal"), source_of("Bloggs")
    ('AP', 'The Wall Street Journal', None)
    """
    return agency_of(name) or outlet_of(name)


def _place(named: Named) -> tuple[int, bool, str]:
    return (-1 if named.span is None else named.span.start, not named.whole, named.agency)
