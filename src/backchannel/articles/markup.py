"""What the markup of a page says about its article: JSON-LD, OpenGraph, meta tags, ``<time>``."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from backchannel.articles.article import Published
from backchannel.articles.dates import field_day

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_MAX_JSON_CHARS = 2_000_000
_MAX_JSON_BLOCKS = 60
_MAX_NODES = 5_000
_MAX_LIST = 500
_MAX_NAME_CHARS = 500
_DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "published_time",
    "cpub_date",
    "originalpublicationdate",
    "article_date_original",
    "citation_publication_date",
    "date",
)
_SUFFIX = re.compile(r"\s+(?:[|*•»·]|[-–—])\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What markup states. Unknown is ``None`` or empty.

    Attributes:
        title: the headline, without the site's name.
        titles: all that the page gives as its title, for finding it in the text.
        outlet, url, published: as stated.
        authors: bylines.
        body: the article's text where JSON-LD carries it (``articleBody``).
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None


def facts_of(tree: HtmlElement) -> PageFacts:
    """Read what the markup says; nothing in it can make this fail."""
    nodes = list(_json_nodes(tree))
    node = _article_node(nodes)
    metas = _metas(tree)
    outlet = _outlet(node, nodes, metas)
    titles = _titles(tree, node, metas, outlet)
    return PageFacts(
        title=titles[0] if titles else None,
        titles=tuple(titles),
        outlet=outlet,
        url=metas.get("og:url") or _canonical(tree),
        published=_published(tree, node, metas),
        authors=tuple(_names(node.get("author"))) or tuple(filter(None, [metas.get("author")])),
        body=_clean(node.get("articleBody")),
    )


def without_site(title: str, outlet: str | None) -> str:
    """A title without the site's name, section and writer behind it.

    >>> without_site("Talks resume in Portsea | World | The Daily", "The Daily")
    'Talks resume in Portsea'
    """
    for found in _SUFFIX.finditer(title):
        head, tail = title[: found.start()], title[found.end() :]
        strong = found[0].strip() in "|*•»·"
        known = outlet is not None and _plain(outlet) in _plain(tail)
        if len(head.split()) >= 3 and (strong or known) and len(tail.split()) <= 12:
            return head.strip()
    return title.strip()


def _json_nodes(tree: HtmlElement) -> Iterator[dict[str, object]]:
    count = 0
    for i, script in enumerate(tree.iterfind(".//script[@type='application/ld+json']")):
        text = script.text or ""
        if i >= _MAX_JSON_BLOCKS or len(text) > _MAX_JSON_CHARS:
            return
        waiting: list[object] = [_loaded(text)]
        while waiting and count < _MAX_NODES:
            count += 1
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value[:_MAX_LIST]
            elif isinstance(value, dict):
                yield value
                waiting[:0] = [value[k] for k in ("@graph", "mainEntity") if k in value]


def _loaded(text: str) -> object:
    text = re.sub(
        r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", text
    )
    for attempt in (text, text.strip().rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _article_node(nodes: list[dict[str, object]]) -> dict[str, object]:
    def rank(node: dict[str, object]) -> tuple[bool, bool, bool]:
        return ("headline" in node, "datePublished" in node, "articleBody" in node)

    def is_article(node: dict[str, object]) -> bool:
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        return any(isinstance(k, str) and bool(_ARTICLE_TYPE.search(k)) for k in names)

    articles = [n for n in nodes if is_article(n)]
    return max(articles, key=rank, default={})


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _clean(meta.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _outlet(
    node: dict[str, object], nodes: list[dict[str, object]], metas: dict[str, str]
) -> str | None:
    named = metas.get("og:site_name") or next(iter(_names(node.get("publisher"))), None)
    if named:
        return named
    for other in nodes:
        if other.get("@type") in ("NewsMediaOrganization", "WebSite"):
            name = _clean(other.get("name"))
            if name:
                return name
    return metas.get("application-name")


def _titles(
    tree: HtmlElement, node: dict[str, object], metas: dict[str, str], outlet: str | None
) -> list[str]:
    headings = [_clean(" ".join(h.itertext())) for h in tree.iter("h1")]
    stated = [
        _clean(node.get("headline")),
        metas.get("og:title"),
        metas.get("twitter:title"),
        next((h for h in headings if h and len(h.split()) >= 3), None),
        _clean(tree.findtext(".//title")),
        _clean(node.get("name")),
    ]
    short = [t for t in stated if t and len(t) <= _MAX_NAME_CHARS]
    titles = list(dict.fromkeys(without_site(t, outlet) for t in short))
    return _best_first(titles, metas.get("og:title"), outlet) if titles else []


def _best_first(titles: list[str], opengraph: str | None, outlet: str | None) -> list[str]:
    """The first title, whole where it was cut for length, spelt as the page's own head has it."""
    best = titles[0]
    cut = re.fullmatch(r"(.*[\w,;:'’])\s*(?:\.\.\.|…)", best)
    if cut:
        best = next((t for t in titles if t.startswith(cut[1]) and t != best), best)
    if opengraph and len(opengraph) <= _MAX_NAME_CHARS:
        # JSON-LD often carries entities and typographic signs that the page's head has not.
        spelt = without_site(opengraph, outlet)
        best = spelt if _plain(spelt) == _plain(best) and not best.endswith("...") else best
    return [best, *(t for t in titles if t != best)]


def _published(
    tree: HtmlElement, node: dict[str, object], metas: dict[str, str]
) -> Published | None:
    for name in ("datePublished", "dateCreated", "uploadDate"):
        day = field_day(node.get(name))
        if day:
            return Published(day, f"html:json-ld {name}")
    for name in _DATE_METAS:
        day = field_day(metas.get(name))
        if day:
            return Published(day, f"html:{name}")
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            day = field_day(time.get("datetime")) or field_day(" ".join(time.itertext()))
            if day:
                return Published(day, "html:time")
    times = [t for t in tree.iter("time") if field_day(t.get("datetime"))]
    inside = [t for t in times if any(a.tag in ("article", "main") for a in t.iterancestors())]
    for time in (inside or times)[:1]:
        day = field_day(time.get("datetime"))
        if day:
            return Published(day, "html:time")
    return None


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _clean(link.get("href"))
    return None


def _names(value: object) -> list[str]:
    """The names of a person or organisation, of a list of them, or a name as it stands."""
    names = []
    for item in value[:_MAX_LIST] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        first = name[0] if isinstance(name, list) and name else name
        text = _clean(first)
        if text and len(text) <= _MAX_NAME_CHARS:
            names.append(text)
    return names


def _clean(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "\n".join(" ".join(p.split()) for p in html.unescape(value).split("\n")).strip() or None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
