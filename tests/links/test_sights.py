import dataclasses
import datetime

from told import DOVAN, KESSARIA, VELMORA, Draft, drafted, event, message, statement, tally, told

from backchannel.articles.article import Published
from backchannel.entries.entry import Forecast, Party, Position, Relation, Response, Signal
from backchannel.links.keys import WINDOW
from backchannel.links.link import Sheet
from backchannel.links.sights import Sight, sights_of

NOTE = message(words="Velmora sent Kessaria a note about the Calder ferry on Monday")
AGAIN = message(words="a note about the Calder ferry went from Velmora to Kessaria")


def only(sheet: Sheet) -> Sight:
    (sight,) = sights_of(sheet)
    return sight


def meet(a: Sheet, b: Sheet) -> bool:
    return bool(only(a).keys & only(b).keys)


def on(sheet: Sheet, day: datetime.date) -> Sheet:
    article = dataclasses.replace(sheet.article, published=Published(day, "field:date"))
    return Sheet(
        sheet.identity,
        article,
        tuple(dataclasses.replace(x, article=article) for x in sheet.lines),
    )


def test_what_is_compared_of_an_entry():
    sheet = told("a", message(words="Velmora wrote to Kessaria", date="2031-03-02"), day=3)
    sight = only(sheet)
    assert sight.kind == "message"
    assert [p.code if p else None for p in sight.parties] == ["VELMORA", "KESSARIA", None]
    assert sight.sort == "unspecified"
    assert sight.mode == "reported"
    assert sight.stems == ("velmora", "wrote", "to", "kessaria")
    assert sight.when is not None
    assert sight.around.published == datetime.date(2031, 3, 3).toordinal()


def test_every_kind_has_a_sight():
    drafts = [
        statement(words="Sera Dovan said the ferry was safe"),
        message(words="Velmora wrote to Kessaria"),
        drafted(Signal, "Velmora warned Kessaria", type="warning", issuer=VELMORA),
        drafted(Response, "Kessaria denied it", stance="deny", responder=KESSARIA),
        drafted(Position, "Velmora condemned the raid", stance="condemn", holder=VELMORA),
        event(words="Velmora shelled the port"),
        tally(24, words="killing two dozen"),
        drafted(Relation, "allied with Kessaria", type="allied", subject=VELMORA),
        drafted(Forecast, "analysts expect more", what="more"),
    ]
    sights = sights_of(told("a", *drafts, day=1))
    assert len({s.kind for s in sights}) == len(sights) == 9
    assert all(s.keys for s in sights if s.kind != "forecast")
    assert all(-(2**63) <= key < 2**63 for s in sights for key in s.keys)


def test_reports_of_one_note_meet_within_the_window_whatever_their_words():
    first = told("a", NOTE, day=1)
    for days in range(WINDOW + 1):
        later = on(told("b", AGAIN), datetime.date(2031, 3, 1) + datetime.timedelta(days))
        assert meet(first, later)


def test_an_undated_report_meets_a_dated_one():
    assert meet(told("a", NOTE, day=1), told("b", AGAIN))


def test_reports_of_other_parties_do_not_meet():
    other = message(
        words="Ostravia sent Menkar a letter about a bridge",
        sender=Party("Ostravia", "OSTRAVIA"),
        recipient=Party("Menkar", "MENKAR"),
    )
    assert not meet(told("a", NOTE, day=1), told("b", other, day=1))


def test_tallies_meet_by_their_figure():
    first = told("a", tally(240, words="240 miners died at Halden"), day=1)
    assert meet(first, told("b", tally(240, words="Halden lost 240 miners"), day=2))
    assert not meet(first, told("b", tally(250, words="Halden lost 250 miners"), day=2))


def test_a_response_meets_what_it_may_answer_in_another_article():
    claim = "it had mined the Calder strait"
    denial = drafted(
        Response,
        f"Velmora denied that {claim}",
        stance="deny",
        responder=VELMORA,
        claimant=KESSARIA,
        claim=claim,
    )
    accused = event(words="Velmora mined the Calder strait last week, Kessaria says")
    assert meet(told("a", denial, day=2), told("b", accused, day=1))


def test_what_may_meet_a_condition_is_met_weeks_later():
    threat = drafted(
        Signal,
        "Velmora will close the Calder strait if Kessaria boards a tanker",
        type="threat",
        issuer=VELMORA,
        target=KESSARIA,
        condition="if Kessaria boards a tanker",
        consequence="close the Calder strait",
    )
    boarded = event(
        words="Kessaria boarded a tanker off the Calder strait", actor=KESSARIA, recipient=VELMORA
    )
    later = on(told("b", boarded), datetime.date(2031, 4, 20))
    assert meet(told("a", threat, day=1), later)


def test_keys_come_from_the_entry_and_its_article_alone():
    drafts: list[Draft] = [statement(DOVAN, "Dovan said the Calder ferry was safe"), NOTE]
    alone, together = told("a", drafts[0], day=1), told("a", drafts[0], day=1)
    assert only(alone).keys == only(together).keys
