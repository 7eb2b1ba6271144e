"""What a record held up to a day: its material without the articles published later."""

from __future__ import annotations

import dataclasses
import datetime

from backchannel.links.account import Material


def as_of(material: Material, until: datetime.date) -> Material:
    """``material`` without the articles published after ``until``; those without a day stay.

    Links are found pair by pair, so the rest is what a record without these articles would hold.
    What people have said of links stays as it is.
    """
    sheets = tuple(
        sheet
        for sheet in material.sheets
        if sheet.article.published is None or sheet.article.published.day <= until
    )
    articles = {sheet.identity for sheet in sheets}
    entries = {line.id for sheet in sheets for line in sheet.lines}
    return dataclasses.replace(
        material,
        sheets=sheets,
        lineage=tuple(x for x in material.lineage if {x.first, x.second} <= articles),
        entries=tuple(x for x in material.entries if {x.first, x.second} <= entries),
    )
