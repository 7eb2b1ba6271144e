"""What stands before an article's running text: headline, bylines, dates, outlet, sections."""

from __future__ import annotations

import re

from backchannel.articles import clutter, credits
from backchannel.articles.dates import date_line, named_date_line
from backchannel.articles.sheet import SMALL_WORDS, Sheet, capital_share, folded
from backchannel.articles.units import Unit

SECTION = re.compile(
    rf"[\W_]*(?:{clutter.SECTIONS})(?:\s*[/|>»›,&•·-]\s*(?:{clutter.SECTIONS}))*[\W_]*", re.I
)
_OUTLET_WORDS = re.compile(
    r"\b(?:Media|News|Newspapers?|Times|Post|Press|Agency|Network|TV|Television|Radio|Herald"
    r"|Tribune|Guardian|Daily|Weekly|Observer|Journal|Gazette|Chronicle|Telegraph|Mail|Broadcasting"
    r"|Review|Monitor|Standard|Independent|Express|Globe|Dispatch|Courier|Examiner|Bulletin|Channel"
    r"|Online|Newswire|Wire|Today|World|Report|Magazine)\b"
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|foreign|diplomatic|defen[cs]e|political|special|world|security"
    r"|national|middle east|correspondent|reporter|editor|writer|columnist|bureau|contributor"
    r"|journalist"
    r"|newsroom|desk|team|agencies)\b",
    re.IGNORECASE,
)
_DESK = re.compile(r"\b(?:desk|staff|correspondents?|reporters?|writers?|editors?|bureau)$", re.I)
_MAX_FRONT = 80
_PARAGRAPH_CHARS = 120


def find_headline(sheet: Sheet, title: str | None) -> None:
    """Find the headline in the text: the known title, else the first line of that form."""
    front = [i for i in range(min(len(sheet.units), _MAX_FRONT)) if i not in sheet.why]
    if title:
        wanted = folded(title)
        sheet.headline = next(
            (i for i in front if wanted and folded(sheet.units[i].text) == wanted), None
        )
        return
    candidates = _candidates(sheet, front)
    # Three or four capitalised words may be of a menu: believed only where nothing better comes.
    surer = (i for i in candidates if not _name_like(sheet.units[i]) or _is_block(sheet, i))
    sheet.headline = next(surer, candidates[0] if candidates else None)


def _candidates(sheet: Sheet, front: list[int]) -> list[int]:
    """The lines before the running text that have the form of a headline."""
    found = []
    for i in front:
        unit = sheet.units[i]
        if _is_meta(unit) or SECTION.fullmatch(unit.text):
            continue
        if _headline_like(sheet, i):
            found.append(i)
        elif unit.is_prose or credits.dateline(unit):
            break
    return found


def _is_block(sheet: Sheet, i: int) -> bool:
    """Whether a line has a blank one before and after it."""
    return sheet.units[i].gap and (i + 1 == len(sheet.units) or sheet.units[i + 1].gap)


def _headline_like(sheet: Sheet, i: int) -> bool:
    unit = sheet.units[i]
    following = sheet.units[i + 1 :]
    if not 2 <= len(unit.words) <= 32 or not any(u.is_prose for u in following):
        return False
    if not _stands_alone(following):
        return False
    if _name_like(unit) and (len(unit.words) < 3 or _OUTLET_WORDS.search(unit.text)):
        return False
    if credits.dateline(unit) or unit.text[0] in "-•*–":
        return False
    titled = capital_share(unit) >= 0.7 and len(unit.words) >= 6
    if unit.text.endswith((".", ":", ";", ",")) and not titled:
        return False
    return not re.search(r"[.!?][\"”’]? [A-Z].*\.$", unit.text)


def _stands_alone(following: list[Unit]) -> bool:
    """Whether what follows a line shows that it is not the first line of a broken paragraph."""
    first = following[0]
    paragraph = len(first.text) > _PARAGRAPH_CHARS and "\n" not in first.text
    if first.gap or _is_meta(first):
        return True
    if paragraph:
        return not first.text[0].islower()
    # A subheading or a byline of some form may follow, and then a blank line.
    block = next((j for j, u in enumerate(following) if u.gap), len(following))
    return block <= 4 and block < len(following) and not any(u.is_prose for u in following[:block])


def _is_meta(unit: Unit) -> bool:
    return bool(credits.byline(unit) or date_line(unit.text))


def read_front(sheet: Sheet) -> None:
    """Bylines, dates, sections and the outlet before the running text; bylines also just after."""
    front = sheet.front()
    has_body = front.stop < len(sheet.units)
    front = range(min(front.stop, _MAX_FRONT))
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
            sheet.take_byline(i, written)
            sure.add(i)
        elif found := date_line(unit.text):
            sheet.why[i] = "date"
            sheet.take_date(found, unit)
            sure.add(i)
        elif i in front and (pair := named_date_line(unit.text)):
            sheet.why[i] = "date"
            sheet.take_date(pair[0], unit)
            if _OUTLET_WORDS.search(pair[1]):
                sheet.outlet = sheet.outlet or pair[1]
            sure.add(i)
        elif i in front and has_body and SECTION.fullmatch(unit.text):
            sheet.why[i] = "navigation"
    if has_body:
        _read_beside(sheet, front, sure)


def _read_beside(sheet: Sheet, front: range, sure: set[int]) -> None:
    """Short lines of names next to a byline, a date or an address: outlets, roles, sections."""
    grown = True
    while grown:
        grown = False
        for i in front:
            if i in sheet.why or i == sheet.headline or not _name_like(sheet.units[i]):
                continue
            beside = {j for j in (i - 1, i + 1) if j in sure or _joined(sheet, i, j)}
            if not beside:
                continue
            # A page begins with its outlet's name; further down such words are of its menu.
            if beside & sure or (i == 0 and _OUTLET_WORDS.search(sheet.units[0].text)):
                _take_name_line(sheet, i)
                sure.add(i)
            else:
                sheet.why[i] = "navigation"
            grown = True


def _joined(sheet: Sheet, i: int, j: int) -> bool:
    """Whether ``j`` is set apart and no blank line lies between it and its neighbour ``i``."""
    return j in sheet.why and not sheet.units[max(i, j)].gap


def _take_name_line(sheet: Sheet, i: int) -> None:
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
    if _DESK.search(unit.text) and unit.text[0].isupper():
        return True
    return all(w[0].isupper() or w.lower() in SMALL_WORDS for w in unit.words)
