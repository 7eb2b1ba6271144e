"""The noun that a number counts.

Found by position first, by the parse where position fails: beside numbers parsers err most.
"""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from backchannel.entries.circumstances import is_people
from backchannel.entries.counting import children, kind_of_noun, tells
from backchannel.entries.phrases import relation
from backchannel.figures import Figure

_AHEAD = 7
_LINKS = frozenset("- ‑ – strong odd plus + or more so other others additional further".split())
_DETERMINERS = frozenset("the its his her their our these those all".split())
_INSIDE = frozenset("- ‑ ' ’ 's ’s “ ” \" ‘ s".split())
_IRREGULAR = frozenset(
    """people men women children police personnel aircraft servicemen gunmen militiamen policemen
    fishermen seamen businessmen crewmen schoolchildren lives civilians""".split()
)
_NO_MODIFIERS = frozenset("VERB AUX ADP DET PRON SCONJ CCONJ PART".split())
_PRO_FORMS = frozenset("times time others whom them which".split())
_ENDS = frozenset(
    """who which that whom where when while as and or but than then in on at by for from to with
    into onto over under after before during since until through across against between among about
    around near inside outside is are was were be been being has have had do does did can could may
    might must shall should will would not n't n’t there here it he she they we i you them him
    said says according including because if so what this per each every yesterday today tomorrow
    monday tuesday wednesday thursday friday saturday sunday alone up down out off live lived
    remain remained still also already""".split()
)


def kinds(noun: Token) -> list[Token]:
    """The noun, and those coordinated with it that are another kind of thing and have no number
    of their own."""
    out, seen = [noun], {kind_of_noun(noun)}
    for c in children(noun):
        if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i - noun.i <= _AHEAD:
            kind = kind_of_noun(c)
            counted = any(g.pos_ == "NUM" or g.like_num for g in c.lefts)
            if kind is not None and None not in seen and kind not in seen and not counted:
                out.append(c)
                seen.add(kind)
    return out


def noun_counted(figure: Figure, number: Words) -> Token | None:
    """The noun that a number counts: by the parse, else by position."""
    if figure.unit is not None:
        return _money_for(figure, number)
    noun = _by_position(figure, number) or _by_parse(number)
    return None if noun is not None and noun.lower_ in _PRO_FORMS else noun


def _by_parse(number: Words) -> Token | None:
    root, inside = number.root, range(number.start, number.end)
    if relation(root) in ("nummod", "compound") and root.head.i not in inside:
        head = root.head
        between = number.doc[number.end : head.i]
        part = len(between) > 0 and between[0].lower_ == "of"
        ends = not part and any(t.like_num for t in between)
        if head.pos_ in ("NOUN", "PROPN") and 0 <= head.i - number.end < _AHEAD and not ends:
            return head
    return next(
        (
            c
            for c in children(root)
            if relation(c) == "nmod"
            and c.i >= number.end
            and c.pos_ in ("NOUN", "PROPN")
            and any(g.lower_ == "of" for g in children(c))
            and c.i - number.end < _AHEAD
        ),
        None,
    )


def _by_position(figure: Figure, number: Words) -> Token | None:
    """The noun at the end of the run of words right behind the number ("150-strong committee")."""
    doc, found, of = number.doc, None, False
    for token in doc[number.end : min(len(doc), number.end + _AHEAD + 2)]:
        low = token.lower_
        if token.is_space or low in _LINKS or token.idx < figure.phrase.end:
            continue
        if found is None and (low == "of" or (of and (low in _DETERMINERS or token.like_num))):
            of = True
            continue
        if (low in _ENDS and token.text != "US") or not (
            token.is_alpha or "-" in low or low in _INSIDE
        ):
            break
        if low in _INSIDE or (found is None and tells(token) and _goes_on(token)):
            continue
        naming = kind_of_noun(token) is not None
        if naming and token.i == number.end + 1 and doc[number.end].text in "-‑":
            return token  # "a 20-vessel flotilla"
        if (tells(token) and not naming) or (
            found is not None and _is_plural(found) and not naming
        ):
            break
        if naming or _is_plural(token) or is_people(token) or token.pos_ in ("NOUN", "PROPN"):
            found = token
        elif token.pos_ in _NO_MODIFIERS and not (token.tag_ in ("VBN", "VBG") and _goes_on(token)):
            break
    return found


def _is_plural(token: Token) -> bool:
    low = token.lower_
    return low in _IRREGULAR or (
        token.is_lower
        and len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is"))
    )


def _goes_on(token: Token) -> bool:
    """Whether a noun follows right behind a participle ("12 wounded soldiers")."""
    doc = token.doc
    if token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    return _is_plural(following) or kind_of_noun(following) is not None


def _money_for(figure: Figure, number: Words) -> Token | None:
    """What money is for or in: "300 mln dlrs in tariffs", "$2bn deal"."""
    doc = number.doc
    i = number.end
    while i < len(doc) and doc[i].idx < figure.phrase.end:
        i += 1
    steps = 0
    found: Token | None = None
    while i < len(doc) and steps < _AHEAD:
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN"):
            found = token
        elif (found is not None and token.text not in "-‑") or not (
            token.is_space
            or token.pos_ in ("ADJ", "DET", "X")
            or token.lower_ in ("of", "in", "worth", "-", "from", "for")
        ):
            break
        i, steps = i + 1, steps + 1
    return found
