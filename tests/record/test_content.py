"""What a correction is to do, as JSON: what this program does not know is refused in words."""

from __future__ import annotations

import pytest

from backchannel.errors import RecordError
from backchannel.record.content import from_json


def test_an_action_of_a_newer_program_is_named() -> None:
    with pytest.raises(RecordError, match=r"newer Backchannel \('translate'\)"):
        from_json("translate", {"entry": {}})
