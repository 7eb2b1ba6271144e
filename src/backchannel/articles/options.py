"""What may come in: the limits on inputs, in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputOptions:
    """Limits on what is read, so that one hostile input cannot stop the rest.

    Attributes:
        max_file_bytes: largest file taken whole (plain text, HTML, one JSON value), after
            decompression. Files of rows (JSON Lines, CSV) are read row by row and may be larger.
        max_line_chars: longest line of a file of rows, in code points.
        max_article_chars: longest article text, in code points.
        max_rows: most rows of one file.
        max_page_chars: longest markup of a page, in code points.
        max_page_elements: most elements of a page.
        max_page_depth: deepest nesting of a page or of a JSON value.
        max_page_seconds: after this time, in seconds of wall-clock, a page is given up at the
            next step of its reading. No step can be interrupted, but the limits above bound each.
        english_only: whether a text that is plainly not English is an error.
    """

    max_file_bytes: int = 32 * 1024 * 1024
    max_line_chars: int = 8 * 1024 * 1024
    max_article_chars: int = 1_000_000
    max_rows: int = 50_000_000
    max_page_chars: int = 8_000_000
    max_page_elements: int = 60_000
    max_page_depth: int = 200
    max_page_seconds: float = 20.0
    english_only: bool = True
