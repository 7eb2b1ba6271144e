import json

import pytest
from thread_fit import BY_HAND, HELD, LEFT_OUT, Judged, fitted, matrix
from threads import PAIRS, Pair, Told, pairs, scores
from told import drafted, statement, told

from backchannel.entries.entry import Event, Statement
from backchannel.links.features import Features
from backchannel.span import Span


def test_the_pairs_are_stand_off_and_no_article_is_in_both_halves():
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    fields = {"a", "a_span", "b", "b_span", "kind", "same", "half", "from"}
    assert all(set(row) == fields for row in rows)
    places = {(row["from"], row["a"], *row["a_span"], row["b"], *row["b_span"]) for row in rows}
    assert len(places) > 0.95 * len(rows)
    articles = {
        half: {
            (p.corpus, name) for p in pairs() if p.half == half for name, _ in (p.first, p.second)
        }
        for half in ("fit", "test")
    }
    assert not articles["fit"] & articles["test"]
    assert sum(p.half == "test" for p in pairs()) >= 150


def test_scores():
    precision, recall, f1 = scores([(True, True), (True, False), (False, True), (False, False)])
    assert (precision, recall, f1) == (50, 50, 50)
    assert scores([]) == (0, 0, 0)


def test_an_entry_is_found_by_the_best_overlap_of_its_kind():
    sheet = told("a", statement(words="He said no"), drafted(Event, "shells fell", type="ASSAULT"))
    other = told("b", drafted(Event, "shells fell", type="ASSAULT"))
    said, fell = (Span(*x.entry.evidence) for x in sheet.lines)
    corpus = Told({"a": sheet, "b": other}, frozenset({("a1", "b0")}))
    assert [x.id for x in corpus.places("a", "statement", Span(said.start, said.end + 3))] == ["a0"]
    assert corpus.places("a", "statement", fell) == []
    (there,) = other.lines
    pair = Pair("x", "event", ("a", fell), ("b", there.entry.evidence), True, "test")
    assert corpus.ties(pair)
    assert isinstance(sheet.lines[0].entry, Statement)


@pytest.fixture
def rows() -> list[Judged]:
    none = Features(*[0.0] * len(Features._fields))
    place = ("a", Span(0, 1))
    alike, other = none._replace(words=0.9, sense=0.9), none._replace(words=0.1, sense=0.2)
    return [
        Judged(Pair("x", "event", place, place, same, "fit"), found, True)
        for same, found in ((True, alike), (False, other))
        for _ in range(40)
    ]


def test_fitted_weights_part_the_pairs_and_stay_by_hand_where_nothing_speaks(rows: list[Judged]):
    weights = fitted(rows)
    totals = matrix(rows) @ weights
    assert all((t >= 0) == j.pair.same for t, j in zip(totals, rows, strict=True))
    by_name = dict(zip(Features._fields, weights, strict=False))
    assert by_name["aligned"] == pytest.approx(BY_HAND.aligned)
    assert all(by_name[n] == pytest.approx(getattr(BY_HAND, n)) for n in HELD)


def test_what_is_left_out_is_a_feature(rows: list[Judged]):
    names = {name for group in LEFT_OUT.values() for name in group}
    assert names <= set(Features._fields)
    left = matrix(rows, LEFT_OUT["words"])
    assert not left[:, Features._fields.index("words")].any()
