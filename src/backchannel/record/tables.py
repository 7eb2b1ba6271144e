"""The record's tables, as the program works with them today.

``migrations.py`` makes them. ``article.number`` and ``entry.number`` only join rows: they depend
on the order of reading and are never shown. What is shown is ``article.name`` and ``entry.id``.
"""

from __future__ import annotations

import types
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Date, Double, Integer, Table, Text

METADATA = sa.MetaData()

ARTICLE = Table(
    "article",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Date),
    Column("published_where", Text),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("page", Text),
)

APPEARANCE = Table(
    "appearance",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("url", Text),
)

PASSAGE = Table(
    "passage",
    METADATA,
    Column("article", Integer, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("note", Text),
)

AUTHOR = Table(
    "author",
    METADATA,
    Column("article", Integer, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("name", Text, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("content", Text, nullable=False),
)

ENTRY = Table(
    "entry",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("article", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    Column("confidence", Double),
)

ENTRY_SOURCE = Table(
    "entry_source",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("name", Text, nullable=False),
)

ENTRY_PARTY = Table(
    "entry_party",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("code", Text),
)

ENTRY_PLACE = Table(
    "entry_place",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("country", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("geoname", Integer),
)

ENTRY_SPAN = Table(
    "entry_span",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
)

STATEMENT = Table(
    "statement",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("medium", Text),
    Column("quoting", Text, nullable=False),
    Column("within", Integer),
)

MESSAGE = Table(
    "message",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("channel", Text, nullable=False),
    Column("date", Text),
    Column("status", Text, nullable=False),
)

SIGNAL = Table(
    "signal",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
)

RESPONSE = Table(
    "response",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("stance", Text, nullable=False),
)

POSITION = Table(
    "position",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("stance", Text, nullable=False),
)

EVENT = Table(
    "event",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("date", Text),
    Column("actuality", Text, nullable=False),
)

# A value is a range where `value_high` is there, and a number where it is not. Numbers are 64-bit
# floating point: whole ones are exact to nine thousand million million.
TALLY = Table(
    "tally",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("what", Text, nullable=False),
    Column("of", Text),
    Column("value_low", Double, nullable=False),
    Column("value_high", Double),
    Column("bound", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("part_of", Double),
)

RELATION = Table(
    "relation",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("role", Text),
)

FORECAST = Table(
    "forecast",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("horizon", Text),
    Column("likelihood", Text, nullable=False),
)

SKIPPED = Table(
    "skipped",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("stage", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

# The plain fields of each kind. A new kind brings its table here and a migration that makes it.
KIND_TABLES: Mapping[str, Table] = types.MappingProxyType(
    {
        "statement": STATEMENT,
        "message": MESSAGE,
        "signal": SIGNAL,
        "response": RESPONSE,
        "position": POSITION,
        "event": EVENT,
        "tally": TALLY,
        "relation": RELATION,
        "forecast": FORECAST,
    }
)
