"""What tests of several parts share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings


def pytest_configure() -> None:
    """No test of properties fails because a machine is slow or busy."""
    settings.register_profile(
        "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("any machine")


@pytest.fixture(scope="session")
def crisis_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a small invented crisis, read by hand; tests do not write to it."""
    import crisis

    return crisis.make(tmp_path_factory.mktemp("crisis") / "crisis.db")


@pytest.fixture(scope="session")
def every_kind_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an article that has entries of every kind; tests do not write to it."""
    import crisis

    return crisis.make(tmp_path_factory.mktemp("crisis") / "every.db", every_kind=True)
