"""Shapes of the kinds."""

from backchannel.entries.entry import Message, Statement
from backchannel.record.shape import Form, names_of, shape


def test_forms_are_read_off_the_types() -> None:
    found = {f.name: (f.form, f.optional) for f in shape(Statement)}
    assert found == {
        "evidence": (Form.SPAN, False),
        "source": (Form.SPAN, True),
        "cue": (Form.SPAN, True),
        "content": (Form.SPANS, False),
        "speaker": (Form.PARTY, True),
        "addressee": (Form.PARTY, True),
        "medium": (Form.PLAIN, True),
        "quoting": (Form.PLAIN, False),
        "within": (Form.PLAIN, True),
        "confidence": (Form.NUMBER, True),
    }


def test_choices_and_names() -> None:
    by_name = {f.name: f for f in shape(Message)}
    assert by_name["status"].choices == ("reported", "confirmed", "denied", "disputed")
    assert by_name["date"].choices == ()
    assert names_of(Message, Form.PARTY) == ("sender", "recipient", "intermediary")
    assert names_of(Message, Form.NAMES) == ("attributed_to",)
