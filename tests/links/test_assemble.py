from __future__ import annotations

import told
from hypothesis import given
from hypothesis import strategies as st

from backchannel.entries.entry import Response, Signal
from backchannel.links.account import Judgements, Material
from backchannel.links.assemble import account_of, material_of

NAMES = "abcde"
DRAFTS = [
    lambda: told.message("Tasnim"),
    lambda: told.event("US officials"),
    lambda: told.tally(24, "Sera Dovan", of="sailors"),
    lambda: told.drafted(Response, responder=told.VEIL, stance="deny"),
    lambda: told.drafted(Signal, type="threat", issuer=told.DOVAN, target=told.VEIL),
]
LINKS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 4),
        st.sampled_from(NAMES),
        st.integers(0, 4),
        st.sampled_from(["same", "answers", "meets_condition", "meets_consequence"]),
        st.floats(0.3, 1),
    ),
    max_size=12,
    unique_by=lambda x: (frozenset({x[:2], x[2:4]}), x[4]),
)
KIN = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(["same", "reissue", "rewrite", "shares"]),
        st.floats(0.3, 1),
    ),
    max_size=6,
    unique_by=lambda x: frozenset(x[:2]),
)


def articles():
    return {
        n: told.told(n, *(draft() for draft in DRAFTS), day=at % 3 + 1, outlet="Quay" * (at % 2))
        for at, n in enumerate(NAMES)
    }


def made_of(sheets, links, kin):
    entries = [
        told.same(f"{a}{i}", f"{b}{j}", score, relation)
        for a, i, b, j, relation, score in links
        if a != b and (i == j) == (relation == "same")
    ]
    lineage = [
        told.kin(sheets[a], sheets[b], kind, score, passages=[(f"{a}0", f"{b}0")])
        for a, b, kind, score in kin
        if a != b
    ]
    return lineage, entries


@given(LINKS, KIN, st.randoms(use_true_random=False))
def test_an_account_is_the_same_whatever_the_order(links, kin, random):
    sheets = articles()
    lineage, entries = made_of(sheets, links, kin)
    judged = Judgements(joined_entries=(("a0", "c0"),), parted_articles=(("sha-a", "sha-b"),))
    made = account_of(material_of(sheets.values(), lineage, entries, judged))
    shuffled = list(sheets.values())
    for order in (shuffled, lineage, entries):
        random.shuffle(order)
    again = account_of(Material(tuple(shuffled), tuple(lineage), tuple(entries), judged))
    assert again == made
    for mapping in ("sheets", "lines"):
        assert list(getattr(again, mapping).items()) == list(getattr(made, mapping).items())
    for part in ("lineages", "threads", "disputes", "series", "follow_ups", "parties"):
        assert getattr(again, part) == getattr(made, part), part


@given(LINKS, KIN, st.sampled_from(NAMES))
def test_what_goes_takes_its_links_with_it_and_comes_back_as_it_was(links, kin, gone):
    sheets = articles()
    lineage, entries = made_of(sheets, links, kin)
    before = account_of(material_of(sheets.values(), lineage, entries))
    left = [s for n, s in sheets.items() if n != gone]
    without = account_of(material_of(left, lineage, entries))
    assert f"sha-{gone}" not in without.sheets
    assert not any(x.startswith(gone) for x in without.lines)
    of_others = [x for x in lineage if f"sha-{gone}" not in {x.first, x.second}]
    between_others = [x for x in entries if gone not in {x.first[0], x.second[0]}]
    fresh = account_of(material_of(left, of_others, between_others))
    for part in ("sheets", "lines", "lineages", "threads", "disputes", "series", "follow_ups"):
        assert getattr(without, part) == getattr(fresh, part), part
    assert account_of(material_of([*left, sheets[gone]], lineage, entries)) == before


def test_every_article_and_entry_has_its_place():
    made = account_of(material_of(articles().values(), [], []))
    assert len(made.lineages) == 5
    assert len(made.threads) == len(made.lines) == 25
    assert list(made.sheets) == sorted(made.sheets)
    assert account_of(material_of([], [], [])).threads == ()
