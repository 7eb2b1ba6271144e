"""The fields of a row or object under the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backchannel.articles.article import Published
from backchannel.articles.dates import field_day

# In order of preference: the first name that an input has decides, even where it is empty.
_NAMES = {
    "text": "text body article_body article_text full_text fulltext text_content maintext"
    " plain_text content article story story_text raw_text event_text",
    "page": "html raw_html page_html page",
    "id": "id article_id doc_id document_id docid story_id guid uuid _id",
    "title": "title headline article_title headline_main head",
    "outlet": "outlet publisher publication outlet_name source_name source newspaper site_name"
    " sitename site media_name media provider domain",
    "published": "published published_at publication_date publish_date published_date pub_date"
    " pubdate date_published date_publish date_publication datetime date published_on"
    " publishedat publication_datetime created_at timestamp",
    "authors": "authors author byline creator writer by",
    "url": "url link web_url canonical_url source_url article_url permalink original_url",
}
_WHICH = {name: (field, i) for field, v in _NAMES.items() for i, name in enumerate(v.split())}
_MAX_FIELD_CHARS = 4_000
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class FieldError(ValueError):
    """A row that cannot be an article. Its message is the reason."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What an input says about its article besides the text. Unknown is ``None``.

    Attributes:
        id: the name given in the input.
        title, outlet, url: as given, outer space removed.
        published: the day, with ``field:NAME`` as where it was found.
        authors: who wrote it, as given.
    """

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row as received: its text exactly, whether that is markup, and its other fields."""

    text: str
    is_page: bool
    fields: Fields


def known_field(name: str) -> str | None:
    """Which field a column or key is: ``text``, ``page``, ``id``, ... or ``None``.

    >>> known_field("publishedAt"), known_field("Headline"), known_field("colour")
    ('published', 'title', None)
    """
    found = _WHICH.get(_plain(name))
    return found[0] if found else None


def take_fields(row: Mapping[str, object]) -> Row:
    """The article's text and fields of one object or table row.

    Raises:
        FieldError: no text field, or one that is not a text.
    """
    chosen: dict[str, tuple[int, str, object]] = {}
    for name, value in row.items():
        found = _WHICH.get(_plain(name))
        if found and (found[0] not in chosen or found[1] < chosen[found[0]][0]):
            chosen[found[0]] = (found[1], name, value)
    is_page = "text" not in chosen and "page" in chosen
    if not is_page and "text" not in chosen:
        raise FieldError("no text field (text, body, content, ...)")
    _, name, text = chosen["page" if is_page else "text"]
    if not isinstance(text, str):
        found_type = "empty" if text is None else "not a text"
        raise FieldError(f"text field {name!r} is {found_type}")
    return Row(text, is_page, _other_fields(chosen))


def _other_fields(chosen: dict[str, tuple[int, str, object]]) -> Fields:
    published = None
    if "published" in chosen:
        _, name, value = chosen["published"]
        day = field_day(value)
        published = Published(day, f"field:{name}") if day else None
    values = {k: _as_text(chosen[k][2]) for k in ("id", "title", "outlet", "url") if k in chosen}
    authors = _as_names(chosen["authors"][2]) if "authors" in chosen else ()
    return Fields(published=published, authors=authors, **values)


def _as_names(value: object) -> tuple[str, ...]:
    names = [_as_text(v) for v in (value[:50] if isinstance(value, list) else [value])]
    return tuple(n for n in names if n)


def _as_text(value: object) -> str | None:
    if isinstance(value, Mapping):  # {"source": {"id": null, "name": "..."}}
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    if len(text) > _MAX_FIELD_CHARS:
        raise FieldError(f"a field beside the text is longer than {_MAX_FIELD_CHARS:,} characters")
    if _NO_CHARACTER.search(text):
        raise FieldError("a field beside the text holds characters that are none")
    return text or None


def _plain(name: str) -> str:
    spaced = _CAMEL.sub("_", name.strip().lstrip("\ufeff"))
    return re.sub(r"[\s.-]+", "_", spaced.lower())
