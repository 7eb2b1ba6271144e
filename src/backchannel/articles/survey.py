"""One text to one article: headline, byline, dateline, date, outlet, credits, and what is page.

A pure function of the text and the fields known beside it.
"""

from __future__ import annotations

import re

from backchannel.articles import clutter, credits
from backchannel.articles.article import Apart, Article, Credit, Published
from backchannel.articles.dates import find_date
from backchannel.articles.ending import expand_lists, read_end, why_to_reader
from backchannel.articles.fields import Fields
from backchannel.articles.front import find_headline, read_front
from backchannel.articles.sheet import MAX_RULE_CHARS, Sheet
from backchannel.articles.units import Unit, units_of
from backchannel.span import Span

_REUTER_TAIL = re.compile(r"(?:reuters?|REUTERS?)[\s.]*[\x03\x1a\s]*|[\x03\x1a\s]+", re.IGNORECASE)
# A quotation and who said it, whatever the quotation begins with.
_SPOKEN = re.compile(r"[\"“‘'][^\"”’]*[\"”’'].*\w", re.DOTALL)


def survey(
    text: str,
    fields: Fields,
    *,
    name: str = "",
    page: str | None = None,
) -> Article:
    """The article that a text is, with everything that is page and not article set apart.

    Args:
        text: exactly as received; it is kept so.
        fields: what the input says beside the text. A field wins over the text.
        name: the article's id where ``fields`` has none.
        page: the markup, of an HTML page.
    """
    sheet = Sheet(text, units_of(text), authors=list(fields.authors))
    _by_words(sheet)
    find_headline(sheet, fields.title)
    read_front(sheet)
    read_end(sheet)
    expand_lists(sheet)
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
        apart=_in_order(sheet),
        authors=fields.authors or tuple(dict.fromkeys(sheet.authors)),
        named=fields.id is not None,
    )


def _by_words(sheet: Sheet) -> None:
    """What shows by its own words, anywhere in the text."""
    last = len(sheet.units) - 1
    for i, unit in enumerate(sheet.units):
        if len(unit.text) > MAX_RULE_CHARS:
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
            sheet.credit_within(unit)
        else:
            tail = credits.photo_credit_tail(unit)
            if tail:
                sheet.parts.append(Apart(tail, "photo_credit"))


def _why(unit: Unit) -> str | None:
    # A line that begins small and ends with a stop is the rest of a broken sentence.
    if _SPOKEN.match(unit.text) or (unit.text[0].islower() and unit.text[-1] == "."):
        return None
    words = len(unit.words)
    if unit.text[-1] != "." and clutter.is_share_prompt(unit.words):
        return "share_prompt"
    for rule in clutter.ANYWHERE:
        if words <= rule.most_words and rule.pattern.fullmatch(unit.text):
            return rule.why
    return why_to_reader(unit, 30)


def _find_dateline(sheet: Sheet) -> None:
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


def _published(sheet: Sheet) -> Published | None:
    """The first date that is not called an update, else the first."""
    if not sheet.dates:
        return None
    first = next((d for d in sheet.dates if not d.update), sheet.dates[0])
    return Published(first.day, f"text:{first.span.start}-{first.span.end}")


def _in_order(sheet: Sheet) -> tuple[Apart, ...]:
    whole = [Apart(sheet.units[i].span, why) for i, why in sheet.why.items()]
    kept: list[Apart] = []
    for part in sorted([*whole, *sheet.parts], key=lambda a: (a.span.start, -a.span.end)):
        start = max(part.span.start, kept[-1].span.end if kept else 0)
        if start < part.span.end:
            kept.append(Apart(Span(start, part.span.end), part.why))
    return tuple(kept)
