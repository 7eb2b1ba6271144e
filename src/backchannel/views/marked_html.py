"""A marked article as HTML in one file: no script, nothing loaded, every mark leads to its entry.

Overlapping evidence is cut into stretches, so marks never nest. A mark's kind is told by its
colour, by its kind of underline and by the word at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from backchannel.entries.entry import KINDS
from backchannel.views.marked import MarkedArticle, Note, Stretch
from backchannel.views.web_page import POLICY, is_web_address
from backchannel.views.wording import count, day, one_line, safe

_MOST = 6  # links at one place; the rest are counted

# Background on white, background on black, underline. Text on either keeps a contrast above 7:1.
_LOOKS: Mapping[str, tuple[str, str, str]] = {
    "statement": ("#f1f1f1", "#2a2d31", "1px dotted #767676"),
    "message": ("#d3f0f4", "#0d3a42", "2px solid #0b7285"),
    "signal": ("#ffdcd9", "#4d1612", "3px double #b3261e"),
    "response": ("#f3dcf7", "#421a49", "2px dashed #8e24aa"),
    "position": ("#ffe9c4", "#453008", "2px dotted #9a6700"),
    "event": ("#d9f2d5", "#16391a", "2px solid #2b7a2b"),
    "tally": ("#dbe6ff", "#17294f", "2px dashed #2f55b8"),
    "relation": ("#d5efe6", "#103a2e", "3px double #0f766e"),
    "forecast": ("#eee6cf", "#383116", "2px dotted #6b5d14"),
}
_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 82rem;
  color: #111; background: #fff; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.1rem; }
.about, .says, dt, .ref { color: #4a4a4a; } .about { margin-top: 0; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.entries > ol { list-style: none; margin: 0; padding: 0; max-height: 85vh; overflow-y: auto; }
.pane { position: sticky; top: 1rem; align-self: start; }
li.entry { margin: 0 0 .8rem; padding: .4rem .6rem; border-left: 4px solid #bbb;
  overflow-wrap: anywhere; }
li.entry:target, a.at:target { outline: 3px solid #b3261e; }
dl { margin: .2rem 0; display: grid; grid-template-columns: max-content 1fr; gap: 0 .6rem;
  font-size: .85rem; } dd { margin: 0; } .ref { font: .8rem ui-monospace, monospace; }
mark { color: inherit; padding: .05em 0; } mark.trigger { font-weight: 700; }
.apart { color: #595959; font-style: italic; }
a.at { font: .7em ui-monospace, monospace; vertical-align: super; text-decoration: none;
  color: #0b57a4; padding: 0 .15em; white-space: nowrap; } a { color: #0b57a4; }
.key mark { padding: .05em .4em; margin-right: .5em; }
@media (max-width: 60rem) { main { display: block; } .pane { position: static; }
  .entries > ol { max-height: none; } }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #141618; }
  .about, .says, dt, .ref, .apart { color: #b5b5b5; } a, a.at { color: #8ab8f0; } }
@media print { main { display: block; } .pane { position: static; }
  .entries > ol { max-height: none; overflow: visible; } li.entry { break-inside: avoid; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
""".strip()


def to_html(marked: MarkedArticle) -> str:
    """The article as a whole HTML document."""
    return "\n".join(_lines(marked)) + "\n"


def _lines(marked: MarkedArticle) -> Iterator[str]:
    title = _text(marked.article.title or "Title not stated")
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}\n{_looks()}</style></head><body>"
    yield f'<h1>{title}</h1><p class="about">{_about(marked)}</p>'
    yield f'<p class="key">{_key(marked.notes)}</p>'
    yield f'<main><div class="text" lang="en">{_body(marked)}</div>'
    yield '<div class="entries pane">'
    hidden = f" {marked.hidden:,} left out as less sure." if marked.hidden else ""
    yield f"<h2>{count(len(marked.notes), 'entry')}.{hidden}</h2><ol>"
    for note in marked.notes:
        yield _entry(note)
    yield "</ol></div></main></body></html>"


def _looks() -> str:
    rules = []
    for kind, (light, dark, line) in _LOOKS.items():
        rules.append(f"mark.{kind} {{ background: {light}; border-bottom: {line}; }}")
        rules.append(f"li.{kind} {{ border-left-color: {line.split()[-1]}; }}")
        rules.append(
            f"@media (prefers-color-scheme: dark) {{ mark.{kind} {{ background: {dark}; }} }}"
        )
    return "\n".join(rules)


def _text(text: str) -> str:
    return escape(one_line(text))


def _about(marked: MarkedArticle) -> str:
    article = marked.article
    published = day(article.published.day if article.published else None)
    parts = [_text(article.outlet or "outlet not stated"), published, _text(article.id)]
    if article.url:
        address = _text(article.url)
        if is_web_address(article.url):
            link = f'<a href="{escape(article.url)}" rel="noreferrer noopener">{address}</a>'
            address = link
        parts.append(address)
    parts.append(f"read by model {_text(marked.model)}")
    return ", ".join(parts)


def _key(notes: Sequence[Note]) -> str:
    """What the colours mean, with the number of each kind."""
    numbers = {kind.kind: sum(n.kind == kind.kind for n in notes) for kind in KINDS}
    return " ".join(
        f'<mark class="{kind}">{count(number, kind)}</mark>'
        for kind, number in numbers.items()
        if number
    )


def _body(marked: MarkedArticle) -> str:
    kinds = [note.kind for note in marked.notes]
    return "".join(_stretch(stretch, kinds) for stretch in marked.stretches)


def _stretch(stretch: Stretch, kinds: Sequence[str]) -> str:
    words = escape(safe(stretch.text.replace("\r\n", "\n").replace("\r", "\n")))
    if stretch.notes:
        inner = next((n for n in stretch.notes if n.kind != "statement"), stretch.notes[0])
        trigger = " trigger" if stretch.trigger else ""
        title = escape(_title(stretch), quote=True)
        words = f'<mark class="{inner.kind}{trigger}" title="{title}">{words}</mark>'
    elif stretch.apart:
        words = f'<span class="apart">{words}</span>'
    return words + _links(stretch.closes, kinds)


def _title(stretch: Stretch) -> str:
    """What is seen when the pointer rests on a mark: the innermost entries."""
    said = [f"{n.number} {n.kind}: {n.words}" for n in stretch.notes]
    left = stretch.covered - len(said)
    return "\n".join([*said, f"and {left:,} more"] if left else said)


def _links(closes: Sequence[int], kinds: Sequence[str]) -> str:
    """Links to the entries whose evidence ends here: the kind and the number of each."""
    links = "".join(
        f'<a class="at" id="a{n}" href="#e{n}">{kinds[n - 1]}&nbsp;{n}</a>' for n in closes[:_MOST]
    )
    left = closes[_MOST:]
    if left:
        links += f'<a class="at" href="#e{left[0]}">+{len(left)}&nbsp;more</a>'
        links += "".join(f'<span id="a{n}"></span>' for n in left)
    return links


def _entry(note: Note) -> str:
    fields = "".join(
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{_text(value)}</dd>"
        for name, value in (("says so", note.says_so), *note.fields)
    )
    line = note.line
    return (
        f'<li class="entry {note.kind}" id="e{note.number}"><a href="#a{note.number}">'
        f"{note.kind} {note.number}</a>: {_text(note.words)}<dl>{fields}</dl>"
        f'<span class="ref">{_text(line.id)} [{_text(line.ref)}]</span></li>'
    )
