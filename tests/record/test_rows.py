from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.record import rows
from backchannel.record.store import Record


def test_what_is_asked_for_in_many_lists_is_the_same(
    crisis_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(crisis_file) as record:
        entries, articles = list(record.entries()), list(record.articles())
        assert len(entries) > 9
        monkeypatch.setattr(rows, "_IN_ONE_LIST", 3)
        assert list(record.entries()) == entries
        assert list(record.articles()) == articles
