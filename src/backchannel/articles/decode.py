"""Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1252, byte-order marks, and what is not text."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SNIFFED = 4096
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAKEN_AS_1252 = {"iso8859-1", "ascii", "latin-1", "cp1252"}
# Tab, line ends, form feed and the end marks of old wire copy (ETX, SUB) occur in real text.
_CONTROL = re.compile(r"[\x01\x02\x04-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class UndecodableError(ValueError):
    """Bytes or characters that are not text. Its message is the reason, in a few words."""


def wide_encoding(head: bytes) -> str | None:
    """The two- or four-byte encoding that the first bytes of an input show, mark or not."""
    for mark, name in _MARKS[1:]:
        if head.startswith(mark):
            return name
    sample = head[: _SNIFFED - _SNIFFED % 2]
    if len(sample) < 4 or 0 not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # English in UTF-16 has a zero in nearly every pair, always on the same side.
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


_OTHER_FORMS = {"{\\rtf": "RTF", "<?xml": "XML", "%PDF": "PDF", "MIME-Version": "MIME"}


def other_form(text: str) -> str | None:
    """The name of a form of document that is text, but none that articles are read from."""
    start = text[:200].lstrip()
    return next((name for mark, name in _OTHER_FORMS.items() if start.startswith(mark)), None)


def decode(data: bytes) -> str:
    """The text of a whole input, without its byte-order mark and otherwise unchanged.

    Bytes that are not UTF-8 and carry no mark are read as the encoding that an HTML page
    declares, else as Windows-1252.

    Raises:
        UndecodableError: the input is binary, damaged or cut short.
    """
    text = _decode_wide(data) if wide_encoding(data[:_SNIFFED]) else _decode_narrow(data)
    check_characters(text)
    return text


def repair_line(line: str) -> str:
    """A line read with ``surrogateescape`` whose bytes were not UTF-8: as Windows-1252.

    Raises:
        UndecodableError: it is not Windows-1252 either.
    """
    if not _SURROGATE.search(line):
        return line
    return _as_1252(line.encode("utf-8", "surrogateescape"))


def check_characters(text: str) -> None:
    """Refuse characters that no article holds.

    Raises:
        UndecodableError: zeros, more than stray control characters, or lone surrogates.
    """
    if "\x00" in text:
        raise UndecodableError("binary, not text")
    if len(_CONTROL.findall(text)) > max(4, len(text) // 200):
        raise UndecodableError("binary, not text")
    if _SURROGATE.search(text):
        raise UndecodableError("holds half of a surrogate pair, which is no character")


def _decode_wide(data: bytes) -> str:
    name = wide_encoding(data[:_SNIFFED]) or "utf-16-le"
    mark = next((m for m, n in _MARKS if n == name and data.startswith(m)), b"")
    kind = name[:6].upper()
    if len(data) % (4 if name.startswith("utf-32") else 2):
        raise UndecodableError(f"truncated: {kind} is cut inside a character")
    try:
        return data[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        cut = "truncated" if error.end + len(mark) >= len(data) else "damaged"
        raise UndecodableError(f"{cut} {kind}") from None


def _decode_narrow(data: bytes) -> str:
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if "unexpected end" in error.reason and error.end >= len(body) and error.start > 0:
            raise UndecodableError("truncated: UTF-8 is cut inside a character") from None
    if b"\x00" in body:
        raise UndecodableError("binary, not text")
    if body is not data or _mostly_utf8(body):
        raise UndecodableError("damaged UTF-8")
    return _as_declared(body)


def _mostly_utf8(body: bytes) -> bool:
    kept = body.decode("utf-8", "ignore")
    good = sum(1 for c in kept if ord(c) > 127)
    bad = body.decode("utf-8", "replace").count("\ufffd")
    return good > 3 * bad


def _as_declared(body: bytes) -> str:
    declared = _DECLARED.search(body[:_SNIFFED])
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            if name not in _TAKEN_AS_1252 and not name.startswith("utf"):
                return body.decode(name)
        except (LookupError, ValueError):
            pass
    return _as_1252(body)


def _as_1252(body: bytes) -> str:
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        raise UndecodableError("neither UTF-8 nor Windows-1252") from None
