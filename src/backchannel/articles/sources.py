"""Where articles come from: files, folders, globs and standard input, opened within limits."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from backchannel.articles.fields import known_field
from backchannel.errors import ArticleError

Kind = Literal["text", "page", "json", "json_lines", "table"]

STANDARD_INPUT = "-"
_GZIP_MARK = b"\x1f\x8b"
_HEAD_BYTES = 64 * 1024
_KINDS: dict[str, Kind] = {
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}
_FRAGMENT = re.compile(r"\s*<(?:p|div|article|section|figure|h[1-6])\b[^<>]{0,2000}>", re.I)
_PAGE_START = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input, before it is opened.

    Attributes:
        where: the file as the user would find it, or ``-``.
        path: the file; ``None`` is standard input.
    """

    where: str
    path: Path | None

    @property
    def stem(self) -> str:
        """The file's name without its folder and its endings (``a.jsonl.gz`` is ``a``)."""
        if self.path is None:
            return "stdin"
        name = printable(self.path.name)
        if name.lower().endswith(".gz"):
            name = name[:-3]
        return Path(name).stem or name

    @property
    def suffix(self) -> str:
        """The ending that tells the form, lower case, ``.gz`` aside."""
        name = "" if self.path is None else self.path.name.lower()
        return Path(name.removesuffix(".gz")).suffix


def expand(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Source | ArticleError]:
    """The files behind what the user named: folders in depth and sorted, hidden files left out.

    A name that exists is taken as it is; only one that does not is tried as a glob.
    """
    for source in _expanded(inputs):
        # Names of files need not be text; what is shown and stored must be.
        if isinstance(source, Source):
            yield Source(printable(source.where), source.path)
        else:
            yield ArticleError(printable(source.where), source.reason)


def printable(name: str) -> str:
    """A file's name with the bytes that are not UTF-8 replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _expanded(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Source | ArticleError]:
    for given in inputs:
        where = os.fspath(given)
        if where == STANDARD_INPUT:
            yield Source(where, None)
        elif os.path.isdir(where):
            yield from _in_folder(Path(where))
        elif os.path.lexists(where):
            yield Source(where, Path(where))
        elif glob.has_magic(where):
            yield from _matching(where)
        else:
            yield ArticleError(where, "no such file or folder")


def _in_folder(folder: Path) -> Iterator[Source | ArticleError]:
    failed: list[OSError] = []
    found = False
    for place, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(f for f in files if not f.startswith(".")):
            found = True
            path = Path(place, name)
            # A pipe or a device in a folder would block the run; one named outright may not.
            if path.exists() and not path.is_file():
                yield ArticleError(str(path), "not a regular file")
            else:
                yield Source(str(path), path)
    for error in failed:
        yield ArticleError(error.filename or str(folder), _os_reason(error))
    if not found and not failed:
        yield ArticleError(str(folder), "no files in this folder")


def _matching(pattern: str) -> Iterator[Source | ArticleError]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield ArticleError(pattern, "no file matches")
    # With **, a folder and its files both match: the files alone are enough.
    deep = "**" in pattern
    for match in matches:
        if not os.path.isdir(match):
            yield Source(match, Path(match))
        elif not deep:
            yield from _in_folder(Path(match))


@contextmanager
def opened(source: Source) -> Iterator[io.BufferedReader]:
    """The bytes of a source, decompressed.

    Raises:
        ArticleError: it cannot be opened or read, or its compression is cut or damaged; also
            where that shows only while the caller reads.
    """
    try:
        with _raw(source) as raw:
            buffered = _buffered(raw)
            if buffered.peek(2)[:2] == _GZIP_MARK:
                yield _buffered(gzip.GzipFile(fileobj=buffered, mode="rb"))
            else:
                yield buffered
    except EOFError:
        raise ArticleError(source.where, "truncated: the compressed file is cut short") from None
    except zlib.error:
        raise ArticleError(source.where, "damaged compressed file") from None
    except gzip.BadGzipFile:
        raise ArticleError(source.where, "damaged compressed file") from None
    except OSError as error:
        raise ArticleError(source.where, _os_reason(error)) from None


def kind_of(source: Source, head: str) -> Kind:
    """The form of a source, by its file's ending, else by its first characters."""
    named = _KINDS.get(source.suffix)
    if named:
        return named
    if _PAGE_START.match(head):
        return "page"
    start = head.lstrip("\ufeff \t\r\n")
    if source.path is None and start[:1] == "{":
        return "json_lines"
    if source.path is None and re.match(r"\[\s*[{\]]", start):
        return "json"
    if source.path is None and _is_header(start.partition("\n")[0]):
        return "table"
    return "text"


def _is_header(line: str) -> bool:
    """Whether a line names columns, the text's and another known one among them."""
    known = [known_field(cell.strip(' \r"')) for cell in re.split(r"[,;\t|]", line[:2000])]
    return len(set(known) - {None}) >= 2 and ("text" in known or "page" in known)


def looks_like_page(text: str) -> bool:
    """Whether a text is HTML: a document, or paragraphs such as feeds carry."""
    return bool(_PAGE_START.match(text[:8000]) or (_FRAGMENT.match(text) and "</p>" in text))


@contextmanager
def _raw(source: Source) -> Iterator[BinaryIO | io.FileIO]:
    if source.path is None:
        yield sys.stdin.buffer
        return
    with open(source.path, "rb", buffering=0) as raw:
        yield raw


def _buffered(raw: BinaryIO | io.FileIO | gzip.GzipFile) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, raw), _HEAD_BYTES)


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file (or a link that leads nowhere)"
    if isinstance(error, PermissionError):
        return "not readable: permission denied"
    return f"not readable: {error.strerror or error}".lower()
