"""What an article is: a text as received, and what was found out about it."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field

from backchannel.span import Span


@dataclass(frozen=True, slots=True)
class Published:
    """The day an article was published, and where that was found.

    Attributes:
        day: the calendar day, as the outlet states it.
        where: ``field:NAME`` (a field of the input), ``html:NAME`` (markup of a page) or
            ``text:START-END`` (characters of the article, end exclusive).
    """

    day: datetime.date
    where: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A passage that is page, not article.

    Attributes:
        span: the characters set apart.
        why: ``navigation``, ``share_prompt``, ``related_links``, ``photo_credit``,
            ``comment_rules``, ``disclaimer``, ``byline``, ``url``, ``agency_credit``, ...
    """

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that the article says its text comes from, and where it says so."""

    agency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A text as received, with what is known about it. Unknown is ``None`` or empty.

    Attributes:
        id: its name: the input's id field, else the file's stem.
        named: whether the input itself names it (an id field). Equal texts that are named apart
            are different articles, a dispatch and its reissue; equal files are one.
        text: exactly as received after decoding; every offset in the program refers to it. Of
            an HTML page it is the page's article as text, and ``page`` keeps the markup.
        title: headline, from a field, the markup, or ``headline``.
        outlet: who published it.
        published: the day of publication and where it was found.
        url: address, as given; never fetched.
        page: the markup as received, of an HTML page.
        headline, byline, dateline: where they stand in ``text``. A dateline covers the words
            before the dash ("Washington (CNN)"), without it.
        credits: agencies and syndicators named as the text's origin.
        apart: passages that are not article, in order, not overlapping.
        authors: who wrote it, from a field, the markup or the byline; an agency may stand here.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    page: str | None = None
    headline: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    credits: tuple[Credit, ...] = ()
    apart: tuple[Apart, ...] = ()
    authors: tuple[str, ...] = ()
    named: bool = False
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "fingerprint", digest)

    @property
    def body(self) -> tuple[Span, ...]:
        """The passages that are article, headline included: ``text`` less ``apart``."""
        spans, at = [], 0
        for passage in self.apart:
            if passage.span.start > at:
                spans.append(Span(at, passage.span.start))
            at = max(at, passage.span.end)
        if at < len(self.text):
            spans.append(Span(at, len(self.text)))
        return tuple(s for s in spans if s.of(self.text).strip())
