"""Who plays which part, from scores given by hand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.entries.acts import Scene
from backchannel.entries.choice import (
    AGENT,
    CARRIER,
    MOST,
    NOBODY,
    PATIENT,
    VOICE,
    Chosen,
    choose,
    pairs,
)
from backchannel.entries.entry import Party, Statement
from backchannel.entries.mentions import Mention
from backchannel.entries.statements import Told
from backchannel.entries.who import Voice
from backchannel.reader import FoundTrigger
from backchannel.reader.found import Pointing
from backchannel.span import Span

JORDAN, KUWAIT, OMAN = Party("Jordan", "JOR"), Party("Kuwait", "KWT"), Party("Oman", "OMN")
ALLIES = Party("its allies")
COUNT = 12
WORDS = " ".join(f"w{i}/NOUN/{'dep' if i else 'root'}/{1 if i else 0}" for i in range(COUNT))


def scene_of(parse: Callable, mentions: dict[int, Party]) -> Scene:
    """Twelve words, of which some are said to stand for parties."""
    scene: Scene = parse(WORDS).scene()
    return replace(scene, mentions=tuple(Mention(i, p) for i, p in sorted(mentions.items())))


def pointing(start: int, part: int, scores: dict[int, float], first: int = 0) -> FoundTrigger:
    """A trigger of one word whose own score is 0 unless given."""
    made = np.full((COUNT - first, 4), -np.inf, dtype=np.float32)
    for i, score in ({start: 0.0} | scores).items():
        made[i - first, part] = score
    return FoundTrigger(start, start + 1, "event:AID", 0.9, pointing=Pointing(first, made))


def told(speaker: Party, content: tuple[int, int]) -> Told:
    """A statement over some of the words."""
    spans = (Span(0, 1),)
    said = Statement(spans[0], None, None, spans, speaker, None, None, "indirect", None)
    return Told(said, (content,), (0, 1), Voice(speaker), (speaker,))


@pytest.mark.parametrize("part", [AGENT, PATIENT, CARRIER, VOICE])
def test_the_scores_of_one_partys_mentions_add_up(parse: Callable, part: int) -> None:
    scene = scene_of(parse, {0: JORDAN, 3: OMAN, 5: JORDAN})
    found = choose(scene, pointing(8, part, {0: 1.0, 3: 1.5, 5: 1.2}), part)
    assert (found.parties, found.first, found.token) == ((JORDAN,), JORDAN, 5)
    one, two, other = np.exp([1.0, 1.2, 1.5])
    assert found.probability == pytest.approx((one + two) / (1 + one + two + other))


def test_forms_of_one_name_add_up_under_the_one_meant_most(parse: Callable) -> None:
    minister = Party("Ada Quist", "JOR")
    scene = scene_of(parse, {0: JORDAN, 3: OMAN, 5: minister})
    found = choose(scene, pointing(8, AGENT, {0: 1.2, 3: 1.5, 5: 1.0}), AGENT)
    assert found.parties == (JORDAN,)


def test_parties_without_a_code_are_told_apart_by_name(parse: Callable) -> None:
    scene = scene_of(parse, {0: ALLIES, 3: Party("rebels"), 5: Party("rebels")})
    found = choose(scene, pointing(8, AGENT, {0: 1.5, 3: 1.0, 5: 1.0}), AGENT)
    assert found.parties == (Party("rebels"),)


def test_nobody_wins_where_its_score_is_higher(parse: Callable) -> None:
    scene = scene_of(parse, {0: JORDAN, 3: OMAN})
    t = pointing(8, AGENT, {0: 0.5, 3: 0.4, 8: 1.0})
    found = choose(scene, t, AGENT)
    assert (found.parties, found.first, found.token) == ((), None, None)
    assert found.probability == pytest.approx(np.exp(1.0) / np.exp([0.5, 0.4, 1.0]).sum())


def test_whoever_speaks_is_likelier_to_threaten_than_others(parse: Callable) -> None:
    scene = scene_of(parse, {0: JORDAN, 3: OMAN})
    spoken = replace(scene, statements=(told(OMAN, (8, 9)),))
    t = replace(pointing(8, AGENT, {0: 1.0, 3: 0.5}), label="signal:threat")
    assert choose(scene, t, AGENT).parties == (JORDAN,)
    assert choose(spoken, t, AGENT).parties == (OMAN,)
    assert not choose(spoken, t, AGENT).named, "Oman speaks, and is not named in what it says"


def test_an_issuer_named_in_the_speech_is_named_so(parse: Callable) -> None:
    minister = Party("Badr Albusaidi", OMAN.code)
    scene = scene_of(parse, {0: minister, 3: OMAN})
    t = replace(pointing(8, AGENT, {0: 1.2, 3: 1.0}), label="signal:promise")
    found = choose(replace(scene, statements=(told(minister, (2, 9)),)), t, AGENT)
    assert (found.first, found.named) == (OMAN, True)


def test_a_trigger_that_is_itself_a_mention_names_who_acts(parse: Callable) -> None:
    scene = scene_of(parse, {0: JORDAN, 8: OMAN})
    t = pointing(8, AGENT, {0: -1.0})
    assert choose(scene, t, AGENT).parties == (OMAN,), "Oman-backed"
    assert choose(scene, pointing(8, PATIENT, {0: -1.0}), PATIENT).parties == ()


def test_a_tie_with_nobody_is_nobody(parse: Callable) -> None:
    assert choose(scene_of(parse, {0: JORDAN}), pointing(8, AGENT, {0: 0.0}), AGENT).parties == ()


def test_each_part_has_its_own_scores(parse: Callable) -> None:
    scene = scene_of(parse, {0: JORDAN, 3: OMAN})
    t = pointing(8, PATIENT, {3: 2.0})
    assert t.pointing is not None
    t.pointing.scores[[0, 8], AGENT] = [2.0, 0.0]
    assert choose(scene, t, AGENT).parties == (JORDAN,)
    assert choose(scene, t, PATIENT).parties == (OMAN,)


def test_the_trigger_itself_and_what_is_beyond_reach_are_nobody(parse: Callable) -> None:
    scene = scene_of(parse, {0: JORDAN, 8: OMAN, 10: KUWAIT})
    found = choose(scene, pointing(8, AGENT, {8: 0.1, 10: 0.2}, first=4), AGENT)
    assert found.parties == (KUWAIT,)
    assert choose(scene_of(parse, {0: JORDAN}), pointing(8, AGENT, {}, first=4), AGENT) == NOBODY
    assert choose(scene_of(parse, {}), pointing(8, AGENT, {}), AGENT) == NOBODY


def test_a_trigger_that_was_not_asked_points_at_nobody(parse: Callable) -> None:
    t = FoundTrigger(8, 9, "event:AID", 0.1)
    assert choose(scene_of(parse, {0: JORDAN}), t, AGENT) == NOBODY


JOINT = """
Jordan/PROPN/nsubj/6/B-PLACE ~,/PUNCT/punct/3 Oman/PROPN/conj/1/B-PLACE and/CCONJ/cc/5
bread/NOUN/conj/1 left|leave/VERB/root/0
"""


def test_those_named_side_by_side_play_the_part_together(parse: Callable) -> None:
    scene = parse(JOINT).scene()
    t = FoundTrigger(5, 6, "event:RETREAT", 0.9, pointing=pointing(5, AGENT, {0: 3.0}).pointing)
    assert choose(scene, t, AGENT).parties == (JORDAN, OMAN)
    t = replace(t, pointing=pointing(5, AGENT, {2: 3.0}).pointing)
    assert choose(scene, t, AGENT).parties == (OMAN,), "not those before the one pointed at"


def test_the_same_party_twice_is_one(parse: Callable) -> None:
    scene = parse(JOINT.replace("Oman/", "Jordan/")).scene()
    t = FoundTrigger(5, 6, "event:RETREAT", 0.9, pointing=pointing(5, AGENT, {0: 3.0}).pointing)
    assert choose(scene, t, AGENT).parties == (JORDAN,)


def test_a_long_row_of_parties_is_cut(parse: Callable) -> None:
    row = " ".join(f"Xa{i}/PROPN/{'conj' if i else 'root'}/{1 if i else 0}" for i in range(30))
    scene = parse(row + " left|leave/VERB/dep/1").scene()
    scores = np.zeros((31, 4), dtype=np.float32)
    scores[0] = 9
    t = FoundTrigger(30, 31, "event:AID", 0.9, pointing=Pointing(0, scores))
    scene = replace(scene, mentions=tuple(Mention(i, Party(f"p{i}")) for i in range(30)))
    assert len(choose(scene, t, AGENT).parties) <= MOST


NAMES = st.sampled_from([JORDAN, KUWAIT, OMAN, ALLIES, Party("rebels")])
SCORES = st.floats(-8, 8, width=32)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    mentions=st.dictionaries(st.integers(0, COUNT - 1), NAMES),
    scores=st.lists(SCORES, min_size=COUNT, max_size=COUNT),
    start=st.integers(0, COUNT - 1),
)
def test_whoever_is_chosen_is_the_likeliest(
    parse: Callable,
    mentions: dict[int, Party],
    scores: list[float],
    start: int,
) -> None:
    scene = scene_of(parse, mentions)
    t = pointing(start, AGENT, dict(enumerate(scores)))
    chance = {None: np.exp(scores[start])}
    for i, party in mentions.items():
        if i != start:
            chance[party] = chance.get(party, 0.0) + np.exp(scores[i])
    found = choose(scene, t, AGENT)
    chosen = None if found.token is None else found.first
    assert chance[chosen] == pytest.approx(max(chance.values()))
    assert found.probability == pytest.approx(chance[chosen] / sum(chance.values()))
    if found.token is None:
        assert found.first == mentions.get(start)
    else:
        assert mentions[found.token] == found.first
        same = [scores[i] for i, p in mentions.items() if p == found.first and i != start]
        assert scores[found.token] == max(same)


@given(st.lists(NAMES, max_size=5, unique=True), st.lists(NAMES, max_size=5, unique=True))
def test_pairs_are_of_two_or_of_one_alone(one: list[Party], other: list[Party]) -> None:
    found = pairs(Chosen(tuple(one), 0.5), Chosen(tuple(other), 0.5))
    assert 1 <= len(found) <= MOST
    assert len(set(found)) == len(found)
    for a, b in found:
        assert a is None or a != b
        assert (a in one) if one else a is None
        assert b is None or b in other
        if not other:
            assert b is None
    if len(one) * len(other) <= MOST and set(one).isdisjoint(other):
        assert len(found) == max(1, len(one)) * max(1, len(other))


def test_a_party_is_not_paired_with_itself() -> None:
    both = Chosen((JORDAN, OMAN), 0.5)
    assert pairs(both, Chosen((OMAN, KUWAIT), 0.5)) == [
        (JORDAN, OMAN),
        (JORDAN, KUWAIT),
        (OMAN, KUWAIT),
    ]
    assert pairs(Chosen((OMAN,), 0.5), Chosen((OMAN,), 0.5)) == [(OMAN, None)]
    assert pairs(NOBODY, Chosen((OMAN,), 0.5)) == [(None, OMAN)]
    assert pairs(NOBODY, NOBODY) == [(None, None)]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("anti-Jordan/ADJ/amod/2 rebels/NOUN/obj/3 backs/VERB/root/0", 0),
        ("against/ADP/case/2 Jordan/PROPN/obl/3 backs/VERB/root/0", 1),
        ("against/ADP/case/3 Jordanian/ADJ/amod/3 rule/NOUN/obl/4 backs/VERB/root/0", 1),
    ],
)
def test_nobody_backs_whom_something_is_against(parse: Callable, words: str, at: int) -> None:
    doc = parse(words)
    last = len(doc.doc) - 1
    made = np.full((last + 1, 4), -np.inf, dtype=np.float32)
    made[last, PATIENT], made[at, PATIENT] = 0.0, 3.0
    scene = replace(doc.scene(), mentions=(Mention(at, JORDAN),))
    t = FoundTrigger(last, last + 1, "relation:backs", 0.9, pointing=Pointing(0, made))
    assert choose(scene, t, PATIENT).parties == ()
    assert choose(scene, replace(t, label="relation:hostile"), PATIENT).parties == (JORDAN,)


@pytest.mark.parametrize(("relation", "kept"), [("nmod", 0), ("nmod:poss", 2), ("appos", 2)])
def test_an_aide_to_somebody_acts_where_the_network_points_at_the_name(
    parse: Callable, relation: str, kept: int
) -> None:
    aide, putin = Party("aide to Vladimir Putin", "RUS"), Party("Vladimir Putin", "RUS")
    words = f"aide/NOUN/nsubj/4 to/ADP/case/3 Putin/PROPN/{relation}/1 spoke|speak/VERB/root/0"
    scene = replace(parse(words).scene(), mentions=(Mention(0, aide), Mention(2, putin)))
    chosen = choose(scene, pointing(3, AGENT, {0: 0.5, 2: 3.0}), AGENT)
    assert chosen.parties == ((aide, None, putin)[kept],)
    assert chosen.token == kept
