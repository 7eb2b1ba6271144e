"""What is compared of an article's entries, written down, so that it need not be made again.

Each stem is written once and then goes by its number. A change here, or in what a `Sight` holds,
is a change of `backchannel.links.link.RULES`.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, cast

from backchannel.entries.entry import Place
from backchannel.errors import RecordError
from backchannel.links.days import Days
from backchannel.links.names import Name
from backchannel.links.sights import Around, Sight, Stems, senses_of, vector_of
from backchannel.span import Span

_FAST = 1  # level of compression

MOST = 64 * 1024 * 1024
"""Bytes that are unpacked at most: a record can come from anybody."""


def written(sights: Sequence[Sight]) -> bytes:
    """All that is compared of the entries of one article, but for its text and their senses."""
    if not sights:
        return b""
    stems = _Stems()
    around = sights[0].around
    of_article = [
        around.identity,
        around.published,
        stems.numbers(sorted(around.about)),
        around.weight,
        stems.numbers(around.topics),
        stems.numbers(around.often),
        list(around.often.values()),
    ]
    of_entries = [_row(sight, stems) for sight in sights]
    content = json.dumps([stems.known, of_article, of_entries], separators=(",", ":"))
    return zlib.compress(content.encode(), _FAST)


def _unpacked(content: bytes) -> list[Any]:
    try:
        unpacking = zlib.decompressobj()
        found = json.loads(unpacking.decompress(content, MOST))
    except (zlib.error, ValueError) as error:
        raise RecordError(
            f"what is kept of an article for its links is damaged: {error}"
        ) from error
    return cast("list[Any]", found)


def read_back(content: bytes, text: str, senses: Sequence[bytes | None]) -> tuple[Sight, ...]:
    """What was written down of an article's entries.

    Args:
        content: what `written` gave.
        text: of the article.
        senses: of its entries, in order.

    Raises:
        RecordError: it was not written by `written`, or is longer than ``MOST``.
    """
    if not content:
        return ()
    known, of_article, of_entries = _unpacked(content)
    identity, published, about, weight, topics, often, times = of_article
    kinds = [row[1] for row in of_entries]
    around = Around(
        identity,
        text,
        published,
        frozenset(_told(about, known)),
        weight,
        _told(topics, known),
        dict(zip(_told(often, known), times, strict=True)),
        senses_of(zip(kinds, senses, strict=True)),
    )
    return tuple(
        _sight(row, around, known, sense) for row, sense in zip(of_entries, senses, strict=True)
    )


class _Stems:
    """Stems by their numbers, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers(self, stems: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(stem, len(self._numbers)) for stem in stems]

    @property
    def known(self) -> list[str]:
        return list(self._numbers)


def _told(numbers: Iterable[int], known: Sequence[str]) -> Stems:
    return tuple(map(known.__getitem__, numbers))


def _row(sight: Sight, stems: _Stems) -> list[Any]:
    return [
        sight.id,
        sight.kind,
        sight.parties,
        sight.sort,
        sight.mode,
        sight.evidence,
        sight.trigger,
        sight.claim,
        sight.said,
        sight.when,
        sight.place and dataclasses.astuple(sight.place),
        sight.value,
        *map(stems.numbers, (sight.stems, sight.content, sight.condition, sight.consequence)),
        sight.sources,
    ]


def _sight(row: list[Any], around: Around, known: Sequence[str], sense: bytes | None) -> Sight:
    id_, kind, parties, sort, mode, evidence, trigger, claim, said, when, place, value = row[:12]
    stems, content, condition, consequence = (_told(numbers, known) for numbers in row[12:16])
    first, second, third = (name and _name(*name) for name in parties)
    return Sight(
        id=id_,
        kind=kind,
        around=around,
        parties=(first, second, third),
        sort=sort,
        mode=mode,
        evidence=Span(*evidence),
        trigger=trigger and Span(*trigger),
        claim=claim and Span(*claim),
        said=tuple(Span(*span) for span in said),
        when=when and Days(*when),
        place=place and Place(*place),
        value=tuple(value),
        stems=stems,
        content=content,
        condition=condition,
        consequence=consequence,
        sources=tuple(row[16]),
        sense=vector_of(sense),
    )


def _name(form: str, code: str | None, sort: Any, words: list[str], anchors: list[str]) -> Name:
    return Name(form, code, sort, tuple(words), tuple(anchors))
