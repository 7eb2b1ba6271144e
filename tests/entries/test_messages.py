from collections.abc import Callable
from dataclasses import replace

import pytest

from backchannel.entries.entry import Message, Party
from backchannel.entries.messages import _between, read_messages

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
SENT = """
Jordan/PROPN/nsubj/2/B-PLACE sent|send/VERB/root/0 a/DET/det/4 {what}/NOUN/obj/2 to/ADP/case/6
Kuwait/PROPN/obl/2/B-PLACE {rest} ~./PUNCT/punct/2
"""
THROUGH = "through/ADP/case/8 Oman/PROPN/obl/2/B-PLACE"
TOLD = """
Jordan/PROPN/nsubj/4/B-PLACE and/CCONJ/cc/3 Oman/PROPN/conj/1/B-PLACE told|tell/VERB/root/0
Kuwait/PROPN/iobj/4/B-PLACE and/CCONJ/cc/7 Iran/PROPN/conj/5/B-PLACE that/SCONJ/mark/9
talks|talk/NOUN/nsubj/10 failed|fail/VERB/ccomp/4 ~./PUNCT/punct/4
"""


def read(doc: object) -> tuple[Message, ...]:
    return read_messages(doc.scene())  # type: ignore[attr-defined]


def test_a_letter_carried_by_a_third_state(parse: Callable, marks: type) -> None:
    doc = parse(
        SENT.format(what="letter", rest=THROUGH), marks(acts=(("sent a letter", "message"),))
    )
    (m,) = read(doc)
    text = doc.doc.text
    assert (m.sender, m.recipient, m.intermediary) == (JORDAN, KUWAIT, OMAN)
    assert (m.channel, m.status, m.date, m.content) == ("letter", "reported", None, None)
    assert m.attributed_to == ()
    assert m.trigger.of(text) == "sent a letter"
    assert m.evidence.of(text) == text[:-1]


@pytest.mark.parametrize(
    ("what", "rest", "channel"),
    [
        ("cable", "", "letter"),
        ("signal", "", "unspecified"),
        ("signal", THROUGH, "back_channel"),
        ("delegation", "", "envoy"),
        ("tweet", "", "broadcast"),
        ("signal", "by/ADP/case/8 telephone/NOUN/obl/2", "call"),
        ("signal", "through/ADP/case/8 embassies|embassy/NOUN/obl/2", "embassy"),
        ("signal", "indirectly/ADV/advmod/2", "back_channel"),
    ],
)
def test_the_channel(parse: Callable, marks: type, what: str, rest: str, channel: str) -> None:
    doc = parse(SENT.format(what=what, rest=rest), marks(acts=((f"sent a {what}", "message"),)))
    assert [m.channel for m in read(doc)] == [channel]


def test_each_sender_and_each_recipient_makes_an_entry(parse: Callable, marks: type) -> None:
    doc = parse(
        TOLD,
        marks(acts=(("told", "message", "talks failed"),)),
    )
    found = read(doc)
    pairs = [(m.sender.code, m.recipient.code) for m in found if m.sender and m.recipient]
    assert pairs == [("JOR", "KWT"), ("JOR", "IRN"), ("OMN", "KWT"), ("OMN", "IRN")]
    assert len({(m.evidence, m.trigger, m.content) for m in found}) == 1


THE_EMBASSY = """through/ADP/case/10 the/DET/det/10 Omani/ADJ/amod/10 embassy/NOUN/obl/2"""
EMBASSY_OF = """through/ADP/case/9 the/DET/det/9 embassy/NOUN/obl/2 of/ADP/case/11
Oman/PROPN/nmod/9/B-PLACE"""
AN_EMBASSY = "through/ADP/case/9 an|a/DET/det/9 embassy/NOUN/obl/2"


@pytest.mark.parametrize(
    ("embassy", "carrier"),
    [
        (THE_EMBASSY, "OMN"),
        (AN_EMBASSY, None),
        (EMBASSY_OF, "OMN"),
    ],
)
def test_an_embassy_carries_for_the_state_whose_it_is(
    parse: Callable, marks: type, embassy: str, carrier: str | None
) -> None:
    doc = parse(
        SENT.format(what="signal", rest=embassy), marks(acts=(("sent a signal", "message"),))
    )
    (m,) = read(doc)
    assert (m.intermediary.code if m.intermediary else None) == carrier
    assert m.channel == "embassy"


BETWEEN = """
There|there/PRON/expl/2 were|be/VERB/root/0 {what}/NOUN/nsubj/2 between/ADP/case/5
Jordan/PROPN/nmod/3/B-PLACE and/CCONJ/cc/7 Kuwait/PROPN/conj/5/B-PLACE ~./PUNCT/punct/2
"""


def test_an_exchange_between_two_is_one_entry(parse: Callable, marks: type) -> None:
    doc = parse(
        BETWEEN.format(what="letters|letter"), marks(acts=(("letters between", "message"),))
    )
    (m,) = read(doc)
    assert (m.sender, m.recipient, m.channel) == (JORDAN, KUWAIT, "letter")


def test_a_party_told_as_an_official_says_was_told_by_the_officials_side(
    parse: Callable, marks: type
) -> None:
    doc = parse(
        """
        Jordanian/ADJ/amod/2 officials|official/NOUN/nsubj/3 said|say/VERB/root/0
        Kuwait/PROPN/nsubj:pass/6/B-PLACE was|be/AUX/aux:pass/6 told|tell/VERB.VBN/ccomp/3
        ~./PUNCT/punct/3
        """,
        marks(
            said=(("Jordanian officials", "said", "Kuwait was told"),),
            acts=(("was told", "message"),),
        ),
    )
    (m,) = read(doc)
    assert (m.sender, m.recipient) == (JORDAN, KUWAIT)
    assert m.attributed_to == ("Jordanian officials",)


def test_nobody_writes_to_itself(parse: Callable, marks: type) -> None:
    doc = parse(
        """Jordan/PROPN/nsubj/2/B-PLACE wrote|write/VERB/root/0 to/ADP/case/4
        Jordan/PROPN/obl/2/B-PLACE""",
        marks(acts=(("wrote", "message"),)),
    )
    assert read(doc) == ()


def test_a_trigger_under_the_threshold_is_none(parse: Callable, marks: type) -> None:
    doc = parse(SENT.format(what="letter", rest=""), marks(acts=(("sent", "message"),)))
    doc.doc._.triggers = tuple(replace(t, score=0.1) for t in doc.doc._.triggers)
    assert read(doc) == ()


def test_other_kinds_of_triggers_are_none(parse: Callable, marks: type) -> None:
    doc = parse(SENT.format(what="letter", rest=""), marks(acts=(("sent", "response:deny"),)))
    assert read(doc) == ()


REMARK = """
Jordan/PROPN/nsubj/2/B-PLACE told|tell/VERB/root/0 {whom} that/SCONJ/mark/5
talks|talk/NOUN/nsubj/6 failed|fail/VERB/ccomp/2 ~./PUNCT/punct/2
"""


@pytest.mark.parametrize("whom", ["reporters|reporter/NOUN/iobj/2", "Reuters/PROPN/iobj/2"])
def test_a_remark_to_reporters_is_no_message(parse: Callable, marks: type, whom: str) -> None:
    doc = parse(REMARK.format(whom=whom), marks(acts=(("told", "message", "that talks failed"),)))
    assert read(doc) == ()


IN_QUOTES = """
"/PUNCT/punct/3 ~{who}/PRON/nsubj/3 told|tell/VERB/ccomp/{said} Kuwait/PROPN/iobj/3/B-PLACE
everything/PRON/obj/3 ~,/PUNCT/punct/3 ~"/PUNCT/punct/3 {source} said|say/VERB/root/0
~./PUNCT/punct/{said}
"""
MINISTER = """the/DET/det/10 Jordanian/ADJ/amod/10 minister/NOUN/nsubj/14 ~,/PUNCT/punct/12
Ali/PROPN/appos/10/B-PERSON Darvish/PROPN/flat/12/I-PERSON"""


@pytest.mark.parametrize(
    ("who", "sender"),
    [("I", Party("Ali Darvish", "JOR")), ("We|we", JORDAN)],
)
def test_the_first_person_is_the_speaker_and_the_plural_the_state(
    parse: Callable, marks: type, who: str, sender: Party
) -> None:
    word = who.partition("|")[0]
    doc = parse(
        IN_QUOTES.format(who=who, source=MINISTER, said=14),
        marks(
            said=(
                (
                    "the Jordanian minister, Ali Darvish",
                    "said",
                    f'"{word} told Kuwait everything,"',
                ),
            ),
            acts=(("told", "message", "everything"),),
        ),
    )
    (m,) = read(doc)
    assert (m.sender, m.recipient) == (sender, KUWAIT)
    assert m.attributed_to == ("Ali Darvish",)


CHAIN = """
Reuters/PROPN/nsubj/2 reported|report/VERB/root/0 that/SCONJ/mark/6 Omani/ADJ/amod/5
officials|official/NOUN/nsubj/6 said|say/VERB/ccomp/2 that/SCONJ/mark/9
Jordan/PROPN/nsubj/9/B-PLACE wrote|write/VERB/ccomp/6 to/ADP/case/11
Kuwait/PROPN/obl/9/B-PLACE ~./PUNCT/punct/2
"""


def test_sources_from_the_nearest_to_the_farthest(parse: Callable, marks: type) -> None:
    doc = parse(
        CHAIN,
        marks(
            said=(
                ("Reuters", "reported", "that Omani officials said that Jordan wrote to Kuwait"),
                ("Omani officials", "said", "that Jordan wrote to Kuwait"),
            ),
            acts=(("wrote", "message"),),
        ),
    )
    (m,) = read(doc)
    assert m.attributed_to == ("Omani officials", "Reuters")
    assert (m.sender, m.recipient) == (JORDAN, KUWAIT)


def test_a_statement_by_nobody_is_by_an_unnamed_source(parse: Callable, marks: type) -> None:
    doc = parse(
        CHAIN,
        marks(said=(("", "said", "that Jordan wrote to Kuwait"),), acts=(("wrote", "message"),)),
    )
    assert [m.attributed_to for m in read(doc)] == [("unnamed source",)]


def test_a_statement_that_is_itself_the_message(parse: Callable, marks: type) -> None:
    doc = parse(
        REMARK.format(whom="Kuwait/PROPN/iobj/2/B-PLACE"),
        marks(said=(("Jordan", "told", "that talks failed"),), acts=(("told", "message"),)),
    )
    (m,) = read(doc)
    assert (m.sender, m.recipient, m.attributed_to) == (JORDAN, KUWAIT, ())
    assert m.content is not None
    assert m.content.of(doc.doc.text) == "that talks failed"


REPLY = """
Jordan/PROPN/nsubj/2/B-PLACE wrote|write/VERB/root/0 to/ADP/case/4 Kuwait/PROPN/obl/2/B-PLACE
on/ADP/case/6 Tuesday/PROPN/obl/2 ~./PUNCT/punct/2
;; {who}/PROPN/nsubj/2/B-PLACE replied|reply/VERB/root/0 calmly/ADV/advmod/2 ~./PUNCT/punct/2
"""


@pytest.mark.parametrize(("who", "recipient"), [("Kuwait", JORDAN), ("Oman", None)])
def test_a_reply_goes_back_to_the_sender(
    parse: Callable, marks: type, who: str, recipient: Party | None
) -> None:
    doc = parse(REPLY.format(who=who), marks(acts=(("wrote", "message"), ("replied", "message"))))
    first, second = read(doc)
    assert first.date == "2024-08-06"
    assert second.date is None
    assert (second.sender, second.recipient) == (Party(who, second.sender.code), recipient)  # type: ignore[union-attr]


def test_the_same_sending_told_twice_is_one_entry(parse: Callable, marks: type) -> None:
    doc = parse(
        """
        Jordan/PROPN/nsubj/2/B-PLACE told|tell/VERB/root/0 Kuwait/PROPN/iobj/2/B-PLACE
        ~,/PUNCT/punct/2 writing|write/VERB/advcl/2 to/ADP/case/7 Kuwait/PROPN/obl/5/B-PLACE
        ~,/PUNCT/punct/2 that/SCONJ/mark/11 talks|talk/NOUN/nsubj/11 failed|fail/VERB/ccomp/2
        """,
        marks(
            acts=(("told", "message", "talks failed"), ("writing", "message", "that talks failed"))
        ),
    )
    (m,) = read(doc)
    assert m.trigger.of(doc.doc.text) == "told"


def test_two_triggers_that_overlap_are_one_act(parse: Callable, marks: type) -> None:
    doc = parse(
        SENT.format(what="letter", rest=""),
        marks(acts=(("sent a letter", "message"), ("letter to", "message"))),
    )
    assert len(read(doc)) == 1


NOT_MENTIONED = """
A|a/DET/det/2 letter/NOUN/nsubj/7 to/ADP/case/4 Kuwait/PROPN/nmod/2/B-PLACE did|do/AUX/aux/7
not/PART/advmod/7 mention/VERB/root/0 oil/NOUN/obj/7 ~./PUNCT/punct/7
"""
NOT_IN_IT = """
In|in/ADP/case/3 a/DET/det/3 letter/NOUN/obl/9 to/ADP/case/5 Kuwait/PROPN/nmod/3/B-PLACE
Jordan/PROPN/nsubj/9/B-PLACE did|do/AUX/aux/9 not/PART/advmod/9 apologise/VERB/root/0
"""
NOT_SENT = """
Jordan/PROPN/nsubj/4/B-PLACE has|have/AUX/aux/4 {no} sent|send/VERB.VBN/root/0 any/DET/det/6
letter/NOUN/obj/4 to/ADP/case/8 Kuwait/PROPN/{to} ~./PUNCT/punct/4
"""
DENIED = """
Jordan/PROPN/nsubj/2/B-PLACE {verb}/VERB/root/0 that/SCONJ/mark/5 it/PRON/nsubj/5
sent|send/VERB/ccomp/2 a/DET/det/7 letter/NOUN/obj/5 to/ADP/case/9 Kuwait/PROPN/obl/5/B-PLACE
~./PUNCT/punct/2
"""


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        (NOT_SENT.format(no="never/ADV/advmod/4", to="obl/4/B-PLACE"), "sent", "denied"),
        (NOT_SENT.format(no="not/PART/advmod/4", to="obl/4/B-PLACE"), "sent any letter", "denied"),
        (NOT_SENT.format(no="just/ADV/advmod/4", to="obl/4/B-PLACE"), "sent", "reported"),
        (NOT_SENT.format(no="not/PART/advmod/4", to="nmod/6/B-PLACE"), "letter to", "denied"),
        (DENIED.format(verb="denied|deny"), "sent a letter", "denied"),
        (DENIED.format(verb="denied|deny"), "letter to", "denied"),
        (DENIED.format(verb="believes|believe"), "sent a letter", "reported"),
        (NOT_MENTIONED, "letter to", "reported"),
        (NOT_IN_IT, "letter to", "reported"),
    ],
)
def test_what_is_negated_or_under_a_denial_is_denied(
    parse: Callable, marks: type, sentence: str, trigger: str, status: str
) -> None:
    doc = parse(sentence, marks(acts=((trigger, "message"),)))
    assert [m.status for m in read(doc)] == [status]


def test_a_message_in_a_passage_apart_is_cut_to_nothing_beyond_it(
    parse: Callable, marks: type
) -> None:
    doc = parse(
        """
        Jordan/PROPN/nsubj/2/B-PLACE told|tell/VERB/root/0 Kuwait/PROPN/iobj/2/B-PLACE
        Advertisement/NOUN/dep/2 talks|talk/NOUN/nsubj/6 failed|fail/VERB/ccomp/2 ~./PUNCT/punct/2
        """,
        marks(acts=(("told", "message", "talks failed"),), apart=("Advertisement ",)),
    )
    (m,) = read(doc)
    (cut,) = doc.apart
    assert not m.evidence.overlaps(cut)
    assert m.evidence.covers(m.trigger)


def test_a_trigger_on_both_sides_of_a_passage_apart(parse: Callable, marks: type) -> None:
    doc = parse(
        """
        Jordan/PROPN/nsubj/2/B-PLACE sent|send/VERB/root/0 Advertisement/NOUN/dep/2
        letters|letter/NOUN/obj/2 to/ADP/case/6 Kuwait/PROPN/obl/2/B-PLACE ~./PUNCT/punct/2
        """,
        marks(acts=(("sent Advertisement letters", "message"),), apart=("Advertisement ",)),
    )
    (cut,) = doc.apart
    for m in read(doc):
        assert not m.trigger.overlaps(cut)
        assert not m.evidence.overlaps(cut)
        assert m.evidence.covers(m.trigger)


def test_nobody_carries_a_message_of_their_own() -> None:
    ends = (Party("Jordan", "JOR"), Party("Kuwait", "KWT"))
    envoy, oman = Party("Ali Darvish", "JOR"), Party("Oman", "OMN")
    assert _between((envoy, oman), ends) == (oman,)
