"""What tests of several parts share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def crisis_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a small invented crisis, read by hand; tests do not write to it."""
    import crisis

    return crisis.make(tmp_path_factory.mktemp("crisis") / "crisis.db")
