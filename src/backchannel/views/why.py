"""Why an entry is in the record: its passage, its chain of sources, its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Party, Place, Statement
from backchannel.errors import RecordError
from backchannel.record.query import Line
from backchannel.record.shape import Field, Form, shape
from backchannel.record.store import Record
from backchannel.span import Span
from backchannel.views.corrections import correction_text
from backchannel.views.index import Index, Told
from backchannel.views.items import statements_around
from backchannel.views.passage import Passage, passage_of
from backchannel.views.wording import amount, chain, full_name, one_line, place_name, quoted

NOT_STATED = "not stated"
_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to know about one entry.

    Attributes:
        line: the entry.
        fields: its fields in words, by name; unknown ones too.
        says_so: the chain of sources, nearest first, in words.
        inside: the statements that it stands inside, innermost first.
        passage: its paragraph.
        article: where it stands, with every name that the article came under.
        names: those names.
        told: its thread, with what disputes it; ``None``: not asked for, or not linked.
        corrected: the correction that added or mended it, in words; empty: it is as read.
    """

    line: Line
    fields: tuple[tuple[str, str], ...]
    says_so: str
    inside: tuple[Line, ...]
    passage: Passage
    article: Article
    names: tuple[str, ...]
    told: Told | None
    corrected: str


def explain_entry(
    record: Record, wanted: str, min_confidence: float | None = None, *, alone: bool = False
) -> list[Explanation]:
    """What stands behind the entries that ``wanted`` names.

    Args:
        record: the record.
        wanted: an id, its beginning, or a reference; see `Record.entry`.
        min_confidence: of the entries that a reference names, those with less are left out.
        alone: whether the rest of the record is left out, which a large one takes long to tell.

    Raises:
        RecordError: it names no entry, or none of which the reader is so sure.
    """
    found = [line for line in record.entry(wanted) if is_sure(line.entry, min_confidence)]
    if not found:
        raise RecordError(f"no entry at {wanted} has a confidence of {min_confidence:g} or more")
    index = None if alone else Index.of(record.account())
    return [_explanation(record, line, index) for line in found]


def is_sure(entry: Entry, min_confidence: float | None) -> bool:
    """Whether ``entry`` stays where those with less than ``min_confidence`` are left out."""
    if min_confidence is None or entry.confidence is None:
        return True
    return entry.confidence >= min_confidence


def _explanation(record: Record, line: Line, index: Index | None) -> Explanation:
    inside = _inside(record, line)
    return Explanation(
        line=line,
        fields=tuple(fields_in_words(line)),
        says_so=_says_so(line, inside),
        inside=inside,
        passage=passage_of(line),
        article=line.article,
        names=tuple(record.names(line.article.id)),
        told=None if index is None else index.told(line),
        corrected=_correction(record, line),
    )


def _correction(record: Record, line: Line) -> str:
    if line.corrected_by is None:
        return ""
    found = (c for c in record.corrections() if c.id == line.corrected_by)
    return "; ".join(part.strip() for c in found for part in correction_text(c).splitlines())


def _inside(record: Record, line: Line) -> tuple[Line, ...]:
    # By place: some of those that were read may be struck out, others added behind the rest.
    statements = {x.place: x for x in record.entries(article=line.article.id, kind="statement")}
    at = _first_around(line, statements.values())
    found: list[Line] = []
    while at is not None and at in statements and statements[at] not in found:
        found.append(statements[at])
        entry = statements[at].entry
        at = entry.within if isinstance(entry, Statement) else None
    return tuple(found)


def _first_around(line: Line, statements: Iterable[Line]) -> int | None:
    """The place of the innermost statement whose content holds the entry."""
    if isinstance(line.entry, Statement):
        return line.entry.within
    return next((x.place for x in statements_around(line, statements)), None)


def _says_so(line: Line, inside: tuple[Line, ...]) -> str:
    entry = line.entry
    if not isinstance(entry, Statement):
        return chain(entry.attributed_to)
    speakers = [entry, *(x.entry for x in inside if isinstance(x.entry, Statement))]
    names = [full_name(s.speaker, _described(line, s)) for s in speakers]
    return ", quoted by ".join(names)


def _described(line: Line, statement: Statement) -> str:
    """How the article puts a source that nobody could be found for."""
    if statement.source is None:
        return "a source not stated"
    return quoted(line.quote(statement.source), _WIDTH)


def fields_in_words(line: Line) -> Iterator[tuple[str, str]]:
    """The entry's own fields in words, by name; "not stated" where unknown."""
    for item in shape(type(line.entry)):
        if item.name not in ("evidence", "trigger", "attributed_to"):
            yield item.name, _in_words(line, item)


def _in_words(line: Line, item: Field) -> str:
    value = getattr(line.entry, item.name)
    if item.form is Form.SPANS:
        return " … ".join(quoted(line.quote(span), _WIDTH) for span in value)
    if item.name == "confidence":
        return "not scored" if value is None else f"{value:.2f}"
    if value is None:
        return NOT_STATED
    if isinstance(value, Party):
        return f"{one_line(value.name)} ({one_line(value.code or 'code not known')})"
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Span):
        return quoted(line.quote(value), _WIDTH)
    return amount(value) if item.form in (Form.AMOUNT, Form.NUMBER) else one_line(str(value))


def _place(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return place_name(place)
    return f"{place_name(place)}, {place.latitude:.2f}, {place.longitude:.2f}"
