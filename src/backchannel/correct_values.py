"""From what a person types for a field to the value that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backchannel.articles.article import Article
from backchannel.entries.entry import Entry, Number, Party, Place
from backchannel.errors import RecordError
from backchannel.record.corrections import FieldValue
from backchannel.record.shape import KIND_BY_NAME, Field, Form
from backchannel.record.values import fields_of
from backchannel.span import Span

if TYPE_CHECKING:
    from backchannel.record.store import Record

NOBODY = "-"
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
_RANGE = re.compile(r"(?P<low>[\d.,_]+)\s*[-–]\s*(?P<high>[\d.,_]+)")
_SEVERAL = (Form.SPANS, Form.NAMES)

# What an entry added has unless it is said: the usual case of the guide.
_USUAL: Mapping[str, str] = {
    "status": "reported",
    "channel": "unspecified",
    "actuality": "actual",
    "bound": "exact",
    "polarity": "asserted",
    "quoting": "indirect",
}

# Characters of which a person may type one for another.
_ALIKE = ("'‘’`", '"“”„«»', "-‐‑–—")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, and what it is about.

    Attributes:
        record: open.
        article: the article of the entry.
        kind: the entry's kind.
        near: where the entry stands; words that the article has twice are looked for here first.
    """

    record: Record = field(repr=False)
    article: Article = field(repr=False)
    kind: str
    near: Span | None = None

    def values(self, given: Sequence[str]) -> tuple[FieldValue, ...]:
        """The values of ``FIELD=VALUE`` words; a field that holds several is given repeatedly.

        Raises:
            RecordError: one is not of that form, there is no such field, or it cannot be that.
        """
        items, typed = fields_of(self.kind), _by_name(given)
        unknown = next((name for name in typed if name not in items), None)
        if unknown is not None:
            raise RecordError(f"a {self.kind} has no field {unknown!r}; it has {', '.join(items)}")
        return tuple(FieldValue(name, self._value(items[name], v)) for name, v in typed.items())

    def _value(self, item: Field, typed: Sequence[str]) -> Any:
        if item.form in _SEVERAL:
            one = self.span if item.form is Form.SPANS else str.strip
            return tuple(one(part) for part in typed if part)
        if len(typed) > 1:
            raise RecordError(f"{item.name} is given twice")
        (word,) = typed
        if not word:
            return None
        if item.name == "within":
            return self.record.anchor(word)
        if item.form is Form.SPAN:
            return self.span(word)
        if item.form is Form.PARTY:
            return party_of(word)
        if item.form is Form.PLACE:
            return _place(word)
        if item.form in (Form.NUMBER, Form.AMOUNT):
            return _amount(item.name, word)
        return word

    def span(self, words: str) -> Span:
        """Where words stand in the article: ``START-END`` in code points, or a quotation.

        White space, quotation marks and dashes need not be the article's own.

        Raises:
            RecordError: they do not stand there, or in several places.
        """
        offsets = _OFFSETS.fullmatch(words.strip())
        if offsets is not None:
            return Span(int(offsets[1]), int(offsets[2]))
        found = [Span(*m.span()) for m in _pattern(words).finditer(self.article.text)]
        if len(found) > 1 and self.near is not None:
            inside = [span for span in found if self.near.covers(span)]
            found = inside or found
        if not found:
            raise RecordError(f"{self.article.id} does not say {words!r}")
        if len(found) > 1:
            places = ", ".join(f"{start}-{end}" for start, end in found[:5])
            raise RecordError(f"{self.article.id} says {words!r} {len(found)} times: {places}")
        return found[0]


def _by_name(given: Iterable[str]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for word in given:
        name, sign, value = word.partition("=")
        if not sign:
            raise RecordError(f"{word!r} is not of the form FIELD=VALUE")
        typed.setdefault(name.strip(), []).append(value.strip())
    return typed


def _pattern(words: str) -> re.Pattern[str]:
    parts = ["".join(map(_alike, word)) for word in words.split()]
    if not parts:
        raise RecordError("there are no words to look for in the article")
    # Whole words: "on" does not stand in "convoy".
    before, after = (r"\b" if c.isalnum() else "" for c in (words.strip()[0], words.strip()[-1]))
    return re.compile(before + r"\s+".join(parts) + after)


def _alike(character: str) -> str:
    found = next((group for group in _ALIKE if character in group), None)
    return re.escape(character) if found is None else f"[{re.escape(found)}]"


def party_of(words: str) -> Party:
    """A party from ``NAME/CODE``; ``NAME/-`` acts for nobody known.

    A bare name has the code that the tables of parties have for it, if any.

    Raises:
        RecordError: there is no name.
    """
    from backchannel.parties import PartyTable

    name, code = _name_and_code(words)
    return Party(name, PartyTable.load().code_of(name) if code is None else code or None)


def known_party(record: Record, words: str) -> Party:
    """The party that entries of the record name so: ``NAME/CODE``, ``NAME/-`` or ``NAME``.

    Raises:
        RecordError: none does, or it has several codes and none is given.
    """
    name, code = _name_and_code(words)
    named = [p for p in record.parties_named(name) if code is None or p.code == (code or None)]
    if not named:
        raise RecordError(f"no entry of the record names a party {words!r}")
    if len({party.code for party in named}) > 1:
        forms = ", ".join(f"{party.name}/{party.code or NOBODY}" for party in named[:5])
        raise RecordError(f"{words!r} acts for several ({forms}); give the code as well")
    return named[0]


def _name_and_code(words: str) -> tuple[str, str | None]:
    """A name and its code: empty for nobody known, ``None`` where none is given."""
    name, sign, code = words.rpartition("/")
    code = code.strip()
    given = bool(sign) and (code == NOBODY or _CODE.fullmatch(code) is not None)
    name = (name if given else words).strip()
    if not name:
        raise RecordError(f"{words!r} names no party")
    return name, None if not given else "" if code == NOBODY else code


def _place(words: str) -> Place:
    """A place as the gazetteer knows it; ``NAME/COUNTRY`` says which is meant."""
    from backchannel.places import PlaceTable

    name, sign, code = words.rpartition("/")
    if not sign or not _CODE.fullmatch(code.strip()):
        name = words.strip()
        return PlaceTable.load().find(name) or Place(name)
    name, code = name.strip(), code.strip()
    found = PlaceTable.load().find(name, near=(code,))
    return found if found is not None and found.country == code else Place(name, code)


def _amount(name: str, words: str) -> Number | tuple[Number, Number]:
    between = _RANGE.fullmatch(words.strip())
    if between is not None:
        return _number(name, between["low"]), _number(name, between["high"])
    return _number(name, words)


def _number(name: str, words: str) -> Number:
    try:
        number = float(words.replace(",", ""))
    except ValueError:
        raise RecordError(f"{name}: {words!r} is no number (24, 3.5, 30-35)") from None
    return int(number) if number.is_integer() else number


def entry_of(kind: str, evidence: Span, trigger: Span | None, given: Iterable[FieldValue]) -> Entry:
    """An entry to be added. What is not given is unknown, or as it usually is.

    Raises:
        RecordError: something is missing that has no usual value, or is given that cannot be.
    """
    items = fields_of(kind)
    values: dict[str, Any] = {f.name: f.value for f in given if f.name != "within"}
    values |= {"evidence": evidence}
    if "trigger" in items:
        if trigger is None:
            raise RecordError(f"a {kind} needs its trigger: the words that name the act")
        values["trigger"] = trigger
    elif trigger is not None:
        raise RecordError(f"a {kind} has no trigger")
    for name, item in items.items():
        if name not in values:
            values[name] = () if item.form is Form.NAMES else _USUAL.get(name)
        if values[name] is None and not item.optional:
            one_of = f" ({', '.join(item.choices)})" if item.choices else ""
            raise RecordError(f"a {kind} needs its {name}{one_of}")
    return KIND_BY_NAME[kind](**values)
