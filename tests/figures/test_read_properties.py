"""What holds of the figures of any text."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from backchannel.figures import read_figures

_WORDS = st.sampled_from(
    """one two twenty hundred thousand million dozen dozens scores a half and or to of between from
    at least more than about 5 1,000 2.5 1987 $ £ % pct - – . , ( ) mln bn dlrs yen days killed men
    March F th + ~ ½ ٣ ² 9999999999999999""".split()
)
_LIKELY = st.lists(_WORDS, max_size=40).map(" ".join) | st.lists(_WORDS, max_size=40).map("".join)


@given(st.text(max_size=200) | _LIKELY)
def test_spans_lie_inside_in_order_and_values_are_finite(text: str) -> None:
    end = 0
    for figure in read_figures(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.phrase.end <= len(text)
        assert figure.phrase.covers(figure.span)
        end = figure.span.end
        values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        assert all(math.isfinite(v) and v > 0 for v in values)
        assert len(values) == 1 or (values[0] < values[1] and figure.bound == "about")


@given(st.integers(min_value=1, max_value=10**12))
def test_digits_with_separators_are_read_back(number: int) -> None:
    (figure,) = read_figures(f"killed {number:,} ducks")
    assert figure.value == number


@given(st.integers(min_value=21, max_value=99))
def test_compounds_in_words_are_read_back(number: int) -> None:
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()[number // 10 - 2]
    units = ["", *"one two three four five six seven eight nine".split()][number % 10]
    word = f"{tens}-{units}" if units else tens
    (figure,) = read_figures(f"killed {word} ducks")
    assert figure.value == number
