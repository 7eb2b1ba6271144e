from __future__ import annotations

import subprocess
import sys

from backchannel.links.words import overlap

OFTEN = ["envoy", "note", "port", "fleet", "truce", "strait", "tanker", "ferri", "toll", "raid"]


def test_overlap_is_shared_rarity_over_all() -> None:
    assert overlap(["envoy", "note"], ["note", "envoy"]) == 1
    assert overlap([], []) == overlap(["envoy"], ["note"]) == 0
    assert 0 < overlap(["envoy", "note"], ["envoy"]) < 1


def test_overlap_is_the_same_to_the_last_bit_in_any_process() -> None:
    """Sets of words come in another order in each."""
    told = f"from backchannel.links.words import overlap; print(overlap({OFTEN}, {OFTEN[::3]}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(found) == 1
