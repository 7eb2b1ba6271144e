"""The pipeline on real weights: the package's own, or those that BACKCHANNEL_WEIGHTS names."""

import os
import pickle
import random
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from backchannel.errors import ModelError
from backchannel.reader import Antecedent, Attribution, FoundTrigger, load
from backchannel.reader.found import Pointing, register
from backchannel.reader.pipeline import ANCHORED, COMPONENTS, Annotator, network

STORY = (
    "The governor of Port Sable sent a letter to the islanders on Monday, two officials said.\n\n"
    "“We have received nothing,” the islands' envoy told reporters. He denied that any letter "
    "had arrived. The governor declined to comment."
)
ODD = {
    "empty": "",
    "white space": " \n\t \n\n ",
    "one mark": "“",
    "capitals": STORY.upper(),
    "wrapped": STORY.replace(" on ", "\non ")
    .replace(" that ", "\nthat ")
    .replace(" to ", "\n  to "),
    "quotes that never close": "He said: “The bridge is closed. “It will stay so. “Nobody passes "
    * 9,
    "a word of 5,000 letters": f"The minister said {'ab' * 2500} was untrue, officials said.",
    "one line of marks": "?!,;“”—" * 200,
    "a line of marks too long for language": "He said " + "?!,;“”—" * 8_000 + " on Monday.",
    "other scripts": "وزير said 部長 told Министр: “нет”, he said. 🚢🚢 \u200b said.",
}


@pytest.fixture(scope="module")
def weights() -> str | None:
    where = os.environ.get("BACKCHANNEL_WEIGHTS")
    try:
        network(where)
    except ModelError as error:
        pytest.skip(f"no weights: {error}")
    return where


@pytest.fixture(scope="module")
def nlp(weights: str | None) -> Language:
    return load(weights)


def _facts(doc: Doc) -> tuple[object, ...]:
    """Everything that the components set."""
    tokens = [(t.text, t.tag_, t.pos_, t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc]
    names = [(e.start, e.end, e.label_) for e in doc.ents]
    return (
        tokens,
        names,
        tuple(doc._.attributions),
        doc._.antecedents,
        tuple(doc._.triggers),
    )


def _check_bounds(doc: Doc) -> None:
    n = len(doc)
    for a in doc._.attributions:
        for start, end in (a.cue, *a.source, *a.content):
            assert 0 <= start < end <= n
    for t in doc._.triggers:
        for start, end in ((t.start, t.end), *t.passage, *t.condition):
            assert 0 <= start < end <= n
        assert 0 <= t.score <= 1
        assert t.condition == () or t.label.startswith("signal")
        _check_pointing(doc, t)
    for anaphor, antecedent in doc._.antecedents.items():
        assert 0 <= antecedent.token < anaphor < n
    assert doc._.encoded is None
    for sentence in doc.sents if n and doc.has_annotation("SENT_START") else ():
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def _check_pointing(doc: Doc, t: FoundTrigger) -> None:
    """The first word of a trigger, which stands for nobody, has a score in every part."""
    if t.pointing is None:
        assert (t.passage, t.condition, t.mode) == ((), (), None)
        return
    words, parts = t.pointing.scores.shape
    assert 0 <= t.pointing.first <= t.start < t.pointing.first + words <= len(doc)
    for part in range(parts):
        assert np.isfinite(t.pointing.score(t.start, part))
        assert t.pointing.score(t.pointing.first - 1, part) == -np.inf
        assert t.pointing.score(t.pointing.first + words, part) == -np.inf


def test_entry_points_name_the_components() -> None:
    points = entry_points(group="spacy_factories")
    found = {p.name: p.value for p in points if p.name.startswith("backchannel_")}
    assert found == {n: f"backchannel.reader.pipeline:{c.__name__}" for n, c, *_ in COMPONENTS}


def test_a_component_says_what_it_annotates() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Annotator(spacy.blank("en"), "x", None)


def test_a_story_is_read(nlp: Language) -> None:
    doc = nlp(STORY)
    _check_bounds(doc)
    assert doc.text == STORY
    assert {doc[a.cue[0]].text for a in doc._.attributions} >= {"said", "told"}
    assert "response:decline" in {t.label for t in doc._.triggers}
    assert next(doc.sents).text.startswith("The governor")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    _check_bounds(doc)
    assert doc.text == text
    assert _facts(nlp(text)) == _facts(doc)


@pytest.mark.parametrize("text", [ODD["empty"], ODD["white space"]])
def test_nothing_is_found_in_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert (doc._.attributions, doc._.antecedents, doc._.triggers, doc.ents) == ((), {}, (), ())


def test_a_line_of_marks_makes_few_tokens(nlp: Language) -> None:
    text = ODD["a line of marks too long for language"]
    assert len(nlp.make_doc(text)) < len(text) / 50


def test_a_long_text_is_read(nlp: Language) -> None:
    some = random.Random(4).choices(STORY.split(), k=20_000)
    doc = nlp(" ".join(some))
    _check_bounds(doc)
    assert doc._.attributions


def test_one_text_does_not_depend_on_another(nlp: Language) -> None:
    texts = [STORY, *ODD.values()]
    alone = {text: _facts(nlp(text)) for text in texts}
    for order in (texts[::-1], random.Random(1).sample(texts * 2, len(texts) * 2)):
        assert [_facts(d) for d in nlp.pipe(order, batch_size=3)] == [alone[t] for t in order]


def test_passages_apart_are_not_read(nlp: Language) -> None:
    advert = "Our editor told subscribers: “Prices fall.”"
    text = STORY.replace("\n\n", f"\n\n{advert}\n\n")
    start = text.index(advert)
    doc = nlp.make_doc(text)
    doc._.apart = ((start, start + len(advert)),)
    doc = nlp(doc)
    _check_bounds(doc)
    inside = {t.i for t in doc if start <= t.idx < start + len(advert)}
    for a in doc._.attributions:
        assert inside.isdisjoint(range(*a.cue))
    assert inside.isdisjoint({t.start for t in doc._.triggers})
    assert inside.isdisjoint(doc._.antecedents)
    # What is read is read as if the passage were not there.
    words = [(t.text, t.tag_, t.lemma_) for t in doc if not t.is_space and t.i not in inside]
    assert words == [(t.text, t.tag_, t.lemma_) for t in nlp(STORY) if not t.is_space]


def test_passages_apart_come_in_any_order(nlp: Language) -> None:
    results = []
    for apart in (((0, 12), (30, 60)), ((30, 60), (0, 12))):
        doc = nlp.make_doc(STORY)
        doc._.apart = apart
        results.append(_facts(nlp(doc)))
    assert results[0] == results[1]


def test_all_of_a_text_may_be_apart(nlp: Language) -> None:
    doc = nlp.make_doc(STORY)
    doc._.apart = ((0, len(STORY)),)
    assert nlp(doc)._.attributions == ()


def test_parts_can_be_left_out(nlp: Language) -> None:
    whole = nlp(STORY)
    with nlp.select_pipes(disable=["backchannel_parser", "backchannel_coreference"]):
        doc = nlp(STORY)
    assert not doc.has_annotation("DEP")
    # Contents end where the network says; the tree neither completes them nor adds plain ones.
    found = {a.cue: a for a in whole._.attributions}
    assert doc._.attributions
    for a in doc._.attributions:
        full = found[a.cue]
        assert (a.source, a.score) == (full.source, full.score)
        assert [start for start, _ in a.content] == [start for start, _ in full.content]
        assert all(x[1] <= y[1] for x, y in zip(a.content, full.content, strict=True))
    with nlp.select_pipes(enable=["backchannel_tagger"]):
        assert nlp(STORY)._.attributions == ()  # without the encoder nothing is found


def test_results_survive_bytes(nlp: Language) -> None:
    doc = nlp(STORY)
    assert doc._.attributions
    assert doc._.antecedents
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (from_bin,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    for back in (Doc(nlp.vocab).from_bytes(doc.to_bytes()), from_bin):
        assert tuple(back._.attributions) == doc._.attributions
        assert tuple(back._.triggers) == doc._.triggers
        assert back._.antecedents == doc._.antecedents


def test_where_a_trigger_points_survives_bytes_and_pickling(nlp: Language) -> None:
    doc = nlp(STORY)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (from_bin,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    from_bytes = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert any(t.pointing is not None for t in doc._.triggers)
    for back in (from_bytes, from_bin, pickle.loads(pickle.dumps(doc))):
        for t, again in zip(doc._.triggers, back._.triggers, strict=True):
            assert (again.passage, again.condition, again.mode) == (t.passage, t.condition, t.mode)
            if t.pointing is None:
                assert again.pointing is None
                continue
            assert again.pointing.first == t.pointing.first
            assert again.pointing.scores.dtype == t.pointing.scores.dtype
            assert np.array_equal(again.pointing.scores, t.pointing.scores)


def test_pointing_made_by_hand_survives_bytes() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["a", "b", "c"])
    scores = np.array([[1, -np.inf], [0.5, 2]], dtype=np.float32)
    t = FoundTrigger(1, 2, "signal:threat", 0.5, (), ((2, 3),), "planned", Pointing(1, scores))
    doc._.triggers = (t,)
    (back,) = Doc(doc.vocab).from_bytes(doc.to_bytes())._.triggers
    assert back == t
    assert isinstance(back.pointing, Pointing)
    parts = [[back.pointing.score(token, part) for part in (0, 1)] for token in range(4)]
    nothing = [-np.inf, -np.inf]
    assert parts == [nothing, [1, -np.inf], [0.5, 2], nothing]


def test_the_labels_are_of_kinds_that_the_network_is_asked_for(weights: str | None) -> None:
    labels = network(weights).labels
    assert {label.partition(":")[0] for label in labels.triggers} <= set(ANCHORED)
    assert {mode.partition(":")[0] for mode in labels.modes} <= set(ANCHORED)
    assert set(ANCHORED) <= set(network(weights).calibration)


def test_registering_again_changes_nothing() -> None:
    register()
    doc = Doc(spacy.blank("en").vocab, words=["a", "b"])
    doc._.attributions = (Attribution((0, 1), (), ((1, 2),), 0.5),)
    doc._.antecedents = {1: Antecedent(0, -0.5)}
    doc._.triggers = (FoundTrigger(0, 1, "message", 0.5, ((1, 2),)),)
    doc.user_data["mine"] = {"backchannel": [1], "a": None}
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert back._.attributions == list(doc._.attributions)
    assert back._.antecedents == doc._.antecedents
    assert back._.triggers == list(doc._.triggers)
    assert back.user_data["mine"] == doc.user_data["mine"]


def test_components_are_pickled_without_their_session(nlp: Language) -> None:
    before = _facts(nlp(STORY))
    copies = pickle.loads(pickle.dumps([component for _, component in nlp.pipeline]))
    assert "_session" not in vars(pickle.loads(pickle.dumps(copies[0].network)))
    doc = nlp.make_doc(STORY)
    for component in copies:
        doc = component(doc)
    assert _facts(doc) == before


ELSEWHERE = """
import multiprocessing, sys
import spacy

def main(weights, text):
    nlp = spacy.blank("en")
    for name in ("encoder", "tagger", "parser", "attributions"):
        nlp.add_pipe("backchannel_" + name, config={"weights": weights or None})
    nlp.add_pipe("doc_cleaner", config={"attrs": {"_.encoded": None}})
    alone = nlp(text)
    for doc in nlp.pipe([text] * 4, n_process=2, batch_size=2):
        assert tuple(doc._.attributions) == alone._.attributions != ()
        assert [t.lemma_ for t in doc] == [t.lemma_ for t in alone]
        assert [t.head.i for t in doc] == [t.head.i for t in alone]
    print("read")

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[3])
    main(sys.argv[1], sys.argv[2])
"""


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_another_pipeline_finds_them_and_shares_the_work(
    weights: str | None, tmp_path: Path, start: str
) -> None:
    if sys.platform == "win32" and start == "fork":
        pytest.skip("no fork on Windows")
    script = tmp_path / "elsewhere.py"
    script.write_text(ELSEWHERE, encoding="utf-8")
    command = [sys.executable, str(script), weights or "", STORY, start]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "read\n", done.stderr
