"""Keeping links: nothing is lost for want of memory, and what is read is of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import reports
import sqlalchemy as sa

from backchannel.errors import RecordError
from backchannel.links.link import RULES, LineageLink
from backchannel.record import linking, migrations
from backchannel.record.store import Record
from backchannel.record.tables import ARTICLE, ARTICLE_SIGHT, LINKED

ARTICLES = {article.id: article for article in reports.articles()}


def filled(path: Path) -> Record:
    record = Record.open(path, write=True)
    for article in ARTICLES.values():
        record.add(article, reports.ReportReader().read(article))
    return record


@pytest.mark.parametrize(("remembered", "at_once", "batch"), [(1, 1, 1), (2, 1, 3), (1, 3, 200)])
def test_links_do_not_depend_on_what_is_remembered(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    remembered: int,
    at_once: int,
    batch: int,
) -> None:
    with filled(tmp_path / "plain.db") as record:
        report = record.link()
        expected = record.lineage_links(), record.entry_links()
    assert report.lineage
    assert report.entries
    monkeypatch.setattr(linking, "_REMEMBERED", remembered)
    monkeypatch.setattr(linking, "_AT_ONCE", at_once)
    monkeypatch.setattr(linking, "BATCH", batch)
    with filled(tmp_path / "small.db") as record:
        assert record.link() == report
        assert (record.lineage_links(), record.entry_links()) == expected


def test_a_record_linked_before_sights_were_kept_is_linked_again(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:5])
        with Record.open(where, write=True) as record:
            for article in ARTICLES.values():
                record.add(article, reports.ReportReader().read(article))
            with record._begin(write=True) as connection:
                numbers = connection.scalars(sa.select(ARTICLE.c.number)).all()
                made = [{"article": number, "rules": RULES} for number in numbers]
                connection.execute(LINKED.insert(), made)
            assert record.unlinked() == 0
    with Record.open(where, write=True) as record:
        assert record.unlinked() == len(numbers)
        assert record.link().entries


def test_what_is_kept_damaged_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    with filled(path) as record:
        record.link()
        with record._begin(write=True) as connection:
            connection.execute(ARTICLE_SIGHT.update().values(content=b"not what was written"))
    with Record.open(path, write=True) as record:
        record.remove("reprint")
        record.add(ARTICLES["reprint"], reports.ReportReader().read(ARTICLES["reprint"]))
        with pytest.raises(RecordError, match=r"^\S+: what is kept of .* read it again"):
            record.link()
        assert record.unlinked() == 1  # and nothing else is lost


def test_material_is_of_one_moment(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program takes an article out while what an account is made of is read."""
    with Record.open(where, write=True) as record, Record.open(where, write=True) as other:
        for article in ARTICLES.values():
            record.add(article, reports.ReportReader().read(article))
        record.link()
        before = record.material()
        read = linking.lineage_links
        there = ["reprint"]

        def lineage_links(connection: sa.Connection) -> Iterator[LineageLink]:
            while there:
                other.remove(there.pop())
            yield from read(connection)

        monkeypatch.setattr(linking, "lineage_links", lineage_links)
        assert record.material() == before
        assert len(record.material().sheets) == len(before.sheets) - 1
