from __future__ import annotations

import told
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Party
from backchannel.links.lineages import lineages_of
from backchannel.links.origins import Grounds, origins_of

REUTERS = Party("Reuters", "MEDIA")


def counted(*sheets, kin=(), of=None):
    """Origins of all entries of the articles, or of those named."""
    m = told.material(*sheets, kin=kin)
    lines = [x for s in m.sheets for x in s.lines if of is None or x.id in of]
    return origins_of(lines, Grounds(m, lineages_of(m)))


def number(*sheets, kin=(), of=None):
    found = counted(*sheets, kin=kin, of=of)
    assert len(found.found) == found.most
    return found.least, found.most


def named(*sheets, kin=(), of=None):
    return [(o.sort, o.name, o.lines) for o in counted(*sheets, kin=kin, of=of).found]


def paper(name, *says, outlet=None, **facts):
    return told.told(name, told.message(*says), outlet=outlet or f"{name.upper()} Post", **facts)


def test_an_article_that_says_so_itself_is_the_origin():
    assert named(paper("a")) == [("lineage", "A Post", ("a0",))]
    assert number(paper("a")) == (1, 1)


def test_a_lineage_counts_once_however_many_reprints():
    papers = [paper(n, day=at) for at, n in enumerate("abc", 1)]
    kin = [told.kin(papers[x], papers[y]) for x, y in ((0, 1), (1, 2), (0, 2))]
    assert number(*papers) == (3, 3)
    assert named(*papers, kin=kin) == [("lineage", "A Post", ("a0", "b0", "c0"))]


def test_an_outlet_that_is_cited_is_the_origin_and_not_the_citing_article():
    papers = [paper("a", "Tasnim"), paper("b", "Tasnim News Agency")]
    assert named(*papers) == [("outlet", "Tasnim", ("a0", "b0"))]
    assert number(*papers) == (1, 1)


def test_an_unnamed_source_that_an_outlet_quotes_is_of_the_outlet():
    assert named(paper("a", "unnamed source", "IRNA")) == [("outlet", "IRNA", ("a0",))]


def test_a_person_is_one_whoever_quotes_them():
    papers = [paper(n, "Sera Dovan") for n in "abcde"]
    assert number(*papers) == (1, 1)
    assert named(*papers, paper("f", "Sera Dovan", "IRNA"))[0][0] == "party"
    assert number(*papers, paper("f", "Sera Dovan", "IRNA")) == (1, 1)


def test_two_people_quoted_are_two():
    assert number(paper("a", "Sera Dovan"), paper("b", "Tomas Veil")) == (2, 2)
    assert number(told.told("a", told.message("Sera Dovan"), told.message("Tomas Veil"))) == (2, 2)


def test_unnamed_sources_of_two_lineages_may_be_one_or_two():
    papers = [paper("a", "US officials", day=1), paper("b", "a US official", day=2)]
    assert number(*papers) == (1, 2)
    assert [o[0] for o in named(*papers)] == ["unnamed", "unnamed"]
    assert number(*papers, kin=[told.kin(*papers)]) == (1, 1)


def test_unnamed_sources_of_different_sides_are_two():
    assert number(paper("a", "US officials"), paper("b", "Iranian officials")) == (2, 2)
    both = told.told("a", told.message("US officials"), told.message("Iranian officials"))
    assert number(both) == (2, 2)


def test_an_unnamed_source_may_be_the_person_named_elsewhere():
    assert number(paper("a", "unnamed source"), paper("b", "Antony Blinken")) == (1, 2)
    assert number(paper("a", "US officials"), paper("b", "Antony Blinken")) == (1, 2)
    assert number(paper("a", "Iranian officials"), paper("b", "Antony Blinken")) == (2, 2)


def test_a_state_may_have_spoken_through_its_minister():
    assert number(paper("a", "Iran"), paper("b", "Mohammad Javad Zarif")) == (1, 2)
    assert number(paper("a", "Russia"), paper("b", "Mohammad Javad Zarif")) == (2, 2)


def test_a_lineage_and_the_unnamed_sources_that_it_cites_are_one():
    papers = [paper("a", day=1), paper("b", "officials", day=2)]
    assert named(*papers, kin=[told.kin(*papers)]) == [("lineage", "A Post", ("a0", "b0"))]


def test_a_retelling_that_leaves_out_who_said_it_may_rest_on_the_one_quoted():
    papers = [paper("a", "Sera Dovan"), paper("b", outlet="A Post", day=2)]
    assert number(*papers) == (2, 2)
    assert number(*papers, kin=[told.kin(papers[0], papers[1])]) == (1, 2)


def test_words_that_another_outlet_has_somebody_say_may_be_theirs():
    words = "the strait will stay open to every ship"
    quoting = told.told("a", told.message("Sera Dovan", words=f"Dovan said {words}"), outlet="A")
    bare = told.told("b", told.message(words=f"In her words {words}"), outlet="B")
    other = told.told("b", told.message(words="A note went across the strait"), outlet="B")
    assert number(quoting, bare) == (1, 2)
    assert number(quoting, other) == (2, 2)


def test_two_texts_of_which_nothing_is_known_may_be_one_or_two():
    bare = [told.told(n, told.message()) for n in "ab"]
    assert number(*bare) == (1, 2)
    assert named(*bare) == [("lineage", "a", ("a0",)), ("lineage", "b", ("b0",))]
    assert number(bare[0], paper("c")) == (1, 2)
    assert number(bare[0], paper("c", "Sera Dovan")) == (1, 2)


def test_two_lineages_of_one_outlet_or_credit_may_be_one_or_two():
    assert number(paper("a", outlet="Quay Courier"), paper("b", outlet="The Quay Courier")) == (
        1,
        2,
    )
    wires = [paper(n, credits=("Reuters",)) for n in "ab"]
    assert number(*wires) == (1, 2)
    assert [o[1] for o in named(*wires)] == ["Reuters", "Reuters"]


def test_a_cited_outlet_and_its_own_article_are_one():
    papers = [paper("a", outlet="Reuters"), paper("b", "Reuters")]
    assert named(*papers) == [("lineage", "Reuters", ("a0", "b0"))]
    assert number(*papers) == (1, 1)
    assert number(paper("a", "officials", credits=("Reuters",)), paper("b", "Reuters")) == (1, 1)
    assert number(*papers, paper("c", outlet="Reuters")) == (1, 2)


def test_a_passage_that_lineages_share_counts_once():
    papers = [paper("a", day=2), paper("b", day=1), paper("c", day=3)]
    shared = told.kin(papers[0], papers[1], "shares", passages=[("a0", "b0")])
    assert number(*papers, kin=[shared]) == (2, 2)
    assert named(*papers, kin=[shared])[0] == ("lineage", "B Post", ("a0", "b0"))
    quoted = told.kin(papers[0], papers[1], "shares", passages=[("a0", "b0")], how="quotation")
    assert number(*papers, kin=[quoted]) == (3, 3)


def test_passages_shared_one_to_the_next_count_once():
    papers = [paper(n, day=at) for n, at in (("a", 1), ("b", 3), ("c", 2))]
    kin = [
        told.kin(papers[0], papers[1], "shares", passages=[("a0", "b0")]),
        told.kin(papers[1], papers[2], "shares", passages=[("b0", "c0")]),
    ]
    assert named(*papers, kin=kin) == [("lineage", "A Post", ("a0", "b0", "c0"))]


def test_a_single_line_of_a_shared_passage_is_of_the_earliest():
    papers = [paper("a", day=2), paper("b", day=1)]
    shared = told.kin(*papers, "shares", passages=[("a0", "b0")])
    assert named(*papers, kin=[shared], of={"a0"}) == [("lineage", "B Post", ("a0",))]


def test_the_speaker_of_a_statement_is_not_its_origin_but_who_relays_it():
    papers = [told.told(n, told.statement(), outlet=n) for n in "ab"]
    assert named(*papers) == [("lineage", "a", ("a0",)), ("lineage", "b", ("b0",))]
    assert number(*papers) == (2, 2)


def test_an_outlet_that_was_told_a_statement_relays_it():
    def said(name, **more):
        return told.told(name, told.statement(addressee=REUTERS, **more), outlet=name)

    assert named(said("a"), said("b")) == [("outlet", "Reuters", ("a0", "b0"))]
    interview = told.told("a", told.statement(medium="in an interview with Fox News"))
    assert [o[:2] for o in named(interview)] == [("outlet", "Fox News")]
    reporters = told.told("a", told.statement(addressee=Party("reporters", "MEDIA")), outlet="a")
    assert named(reporters) == [("lineage", "a", ("a0",))]


def test_what_stands_inside_a_statement_is_relayed_by_its_speaker():
    outer = told.statement(Party("Tasnim", "MEDIA"), words="Tasnim said Dovan said so")
    inner = told.statement(words="Dovan said so", within=0)
    sheet = told.told("a", outer, inner)
    assert named(sheet, of={"a1"}) == [("outlet", "Tasnim", ("a1",))]
    person = told.told("a", told.statement(told.VEIL), told.statement(within=0))
    assert named(person, of={"a1"}) == [("party", "Tomas Veil", ("a1",))]


def test_what_an_unnamed_source_tells_an_outlet_is_of_the_outlet():
    words = "officials told Reuters that a note was sent"
    sheet = told.told(
        "a",
        told.statement(Party("officials"), words=words, addressee=REUTERS),
        told.message("officials", words="a note was sent"),
    )
    assert named(sheet, of={"a1"}) == [("outlet", "Reuters", ("a1",))]


def test_statements_within_each_other_in_a_circle_come_to_an_end():
    sheet = told.told("a", told.statement(within=1), told.statement(told.VEIL, within=0))
    assert number(sheet, of={"a0"}) == (1, 1)


def test_no_line_is_left_out():
    papers = [paper("a", "Tasnim"), paper("b"), paper("c", "officials"), paper("d", "Tomas Veil")]
    assert sorted(x for o in named(*papers) for x in o[2]) == ["a0", "b0", "c0", "d0"]


def test_a_body_of_a_state_keeps_its_name() -> None:
    papers = [paper("a", "the White House"), paper("b", "White House")]
    assert named(*papers) == [("party", "White House (United States)", ("a0", "b0"))]
    assert number(*papers) == (1, 1)
    assert named(*papers, paper("c", "United States"))[0][1] == "United States"


SOURCES = st.lists(
    st.sampled_from(
        ["Tasnim", "Reuters", "Sera Dovan", "Iran", "US officials", "unnamed source", "witnesses"]
    ),
    max_size=2,
)


@given(
    st.lists(
        st.tuples(SOURCES, st.sampled_from(["Reuters", "Quay Courier", None])),
        min_size=1,
        max_size=7,
    ),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=4),
    st.randoms(use_true_random=False),
)
def test_numbers_hang_together_whatever_the_order(given_papers, ties, random):
    papers = [
        told.told(f"{n}x", told.message(*says), outlet=outlet, day=n % 3 + 1)
        for n, (says, outlet) in enumerate(given_papers)
    ]
    kin = [
        told.kin(papers[a], papers[b], "shares" if s else "same", passages=[(f"{a}x0", f"{b}x0")])
        for a, b, s in {(min(x[:2]), max(x[:2])): x for x in ties}.values()
        if a != b and max(a, b) < len(papers)
    ]
    m = told.material(*papers, kin=kin)
    lines = [x for s in m.sheets for x in s.lines]
    found = origins_of(lines, Grounds(m, lineages_of(m)))
    assert 1 <= found.least <= found.most == len(found.found) <= len(lines)
    assert sorted(x for o in found.found for x in o.lines) == sorted(x.id for x in lines)
    random.shuffle(lines)
    assert origins_of(lines, Grounds(m, lineages_of(m))) == found
    for line in lines:
        assert origins_of([line], Grounds(m, lineages_of(m))).least == 1
