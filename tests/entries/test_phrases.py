from collections.abc import Callable

import pytest

from backchannel.entries.phrases import (
    addressed,
    adjuncts,
    agent,
    clause,
    extent,
    following,
    head_of,
    is_passive,
    members,
    phrase,
    preposition,
    subject,
)

FLEW_AND_TOLD = """
The|the/DET/det/2 envoy/NOUN/nsubj/3 flew|fly/VERB/root/0 home/ADV/advmod/3 and/CCONJ/cc/6
told|tell/VERB/conj/3 the/DET/det/8 council/NOUN/iobj/6 that/SCONJ/mark/11
talks|talk/NOUN/nsubj/11 failed|fail/VERB/ccomp/6 ~./PUNCT/punct/3
"""
WANTS_TO_SEND = """
Norland/PROPN/nsubj/2 wants|want/VERB/root/0 to/PART/mark/4 send/VERB/xcomp/2 a/DET/det/6
message/NOUN/obj/4 to/ADP/case/8 Sudmark/PROPN/obl/4 ~./PUNCT/punct/2
"""
WHO_CARRIED = """
The|the/DET/det/2 diplomat/NOUN/nsubj/7 who/PRON/nsubj/4 carried|carry/VERB/acl:relcl/2
the/DET/det/6 note/NOUN/obj/4 left|leave/VERB/root/0 ~./PUNCT/punct/7
"""
THAT_SHE_WROTE = """
The|the/DET/det/2 letter/NOUN/nsubj/6 that/PRON/obj/5 she/PRON/nsubj/5
wrote|write/VERB/acl:relcl/2 arrived|arrive/VERB/root/0 ~./PUNCT/punct/6
"""
SAID_TO_COME = """
She/PRON/nsubj/2 said|say/VERB/root/0 send/VERB/ccomp/2 help/NOUN/obj/3 ~./PUNCT/punct/2
"""
WAS_TOLD_BY = """
Norland/PROPN/nsubj:pass/3 was|be/AUX/aux:pass/3 told|tell/VERB.VBN/root/0 by/ADP/case/6
the/DET/det/6 envoy/NOUN/{agent}/3 yesterday/ADV/advmod/3 ~./PUNCT/punct/3
"""


@pytest.mark.parametrize(
    ("sentence", "verb", "who"),
    [
        (FLEW_AND_TOLD, "flew", "envoy"),
        (FLEW_AND_TOLD, "told", "envoy"),
        (FLEW_AND_TOLD, "failed", "talks"),
        (WANTS_TO_SEND, "send", "Norland"),
        (WHO_CARRIED, "carried", "diplomat"),
        (WHO_CARRIED, "left", "diplomat"),
        (THAT_SHE_WROTE, "wrote", "she"),
        (SAID_TO_COME, "send", None),
    ],
)
def test_the_subject_of_a_verb(parse: Callable, sentence: str, verb: str, who: str | None) -> None:
    found = subject(parse(sentence)[verb])
    assert (found.text if found else None) == who


def test_of_two_subjects_the_nearest_before_the_verb(parse: Callable) -> None:
    doc = parse("""
        Monday/PROPN/nsubj/3 Norland/PROPN/nsubj/3 said|say/VERB/root/0 little/ADJ/obj/3
        they/PRON/nsubj/3
    """)
    assert subject(doc["said"]) == doc["Norland"]


def test_a_word_alone_has_no_subject_and_is_its_own_clause(parse: Callable) -> None:
    doc = parse("Run/VERB/root/0")
    assert subject(doc["Run"]) is None
    assert clause(doc["Run"]) == doc["Run"]


@pytest.mark.parametrize("relation", ["obl:agent", "obl"])
def test_the_agent_of_a_passive(parse: Callable, relation: str) -> None:
    doc = parse(WAS_TOLD_BY.format(agent=relation))
    assert is_passive(doc["told"])
    assert agent(doc["told"]) == doc["envoy"]


def test_a_bare_participle_after_a_noun_is_passive(parse: Callable) -> None:
    doc = parse("""
        A|a/DET/det/2 note/NOUN/nsubj/7 sent|send/VERB.VBN/acl/2 to/ADP/case/5 Norland/PROPN/obl/3
        has|have/AUX/aux/7 reached|reach/VERB.VBN/root/0 it/PRON/obj/7 ~./PUNCT/punct/7
    """)
    assert is_passive(doc["sent"])
    assert not is_passive(doc["reached"])
    assert agent(doc["sent"]) is None


def test_a_participle_coordinated_with_a_passive_is_passive(parse: Callable) -> None:
    doc = parse("""
        It/PRON/nsubj:pass/3 was|be/AUX/aux:pass/3 written|write/VERB.VBN/root/0 and/CCONJ/cc/5
        sent|send/VERB.VBN/conj/3 ~./PUNCT/punct/3
    """)
    assert is_passive(doc["sent"])


OFFICE = """
The|the/DET/det/2 ministry/NOUN/nsubj/12 of/ADP/case/4 defence/NOUN/nmod/2 ~,/PUNCT/punct/7
a/DET/det/7 body/NOUN/appos/2 in/ADP/case/9 Port/PROPN/nmod/7 ~,/PUNCT/punct/7 which/PRON/nsubj/12
spoke|speak/VERB/root/0 ~./PUNCT/punct/12
"""


def test_a_phrase_leaves_out_appositions_and_keeps_whose_it_is(parse: Callable) -> None:
    assert phrase(parse(OFFICE)["ministry"]).text == "The ministry of defence"


def test_a_phrase_leaves_out_the_preposition_before_it_and_its_coordination(
    parse: Callable,
) -> None:
    doc = parse("""
        Letters|letter/NOUN/nsubj/8 from/ADP/case/3 Qatar/PROPN/nmod/1 ~,/PUNCT/punct/5
        Oman/PROPN/conj/3 and/CCONJ/cc/7 Kuwait/PROPN/conj/3 came|come/VERB/root/0 ~./PUNCT/punct/8
    """)
    assert phrase(doc["Qatar"]).text == "Qatar"
    assert [t.text for t in members(doc["Qatar"])] == ["Qatar", "Oman", "Kuwait"]
    assert [t.text for t in members(doc["Kuwait"])] == ["Kuwait"]


def test_prepositions_of_several_words(parse: Callable) -> None:
    doc = parse("""
        It/PRON/nsubj/2 went|go/VERB/root/0 by/ADP/case/6 way/NOUN/fixed/3 of/ADP/fixed/3
        Oman/PROPN/obl/2 to/ADP/case/8 Norland/PROPN/obl/2 ~./PUNCT/punct/2
    """)
    assert preposition(doc["Oman"]) == "by way of"
    assert list(adjuncts(doc["went"], "by way of", "via")) == [doc["Oman"]]
    assert list(adjuncts(doc["went"], "to")) == [doc["Norland"]]


def test_the_noun_a_span_is_about(parse: Callable) -> None:
    doc = parse(FLEW_AND_TOLD)
    assert head_of(doc.doc[0:2]) == doc["envoy"]
    assert head_of(doc.doc[0:6]) == doc["envoy"]  # the root is a verb


def test_the_noun_phrase_after_a_verb(parse: Callable) -> None:
    doc = parse(FLEW_AND_TOLD)
    assert following(doc["told"]) == doc["council"]
    assert following(doc["failed"]) is None
    last = parse("She/PRON/nsubj/2 told|tell/VERB/root/0")
    assert following(last["told"]) is None


def test_to_whom_soon_after(parse: Callable) -> None:
    doc = parse(WANTS_TO_SEND)
    _, end = doc.tokens("a message")
    assert addressed(doc.doc, end) == doc["Sudmark"]
    assert addressed(doc.doc, len(doc.doc)) is None
    # Not beyond a verb, nor beyond a mark.
    assert addressed(doc.doc, doc["wants"].i) is None


def test_the_clause_of_a_word(parse: Callable) -> None:
    doc = parse(FLEW_AND_TOLD)
    assert clause(doc["council"]) == doc["told"]
    assert clause(doc["talks"]) == doc["failed"]


def test_the_extent_of_a_clause_leaves_end_marks_out_and_quotation_marks_in(
    parse: Callable,
) -> None:
    doc = parse("""
        "/PUNCT/punct/3 ~We|we/PRON/nsubj/3 wait/VERB/root/0 ~."/PUNCT/punct/3
    """)
    start, end = extent(doc["wait"], doc.doc)
    assert doc.doc.text[start:end] == '"We wait'
    doc = parse(FLEW_AND_TOLD)
    start, end = extent(doc["flew"], doc.doc)
    assert doc.doc.text[start:end].endswith("that talks failed")


def test_a_helping_verb_is_no_subject(parse: Callable) -> None:
    doc = parse("""
        Iran/PROPN/nsubj/3 had|have/AUX/nsubj/3 sent|send/VERB/root/0 one/PRON/obj/3
    """)
    assert subject(doc["sent"]) == doc["Iran"]


def test_to_whom_is_no_part_of_a_name(parse: Callable) -> None:
    doc = parse("""
        A|a/DET/det/2 letter/NOUN/nsubj/7 from/ADP/case/4 Serbia/PROPN/nmod/2 to/ADP/case/6
        Kosovo/PROPN/nmod/4 arrived|arrive/VERB/root/0
    """)
    assert phrase(doc["Serbia"]).text == "Serbia"
