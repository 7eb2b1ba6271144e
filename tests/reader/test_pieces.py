from hypothesis import given
from hypothesis import strategies as st

from backchannel.reader.pieces import (
    MAX_PIECES_A_WORD,
    Gap,
    Shape,
    Vocabulary,
    Words,
    gap_of,
    shape_of,
)

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "said", "am", "##ir", "-", "'", '"', "u", ".", "s"]


def test_words_are_split_by_longest_match_without_case_or_accents() -> None:
    vocabulary = Vocabulary(PIECES)
    assert vocabulary.ids("SAID") == (4,)
    assert vocabulary.ids("Amír") == (5, 6)
    assert vocabulary.ids("U.S.") == (10, 11, 12, 11)
    assert vocabulary.ids("“") == vocabulary.ids('"') == (9,)
    assert vocabulary.ids("zzz") == (vocabulary.unknown,)


@given(st.text(min_size=1))
def test_every_word_has_pieces_and_not_too_many(word: str) -> None:
    assert 1 <= len(Vocabulary(PIECES).ids(word)) <= MAX_PIECES_A_WORD


def test_shapes() -> None:
    written = ["said", "Iran", "NATO", "I", "McDonald", "1987", "F-16", "—", "“", "”", '"']
    assert [shape_of(w) for w in written] == [
        Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.LETTER, Shape.MIXED, Shape.DIGITS,
        Shape.DIGITS_AND_LETTERS, Shape.PUNCTUATION, Shape.OPENING_QUOTE, Shape.CLOSING_QUOTE,
        Shape.STRAIGHT_QUOTE,
    ]  # fmt: skip


def test_an_indented_line_opens_a_paragraph_and_a_wrapped_one_does_not() -> None:
    gaps = [gap_of(s) for s in ("", " ", "\n", "\n    ", "\n\n")]
    assert gaps == [Gap.NONE, Gap.SPACE, Gap.LINE, Gap.PARAGRAPH, Gap.PARAGRAPH]


def test_the_first_word_of_a_text_opens_a_paragraph() -> None:
    words = Words.of(["U.S.", "said"], ["", " "], Vocabulary(PIECES))
    assert words.gaps == (Gap.PARAGRAPH, Gap.SPACE)
