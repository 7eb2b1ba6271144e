from __future__ import annotations

import pytest
import told
from hypothesis import given
from hypothesis import strategies as st

from backchannel.links.account import Judgements
from backchannel.links.lineages import Origination, lineages_of
from backchannel.links.link import Alignment, LineageLink
from backchannel.span import Span

NAMES = "abcdef"


def sheets(**days):
    return {n: told.told(n, told.message(), day=days.get(n)) for n in NAMES}


def grouped(m):
    return sorted("".join(i.removeprefix("sha-") for i in x.articles) for x in lineages_of(m))


def test_an_article_alone_is_a_lineage_of_itself():
    made = lineages_of(told.material(told.told("a"), told.told("b")))
    assert [(x.id, x.articles, x.credit, x.links) for x in made] == [
        ("sha-a", ("sha-a",), None, ()),
        ("sha-b", ("sha-b",), None, ()),
    ]


@pytest.mark.parametrize("kind", ["same", "reissue", "reprint", "rewrite"])
def test_links_of_one_origin_tie_articles_and_are_kept(kind):
    s = sheets()
    link = told.kin(s["c"], s["a"], kind)
    (made,) = lineages_of(told.material(s["a"], s["c"], kin=[link]))
    assert made.articles == ("sha-a", "sha-c")
    assert made.links == (link,)


def test_shared_passages_alone_tie_nothing():
    s = sheets()
    links = [told.kin(s[x], s[y], "shares", 1.0) for x, y in ("ab", "bc", "ac")]
    assert grouped(told.material(*s.values(), kin=links)) == list(NAMES)


def test_shared_passages_keep_together_what_others_tie():
    s = sheets()
    chain = [told.kin(s["a"], s["b"], "reissue", 0.6), told.kin(s["b"], s["c"], "reissue", 0.6)]
    shared = told.kin(s["a"], s["c"], "shares", 0.9)
    assert grouped(told.material(s["a"], s["b"], s["c"], kin=chain)) == ["ab", "c"]
    assert grouped(told.material(s["a"], s["b"], s["c"], kin=[*chain, shared])) == ["abc"]


def test_the_earliest_article_comes_first_and_undated_ones_last():
    s = sheets(a=5, b=3, c=5)
    links = [told.kin(s[x], s[y]) for x, y in ("ab", "bc", "ac", "ad", "bd", "cd")]
    (made,) = lineages_of(told.material(*(s[n] for n in "abcd"), kin=links))
    assert made.articles == ("sha-b", "sha-a", "sha-c", "sha-d")
    assert made.id == "sha-b"


def test_people_join_and_part_articles():
    s = sheets()
    judged = Judgements(
        joined_articles=(("sha-d", "sha-e"),), parted_articles=(("sha-a", "sha-b"),)
    )
    m = told.material(*s.values(), kin=[told.kin(s["a"], s["b"])], judged=judged)
    assert grouped(m) == ["a", "b", "c", "de", "f"]


@pytest.mark.parametrize(
    ("credits", "credit"),
    [
        ([("Reuters",), ()], "Reuters"),
        ([("Reuters",), ("AP",)], None),
        ([("Reuters", "AP"), ("AP",)], "AP"),
        ([("agencies",), ()], None),
        ([("agencies", "AFP"), ("AFP",)], "AFP"),
    ],
)
def test_the_credit_is_what_all_that_name_one_have_in_common(credits, credit):
    a, b = (told.told(n, credits=c) for n, c in zip("ab", credits, strict=True))
    (made,) = lineages_of(told.material(a, b, kin=[told.kin(a, b)]))
    assert made.credit == credit


def test_an_entry_comes_from_the_earliest_article_that_has_its_passage():
    a = told.told("a", told.message(), told.event(), day=4)
    b = told.told("b", told.message(), told.event(), day=2)
    m = told.material(a, b, kin=[told.kin(a, b, "shares", passages=[("a1", "b0")])])
    origination = Origination(m, lineages_of(m))
    found = {x.id: origination.of_line(x).id for s in (a, b) for x in s.lines}
    assert found == {"a0": "sha-a", "a1": "sha-b", "b0": "sha-b", "b1": "sha-b"}
    assert origination.passages(a.lines[1]) == origination.passages(b.lines[0]) != frozenset()
    assert origination.passages(a.lines[0]) == frozenset()
    assert origination.of_article("sha-a").id == "sha-a"
    assert origination.identity(a.lines[0]) == "sha-a"


def test_what_articles_only_cite_is_not_credited_with_their_text():
    words = "A minister told Reuters that the ferry was freed"
    a, b = (told.told(n, told.message(words=words)) for n in "ab")
    (made,) = lineages_of(told.material(a, b, kin=[told.kin(a, b)]))
    assert made.credit is None


def test_a_shared_quotation_is_not_a_shared_passage():
    a, b = told.told("a", told.message(), day=4), told.told("b", told.message(), day=2)
    link = told.kin(a, b, "shares", passages=[("a0", "b0")], how="quotation")
    m = told.material(a, b, kin=[link])
    assert Origination(m, lineages_of(m)).of_line(a.lines[0]).id == "sha-a"


def test_a_passage_has_to_cover_most_of_the_evidence_in_one_or_more_parts():
    a, b = told.told("a", told.message(), day=4), told.told("b", told.message(), day=2)
    start, end = a.lines[0].entry.evidence
    half = (start + end) // 2

    def home(*spans):
        passages = tuple(Alignment(Span(*s), Span(0, 9), "words") for s in spans)
        link = LineageLink("sha-a", "sha-b", "shares", 0.5, passages)
        m = told.material(a, b, kin=[link])
        return Origination(m, lineages_of(m)).of_line(a.lines[0]).id

    assert home((start, half)) == "sha-a"
    assert home((start, half), (half, end)) == "sha-b"
    assert home((start, half + 1), (start, half)) == "sha-a"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.sampled_from(["reissue", "rewrite", "shares"]),
            st.floats(0.1, 1),
        ).filter(lambda x: x[0] != x[1]),
        max_size=10,
        unique_by=lambda x: frozenset(x[:2]),
    ),
    st.randoms(use_true_random=False),
)
def test_every_article_is_in_one_lineage_whatever_the_order(found, random):
    s = sheets(a=3, b=2, c=2)
    links = [told.kin(s[x], s[y], kind, score) for x, y, kind, score in found]
    m = told.material(*s.values(), kin=links)
    made = lineages_of(m)
    assert sorted(i for x in made for i in x.articles) == sorted(x.identity for x in s.values())
    random.shuffle(links)
    shuffled = type(m)(tuple(random.sample(m.sheets, len(m.sheets))), tuple(links), ())
    assert lineages_of(shuffled) == made
