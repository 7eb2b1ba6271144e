from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.articles.decode import UndecodableError, decode, repair_line, wide_encoding

TEXT = "“Nobody asked us,” the envoy said – in Özlü café.\r\nIt cost £5 or €6.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_is_not_of_the_text(mark: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(mark)) == TEXT


def test_windows_1252() -> None:
    assert decode(TEXT.replace("ü", "u").encode("cp1252")) == TEXT.replace("ü", "u")


def test_a_page_may_declare_another_encoding() -> None:
    page = '<html><meta charset="windows-1250"><p>Wałęsa i Łódź</p>'
    assert decode(page.encode("cp1250")) == page


def test_a_page_that_lies_about_its_encoding_is_utf8_all_the_same() -> None:
    page = '<html><meta charset="iso-8859-1"><p>Łódź</p>'
    assert decode(page.encode("utf-8")) == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Özlü said é".encode()[:-1], "truncated: UTF-8"),
        (("\ufeff" + TEXT).encode("utf-16-le")[:-1], "truncated: UTF-16"),
        ("\ufeff said 😀".encode("utf-16-le")[:-2], "truncated"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n" + bytes(range(1, 32)) * 40, "binary"),
        ("Łódź łąka źdźbło ".encode() * 9 + b"\xff" + "Łódź".encode(), "damaged UTF-8"),
        (b"\xef\xbb\xbfcaf\xe9 said", "damaged UTF-8"),
        (b"said \x81 it", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)


def test_old_wire_copy_keeps_its_end_marks() -> None:
    assert decode(b"He said no.\n Reuter\n\x03\n") == "He said no.\n Reuter\n\x03\n"


def test_a_line_that_is_not_utf8_is_read_alone() -> None:
    line = "caf\u00e9 said".encode("cp1252").decode("utf-8", "surrogateescape")
    assert repair_line(line) == "café said"


def test_short_input_is_never_taken_for_utf16() -> None:
    assert wide_encoding(b"") is None
    assert wide_encoding(b"a\x00") is None


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UndecodableError):
        assert isinstance(decode(data), str)
