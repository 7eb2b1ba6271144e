"""A new record on SQLite and, where there is a server, on PostgreSQL; and one to put right."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import crisis
import plain
import pytest
import sqlalchemy as sa
from recorded import Clock

from backchannel.record.store import Record

POSTGRES = os.environ.get("BACKCHANNEL_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "r.db")
        return
    if POSTGRES is None:
        pytest.skip("BACKCHANNEL_TEST_POSTGRES names no server")
    pytest.importorskip("psycopg")
    name = f"test_{uuid.uuid4().hex}"
    url = sa.make_url(POSTGRES).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    """Three articles by the plain reader, and one with entries of every kind."""
    with Record.open(where, write=True) as opened:
        for article in plain.numbered(3):
            opened.add(article, plain.PlainReader().read(article))
        opened.add(*crisis.dispatch())
        yield opened


@pytest.fixture
def now() -> Clock:
    return Clock()
