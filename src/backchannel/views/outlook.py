"""The brief's forecasts: what is expected, by whom, and how firmly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from backchannel.entries.entry import Forecast, Likelihood
from backchannel.views.index import Told
from backchannel.views.items import PASSAGE_WIDTH, alike, in_words
from backchannel.views.joint import (
    Headed,
    Joint,
    Limits,
    joint_item,
    laid_out,
    of_kind,
    spread,
    weightiest,
)
from backchannel.views.page import Item, Section
from backchannel.views.wording import enumerated, full_name, is_known, one_line, quoted

_ORDER = get_args(Likelihood)
_HEADINGS = {
    "certain": "Held to be certain",
    "likely": "Held to be likely",
    "possible": "Held to be possible",
    "unlikely": "Held to be unlikely",
}


def section(told: Iterable[Told], limits: Limits) -> Section:
    """Forecasts by likelihood; those of known and of named forecasters first."""
    found = of_kind(told, Forecast, "forecaster")
    by_likelihood = alike(found, lambda j: j.entry.likelihood)
    by_likelihood.sort(key=lambda js: _ORDER.index(js[0].entry.likelihood))
    groups = [
        Headed(_HEADINGS[value], _ordered(js), _item, f"--where likelihood={value}")
        for js in by_likelihood
        if (value := js[0].entry.likelihood)
    ]
    return laid_out("Forecasts", groups, "forecast", limits)


def _ordered(held: Sequence[Joint[Forecast]]) -> list[Joint[Forecast]]:
    return spread(sorted(weightiest(held), key=_rank), lambda joint: joint.ones)


def _rank(joint: Joint[Forecast]) -> tuple[bool, bool]:
    return not any(is_known(p) for p in joint.ones), all(p is None for p in joint.ones)


def _item(joint: Joint[Forecast]) -> Item:
    entry = joint.entry
    who = [full_name(p, "") for p in joint.ones if p is not None]
    words = quoted(in_words(joint.line, entry.what), PASSAGE_WIDTH)
    horizon = f" ({one_line(entry.horizon)})" if entry.horizon else ""
    return joint_item(joint, f"{enumerated(who)}: {words}{horizon}" if who else f"{words}{horizon}")
