"""What was not read, and why: kept in the record, so that a brief can say so."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Stage = Literal["input", "reading", "record"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """One input that did not become part of the record.

    Attributes:
        place: the file, or ``-`` (stage ``input``), or the article's name (other stages).
        line: 1-based line or row of the input, or ``None`` where the whole of it failed.
        stage: ``input``: no article could be made of it; ``reading``: the reader failed on it;
            ``record``: the record could not take it.
        reason: why, in a few words.
        fingerprint: of the article's text; empty at stage ``input``.
    """

    place: str
    line: int | None
    stage: Stage
    reason: str
    fingerprint: str = ""

    def __str__(self) -> str:
        """``place:line: reason``."""
        where = self.place if self.line is None else f"{self.place}:{self.line}"
        return f"{where}: {self.reason}"

    def lies_under(self, inputs: Sequence[str]) -> bool:
        """Whether the place is one of ``inputs`` (files, folders, globs) or within one."""
        if self.stage != "input":
            return False
        place = os.path.abspath(self.place)
        for given in inputs:
            if given == self.place or fnmatch.fnmatch(self.place, given):
                return True
            if given != "-" and place.startswith(os.path.join(os.path.abspath(given), "")):
                return True
        return False
