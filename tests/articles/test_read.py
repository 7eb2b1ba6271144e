from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from backchannel.articles import Article, InputOptions, RepeatedArticle, read_articles
from backchannel.errors import ArticleError

ONE = "The government of Vellamo told its neighbour that the ferry was free.\r\n\r\nSo it did.\n"
TWO = "A spokesman for the neighbour said that no such message had arrived at the ministry.\n"
PAGE = (
    "<!doctype html><html><head><title>Ferry freed after talks | Harbour Times</title>"
    '<meta property="article:published_time" content="2031-03-14"></head><body><article>'
    "<h1>Ferry freed after talks</h1><p>The government of Vellamo told its neighbour that the ferry"
    " would be freed within ten days, two officials said on Monday.</p><p>A spokesman for the"
    " neighbour said that no such message had arrived at the ministry.</p></article></body></html>"
)


def read(*inputs: Path | str, options: InputOptions | None = None) -> list[Article | ArticleError]:
    return list(read_articles(inputs, options))


def only_article(*inputs: Path | str) -> Article:
    [article] = read(*inputs)
    assert isinstance(article, Article)
    return article


def only_error(*inputs: Path | str, options: InputOptions | None = None) -> ArticleError:
    [error] = read(*inputs, options=options)
    assert isinstance(error, ArticleError)
    return error


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_kept_as_received(tmp_path: Path, encoding: str) -> None:
    text = ONE + "“Nobody asked us,” she said – £5.\n"
    article = only_article(write(tmp_path / "ferry.txt", text.encode(encoding)))
    assert article.text == text
    assert article.id == "ferry"


def test_a_page_keeps_its_markup(tmp_path: Path) -> None:
    article = only_article(write(tmp_path / "ferry.html", PAGE))
    assert article.page == PAGE
    assert article.text.startswith("Ferry freed after talks\n\nThe government")
    assert article.headline is not None
    assert article.headline.of(article.text) == article.title
    assert article.published is not None
    assert article.published.where == "html:article:published_time"


def test_paragraphs_of_a_feed_are_a_page(tmp_path: Path) -> None:
    body = PAGE[PAGE.index("<p>") : PAGE.index("</article>")]
    article = only_article(write(tmp_path / "x.jsonl", json.dumps({"id": "p", "content": body})))
    assert article.page == body
    assert article.text.count("\n\n") == 1
    assert "<" not in article.text


def test_a_page_inside_a_row(tmp_path: Path) -> None:
    data = json.dumps({"id": "p", "content": PAGE, "outlet": "Mine"})
    article = only_article(write(tmp_path / "x.jsonl", data))
    assert (article.id, article.outlet, article.page) == ("p", "Mine", PAGE)


@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x.csv", "x.tsv"])
@pytest.mark.parametrize("zipped", [False, True])
def test_forms_of_rows(tmp_path: Path, name: str, zipped: bool) -> None:
    rows = [{"id": "a", "text": ONE}, {"id": "b", "text": TWO}]
    if name.endswith((".csv", ".tsv")):
        held = io.StringIO(newline="")
        writer = csv.DictWriter(held, ["id", "text"], delimiter="\t" if "tsv" in name else ",")
        writer.writeheader()
        writer.writerows(rows)
        data = held.getvalue().encode()
    elif name == "x.json":
        data = json.dumps(rows).encode()
    else:
        data = "\n".join(map(json.dumps, rows)).encode()
    path = tmp_path / (f"{name}.gz" if zipped else name)
    found = read(write(path, gzip.compress(data) if zipped else data))
    assert [(a.id, a.text) for a in found if isinstance(a, Article)] == [("a", ONE), ("b", TWO)]


def test_rows_without_an_id_are_named_after_file_and_row(tmp_path: Path) -> None:
    rows = write(tmp_path / "x.jsonl", f"{json.dumps({'text': ONE})}\n{json.dumps({'text': TWO})}")
    assert [a.id for a in read(rows) if isinstance(a, Article)] == ["x-1", "x-2"]
    alone = write(tmp_path / "y.jsonl", json.dumps({"text": ONE}))
    assert only_article(alone).id == "y"


def test_standard_input(tmp_path: Path) -> None:
    code = (
        "from backchannel.articles import read_articles\n"
        "for a in read_articles(['-']): print(a.id, len(a.text))"
    )
    for data, shown in [
        (TWO.encode(), f"stdin {len(TWO)}"),
        (json.dumps({"id": "q", "text": TWO}).encode(), f"q {len(TWO)}"),
        (gzip.compress(TWO.encode()), f"stdin {len(TWO)}"),
    ]:
        done = subprocess.run(
            [sys.executable, "-c", code], input=data, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == shown


def test_the_same_text_twice_is_one_article(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TWO)
    write(tmp_path / "b.txt", TWO)
    first, second = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, RepeatedArticle)
    assert (second.stands, Path(second.where).name) == ("a", "b.txt")


def test_texts_that_the_input_names_apart_are_two(tmp_path: Path) -> None:
    rows = [{"id": "wire-1", "text": TWO}, {"id": "wire-2", "text": TWO}]
    path = write(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows)))
    assert [a.id for a in read(path) if isinstance(a, Article)] == ["wire-1", "wire-2"]
    again = read(path, path)[2:]
    assert all(isinstance(a, RepeatedArticle) for a in again)


def test_two_texts_under_one_name_name_both_places(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TWO}, {"text": ONE}, {"id": "a", "text": ONE}]
    path = write(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows)))
    error = read(path)[2]
    assert isinstance(error, ArticleError)
    assert not isinstance(error, RepeatedArticle)
    assert (error.where, error.line) == (str(path), 3)
    assert f"{path}:1" in error.reason
    assert "'a'" in error.reason


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t \n\xe2\x80\x8b", "white space"),
    "binary.txt": (bytes(range(256)) * 4, "binary"),
    "image.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 30, "binary"),
    "cut8.txt": ("Ozlu said é".encode()[:-1], "truncated"),
    "cut16.txt": (TWO.encode("utf-16")[:-1], "truncated"),
    "cut.jsonl.gz": (gzip.compress(os.urandom(9000) + TWO.encode() * 999)[:-900], "cut short"),
    "cut.txt.gz": (gzip.compress(TWO.encode())[:-9], "cut short"),
    "damaged.txt.gz": (b"\x1f\x8b\x08\x00" + b"\xff" * 99, "damaged"),
    "german.txt": (
        (
            "Die Ministerin sagte am Montag, dass die Gespräche in der Hauptstadt fortgesetzt "
            "werden und dass beide Seiten sich auf einen Termin geeinigt haben, der noch nicht "
            "bekannt ist."
        ).encode(),
        "not English: German",
    ),
    "line.txt": (b"x" * 1_500_000, "longer than"),
    "deep.html": (b"<html><body>" + b"<div>" * 9000 + TWO.encode(), "nested too deep"),
    "nothing.html": (b"<html><body></body></html>", "no article"),
    "cut.json": (b'[{"text": "a"}, {"te', "cut short"),
    "x.rtf": (b"{\\rtf1\\ansi The ferry was freed at dawn.}", "RTF"),
    "feed.xml": (b'<?xml version="1.0"?><rss><item>The ferry was freed</item></rss>', "XML"),
    "surrogate.jsonl": (b'{"id": "a\\ud800", "text": "The ferry was freed."}', "characters"),
    "longid.jsonl": (b'{"id": "' + b"a" * 9000 + b'", "text": "The ferry."}', "longer than"),
    "blank.csv": (b"", "empty"),
    "blank.jsonl": (b"\n\n", "empty"),
    "colour.csv": (b"id,colour\n1,red\n", "no column"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    bad, good = write(tmp_path / name, data), write(tmp_path / "good.txt", TWO)
    found = read(bad, good)
    errors = [e for e in found if isinstance(e, ArticleError)]
    assert errors
    assert all(e.where == str(bad) for e in errors)
    assert any(reason in e.reason for e in errors)
    assert isinstance(found[-1], Article)
    assert found[-1].text == TWO


def test_bad_json_on_line_417(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{TWO} {n}"}) for n in range(500)]
    lines[416] = lines[416][:-20]
    found = read(write(tmp_path / "x.jsonl", "\n".join(lines)))
    errors = [e for e in found if isinstance(e, ArticleError)]
    assert [(e.line, len(found)) for e in errors] == [(417, 500)]
    assert str(errors[0]).endswith(f":417: {errors[0].reason}")


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + json.dumps({"id": "b", "text": TWO}).encode())
    error, article = read(path)
    assert isinstance(error, ArticleError)
    assert (error.line, "longer than" in error.reason) == (1, True)
    assert isinstance(article, Article)
    assert article.id == "b"


def test_a_compressed_bomb_is_bounded(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * 60_000_000)
    assert "larger than" in only_error(write(tmp_path / "x.txt.gz", bomb)).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", TWO)
    path.chmod(0)
    assert "permission denied" in only_error(path).reason


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.symlink_to(tmp_path / "gone")
    assert "no such file" in only_error(path).reason


def test_limits_are_the_callers(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", TWO)
    assert "longer than 10 " in only_error(path, options=InputOptions(max_article_chars=10)).reason
    assert "larger than 10 " in only_error(path, options=InputOptions(max_file_bytes=10)).reason


def test_other_languages_may_be_let_in(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", BAD["german.txt"][0])
    [article] = read(path, options=InputOptions(english_only=False))
    assert isinstance(article, Article)


def test_an_iterator_does_not_hold_what_it_has_given(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("w") as out:
        for n in range(60):
            out.write(json.dumps({"id": str(n), "text": f"{n} {TWO * 200}"}) + "\n")
    tracemalloc.start()
    try:
        count = sum(isinstance(a, Article) for a in read_articles([path]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 60
    assert peak < 700_000  # the texts are 1 MB
