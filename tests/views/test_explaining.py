"""Which article is explained, and which of its entries."""

from __future__ import annotations

from pathlib import Path

import pytest

import backchannel
from backchannel import ExplainOptions
from backchannel.errors import ArticleError, BackchannelError, RecordError
from backchannel.record.store import Record


def test_an_article_goes_by_its_name_or_the_beginning_of_it(every_kind_file: Path) -> None:
    for wanted in ("dispatch", "disp"):
        made = backchannel.explain(wanted, every_kind_file)
        assert (made.article.id, made.model, len(made.notes)) == ("dispatch", "hand-1", 17)
    with Record.open(every_kind_file) as record:
        made = backchannel.explain("wire", record)
        ids = {line.id for line in record.entries(article="wire")}
    assert {note.line.id for note in made.notes} == ids


def test_less_sure_entries_are_left_out_and_counted(every_kind_file: Path) -> None:
    made = backchannel.explain("dispatch", every_kind_file, ExplainOptions(min_confidence=0.5))
    assert (len(made.notes), made.hidden) == (14, 3)
    assert "14 entries. 3 left out as less sure." in made.to_text()
    assert "3 left out as less sure" in made.to_html()
    some = backchannel.explain("dispatch", every_kind_file, ExplainOptions(("tally", "event")))
    assert {n.kind for n in some.notes} == {"tally", "event"}


def test_what_is_not_there_is_said(every_kind_file: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no article 'nowhere' in the record, and no such file"):
        backchannel.explain("nowhere", every_kind_file)
    with pytest.raises(RecordError, match="fits several articles"):
        backchannel.explain("", every_kind_file)
    with pytest.raises(RecordError, match="there is no record at"):
        backchannel.explain("nowhere", tmp_path / "none.db")
    rows = tmp_path / "two.jsonl"
    rows.write_text('{"id": "a", "text": "One thing."}\n{"id": "b", "text": "Another thing."}\n')
    with pytest.raises(ArticleError, match="holds several articles"):
        backchannel.explain(rows, every_kind_file)
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(BackchannelError):
        backchannel.explain(empty, every_kind_file)


def test_a_file_that_is_in_the_record_is_not_read_again(tmp_path: Path) -> None:
    from backchannel.articles.read import read_articles
    from backchannel.entries.entry import Reading

    file = tmp_path / "note.txt"
    file.write_text("Norland told Sudmark that the harbour would open again in the spring.\n")
    (article,) = read_articles([str(file)])
    assert not isinstance(article, ArticleError)
    with Record.open(tmp_path / "r.db", write=True) as record:
        record.add(article, Reading(article.id, article.fingerprint, "by hand", ()))
        assert backchannel.explain(file, record).model == "by hand"


def test_a_file_that_is_not_in_the_record_is_read_and_not_stored(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(
        "Norland told Sudmark that the harbour would open again in the spring, an envoy said.\n"
    )
    made = backchannel.explain(file, tmp_path / "none.db")
    assert made.article.text == file.read_text()
    assert "statement" in {note.kind for note in made.notes}
    assert list(tmp_path.iterdir()) == [file]
