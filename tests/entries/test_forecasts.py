from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Forecast, Party
from backchannel.entries.forecasts import read_forecasts

JORDAN, OMAN = Party("Jordan", "JOR"), Party("Oman", "OMN")
EXPECT = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE expect/VERB/root/0
talks|talk/NOUN/obj/4 to/PART/mark/7 fail/VERB/xcomp/4 {by} ~./PUNCT/punct/4
"""
FRIDAY = "by/ADP/case/9 Friday/PROPN/obl/7"


def read(doc: object) -> list[Forecast]:
    return list(read_forecasts(doc.scene()))  # type: ignore[attr-defined]


def test_one_entry_for_each_of_joint_forecasters(parse: Callable, marks: type) -> None:
    doc = parse(
        EXPECT.format(by=FRIDAY),
        marks(
            acts=(("expect", "forecast", "talks to fail by Friday"),),
            points={"expect": ({"Jordan": 3.0},)},
            modes={"expect": "likely"},
        ),
    )
    first, second = read(doc)
    assert (first.forecaster, first.likelihood) == (JORDAN, "likely")
    assert second == replace(first, forecaster=OMAN)
    assert first.what is not None
    assert first.what.of(doc.doc.text) == "talks to fail by Friday"
    assert first.horizon is not None
    assert "Friday" in first.horizon
    assert first.horizon in "talks to fail by Friday"


def test_a_horizon_outside_of_what_is_expected_is_none(parse: Callable, marks: type) -> None:
    doc = parse(EXPECT.format(by=FRIDAY), marks(acts=(("expect", "forecast", "talks to fail"),)))
    (f,) = read(doc)
    assert (f.forecaster, f.horizon, f.likelihood) == (None, None, "possible")
    doc = parse(EXPECT.format(by=FRIDAY), marks(acts=(("expect", "forecast"),)))
    (f,) = read(doc)
    assert (f.what, f.horizon) == (None, None)


@pytest.mark.parametrize("mode", ["certain", "likely", "possible", "unlikely"])
def test_how_likely_is_the_readers(parse: Callable, marks: type, mode: str) -> None:
    doc = parse(EXPECT.format(by=""), marks(acts=(("expect", "forecast"),), modes={"expect": mode}))
    assert [f.likelihood for f in read(doc)] == [mode]


def test_the_unsure_are_left_out(parse: Callable, marks: type) -> None:
    doc = parse(EXPECT.format(by=""), marks(acts=(("expect", "forecast"),)))
    doc.doc._.triggers = tuple(replace(t, score=0.3) for t in doc.doc._.triggers)
    assert read(doc) == []


SAID = """
Reuters/PROPN/nsubj/2 said|say/VERB/root/0 Oman/PROPN/nsubj/4/B-PLACE thinks|think/VERB/ccomp/2
talks|talk/NOUN/nsubj/6 fail/VERB/ccomp/4 ~./PUNCT/punct/2
"""


def test_the_forecaster_is_no_source_of_its_own_forecast(parse: Callable, marks: type) -> None:
    said = (("Reuters", "said", "Oman thinks talks fail"), ("Oman", "thinks", "talks fail"))
    doc = parse(
        SAID,
        marks(
            said=said, acts=(("fail", "forecast", "talks fail"),), points={"fail": ({"Oman": 3.0},)}
        ),
    )
    assert [(f.forecaster, f.attributed_to) for f in read(doc)] == [(OMAN, ("Reuters",))]
