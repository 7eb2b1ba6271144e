from __future__ import annotations

from pathlib import Path

from backchannel.articles.article import Article
from backchannel.entries.entry import Party, Reading, Statement
from backchannel.record.corrections import Add, Reject
from backchannel.record.store import Record
from backchannel.span import Span
from backchannel.views.why import explain_entry

TEXT = "Ada said the fleet sailed. Bo said that Cy said that the port was shut. Di told a lie."


def said(words: str, speaker: str, within: int | None = None) -> Statement:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Statement(
        span, None, None, (span,), Party(speaker, None), None, None, "indirect", within
    )


def told(record: Record) -> list[str]:
    return [e.says_so for x in record.entries() for e in explain_entry(record, x.id, alone=True)]


def test_who_relays_a_statement_when_others_were_struck_out_or_added(tmp_path: Path) -> None:
    article = Article("lie", TEXT)
    statements = (
        said("Ada said the fleet sailed", "Ada"),
        said("Bo said that Cy said that the port was shut", "Bo"),
        said("Cy said that the port was shut", "Cy", 1),
    )
    with Record.open(tmp_path / "r.db", write=True) as record:
        record.add(article, Reading("lie", article.fingerprint, "hand-1", statements, ()))
        assert told(record) == ["Ada", "Bo", "Cy, quoted by Bo"]
        first, _, last = record.entries()
        record.correct(Reject(record.anchor(first.id)), why="not his", by="ada")
        assert told(record) == ["Bo", "Cy, quoted by Bo"]
        inner = record.addition("lie", said("the port was shut", "Di"), record.anchor(last.id))
        assert isinstance(inner, Add)
        record.correct(inner, why="overlooked", by="ada")
        assert told(record) == ["Bo", "Cy, quoted by Bo", "Di, quoted by Cy, quoted by Bo"]
