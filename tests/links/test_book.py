from __future__ import annotations

import datetime
import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from threaded import on
from told import material, statement, told

from backchannel.entries.entry import Party, Relation
from backchannel.links.account import Judgements, KnownAs
from backchannel.links.book import book_of
from backchannel.links.forms import is_described
from backchannel.links.holders import role_of
from backchannel.links.likeness import word_alike
from backchannel.links.link import Sheet

IRAN = Party("Iran", "IRN")
PRESIDENT = Party("Iranian president", "IRN")


def speaking(name: str, *parties: Party, day: str | None = None) -> Sheet:
    """An article in which parties speak."""
    sheet = told(name, *(statement(p) for p in parties))
    return on(sheet, day) if day else sheet


def office(name: str, person: Party, of: Party, role: str, day: str, *others: Party) -> Sheet:
    """An article that names who holds an office, and lets others speak."""
    from told import drafted

    held = drafted(Relation, type="represents", subject=person, object=of, role=role)
    return on(told(name, *(statement(p) for p in others), held), day)


def together(sheets: list[Sheet], *parties: Party, judged: Judgements | None = None) -> bool:
    """Whether some one party is known by all of these forms."""
    known = book_of(material(*sheets, judged=judged)).parties
    return any(set(parties) <= set(k.forms) for k in known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party("Hossein Amirabdollahian", "IRN"), Party("Hossein Amir-Abdollahian", "IRN")),
        (Party("Mohammed Harkous", "LBN"), Party("Muhamad Harkous", "LBN")),
        (Party("Sera Dovan", "VELMORA"), Party("President Sera Dovan", "VELMORA")),
        (Party("Sera Dovan", "VELMORA"), Party("Sera K. Dovan", "VELMORA")),
        (Party("Velmora Shipping Co", "CIVIL"), Party("Velmora Shipping Company Ltd", "CIVIL")),
        (Party("U.S. officials", "USA"), Party("US officials", "USA")),
        (Party("Houthis", "HOUTHIS"), Party("Houthi rebels", "HOUTHIS")),
        (Party("Kessarian Resistance", "KESSARIAN_RESISTANCE"),
         Party("Kessarian Resistance movement", "KESSARIAN_RESISTANCE")),
        (Party("Iran", "IRN"), Party("Iranian government", "IRN")),
        (Party("Sera Dovan", "VELMORA"), Party("Sera Dovan", "CIVIL")),
        (Party("Sera Dovan", "VELMORA"), Party("Sera Dovan", None)),
    ],
)  # fmt: skip
def test_forms_of_one_party_are_merged_with_a_reason(one: Party, other: Party) -> None:
    known = book_of(material(speaking("a", one), speaking("b", other))).parties
    assert len(known) == 1
    assert known[0].forms == tuple(sorted((one, other), key=lambda p: (p.name, p.code or "")))
    assert known[0].reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party("Bashir Harkous", "LBN"), Party("Amin Harkous", "LBN")),
        (Party("Hassan Harkous", "LBN"), Party("Hussein Harkous", "LBN")),
        (Party("Iran", "IRN"), Party("Iraq", "IRQ")),
        (Party("Harbour Front", "HARBOUR_FRONT"), Party("Harbour Front", "CIVIL")),
        (Party("Hamas", "HAMAS"), Party("Qassam Brigades", "HAMAS")),
        (Party("Iran", "IRN"), Party("Islamic Revolutionary Guard Corps", "IRN")),
        (Party("Iran", "IRN"), Party("Iranian officials", "IRN")),
        (Party("officials", None), Party("officials", "IRN")),
        (Party("Sera Dovan", "VELMORA"), Party("Sera Dovic", "VELMORA")),
    ],
)
def test_others_stay_apart(one: Party, other: Party) -> None:
    assert not together([speaking("a", one), speaking("b", other)], one, other)


def test_father_and_son_in_one_article_are_two() -> None:
    father, son = Party("Ivo Karst", "CIVIL"), Party("Ivo Karst Jr.", "CIVIL")
    assert not together([speaking("a", father, son)], father, son)
    assert together([speaking("a", father), speaking("b", son)], father, son)


def test_who_acts_for_two_is_one_with_the_evidence() -> None:
    minister, envoy = Party("Sera Dovan", "VELMORA"), Party("Sera Dovan", "UN")
    (known,) = book_of(material(speaking("a", minister), speaking("b", envoy))).parties
    assert known.reasons == ("the same full name, here for UN, there for VELMORA",)


def test_a_surname_is_read_by_the_full_name_in_its_article() -> None:
    short, father, son = (
        Party("Harkous", "LBN"),
        Party("Amin Harkous", "LBN"),
        Party("Bashir Harkous", "LBN"),
    )
    book = book_of(material(speaking("a", father, short), speaking("b", son)))
    assert book.of(short, article="sha-a").name == "Amin Harkous"
    assert "short name" in book.of(father).reasons[0]
    unclear = book_of(material(speaking("a", father, son, short)))
    assert unclear.of(short, article="sha-a") == KnownAs("Harkous", "LBN", (short,))


def test_a_surname_needs_the_same_code_and_the_same_season() -> None:
    short, full = Party("Harkous", "LBN"), Party("Amin Harkous", "LBN")
    assert together([speaking("a", short, day="2031-03-01"), speaking("b", full, day="2031-04-01")],
                    short, full)  # fmt: skip
    assert not together(
        [speaking("a", short, day="2031-03-01"), speaking("b", full, day="2033-03-01")], short, full
    )
    syrian = Party("Amin Harkous", "SYR")
    sheets = [speaking("a", short, day="2031-03-01"), speaking("b", syrian, day="2031-03-01")]
    assert not together(sheets, short, syrian)


def test_a_private_surname_needs_its_article() -> None:
    short, full = Party("Karst", "CIVIL"), Party("Ivo Karst", "CIVIL")
    days = {"day": "2031-03-01"}
    assert not together([speaking("a", short, **days), speaking("b", full, **days)], short, full)
    assert together([speaking("a", short, full, **days)], short, full)


def test_a_firm_is_known_without_its_legal_form_in_its_article() -> None:
    short, full = Party("Olmar", None), Party("Olmar Corp", "CIVIL")
    assert together([speaking("a", short, full)], short, full)
    assert not together([speaking("a", short), speaking("b", full)], short, full)


def test_a_place_is_nobodys_name() -> None:
    place, town = Party("New York", "USA"), Party("York", "USA")
    assert not together([speaking("a", place, town)], place, town)


def test_an_office_is_who_held_it_then() -> None:
    raisi, pezeshkian = Party("Ebrahim Raisi", "IRN"), Party("Masoud Pezeshkian", "IRN")
    sheets = [
        office("a", raisi, IRAN, "President", "2023-11-04"),
        speaking("b", PRESIDENT, day="2023-11-06"),
        office("c", pezeshkian, IRAN, "Iranian President", "2024-08-02"),
        speaking("d", PRESIDENT, day="2024-08-05"),
        speaking("e", PRESIDENT, day="2019-01-01"),
    ]
    book = book_of(material(*sheets))
    assert book.of(PRESIDENT, datetime.date(2023, 11, 6)).name == "Ebrahim Raisi"
    assert book.of(PRESIDENT, datetime.date(2024, 8, 5)).name == "Masoud Pezeshkian"
    assert book.of(PRESIDENT, datetime.date(2019, 1, 1)) == KnownAs(*_plain(PRESIDENT))
    assert book.of(PRESIDENT) == KnownAs(*_plain(PRESIDENT))
    names = {k.name for k in book.parties if PRESIDENT in k.forms}
    assert names == {"Ebrahim Raisi", "Masoud Pezeshkian", "Iranian president"}
    raisi_known = book.of(raisi)
    assert raisi_known.reasons == (
        "named as the holder of the office: “Iranian president”, 2023-11-06",
    )


def test_an_office_is_who_holds_it_in_its_own_article() -> None:
    minister = Party("Velmoran foreign minister", "VELMORA")
    velmora = Party("Velmora", "VELMORA")
    sheets = [
        office("a", Party("Sera Dovan", "VELMORA"), velmora, "foreign minister", "2031-03-01",
               minister),
        office("b", Party("Pell Arden", "VELMORA"), velmora, "Minister of Foreign Affairs",
               "2031-03-01", minister),
        office("c", Party("Una Sorel", "VELMORA"), velmora, "finance minister", "2031-03-01"),
    ]  # fmt: skip
    book = book_of(material(*sheets))
    day = datetime.date(2031, 3, 1)
    assert book.of(minister, day, "sha-a").name == "Sera Dovan"
    assert book.of(minister, day, "sha-b").name == "Pell Arden"
    assert book.of(minister, day) == KnownAs(*_plain(minister))  # two, and nothing tells which


def _plain(party: Party) -> tuple[str, str | None, tuple[Party, ...]]:
    return party.name, party.code, (party,)


def test_the_office_of_one_state_is_not_anothers() -> None:
    other = Party("Velmoran president", "VELMORA")
    sheets = [
        office("a", Party("Ebrahim Raisi", "IRN"), IRAN, "President", "2023-11-04"),
        speaking("b", other, day="2023-11-05"),
    ]
    assert book_of(material(*sheets)).of(other, datetime.date(2023, 11, 5)).forms == (other,)


def test_people_have_the_last_word() -> None:
    one, other = Party("Harbour Front", "HARBOUR_FRONT"), Party("Dockers", "HARBOUR_FRONT")
    sheets = [speaking("a", one), speaking("b", other)]
    joined = Judgements(joined_parties=((other, one),))
    assert not together(sheets, one, other)
    assert together(sheets, one, other, judged=joined)
    known = book_of(material(*sheets, judged=joined)).parties
    assert known[0].reasons == ("somebody has joined them",)
    alike = Party("Sera Dovan", "VELMORA"), Party("Sera K. Dovan", "VELMORA")
    sheets = [speaking("a", alike[0]), speaking("b", alike[1])]
    assert together(sheets, *alike)
    assert not together(sheets, *alike, judged=Judgements(parted_parties=(alike,)))


def test_people_part_a_surname_from_a_name() -> None:
    short, full = Party("Harkous", "LBN"), Party("Amin Harkous", "LBN")
    sheets = [speaking("a", short, full)]
    assert together(sheets, short, full)
    assert not together(sheets, short, full, judged=Judgements(parted_parties=((full, short),)))
    far = [speaking("a", short, day="2031-03-01"), speaking("b", full, day="2039-03-01")]
    assert together(far, short, full, judged=Judgements(joined_parties=((full, short),)))


def test_a_form_of_nobody_in_the_record_is_itself() -> None:
    stranger = Party("Una Sorel", "VELMORA")
    assert book_of(material()).of(stranger) == KnownAs(*_plain(stranger))
    assert book_of(material()).parties == ()


FORMS = [
    Party("Sera Dovan", "VELMORA"), Party("Sera K. Dovan", "VELMORA"), Party("Dovan", "VELMORA"),
    Party("Sera Dovan", None), Party("Sera Dovan", "CIVIL"), Party("Dovan", None),
    Party("Mera Dovan", "VELMORA"), Party("Velmora", "VELMORA"), Party("Iran", "IRN"),
    Party("Iranian government", "IRN"), PRESIDENT, Party("Ebrahim Raisi", "IRN"),
    Party("officials", None), Party("US officials", "USA"), Party("U.S. officials", "USA"),
    Party("Muhammad Harkous", "LBN"), Party("Mohamed Harkous", "LBN"), Party("Harkous", "LBN"),
    Party("Mohammed Harkous Jr.", "LBN"),
]  # fmt: skip


@st.composite
def sheets_of_forms(draw: st.DrawFn) -> list[Sheet]:
    sheets = []
    for at in range(draw(st.integers(1, 6))):
        parties = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=5, unique=True))
        day = draw(st.sampled_from([None, "2031-03-01", "2031-04-20", "2033-01-01"]))
        sheets.append(speaking(f"s{at}", *parties, day=day))
    return sheets


@given(sheets_of_forms(), st.randoms(use_true_random=False))
def test_the_book_does_not_depend_on_the_order(sheets: list[Sheet], rng: random.Random) -> None:
    from backchannel.links.account import Material

    judged = Judgements(
        joined_parties=((FORMS[0], FORMS[6]),), parted_parties=((FORMS[1], FORMS[6]),)
    )
    shuffled = sheets[:]
    rng.shuffle(shuffled)
    first, second = (Material(tuple(x), (), (), judged) for x in (sheets, shuffled))
    assert book_of(first).parties == book_of(second).parties


@given(sheets_of_forms())
def test_every_form_is_known_and_looked_up(sheets: list[Sheet]) -> None:
    book = book_of(material(*sheets))
    forms = {x.entry.speaker for s in sheets for x in s.lines}
    assert {f for k in book.parties for f in k.forms} == forms
    for sheet in sheets:
        published = sheet.article.published
        for line in sheet.lines:
            found = book.of(line.entry.speaker, published and published.day, sheet.identity)
            assert line.entry.speaker in found.forms
    for known in book.parties:
        codes = {f.code for f in known.forms if f.code}
        assert len(codes) < 2 or "the same full name" in " ".join(known.reasons)


def test_words_that_sound_alike() -> None:
    assert word_alike("zelensky", "zelenskyy")
    assert word_alike("qadhafi", "gaddafi")
    assert not word_alike("hassan", "hussein")
    assert not word_alike("smith", "smyrn")


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("unnamed source", True),
        ("Velmoran officials in the capital", True),
        ("Bank of Velmora", False),
        ("Sera Dovan", False),
        ("", True),
    ],
)
def test_described_or_named(name: str, described: bool) -> None:
    assert is_described(name) is described


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("prime minister of Iran", {"prime", "minister"}),
        ("premier", {"prime", "minister"}),
        ("Iranian vice president", {"vice", "president"}),
        ("former president", None),
        ("minister", None),
        ("deputy foreign minister", None),
        ("ministers", None),
        ("Iranian officials", None),
    ],
)
def test_offices_that_one_person_holds(words: str, role: set[str] | None) -> None:
    assert role_of(words, "IRN") == role
    assert role_of(words, "CIVIL") is None


def test_many_parties_take_seconds() -> None:
    syllables = ["".join(x) for x in itertools.product("bdkmrstvlp", "aiou", "nrlmskt")]
    names = [f"{a.title()}eb {b.title()}ov" for a in syllables[::7] for b in syllables]
    sheets = [
        speaking(f"s{at}", *(Party(n, "VELMORA") for n in names[at : at + 15]), day="2031-03-01")
        for at in range(0, len(names), 15)
    ]
    start = time.perf_counter()
    known = book_of(material(*sheets)).parties
    assert len(known) > 1000
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party("Tea Party organizers", "TEA_PARTY"), Party("St. Louis Tea Party", "TEA_PARTY")),
        (Party("Tea Party", None), Party("St. Louis Tea Party", None)),
        (Party("Save Trust", "CIVIL"), Party("Save Lagos Trust", "CIVIL")),
        (Party("Harbour Watch", None), Party("Harbour Oman Watch", None)),
    ],
)
def test_a_body_of_a_place_is_not_the_body_without(one: Party, other: Party) -> None:
    assert not together([speaking("a", one, other)], one, other)
    assert not together([speaking("a", one, day="2031-03-01"),
                         speaking("b", other, day="2031-03-01")], one, other)  # fmt: skip


def test_an_office_named_in_many_articles_is_read_in_no_time() -> None:
    sheets = [
        office(f"a{at}", Party(f"Sera Dovan{'' if at % 2 else 'a'}", "IRN"), IRAN, "president",
               f"20{31 + at // 360}-{at // 30 % 12 + 1:02}-{at % 28 + 1:02}", PRESIDENT)
        for at in range(3000)
    ]  # fmt: skip
    m = material(*sheets)
    start = time.perf_counter()
    book = book_of(m)
    for sheet in sheets:
        assert sheet.article.published is not None
        book.of(PRESIDENT, sheet.article.published.day, sheet.identity)
        book.of(PRESIDENT, sheet.article.published.day, "another")
    assert time.perf_counter() - start < 5
