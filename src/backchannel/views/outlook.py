"""The brief's forecasts: what is expected, by whom, and how firmly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import get_args

from backchannel.entries.entry import Forecast, Likelihood
from backchannel.record.query import Line
from backchannel.views.gather import references
from backchannel.views.items import PASSAGE_WIDTH, alike, in_words, sourced
from backchannel.views.joint import Headed, Joint, Limits, laid_out, of_kind, spread
from backchannel.views.page import Item, Section
from backchannel.views.wording import enumerated, full_name, is_known, one_line, quoted

_ORDER = get_args(Likelihood)
_HEADINGS = {
    "certain": "Held to be certain",
    "likely": "Held to be likely",
    "possible": "Held to be possible",
    "unlikely": "Held to be unlikely",
}


def section(lines: Iterable[Line], limits: Limits) -> Section:
    """Forecasts by likelihood; those of known and of named forecasters first."""
    found = of_kind(lines, Forecast, "forecaster")
    by_likelihood = alike(found, lambda j: j.entry.likelihood)
    by_likelihood.sort(key=lambda js: _ORDER.index(js[0].entry.likelihood))
    groups = [
        Headed(_HEADINGS[value], _items(js), f"--where likelihood={value}")
        for js in by_likelihood
        if (value := js[0].entry.likelihood)
    ]
    return laid_out("Forecasts", groups, "forecast", limits)


def _items(held: Sequence[Joint[Forecast]]) -> list[Item]:
    ordered = sorted(held, key=_rank)
    same = alike(ordered, _key)
    return [_item(js) for js in spread(same, lambda js: js[0].ones)]


def _rank(joint: Joint[Forecast]) -> tuple[bool, bool]:
    return not any(is_known(p) for p in joint.ones), all(p is None for p in joint.ones)


def _key(joint: Joint[Forecast]) -> Hashable:
    words = in_words(joint.line, joint.entry.what)
    return joint.ones, joint.entry.attributed_to, joint.entry.horizon, words


def _item(same: Sequence[Joint[Forecast]]) -> Item:
    first, lines = same[0], [j.line for j in same]
    who = [full_name(p, "") for p in first.ones if p is not None]
    words = quoted(in_words(first.line, first.entry.what), PASSAGE_WIDTH)
    horizon = f" ({one_line(first.entry.horizon)})" if first.entry.horizon else ""
    return Item(
        text=f"{enumerated(who)}: {words}{horizon}" if who else f"{words}{horizon}",
        refs=references(lines),
        says=sourced(first.entry.attributed_to, lines),
    )
