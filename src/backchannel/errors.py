"""Errors, sorted by what the caller should do.

::

    BackchannelError
    ├── ArticleError      this input failed; it is listed and the rest goes on
    ├── RecordError       the record cannot be opened or does not hold what was asked
    └── ModelError        the reader's model is missing or does not fit; stop
"""

from __future__ import annotations


class BackchannelError(Exception):
    """Anything that Backchannel raises on purpose. Its text is one line."""


class ArticleError(BackchannelError):
    """One input could not be taken as an article.

    Attributes:
        where: file (or ``-``), as given by the user.
        line: 1-based line or row of the input, or ``None`` where the whole of it failed.
        reason: why, in a few words.
    """

    def __init__(self, where: str, reason: str, line: int | None = None) -> None:
        self.where, self.reason, self.line = where, reason, line
        place = where if line is None else f"{where}:{line}"
        super().__init__(f"{place}: {reason}")


class RecordError(BackchannelError):
    """The record could not be opened, or does not hold what was asked for."""


class ModelError(BackchannelError):
    """The reader's model is missing, damaged, or of another layout."""
