"""Any entry in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from backchannel.entries.entry import (
    Event,
    Forecast,
    Message,
    Position,
    Relation,
    Response,
    Signal,
    Statement,
    Tally,
)
from backchannel.record.query import Line
from backchannel.views.deeds import event_words
from backchannel.views.figures import tally_words
from backchannel.views.items import ANSWER_WIDTH, STANCES, denying, in_words, standing_of
from backchannel.views.messages import CHANNELS
from backchannel.views.signals import signal_words
from backchannel.views.ties import relation_words
from backchannel.views.verdicts import position_words
from backchannel.views.wording import full_name, one_line, place_name, quoted, when

_WIDTH = 120


def phrase(line: Line) -> str:
    """What the entry of ``line`` says, in one line of a few dozen words at most.

    Who says so, and the confidence, are left out.
    """
    standing = standing_of(line.entry)
    said, colon, words = _PHRASES[line.entry.kind](line, line.entry).partition(": “")
    return f"{said} ({standing}){colon}{words}" if standing else f"{said}{colon}{words}"


def headline(line: Line) -> str:
    """The phrase with words of the article, where it has none; how it stands is left out."""
    said = _PHRASES[line.entry.kind](line, line.entry)
    if "“" in said or isinstance(line.entry, Tally):
        return said
    return f"{said}: {quoted(in_words(line), ANSWER_WIDTH)}"


def _statement(line: Line, entry: Statement) -> str:
    to = f" to {full_name(entry.addressee, '')}" if entry.addressee else ""
    words = quoted(" … ".join(line.quote(span) for span in entry.content), _WIDTH)
    cue = f" ({denying(line)})" if denying(line) else ""
    return f"{full_name(entry.speaker, 'source not stated')}{cue}{to}: {words}"


def _message(line: Line, entry: Message) -> str:
    pair = f"{full_name(entry.sender, 'somebody')} to {full_name(entry.recipient, 'somebody')}"
    through = f", through {full_name(entry.intermediary, '')}" if entry.intermediary else ""
    channel = f", {CHANNELS[entry.channel]}" if CHANNELS[entry.channel] else ""
    words = f": {quoted(line.quote(entry.content), _WIDTH)}" if entry.content else ""
    return f"{pair}{through}{channel}{words}"


def _signal(line: Line, entry: Signal) -> str:
    target = f" to {full_name(entry.target, '')}" if entry.target else ""
    issuer = full_name(entry.issuer, "somebody not named")
    return f"{entry.type} by {issuer}{target}: {signal_words(line, entry)}"


def _response(line: Line, entry: Response) -> str:
    claimant = f", claimed by {full_name(entry.claimant, '')}" if entry.claimant else ""
    claim = f": {quoted(line.quote(entry.claim), _WIDTH)}" if entry.claim else ""
    who = full_name(entry.responder, "somebody not named")
    return f"{STANCES[entry.stance]} {who}{claim}{claimant}"


def _position(line: Line, entry: Position) -> str:
    verdict = position_words(entry, (entry.holder,), (entry.target,))
    about = f": {quoted(line.quote(entry.about), _WIDTH)}" if entry.about else ""
    return f"{full_name(entry.holder, 'somebody not named')} {verdict}{about}"


def _event(line: Line, entry: Event) -> str:
    date = f", {when(entry.date)}" if entry.date else ""
    return f"{event_words(entry, (entry.actor,), (entry.recipient,))}{date}"


def _tally(line: Line, entry: Tally) -> str:
    of = f" ({one_line(entry.of)})" if entry.of else ""
    place = f", {place_name(entry.place)}" if entry.place else ""
    return f"{entry.what}{of}{place}: {tally_words(entry)}"


def _relation(line: Line, entry: Relation) -> str:
    return relation_words(entry)


def _forecast(line: Line, entry: Forecast) -> str:
    horizon = f" ({one_line(entry.horizon)})" if entry.horizon else ""
    words = quoted(line.quote(entry.what), _WIDTH)
    return f"{full_name(entry.forecaster, 'somebody')} holds {entry.likelihood}: {words}{horizon}"


_PHRASES: Mapping[str, Callable[[Line, Any], str]] = {
    "statement": _statement,
    "message": _message,
    "signal": _signal,
    "response": _response,
    "position": _position,
    "event": _event,
    "tally": _tally,
    "relation": _relation,
    "forecast": _forecast,
}
