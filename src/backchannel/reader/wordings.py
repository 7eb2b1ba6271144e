"""Wordings that news uses for messages and responses, whatever the crisis and the outlet.

The network learned from a few hundred annotated articles; what English has only so many ways to
say ("declined to comment", "could not be independently verified") is written down here. A wording
is evidence, not a verdict: its weight is added to the network's log-odds (see ``tags.weigh``).
The weights are log-odds of the share of its occurrences that annotators took for an entry of that
kind in ``training/annotations`` and the record's training articles, rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording: the label of the trigger it makes, its weight, and its form."""

    label: str
    weight: float
    form: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Worded:
    """A wording found: characters [start, end) of the text, label and weight."""

    start: int
    end: int
    label: str
    weight: float


_NOT = r"(?:not|n['’]t)"
_AUX = r"(?:did|does|do|has|have|had|would|will|could|can|was|were|is|are|ca|wo)"
_CLAIM = (
    r"(?:the |a |an |any |all |such |those |these |that |earlier |media |press |\w+['’]s? )*"
    r"(?:\w+ )?(?:claims?|reports?|accusations?|allegations?|charges?|suggestions?|assertions?|"
    "rumou?rs?|account|figures?|criticism)"
)
_TO_SAY = (
    r"(?:comment|elaborate|say|confirm|discuss|answer|specify|disclose|identify|respond|give|provide|"
    r"reveal|name|speculate|explain|be drawn|reply|address|release|go into|describe|offer)"
)
_UNSAID = (
    r"(?<!not\s)(?<!n['’]t\s)(?<!not\sbeen\s)(?<!n['’]t\sbeen\s)(?<!yet\sbeen\s)(?<!yet\sto\sbe\s)"
)
_CLAUSE = (
    "that|what|who|whom|whose|which|whether|if|how|why|when|where|because|not|there|about|"
    "i|you|he|she|it|we|they|to|is|are|was|were|be|been|has|have|had|does|did|"
    "will|would|can|could|shall|should|may|might|must"
)
# Up to six words of the phrase that says who was told: "a small group of", "the state-run".
_WHOM = rf"(?:(?!(?:{_CLAUSE})\b)(?:(?:\w\.)+|\w+(?:[-'’]\w+)*) ){{0,6}}?"
_OUTLET_KIND = (
    "agenc(?:y|ies)|briefing|channel|conference|magazine|network|organi[sz]ation|outlet|portal|"
    "programme|program|service|show|site|website"
)
_PRESS = (
    "(?:reporters?|journalists?|newsmen|correspondents?|interviewer|briefing|an interview|Reuters|"
    rf"AFP|CNN|NBC|CBS|ABC|BBC|Fox|(?<!the\s)news|news (?:{_OUTLET_KIND})s?|"
    "(?:press|media|radio|television|TV|newspapers?)(?! (?:reports?|coverage|leaks?|speculation)))"
)
_FORMS: dict[str, tuple[tuple[float, str], ...]] = {
    "response:decline": (
        (
            3.0,
            r"(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|chose not|opted not) (?:\w+ )?to "
            rf"(?:\w+ )?{_TO_SAY}\b",
        ),
        (2.5, "declin(?:ed|es|ing) (?:further |immediate |official )?comment"),
        (
            3.0,
            rf"{_AUX} ?{_NOT} (?:yet |immediately |directly |publicly )*(?:respond|repl(?:y|ied)|"
            r"return|comment|elaborate|responded|commented|returned|answer)\w*",
        ),
        (
            1.0,
            rf"{_AUX} ?{_NOT} (?:yet |be |been |immediately |independently |further |officially |"
            "publicly |formally )*(?:reached|"
            "available|verif(?:y|ied)|confirm(?:ed)?|corroborated?|give|gave|provide|disclose|"
            r"specify|reveal|elaborate|explain)\b",
        ),
        (1.0, "cannot (?:be )?(?:independently |immediately )?(?:verif(?:y|ied)|confirm(?:ed)?)"),
        (
            1.0,
            r"\b(?:unable|impossible|unwilling) (?:\w+ )?to (?:independently |"
            "immediately )?(?:verify|confirm|comment)",
        ),
        (
            0.5,
            r"\b(?:has|have|had) yet to (?:respond|comment|reply|react|answer|confirm|"
            r"be (?:\w+ly )?(?:confirmed|verified))",
        ),
        (
            1.0,
            r"\b(?:no|without) (?:immediate |further |official |public )*(?:comment|response|"
            r"reply|reaction|confirmation)\b",
        ),
        (2.5, r"\bneither (?:confirm\w*|den\w+)(?=,? nor\b)"),
        (3.0, r"\b(?:unavailable|not (?:immediately )?available) for comment"),
        (1.5, rf"\bwould {_NOT} (?:say|comment|confirm|elaborate|discuss|disclose|be drawn|give)"),
        (1.0, r"\bno comment\b"),
    ),
    "response:deny": (
        (
            1.5,
            r"(?<!nor\s)\bden(?:y|ied|ies|ying)\b"
            r"(?! (?:entry|access|visas?|them|him|her|permission)\b)",
        ),
        (1.5, rf"\b(?:reject|dismiss|refut|rebut|contradict)(?:ed|s|es|ing)?\b(?= {_CLAIM})"),
        (
            -1.0,
            r"\b(?:refuted|rebutted|contradicted|rubbished|disputed|disputes|contested|rebuffed "
            r"claims)\b",
        ),
        (0.5, r"\b(?:dismissed|dismisses|dismissing)\b"),
        (
            -1.0,
            r"\b(?:baseless|groundless|unfounded|fabricat(?:ed|ion|ions)|untrue|no truth|not true|"
            "categorically|disinformation|fake news|a lie|pure fiction|totally false|completely "
            r"false)\b",
        ),
        (-2.0, r"\b(?:rejected|rejects|rejecting)\b"),
    ),
    "response:confirm": (
        (
            1.5,
            rf"{_UNSAID}\b(?:confirmed|confirms|confirming|acknowledged|acknowledges|"
            r"acknowledging)\b",
        ),
        (
            0.5,
            r"\b(?:admitted|admits|admitting|claimed responsibility for)\b(?! to (?:hospital|the "
            "hospital))",
        ),
    ),
    "response:correct": ((1.0, r"\b(?:conceded|concedes|countered|clarified|clarifies)\b"),),
    "response:doubt": (
        (
            0.0,
            r"\b(?:cast(?:s|ing)? doubts?|expressed doubts?|(?:sceptical|skeptical) (?:of|about|"
            "that)|questioned (?:the|whether|whose)|played down|plays down|downplay(?:ed|s|ing)?|"
            r"doubted|doubts that)\b",
        ),
    ),
    "message": (
        (1.0, r"\b(?:informed|notified|notifies|apprised|instructed)\b(?! of the matter)"),
        (
            0.5,
            rf"\b(?:told|tells|telling)\b(?! {_WHOM}{_PRESS}\b)",
        ),
        (
            0.5,
            r"\b(?:conveyed|relayed|passed on|passed along|transmitted|handed over|delivered|"
            "communicated|sent|forwarded|dispatched|issued|exchanged|carried) "
            r"(?:\w+ ){0,3}?(?:messages?|communications?|letters?|notes?|warnings?|proposals?|"
            r"repl(?:y|ies)|response|offer|ultimatum|cable|word|assurances?)\b",
        ),
        (
            0.5,
            r"\b(?:messages?|communications?|letters?|notes?|warnings?|proposals?|repl(?:y|ies)|ultimatum|cable|"
            r"word) (?:\w+ ){0,2}?(?:was|were|is|had been|has been|have been) "
            r"(?:\w+ )?(?:conveyed|relayed|passed|transmitted|delivered|sent|handed|exchanged|"
            "communicated)",
        ),
        (2.5, r"\b(?:wrote|written|writes) to\b"),
        (1.0, r"\b(?:message|letter|cable|telegram|note verbale|memo) (?:to|from)\b"),
        (1.0, r"\b(?:assured|reassured) (?=[A-Z]|the |his |her |its |their )"),
        (-1.0, r"\b(?:replied|wrote back|responded to)\b"),
        (
            0.5,
            r"\b(?:told|warned|informed|urged|assured) (?=[^.]{0,80}\b(?:in|during|by) (?:a |"
            r"their |the )?(?:\w+ )?(?:phone|telephone|call|letter|message|meeting|note)\b)",
        ),
        (
            1.5,
            r"\bin (?:a|the|his|her|their|its) (?:\w+ ){0,2}?(?:letter|message|cable|note|phone "
            r"call|telephone call|call) (?:to|with)\b",
        ),
    ),
}
"""Weight and form of the wordings of each label; a space stands for any white space. Those of
declining come first: see `worded`."""


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    """All wordings, compiled."""
    return tuple(
        Wording(label, weight, re.compile(_spaced(form), re.IGNORECASE))
        for label, forms in _FORMS.items()
        for weight, form in forms
    )


def _spaced(form: str) -> str:
    """A form with its spaces made any white space; an optional space may be none or many."""
    return form.replace(" ?", r"\s*").replace(" ", r"\s+")


def worded(text: str) -> Iterator[Worded]:
    """Every occurrence of a wording in a text.

    What ends a wording of declining ("had not been confirmed") confirms nothing.
    """
    unsaid: set[int] = set()
    for w in wordings():
        for m in w.form.finditer(text):
            if w.label == "response:decline":
                unsaid.add(m.end())
            elif w.label == "response:confirm" and m.end() in unsaid:
                continue
            yield Worded(m.start(), m.end(), w.label, w.weight)
