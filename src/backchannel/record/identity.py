"""Names that come out of content alone: the same in any order, on any machine."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Reading
from backchannel.record.shape import Form, names_of

ID_LENGTH = 12  # 60 bits: among ten million entries, two alike with a chance of 1 in 20,000


def article_identity(article: Article) -> str:
    """What makes an article this one: SHA-256 of its text, title, outlet, day and given name.

    A copy of a file under another name is the same article; a reprint by another outlet, a
    reissue on another day, or a text that the input itself gives another id is another one.
    """
    published = article.published and article.published.day.isoformat()
    given = article.id if article.named else None
    facts = [article.fingerprint, article.title, article.outlet, published, given]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def entry_ids(identity: str, reading: Reading) -> Iterator[str]:
    """The id of each entry of ``reading``, in order: 12 characters of ``a-z2-7``.

    An id is a digest of the article's ``identity``, the kind and the characters pointed at: it
    does not change when another entry comes or goes or a field is resolved better. Entries that
    share all of these (two parties acting jointly) are told apart by their order.
    """
    seen: Counter[str] = Counter()
    for entry in reading.entries:
        spans: list[object] = [list(entry.evidence), getattr(entry, "trigger", None)]
        spans += [list(getattr(entry, name)) for name in names_of(type(entry), Form.SPANS)]
        key = json.dumps([identity, entry.kind, spans])
        yield short_digest(f"{key}:{seen[key]}")
        seen[key] += 1


def short_digest(said: str) -> str:
    """12 characters of ``a-z2-7`` that stand for ``said``."""
    digest = hashlib.sha256(said.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:ID_LENGTH]


def content_digest(article: Article) -> str:
    """SHA-256 of all that a reader may look at: everything but the name, the address, the page."""
    facts = [
        article.fingerprint,
        article.title,
        article.outlet,
        article.published and [article.published.day.isoformat(), article.published.where],
        [article.headline, article.byline, article.dateline],
        [[c.agency, c.span] for c in article.credits],
        [[a.why, a.span] for a in article.apart],
        article.authors,
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def folded(name: str) -> str:
    """``name`` without case, accents, hyphens and apostrophes, to find it by.

    >>> folded("Hossein Amir-Abdollahian"), folded("Erdoğan")
    ('hossein amirabdollahian', 'erdogan')
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        c for c in apart if not unicodedata.combining(c) and c not in "-'`\u2010\u2011\u2019"
    )
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def evidence_words(entry: Entry, text: str) -> str:
    """The words that an entry is found by: its evidence and every other span of it."""
    extra = [
        span.of(text)
        for name in names_of(type(entry), Form.SPAN)
        if (span := getattr(entry, name)) is not None and not entry.evidence.covers(span)
    ]
    return " ".join([entry.evidence.of(text), *extra])
