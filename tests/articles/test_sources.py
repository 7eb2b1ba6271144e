from __future__ import annotations

import os
from pathlib import Path

import pytest

from backchannel.articles.sources import Source, expand, kind_of, looks_like_page
from backchannel.errors import ArticleError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.html", "sub/.git/x.txt", "sub/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(folder: Path, *inputs: str | os.PathLike[str]) -> list[str]:
    found = []
    for source in expand(inputs):
        assert isinstance(source, Source)
        found.append(str(Path(source.where).relative_to(folder)))
    return found


def test_folders_are_read_in_depth_sorted_and_without_hidden_files(folder: Path) -> None:
    assert names(folder, folder) == ["a.txt", "b.txt", "sub/a.txt", "sub/c.html"]


def test_globs(folder: Path) -> None:
    assert names(folder, f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert names(folder, f"{folder}/**/*.txt") == ["a.txt", "b.txt", "sub/a.txt"]
    assert names(folder, f"{folder}/s*") == ["sub/a.txt", "sub/c.html"]


def test_a_name_that_exists_is_no_glob(folder: Path) -> None:
    odd = folder / "[a].txt"
    odd.write_text("x")
    assert names(folder, odd) == ["[a].txt"]


def test_inputs_keep_their_order(folder: Path) -> None:
    assert names(folder, folder / "b.txt", folder / "a.txt") == ["b.txt", "a.txt"]


def test_a_hidden_file_that_is_named_is_read(folder: Path) -> None:
    assert names(folder, folder / ".hidden.txt") == [".hidden.txt"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [("missing.txt", "no such file"), ("*.xyz", "no file matches"), ("empty", "no files in")],
)
def test_what_is_not_there_is_said(folder: Path, given: str, reason: str) -> None:
    (folder / "empty").mkdir()
    [error] = expand([folder / given])
    assert isinstance(error, ArticleError)
    assert error.where == str(folder / given)
    assert reason in error.reason


def test_a_pipe_in_a_folder_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    [error] = expand([tmp_path])
    assert isinstance(error, ArticleError)
    assert error.reason == "not a regular file"


def test_a_link_to_its_own_folder_is_not_followed(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    assert names(folder, folder) == ["a.txt", "b.txt", "sub/a.txt", "sub/c.html"]


def test_names_that_are_no_text_are_made_printable(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(raw)).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    [source] = expand([tmp_path])
    assert isinstance(source, Source)
    assert source.stem == "caf\ufffd"
    assert source.where.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("a.txt", "a", ".txt"),
        ("a.b.jsonl.gz", "a.b", ".jsonl"),
        ("A.CSV.GZ", "A", ".csv"),
        ("plain", "plain", ""),
        (".hidden", ".hidden", ""),
    ],
)
def test_stems(name: str, stem: str, suffix: str) -> None:
    source = Source(name, Path("/x") / name)
    assert (source.stem, source.suffix) == (stem, suffix)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", "Ferry freed", "text"),
        ("a.txt", "<!DOCTYPE html><p>", "page"),
        ("a", "\n <!-- saved --> <html lang=en>", "page"),
        ("a.txt", "<b>Ferry</b> freed", "text"),
        ("a.txt", '{"text": 1}', "text"),
        ("a.jsonl", "", "json_lines"),
        ("a.ndjson.gz", "", "json_lines"),
        ("a.json", "", "json"),
        ("a.tsv", "", "table"),
        ("a.HTM", "", "page"),
        (None, '{"text": "x"}\n', "json_lines"),
        (None, ' [{"text": "x"}]', "json"),
        (None, "[Portsea] The ferry", "text"),
        (None, "Ferry freed", "text"),
        (None, "<html>", "page"),
        (None, "id,title,text\n1,x,y\n", "table"),
        (None, "date\tbody\r\n", "table"),
        (None, "Source, text and date\n", "text"),
        (None, "Text, she said, is power\n", "text"),
    ],
)
def test_kinds(name: str | None, head: str, kind: str) -> None:
    path = None if name is None else Path("/x") / name
    assert kind_of(Source(name or "-", path), head) == kind


def test_documents_and_fragments() -> None:
    assert looks_like_page('<?xml version="1.0"?><html>')
    assert looks_like_page("<p>The ferry was freed.</p>")
    assert not looks_like_page("<p>The ferry")
    assert not looks_like_page("<BAHIA COCOA REVIEW>")
