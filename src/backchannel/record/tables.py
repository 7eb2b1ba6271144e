"""The record's tables, as the program works with them today.

``migrations.py`` makes them. ``article.number`` and ``entry.number`` only join rows: they depend
on the order of reading and are never shown. What is shown is ``article.name`` and ``entry.id``.
"""

from __future__ import annotations

import types
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Integer,
    LargeBinary,
    Table,
    Text,
)

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

# The stamp is another whenever the article's entries are, corrected ones too.
READING = Table(
    "reading",
    METADATA,
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("stamp", Text),
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
    Column("sense", LargeBinary),
    Column("standing", Text, nullable=False, server_default="read"),
    Column("corrected_by", Text),
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

# An article that has been linked with all others that have been, and by which rules.
LINKED = Table(
    "linked",
    METADATA,
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("rules", Text, nullable=False),
)

# What articles, and entries, are looked up by: those that share a key are compared.
ARTICLE_KEY = Table(
    "article_key",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True),
)

ENTRY_KEY = Table(
    "entry_key",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
)

# What is compared of a linked article's entries; see `backchannel.links.kept`.
ARTICLE_SIGHT = Table(
    "article_sight",
    METADATA,
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

LINEAGE_LINK = Table(
    "lineage_link",
    METADATA,
    Column("first", Integer, primary_key=True),
    Column("second", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("evidence", Text, nullable=False),
)

ENTRY_LINK = Table(
    "entry_link",
    METADATA,
    Column("first", Integer, primary_key=True),
    Column("second", Integer, primary_key=True),
    Column("first_article", Integer, nullable=False),
    Column("second_article", Integer, nullable=False),
    Column("relation", Text, primary_key=True),
    Column("score", Double, nullable=False),
    Column("evidence", Text, nullable=False),
)

# What people have put right; `back_...` where they have taken it back. `fingerprint` is that of the
# article whose entries it changes; NULL: it changes none.
CORRECTION = Table(
    "correction",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("back_at", Text),
    Column("back_by", Text),
    Column("back_why", Text),
    Column("fingerprint", Text),
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
