from collections.abc import Callable

import pytest

from backchannel.entries.entry import Party
from backchannel.span import Span

SAID_THAT = """
Jordanian/ADJ/amod/2 officials|official/NOUN/nsubj/3 said|say/VERB/root/0 that/SCONJ/mark/6
Kuwait/PROPN/nsubj/6/B-PLACE told|tell/VERB/ccomp/3 them|they/PRON/iobj/6 that/SCONJ/mark/12
the/DET/det/10 port/NOUN/nsubj/12 was|be/AUX/cop/12 open/ADJ/ccomp/6 ~./PUNCT/punct/3
"""
NESTED = (
    ("Jordanian officials", "said", "that Kuwait told them that the port was open"),
    ("Kuwait", "told", "that the port was open"),
)


def test_the_fields_of_a_plain_statement(parse: Callable, marks: type) -> None:
    doc = parse(SAID_THAT, marks(said=NESTED[:1]))
    (told,) = doc.scene().statements
    text, s = doc.doc.text, told.statement
    assert s.source is not None
    assert s.cue is not None
    assert (s.source.of(text), s.cue.of(text)) == ("Jordanian officials", "said")
    assert [c.of(text) for c in s.content] == ["that Kuwait told them that the port was open"]
    assert s.evidence.of(text) == text[:-1]
    assert s.speaker == Party("Jordanian officials", "JOR")
    assert (s.addressee, s.medium, s.quoting, s.within) == (None, None, "indirect", None)


@pytest.mark.parametrize("order", [NESTED, NESTED[::-1]])
def test_a_statement_inside_another(parse: Callable, marks: type, order: tuple) -> None:
    doc = parse(SAID_THAT, marks(said=order))
    outer, inner = (t.statement for t in doc.scene().statements)
    assert outer.speaker is not None
    assert outer.speaker.code == "JOR"
    assert outer.within is None
    assert inner.within == 0
    assert inner.speaker == Party("Kuwait", "KWT")


def test_of_several_around_it_the_nearest_holds_a_statement(parse: Callable, marks: type) -> None:
    doc = parse(
        """
        A/PROPN/nsubj/2 said|say/VERB/root/0 B/PROPN/nsubj/4 wrote|write/VERB/ccomp/2
        C/PROPN/nsubj/6 told|tell/VERB/ccomp/4 D/PROPN/nsubj/8 fell|fall/VERB/ccomp/6
        """,
        marks(
            said=(
                ("C", "told", "D fell"),
                ("A", "said", "B wrote C told D fell"),
                ("B", "wrote", "C told D fell"),
            )
        ),
    )
    assert [t.statement.within for t in doc.scene().statements] == [None, 0, 1]


def test_contents_that_hold_each_other_do_not_nest_in_a_circle(
    parse: Callable, marks: type
) -> None:
    doc = parse(
        """
        "/PUNCT/punct/2 ~Go/VERB/ccomp/5 said|say/VERB/dep/2 he/PRON/nsubj/3
        wrote|write/VERB/root/0 she/PRON/nsubj/5 now/ADV/advmod/5
        """,
        marks(said=(("he", "said", "Go", "wrote she now"), ("she", "wrote", "Go said he"))),
    )
    he, she = (t.statement for t in sorted(doc.scene().statements, key=lambda t: t.cue))
    assert (he.within is None, she.within is None) == (True, False)


def test_three_that_hold_one_another_do_not_nest_in_a_circle(parse: Callable, marks: type) -> None:
    doc = parse(
        "A/PROPN/nsubj/2 said|say/VERB/root/0 wrote|write/VERB/dep/2 told|tell/VERB/dep/2",
        marks(said=(("", "said", "told"), ("", "wrote", "said"), ("", "told", "wrote"))),
    )
    within = [t.statement.within for t in doc.scene().statements]
    for at in range(3):
        up: int | None = at
        for _ in range(3):
            up = within[up] if up is not None else None
        assert up is None, "going outwards never ends"


def test_one_addressed(parse: Callable, marks: type) -> None:
    doc = parse(SAID_THAT, marks(said=NESTED, refers={"them": "officials"}))
    assert doc.scene().statements[1].statement.addressee == Party("Jordanian officials", "JOR")


WAS_TOLD = """
Jordan/PROPN/nsubj:pass/3/B-PLACE was|be/AUX/aux:pass/3 told|tell/VERB.VBN/root/0 by/ADP/case/5
Oman/PROPN/obl:agent/3/B-PLACE that/SCONJ/mark/9 the/DET/det/8 offer/NOUN/nsubj/9
stood|stand/VERB/ccomp/3 ~./PUNCT/punct/3
"""


def test_one_who_was_told(parse: Callable, marks: type) -> None:
    doc = parse(WAS_TOLD, marks(said=(("Oman", "was told by", "that the offer stood"),)))
    (told,) = doc.scene().statements
    assert told.statement.speaker == Party("Oman", "OMN")
    assert told.statement.addressee == Party("Jordan", "JOR")


IN_A_LETTER = """
Jordan/PROPN/nsubj/2/B-PLACE said|say/VERB/root/0 {how} that/SCONJ/mark/{n}
talks|talk/NOUN/nsubj/{n} failed|fail/VERB/ccomp/2 ~./PUNCT/punct/2
"""


@pytest.mark.parametrize(
    ("how", "words", "medium"),
    [
        ("in/ADP/case/5 a/DET/det/5 statement/NOUN/obl/2", 3, "statement"),
        ("on/ADP/case/5 state/NOUN/compound/5 television/NOUN/obl/2", 3, "state television"),
        ("in/ADP/case/5 the/DET/det/5 capital/NOUN/obl/2", 3, None),
        ("to/ADP/case/5 a/DET/det/5 newspaper/NOUN/obl/2", 3, None),
    ],
)
def test_the_medium(parse: Callable, marks: type, how: str, words: int, medium: str | None) -> None:
    doc = parse(
        IN_A_LETTER.format(how=how, n=words + 5),
        marks(said=(("Jordan", "said", "that talks failed"),)),
    )
    assert doc.scene().statements[0].statement.medium == medium


def test_to_whom(parse: Callable, marks: type) -> None:
    doc = parse(
        IN_A_LETTER.format(how="to/ADP/case/4 Oman/PROPN/obl/2/B-PLACE", n=7),
        marks(said=(("Jordan", "said", "that talks failed"),)),
    )
    assert doc.scene().statements[0].statement.addressee == Party("Oman", "OMN")


def test_several_speakers(parse: Callable, marks: type) -> None:
    doc = parse(
        """Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE
        said|say/VERB/root/0 talks|talk/NOUN/nsubj/6 failed|fail/VERB/ccomp/4""",
        marks(said=(("Jordan and Oman", "said", "talks failed"),)),
    )
    (told,) = doc.scene().statements
    assert [p.code for p in told.speakers] == ["JOR", "OMN"]
    assert told.statement.speaker == told.speakers[0]


def test_without_a_source_nobody_speaks(parse: Callable, marks: type) -> None:
    doc = parse(SAID_THAT, marks(said=(("", "said", "that Kuwait told them"),)))
    s = doc.scene().statements[0].statement
    assert (s.source, s.speaker) == (None, None)
    assert s.evidence.of(doc.doc.text) == "said that Kuwait told them"


QUOTED = """
{open}/PUNCT/punct/2 ~Talks|talk/NOUN/nsubj/3 failed|fail/VERB/ccomp/6 {close}/PUNCT/punct/3
Ada/PROPN/nsubj/6 said|say/VERB/root/0 then/ADV/advmod/6 ~./PUNCT/punct/6
"""


@pytest.mark.parametrize(
    "quotes",
    [
        '""',
        "“”",
        "„”",
        "«»",
        "„“",
    ],
)
def test_direct_speech(parse: Callable, marks: type, quotes: str) -> None:
    first, last = quotes
    doc = parse(
        QUOTED.format(open=first, close=f"~{last}"),
        marks(said=(("Ada", "said", f"{first}Talks failed{last}"),)),
    )
    assert doc.scene().statements[0].statement.quoting == "direct"


def test_marks_outside_the_content_count(parse: Callable, marks: type) -> None:
    doc = parse(QUOTED.format(open="“", close="~”"), marks(said=(("Ada", "said", "Talks failed"),)))
    assert doc.scene().statements[0].statement.quoting == "direct"


def test_a_quotation_never_closed(parse: Callable, marks: type) -> None:
    doc = parse(
        QUOTED.format(open="“", close="~,"), marks(said=(("Ada", "said", "“Talks failed,"),))
    )
    s = doc.scene().statements[0].statement
    assert s.quoting == "direct"
    assert [c.of(doc.doc.text) for c in s.content] == ["“Talks failed"]


@pytest.mark.parametrize(
    ("content", "quoting"),
    [
        ("that talks “ had failed ”", "mixed"),
        ("“ had failed ”", "direct"),
        ("that talks", "indirect"),
    ],
)
def test_partly_quoted(parse: Callable, marks: type, content: str, quoting: str) -> None:
    doc = parse(
        """
        Ada/PROPN/nsubj/2 said|say/VERB/root/0 that/SCONJ/mark/7 talks|talk/NOUN/nsubj/7
        “/PUNCT/punct/7 had|have/AUX/aux/7 failed|fail/VERB/ccomp/2 ”/PUNCT/punct/7
        """,
        marks(said=(("Ada", "said", content),)),
    )
    assert doc.scene().statements[0].statement.quoting == quoting


def test_a_quotation_broken_by_its_cue(parse: Callable, marks: type) -> None:
    doc = parse(
        """
        "/PUNCT/punct/3 ~The|the/DET/det/3 port/NOUN/dep/6 ~,"/PUNCT/punct/3 Ada/PROPN/nsubj/6
        said|say/VERB/root/0 ~,/PUNCT/punct/6 "/PUNCT/punct/10 ~is|be/AUX/cop/10 open/ADJ/ccomp/6
        ~."/PUNCT/punct/10
        """,
        marks(said=(("Ada", "said", '"The port,"', '"is open."'),)),
    )
    s = doc.scene().statements[0].statement
    assert [c.of(doc.doc.text) for c in s.content] == ['"The port,"', '"is open."']
    assert s.evidence == Span(0, len(doc.doc.text))
    assert s.quoting == "direct"


APART = """
Ada/PROPN/nsubj/2/B-PERSON said|say/VERB/root/0 talks|talk/NOUN/nsubj/4
failed|fail/VERB/ccomp/2 Share|share/VERB/dep/4 this/PRON/obj/5
;; before/ADP/case/2 dawn/NOUN/root/0
"""


def test_no_span_reaches_into_a_passage_apart(parse: Callable, marks: type) -> None:
    said = ("Ada", "said", "talks failed Share this before dawn")
    doc = parse(APART, marks(said=(said,), apart=("Share this ",)))
    s = doc.scene().statements[0].statement
    text = doc.doc.text
    assert [c.of(text).strip() for c in s.content] == ["talks failed"]
    assert s.evidence.of(text).strip() == "Ada said talks failed"


def test_a_statement_whose_content_is_apart_is_none(parse: Callable, marks: type) -> None:
    doc = parse(APART, marks(said=(("Ada", "said", "Share this"),), apart=("Share this ",)))
    assert doc.scene().statements == ()
    # So is one whose cue is.
    doc = parse(APART, marks(said=(("Ada", "Share", "talks failed"),), apart=("Share this ",)))
    assert doc.scene().statements == ()


def test_a_cue_on_both_sides_of_a_passage_apart(parse: Callable, marks: type) -> None:
    said = ("Ada", "failed Share this before", "talks")
    doc = parse(APART, marks(said=(said,), apart=("Share this ",)))
    (cut,) = doc.apart
    for told in doc.scene().statements:
        s = told.statement
        assert s.cue is not None
        assert not s.cue.overlaps(cut)
        assert not s.evidence.overlaps(cut)


def test_what_a_communique_says_its_issuer_says(parse: Callable, marks: type) -> None:
    text = """
    A/DET/det/4 High/PROPN/compound/3 Command/PROPN/compound/4 communique/NOUN/nsubj/5
    said|say/VERB/root/0 troops|troop/NOUN/nsubj/7 left|leave/VERB/ccomp/5 ~./PUNCT/punct/5
    """
    doc = parse(text, marks(said=(("A High Command communique", "said", "troops left"),)))
    (told,) = doc.scene().statements
    assert told.statement.speaker == Party("High Command", None)
    assert told.statement.source is not None
    assert told.statement.source.of(doc.doc.text) == "A High Command communique"
