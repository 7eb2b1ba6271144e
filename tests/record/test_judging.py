"""What is in force: ties and splits of threads, lineages and parties."""

from __future__ import annotations

import dataclasses

from recorded import IRAQ, Clock, correct, the

from backchannel.entries.entry import Party
from backchannel.links.account import Judgements
from backchannel.record.anchors import EntryAnchor
from backchannel.record.corrections import (
    Mend,
    MergeParties,
    MergeThreads,
    Reject,
    SplitLineages,
    SplitParties,
    SplitThreads,
)
from backchannel.record.store import Record
from backchannel.span import Span


def test_judgements_say_what_is_in_force(record: Record, now: Clock) -> None:
    assert record.judgements() == Judgements()
    one, two = (record.anchor(the(record, name, "message").id) for name in ("a001", "a002"))
    articles = one.article, two.article
    quist, norland = Party("Ada Quist", "NOR"), Party("Norland", "NOR")
    for content in (
        MergeThreads(two, one),
        SplitLineages(*articles),
        MergeParties(quist, norland),
    ):
        assert correct(record, content, now()).state == "holds"
    ids, identities = (one.trace.id, two.trace.id), (one.article.identity, two.article.identity)
    expected = Judgements(
        joined_entries=(tuple(sorted(ids)),),  # type: ignore[arg-type]
        parted_articles=(tuple(sorted(identities)),),  # type: ignore[arg-type]
        joined_parties=((quist, norland),),
    )
    assert record.judgements() == expected
    split = correct(record, SplitThreads(one, two), now())
    assert record.judgements().joined_entries == ()
    assert record.judgements().parted_entries == expected.joined_entries
    assert [c.state for c in record.corrections()] == ["overruled", "holds", "holds", "holds"]
    record.take_back(split.id, why="no", by="bo")
    assert record.judgements() == expected
    record.remove("a002")
    assert record.judgements() == Judgements(joined_parties=((quist, norland),))


def test_ties_at_one_time_are_broken_by_id(record: Record, now: Clock) -> None:
    pair = Party("Ada Quist", "NOR"), Party("Norland", "NOR")
    at = now()
    made = [correct(record, content(*pair), at) for content in (MergeParties, SplitParties)]
    last = max(made, key=lambda c: c.id)
    judged = record.judgements()
    assert bool(judged.joined_parties) == (last.action == "merge_parties")
    assert bool(judged.parted_parties) == (last.action == "split_parties")


def test_ties_of_mended_added_and_rejected_entries(record: Record, now: Clock) -> None:
    one = record.anchor(the(record, "a001", "message").id)
    two = record.anchor(the(record, "a002", "message").id)
    correct(record, Mend.of(one, date="2031-05-02", evidence=Span(0, 30)), now())
    assert record.anchor(one.trace.id) == one
    tie = correct(record, MergeThreads(one, two), now())
    assert tie.state == "holds"
    rejected = correct(record, Reject(two), now())
    assert record.judgements() == Judgements()
    record.take_back(rejected.id, why="no", by="bo")
    added = dataclasses.replace(the(record, "a000", "message").entry, sender=IRAQ)
    made = correct(record, record.addition("a000", added), now())
    anchor = record.anchor(made.entries[0])
    assert isinstance(anchor, EntryAnchor)
    assert anchor.added_by == made.id
    correct(record, SplitThreads(anchor, one), now())
    assert record.judgements().parted_entries == (tuple(sorted([made.entries[0], one.trace.id])),)


def test_parties_that_nobody_names_are_dormant(record: Record) -> None:
    made = correct(record, MergeParties(Party("Westmark", "WES"), Party("Norland", "NOR")))
    assert made.state == "dormant"
    assert record.judgements() == Judgements()
