"""HTML to the article's text: trafilatura, with what the markup knows better done before and after.

Before it: embedded posts, captions, link-only paragraphs and other apparatus are taken out of
the tree. After it: a second copy of the headline goes, and where JSON-LD carries a longer text
of the article (``articleBody``), the page's paragraphs that belong to it are taken instead.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Extractor

from backchannel.articles.fields import Fields
from backchannel.articles.markup import PageFacts, facts_of
from backchannel.articles.options import InputOptions

_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote dd".split())
_DROPPED = frozenset(
    "figcaption aside form button nav footer iframe svg select textarea dialog noscript"
    " audio video object canvas".split()
)
_SILENT = frozenset("head script meta link title".split())
_KEPT_WHOLE = frozenset("html body main article".split())
# Whole words of a class or id: what sites call the things around and inside an article.
_APPARATUS = re.compile(
    r"(?:^|[\s_-])(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|fb-video|bluesky-embed"
    r"|reddit-embed|telegram-post|imgur-embed|newsletter|related(?:-?(?:articles?|stor(?:y|ies)"
    r"|posts?|links?|content|news|topics|coverage))?|read-?(?:more|next|also)|more-(?:from|stories|on)"
    r"|recommended|recirc(?:ulation)?|most-?(?:read|popular|viewed)|trending|promo|social-?share"
    r"|share-?(?:bar|tools|buttons?|links?)|social(?:-?(?:links?|icons?|media))?|author-?bio"
    r"|about-?(?:the-)?author|comments?(?:-?(?:section|list|area|form|container))?|disqus"
    r"|breadcrumbs?|advert(?:isement)?|ad-(?:slot|container|wrapper|unit)|outbrain|taboola|sponsored"
    r"|photo-?credit|image-?credit|caption|wp-caption-text|credit|copyright|sign-?up"
    r"|subscribe|cookie|popup|modal|toolbar|tag-?(?:list|cloud)|tags|sr-only"
    r"|visually-?hidden|screen-?reader(?:-text)?|skip-?link|print-only|donate|donation)(?=$|[\s_-])",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|disqus)(?=$|[\s_-])", re.IGNORECASE)
_MAX_APPARATUS_SHARE = 0.5
_LONG_PARAGRAPH = 25
_BODY_PARAGRAPHS = 4
_LINK_SHARE = 0.9
_WORD = re.compile(r"\w+")
_LONGER = 1.25
_MIN_BODY_WORDS = 120
_TOP = 5
_FEWEST_WORDS = 8
_COPY_WORDS = 8
# Images written into attributes say nothing about the article and slow the parser down.
_LONG_VALUE = re.compile(r'=\s{0,3}"[^"<>]{20000,}"')
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_MAX_TAG_CHARS = 200_000
_MAX_ATTRIBUTES = 400
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_AS_1252 = {chr(n): bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class PageError(ValueError):
    """A page that no article could be read from. Its message is the reason."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as an article: its text (headline, then paragraphs) and what the markup states."""

    text: str
    facts: PageFacts


def read_page(markup: str, options: InputOptions) -> PageText:
    """The article of an HTML page.

    Raises:
        PageError: not an article, or a page beyond the limits.
    """
    try:
        return _read(markup, options)
    except PageError:
        raise
    except Exception as error:
        # Whatever a hostile page does to parser or extractor must not stop the other articles.
        raise PageError(f"page could not be taken apart ({type(error).__name__})") from error


def _read(markup: str, options: InputOptions) -> PageText:
    clock = _Clock(options.max_page_seconds)
    tree = _parsed(markup, options)
    clock.check()
    facts = facts_of(tree)
    whole = [w.lower() for w in _WORD.findall(facts.body or "")]
    shown = _paragraphs_of(tree, whole) if len(whole) >= _MIN_BODY_WORDS else []
    clock.check()
    _prune(tree, clock)
    clock.check()
    paragraphs = _extracted(tree)
    if _words(shown) > _LONGER * _words(paragraphs):
        paragraphs = shown
    paragraphs = _without_copies(paragraphs, facts)
    if _words(paragraphs) < _FEWEST_WORDS:
        raise PageError("no article found in the page")
    title = [facts.title] if facts.title else []
    return PageText("\n\n".join([*title, *paragraphs]), facts)


def merged(fields: Fields, facts: PageFacts) -> Fields:
    """The input's own fields, filled up with what the markup states."""
    return replace(
        fields,
        title=fields.title or facts.title,
        outlet=fields.outlet or facts.outlet,
        published=fields.published or facts.published,
        url=fields.url or facts.url,
        authors=fields.authors or facts.authors,
    )


class _Clock:
    """Time spent on one page; a page that takes too long is given up between two steps."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._seconds = seconds

    def check(self) -> None:
        if time.monotonic() > self._until:
            raise PageError(f"page took longer than {self._seconds:g} seconds")


def _parsed(markup: str, options: InputOptions) -> HtmlElement:
    if len(markup) > options.max_page_chars:
        raise PageError(f"page longer than {options.max_page_chars:,} characters")
    markup = _LONG_VALUE.sub('=""', _DECLARATION.sub("", markup))
    for tag in _LONG_TAG.finditer(markup):
        if len(tag[0]) > _MAX_TAG_CHARS or tag[0].count("=") > _MAX_ATTRIBUTES:
            raise PageError("HTML tag of monstrous size")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise PageError("empty page, or not HTML") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise PageError("HTML nested too deep")
    depth = count = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        # The parser lets control characters through, and refuses to move them afterwards.
        if element.text and _CONTROL.search(element.text):
            element.text = _mended(element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _mended(element.tail)
        if depth > options.max_page_depth:
            raise PageError("HTML nested too deep")
        if count > options.max_page_elements:
            raise PageError(f"page of more than {options.max_page_elements:,} elements")
    return tree


def _mended(text: str) -> str:
    """Text without control characters; ``&#147;`` and its like are signs of Windows-1252."""
    return _CONTROL.sub(lambda m: _AS_1252.get(m[0], " "), text)


def _prune(tree: HtmlElement, clock: _Clock) -> None:
    for element in list(tree.iter("script", "style", "template")):
        element.drop_tree()
    total = max(1, len(tree.text_content()))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _KEPT_WHOLE:
            continue
        if element.getparent() is None or element.tag in _SILENT:
            continue
        clock.check()
        if _is_link_only(element) or _is_apparatus(element, total):
            element.drop_tree()


def _is_apparatus(element: HtmlElement, total: int) -> bool:
    """Whether tag or name say that an element is no article, and its content does not gainsay it.

    Some sites put the whole page into a form, or name the article's own box by its topic tags.
    """
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag not in _DROPPED and (len(named) > 2000 or not _APPARATUS.search(named)):
        return False
    if len(element.text_content()) >= _MAX_APPARATUS_SHARE * total:
        return False
    if any(e.tag in ("article", "h1") for e in element.iter()):
        return False
    if _COMMENTS.search(named):
        return True
    long = sum(len("".join(p.itertext()).split()) >= _LONG_PARAGRAPH for p in element.iter("p"))
    return long < _BODY_PARAGRAPHS


def _is_link_only(element: HtmlElement) -> bool:
    """A paragraph, heading or list item that is a link and nothing else points elsewhere."""
    if element.tag not in _BLOCKS or element.tag == "h1":
        return False
    text = len("".join(element.itertext()).strip())
    linked = sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))
    return text > 0 and linked >= _LINK_SHARE * text


def _extracted(tree: HtmlElement) -> list[str]:
    options = Extractor(output_format="python", comments=False, with_metadata=False)
    found = trafilatura.bare_extraction(tree, options=options)
    text = getattr(found, "text", None) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _paragraphs_of(tree: HtmlElement, body: list[str]) -> list[str]:
    """The page's paragraphs whose words stand, run by run, in the body that JSON-LD carries."""
    known = set(zip(body, body[1:], body[2:], strict=False))
    paragraphs: list[str] = []
    seen: set[str] = set()
    for element in tree.iter(*_BLOCKS):
        if any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        text = " ".join("".join(element.itertext()).split())
        words = [w.lower() for w in _WORD.findall(text)]
        runs = list(zip(words, words[1:], words[2:], strict=False))
        if not runs or text in seen:
            continue
        if sum(r in known for r in runs) >= 0.8 * len(runs):
            seen.add(text)
            paragraphs.append(text)
    return paragraphs


def _without_copies(paragraphs: list[str], facts: PageFacts) -> list[str]:
    """Without second copies of the headline near the top and of long paragraphs anywhere."""
    titles = {_plain(t) for t in facts.titles}
    kept: dict[str, str] = {}
    for i, paragraph in enumerate(paragraphs):
        plain = _plain(paragraph)
        if i <= _TOP and plain in titles:
            continue
        long = len(plain.split()) >= _COPY_WORDS
        kept.setdefault(plain if long else f"{i} {plain}", paragraph)
    return list(kept.values())


def _words(paragraphs: list[str]) -> int:
    return sum(len(_WORD.findall(p)) for p in paragraphs)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
