import pickle
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from backchannel.reader.tokens import LONGEST_RUN, NAME, PIECE, BoundedTokenizer, bounded_tokenizer

PLAIN = spacy.blank("en")
BOUNDED = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
SENTENCES = (
    "The envoy didn't say “yes” (or no) at 5p.m. on Friday.\n\n  He wouldn't, she'd told the "
    "U.S. mission;  see https://example.org/a?b=c.\t“Can't,” he added. "
)
# The long runs that a text may hide, between anything else.
RUNS = st.sampled_from(["?", "a", "“", "http://a.", "n't", "部", "🚢", "-.-'"]).flatmap(
    lambda mark: st.integers(LONGEST_RUN, 2 * LONGEST_RUN).map(lambda n: (mark * n)[:n])
)
TEXTS = st.lists(
    st.one_of(
        RUNS, st.sampled_from([" ", "  ", "\n", " \n", "\u00a0", SENTENCES, "can't"]), st.text()
    ),
    max_size=6,
).map("".join)


def _tokens(doc: Doc) -> list[tuple[str, int, str, str, bool]]:
    return [(t.text, t.idx, t.whitespace_, t.norm_, t.is_space) for t in doc]


def _longest_run(text: str) -> int:
    return max(map(len, text.split()), default=0)


@given(st.text() | st.text(alphabet="a.,'\"“”’-—()!?:/@ \n\t"))
def test_usual_text_is_left_to_spacy(text: str) -> None:
    assert _tokens(BOUNDED.make_doc(text)) == _tokens(PLAIN.make_doc(text))


@pytest.mark.parametrize("text", ["", " ", "\n", SENTENCES, "?" * LONGEST_RUN, "a" * LONGEST_RUN])
def test_a_run_that_is_just_short_enough_is_left_to_spacy(text: str) -> None:
    assert _tokens(BOUNDED.make_doc(text)) == _tokens(PLAIN.make_doc(text))


@given(TEXTS)
def test_text_and_offsets_are_kept_and_long_runs_make_few_tokens(text: str) -> None:
    doc = BOUNDED.make_doc(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    runs = [len(run) for run in text.split() if len(run) > LONGEST_RUN]
    usual = len(text) - sum(runs)
    assert len(doc) <= usual + sum(-(-n // PIECE) for n in runs)
    if not runs:
        assert _tokens(doc) == _tokens(PLAIN.make_doc(text))


@given(st.sampled_from(["", " ", "  ", "\n", " \n ", "\t"]), st.sampled_from(["", " ", "  ", "\n"]))
def test_what_stands_around_a_long_run_is_tokenized_as_around_a_word(left: str, right: str) -> None:
    long = "x" * (2 * LONGEST_RUN + 1)
    texts = [f"{SENTENCES.strip()}{left or ' '}{w}{right or ' '}He can't." for w in ("x", long)]
    short, cut = (_tokens(BOUNDED.make_doc(text)) for text in texts)
    at = next(i for i, t in enumerate(short) if t[0] == "x")
    after = len(short) - at - 1
    assert cut[:at] == short[:at]
    pieces, rest = cut[at : len(cut) - after], cut[len(cut) - after :]
    assert [t[0] for t in pieces] == ["x" * PIECE] * (len(long) // PIECE) + ["x"]
    assert [t[2] for t in pieces[:-1]] == [""] * (len(pieces) - 1)
    assert pieces[-1][2] == short[at][2]
    shift = len(long) - 1
    assert [(t, i - shift, *more) for t, i, *more in rest] == [tuple(t) for t in short[at + 1 :]]


def test_a_text_of_nothing_but_marks() -> None:
    text = "?!,;“”—" * 20_000
    doc = BOUNDED.make_doc(text)
    assert doc.text == text
    assert len(doc) == len(text) // PIECE


def test_it_is_pickled_and_piped() -> None:
    text = SENTENCES + "!" * 3000
    back = pickle.loads(pickle.dumps(BOUNDED.tokenizer))
    assert isinstance(back, BoundedTokenizer)
    assert _tokens(back(text)) == _tokens(BOUNDED.make_doc(text))
    assert [_tokens(d) for d in BOUNDED.tokenizer.pipe([text])] == [_tokens(BOUNDED.make_doc(text))]


def _from_disk(folder: Path) -> Language:
    BOUNDED.to_disk(folder)
    return spacy.load(folder)


def _from_bytes(_: Path) -> Language:
    return spacy.blank("en", config=BOUNDED.config).from_bytes(BOUNDED.to_bytes())


@pytest.mark.parametrize("through", [_from_disk, _from_bytes])
def test_a_saved_pipeline_has_it_again(tmp_path: Path, through: Callable[[Path], Language]) -> None:
    nlp = through(tmp_path)
    assert isinstance(nlp.tokenizer, BoundedTokenizer)
    text = SENTENCES + "!" * 3000
    assert _tokens(nlp.make_doc(text)) == _tokens(BOUNDED.make_doc(text))


def test_special_cases_can_be_added() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    nlp.tokenizer.add_special_case("porthead", [{"ORTH": "port"}, {"ORTH": "head"}])
    assert [t.text for t in nlp.make_doc("A porthead " + "." * 2000)][:3] == ["A", "port", "head"]


def test_an_entry_point_names_it() -> None:
    (point,) = (p for p in entry_points(group="spacy_tokenizers") if p.name == NAME)
    assert point.load() is bounded_tokenizer
