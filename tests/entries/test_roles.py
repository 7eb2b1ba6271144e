"""Sentences in which the words that stand for sender, recipient and carrier are told by syntax."""

from collections.abc import Callable

import pytest

from backchannel.entries.roles import roles

LETTER_THROUGH = """
Norland/PROPN/nsubj/2 sent|send/VERB/root/0 a/DET/det/4 letter/NOUN/obj/2 to/ADP/case/6
Sudmark/PROPN/{to}/{hung} through/ADP/case/8 Switzerland/PROPN/obl/2 ~./PUNCT/punct/2
"""
WAS_TOLD_BY = """
Norland/PROPN/nsubj:pass/3 was|be/AUX/aux:pass/3 told|tell/VERB.VBN/root/0 by/ADP/case/5
Oman/PROPN/obl:agent/3 that/SCONJ/mark/9 the/DET/det/8 offer/NOUN/nsubj/9
stood|stand/VERB/ccomp/3 ~./PUNCT/punct/3
"""
LETTER_WAS_SENT = """
A|a/DET/det/2 letter/NOUN/nsubj:pass/4 was|be/AUX/aux:pass/4 sent|send/VERB.VBN/root/0
to/ADP/case/6 Norland/PROPN/obl/4 by/ADP/case/9 the/DET/det/9 minister/NOUN/obl:agent/4
~./PUNCT/punct/4
"""
LETTER_WAS_BY = """
A|a/DET/det/2 letter/NOUN/nsubj:pass/4 was|be/AUX/aux:pass/4 {verb}/VERB.VBN/root/0 by/ADP/case/6
Norland/PROPN/obl:agent/4 ~./PUNCT/punct/4
"""
RECEIVED_FROM = """
Norland/PROPN/nsubj/2 received|receive/VERB/root/0 a/DET/det/4 letter/NOUN/obj/2 from/ADP/case/6
Sudmark/PROPN/{rel}/{hung} ~./PUNCT/punct/2
"""
PASSED_FROM_TO = """
Oman/PROPN/nsubj/2 passed|pass/VERB/root/0 a/DET/det/4 message/NOUN/obj/2 from/ADP/case/6
Norland/PROPN/{rel}/{hung} to/ADP/case/8 Sudmark/PROPN/obl/2 ~./PUNCT/punct/2
"""
EXCHANGED_WITH = """
Norland/PROPN/nsubj/3 has|have/AUX/aux/3 exchanged|exchange/VERB.VBN/root/0
messages|message/NOUN/obj/3 with/ADP/case/6 Sudmark/PROPN/nmod/4 via/ADP/case/8 Oman/PROPN/obl/3
~./PUNCT/punct/3
"""
BETWEEN = """
There|there/PRON/expl/2 were|be/VERB/root/0 messages|message/NOUN/nsubj/2 between/ADP/case/5
Norland/PROPN/nmod/3 and/CCONJ/cc/7 Sudmark/PROPN/conj/5 ~./PUNCT/punct/2
"""
IN_A_LETTER_TO = """
In|in/ADP/case/3 a/DET/det/3 letter/NOUN/obl/8 to/ADP/case/5 Sudmark/PROPN/nmod/3 ~,/PUNCT/punct/3
Norland/PROPN/nsubj/8 asked|ask/VERB/root/0 for/ADP/case/10 calm/NOUN/obl/8 ~./PUNCT/punct/8
"""
OWN_LETTER = """
Norland/PROPN/nmod:poss/3 ~'s/PART/case/1 letter/NOUN/nsubj/6 to/ADP/case/5 Sudmark/PROPN/nmod/3
spoke|speak/VERB/root/0 of/ADP/case/8 calm/NOUN/obl/6 ~./PUNCT/punct/6
"""
TOLD_COUNCIL = """
The|the/DET/det/2 envoy/NOUN/nsubj/3 flew|fly/VERB/root/0 home/ADV/advmod/3 and/CCONJ/cc/6
told|tell/VERB/conj/3 the/DET/det/8 council/NOUN/iobj/6 that/SCONJ/mark/11
talks|talk/NOUN/nsubj/11 failed|fail/VERB/ccomp/6 ~./PUNCT/punct/3
"""
WRITTEN_BY = """
A|a/DET/det/2 letter/NOUN/nsubj/7 written|write/VERB.VBN/acl/2 by/ADP/case/5
Norland/PROPN/obl:agent/3 has|have/AUX/aux/7 arrived|arrive/VERB.VBN/root/0 ~./PUNCT/punct/7
"""
WHO_CARRIED = """
The|the/DET/det/2 diplomat/NOUN/nsubj/11 who/PRON/nsubj/4 carried|carry/VERB/acl:relcl/2
the/DET/det/6 note/NOUN/obj/4 from/ADP/case/8 Norland/PROPN/nmod/6 to/ADP/case/10
Sudmark/PROPN/obl/4 left|leave/VERB/root/0 ~./PUNCT/punct/11
"""
WITH_DEMANDS = """
Norland/PROPN/nsubj/2 sent|send/VERB/root/0 Sudmark/PROPN/obj/2 a/DET/det/5 letter/NOUN/obj/2
with/ADP/case/7 demands|demand/NOUN/nmod/5 ~./PUNCT/punct/2
"""
RECEIVED_THEIRS = """
Norland/PROPN/nsubj/2 received|receive/VERB/root/0 Sudmark/PROPN/nmod:poss/5 ~'s/PART/case/3
letter/NOUN/obj/2 ~./PUNCT/punct/2
"""
WANTS_TO_TELL = """
Norland/PROPN/nsubj/2 wants|want/VERB/root/0 to/PART/mark/4 tell/VERB/xcomp/2
Sudmark/PROPN/obj/4 this/PRON/obj/4 ~./PUNCT/punct/2
"""
ON_THE_VERB = {"rel": "obl", "hung": 2}
ON_THE_NOUN = {"rel": "nmod", "hung": 4}


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (LETTER_THROUGH.format(to="nmod", hung=4), "sent", "Norland > Sudmark via Switzerland"),
        (LETTER_THROUGH.format(to="obl", hung=2), "sent", "Norland > Sudmark via Switzerland"),
        (LETTER_THROUGH.format(to="nmod", hung=4), "letter", "Norland > Sudmark via Switzerland"),
        (LETTER_THROUGH.format(to="obl", hung=2), "letter", "Norland > Sudmark via Switzerland"),
        (WAS_TOLD_BY, "told", "Oman > Norland via -"),
        (LETTER_WAS_SENT, "sent", "minister > Norland via -"),
        (LETTER_WAS_SENT, "letter", "minister > Norland via -"),
        (RECEIVED_FROM.format(**ON_THE_VERB), "received", "Sudmark > Norland via -"),
        (RECEIVED_FROM.format(**ON_THE_NOUN), "received", "Sudmark > Norland via -"),
        (RECEIVED_FROM.format(**ON_THE_VERB), "letter", "Sudmark > Norland via -"),
        (RECEIVED_FROM.format(**ON_THE_NOUN), "letter", "Sudmark > Norland via -"),
        (PASSED_FROM_TO.format(**ON_THE_VERB), "passed", "Norland > Sudmark via Oman"),
        (PASSED_FROM_TO.format(**ON_THE_NOUN), "passed", "Norland > Sudmark via Oman"),
        (PASSED_FROM_TO.format(**ON_THE_VERB), "message", "Norland > Sudmark via Oman"),
        (PASSED_FROM_TO.format(**ON_THE_NOUN), "message", "Norland > Sudmark via Oman"),
        (WHO_CARRIED, "carried", "Norland > Sudmark via diplomat"),
        (EXCHANGED_WITH, "exchanged", "Norland > Sudmark via Oman"),
        (EXCHANGED_WITH, "messages", "Norland > Sudmark via Oman"),
        (BETWEEN, "messages", "Norland > Sudmark via -"),
        (IN_A_LETTER_TO, "asked", "Norland > Sudmark via -"),
        (IN_A_LETTER_TO, "letter", "Norland > Sudmark via -"),
        (OWN_LETTER, "letter", "Norland > Sudmark via -"),
        (TOLD_COUNCIL, "told", "envoy > council via -"),
        (WRITTEN_BY, "written", "Norland > - via -"),
        (LETTER_WAS_BY.format(verb="written|write"), "letter", "Norland > - via -"),
        (LETTER_WAS_BY.format(verb="received|receive"), "letter", "- > Norland via -"),
        (LETTER_WAS_BY.format(verb="criticised|criticise"), "letter", "- > - via -"),
        (WITH_DEMANDS, "sent", "Norland > Sudmark via -"),
        (RECEIVED_THEIRS, "letter", "Sudmark > Norland via -"),
        (RECEIVED_THEIRS, "received", "Sudmark > Norland via -"),
        (WANTS_TO_TELL, "tell", "Norland > Sudmark this via -"),
    ],
)
def test_sender_recipient_and_carrier(
    parse: Callable, sentence: str, trigger: str, expected: str
) -> None:
    found = roles(parse(sentence)[trigger])
    sender = found.sender.text if found.sender else "-"
    recipients = " ".join(t.text for t in found.recipient) or "-"
    carrier = found.intermediary.text if found.intermediary else "-"
    assert f"{sender} > {recipients} via {carrier}" == expected
