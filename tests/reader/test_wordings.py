import time

import pytest

from backchannel.reader.wordings import worded, wordings

# Label by label, in the order of the wordings: a sentence, and the words of it that are matched.
EXAMPLES = {
    "response:decline": [
        ("The harbour master declined to comment.", "declined to comment"),
        ("The bureau declined further comment on the barge.", "declined further comment"),
        ("The embassy did not immediately respond to questions.", "did not immediately respond"),
        ("Its crew could not be reached by radio.", "could not be reached"),
        ("The footage cannot be verified.", "cannot be verified"),
        ("We were unable to independently verify the list.", "unable to independently verify"),
        ("The consulate has yet to reply to the letter.", "has yet to reply"),
        ("There was no immediate reaction from the islands.", "no immediate reaction"),
        ("He would neither confirm nor deny the sale.", "neither confirm"),
        ("The governor was unavailable for comment.", "unavailable for comment"),
        ("The general would not say who had paid.", "would not say"),
        ("“No comment,” the envoy said.", "No comment"),
    ],
    "response:deny": [
        ("The company denied that it had armed the guards.", "denied"),
        ("The palace dismissed the reports as gossip.", "dismissed"),
        ("The ministry disputed the toll.", "disputed"),
        ("He is dismissing all talk of a rift.", "dismissing"),
        ("The charge is baseless, the mayor said.", "baseless"),
        ("The council rejected it within the hour.", "rejected"),
    ],
    "response:confirm": [
        ("A spokeswoman confirmed the visit.", "confirmed"),
        ("The navy admitted that its boat had fired first.", "admitted"),
    ],
    "response:correct": [("The bank conceded that part of it was true.", "conceded")],
    "response:doubt": [("Diplomats cast doubt on the offer.", "cast doubt")],
    "message": [
        ("The islands informed the mainland of the closure.", "informed"),
        ("He told the ambassador that the port would shut.", "told"),
        ("A monk carried a sealed letter across the line.", "carried a sealed letter"),
        ("The proposal was conveyed last week.", "proposal was conveyed"),
        ("The chairman wrote to both capitals.", "wrote to"),
        ("It came in a cable to the mission.", "cable to"),
        ("She assured the islanders of help.", "assured "),
        ("The mainland replied within a day.", "replied"),
        ("He urged his rival in a telephone call to hold fire.", "urged "),
        ("That was said in a short note to the president.", "in a short note to"),
    ],
}


def _of_label(label: str) -> list[int]:
    return [i for i, w in enumerate(wordings()) if w.label == label]


CASES = [
    (label, k, sentence, words)
    for label, examples in EXAMPLES.items()
    for k, (sentence, words) in enumerate(examples)
]


@pytest.mark.parametrize(("label", "k", "sentence", "words"), CASES)
def test_each_wording_matches_its_sentence(label: str, k: int, sentence: str, words: str) -> None:
    form = wordings()[_of_label(label)[k]].form
    found = form.search(sentence)
    assert found
    assert found.group() == words


def test_every_wording_has_a_sentence() -> None:
    labels = {w.label for w in wordings()}
    assert {label: len(_of_label(label)) for label in labels} == {
        label: len(examples) for label, examples in EXAMPLES.items()
    }


def _labels(text: str) -> set[str]:
    return {w.label for w in worded(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The minister told reporters that the bridge was safe.",
        "He told a group of journalists that the bridge was safe.",
        "“We are ready,” she told state television.",
        "He told a small group of journalists that the bridge was safe.",
        "She told a packed hall of foreign correspondents that it was over.",
        "The admiral told the state-run Sable Strait news agency of the find.",
        "They told a U.S. television network about the fire.",
        "He told the news agency of the islands that nothing had changed.",
        "An aide told the BBC that nothing had changed.",
        "Three sailors were admitted to hospital.",
        "The inspectors were denied entry at the gate.",
        "The consulate denied visas to the choir.",
        "The guards denied them water.",
        "The sale was sent for review.",
        "No ship has left the harbour.",
    ],
)
def test_near_misses_match_nothing(text: str) -> None:
    assert _labels(text) == set()


def test_people_informed_of_the_matter_are_sources_not_recipients() -> None:
    assert _labels("A person informed of the matter spoke of delays.") == set()


def test_not_confirmed_confirms_nothing() -> None:
    assert "response:confirm" not in _labels("The toll was not confirmed.")
    assert _labels("The navy has not confirmed the toll.") == {"response:decline"}


@pytest.mark.parametrize(
    "text",
    [
        "He told the islanders that the press would be let in.",
        "She told her rival about the journalists.",
        "They told the harbour council of the news.",
        "He told the queen of newspaper reports.",
        "He told the council it owed reporters an answer.",
        "She told the mainland to let television crews leave.",
        "He told them. Reporters were waiting outside.",
        "He told the head of the islands' own small council, reporters heard.",
    ],
)
def test_the_press_further_on_is_not_who_was_told(text: str) -> None:
    assert "message" in _labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "The toll has not been confirmed.",
        "The toll hasn't been confirmed.",
        "The toll hasn’t been confirmed by the navy.",
        "The toll has not yet been confirmed.",
        "The toll had not been independently confirmed.",
        "The toll has yet to be confirmed.",
        "The toll could not be officially confirmed.",
        "The toll wasn't confirmed.",
        "The navy did not\nconfirm it.",
        "The navy has neither confirmed nor denied the toll.",
    ],
)
def test_what_is_not_confirmed_is_declined(text: str) -> None:
    assert _labels(text) == {"response:decline"}


@pytest.mark.parametrize(
    "text",
    [
        "The embassy didn't respond.",
        "The embassy didn’t immediately comment.",
        "The crew couldn't be reached.",
        "The agency can't verify the footage.",
        "The crown won't comment on it.",
    ],
)
def test_contracted_negations_decline_as_well(text: str) -> None:
    assert _labels(text) == {"response:decline"}


def test_a_visit_once_confirmed_stays_confirmed() -> None:
    text = "It had not been confirmed on Monday. On Friday the palace confirmed it."
    assert [text[w.start :] for w in worded(text) if w.label == "response:confirm"] == [
        "confirmed it."
    ]


def test_a_rejected_proposal_weighs_against_a_denial() -> None:
    assert [w.weight for w in worded("The council rejected a proposal to dredge the strait.")] == [
        -2.0
    ]
    assert max(w.weight for w in worded("The council rejected the allegations.")) == 1.5


def test_wordings_reach_over_wrapped_lines_and_any_case() -> None:
    assert "response:decline" in _labels("The port authority DECLINED TO\n  COMMENT on it.")
    assert [(w.start, w.end) for w in worded("He declined\nto comment.")] == [(3, 22)]


def test_hostile_text_takes_no_time() -> None:
    began = time.process_time()
    told = ("told a-b" + "-a" * 50_000, "told " + "u." * 50_000, "told a b c d e f " * 6_000)
    for text in (*told, "told " * 20_000, "was not " * 12_000, "the " * 25_000, "a" * 100_000):
        list(worded(text))
    assert time.process_time() - began < 5
