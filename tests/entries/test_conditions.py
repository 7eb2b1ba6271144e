from collections.abc import Callable

import pytest

from backchannel.entries.conditions import condition_of

IF = """
If|if/SCONJ/mark/3 talks|talk/NOUN/nsubj/3 fail/VERB/advcl/{strike} ~,/PUNCT/punct/3
Jordan/PROPN/nsubj/7/B-PLACE {will} strike/VERB/{strikes} Kuwait/PROPN/obj/7/B-PLACE
~./PUNCT/punct/7
"""


def condition(doc: object, trigger: str) -> str | None:
    scene = doc.scene()  # type: ignore[attr-defined]
    (t,) = (t for t in scene.doc._.triggers if scene.doc[t.start : t.end].text == trigger)
    span = condition_of(scene, t)
    return span.of(scene.text) if span is not None else None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("If|if", "If talks fail"),
        ("Unless|unless", "Unless talks fail"),
        ("Until|until", "Until talks fail"),
        ("Once|once", "Once talks fail"),
        ("Because|because", None),
        ("Although|although", None),
    ],
)
def test_an_if_part_on_the_trigger(
    parse: Callable, marks: type, word: str, found: str | None
) -> None:
    written = IF.format(strike=7, will="will/AUX/aux/7", strikes="root/0").replace("If|if", word)
    assert condition(parse(written, marks(acts=(("strike", "signal:threat"),))), "strike") == found


def test_an_if_part_on_the_verb_above(parse: Callable, marks: type) -> None:
    written = IF.format(strike=6, will="threatened|threaten/VERB/root/0", strikes="xcomp/6")
    doc = parse(written, marks(acts=(("strike", "signal:threat"),)))
    assert condition(doc, "strike") == "If talks fail"


def test_an_if_without_a_mark(parse: Callable, marks: type) -> None:
    doc = parse(
        """Jordan/PROPN/nsubj/2/B-PLACE waits|wait/VERB/root/0 ~,/PUNCT/punct/5 if/SCONJ/dep/5
        asked|ask/VERB/advcl/2 ~./PUNCT/punct/2""",
        marks(acts=(("waits", "signal:restraint"),)),
    )
    assert condition(doc, "waits") == "if asked"


def test_an_if_part_is_no_condition_of_what_stands_in_it(parse: Callable, marks: type) -> None:
    written = IF.format(strike=7, will="will/AUX/aux/7", strikes="root/0")
    doc = parse(
        written.replace("fail/VERB", "threaten/VERB"), marks(acts=(("threaten", "signal:threat"),))
    )
    assert condition(doc, "threaten") is None


def test_without_an_if_part_there_is_no_condition(parse: Callable, marks: type) -> None:
    doc = parse("Jordan/PROPN/nsubj/2 waits|wait/VERB/root/0", marks(acts=(("waits", "signal:x"),)))
    assert condition(doc, "waits") is None


def test_an_if_part_ends_where_its_passage_does(parse: Callable, marks: type) -> None:
    written = """
        Jordan/PROPN/nsubj/2/B-PLACE waits|wait/VERB/root/0 if/SCONJ/mark/5 talks|talk/NOUN/nsubj/5
        fail/VERB/advcl/2 Share/NOUN/dep/5 badly/ADV/advmod/5
    """
    doc = parse(written, marks(acts=(("waits", "signal:promise"),), apart=("Share ",)))
    assert condition(doc, "waits") == "if talks fail "
