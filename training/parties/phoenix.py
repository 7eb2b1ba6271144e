"""Office holders and job words out of the Phoenix dictionaries.

Source: openeventdata/petrarch2, ``petrarch2/data/dictionaries`` (Phoenix.Countries.actors.txt,
Phoenix.International.actors.txt, Phoenix.agents.txt), MIT, copyright Open Event Data Alliance;
generated there from CountryInfo (Computational Event Data System), 2014.

    python training/parties/phoenix.py FOLDER src/backchannel/parties/data

reads the three files in FOLDER and writes ``office_holders.tsv`` (name, code, from, until) and
``agents.tsv`` (noun, class). Facts only: names, offices' days, codes.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pycountry

LICENCE = """\
# Source: openeventdata/petrarch2, Phoenix dictionaries (from CountryInfo, 2014), through
# training/parties/phoenix.py.
# Licence: MIT, copyright (c) 2014 Open Event Data Alliance.
"""
CODE = re.compile(r"\[\s*([A-Z]{3,})\s*(?:([<>])?\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?)?\s*\]")
STATES = {c.alpha_3 for c in pycountry.countries} | {"SUN", "YUG", "DDR", "CSK", "ZAR", "YMD"}
RENAMED = {"GME": "DDR", "GMW": "DEU", "ROM": "ROU", "TMP": "TLS", "KSV": "XKX", "CZR": "CZE"}
BODIES = {"IGOUNO": "UN", "IGOEUREEC": "EU", "IGOWSTNAT": "NATO", "IGOBUSIMF": "IMF"}
FORMER = {
    "RUS": ("SUN", date(1991, 12, 25)),
    "CZE": ("CSK", date(1992, 12, 31)),
    "COD": ("ZAR", date(1997, 5, 17)),
}
ROLES = ("GOV", "MIL", "SPY", "LEG", "COP", "JUD")
TITLES = re.compile(
    r"^(?:(?:FORMER|EX|US|AMERICAN|RUSSIAN|SOVIET|PRESIDENT|PRIME|MINISTER|FOREIGN|DEFENSE|KING|"
    r"QUEEN|GENERAL|GEN|SECRETARY|MR|MRS|THE|GOVERNOR|GOV|CHANCELLOR|LEADER|PREMIER|SHEIKH|"
    r"EMIR|SENATOR|LADY|BARONESS|LORD|SIR|DR|UN|ELECT|COL|COLONEL|PRINCE)[ .-]+)+"
)
CLASSES = {
    "state": ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI"),
    "fighter": ("REB", "UAF", "INS", "SEP"),
    "media": ("MED",),
    "civil": ("BUS", "CVL", "LAB", "EDU", "HLH", "AGR", "REF", "NGO", "ENV", "CHR", "MUS", "JEW",
              "REL", "HIN", "BUD", "HRI", "MNC", "CRM"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """An office's days, ``None`` where open, and for whom it was held."""

    code: str
    since: date | None
    until: date | None


def a_day(digits: str, end: bool) -> date | None:
    """The day that Phoenix writes as [YY]YYMMDD; years above 30 are of the 20th century."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    if len(digits) != 8:
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (1900 < year < 2016 and 0 <= month <= 12):
        return None
    month = month or (12 if end else 1)
    while day > 27:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day or (27 if end else 1))


def state_of(code: str) -> str | None:
    """The state or body for which an office is held, ``None`` for the opposition and the like."""
    for prefix, body in BODIES.items():
        if code.startswith(prefix):
            return body
    state, role = RENAMED.get(code[:3], code[:3]), code[3:6]
    return state if state in STATES and role in ROLES else None


def terms(line: str) -> Iterator[Term]:
    """The offices that a line of codes gives."""
    for code, sign, one, two in CODE.findall(line):
        state = state_of(code)
        if state is None:
            continue
        first = a_day(one, end=False) if one and sign != "<" else None
        last = a_day(two or one, end=True) if two or sign == "<" else None
        if first is None and last is None and state not in BODIES.values():
            continue
        if first is None or last is None or first <= last:
            yield from of_its_time(Term(state, first, last))


def of_its_time(term: Term) -> Iterator[Term]:
    """An office with the code that its state had then, in two where the state changed under it."""
    former, ended = FORMER.get(term.code, ("", date.min))
    if not former or term.since is None or term.since >= ended:
        yield term
    elif term.until is not None and term.until <= ended + timedelta(days=31):
        yield Term(former, term.since, min(term.until, ended))
    else:
        yield Term(former, term.since, ended)
        yield Term(term.code, ended, term.until)


def spelled(raw: str) -> str:
    """ "MOHAMMAD_ZAHIR_SHAH_" as "Mohammad Zahir Shah", titles taken off."""
    bare = re.split(r"[\[#]", raw, maxsplit=1)[0].lstrip("+ \t")
    words = re.sub(r"[_\s]+", " ", bare).strip().upper()
    words = TITLES.sub("", words).strip(" .,-")
    return re.sub(r"[A-Z][A-Z']*", lambda m: m.group().capitalize(), words)


def blocks(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Names (aliases after the first) and the lines that code them."""
    names: list[str] = []
    codes: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        starts = not line.startswith(("+", "\t", " "))
        if starts and (codes or not line.strip()):
            yield names, codes
            names, codes = [], []
        if starts and names and not codes:
            names = []
        if not line.startswith(("\t", " ")) or line.strip().startswith("+"):
            names.append(line.strip())
        if "[" in line:
            codes.append(line)
    yield names, codes


def merged(held: list[Term]) -> list[Term]:
    """Offices for one state joined where they overlap or less than two years lie between."""
    out: list[Term] = []
    for term in sorted(held, key=lambda t: (t.code, t.since or date.min)):
        last = out[-1] if out else None
        near = (
            last
            and last.code == term.code
            and (last.until is None or (term.since or date.min) <= last.until + timedelta(days=730))
        )
        if last and near:
            ends = last.until is None or term.until is None
            until = None if ends else max(last.until or date.min, term.until or date.min)
            out[-1] = Term(last.code, last.since, until)
        else:
            out.append(term)
    return out


def office_holders(texts: list[str]) -> list[str]:
    """Rows of name, code, first day, last day, other names."""
    held: dict[str, list[Term]] = defaultdict(list)
    others: dict[str, set[str]] = defaultdict(set)
    for names, codes in (b for text in texts for b in blocks(text)):
        known = [t for line in codes for t in terms(line)]
        forms = [n for n in dict.fromkeys(map(spelled, names)) if is_name(n)]
        if known and forms:
            held[forms[0]] += known
            others[forms[0]].update(forms[1:])
    rows = []
    for name in sorted(held):
        aliases = ";".join(sorted(others[name] - {name}))
        for term in merged(held[name]):
            since = term.since.isoformat() if term.since else ""
            until = term.until.isoformat() if term.until else "2015-12-31"
            rows.append(f"{name}\t{term.code}\t{since}\t{until}\t{aliases}".rstrip("\t"))
    return rows


def is_name(name: str) -> bool:
    """Whether it looks like a person's full name."""
    words = name.split()
    bad = {"Administration", "Ministry", "Government", "Minister", "Ambassador", "Officials",
           "Army", "Police", "Party", "Council", "Committee", "Court", "Force", "Forces", "Office",
           "Embassy", "Commission", "Department", "Of", "The", "And", "Then", "For", "National",
           "Bank", "House", "Parliament", "Congress", "Senate", "Union", "Agency"}  # fmt: skip
    return 2 <= len(words) <= 5 and not bad & set(words) and "," not in name and len(name) > 6


def agents(text: str) -> list[str]:
    """Rows of noun and class."""
    people = {"!PERSON!": ("man", "woman", "person"), "!MINIST!": ("minister", "ministry")}
    out: dict[str, str] = {}
    for line in text.splitlines():
        m = re.match(r"^([^#\[{]+?)\s*(?:\{[^}]*\})?\s*\[~([A-Z]{3})", line)
        kind = next((k for k, roles in CLASSES.items() if m and m.group(2) in roles), None)
        if not m or kind is None:
            continue
        raw = m.group(1)
        for mark in [k for k in people if k in raw] or [""]:
            for form in people.get(mark, ("",)):
                word = re.sub(r"[_\s-]+", " ", raw.replace(mark, form) if mark else raw)
                out.setdefault(word.strip().lower(), kind)
    return [f"{w}\t{k}" for w, k in sorted(out.items()) if re.fullmatch(r"[a-z' ]{3,}", w)]


def cities(text: str) -> list[str]:
    """Towns and provinces: the names under a state's own entry that no other state has."""
    states: dict[str, set[str]] = defaultdict(set)
    for names, codes in blocks(text):
        found = re.search(r"\[([A-Z]{3})\]", names[0]) if names else None
        code = RENAMED.get(found.group(1), found.group(1)) if found else None
        if code not in STATES or codes[:1] != names[:1]:
            continue
        for name in names[1:]:
            raw = name.split("#", maxsplit=1)[0].split("[", maxsplit=1)[0]
            key = re.sub(r"[_\s-]+", " ", raw.lstrip("+")).strip().lower()
            if re.fullmatch(r"[a-z]{4,}(?: [a-z]{2,}){0,2}", key):
                states[key].add(code)
    return [f"{k}\t{min(v)}" for k, v in sorted(states.items()) if len(v) == 1]


def main() -> None:
    """Reads FOLDER, writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", type=Path, help="folder of the Phoenix files")
    parser.add_argument("target", type=Path, help="folder of the tables")
    given = parser.parse_args()
    files = [p for p in given.source.glob("*.txt") if p.name.lower().startswith("phoenix.")]
    read = {p.name.lower(): p.read_text("utf-8", errors="replace") for p in files}
    holders = office_holders(
        [read["phoenix.countries.actors.txt"], read["phoenix.international.actors.txt"]]
    )
    made = {
        "office_holders": ("Office holders to about 2015", "name, code, from, until, other names",
                           holders),
        "agents": ("Job words", "noun (singular), class", agents(read["phoenix.agents.txt"])),
        "cities": ("Towns and provinces", "folded name, code of the state",
                   cities(read["phoenix.countries.actors.txt"])),
    }  # fmt: skip
    for file, (title, columns, rows) in made.items():
        head = f"# {title}\n{LICENCE}# Columns: {columns}\n"
        (given.target / f"{file}.tsv").write_text(head + "\n".join(rows) + "\n", "utf-8")
        print(f"{file}: {len(rows)}")


if __name__ == "__main__":
    main()
