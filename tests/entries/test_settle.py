"""One sentence of 100 characters stands for the text: a message at 20-60, its trigger at 30-40."""

import pytest

from backchannel.entries.entry import Message, Party, Response, ResponseStance, Status
from backchannel.entries.settle import settle
from backchannel.span import Span

NORLAND, SUDMARK, OMAN = Party("Norland", "NOR"), Party("Sudmark", "SDN"), Party("Oman", "OMN")


def message(status: Status = "reported") -> Message:
    return Message(
        evidence=Span(20, 60),
        trigger=Span(30, 40),
        attributed_to=(),
        sender=NORLAND,
        recipient=SUDMARK,
        intermediary=OMAN,
        channel="unspecified",
        content=None,
        date=None,
        status=status,
    )


def response(
    stance: ResponseStance, who: Party | None, claim: Span | None, evidence: Span | None = None
) -> Response:
    return Response(evidence or Span(70, 99), Span(70, 75), (), who, None, claim, stance)


ABOUT_IT, ABOUT_ELSE = Span(25, 55), Span(80, 99)


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ([], "reported"),
        ([response("deny", SUDMARK, ABOUT_IT)], "disputed"),
        ([response("correct", SUDMARK, ABOUT_IT)], "disputed"),
        ([response("doubt", None, ABOUT_IT)], "disputed"),
        ([response("confirm", SUDMARK, ABOUT_IT)], "confirmed"),
        ([response("confirm", NORLAND, ABOUT_IT)], "confirmed"),
        # By none of the two parties, or by nobody known.
        ([response("confirm", OMAN, ABOUT_IT)], "reported"),
        ([response("confirm", None, ABOUT_IT)], "reported"),
        ([response("confirm", Party("Sudmark"), ABOUT_IT)], "reported"),
        ([response("decline", SUDMARK, ABOUT_IT)], "reported"),
        ([response("deny", SUDMARK, ABOUT_ELSE)], "reported"),
        ([response("deny", SUDMARK, None)], "reported"),
        # One party confirms, another denies: they differ, in either order.
        (
            [response("confirm", NORLAND, ABOUT_IT), response("deny", SUDMARK, ABOUT_IT)],
            "disputed",
        ),
        (
            [response("deny", SUDMARK, ABOUT_IT), response("confirm", NORLAND, ABOUT_IT)],
            "disputed",
        ),
        # The clause that states the sending is itself the denial.
        ([response("deny", SUDMARK, ABOUT_IT, Span(20, 99))], "denied"),
    ],
)
def test_responses_settle_the_status(responses: list[Response], status: Status) -> None:
    (settled,) = settle([message()], responses, "")
    assert settled.status == status


def test_what_is_denied_stays_denied() -> None:
    for stance in ("confirm", "doubt", "correct", "deny"):
        (settled,) = settle([message("denied")], [response(stance, SUDMARK, ABOUT_IT)], "")
        assert settled.status == "denied"


def test_nothing_but_the_status_changes_and_the_order_stays() -> None:
    both = [message(), message("denied")]
    settled = settle(both, [response("deny", SUDMARK, ABOUT_ELSE)], "")
    assert list(settled) == both
