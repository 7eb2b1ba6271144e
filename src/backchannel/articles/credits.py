"""Bylines, sign-offs and photo credits: the passages that say who made the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.articles.agencies import NAMES, agency_of
from backchannel.articles.units import Unit
from backchannel.span import Span

_NAME = r"(?:[A-Z][\w.'’-]*|de|del|da|van|von|der|den|bin|ibn|al|el|la|le|of|du|di|ter)"
_PERSON = rf"[A-Z][\w.'’-]*(?:[ \u00a0]{_NAME}){{0,5}}"
_PEOPLE = rf"{_PERSON}(?:(?:,? (?:and|&) |, | \| | / ){_PERSON}){{0,9}}"

BYLINE = re.compile(
    r"(?:(?:[Ww]ritten|[Rr]eported|[Ee]dited|[Pp]osted|[Pp]ublished|[Aa]nalysis|[Oo]pinion|[Ss]tory"
    r"|[Cc]ommentary|[Tt]ext|[Ee]xclusive|[Cc]ompiled|[Tt]ranslated)?[ :]*(?:[Bb]y|BY)(?:\s*:)?\s+|"
    rf"(?:[Aa]uthors?|[Rr]eporters?|[Ww]riters?|[Cc]orrespondents?)\s*:\s*)(?P<who>{_PEOPLE})"
    rf"(?P<rest>(?:\s*[,|–—•·/(-]\s*|\s+(?:in|for|at|from|of)\s+|\s*\n\s*).{{0,120}})?",
    re.DOTALL,
)
_BYLINE_WORDS = 26

CONTRIBUTED = re.compile(
    r"""(?:
        \W* (?-i:[A-Z]) .{2,300} \b(?:contributed|assisted|helped)\b
            (?:\ (?:reporting|writing|research))? \ (?:to|with|in|from|for)\ (?:.{2,80}\ )?
            (?:this|the|our)\ (?:[a-z]+\ )?
            (?:reports?|story|article|piece|reporting|post|coverage|guide|dispatch)
            (?:\W*|(?:[,;.)]|\ from|\ in)\ .{2,80})
      | .{0,200} \bcontributed (?:\ reporting|\ from\ [\w, ]+)? \.?
      | \W* (?:additional\ |with\ (?:additional\ )?|further\ )?
            (?:reporting|writing|editing|compiled|translated|written|edited)[ ]
            (?:and\ (?:writing|editing|reporting)\ )? (?:for\ \w+\ )?
            (?:by|from)\ (?-i:[A-Z]) .{2,300}
      | (?-i:[A-Z]) .{2,100} \breported\ from\ (?-i:[A-Z]) (?:(?!\bthat\b).){2,160}
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONTRIBUTED_WORDS = 60

SIGN_OFF = re.compile(
    rf"""[\W_]*(?:
        [Ww]ith\ (?:inputs?|reporting|files|information|additional\ reporting|agenc(?:y|ies))
            (?:\ (?:from|by)\ (?P<inputs>.{{2,80}}))?
      | (?:[Ss]ource|SOURCE|[Vv]ia|[Ff]rom|[Cc]ourtesy|[Cc]redit)s? \s*[:–—-]\s*
            (?P<source>{NAMES}|[Aa]gencies)
      | (?P<bare>{NAMES}|REUTERS?|[Aa]gencies|AGENCIES|[Nn]ews\ [Aa]gencies)
            (?:[\s,/&]+ (?:and\s)? (?:{NAMES}|[Aa]gencies|[Ss]taff))*
      | (?:(?:©|\([Cc]\)|Copyright)\s*)? (?:(?:19|20)\d\d\s)?
            (?P<copyright>{NAMES}) (?:\s(?:19|20)\d\d)?
    )[\W_\x03]*""",
    re.VERBOSE,
)

_CREDIT_TAIL = re.compile(
    rf"""(?:
        © [ ]? (?P<holder>[^.©\n]{{2,80}})
      | [(\[] (?:(?:AP|Reuters|AFP|EPA|Getty)[ ])? (?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)s?
            (?:[ ]by|:|/|[ ]courtesy|[ ]via|[ ]credit|[ ]from) [^)\]\n]{{2,100}} [)\]]
      | [(\[] [^)\]\n/]{{0,60}} /? (?:[ ]?via[ ])?
            (?:Getty(?:[ ]Images)?|Shutterstock|Alamy|EPA(?:-EFE)?) [^)\]\n]{{0,40}} [)\]]
      | [(\[] [A-Z][^)\]\n/.]{{2,50}} (?:/|[ ]via[ ]) {NAMES} [^)\]\n]{{0,40}} [)\]]
      | (?:REUTERS|AP[ ]Photo|AFP)/ (?:[\w.'’-]+[ ]?){{1,4}} (?:/[\w .'’-]{{2,30}})?
      | (?:Photo(?:graph)?|Image|Picture|Credit) [ ]?:[ ]? [A-Z][^\n.]{{2,70}}
      | (?:Photo(?:graph)?|Image|Picture)[ ] (?:by|courtesy(?:[ ]of)?|via)[ ] [A-Z][^\n.]{{2,70}}
    )\.?\s*$""",
    re.VERBOSE,
)
_CAPTION_WORDS = 70
_CREDIT_CHARS = 160

_PREFIXED_BYLINE = re.compile(
    rf"(?:[Bb]y|BY)\s+{_PEOPLE}\s+"
    rf"(?=(?:[A-Z]{{3,}}|[A-Z][\w'-]+)[\w ,./'-]{{0,60}}\({NAMES}\)\s?[-–—])"
)
DATELINE = re.compile(
    r"""(?P<place>
        (?P<city>(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?=[ ]\()
          |[A-Z][\w.'’-]*(?:[ \u00a0](?:[A-Z][\w.'’-]*|de|del|da|el|al|of|the|and)){0,4})
        (?P<region>(?:,[ ][A-Z][\w.'’]*(?:[ -][\w.'’]+){0,3}){0,2})
        (?:/[ ]?[A-Z][\w.'’]*(?:[ ][A-Z][\w.'’]*){0,3}){0,2}
        (?:,?[ ](?:(?:[A-Z][a-z]{2,8}\.?)[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})?)?
        (?:[ \u00a0]*\((?P<agency>[A-Z][\w./ &'’-]{1,40})\)
          |\.?[ ]?/(?P<slashed>[A-Z][\w. &-]{1,40})/)?
    )(?:[ \u00a0]*(?P<dash>--|[-–—―])|(?<=/)\.)[ \u00a0]*(?=[\w"'“‘(\[$£€])""",
    re.VERBOSE,
)
_NO_PLACE = re.compile(
    r"^(?:notes?|updates?|corrections?|editors?|analysis|opinion|exclusive|breaking|watch|video|live"
    r"|quotes?|facts?|by|the)\b|\b(?:corp|inc|ltd|co|plc)\b\.?$",
    re.IGNORECASE,
)
# Only an agency's name makes a place of "Sorn, Hadra valley".
_IN_LOWER_CASE = re.compile(r"[ -][a-z]")
_DATE_TAIL = re.compile(
    r",? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A passage that names an agency as origin; offsets are those of the whole text."""

    agency: str
    span: Span


def byline(unit: Unit) -> re.Match[str] | None:
    """The match of a unit that is a byline and nothing else."""
    if len(unit.words) > _BYLINE_WORDS:
        return None
    match = BYLINE.fullmatch(unit.text)
    if match is None:
        return None
    rest = match["rest"] or ""
    # "By Monday, rebels held the town." begins like one.
    return None if rest.rstrip().endswith((".", "!", "?", ":", "”", '"')) else match


def is_contribution(unit: Unit) -> bool:
    """Whether the unit says who else worked on the article."""
    if len(unit.words) > _CONTRIBUTED_WORDS:
        return False
    # "Warned" and quotations belong to news, not to credits.
    return not re.search(r"[“”\"]", unit.text) and bool(CONTRIBUTED.fullmatch(unit.text))


def sign_off(unit: Unit) -> Named | None:
    """The agency of a unit that holds its name and nothing else ("- Reuters", "With AFP")."""
    if len(unit.words) > 12:
        return None
    match = SIGN_OFF.fullmatch(unit.text)
    if match is None:
        return None
    for group in ("bare", "source", "copyright", "inputs"):
        name = match[group]
        if name:
            known = agency_of(name) or _agency_within(name)
            return Named(known or "agencies", unit.span)
    return Named("agencies", unit.span)


def photo_credit_tail(unit: Unit) -> Span | None:
    """The credit at the end of a caption, the caption itself left in."""
    if len(unit.words) > _CAPTION_WORDS:
        return None
    # Only the end is searched: a long line of brackets would cost its square.
    skip = max(0, len(unit.text) - _CREDIT_CHARS)
    match = _CREDIT_TAIL.search(unit.text, skip)
    if match is None or match.start() == 0:
        return None
    if match["holder"] and (len(match["holder"].split()) > 10 or "ights reserved" in match[0]):
        return None
    start = unit.span.start + match.start()
    return Span(start, start + len(match[0].rstrip()))


def byline_prefix(unit: Unit) -> Span | None:
    """A byline that runs into the dateline of the same unit ("By A. Writer CITY (Agency) -")."""
    match = _PREFIXED_BYLINE.match(unit.text[:300])
    return Span(unit.span.start, unit.span.start + len(match[0].rstrip())) if match else None


def dateline(unit: Unit, skip: int = 0) -> tuple[Span, Named | None] | None:
    """The dateline that opens a unit, without its dash, and the agency in its brackets.

    Args:
        unit: a paragraph.
        skip: characters of the unit to leave out at its start.
    """
    match = DATELINE.match(unit.text[skip : skip + 200])
    if match is None or not _is_dateline(match, unit.text[skip:]):
        return None
    start = unit.span.start + skip
    where = Span(start, start + len(match["place"].rstrip()))
    group = "agency" if match["agency"] else "slashed"
    if not match[group]:
        return where, None
    agency = agency_of(match[group]) or match[group]
    return where, Named(agency, Span(start + match.start(group), start + match.end(group)))


def _is_dateline(match: re.Match[str], text: str) -> bool:
    city = match["city"]
    agency = match["agency"] or match["slashed"]
    if agency:
        # One that we do not know is believed behind a place in capitals.
        titled = len(agency.split()) <= 4 and all(w[0].isupper() for w in agency.split())
        return agency_of(agency) is not None or (titled and city.isupper())
    if _NO_PLACE.search(city) or _IN_LOWER_CASE.search(match["region"]):
        return False
    after = text[match.end() :]
    spaced = text[len(match["place"].rstrip())] in " \u00a0" or match["dash"] in ("--", "—", "―")
    if not spaced or not re.match(r"[\"'“‘(\[]*[A-Z0-9$£€]", after):
        return False
    if city.isupper() and len(city) > 2:
        return True
    if _DATE_TAIL.search(match["place"].rstrip()):
        return True
    # A pair of dashes in one sentence is an aside, not a dateline.
    sentence = re.split(r"(?<=[.!?])\s", after, maxsplit=1)[0]
    aside = re.search(rf"\s{re.escape(match['dash'])}\s", sentence[:120])
    return len(city.split()) <= 3 and not aside and len(after.split()) >= 8


def _agency_within(text: str) -> str | None:
    found = re.search(NAMES, text)
    return agency_of(found[0]) if found else None
