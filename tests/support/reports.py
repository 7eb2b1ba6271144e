"""Reports of an invented crisis that tell the same, answer each other and are taken over.

A reader by plain rule finds entries of several kinds in them; what a passage means is a vector of
its words, so that links have all that they look at.
"""

from __future__ import annotations

import datetime
import hashlib
import re

from backchannel.articles.article import Article, Published
from backchannel.entries.entry import (
    Entry,
    Event,
    Message,
    Party,
    Place,
    Reading,
    Response,
    Signal,
    Statement,
    Tally,
)
from backchannel.span import Span

_SIZE = 48
_CODES = {
    "Velmora": "VELMORA",
    "Kessaria": "KESSARIA",
    "Oman": "OMN",
    "Sera Dovan": "VELMORA",
    "Tomas Veil": "KESSARIA",
}
_WHO = r"(?:Velmora|Kessaria|Oman|Sera Dovan|Tomas Veil)"
_SAID = re.compile(rf"(?P<who>{_WHO}) (?P<cue>said) that (?P<content>[^.]+)\.")
_TOLD = re.compile(rf"(?P<who>{_WHO}) (?P<act>told) (?P<whom>{_WHO}) that (?P<content>[^.]+)\.")
_WARNED = re.compile(
    rf"(?P<who>{_WHO}) (?P<act>warned) (?P<whom>{_WHO}) that (?P<content>[^.]+?)"
    r"(?P<condition> if [^.]+)?\."
)
_DENIED = re.compile(rf"(?P<who>{_WHO}) (?P<act>denied) that (?P<claim>[^.]+)\.")
_SHELLED = re.compile(
    rf"(?P<who>{_WHO}) (?P<act>shelled) (?P<where>[A-Z][a-z]+) on (?P<day>\d) May"
)
_KILLED = re.compile(
    r"(?P<count>\d+) (?P<of>sailors|people) were (?P<act>killed) in (?P<where>[A-Z][a-z]+)"
    rf"(?:, (?P<who>{_WHO}) reported)?"
)

_NOTE = "Velmora told Kessaria that the grain convoy would pass through the strait at dawn."
_THREAT = (
    "Kessaria warned Velmora that its batteries would open fire on the convoy "
    "if the gunboats came nearer."
)
_RAID = (
    "Velmora shelled Lisk on 3 May, and the harbour burned through the night. "
    "24 people were killed in Lisk, Kessaria reported."
)

TEXTS = {
    "wire": (
        f"Note over the strait\n\n{_NOTE} Tomas Veil said that the note had come by way of an "
        f"envoy in the old town. {_THREAT}\n"
    ),
    "reprint": (
        f"A note at dawn\n\n{_NOTE} Tomas Veil said that the note had come by way of an "
        "envoy in the old town.\n"
    ),
    "denial": (
        f"Velmora knows of no note\n\n{_NOTE} Velmora denied that it told Kessaria that the grain "
        "convoy would pass through the strait at dawn. Sera Dovan said that nobody had written.\n"
    ),
    "raid": f"Fire in Lisk\n\n{_RAID} Oman said that its ships were safe.\n",
    "toll": (
        "The dead of Lisk\n\n31 people were killed in Lisk, Velmora reported. "
        "Velmora shelled Lisk on 3 May, a fisherman recalled. "
        "7 sailors were killed in Lisk.\n"
    ),
    "other": "Rain\n\nOman said that rain was likely on the coast until Friday.\n",
}
_DAYS = {"wire": 2, "reprint": 3, "denial": 3, "raid": 4, "toll": 4, "other": 4}


def _article(name: str, text: str, day: int | None, outlet: str, *, named: bool = False) -> Article:
    published = None if day is None else Published(datetime.date(2031, 5, day), "field:date")
    return Article(name, text, text.split("\n", 1)[0], outlet, published, named=named)


def articles() -> tuple[Article, ...]:
    """Nine reports under ten names: two of equal text and outlet are one."""
    made = [_article(name, TEXTS[name], _DAYS[name], f"The {name} paper") for name in TEXTS]
    made.append(_article("a-copy-of-wire", TEXTS["wire"], 2, "The wire paper"))
    made.append(_article("reissue", TEXTS["wire"], 4, "The wire paper", named=True))
    made.append(_article("raid-elsewhere", TEXTS["raid"], None, "Elsewhere"))
    retold = f"Lisk burns\n\n{_RAID} The market will open again on Monday.\n"
    made.append(_article("raid-retold", retold, 5, "Harbour Times"))
    return tuple(made)


def sense(words: str) -> bytes:
    """A vector of the words of a passage: alike where they share words."""
    values = [0] * _SIZE
    for word in re.findall(r"\w+", words.lower()):
        digest = hashlib.sha256(word.encode()).digest()
        for n in range(4):
            values[digest[2 * n] % _SIZE] += 20 if digest[2 * n + 1] % 2 else -20
    return bytes(max(-127, min(127, v)) % 256 for v in values)


class ReportReader:
    """Reads the sentences that these reports are made of.

    Args:
        model: its version.
        longer: characters that it takes more of on the left of each passage, as another model
            might.
    """

    def __init__(self, model: str = "reports-1", longer: int = 0) -> None:
        self.model, self._longer = model, longer

    def read(self, article: Article) -> Reading:
        text = article.text
        found: list[Entry] = [self._statement(m) for m in _SAID.finditer(text)]
        found += [self._message(m) for m in _TOLD.finditer(text)]
        found += [self._signal(m) for m in _WARNED.finditer(text)]
        found += [self._response(m) for m in _DENIED.finditer(text)]
        found += [self._event(m) for m in _SHELLED.finditer(text)]
        found += [self._tally(m) for m in _KILLED.finditer(text)]
        senses = tuple(sense(entry.evidence.of(text)) for entry in found)
        return Reading(article.id, article.fingerprint, self.model, tuple(found), senses)

    def _evidence(self, m: re.Match[str]) -> Span:
        return Span(max(0, m.start() - self._longer), m.end())

    def _statement(self, m: re.Match[str]) -> Statement:
        return Statement(
            self._evidence(m),
            Span(*m.span("who")),
            Span(*m.span("cue")),
            (Span(*m.span("content")),),
            _party(m["who"]),
            None,
            None,
            "indirect",
            None,
        )

    def _message(self, m: re.Match[str]) -> Message:
        return Message(
            self._evidence(m),
            Span(*m.span("act")),
            (),
            _party(m["who"]),
            _party(m["whom"]),
            None,
            "unspecified",
            Span(*m.span("content")),
            None,
            "reported",
            confidence=0.9,
        )

    def _signal(self, m: re.Match[str]) -> Signal:
        condition = Span(*m.span("condition")) if m["condition"] else None
        return Signal(
            self._evidence(m),
            Span(*m.span("act")),
            (),
            "threat",
            _party(m["who"]),
            _party(m["whom"]),
            condition,
            Span(*m.span("content")),
        )

    def _response(self, m: re.Match[str]) -> Response:
        return Response(
            self._evidence(m),
            Span(*m.span("act")),
            (),
            _party(m["who"]),
            None,
            Span(*m.span("claim")),
            "deny",
        )

    def _event(self, m: re.Match[str]) -> Event:
        return Event(
            self._evidence(m),
            Span(*m.span("act")),
            (),
            "ASSAULT",
            _party(m["who"]),
            None,
            Place(m["where"], "KESSARIA"),
            f"2031-05-0{m['day']}",
            "actual",
            confidence=0.8,
        )

    def _tally(self, m: re.Match[str]) -> Tally:
        part = m["of"] == "sailors"
        return Tally(
            self._evidence(m),
            Span(*m.span("count")),
            (m["who"],) if m["who"] else (),
            "killed",
            m["of"],
            int(m["count"]),
            "exact",
            Place(m["where"], "KESSARIA"),
            "2031-05-03",
            None,
            31 if part else None,
        )


def _party(name: str) -> Party:
    return Party(name, _CODES[name])
