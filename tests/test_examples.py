"""The example articles, read end to end by the reader as shipped."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import backchannel
from backchannel import Record
from backchannel.entries.entry import Message, Response, Statement
from backchannel.record.shape import Form, shape
from backchannel.span import Span

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ARTICLES = {
    "bay-courier-threat",
    "capital-monitor-interview",
    "capital-monitor-muscat",
    "harbour-times-reprint",
    "kespress-convoy",
    "kespress-lisk-toll",
    "meridian-post-rewrite",
    "strait-wire-embassy",
    "strait-wire-front",
    "talvia-telegraph-letter",
    "vna-denial",
    "vna-lisk-toll",
}
CLUTTER = {
    "bay-courier-threat": ("Photograph: Piet Aldo", "Share on Facebook", "Ore prices jump"),
    "capital-monitor-muscat": ("Advertisement", "Who pays the Hadra Front?"),
    "harbour-times-reprint": (
        "Share this article",
        "Credit: Lotte Wieringa",
        "READ MORE: Ten things to know about the Sable Strait",
        "Velmoran cutter limps home after night of fire",
        "Sign up for our morning newsletter",
        "Comments are moderated",
        "All rights reserved",
    ),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    where = tmp_path_factory.mktemp("examples") / "examples.db"
    report = backchannel.read(EXAMPLES, where)
    assert report.skipped == ()
    with Record.open(where) as opened:
        yield opened


def test_each_article_is_there_once(record: Record):
    assert {article.id for article in record.articles()} == ARTICLES


def test_every_span_lies_in_its_article(record: Record):
    for line in record.entries():
        for span in _spans(line.entry):
            assert 0 <= span.start < span.end <= len(line.article.text)
            assert span.of(line.article.text).strip()


def _spans(entry: Statement | Message | Response) -> Iterator[Span]:
    for field in shape(type(entry)):
        value = getattr(entry, field.name)
        if field.form is Form.SPAN and value is not None:
            yield value
        elif field.form is Form.SPANS:
            yield from value


def test_nothing_points_into_clutter(record: Record):
    for name, phrases in CLUTTER.items():
        text = record.article(name).text
        evidence = [line.entry.evidence for line in record.entries(article=name)]
        for phrase in phrases:
            if (start := text.find(phrase)) >= 0:
                clutter = Span(start, start + len(phrase))
                assert not any(span.overlaps(clutter) for span in evidence), phrase


def test_nothing_points_into_what_is_set_apart(record: Record):
    for line in record.entries():
        apart = [passage.span for passage in line.article.apart]
        assert not any(span.overlaps(line.entry.evidence) for span in apart), line.ref


def test_every_article_says_something(record: Record):
    spoken = {line.article.id for line in record.entries(kind="statement")}
    assert spoken == ARTICLES


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("bay-courier-threat", datetime.date(2026, 3, 7)),
        ("capital-monitor-muscat", datetime.date(2026, 3, 11)),
        ("harbour-times-reprint", datetime.date(2026, 3, 3)),
        ("strait-wire-embassy", datetime.date(2026, 3, 2)),
    ],
)
def test_days_of_publication_are_found(record: Record, name: str, day: datetime.date):
    published = record.article(name).published
    assert published is not None
    assert published.day == day


def test_a_page_is_read_as_an_article(record: Record):
    article = record.article("bay-courier-threat")
    assert article.title == "Rusk: We will shut Velmora's last port if rockets go on"
    assert article.outlet == "Bay Courier"
    assert article.page is not None
    assert "<" not in article.text


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path):
    folder = tmp_path / "inbox"
    shutil.copytree(EXAMPLES, folder)
    (folder / "empty.txt").write_text("")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 8)
    good = '{"id": "a", "text": "The ministry said on Monday that it had no comment."}'
    (folder / "broken.jsonl").write_text(f'{good}\n{{"id": "b", "text": "The minis\n')
    report = backchannel.read(folder, tmp_path / "record.db")
    assert report.new == len(ARTICLES) + 1
    skipped = {(Path(item.place).name, item.line) for item in report.skipped}
    assert skipped == {("empty.txt", None), ("noise.txt", None), ("broken.jsonl", 2)}
    assert all(item.reason for item in report.skipped)
