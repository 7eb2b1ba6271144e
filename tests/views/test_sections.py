"""The brief's sections of signals, events, tallies, positions, relations and forecasts."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import accounts
import crisis
import plain
import pytest

from backchannel.articles.article import Published
from backchannel.entries.entry import (
    KINDS,
    Entry,
    Event,
    Party,
    Position,
    Relation,
    Signal,
    Tally,
)
from backchannel.links.account import Account, Origin, Origins, Series
from backchannel.record.query import Filter, Line
from backchannel.record.store import Record
from backchannel.span import Span
from backchannel.views import (
    brief,
    deeds,
    figures,
    outlook,
    signals,
    ties,
    to_html,
    to_markdown,
    to_text,
    verdicts,
)
from backchannel.views.asking import Asked
from backchannel.views.briefing import brief_of
from backchannel.views.index import Index, Told
from backchannel.views.items import in_words, origins_words
from backchannel.views.joint import Limits, spread
from backchannel.views.page import Group, Item, Page, Section
from backchannel.views.phrases import phrase
from backchannel.views.verdicts import position_words
from backchannel.views.wording import plural

LIMITS = Limits(5, 9)
NORLAND, SUDMARK, OMAN = Party("Norland", "NORLAND"), Party("Sudmark", "SUDMARK"), crisis.OMAN
TEXT = "Norland, Sudmark and Oman met in the harbour on Monday. " * 40
TITLES = [
    "Messages",
    "Denied, disputed, not confirmed",
    "Warnings, demands, promises",
    "What was done",
    "Figures",
    "Positions",
    "Ties claimed and denied",
    "Forecasts",
    "Who said what",
]


@pytest.fixture
def page(every_kind_file: Path) -> Iterator[Page]:
    with Record.open(every_kind_file) as record:
        yield brief(record)


def section(page: Page, title: str) -> Section:
    return next(s for s in page.sections if s.title == title)


def line(entry: Entry, nth: int = 0, article: str = "a") -> Line:
    return Line(f"{article}{nth}", plain.article(article, TEXT), nth, "m", entry)


def at(nth: int) -> dict[str, Span]:
    """Evidence and trigger of the nth sentence."""
    start = TEXT.index("Norland") + 56 * nth
    return {"evidence": Span(start, start + 54), "trigger": Span(start, start + 7)}


def event(nth: int, actor: Party | None, date: str | None = None, **more: object) -> Event:
    given: dict[str, object] = {
        "attributed_to": (),
        "type": "CONSULT",
        "recipient": None,
        "place": None,
        "actuality": "actual",
    }
    return Event(**at(nth), actor=actor, date=date, **(given | more))  # type: ignore[arg-type]


def tally(nth: int, value: float | tuple[float, float], **more: object) -> Tally:
    given: dict[str, object] = {
        "attributed_to": (),
        "what": "killed",
        "of": None,
        "bound": "exact",
        "place": None,
        "since": None,
        "until": None,
        "part_of": None,
    }
    return Tally(**at(nth), value=value, **(given | more))  # type: ignore[arg-type]


def alone(*lines: Line) -> list[Told]:
    """Each entry as a thread of its own."""
    return [Told(accounts.thread([x])) for x in lines]


def figures_of(*held: Series, limits: Limits = LIMITS) -> tuple[Group, ...]:
    """The section of figures of an account with these series."""
    lines = [p.line for s in held for p in s.points]
    threads = tuple(accounts.thread([x]) for x in lines)
    made = Account({}, {x.id: x for x in lines}, (), threads, (), held, (), ())
    return figures.section(alone(*lines), Index.of(made), limits).groups


def texts(group: Group) -> list[str]:
    return [item.text for item in group.items]


def every_item(items: tuple[Item, ...]) -> list[Item]:
    return [x for item in items for x in (item, *every_item(item.below))]


def test_sections_come_in_the_order_of_the_manual(page: Page) -> None:
    assert [s.title for s in page.sections] == TITLES
    for kind in KINDS:
        assert re.search(rf"[0-9] ({kind.kind}|{plural(kind.kind)})\b", page.lead[1])


def test_every_line_leads_to_its_characters(every_kind_file: Path, page: Page) -> None:
    with Record.open(every_kind_file) as record:
        items = [i for s in page.sections for g in s.groups for i in every_item(g.items)]
        for item in items:
            if item.text.startswith("the article has it as"):
                continue  # what is not found stands nowhere
            assert item.refs
            assert item.says
            for reference in item.refs:
                assert record.entry(reference.ref)


def test_every_form_has_every_section(page: Page) -> None:
    for written in (to_text(page), to_markdown(page), to_html(page)):
        for title in TITLES:
            assert title.upper() in written.upper()
        assert "on condition: “if the convoy sailed”" in " ".join(written.split())


def test_a_brief_can_be_narrowed_to_what_is_sure(every_kind_file: Path) -> None:
    with Record.open(every_kind_file) as record:
        page = brief(record, Filter(min_confidence=0.5))
    (group,) = section(page, "Warnings, demands, promises").groups
    assert [item.mark for item in group.items] == ["threat"]
    assert "PLANNED" not in to_text(page)
    assert section(page, "Forecasts").groups


def test_signals_go_from_issuer_to_target_with_condition_and_consequence(page: Page) -> None:
    (group,) = section(page, "Warnings, demands, promises").groups
    assert group.heading == "Kessaria to Velmora"
    threat, demand = group.items
    assert threat.mark == "threat"
    assert threat.text == "“it would close the strait”, on condition: “if the convoy sailed”"
    assert demand.mark == "demand"
    assert demand.says == "Tomas Veil (Kessaria); Strait Wire, 4 Mar 2031"


def test_what_may_have_met_a_condition_stands_beneath_it() -> None:
    account = crisis.told(every_kind=True)
    (threat,) = [x.id for x in account.lines.values() if x.quote().startswith("Kessaria warned")]
    (moved,) = [x.id for x in account.lines.values() if x.quote().startswith("Kessaria will move")]
    page = brief_of(accounts.followed(account, threat, moved), Asked())
    (group,) = section(page, "Warnings, demands, promises").groups
    (met,) = group.items[0].below
    assert met.text == ("may have been met: “Kessaria will move two frigates to the strait”")
    assert met.says == "same place; 0.75; Strait Wire, 4 Mar 2031"


def test_signals_of_differing_types_come_before_more_of_the_same() -> None:
    def signal(nth: int, type_: str, target: Party | None = SUDMARK) -> Line:
        start = 56 * nth
        entry = Signal(
            **at(nth),
            attributed_to=(),
            type=type_,  # type: ignore[arg-type]
            issuer=NORLAND,
            target=target,
            condition=None,
            consequence=Span(start, start + 26 + 7 * nth),
        )
        return line(entry, nth)

    found = [signal(n, "threat") for n in range(4)] + [
        signal(4, "demand"),
        signal(5, "threat", None),
    ]
    made = signals.section(alone(*found), Limits(2, 9))
    first, second = made.groups
    assert [i.mark for i in first.items] == ["threat", "demand"]
    assert first.more == "and 3 more (backchannel threads signal --from NORLAND --to SUDMARK)"
    assert second.heading == "Norland, to nobody named"


@pytest.mark.parametrize(("type_", "whole"), [("restraint", True), ("threat", False)])
def test_what_is_held_back_is_told_with_the_words_that_say_so(type_: str, whole: bool) -> None:
    entry = Signal(
        **at(0),
        attributed_to=(),
        type=type_,  # type: ignore[arg-type]
        issuer=NORLAND,
        target=SUDMARK,
        condition=None,
        consequence=Span(9, 44),
    )
    said = line(entry)
    words = signals.signal_words(said, entry)
    assert (words == f"“{said.quote()}”") == whole
    assert (words == f"“{said.quote(entry.consequence)}”") != whole


def test_events_by_date_with_planned_and_denied_marked(page: Page) -> None:
    dated, undated = section(page, "What was done").groups
    assert dated.heading == "3 Mar 2031"
    (strike,) = dated.items
    assert strike.text == (
        "Velmora → Oman, assault, Port Karim (Oman): "
        "“Velmoran gunboats shelled Port Karim on 3 March”"
    )
    assert strike.says == "according to harbour office; Strait Wire, 4 Mar 2031"
    assert undated.heading == "Date not stated"
    assert sorted(i.mark for i in undated.items) == ["denied", "planned"]


def test_those_who_act_together_share_a_line() -> None:
    found = [line(event(0, actor), n) for n, actor in enumerate((NORLAND, SUDMARK, OMAN))]
    (group,) = deeds.section(alone(*found), LIMITS).groups
    assert texts(group)[0].startswith("Norland, Sudmark and Oman, consult: “")


def test_parties_who_act_for_the_same_go_by_their_own_names() -> None:
    army, rebels = Party("Norland army", "NORLAND"), Party("Norland town", "NORLAND")
    (group,) = deeds.section(alone(line(event(0, army, recipient=rebels))), LIMITS).groups
    assert texts(group)[0].startswith("Norland army → Norland town, consult")


def test_what_the_heading_says_is_not_said_again_and_a_bare_number_has_its_passage() -> None:
    first, other = line(tally(0, 9, of="people"), 0), line(tally(1, 9, of=None), 1)
    held = accounts.series(accounts.point(first, None), accounts.point(other, None))
    (group,) = figures_of(held)
    assert texts(group) == ["9: “Norland, Sudmark and Oman met in the harbour on Monday”"]


def test_a_figure_of_the_same_day_was_not_given_before() -> None:
    first, other = line(tally(0, 9, of=None), 0), line(tally(1, 4, of=None), 1)
    day = datetime.date(2031, 3, 4)

    def below(on: datetime.date) -> list[str]:
        points = (accounts.point(first, "Quist", on=day), accounts.point(other, "Quist", on=on))
        (group,) = figures_of(accounts.series(*points))
        return [item.text.split(":")[0] for item in group.items[0].below]

    assert below(day) == ["also given"]
    assert below(datetime.date(2031, 3, 3)) == ["before"]


def test_two_figures_of_one_passage_are_not_called_rivals() -> None:
    first, other = line(tally(0, 9, of=None), 0), line(tally(0, 4, of=None), 1)
    points = (accounts.point(first, "Quist"), accounts.point(other, "Quist"))
    (group,) = figures_of(accounts.series(*points))
    assert [item.text.split(":")[0] for item in group.items[0].below] == ["in the same passage"]


def test_a_party_of_the_same_side_is_judged_by_its_own_name() -> None:
    envoy, minister = Party("Quist", "NORLAND"), Party("Sera Dovan", "NORLAND")
    one = Position(Span(0, 7), Span(0, 7), (), "condemn", envoy, minister, None)
    assert position_words(one, (envoy,), (minister,)) == "condemns Sera Dovan"
    assert position_words(one, (envoy,), (envoy,)) == "condemns itself"


def test_origins_of_one_name_are_counted() -> None:
    found = tuple(Origin("lineage", "Strait Wire", (x,)) for x in "ab")
    assert origins_words(Origins(2, 2, found)) == "2 origins (Strait Wire twice)"


def test_one_act_under_two_words_of_a_passage_is_one_line() -> None:
    one = event(0, Party("Norland", "NORLAND"))
    two = dataclasses.replace(one, trigger=Span(one.evidence.start, one.evidence.start + 1))
    (group,) = deeds.section(alone(line(one, 0), line(two, 1)), LIMITS).groups
    assert len(group.items) == 1


def test_a_short_passage_has_its_sentence_to_the_end_past_words_that_are_cut_short() -> None:
    text = "It was quiet. Gen. Quist of the U.S. Navy left on Oct. 7 by sea. Nobody came."
    at = text.index("left")
    act = dataclasses.replace(
        event(0, NORLAND), evidence=Span(at, at + 4), trigger=Span(at, at + 4)
    )
    (told,) = alone(Line("a:0", plain.article("a", text), 0, "m", act))
    assert in_words(told.head) == "Gen. Quist of the U.S. Navy left on Oct. 7 by sea."


def test_ties_to_nobody_named_are_counted() -> None:
    tie = Relation(
        Span(0, 7), Span(0, 7), (), "allied", Party("Norland", "NORLAND"), None, None, None, None
    )
    made = ties.section(alone(line(tie)), LIMITS)
    assert made.groups == ()
    assert made.note == "1 tie to somebody not named: backchannel threads relation."


@pytest.mark.parametrize(
    ("subject", "verb"),
    [
        (Party("Norland", "NORLAND"), "is allied with"),
        (Party("leaders of Norland", "NORLAND"), "are allied with"),
        (Party("Norland and Sudmark"), "are allied with"),
        (Party("United States", "USA"), "is allied with"),
        (Party("Sera Davis"), "is allied with"),
        (Party("police"), "are allied with"),
    ],
)
def test_a_tie_agrees_with_its_subject(subject: Party, verb: str) -> None:
    tie = Relation(
        Span(0, 7), Span(0, 7), (), "allied", subject, Party("Oman", "OMN"), None, None, None
    )
    assert verb in ties.relation_words(tie)


def test_long_past_acts_go_under_their_year_and_undated_ones_are_never_cut_off() -> None:
    dates = ["2031-05-02", "2031-05-01", "1985-03-01", "1985-07-02", "2031-04", None, "--03-02"]
    found = [line(event(n, NORLAND, date), n) for n, date in enumerate(dates)]
    made = deeds.section(alone(*found), LIMITS)
    assert [g.heading for g in made.groups] == [
        "2 May 2031",
        "1 May 2031",
        "Apr 2031",
        "1985",
        "2 Mar, year not stated",
        "Date not stated",
    ]
    assert [i.says.split(";")[0] for i in made.groups[3].items] == ["1 Mar 1985", "2 Jul 1985"]
    made = deeds.section(alone(*found), Limits(5, 3))
    assert [g.heading for g in made.groups] == ["2 May 2031", "1 May 2031", "Date not stated"]
    assert made.note == "Not shown: 4 more under other headings (backchannel threads event)."


def killed(nth: int, value: float, day: int, **more: object) -> Line:
    published = Published(datetime.date(2031, 3, day), "field:date")
    article = plain.article(f"d{nth}", TEXT, published=published)
    return Line(f"d{nth}", article, 0, "m", tally(nth, value, place=crisis.KARIM, **more))


def test_what_is_to_come_stands_after_what_was_done() -> None:
    dates = ["2041", "2031-05-02", None, "2031-06-01", "2031-05"]
    found = [line(event(n, NORLAND, date), n) for n, date in enumerate(dates)]
    made = deeds.section(alone(*found), LIMITS)
    assert [g.heading for g in made.groups] == [
        "2 May 2031",
        "May 2031",
        "2041",
        "1 Jun 2031",
        "Date not stated",
    ]


def test_rivals_stand_beneath_the_latest_figure_then_what_was_said_before() -> None:
    office, un = "harbour office", "United Nations"
    held = accounts.series(
        accounts.point(killed(0, 24, 3, bound="at_least", attributed_to=(office,)), office),
        accounts.point(killed(1, 30, 3, attributed_to=(un,)), un),
        accounts.point(killed(2, 22, 5, attributed_to=(office,)), office, flags=("falls",)),
    )
    (group,) = figures_of(held)
    (latest,) = group.items
    assert group.heading == "Killed"
    assert latest.text == "Port Karim: 22 (lower than before)"
    assert latest.says == "according to harbour office; Quay Courier, 5 Mar 2031"
    assert [b.text for b in latest.below] == ["also given: 30", "before: at least 24"]


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2031-03-03", "2031-03-03", "9, on 3 Mar 2031"),
        ("2031-03", "2031-03", "9, in Mar 2031"),
        ("2031", "2031", "9, in 2031"),
        ("--03-03", "--03-03", "9, on 3 Mar, year not stated"),
        ("2031-03-03", None, "9, since 3 Mar 2031"),
        ("2031-03-03", "2031-03-05", "9, since 3 Mar 2031, until 5 Mar 2031"),
    ],
)
def test_a_period_of_one_day_is_that_day(since: str, until: str | None, said: str) -> None:
    assert figures.tally_words(tally(0, 9, since=since, until=until)) == said


def test_what_two_sources_give_alike_is_one_figure() -> None:
    held = accounts.series(
        accounts.point(killed(0, 24, 3), "Oman"), accounts.point(killed(1, 24, 4), "Quist")
    )
    (group,) = figures_of(held)
    (item,) = group.items
    assert item.says == "according to Oman, Quist; 2 reports, 3 Mar 2031 to 4 Mar 2031"
    assert [r.ref.split(":")[0] for r in item.refs] == ["d1", "d0"]


def test_parts_stand_beneath_their_whole_and_what_is_cut_off_is_counted() -> None:
    part = accounts.series(
        accounts.point(
            killed(9, 40, 3, of="sailors", part_of=24), None, flags=("part_exceeds_whole",)
        )
    )
    whole = accounts.series(
        *(accounts.point(killed(n, 24 - n, 3), f"source {n}") for n in range(4)),
        parts=(part.id,),
    )
    (group,) = figures_of(whole, part, limits=Limits(2, 9))
    (item,) = group.items
    assert [b.text for b in item.below] == [
        "also given: 23",
        "also given: 22",
        "of these, sailors, Port Karim: 40 (part larger than its whole)",
    ]
    assert item.says.endswith("; 1 figure more: backchannel series killed")


def test_a_part_whose_total_is_not_there_names_it_and_series_of_each_other_come_to_an_end() -> None:
    (group,) = figures_of(
        accounts.series(accounts.point(killed(0, 7, 3, of="sailors", part_of=40), None))
    )
    assert texts(group) == ["sailors, Port Karim: 7, of 40"]
    one, other = killed(0, 7, 3), killed(1, 8, 3)
    (group,) = figures_of(
        accounts.series(accounts.point(one, None), parts=(other.id,)),
        accounts.series(accounts.point(other, None), parts=(one.id,)),
    )
    assert len(group.items) == 2


def test_a_tally_that_no_series_holds_is_not_lost() -> None:
    found = line(tally(0, 9, what="ships", of="frigates"))
    threads = (accounts.thread([found]),)
    index = Index.of(Account({}, {found.id: found}, (), threads, (), (), (), ()))
    (group,) = figures.section(alone(found), index, LIMITS).groups
    assert texts(group) == ["frigates: 9"]


def test_positions_by_holder(page: Page) -> None:
    (group,) = section(page, "Positions").groups
    assert group.heading == "Oman"
    assert texts(group) == ["condemns: “Oman condemned the shelling.”"]


def relation(nth: int, subject: Party, polarity: str, type_: str = "backs", role: str = "") -> Line:
    entry = Relation(
        **at(nth),
        attributed_to=("Quist",),
        type=type_,  # type: ignore[arg-type]
        subject=subject,
        object=OMAN,
        polarity=polarity,  # type: ignore[arg-type]
        role=role or None,
    )
    return line(entry, nth)


def test_denied_ties_are_always_shown_and_offices_counted() -> None:
    people = [Party(f"Ada {letter}", "CIVIL") for letter in "ABCDEFGH"]
    found = [relation(n, p, "asserted" if n < 4 else "denied") for n, p in enumerate(people)]
    found += [relation(9, SUDMARK, "asserted", "represents", "envoy")]
    found += [relation(10, SUDMARK, "denied", "represents", "envoy")]
    found += [relation(11, SUDMARK, "asserted", "represents")]
    made = ties.section(alone(*found), Limits(2, 9))
    backs, stands = made.groups
    assert [i.mark for i in backs.items] == ["denied"] * 4
    assert backs.more == "and 4 more (backchannel threads relation --where type=backs)"
    assert [i.mark for i in stands.items] == ["denied", ""]
    assert made.note == "1 office held: backchannel threads relation --where type=represents."


def test_forecasts_by_likelihood(page: Page) -> None:
    (group,) = section(page, "Forecasts").groups
    assert group.heading == "Held to be likely"
    assert texts(group) == ["Iven Sand: “the talks were likely to fail” (before summer)"]


def test_the_first_of_each_sort_come_first() -> None:
    assert spread([1, 3, 5, 2, 4, 0], lambda n: n % 2) == [1, 2, 3, 4, 5, 0]
    assert spread([], lambda n: n) == []


def test_every_entry_has_a_line_of_its_own(every_kind_file: Path) -> None:
    with Record.open(every_kind_file) as record:
        said = {x.quote(): phrase(x) for x in record.entries()}
    assert all("\n" not in words and words for words in said.values())
    assert said["The United Nations put the dead at 30 to 35"] == (
        "killed, Port Karim (Oman): about 30 to 35, since 3 Mar 2031"
    )
    assert said["Velmora did not command the Front"] == "Velmora commands Harbour Front (denied)"
    assert said["it had fired on the port"] == "Velmora, assault, Port Karim (Oman) (denied)"
    assert said[crisis.NOTE] == (
        "Velmora to Kessaria, through Oman, by embassy (denied): “the convoy would pass”"
    )


def test_entries_of_which_nothing_is_known_have_lines_too() -> None:
    article, reading = crisis.dispatch()
    for entry in reading.entries:
        empty = {
            f.name: None
            for f in dataclasses.fields(entry)
            if f.name
            in "issuer target condition consequence responder claimant claim holder about "
            "actor recipient place date of since until part_of subject object role forecaster "
            "what horizon speaker addressee source cue confidence".split()
            and not (f.name == "what" and isinstance(entry, Tally))
        }
        bare = Line("x", article, 0, "m", dataclasses.replace(entry, **empty))
        assert "None" not in phrase(bare)
        for part in (signals, deeds, verdicts, ties, outlook):
            part.section(alone(bare), LIMITS)
