"""Entries and articles found by what a person types, in records that chance does not make."""

from __future__ import annotations

import plain
import pytest
import sqlalchemy as sa
from recorded import correct, event, the

from backchannel.errors import RecordError
from backchannel.record import dialect
from backchannel.record.store import Record
from backchannel.record.tables import CORRECTION, ENTRY


def run(where: str, statement: sa.Executable) -> None:
    engine = dialect.connect(where, write=True)
    with engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()


def test_the_beginning_of_two_ids_names_neither(record: Record, where: str) -> None:
    for kind, id_ in (("signal", "abcd22222222"), ("event", "abcd33333333")):
        line = the(record, "dispatch", kind)
        run(where, ENTRY.update().where(ENTRY.c.id == line.id).values(id=id_))
    with pytest.raises(RecordError, match=r"fits 2 entries .*give more of the id"):
        record.entry("abcd")
    (line,) = record.entry("abcd3")
    assert line.entry.kind == "event"


@pytest.mark.parametrize("ask", [Record.article, Record.names, Record.model, Record.reading])
def test_an_article_that_is_not_there_is_named(record: Record, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(RecordError, match="no article named 'nowhere'"):
        ask(record, "nowhere")


def test_an_added_entry_whose_correction_was_lost_is_said(record: Record, where: str) -> None:
    article = record.article(plain.numbered(1)[0].id)
    words = article.text[:20]
    content = record.addition(article.id, event(article, words, words[:5]))
    made = correct(record, content)
    (added,) = made.entries
    run(where, CORRECTION.delete().where(CORRECTION.c.id == made.id))
    with pytest.raises(RecordError, match="the correction that added"):
        record.anchor(added)
