"""A page as HTML in one file: no script, nothing loaded, every reference opens its passage."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from backchannel.views.page import Item, Page, Reference, Source
from backchannel.views.passage import Passage
from backchannel.views.text import source_line
from backchannel.views.wording import one_line, safe

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #ccc; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; } ul { margin: 0; padding-left: 1.2rem; }
li { margin: .4rem 0; } .mark { font-weight: 600; color: #9a1b1b; } .says, .note { color: #555; }
details { display: inline; } summary { display: inline; cursor: pointer; color: #0b57a4;
  font-family: ui-monospace, monospace; font-size: .85em; list-style: none; }
details[open] > blockquote { display: block; } blockquote { white-space: pre-wrap; margin: .5rem 0;
  padding: .5rem .8rem; border-left: 3px solid #bbb; background: #f6f6f6; }
mark { background: #fff1a8; color: inherit; } mark b { text-decoration: underline; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #16181b; }
  .says, .note { color: #a5a5a5; } .mark { color: #ff9b9b; } summary, a { color: #8ab8f0; }
  blockquote { background: #22252a; } mark { background: #57500f; } h2 { border-color: #444; } }
""".strip()
# Even if something in an article's words slipped through, no script would run and nothing load.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(page: Page) -> str:
    """The page as a whole HTML document."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    title = _text(page.title)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    for lead in page.lead:
        yield f"<p>{_text(lead)}</p>"
    for section in page.sections:
        yield f"<h2>{_text(section.title)}</h2>"
        if not section.groups:
            yield f"<p>{_text(section.nothing)}</p>"
        for group in section.groups:
            yield f"<h3>{_text(group.heading)}</h3>"
            yield "<ul>"
            for item in group.items:
                yield from _item(item)
            yield "</ul>"
            if group.more:
                yield f'<p class="note">{_text(group.more)}</p>'
        if section.note:
            yield f'<p class="note">{_text(section.note)}</p>'
    if page.sources:
        yield "<h2>Articles</h2><ul>"
        for source in page.sources:
            yield f"<li>{_source(source)}</li>"
        yield "</ul>"
    yield "</body></html>"


def _text(text: str) -> str:
    return escape(one_line(text))


def _item(item: Item) -> Iterator[str]:
    mark = f'<span class="mark">{_text(item.mark)}</span>: ' if item.mark else ""
    says = f' <span class="says">— {_text(item.says)}</span>' if item.says else ""
    yield f"<li>{mark}{_text(item.text)}{says}"
    for reference in item.refs:
        yield _reference(reference)
    if item.below:
        yield "<ul>"
        for below in item.below:
            yield from _item(below)
        yield "</ul>"
    yield "</li>"


def _reference(reference: Reference) -> str:
    passage = _passage(reference.passage)
    return (
        f"<details><summary>[{_text(reference.ref)}]</summary>"
        f"<blockquote>{passage}</blockquote></details>"
    )


def _passage(passage: Passage) -> str:
    parts = []
    for piece in passage.pieces:
        text = escape(safe(piece.text.replace("\r\n", "\n").replace("\r", "\n")))
        if piece.trigger:
            text = f"<b>{text}</b>"
        parts.append(f"<mark>{text}</mark>" if piece.evidence else text)
    before = "…" if passage.cut_before else ""
    return before + "".join(parts) + ("…" if passage.cut_after else "")


def _source(source: Source) -> str:
    line = _text(source_line(source))
    if source.url and is_web_address(source.url):
        return f'<a href="{escape(source.url)}" rel="noreferrer noopener">{line}</a>'
    return line


def is_web_address(url: str) -> bool:
    """Whether ``url`` may be made a link: an address of the web, without hidden characters."""
    try:
        return urlsplit(url).scheme in ("http", "https") and safe(url) == url
    except ValueError:
        return False
