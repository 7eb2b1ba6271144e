"""Who says so: by the statements around an act, and by whom the network hears."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from backchannel.entries.acts import Scene
from backchannel.entries.choice import VOICE
from backchannel.entries.entry import Party
from backchannel.entries.mentions import Mention
from backchannel.entries.says_so import sources
from backchannel.reader import FoundTrigger
from backchannel.reader.found import Pointing

SAID = (
    "Ada/PROPN/nsubj/1 said/VERB/root/1 that/SCONJ/mark/4 Jordan/PROPN/nsubj/4 "
    "sent/VERB/ccomp/1 a/DET/det/6 letter/NOUN/obj/4"
)
SENT = 4
OMAN = Party("Oman", "OMN")


@pytest.fixture
def scene(parse: Callable, marks: type) -> Scene:
    """Ada says that Jordan sent a letter; Oman is spoken of besides."""
    said = ("Ada", "said", "that Jordan sent a letter")
    made: Scene = parse(SAID, marks(said=(said,))).scene()
    return replace(made, mentions=(Mention(0, ada(made)), Mention(6, OMAN)))


def ada(scene: Scene) -> Party:
    """The speaker of the statement."""
    speaker = scene.statements[0].statement.speaker
    assert speaker is not None
    return speaker


def hears(at: int, odds: float) -> FoundTrigger:
    """A trigger of whose sources the network scores one word, against nobody at 0."""
    made = np.full((7, 4), -np.inf, dtype=np.float32)
    made[SENT, VOICE], made[at, VOICE] = 0.0, odds
    return FoundTrigger(SENT, SENT + 1, "event:AID", 0.9, pointing=Pointing(0, made))


def test_the_speaker_of_a_statement_says_so(scene: Scene) -> None:
    assert sources(scene, SENT) == (ada(scene).name,)
    assert sources(scene, 1) == ()


def test_a_field_of_the_act_is_no_source(scene: Scene) -> None:
    assert sources(scene, SENT, None, (ada(scene),)) == ()
    assert sources(scene, SENT, None, (None, OMAN)) == (ada(scene).name,)


def test_who_is_heard_where_nobody_is_told(scene: Scene) -> None:
    outside = replace(scene, statements=())
    assert sources(outside, SENT, hears(6, 3.0)) == ("Oman",)
    assert sources(outside, SENT, hears(6, -0.3)) == ()


def test_who_is_heard_surely_outweighs_the_speaker(scene: Scene) -> None:
    assert sources(scene, SENT, hears(6, 3.0)) == ("Oman",)
    assert sources(scene, SENT, hears(6, 0.1)) == (ada(scene).name,)
    assert sources(scene, SENT, hears(0, 3.0)) == (ada(scene).name,)


def test_nobody_heard_surely_silences_the_speaker(scene: Scene) -> None:
    assert sources(scene, SENT, hears(6, -5.0)) == ()
    assert sources(scene, SENT, hears(6, -0.1)) == (ada(scene).name,)


def test_who_is_heard_may_be_a_field_of_the_act(scene: Scene) -> None:
    assert sources(scene, SENT, hears(6, 3.0), (OMAN,)) == (ada(scene).name,)
