"""A record whose articles are linked, and its account."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from backchannel.errors import RecordError
from backchannel.links.account import Account
from backchannel.record.store import DEFAULT_RECORD, Record

OnLinked = Callable[[int], None]


@contextlib.contextmanager
def open_linked(
    where: str | os.PathLike[str] = DEFAULT_RECORD, on_articles: OnLinked | None = None
) -> Iterator[Record]:
    """Open a record; where it can be written, its articles are linked first.

    Args:
        where: a file or PostgreSQL URL.
        on_articles: told, after each batch, how many more articles are linked.

    Yields:
        The record, open for reading. `Record.unlinked` says whether articles are left out of its
        account.

    Raises:
        RecordError: the record cannot be read.
    """
    with Record.open(where) as record:
        waiting = record.unlinked()
    if waiting:
        # A record that only others may write is read as it is.
        with contextlib.suppress(RecordError), Record.open(where, write=True) as record:
            record.link(on_articles)
    with Record.open(where) as record:
        yield record


def check_there(where: str) -> None:
    """Make sure that a record is there, before it is opened for writing, which would make it.

    Raises:
        RecordError: there is no such file.
    """
    if "://" not in where and not Path(where).exists():
        Record.open(where).close()


def account(record: str | os.PathLike[str] | Record = DEFAULT_RECORD) -> Account:
    """Everything that a record tells, reprints not counted twice.

    Args:
        record: a file or PostgreSQL URL, linked first where it can be written; or an open record,
            taken as it is.

    Raises:
        RecordError: the record cannot be read.
    """
    if isinstance(record, Record):
        return record.account()
    with open_linked(record) as opened:
        return opened.account()
