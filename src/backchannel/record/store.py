"""The record: articles and their readings, kept in one place, each article whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.metadata
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Party, Reading
from backchannel.errors import RecordError
from backchannel.links import assemble
from backchannel.links.account import Account, Judgements, Material
from backchannel.links.link import EntryLink, LineageLink, Sheet
from backchannel.record import (
    correcting,
    dialect,
    judging,
    keeping,
    linking,
    lookup,
    migrations,
    rows,
    settling,
    write,
)
from backchannel.record.anchors import ArticleAnchor, EntryAnchor
from backchannel.record.corrections import Action, Add, Correction, TakenBack
from backchannel.record.linking import LinkReport
from backchannel.record.query import (
    Filter,
    Line,
    article_conditions,
    entry_select,
    is_standing,
)
from backchannel.record.remembered import uncollected
from backchannel.record.skips import Skipped
from backchannel.record.tables import APPEARANCE, ARTICLE, ENTRY, KIND_TABLES, READING, SKIPPED
from backchannel.record.write import Added

DEFAULT_RECORD = "backchannel.db"
_BATCH = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Info:
    """What a record holds.

    Attributes:
        articles: how many.
        names: under how many names, where one article came under several.
        entries: how many of each kind, every kind named.
        models: how many articles were read by each version of the reader.
        skipped: how many inputs are noted as not read.
        migrations: the steps its schema has gone through.
    """

    articles: int
    names: int
    entries: dict[str, int]
    models: dict[str, int]
    skipped: int
    migrations: tuple[str, ...]


class Record:
    """A record, open. Use it in a ``with`` statement, or `close` it.

    Lists come in the order of the articles' names and the places in their readings, whatever the
    order of reading.
    """

    def __init__(self, engine: sa.Engine, where: str) -> None:
        """Take an engine whose schema is up to date; users call `open`."""
        self._engine = engine
        self.where = where

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str] = DEFAULT_RECORD,
        *,
        write: bool = False,
        busy_seconds: float = dialect.BUSY_SECONDS,
    ) -> Self:
        """Open the record in the file, or at the PostgreSQL URL, ``where``.

        Args:
            where: path of a file, or ``postgresql://...``.
            write: whether articles will be added; the file is then made where it is missing.
            busy_seconds: how long to wait for another program that is writing.

        Raises:
            RecordError: it is missing, something else, read-only, in use, or of a newer program.
        """
        name = os.fspath(where)
        engine = dialect.connect(name, write=write, busy_seconds=busy_seconds)
        shown = sa.make_url(name).render_as_string() if "://" in name else name
        record = cls(engine, shown)
        try:
            record._check(write)
            if write:
                record._prepare()
        except BaseException:
            record.close()
            raise
        return record

    def _check(self, write: bool) -> None:
        with self._begin() as connection:
            is_record = dialect.check_identity(connection, self.where)
            if not is_record and not write:
                raise RecordError(f"{self.where} is not a record")
            if migrations.pending(connection) and not write:
                raise RecordError(
                    f"{self.where} was written by an older Backchannel; "
                    "`backchannel read` brings it up to date"
                )

    def _prepare(self) -> None:
        with _plain_errors(self.where):
            dialect.write_ahead(self._engine)
        with self._begin(write=True) as connection:
            dialect.mark_identity(connection)
            migrations.migrate(connection, importlib.metadata.version("backchannel"))

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # --- writing ------------------------------------------------------------------------------

    def recall(self, article: Article, model: str) -> bool:
        """Whether the record already has what reading ``article`` with ``model`` would bring.

        A look-up by the text's fingerprint, what else the reader sees, and the model. A name that
        is new for a known text is taken down.

        Raises:
            ArticleError: another text is in the record under this name, or the text holds
                characters that no database keeps.
        """
        write.check_storable(article)
        with self._begin(write=True) as connection:
            known = write.recall(connection, article, model)
            if known:
                settling.settle(connection, article.fingerprint)
            return known

    def add(self, article: Article, reading: Reading) -> Added:
        """Store an article with its reading, in one transaction.

        The same text with the same title, outlet and day is one article, whatever the names: it
        goes by the one that sorts first, the others are kept beside it. A reading by another
        model, or of a name's text with other facts than before, takes the place of the one
        before.

        Returns:
            ``new``, ``again`` (an earlier reading was replaced) or ``known`` (nothing changed).

        Raises:
            ArticleError: as `recall`; or a number in the reading is beyond all bounds.
            ValueError: ``reading`` is of another text.
        """
        if reading.fingerprint != article.fingerprint:
            raise ValueError(f"the reading of {reading.article} is not of {article.id}")
        write.check_storable(article)
        with self._begin(write=True) as connection:
            added = write.add(connection, article, reading)
            settling.settle(connection, article.fingerprint)
            return added

    def note_skipped(self, skipped: Sequence[Skipped], covered: Sequence[str]) -> None:
        """Keep what a run left out, in place of what earlier runs over the same inputs did.

        Args:
            skipped: what this run left out.
            covered: the inputs of this run, as given by the user.
        """
        with self._begin(write=True) as connection:
            write.note_skipped(connection, skipped, covered)

    def link(self, on_articles: Callable[[int], None] | None = None) -> LinkReport:
        """Link what is not linked yet with everything else; see `backchannel.links`.

        A run that is stopped has linked what it has linked, and the next one goes on from there.

        Args:
            on_articles: told, after each batch, how many more articles are linked.
        """
        with uncollected():
            return self._link(on_articles)

    def _link(self, on_articles: Callable[[int], None] | None) -> LinkReport:
        run, report = linking.Linking(), LinkReport()
        while True:
            with self._begin(write=True) as connection:
                # Others may read, remove and correct between two batches.
                waiting = linking.pending(connection, linking.BATCH)
                if not waiting:
                    return report
                done = run.link(connection, waiting)
            report += done
            if on_articles is not None:
                on_articles(done.articles)

    def remove(self, name: str) -> None:
        """Take the article that came under ``name`` out of the record, with all its names.

        Corrections of it are kept: should it come again, they hold again.

        Raises:
            RecordError: there is no such article.
        """
        with self._begin(write=True) as connection:
            settling.settle(connection, write.remove(connection, name))

    # --- correcting ---------------------------------------------------------------------------

    def correct(
        self, content: Action, *, why: str, by: str, at: keeping.Moment = None
    ) -> Correction:
        """Put something right; see `backchannel.record.corrections` for what can be.

        What it is about need not be in the record: the correction then waits for it, and holds
        again whenever it comes back. Articles whose entries change are to be linked anew.

        Args:
            content: what is to be done.
            why: the reason.
            by: who makes it.
            at: when: with a time zone, or as text; ``None``: now.

        Raises:
            RecordError: it does not fit what it is about, or a reason or a name is missing.
        """
        made = keeping.compose(content, why, by, at)
        with self._begin(write=True) as connection:
            return correcting.correct(connection, made)

    def take_back(self, wanted: str, *, why: str, by: str, at: keeping.Moment = None) -> Correction:
        """Take a correction back, by its id or the beginning of one; it is kept, and undone.

        Raises:
            RecordError: there is none, it was taken back before, or a reason or name is missing.
        """
        keeping.require(why, by)
        back = TakenBack(keeping.moment(at), by, why)
        with self._begin(write=True) as connection:
            return correcting.take_back(connection, wanted, back)

    def corrections(self) -> list[Correction]:
        """Every correction in the order in which they were made, with what comes of each now."""
        with self._begin() as connection:
            return list(judging.survey(connection).corrections)

    def judgements(self) -> Judgements:
        """What corrections in force say of links between articles, entries and parties."""
        with self._begin() as connection:
            return judging.survey(connection).judgements

    def anchor(self, wanted: str) -> EntryAnchor:
        """What a correction holds on to of an entry, named as in `entry`.

        Raises:
            RecordError: there is no such entry, or several are meant.
        """
        with self._begin() as connection:
            return correcting.entry_anchor(connection, wanted)

    def article_anchor(self, wanted: str) -> ArticleAnchor:
        """What a correction holds on to of an article, by its name or the beginning of one.

        Raises:
            RecordError: there is no such article, or several are meant.
        """
        with self._begin() as connection:
            return correcting.article_anchor(connection, wanted)

    def parties_named(self, name: str) -> list[Party]:
        """The parties that entries name so, whatever case and accents, in order."""
        with self._begin() as connection:
            return lookup.find_parties(connection, name)

    def addition(self, wanted: str, entry: Entry, within: EntryAnchor | None = None) -> Add:
        """An entry to be added to an article that is in the record, for `correct`.

        Args:
            wanted: the article's name or the beginning of one.
            entry: the entry; its ``within`` and ``confidence`` are ``None``.
            within: of a statement, the one that it stands inside.

        Raises:
            RecordError: there is no such article, or several are meant.
        """
        with self._begin() as connection:
            return correcting.addition(connection, wanted, entry, within)

    # --- asking -------------------------------------------------------------------------------

    def entries(self, choice: Filter | None = None, **conditions: Any) -> Iterator[Line]:
        """The entries chosen, in order of article and place.

        Args:
            choice: which; all where not given.
            **conditions: fields of `Filter`, instead of or on top of ``choice``:
                ``record.entries(kind="message", party="IRN")``.

        Raises:
            RecordError: the record cannot be read, or holds a kind that this program does not know.
        """
        choice = dataclasses.replace(choice or Filter(), **conditions)
        with (
            self._begin() as connection,
            connection.execute(
                entry_select(connection, choice), execution_options={"yield_per": _BATCH}
            ) as result,
        ):
            held: dict[int, Article] = {}
            for batch in result.partitions():
                numbers = {row.article for row in batch}
                held = {n: a for n, a in held.items() if n in numbers}
                missing = numbers - set(held)
                held |= _articles_by_number(connection, missing)
                for row, entry in zip(batch, rows.load_entries(connection, batch), strict=True):
                    yield Line.of(row, held[row.article], entry)

    def entry(self, wanted: str) -> list[Line]:
        """The entries that ``wanted`` names.

        Args:
            wanted: an id, the first four or more characters of one, or a reference
                (``article:start-end``, with or without square brackets), which may name several.

        Raises:
            RecordError: none is named, or an id's beginning fits several.
        """
        with self._begin() as connection:
            found = lookup.find_entries(connection, wanted)
            entries = rows.load_entries(connection, found)
            held = _articles_by_number(connection, {row.article for row in found})
        return [
            Line.of(row, held[row.article], entry)
            for row, entry in zip(found, entries, strict=True)
        ]

    def articles(self, choice: Filter | None = None, **conditions: Any) -> Iterator[Article]:
        """The articles chosen, in order of their names, each without its ``page``.

        Args:
            choice: which; only ``since``, ``until``, ``article``, ``outlet`` and ``limit`` count.
            **conditions: fields of `Filter`.
        """
        choice = dataclasses.replace(choice or Filter(), **conditions)
        numbers = (
            sa.select(ARTICLE.c.number)
            .where(*article_conditions(choice))
            .order_by(ARTICLE.c.name)
            .limit(choice.limit)
        )
        with self._begin() as connection:
            wanted = list(connection.scalars(numbers))
            for at in range(0, len(wanted), _BATCH):
                batch = wanted[at : at + _BATCH]
                held = _articles_by_number(connection, set(batch))
                yield from (held[number] for number in batch)

    def article(self, name: str) -> Article:
        """The article that came under ``name``, with its ``page`` where it was one.

        Raises:
            RecordError: there is none.
        """
        with self._begin() as connection:
            number = lookup.number_of(connection, name)
            chosen = sa.select(ARTICLE).where(ARTICLE.c.number == number)
            return rows.load_articles(connection, connection.execute(chosen).all())[number]

    def names(self, name: str) -> list[str]:
        """Every name that the article ``name`` came under; the first is the one it goes by.

        Raises:
            RecordError: there is no such article.
        """
        with self._begin() as connection:
            there = APPEARANCE.c.article == lookup.number_of(connection, name)
            chosen = sa.select(APPEARANCE.c.name).where(there).order_by(APPEARANCE.c.name)
            return list(connection.scalars(chosen))

    def find_name(self, wanted: str) -> str | None:
        """The name of the article that ``wanted`` names, or is the beginning of a name of.

        Returns:
            The name it goes by; ``None`` where there is no such article.

        Raises:
            RecordError: ``wanted`` is the beginning of several articles' names.
        """
        with self._begin() as connection:
            return lookup.find_name(connection, wanted)

    def model(self, name: str) -> str:
        """Version of the reader that read the article that came under ``name``.

        Raises:
            RecordError: there is no such article.
        """
        with self._begin() as connection:
            there = READING.c.article == lookup.number_of(connection, name)
            return str(connection.execute(sa.select(READING.c.model).where(there)).scalar_one())

    def reading(self, name: str) -> Reading:
        """The whole reading of the article that came under ``name``, whatever was corrected.

        Raises:
            RecordError: there is no such article.
        """
        with self._begin() as connection:
            number = lookup.number_of(connection, name)
            chosen = (
                sa.select(ARTICLE.c.name, ARTICLE.c.fingerprint, READING.c.model)
                .join(READING, READING.c.article == ARTICLE.c.number)
                .where(ARTICLE.c.number == number)
            )
            head = connection.execute(chosen).one()
            found = settling.load_read(connection, number)
        entries = tuple(x.entry for x in found)
        senses = tuple(x.sense for x in found if x.sense is not None)
        return Reading(head.name, head.fingerprint, head.model, entries, senses)

    def search(self, words: str, choice: Filter | None = None) -> Iterator[Line | Article]:
        """Articles and statements that hold ``words``, whatever their ending, best first.

        Statements come before the articles. Double quotes keep words together.

        Raises:
            RecordError: there is no word in ``words``.
        """
        choice = choice or Filter()
        with self._begin() as connection:
            found = lookup.search_entries(connection, words, choice)
            entries = rows.load_entries(connection, found)
            numbers = lookup.search_articles(connection, words, choice)
            held = _articles_by_number(connection, {r.article for r in found} | set(numbers))
        for row, entry in zip(found, entries, strict=True):
            yield Line.of(row, held[row.article], entry)
        yield from (held[number] for number in numbers)

    def unlinked(self) -> int:
        """How many articles are not linked yet: `link` does it."""
        with self._begin() as connection:
            return linking.count_pending(connection)

    def sheets(self) -> Iterator[Sheet]:
        """Every article with its entries, in order of the articles' names."""
        with self._begin() as connection:
            yield from linking.all_sheets(connection)

    def lineage_links(self) -> list[LineageLink]:
        """What was found between articles, pair by pair."""
        with self._begin() as connection:
            return list(linking.lineage_links(connection))

    def entry_links(self) -> list[EntryLink]:
        """What was found between entries, pair by pair."""
        with self._begin() as connection:
            return list(linking.entry_links(connection))

    def material(self) -> Material:
        """What its account is made of, as it is at one moment, whoever else writes."""
        with self._begin() as connection:
            return assemble.material_of(
                linking.all_sheets(connection),
                linking.lineage_links(connection),
                linking.entry_links(connection),
                judging.survey(connection).judgements,
            )

    def account(self) -> Account:
        """Everything that it tells of the articles that are linked, reprints not counted twice."""
        return assemble.account_of(self.material())

    def skipped(self) -> list[Skipped]:
        """What was not read, and why, by place and line."""
        with self._begin() as connection:
            return write.load_skipped(connection)

    def info(self) -> Info:
        """What the record holds, in numbers."""
        count = sa.func.count()
        with self._begin() as connection:
            kinds = sa.select(ENTRY.c.kind, count).where(is_standing()).group_by(ENTRY.c.kind)
            models = (
                sa.select(READING.c.model, count)
                .group_by(READING.c.model)
                .order_by(READING.c.model)
            )
            by_kind = Counter({row.kind: int(row[1]) for row in connection.execute(kinds)})
            return Info(
                articles=connection.scalar(sa.select(count).select_from(ARTICLE)) or 0,
                names=connection.scalar(sa.select(count).select_from(APPEARANCE)) or 0,
                entries={kind: by_kind[kind] for kind in KIND_TABLES},
                models={row.model: int(row[1]) for row in connection.execute(models)},
                skipped=connection.scalar(sa.select(count).select_from(SKIPPED)) or 0,
                migrations=tuple(migrations.applied(connection)),
            )

    @contextlib.contextmanager
    def _begin(self, *, write: bool = False) -> Iterator[sa.Connection]:
        with (
            _plain_errors(self.where),
            self._engine.connect() as connection,
            connection.execution_options(**{dialect.WRITES: write}).begin(),
        ):
            yield connection


@contextlib.contextmanager
def _plain_errors(where: str) -> Iterator[None]:
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        raise dialect.explain(error, where) from error


def _articles_by_number(connection: sa.Connection, numbers: set[int]) -> dict[int, Article]:
    columns = [c for c in ARTICLE.c if c.name != "page"]
    chosen = sa.select(*columns).where(ARTICLE.c.number.in_(numbers))
    return rows.load_articles(connection, connection.execute(chosen).all())
