"""Why an entry is in the record: its passage, its chain of sources, its article."""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.articles.article import Article
from backchannel.entries.entry import Party, Statement
from backchannel.record.query import Line
from backchannel.record.shape import Form, shape
from backchannel.record.store import Record
from backchannel.span import Span
from backchannel.views.passage import Passage, passage_of
from backchannel.views.wording import chain, full_name, one_line, quoted

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
    """

    line: Line
    fields: tuple[tuple[str, str], ...]
    says_so: str
    inside: tuple[Line, ...]
    passage: Passage
    article: Article
    names: tuple[str, ...]


def explain(record: Record, wanted: str) -> list[Explanation]:
    """What stands behind the entries that ``wanted`` names.

    Args:
        record: the record.
        wanted: an id, its beginning, or a reference; see `Record.entry`.

    Raises:
        RecordError: it names no entry.
    """
    return [_explanation(record, line) for line in record.entry(wanted)]


def _explanation(record: Record, line: Line) -> Explanation:
    inside = _inside(record, line)
    return Explanation(
        line=line,
        fields=tuple(_fields(line)),
        says_so=_says_so(line, inside),
        inside=inside,
        passage=passage_of(line),
        article=line.article,
        names=tuple(record.names(line.article.id)),
    )


def _inside(record: Record, line: Line) -> tuple[Line, ...]:
    statements = list(record.entries(article=line.article.id, kind="statement"))
    at = _first_around(line, statements)
    found: list[Line] = []
    while at is not None and at < len(statements) and statements[at] not in found:
        found.append(statements[at])
        entry = statements[at].entry
        at = entry.within if isinstance(entry, Statement) else None
    return tuple(found)


def _first_around(line: Line, statements: list[Line]) -> int | None:
    """The place of the innermost statement whose content holds the entry."""
    if isinstance(line.entry, Statement):
        return line.entry.within
    trigger: Span = line.entry.trigger
    around = [
        (x.entry.evidence.end - x.entry.evidence.start, place)
        for place, x in enumerate(statements)
        if isinstance(x.entry, Statement) and any(s.overlaps(trigger) for s in x.entry.content)
    ]
    return min(around)[1] if around else None


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


def _party(party: Party | None) -> str:
    if party is None:
        return "not stated"
    return f"{one_line(party.name)} ({one_line(party.code or 'code not known')})"


def _fields(line: Line) -> list[tuple[str, str]]:
    found = []
    for item in shape(type(line.entry)):
        if item.name in ("evidence", "trigger", "attributed_to"):
            continue
        value = getattr(line.entry, item.name)
        if item.form is Form.PARTY:
            said = _party(value)
        elif item.form is Form.SPAN:
            said = "not stated" if value is None else quoted(line.quote(value), _WIDTH)
        elif item.form is Form.SPANS:
            said = " … ".join(quoted(line.quote(span), _WIDTH) for span in value)
        else:
            said = "not stated" if value is None else one_line(str(value))
        found.append((item.name, said))
    return found
