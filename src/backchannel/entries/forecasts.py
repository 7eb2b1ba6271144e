"""Forecasts: what someone expects to happen, without promising it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from backchannel.entries.acts import Scene, characters, evidence, trigger_span
from backchannel.entries.choice import AGENT, choose
from backchannel.entries.entry import Forecast, Likelihood
from backchannel.entries.found import Found, found
from backchannel.entries.says_so import sources


def read_forecasts(scene: Scene) -> Iterator[Forecast]:
    """The forecasts of an article, one for each forecaster, in the order of the text."""
    for act in found(scene, "forecast"):
        yield from _forecasts(scene, act)


def _forecasts(scene: Scene, act: Found) -> Iterator[Forecast]:
    t = act.trigger
    forecaster, what = choose(scene, t, AGENT), characters(scene, t.passage)
    for by in forecaster.parties or (None,):
        yield Forecast(
            evidence=evidence(scene, t, (what,)),
            trigger=trigger_span(scene, t),
            attributed_to=sources(
                scene, act.head.i, t, forecaster.parties, sides=not forecaster.named
            ),
            forecaster=by,
            what=what,
            horizon=scene.times.written_in(what) if what is not None else None,
            likelihood=cast("Likelihood", t.mode or "possible"),
            confidence=act.confidence(forecaster),
        )
