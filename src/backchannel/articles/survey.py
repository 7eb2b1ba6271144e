"""One text to one article: headline, byline, dateline, date, outlet, credits, and what is page.

A pure function of the text and the fields known beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backchannel.articles import clutter, credits
from backchannel.articles.agencies import agency_of
from backchannel.articles.article import Apart, Article, Credit, Published
from backchannel.articles.dates import FoundDate, date_line, find_date
from backchannel.articles.fields import Fields
from backchannel.articles.units import Unit, units_of
from backchannel.span import Span

_MAX_RULE_CHARS = 1200
_SECTION = re.compile(
    rf"[\W_]*(?:{clutter.SECTIONS})(?:\s*[/|>»›,&•·-]\s*(?:{clutter.SECTIONS}))*[\W_]*", re.I
)
_OUTLET_WORDS = re.compile(
    r"\b(?:Media|News|Newspapers?|Times|Post|Press|Agency|Network|TV|Television|Radio|Herald|Tribune"
    r"|Guardian|Daily|Weekly|Observer|Journal|Gazette|Chronicle|Telegraph|Mail|Broadcasting|Review"
    r"|Monitor|Standard|Independent|Express|Globe|Dispatch|Courier|Examiner|Bulletin|Channel|Online"
    r"|Newswire|Wire|Today|World|Report|Magazine)\b"
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|foreign|diplomatic|defen[cs]e|political|special|world|security|national"
    r"|middle east|correspondent|reporter|editor|writer|columnist|bureau|contributor|journalist"
    r"|newsroom|desk|team|agencies)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an the of in on for to and or at by de al el la von van bin & with from".split()
)
_BIO_ROLE = re.compile(
    r"\b(?:is|was|works as|serves as) (?:an? |the |our |both )?"
    r"(?:(?!expected|likely|said|believed|due|to\b|being|reported)[\w'’-]+,? ){0,6}?"
    r"(?:reporter|correspondent|columnist|editor|fellow|professor|contributor|writer|author"
    r"|journalist|researcher|lecturer|producer|analyst|blogger|novelist|historian|commentator"
    r"|director|attorney|founder|president|chair|scholar|co-author|associate|member)\b"
    r"|\b(?:covers|writes (?:about|on|for)|reports (?:on|for|from)|teaches|specializes|specialises)\b",
)
_BIO_NAME = re.compile(
    r"[—–\-•*\s]*(?P<name>(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]*|[A-Z][\w'’-]+)\s*(?:,[^.]{0,80},)?\s"
)
_FOLLOW = re.compile(
    r"\b(?:follow|find|reach|contact|email|tweet(?:s)?)\b.{0,30}\b(?:on|at|via|@)\b.{0,30}"
    r"(?:@|twitter|facebook|instagram|\bx\b|linkedin|[\w.]+@)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(r"\W*(?:first |last |originally )?(?:published|posted|updated|date)", re.I)
_HEADED = frozenset(
    "navigation related_links newsletter comment_rules share_prompt disclaimer".split()
)
_REUTER_TAIL = re.compile(r"(?:reuters?|REUTERS?)[\s.]*[\x03\x1a\s]*|[\x03\x1a\s]+", re.IGNORECASE)


@dataclass
class _Sheet:
    """What is found while a text is worked through. Lives for one call."""

    text: str
    units: list[Unit]
    why: dict[int, str] = field(default_factory=dict)
    parts: list[Apart] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    headline: int | None = None
    byline: Span | None = None
    dateline: Span | None = None
    outlet: str | None = None

    def open_prose(self) -> list[int]:
        """The indices of running text that nothing has set apart."""
        return [i for i, u in enumerate(self.units) if i not in self.why and u.is_prose]

    def front(self) -> range:
        """The units before the first running text."""
        prose = [i for i in self.open_prose() if i != self.headline]
        return range(prose[0] if prose else len(self.units))

    def end(self) -> range:
        """The units after the last running text."""
        prose = [i for i in self.open_prose() if i != self.headline]
        return range(prose[-1] + 1 if prose else len(self.units), len(self.units))


def survey(
    text: str,
    fields: Fields,
    *,
    name: str = "",
    extra: tuple[Apart, ...] = (),
    page: str | None = None,
) -> Article:
    """The article that a text is, with everything that is page and not article set apart.

    Args:
        text: exactly as received; it is kept so.
        fields: what the input says beside the text. A field wins over the text.
        name: the article's id where ``fields`` has none.
        extra: passages known from a page's markup not to be article.
        page: the markup, of an HTML page.
    """
    sheet = _Sheet(text, units_of(text))
    _by_words(sheet)
    _find_headline(sheet, fields.title)
    _read_front(sheet)
    _read_end(sheet)
    _expand_lists(sheet)
    _find_dateline(sheet)
    headline = None if sheet.headline is None else sheet.units[sheet.headline].span
    return Article(
        id=fields.id or name,
        text=text,
        title=fields.title or (" ".join(headline.of(text).split()) if headline else None),
        outlet=fields.outlet or sheet.outlet,
        published=fields.published or _published(sheet),
        url=fields.url,
        page=page,
        headline=headline,
        byline=sheet.byline,
        dateline=sheet.dateline,
        credits=tuple(sorted(set(sheet.credits), key=lambda c: c.span)),
        apart=_in_order(sheet, extra),
    )


def _by_words(sheet: _Sheet) -> None:
    """What shows by its own words, anywhere in the text."""
    last = len(sheet.units) - 1
    for i, unit in enumerate(sheet.units):
        if len(unit.text) > _MAX_RULE_CHARS:
            continue
        why = _why(unit)
        if why:
            sheet.why[i] = why
            continue
        signed = credits.sign_off(unit)
        # Wire copy signs off in the last line; elsewhere a lone name may be a heading.
        if signed or (i >= last - 1 and _REUTER_TAIL.fullmatch(unit.text)):
            sheet.why[i] = "agency_credit"
            if signed:
                sheet.credits.append(Credit(signed.agency, signed.span))
        elif credits.is_contribution(unit):
            sheet.why[i] = "byline"
            _credit_within(sheet, unit)
        else:
            tail = credits.photo_credit_tail(unit)
            if tail:
                sheet.parts.append(Apart(tail, "photo_credit"))


def _why(unit: Unit) -> str | None:
    words = len(unit.words)
    if unit.text[-1] != "." and clutter.is_share_prompt(unit.words):
        return "share_prompt"
    for rule in clutter.ANYWHERE:
        if words <= rule.most_words and rule.pattern.fullmatch(unit.text):
            return rule.why
    return _why_to_reader(unit, 30)


def _why_to_reader(unit: Unit, most_words: int) -> str | None:
    if unit.text[0] in "\"'“‘«" or re.search(r"\b(?:said|told)\b", unit.text):
        return None
    for rule in clutter.TO_THE_READER:
        if len(unit.words) <= min(rule.most_words, most_words) and rule.pattern.match(unit.text):
            return rule.why
    return None


def _credit_within(sheet: _Sheet, unit: Unit) -> None:
    for match in re.finditer(credits.NAMES, unit.text):
        agency = agency_of(match[0])
        if agency:
            start = unit.span.start + match.start()
            sheet.credits.append(Credit(agency, Span(start, start + len(match[0]))))


def _find_headline(sheet: _Sheet, title: str | None) -> None:
    front = [i for i in range(min(len(sheet.units), 30)) if i not in sheet.why]
    if title:
        wanted = _folded(title)
        sheet.headline = next(
            (i for i in front[:12] if wanted and _folded(sheet.units[i].text) == wanted), None
        )
        return
    for i in front:
        unit = sheet.units[i]
        if _is_meta(unit) or _SECTION.fullmatch(unit.text):
            continue
        if _headline_like(sheet, i):
            sheet.headline = i
        return


def _headline_like(sheet: _Sheet, i: int) -> bool:
    unit = sheet.units[i]
    following = sheet.units[i + 1 :]
    if not 3 <= len(unit.words) <= 32 or not any(u.is_prose for u in following):
        return False
    if not following[0].gap and not _is_meta(following[0]):
        return False
    if credits.dateline(unit) or unit.text[0] in "-•*–":
        return False
    titled = _capital_share(unit) >= 0.7
    if unit.text.endswith((".", ":", ";", ",")) and not titled:
        return False
    return not re.search(r"[.!?][\"”’]? [A-Z].*\.$", unit.text)


def _is_meta(unit: Unit) -> bool:
    return bool(credits.byline(unit) or date_line(unit.text))


def _read_front(sheet: _Sheet) -> None:
    """Bylines, dates, sections and the outlet before the running text; bylines also just after."""
    front = sheet.front()
    has_body = front.stop < len(sheet.units)
    sure: set[int] = set()
    for i in range(min(front.stop + 2, len(sheet.units))):
        unit = sheet.units[i]
        if i == sheet.headline:
            continue
        if i in sheet.why:
            if sheet.why[i] in ("url", "photo_credit", "byline"):
                sure.add(i)
            continue
        written = credits.byline(unit)
        if written:
            _take_byline(sheet, i, written)
            sure.add(i)
        elif found := date_line(unit.text):
            sheet.why[i] = "date"
            sheet.dates.append(_moved(found, unit.span.start))
            sure.add(i)
        elif i in front and has_body and _SECTION.fullmatch(unit.text):
            sheet.why[i] = "navigation"
    if has_body:
        _read_beside(sheet, front, sure)


def _take_byline(sheet: _Sheet, i: int, match: re.Match[str]) -> None:
    unit = sheet.units[i]
    sheet.why[i] = "byline"
    sheet.byline = sheet.byline or unit.span
    sheet.authors.extend(re.split(r",? and |, | & | \| ", match["who"]))
    found = find_date(unit.text)
    if found:
        sheet.dates.append(_moved(found, unit.span.start))
    _credit_within(sheet, unit)


def _read_beside(sheet: _Sheet, front: range, sure: set[int]) -> None:
    """Short lines of names next to a byline, a date or an address: outlets, roles, sections."""
    grown = True
    while grown:
        grown = False
        for i in front:
            if i in sheet.why or i == sheet.headline or not _name_like(sheet.units[i]):
                continue
            # The first line is more likely a headline that the text has lost its form of.
            if not any(
                j in sure or (j in sheet.why and abs(i - j) == 1 and not sheet.units[max(i, j)].gap)
                for j in (i - 1, i + 1)
            ):
                continue
            _take_name_line(sheet, i)
            sure.add(i)
            grown = True


def _take_name_line(sheet: _Sheet, i: int) -> None:
    unit = sheet.units[i]
    if _OUTLET_WORDS.search(unit.text) and not _ROLE.search(unit.text):
        sheet.why[i] = "outlet"
        sheet.outlet = sheet.outlet or " ".join(unit.text.split())
    else:
        sheet.why[i] = "byline"
        sheet.byline = sheet.byline or unit.span


def _name_like(unit: Unit) -> bool:
    """At most five words, every one of them a capitalised or a small one, and no sentence."""
    if not 1 <= len(unit.words) <= 5 or unit.is_closed:
        return False
    return all(w[0].isupper() or w.lower() in _SMALL for w in unit.words)


def _read_end(sheet: _Sheet) -> None:
    """Prompts, biographies, sections and dates after the running text."""
    for _ in range(len(sheet.units)):
        prose = [i for i in sheet.open_prose() if i != sheet.headline]
        if len(prose) < 2:
            break
        unit = sheet.units[prose[-1]]
        why = None
        if len(unit.text) <= _MAX_RULE_CHARS:
            why = _why_to_reader(unit, 90) or ("author_bio" if _is_bio(sheet, prose[-1]) else None)
        if why is None:
            break
        sheet.why[prose[-1]] = why
    end = sheet.end()
    if end.start == len(sheet.units) or not sheet.open_prose():
        return
    for i in end:
        unit = sheet.units[i]
        if i in sheet.why or i == sheet.headline or len(unit.text) > _MAX_RULE_CHARS:
            continue
        # An unlabelled date here may be that of a correction.
        if _LABELLED.match(unit.text) and (found := date_line(unit.text)):
            sheet.why[i] = "date"
            sheet.dates.append(_moved(found, unit.span.start))
        elif written := credits.byline(unit):
            _take_byline(sheet, i, written)
        elif _SECTION.fullmatch(unit.text):
            sheet.why[i] = "navigation"
        elif why := _why_to_reader(unit, 90):
            sheet.why[i] = why
        elif _is_bio(sheet, i):
            sheet.why[i] = "author_bio"
    for i in reversed(end):
        # A heading over clutter is clutter.
        heading = i not in sheet.why and i != sheet.headline and sheet.why.get(i + 1) in _HEADED
        unit = sheet.units[i]
        if heading and not unit.is_closed and len(unit.words) <= 8 and _capital_share(unit) >= 0.6:
            sheet.why[i] = "navigation"


def _is_bio(sheet: _Sheet, i: int) -> bool:
    """A line on who the writer is: a name not met before, then what they do."""
    unit = sheet.units[i]
    if len(unit.words) > 70 or unit.text[0] in '"“':
        return False
    match = _BIO_NAME.match(unit.text)
    if match is None:
        return False
    name = match["name"].strip()
    before = sheet.text[: unit.span.start]
    if any(name in a or a in name for a in sheet.authors if len(a) > 3):
        return bool(_BIO_ROLE.search(unit.text[:200]) or _FOLLOW.search(unit.text))
    if " " not in name or name in before or name.split()[-1] in before:
        return False
    return bool(_BIO_ROLE.match(unit.text[match.end() :]))


def _expand_lists(sheet: _Sheet) -> None:
    """The headlines that follow a heading such as "You may also like" go with it."""
    for i in [i for i, why in sheet.why.items() if why == "related_links"]:
        if len(sheet.units[i].words) > 8:
            continue
        members = []
        for j in range(i + 1, len(sheet.units)):
            unit = sheet.units[j]
            if j in sheet.why or j == sheet.headline or len(unit.words) > 24:
                break
            if unit.is_closed and unit.text[-1] not in "?!’”'\"…":
                break
            members.append(j)
        stop = members[-1] + 1 if members else 0
        # Inside an article one line may be a subheading; a list has two or reaches the end.
        if len(members) >= 2 or stop == len(sheet.units) or stop in sheet.why:
            for j in members:
                sheet.why[j] = "related_links"


def _find_dateline(sheet: _Sheet) -> None:
    for i in sheet.open_prose()[:3]:
        if i == sheet.headline:
            continue
        unit = sheet.units[i]
        prefix = credits.byline_prefix(unit)
        skip = 0
        if prefix:
            sheet.parts.append(Apart(prefix, "byline"))
            sheet.byline = sheet.byline or prefix
            skip = prefix.end - unit.span.start
            skip += len(unit.text[skip:]) - len(unit.text[skip:].lstrip())
        found = credits.dateline(unit, skip)
        if found is None:
            continue
        sheet.dateline, agency = found
        if agency:
            sheet.credits.append(Credit(agency.agency, agency.span))
        dated = find_date(sheet.text, sheet.dateline.start, sheet.dateline.end)
        if dated:
            sheet.dates.append(dated)
        return


def _published(sheet: _Sheet) -> Published | None:
    """The first date that is not called an update, else the first."""
    if not sheet.dates:
        return None
    first = next((d for d in sheet.dates if not d.update), sheet.dates[0])
    return Published(first.day, f"text:{first.span.start}-{first.span.end}")


def _in_order(sheet: _Sheet, extra: tuple[Apart, ...]) -> tuple[Apart, ...]:
    whole = [Apart(sheet.units[i].span, why) for i, why in sheet.why.items()]
    kept: list[Apart] = []
    for part in sorted([*whole, *sheet.parts, *extra], key=lambda a: (a.span.start, -a.span.end)):
        start = max(part.span.start, kept[-1].span.end if kept else 0)
        if start < part.span.end:
            kept.append(Apart(Span(start, part.span.end), part.why))
    return tuple(kept)


def _moved(found: FoundDate, by: int) -> FoundDate:
    return FoundDate(found.day, Span(found.span.start + by, found.span.end + by), found.update)


def _capital_share(unit: Unit) -> float:
    large = [w for w in unit.words if w.lower() not in _SMALL and w[0].isalpha()]
    return sum(w[0].isupper() for w in large) / len(large) if large else 0.0


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
