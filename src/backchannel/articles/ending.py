"""What stands after an article's running text: prompts, biographies, lists of other articles."""

from __future__ import annotations

import re

from backchannel.articles import clutter, credits
from backchannel.articles.dates import date_line
from backchannel.articles.front import SECTION
from backchannel.articles.sheet import MAX_RULE_CHARS, Sheet, capital_share
from backchannel.articles.units import Unit

_BIO_ROLE = re.compile(
    r"\b(?:is|was|works as|serves as) (?:an? |the |our |both )?"
    r"(?:(?!expected|likely|said|believed|due|to\b|being|reported)[\w'’-]+,? ){0,6}?"
    r"(?:(?:reporter|correspondent|columnist|editor|fellow|professor|contributor|writer|author"
    r"|journalist|researcher|lecturer|producer|blogger|novelist|historian|co-author)\b"
    # These words are as much of news as of biographies: they count only at a place of learning.
    r"|(?:analyst|director|attorney|founder|president|chair|scholar|member|commentator|associate)\b"
    r".{0,120}\b(?:University|College|Institut|Cent(?:er|re)|School|Program|Project|Foundation"
    r"|Contributors|Council on|Board))"
    r"|\b(?:covers|writes about|reports on)\b.{0,40}\b(?:politics|policy|affairs|news|business"
    r"|security|defen[cs]e|diplomacy|technology|conflicts?|region|justice)\b",
    re.DOTALL,
)
_BIO_VERB = re.compile(
    r"\b(?:covers|covered|writes|reports|teaches|speciali[sz]es|has (?:written|reported|worked))\b"
)
_BIO_NAME = re.compile(
    r"[—–\-•*\s]*(?P<name>(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]*"
    r"|[A-Z][\w'’-]+)\s*(?:,[^.]{0,80},)?\s"
)
_FOLLOW = re.compile(
    r"\b(?:follow|find|reach|contact|email|tweet(?:s)?)\b.{0,30}\b(?:on|at|via|@)\b.{0,30}"
    r"(?:@|twitter|facebook|instagram|\bx\b|linkedin|[\w.]+@)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(r"\W*(?:first |last |originally )?(?:published|posted|updated|date)", re.I)
# What desks put under a story: "ENDS", "-30-", the initials of writer and editor.
_END_MARK = re.compile(
    r"\W*(?:ends?|ENDS?|End of (?:story|article)|\W{0,3}30\W{0,3}"
    r"|[A-Z]{1,4}/[A-Z]{1,4}(?:/[A-Z]{1,4})?)\W*"
)
_MAX_PROMPTS = 12
_MAX_END = 200
_MAX_TEASERS = 60
_TEASER_WORDS = 45
_HEADED = frozenset(
    "navigation related_links newsletter comment_rules share_prompt disclaimer".split()
)


def why_to_reader(unit: Unit, most_words: int) -> str | None:
    """Why a unit that speaks to the reader is set apart; ``None`` for news and quotations."""
    if unit.text[0] in "\"'“‘«" or re.search(r"\b(?:said|told)\b", unit.text):
        return None
    for rule in clutter.TO_THE_READER:
        if len(unit.words) <= min(rule.most_words, most_words) and rule.pattern.match(unit.text):
            return rule.why
    return None


def read_end(sheet: Sheet) -> None:
    """Set apart the prompts, biographies, sections and dates after the running text."""
    _pass_over_prompts(sheet)
    end = sheet.end()
    if end.start == len(sheet.units) or not sheet.open_prose():
        return
    for i in end[:_MAX_END]:
        if i not in sheet.why and i != sheet.headline:
            _read_end_unit(sheet, i)
    for i in reversed(end):
        # A heading over clutter is clutter.
        heading = i not in sheet.why and i != sheet.headline and sheet.why.get(i + 1) in _HEADED
        unit = sheet.units[i]
        if heading and not unit.is_closed and len(unit.words) <= 8 and capital_share(unit) >= 0.6:
            sheet.why[i] = "navigation"


def _pass_over_prompts(sheet: Sheet) -> None:
    """Long prompts and biographies look like running text: take them off from the end."""
    prose = [i for i in sheet.open_prose() if i != sheet.headline]
    for i in reversed(prose[1:][-_MAX_PROMPTS:]):
        unit = sheet.units[i]
        if len(unit.text) > MAX_RULE_CHARS:
            return
        why = why_to_reader(unit, 90) or ("author_bio" if _is_bio(sheet, i) else None)
        if why is None:
            return
        sheet.why[i] = why


def _read_end_unit(sheet: Sheet, i: int) -> None:
    unit = sheet.units[i]
    if len(unit.text) > MAX_RULE_CHARS:
        return
    # An unlabelled date here may be that of a correction.
    if _LABELLED.match(unit.text) and (found := date_line(unit.text)):
        sheet.why[i] = "date"
        sheet.take_date(found, unit)
    elif written := credits.byline(unit):
        sheet.take_byline(i, written)
    elif _END_MARK.fullmatch(unit.text) or SECTION.fullmatch(unit.text):
        sheet.why[i] = "navigation"
    elif why := why_to_reader(unit, 90):
        sheet.why[i] = why
    elif _is_bio(sheet, i):
        sheet.why[i] = "author_bio"


def _is_bio(sheet: Sheet, i: int) -> bool:
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
        return bool(
            _BIO_ROLE.search(unit.text[:200])
            or _BIO_VERB.search(unit.text[:200])
            or _FOLLOW.search(unit.text)
        )
    if " " not in name or name in before or name.split()[-1] in before:
        return False
    return bool(_BIO_ROLE.match(unit.text[match.end() :]))


def expand_lists(sheet: Sheet) -> None:
    """The headlines that follow a heading such as "You may also like" go with it."""
    headings = [i for i, why in sorted(sheet.why.items()) if why == "related_links"]
    for i in headings:
        # "Read more: ..." names its article itself and heads no list.
        own = ":" in sheet.units[i].text.rstrip(": ")
        if own or len(sheet.units[i].words) > 8 or i + 1 in sheet.why:
            continue
        members = _teasers_to_end(sheet, i) or _titles_after(sheet, i)
        for j in members:
            sheet.why.setdefault(j, "related_links")


def _titles_after(sheet: Sheet, i: int) -> list[int]:
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
    return members if len(members) >= 2 or stop == len(sheet.units) or stop in sheet.why else []


def _teasers_to_end(sheet: Sheet, i: int) -> list[int]:
    """All that follows, where in a text's last part titles and their summaries take turns."""
    rest = [j for j in range(i + 1, min(len(sheet.units), i + _MAX_TEASERS)) if j not in sheet.why]
    if i + _MAX_TEASERS < len(sheet.units) or sheet.units[i].span.start < 0.5 * len(sheet.text):
        return []
    titles = {j for j in rest if _title_like(sheet.units[j])}
    if any(j not in titles and j - 1 not in titles for j in rest):
        return []
    long = [j for j in rest if len(sheet.units[j].words) > _TEASER_WORDS]
    return rest if len(titles) >= 3 and len(titles) >= 0.45 * len(rest) and not long else []


def _title_like(unit: Unit) -> bool:
    return len(unit.words) <= 16 and (not unit.is_closed or capital_share(unit) >= 0.7)
