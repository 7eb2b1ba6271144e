"""The steps that make a record's schema, each named, each recorded with what it did.

A step is never edited once released: it is history. The text of its SQL is plain on purpose, so
that it stays the same whatever becomes of the tables that the program works with today
(`tables.py`); a test holds that both agree.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from backchannel.errors import RecordError
from backchannel.record import dialect

Step = Callable[[sa.Connection], None]


def _run(*statements: str) -> Step:
    """The step that runs some SQL and no more."""

    def step(connection: sa.Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(dialect.ddl(connection, statement))

    return step


_FIRST = (
    """
    CREATE TABLE article (
        number {serial},
        identity {text} NOT NULL UNIQUE,
        fingerprint {text} NOT NULL,
        name {text} NOT NULL UNIQUE,
        named BOOLEAN NOT NULL,
        title {text},
        outlet {text},
        published DATE,
        published_where {text},
        url {text},
        text {text} NOT NULL,
        page {text}
    )""",
    "CREATE INDEX article_fingerprint ON article (fingerprint)",
    "CREATE INDEX article_published ON article (published)",
    """
    CREATE TABLE appearance (
        name {text} NOT NULL PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        url {text}
    )""",
    "CREATE INDEX appearance_article ON appearance (article)",
    """
    CREATE TABLE passage (
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        nth INTEGER NOT NULL,
        role {text} NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        note {text},
        PRIMARY KEY (article, nth)
    )""",
    """
    CREATE TABLE author (
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        nth INTEGER NOT NULL,
        name {text} NOT NULL,
        PRIMARY KEY (article, nth)
    )""",
    """
    CREATE TABLE reading (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        model {text} NOT NULL,
        content {text} NOT NULL
    )""",
    """
    CREATE TABLE entry (
        number {serial},
        id {text} NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
        kind {text} NOT NULL,
        place INTEGER NOT NULL,
        evidence_start INTEGER NOT NULL,
        evidence_end INTEGER NOT NULL,
        trigger_start INTEGER,
        trigger_end INTEGER,
        UNIQUE (article, place)
    )""",
    "CREATE INDEX entry_kind ON entry (kind)",
    """
    CREATE TABLE entry_source (
        entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        nth INTEGER NOT NULL,
        name {text} NOT NULL,
        PRIMARY KEY (entry, nth)
    )""",
    """
    CREATE TABLE entry_party (
        entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        role {text} NOT NULL,
        name {text} NOT NULL,
        folded {text} NOT NULL,
        code {text},
        PRIMARY KEY (entry, role)
    )""",
    "CREATE INDEX entry_party_code ON entry_party (code)",
    "CREATE INDEX entry_party_folded ON entry_party (folded)",
    """
    CREATE TABLE entry_span (
        entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        role {text} NOT NULL,
        nth INTEGER NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        PRIMARY KEY (entry, role, nth)
    )""",
    """
    CREATE TABLE statement (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        medium {text},
        quoting {text} NOT NULL,
        within INTEGER
    )""",
    """
    CREATE TABLE message (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        channel {text} NOT NULL,
        date {text},
        status {text} NOT NULL
    )""",
    """
    CREATE TABLE response (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        stance {text} NOT NULL
    )""",
    """
    CREATE TABLE skipped (
        place {text} NOT NULL,
        line INTEGER NOT NULL,
        stage {text} NOT NULL,
        fingerprint {text} NOT NULL,
        reason {text} NOT NULL,
        PRIMARY KEY (place, line, stage, fingerprint)
    )""",
)


_HISTORY = """
    CREATE TABLE migration (
        name {text} NOT NULL PRIMARY KEY,
        program {text} NOT NULL
    )"""


def _first(connection: sa.Connection) -> None:
    _run(*_FIRST)(connection)
    dialect.create_word_tables(connection)


_EVERY_KIND = (
    "ALTER TABLE entry ADD COLUMN confidence {double}",
    "CREATE INDEX entry_confidence ON entry (confidence)",
    """
    CREATE TABLE entry_place (
        entry INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        role {text} NOT NULL,
        name {text} NOT NULL,
        folded {text} NOT NULL,
        country {text},
        latitude {double},
        longitude {double},
        geoname INTEGER,
        PRIMARY KEY (entry, role)
    )""",
    "CREATE INDEX entry_place_country ON entry_place (country)",
    "CREATE INDEX entry_place_folded ON entry_place (folded)",
    """
    CREATE TABLE signal (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        type {text} NOT NULL
    )""",
    """
    CREATE TABLE position (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        stance {text} NOT NULL
    )""",
    """
    CREATE TABLE event (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        type {text} NOT NULL,
        date {text},
        actuality {text} NOT NULL
    )""",
    """
    CREATE TABLE tally (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        what {text} NOT NULL,
        "of" {text},
        value_low {double} NOT NULL,
        value_high {double},
        bound {text} NOT NULL,
        since {text},
        until {text},
        part_of {double}
    )""",
    """
    CREATE TABLE relation (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        type {text} NOT NULL,
        polarity {text} NOT NULL,
        role {text}
    )""",
    """
    CREATE TABLE forecast (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number) ON DELETE CASCADE,
        horizon {text},
        likelihood {text} NOT NULL
    )""",
)


_LINKS = (
    "ALTER TABLE entry ADD COLUMN sense {bytes}",
    "ALTER TABLE entry ADD COLUMN standing {text} NOT NULL DEFAULT 'read'",
    "ALTER TABLE entry ADD COLUMN corrected_by {text}",
    "CREATE INDEX entry_standing ON entry (standing)",
    """
    CREATE TABLE linked (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES reading (article) ON DELETE CASCADE,
        rules {text} NOT NULL
    )""",
    """
    CREATE TABLE article_key (
        key BIGINT NOT NULL,
        article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        PRIMARY KEY (key, article)
    )""",
    "CREATE INDEX article_key_article ON article_key (article)",
    """
    CREATE TABLE entry_key (
        key BIGINT NOT NULL,
        entry INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        PRIMARY KEY (key, entry)
    )""",
    "CREATE INDEX entry_key_article ON entry_key (article)",
    """
    CREATE TABLE lineage_link (
        first INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        second INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        kind {text} NOT NULL,
        score {double} NOT NULL,
        evidence {text} NOT NULL,
        PRIMARY KEY (first, second)
    )""",
    "CREATE INDEX lineage_link_second ON lineage_link (second)",
    """
    CREATE TABLE entry_link (
        first INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        second INTEGER NOT NULL REFERENCES entry (number) ON DELETE CASCADE,
        first_article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        second_article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        relation {text} NOT NULL,
        score {double} NOT NULL,
        evidence {text} NOT NULL,
        PRIMARY KEY (first, second, relation)
    )""",
    "CREATE INDEX entry_link_second ON entry_link (second)",
    "CREATE INDEX entry_link_first_article ON entry_link (first_article)",
    "CREATE INDEX entry_link_second_article ON entry_link (second_article)",
    """
    CREATE TABLE correction (
        id {text} NOT NULL PRIMARY KEY,
        made_at {text} NOT NULL,
        made_by {text} NOT NULL,
        why {text} NOT NULL,
        action {text} NOT NULL,
        content {text} NOT NULL,
        back_at {text},
        back_by {text},
        back_why {text}
    )""",
)


# An article that comes, goes or is read again looks for the corrections of its text.
_CORRECTED = (
    "ALTER TABLE correction ADD COLUMN fingerprint {text}",
    "CREATE INDEX correction_fingerprint ON correction (fingerprint)",
)


# What is remembered of an article while linking is known to be of today by its stamp.
_STAMPS = ("ALTER TABLE reading ADD COLUMN stamp {text}",)


# What is compared of linked articles is kept, and a key is looked up in one step instead of two.
# All of it is made again from the readings.
_KEPT = (
    "DELETE FROM linked",
    "DROP TABLE article_key",
    """
    CREATE TABLE article_key (
        key BIGINT NOT NULL,
        article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        PRIMARY KEY (key, article)
    ) {keyed}""",
    "CREATE INDEX article_key_article ON article_key (article)",
    "DROP TABLE entry_key",
    """
    CREATE TABLE entry_key (
        key BIGINT NOT NULL,
        entry INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES linked (article) ON DELETE CASCADE,
        PRIMARY KEY (key, entry)
    ) {keyed}""",
    "CREATE INDEX entry_key_article ON entry_key (article)",
    """
    CREATE TABLE article_sight (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES linked (article) ON DELETE CASCADE,
        content {bytes} NOT NULL
    )""",
)


MIGRATIONS: tuple[tuple[str, Step], ...] = (
    ("0001_first", _first),
    ("0002_every_kind", _run(*_EVERY_KIND)),
    ("0003_links", _run(*_LINKS)),
    ("0004_corrected", _run(*_CORRECTED)),
    ("0005_stamps", _run(*_STAMPS)),
    ("0006_kept", _run(*_KEPT)),
)


def applied(connection: sa.Connection) -> list[str]:
    """The names of the steps that the record has gone through; empty where it is new."""
    if not sa.inspect(connection).has_table("migration"):
        return []
    rows = connection.execute(sa.text("SELECT name FROM migration ORDER BY name"))
    return [row.name for row in rows]


def pending(connection: sa.Connection) -> list[tuple[str, Step]]:
    """The steps still to be taken.

    Raises:
        RecordError: the record has gone through a step that this program does not know.
    """
    done = set(applied(connection))
    unknown = sorted(done - {name for name, _ in MIGRATIONS})
    if unknown:
        raise RecordError(
            f"the record was written by a newer Backchannel (step {unknown[-1]}); "
            "bring the program up to date to use it"
        )
    return [(name, step) for name, step in MIGRATIONS if name not in done]


def migrate(connection: sa.Connection, program: str) -> None:
    """Take every step still to be taken, within the caller's transaction.

    Args:
        connection: in a transaction; the steps and their names are committed together.
        program: version of the program, noted beside each step.

    Raises:
        RecordError: the record is newer than the program.
    """
    steps = pending(connection)
    if steps and not sa.inspect(connection).has_table("migration"):
        connection.exec_driver_sql(dialect.ddl(connection, _HISTORY))
    for name, step in steps:
        step(connection)
        connection.execute(
            sa.text("INSERT INTO migration (name, program) VALUES (:name, :program)"),
            {"name": name, "program": program},
        )
