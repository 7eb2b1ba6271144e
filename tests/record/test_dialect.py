"""Opening a record: every way in which it can fail is one clear line."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Reading
from backchannel.errors import RecordError
from backchannel.record import migrations, tables
from backchannel.record.shape import KIND_BY_NAME, Form, shape
from backchannel.record.store import Record

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with Record.open(path, write=True) as record:
        for article in plain.numbered(2):
            record.add(article, plain.PlainReader().read(article))
    return path


def refused(path: Path | str, *, write: bool = False) -> str:
    with pytest.raises(RecordError) as caught:
        Record.open(path, write=write, busy_seconds=0.05).close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_missing(tmp_path: Path) -> None:
    assert "there is no record at" in refused(tmp_path / "none.db")
    assert "its folder does not exist" in refused(tmp_path / "no" / "r.db", write=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


@pytest.mark.parametrize("write", [True, False])
def test_not_a_record(tmp_path: Path, write: bool) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("No record, this. It is a text of some length.")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE article (x)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        assert refused(path, write=write).endswith("is not a record")
        assert path.read_bytes() == before


def test_an_empty_file_becomes_a_record_only_when_written(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.touch()
    assert "is not a record" in refused(path)
    Record.open(path, write=True).close()
    assert Record.open(path).info().articles == 0


def test_damaged(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "is damaged" in refused(file)


def test_newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO migration VALUES ('0999_later', '99')")
    connection.close()
    for write in (True, False):
        assert "newer Backchannel (step 0999_later)" in refused(file, write=write)


def test_in_use(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "is in use by another program" in refused(file, write=True)
    assert Record.open(file).info().articles == 2  # readers need not wait
    other.close()


@pytest.fixture
def as_anybody() -> Iterator[Path]:
    """A folder of a user who is not root, whom the test is run as."""
    if os.getuid() != 0:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield Path(folder)
        finally:
            os.setresuid(0, 0, 0)


def test_read_only_file_and_folder(as_anybody: Path) -> None:
    path = as_anybody / "r.db"
    with Record.open(path, write=True) as record:
        record.add(*_one())
    path.chmod(stat.S_IRUSR)
    assert "read-only" in refused(path, write=True)
    with Record.open(path) as record:
        assert record.info().articles == 1
    as_anybody.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with Record.open(path) as record:
            assert record.info().articles == 1
        assert "cannot make" in refused(as_anybody / "new.db", write=True)
    finally:
        as_anybody.chmod(stat.S_IRWXU)


def test_a_file_that_may_not_be_read(as_anybody: Path) -> None:
    path = as_anybody / "r.db"
    Record.open(path, write=True).close()
    path.chmod(0)
    assert "cannot read" in refused(path)


def _one() -> tuple[Article, Reading]:
    (article,) = plain.numbered(1)
    return article, plain.PlainReader().read(article)


def test_other_databases() -> None:
    assert "not in mysql" in refused("mysql://localhost/x")
    assert "not a database URL" in refused("://")


def test_a_password_is_not_shown() -> None:
    pytest.importorskip("psycopg")
    assert "hunter2" not in refused("postgresql://me:hunter2@127.0.0.1:1/none")


def test_settings(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Record.open(file, write=True) as record, record._begin() as inner:
        assert inner.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_migrations_make_the_tables_that_the_program_works_with(file: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert migrations.pending(connection) == []
        made = sa.inspect(connection)
        for table in tables.METADATA.sorted_tables:
            columns = {
                (c["name"], str(c["type"]), c["nullable"]) for c in made.get_columns(table.name)
            }
            expected = {(c.name, str(c.type), c.nullable) for c in table.columns}
            assert columns == expected, table.name
            key = made.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [c.name for c in table.primary_key], table.name
    engine.dispose()


def test_every_kind_has_its_table() -> None:
    assert set(tables.KIND_TABLES) == set(KIND_BY_NAME)
    for name, kind in KIND_BY_NAME.items():
        expected = {"entry"}
        for field in shape(kind):
            if field.form is Form.AMOUNT:
                expected |= {f"{field.name}_low", f"{field.name}_high"}
            elif field.form in (Form.PLAIN, Form.NUMBER) and field.name != "confidence":
                expected.add(field.name)
        assert {c.name for c in tables.KIND_TABLES[name].columns} == expected
