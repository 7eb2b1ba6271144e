"""Whole readings, with the package's weights.

Most of this holds whatever the weights are. What any decent model reads right is at the end. To
try other weights, name their folder in ``BACKCHANNEL_TEST_WEIGHTS``.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
import re
import time
import typing
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.articles.article import Apart, Article, Published
from backchannel.entries.entry import (
    KINDS,
    Entry,
    Event,
    Forecast,
    Message,
    Party,
    Reading,
    Relation,
    Response,
    Statement,
    Tally,
)
from backchannel.errors import ArticleError, ModelError
from backchannel.reading import ArticleReader, load_reader, model_version
from backchannel.span import Span

WEIGHTS = Path(
    os.environ.get("BACKCHANNEL_TEST_WEIGHTS")
    or str(files("backchannel.reader").joinpath("weights"))
)
needs_weights = pytest.mark.skipif(
    not (WEIGHTS / "model.json").exists(),
    reason="the reader's weights are not in this checkout (src/backchannel/reader/weights)",
)
PUBLISHED = Published(datetime.date(2024, 8, 7), "field:date")  # a Wednesday
LONGEST_EVIDENCE = 400
WORDS_OF = {
    kind: {
        name: typing.get_args(hint)
        for name, hint in typing.get_type_hints(kind).items()
        if typing.get_origin(hint) is typing.Literal
    }
    for kind in KINDS
}
"""The fields of each kind that hold one of a few words, and those words."""
SECONDS = 60
"""In which any single text is read. A machine of two slow cores needs a third of it."""

STRAIT = """Quiet week in the strait ends with a letter

PORT ALDA, Aug 6 - Norland sent a letter to Iran through the Swiss embassy, officials said.
"We told the Iranians that the strait must stay open," Foreign Minister Ada Quist told reporters
in the capital on Tuesday. "That was all."

Iran denied on Monday that it had received any message from Norland. A spokesman for the Iranian
foreign ministry, Karim Daneshvar, said that Oman had offered to carry a reply.

"We have not asked anyone to speak for us," Daneshvar said. “The Omanis are friends," he added.

Share this article

The Swiss embassy declined to comment.

Photo: Quay Courier"""
GRAIN = """Talks over grain stall again

Turkey's agriculture minister, Selim Aydar, phoned his Ukrainian counterpart on Sunday to say that
the corridor would not reopen before September, according to two diplomats briefed on the call.

A Russian official said Moscow had informed the United Nations in writing that its terms had not
been met. The UN confirmed that it had received the letter. "Nobody has threatened anybody," the
official said, adding that Kyiv had been told as much "again and again".

Ukraine disputed that account."""
QUAKE = """Rebels and army trade blame after quake

The governor of the flooded province told state television that the rebels had asked, through a
Red Cross delegate, for a truce of ten days. The rebels' political wing rejected the claim as a
lie: "We ask nothing of murderers."

The president, who was abroad, wrote to the secretary general of the African Union to request
tents. Aid groups warned that the rains would return. It was not clear who had cut the bridge."""
DEFECTOR = """Court hears of secret notes

LONDON - A former clerk testified on Thursday that she had passed notes from the French consul to
a go-between of the Kremlin for eleven years. "He said that she said that they knew," the clerk
told the court. Prosecutors allege she was paid; her lawyer dismissed the allegation.

The consulate did not reply to requests for comment. Paris has called the affair closed."""
PLAIN = (STRAIT, GRAIN, QUAKE, DEFECTOR)


def article(text: str, *apart: str, name: str = "a") -> Article:
    """An article of 7 August 2024; ``apart`` are words of it that are not article."""
    cuts = sorted((text.index(words), len(words)) for words in apart)
    return Article(
        name,
        text,
        published=PUBLISHED,
        apart=tuple(Apart(Span(at, at + length), "share_prompt") for at, length in cuts),
    )


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return load_reader(WEIGHTS)


def spans(entry: Entry) -> list[Span]:
    """Every span of an entry."""
    values = [getattr(entry, f.name) for f in dataclasses.fields(entry)]
    several = [v if type(v) is tuple else (v,) for v in values]
    return [v for group in several for v in group if isinstance(v, Span)]


def check(found: Article, reading: Reading) -> None:
    """What holds for every reading."""
    text, entries = found.text, reading.entries
    assert (reading.article, reading.fingerprint) == (found.id, found.fingerprint)
    statements = [e for e in entries if isinstance(e, Statement)]
    assert list(entries[: len(statements)]) == statements
    assert all(a.evidence.start <= b.evidence.start for a, b in pairwise(statements))
    for place, entry in enumerate(entries):
        for span in spans(entry):
            assert 0 <= span.start < span.end <= len(text)
            assert not any(span.overlaps(a.span) for a in found.apart)
        if isinstance(entry, Statement):
            _check_statement(entry, place, statements)
        else:
            _check_act(entry, text)
        for party in parties(entry):
            assert party.name.strip() == party.name != ""
            assert "\n" not in party.name
            assert party.code is None or party.code.isascii()
    in_turn = [kind for kind, _ in groupby(e.kind for e in entries)]
    assert len(in_turn) == len(set(in_turn)), "entries of a kind stand together"


def _check_act(entry: Entry, text: str) -> None:
    assert not isinstance(entry, Statement)
    if not isinstance(entry, Tally):  # a number in words may be long
        assert 1 <= len(entry.trigger.of(text).split()) <= 4
    assert entry.evidence.overlaps(entry.trigger)
    assert entry.evidence.end - entry.evidence.start <= LONGEST_EVIDENCE
    assert all(entry.attributed_to)
    assert len(set(entry.attributed_to)) == len(entry.attributed_to)
    assert entry.confidence is not None
    assert 0 <= entry.confidence <= 1
    for name, values in WORDS_OF[type(entry)].items():
        assert getattr(entry, name) in values
    if isinstance(entry, Relation):
        assert (entry.role is not None) == (entry.type == "represents")
    if isinstance(entry, Event):
        assert entry.date is None or re.fullmatch(r"\d{4}(-\d\d){0,2}|--\d\d-\d\d", entry.date)
    if isinstance(entry, Event | Tally):
        assert entry.place is None or entry.place.name
    if isinstance(entry, Forecast) and entry.horizon is not None:
        assert entry.what is not None
        assert " ".join(entry.horizon.split()) in " ".join(entry.what.of(text).split())


def parties(entry: Entry) -> list[Party]:
    """Every party of an entry."""
    values = [getattr(entry, f.name) for f in dataclasses.fields(entry)]
    return [value for value in values if isinstance(value, Party)]


def _check_statement(entry: Statement, place: int, statements: list[Statement]) -> None:
    assert entry.content
    assert entry.evidence == Span(
        min(s.start for s in spans(entry)), max(s.end for s in spans(entry))
    )
    if entry.within is None:
        return
    assert 0 <= entry.within < len(statements)
    assert entry.within != place
    outer = statements[entry.within]
    assert entry.cue is not None
    assert any(c.covers(entry.cue) for c in outer.content)
    seen, at = {place}, entry.within
    while at is not None:
        assert at not in seen, "statements that stand in one another"
        seen.add(at)
        at = statements[at].within  # type: ignore[assignment]


@needs_weights
@pytest.mark.parametrize("text", PLAIN)
def test_what_holds_for_every_reading(reader: ArticleReader, text: str) -> None:
    found = article(text)
    reading = reader.read(found)
    check(found, reading)
    assert reading.model == reader.model
    assert any(isinstance(e, Statement) for e in reading.entries)


@needs_weights
def test_a_reading_is_the_same_twice_and_in_any_order(reader: ArticleReader) -> None:
    articles = [article(text, name=f"a{i}") for i, text in enumerate(PLAIN)]
    forth = [reader.read(a) for a in articles]
    back = [reader.read(a) for a in reversed(articles)]
    assert forth == back[::-1]
    assert forth == [reader.read(a) for a in articles]


@needs_weights
def test_another_reader_reads_the_same(reader: ArticleReader) -> None:
    found = article(GRAIN)
    assert load_reader(WEIGHTS).read(found) == reader.read(found)


@needs_weights
def test_the_version_is_told_without_loading(reader: ArticleReader) -> None:
    assert model_version(WEIGHTS) == reader.model


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        model_version(tmp_path)
    with pytest.raises(ModelError):
        load_reader(tmp_path)


@needs_weights
@pytest.mark.parametrize(
    "apart",
    [
        ("Share this article", "Photo: Quay Courier"),
        ("Quiet week in the strait ends with a letter",),
        ("officials said", "on Monday", "Oman had"),
        ("PORT ALDA, Aug 6 - ", "that it had received", "declined"),
        ('"We told the', "Daneshvar said", "“"),
    ],
)
def test_no_entry_points_into_a_passage_apart(reader: ArticleReader, apart: tuple[str]) -> None:
    found = article(STRAIT, *apart)
    check(found, reader.read(found))


@needs_weights
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=st.lists(st.integers(0, len(STRAIT)), max_size=14, unique=True).map(sorted))
def test_wherever_passages_are_set_apart(reader: ArticleReader, cuts: list[int]) -> None:
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    apart = tuple(Apart(Span(a, b), "navigation") for a, b in pairs)
    found = Article("a", STRAIT, published=PUBLISHED, apart=apart)
    check(found, reader.read(found))


@needs_weights
@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200f", ".", "a", "said", '"'])
def test_next_to_nothing(reader: ArticleReader, text: str) -> None:
    found = article(text)
    check(found, reader.read(found))


@needs_weights
def test_an_article_that_is_all_apart_has_no_entries(reader: ArticleReader) -> None:
    assert reader.read(article(STRAIT, STRAIT)).entries == ()


@needs_weights
def test_what_is_apart_does_not_change_what_is_read_far_from_it(reader: ArticleReader) -> None:
    bare = article("Norland sent a letter to Iran through the Swiss embassy, officials said.")
    clutter = "Share\n\n"
    padded = article(clutter + bare.text, clutter)
    plain, shifted = reader.read(bare), reader.read(padded)
    assert len(plain.entries) == len(shifted.entries)
    for one, other in zip(plain.entries, shifted.entries, strict=True):
        assert [s.of(bare.text) for s in spans(one)] == [s.of(padded.text) for s in spans(other)]


NESTED = "he said that she said that " * 400
HOSTILE = {
    "20,000 words": " ".join([STRAIT, GRAIN, QUAKE, DEFECTOR] * 90)[:130_000],
    "one sentence of 20,000 words": "Norland told Iran that " + "the very " * 10_000 + "end.",
    "a word of 5,000 characters": f"Norland told {'x' * 5000} that talks failed. {'y' * 5000}",
    "quote marks": "“" * 2000 + ' said "' + '"' * 2000 + " '" * 2000 + "”" * 2000,
    "deep nesting": NESTED + "nobody said anything.",
    "commas": "Norland" + ", Iran" * 4000 + " told Oman that talks failed.",
    "coordination": "Norland and " * 300
    + "Iran told "
    + "Oman and " * 300
    + "Iraq that it rained.",
    "control characters": "Iran\x00 told\x01\x02 Oman\x7f\x85 that\x0b\x0c talks\x1b[31m failed.",
    "right to left": "\u202eIran told \u2066Oman\u2069 that \u200ftalks failed\u202c, he said. "
    * 20,
    "emoji": "Iran told Oman 👩‍👩‍👧 that 🇮🇷 talks failed, he 🏽 said. " * 20,
    "combining": "Iran told Oman that z" + "\u0301" * 3000 + " failed, he said.",
    "white space": "Iran  \t\u00a0told\u2028Oman\u2029that\r\n\r\n\r\n   talks\u3000failed." * 50,
    "many cues": "said " * 5000,
    "brackets": "(" * 3000 + "SDF" + ")" * 3000 + "Aa " * 3000 + "(AA)",
    "capitals": "A" * 40_000,
    "names": "Ali Khan " * 2500,
    "hyphens": "a-" * 10_000,
}


@needs_weights
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_are_read_in_time(reader: ArticleReader, text: str) -> None:
    found = article(text)
    start = time.monotonic()
    reading = reader.read(found)
    assert time.monotonic() - start < SECONDS
    check(found, reading)


@needs_weights
def test_half_a_character_is_refused(reader: ArticleReader) -> None:
    with pytest.raises((ArticleError, UnicodeEncodeError)):
        reader.read(article("Iran told Oman \ud800 that talks failed, he said."))


WORDS = st.sampled_from(
    """Iran Norland “ ” " ' said told that , . he she it them we I a letter sent denied to
    through Oman officials and who not \n\n according comment declined 😀 \u202e x-y 7""".split(" ")
)


@needs_weights
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_at_all(reader: ArticleReader, text: str) -> None:
    found = article(text)
    check(found, reader.read(found))


# What any decent model reads right. Few, plain, and only the fields that leave no doubt.

IRAN, OMAN = "IRN", "OMN"


def messages(reader: ArticleReader, text: str) -> list[Message]:
    return [e for e in reader.read(article(text)).entries if isinstance(e, Message)]


def responses(reader: ArticleReader, text: str) -> list[Response]:
    return [e for e in reader.read(article(text)).entries if isinstance(e, Response)]


def codes(*parties: Party | None) -> list[str | None]:
    return [p.code if p is not None else None for p in parties]


@needs_weights
def test_plain_a_letter_through_an_embassy(reader: ArticleReader) -> None:
    (m,) = messages(
        reader, "Norland sent a letter to Iran through the Swiss embassy, diplomats said."
    )
    assert m.sender is not None
    assert m.sender.name == "Norland"
    assert codes(m.recipient, m.intermediary) == [IRAN, "CHE"]
    assert m.attributed_to == ("diplomats",)
    assert m.status == "reported"


@needs_weights
def test_plain_no_comment(reader: ArticleReader) -> None:
    (r,) = responses(reader, "The ministry declined to comment.")
    assert r.stance == "decline"
    assert r.responder is not None
    assert r.responder.name == "ministry"


@needs_weights
def test_plain_a_denial(reader: ArticleReader) -> None:
    (r,) = responses(
        reader,
        "Iran denied on Monday that it had received any message from the United States.",
    )
    assert (r.stance, codes(r.responder)) == ("deny", [IRAN])


@needs_weights
def test_plain_one_told_another(reader: ArticleReader) -> None:
    (m,) = messages(reader, "Turkey told Iran that the border would be closed on Friday.")
    assert codes(m.sender, m.recipient) == ["TUR", IRAN]
    assert m.content is not None


@needs_weights
def test_plain_a_statement(reader: ArticleReader) -> None:
    text = "Iran's foreign minister said that the talks in Oman had failed."
    (s,) = (e for e in reader.read(article(text)).entries if isinstance(e, Statement))
    assert s.source is not None
    assert s.cue is not None
    assert (s.source.of(text), s.cue.of(text)) == ("Iran's foreign minister", "said")
    assert codes(s.speaker) == [IRAN]
    assert s.quoting == "indirect"


@needs_weights
def test_plain_a_remark_to_reporters_is_no_message(reader: ArticleReader) -> None:
    assert messages(reader, "The Omani minister told reporters that the talks had failed.") == []


@needs_weights
def test_plain_nothing_of_the_kind(reader: ArticleReader) -> None:
    text = "The bakery on Mill Lane opens at seven. Bread is cheap there."
    assert reader.read(article(text)).entries == ()
