from __future__ import annotations

import time

import pytest
from dispatches import DIVIDEND, INDEPENDENT, REWRITTEN, WIRE, profile, published
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.articles import Fields
from backchannel.links.lineage import lineage_of
from backchannel.links.link import LineageLink
from backchannel.span import Span

EVENING = Fields(outlet="The Evening Bell")
MORNING = Fields(outlet="The Morning Bell")


def link(
    one: str, other: str, fields: Fields | None = None, others: Fields | None = None
) -> LineageLink | None:
    return lineage_of(profile(one, "a", fields), profile(other, "b", others))


def kind(found: LineageLink | None) -> str | None:
    return found.kind if found else None


def paragraphs(text: str, *chosen: int) -> str:
    every = text.split("\n\n")
    return "\n\n".join(every[i] for i in chosen)


def test_the_same_text_is_the_same_whoever_prints_it() -> None:
    found = link(WIRE, WIRE, EVENING, MORNING)
    assert found is not None
    assert (found.kind, found.score) == ("same", 1.0)
    assert [a.how for a in found.alignments] == ["words"]
    assert found.reasons == ("word for word the same text", "both name Reuters")


def test_a_dispatch_brought_up_to_date_is_a_reissue() -> None:
    later = WIRE.replace("on Tuesday", "on Wednesday").replace("212 of", "230 of")
    assert kind(link(WIRE, later)) == "reissue"
    assert kind(link(WIRE, later, Fields(outlet="Reuters"), Fields(outlet="Reuters"))) == "reissue"


def test_nearly_the_same_text_in_another_outlet_is_a_reprint() -> None:
    changed = WIRE.replace("on Tuesday", "yesterday")
    assert kind(link(WIRE, changed, Fields(outlet="Reuters"), EVENING)) == "reprint"


@pytest.mark.parametrize("chosen", [(0, 1, 2), (0, 3, 4), (1, 3, 5)])
def test_cuts_make_a_reprint(chosen: tuple[int, ...]) -> None:
    found = link(WIRE, paragraphs(WIRE, *chosen), Fields(outlet="Reuters"), EVENING)
    assert found is not None
    assert found.kind == "reprint"
    assert found.score == pytest.approx(1.0, abs=0.05)
    assert found.reasons[0].endswith("of the shorter stands in the other")


def test_the_same_facts_and_quotations_in_other_words_are_a_rewrite() -> None:
    found = link(WIRE, REWRITTEN, Fields(outlet="Reuters"), EVENING)
    assert found is not None
    assert found.kind == "rewrite"
    assert {a.how for a in found.alignments} >= {"quotation", "retold"}
    [quoted] = [a for a in found.alignments if a.how == "quotation"]
    assert quoted.first.of(WIRE).lower() == quoted.second.of(REWRITTEN).lower()
    assert "not yet a key" in quoted.first.of(WIRE)
    retold = [(a.first.of(WIRE), a.second.of(REWRITTEN)) for a in found.alignments]
    assert any("Brandt Lines" in x and "Brandt Lines" in y for x, y in retold)
    assert "it quotes nobody whom the other does not quote" in found.reasons


def test_who_hears_the_same_minister_has_not_copied() -> None:
    assert link(WIRE, INDEPENDENT) is None
    assert link(REWRITTEN, INDEPENDENT) is None


def test_a_wires_paragraph_in_an_article_of_ones_own_is_shared() -> None:
    mixed = INDEPENDENT + "\n" + paragraphs(WIRE, 1) + "\n\n" + paragraphs(WIRE, 4)
    found = link(WIRE, mixed, Fields(outlet="Reuters"), EVENING)
    assert found is not None
    assert found.kind == "shares"
    assert {a.how for a in found.alignments} == {"words", "quotation"}
    assert any("undeclared fuel" in a.second.of(mixed) for a in found.alignments)


def test_a_standing_formula_ties_nothing() -> None:
    formula = (
        "The agency could not independently verify the claims of either side, and both have an"
        " interest in what the other is believed to have done in Portsea and Tarnby this month."
    )
    one = paragraphs(INDEPENDENT, 0, 4) + "\n\n" + formula
    other = paragraphs(WIRE, 3, 4, 5) + "\n\n" + formula
    assert link(one, other) is None


def test_tables_of_two_companies_are_not_one_text() -> None:
    quarry, harbour = Fields(title="QUARRY FOODS SETS DIVIDEND"), Fields(title="HARBOUR TIN PAYOUT")
    assert link(DIVIDEND, DIVIDEND, quarry, harbour) is None
    assert kind(link(DIVIDEND, DIVIDEND, quarry, Fields(title="QUARRY FOODS DIVIDEND"))) == "same"
    assert kind(link(DIVIDEND, DIVIDEND)) == "same"


def test_what_one_outlet_tells_days_later_is_a_new_story() -> None:
    formula = WIRE.replace("47", "52").replace("Tuesday", "Friday")
    first = Fields(outlet="Reuters", published=published("2031-05-06"))
    soon = Fields(outlet="Reuters", published=published("2031-05-07"))
    late = Fields(outlet="Reuters", published=published("2031-05-14"))
    cut = paragraphs(formula, 0, 1, 2)
    assert kind(link(WIRE, cut, first, soon)) == "reprint"
    assert link(WIRE, cut, first, late) is None


def test_a_rewrite_is_made_within_days() -> None:
    wire = Fields(outlet="Reuters", published=published("2031-05-06"))
    bell = Fields(outlet="The Evening Bell", published=published("2031-05-08"))
    late = Fields(outlet="The Evening Bell", published=published("2031-06-08"))
    assert kind(link(WIRE, REWRITTEN, wire, bell)) == "rewrite"
    assert link(WIRE, REWRITTEN, wire, late) is None


def test_an_outlet_that_the_other_article_names_is_a_reason() -> None:
    named = REWRITTEN + "\nBrandt Lines told Reuters that it was glad.\n"
    found = link(WIRE.replace(" (Reuters)", ""), named, Fields(outlet="Reuters"), EVENING)
    assert found is not None
    assert "one names Reuters, which published the other" in found.reasons


def test_articles_that_are_tied_share_a_key() -> None:
    wire, other = profile(WIRE), profile(INDEPENDENT)
    for text in (REWRITTEN, paragraphs(WIRE, 2, 3), WIRE.upper()):
        assert wire.keys & profile(text).keys
    assert len(wire.keys) <= 60
    assert not wire.keys & profile(DIVIDEND).keys
    assert all(-(2**63) <= key < 2**63 for key in wire.keys | other.keys)


def test_keys_and_links_depend_on_content_alone() -> None:
    assert profile(WIRE).keys == profile(WIRE, "b").keys
    assert sorted(profile("Nobody spoke to the envoys of Tarvia.").keys)[:2] == PINNED


PINNED = [-9170950519422769765, -7779660406889513403]

WORDS = st.sampled_from(
    'the The of said “ ” " . , \n \n\n 1,500 7.3 1998 Holmqvist Vask Portsea told Reuters AP'
    " envoys letter — é \u0301 ٣ \x03 a A".split(" ")
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=120).map(" ".join),
    st.text(max_size=300),
    st.sampled_from([WIRE, REWRITTEN, INDEPENDENT, DIVIDEND, WIRE.upper()]),
    st.tuples(st.sampled_from([WIRE, REWRITTEN, INDEPENDENT]), st.integers(0, 1200)).map(
        lambda x: x[0][x[1] :] + x[0][: x[1] // 2]
    ),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_texts(one: str, other: str) -> None:
    a, b = profile(one, "a"), profile(other, "b")
    found = lineage_of(a, b)
    assert found == lineage_of(b, a)
    assert found == lineage_of(profile(one, "a"), profile(other, "b"))
    if found is None:
        return
    assert (found.first, found.second) == ("a", "b")
    assert 0 <= found.score <= 1
    assert found.reasons
    assert list(found.alignments) == sorted(found.alignments, key=lambda x: (x.first, x.second))
    for alignment in found.alignments:
        assert_within(alignment.first, one)
        assert_within(alignment.second, other)


def assert_within(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text)


def test_nothing_is_tied_to_itself_and_empty_texts_to_nothing() -> None:
    assert lineage_of(profile(WIRE), profile(WIRE)) is None
    assert link("", "") is None
    assert link("", WIRE) is None


@pytest.mark.parametrize(
    "text",
    [
        "The envoy told Reuters that 47 sailors of the Saint Odile were safe. " * 10_000,
        "x" * 1_000_000,
        '"' * 100_000,
        "told the AP " * 20_000,
        "\n \n" * 100_000 + "end",
        "1,2" * 100_000,
        ". ".join(f"Holm{i} met Vask{i % 97} at {i}" for i in range(20_000)),
    ],
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    start = time.perf_counter()
    found = lineage_of(profile(text, "a"), profile(text + " And more.", "b"))
    lineage_of(profile(text, "a"), profile(WIRE, "b"))
    assert time.perf_counter() - start < 20
    assert found is None or len(found.alignments) <= 600
