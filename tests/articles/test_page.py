from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.articles import Fields, InputOptions
from backchannel.articles.page import PageError, merged, read_page

FIRST = (
    "The government of Vellamo told its neighbour through the embassy of Norland that the ferry"
    " would be released within ten days, two officials said on Monday."
)
SECOND = (
    "A spokesman for the neighbour said no such message had arrived, and that the navy was ready"
    " to bring the crew home by force if it had to."
)
THIRD = (
    "The ferry was boarded in the strait last week, with 61 people on it, after its captain had"
    " turned off the beacon and did not answer on the radio."
)
TITLE = "Vellamo offers to free ferry"
OPTIONS = InputOptions()


def page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{TITLE} | Harbour Times</title>{head}</head><body>"
        '<nav><a href="/">Home</a> <a href="/w">World</a></nav>'
        f"<article><h1>{TITLE}</h1>{body}</article>"
        "<footer>© 2031 Harbour Times</footer></body></html>"
    )


def paragraphs(markup: str) -> list[str]:
    return read_page(markup, OPTIONS).text.split("\n\n")


def test_headline_then_paragraphs() -> None:
    markup = page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert paragraphs(markup) == [TITLE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "clutter",
    [
        '<blockquote class="twitter-tweet"><p>Look at this ferry, friends!</p></blockquote>',
        "<figure><img src=x><figcaption>The ferry at anchor, by Bo Lens</figcaption></figure>",
        '<p><a href="/x">How the ferry talks collapsed in a night</a></p>',
        '<div class="related-articles"><h3>Related</h3><p>Storm kills nine on the strait</p></div>',
        "<aside><p>Sign up and get the morning brief every day</p></aside>",
        "<form><p>Enter your address and get the morning brief</p></form>",
        '<div class="newsletter-signup"><p>Get the brief each morning at six</p></div>',
        '<section id="comments"><p>First! A fine boat, keep it.</p></section>',
        '<script>var text = "The ferry was never freed";</script>',
        "<noscript><p>Please turn on scripts to read the comments</p></noscript>",
        f"<h2>{TITLE}</h2>",
    ],
)
def test_apparatus_is_left_out(clutter: str) -> None:
    markup = page(f"<p>{FIRST}</p>{clutter}<p>{SECOND}</p><p>{THIRD}</p>")
    assert paragraphs(markup) == [TITLE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "box",
    ["<form>{}</form>", '<div class="post tag-social">{}</div>', '<div id="related">{}</div>'],
)
def test_a_box_that_holds_the_article_is_kept_whatever_its_name(box: str) -> None:
    body = "".join(f"<p>{p} {n}</p>" for n in "123" for p in (FIRST, SECOND, THIRD))
    assert len(paragraphs(page(box.format(body)))) == 10


def test_a_body_that_json_ld_carries_is_found_in_the_page() -> None:
    many = [f"On day {n} {p[0].lower()}{p[1:]}" for n in range(9) for p in (FIRST, SECOND, THIRD)]
    body = "".join(f'<div class="chunk{n}"><p>{p}</p></div><hr>' for n, p in enumerate(many))
    news = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(many)}
    head = f'<script type="application/ld+json">{json.dumps(news)}</script>'
    found = paragraphs(page(body, head))
    assert found == [TITLE, *many]


def test_fields_are_filled_up_from_the_markup_and_win() -> None:
    head = '<meta property="article:published_time" content="2031-03-14">'
    facts = read_page(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head), OPTIONS).facts
    fields = merged(Fields(title="Another"), facts)
    assert fields.title == "Another"
    assert fields.published is not None
    assert fields.published.where == "html:article:published_time"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html></html>", "no article|not HTML"),
        ("<html><body><nav><a href=x>Home</a></nav></body></html>", "no article"),
        ("<html><body>" + "<div>" * 5000 + FIRST, "nested too deep"),
        ("<html><body>" + "<i>" * 220 + f"<p>{FIRST}</p>", "nested too deep"),
        ("<html><body>" + "<br>" * 70_000 + FIRST, "elements"),
        ("<html><body><div " + " ".join(f"a{n}=x" for n in range(5000)) + ">", "monstrous"),
        ("<html><body>" + "x" * 8_000_000, "longer than"),
    ],
)
def test_pages_beyond_the_limits(markup: str, reason: str) -> None:
    with pytest.raises(PageError, match=reason):
        read_page(markup, OPTIONS)


def test_images_written_into_attributes_do_no_harm() -> None:
    image = f'<img src="data:image/png;base64,{"A" * 900_000}">'
    assert paragraphs(page(f"<p>{FIRST}</p>{image}<p>{SECOND}</p>"))[1:] == [FIRST, SECOND]


def test_entities_are_not_expanded_beyond_html() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = read_page(bomb + page(f"<p>{FIRST} &b;</p><p>{SECOND}</p>"), OPTIONS).text
    assert "aaaa" not in text


def test_control_characters_do_no_harm() -> None:
    aside = "<aside>\x1f x</aside>\x1e &#31; &#x1d; tail"
    assert FIRST in paragraphs(page(f"<p>{FIRST}</p>{aside}<p>{SECOND}</p>"))


def test_signs_of_windows_1252_written_as_entities() -> None:
    body = f"<p>&#147;No,&#148; she said &#150; twice. {FIRST}</p><p>{SECOND}</p>"
    assert "“No,” she said – twice." in read_page(page(body), OPTIONS).text


def test_time_is_bounded() -> None:
    with pytest.raises(PageError, match="longer than 0 seconds"):
        read_page(page(f"<p>{FIRST}</p>"), InputOptions(max_page_seconds=0))


TAGS = st.sampled_from(
    "p div article h1 h2 ul li a b table tr td blockquote figure aside form span br pre".split()
)
BITS = st.one_of(
    TAGS.map(lambda t: f"<{t}>"),
    TAGS.map(lambda t: f"</{t}>"),
    st.sampled_from([FIRST, SECOND, THIRD, "&amp;", "&#0;", "&#xD800;", "<!--", "-->", "<", "\0"]),
    st.text(max_size=12),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(BITS, max_size=40).map("".join))
def test_any_markup_gives_a_text_or_a_reason(markup: str) -> None:
    try:
        text = read_page(f"<html><body>{markup}", OPTIONS).text
    except PageError:
        return
    assert text.strip()
    assert "\n\n\n" not in text
