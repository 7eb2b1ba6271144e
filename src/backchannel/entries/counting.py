"""What a number counts: by the noun, and by the word that says what became of those counted.

The rules go by the forms of words, and by the parse only where forms leave a choice: beside
numbers taggers and parsers err most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from spacy.tokens import Span as Words
from spacy.tokens import Token

from backchannel.entries.circumstances import is_person
from backchannel.entries.entry import Counted
from backchannel.entries.phrases import relation
from backchannel.figures import Figure

_THINGS: Mapping[Counted, str] = {
    "attacks": """attack strike airstrike raid bombing assault explosion blast sortie ambush
        shelling bombardment clash incursion offensive shooting detonation massacre skirmish
        counterattack salvo barrage airdrop stabbing hijacking sniping""",
    "ships": """ship vessel boat tanker frigate destroyer warship submarine freighter dhow carrier
        speedboat cutter corvette ferry trawler minesweeper gunboat barge yacht supertanker
        battleship cruiser icebreaker tug tugboat merchantman containership superyacht""",
    "aircraft": """aircraft plane jet helicopter bomber warplane airliner gunship mig chopper
        airplane airlifter sukhoi""",
    "missiles": "missile rocket projectile interceptor warhead icbm",
    "drones": "drone uav quadcopter",
    "vehicles": """vehicle tank truck car bus bulldozer jeep pickup pick-up lorry apc humvee
        ambulance minibus van motorbike motorcycle""",
}
_PEOPLE: Mapping[Counted, str] = {
    "killed": "death fatality corpse body martyr killing",
    "wounded": "injury wound",
    "casualties": "casualty",
    "hostages": "hostage captive abductee kidnapping abduction",
    "missing": "disappearance",
    "detained": "prisoner detainee inmate arrest pow internee detention",
    "displaced": "refugee evacuee idp",
    "troops": """troop soldier fighter militant marine reservist conscript serviceman militiaman
        gunman jihadi jihadist mercenary paratrooper guerrilla combatant insurgent commando
        infantryman paramilitary recruit guardsman legionnaire peacekeeper trooper sniper
        militia servicemen gunmen militiamen infantrymen guardsmen rebel""",
}
_COLLECTIVE = frozenset(
    "forces force army garrisons contingents personnel presence garrison contingent".split()
)
_DONE: Mapping[Counted, str] = {
    "killed": """kill die dies died dying slay slew slain murder execute behead massacre
        assassinate perish drown starve slaughter lynch martyr electrocute suffocate succumb
        dead lifeless killing killings death deaths beheading beheadings execution executions
        murders murder fatally""",
    "wounded": "wound injure hurt hurts hurting maim hospitalize hospitalise injuries injury",
    "missing": "disappear vanish missing unaccounted untraced disappearance",
    "hostages": "kidnap kidnapping abduct hostage abduction",
    "detained": """detain arrest imprison jail capture intern incarcerate custody detention
        imprisonment arrests arresting""",
    "displaced": """displace flee flees fled fleeing uproot resettle homeless displacement
        exodus""",
}
_ATTACKING = """attack strike struck striking bomb bombing shell raid hit hits target fire fired
    launch launches ambush assault attacks strikes raids"""
_NOT_BY_FORM = frozenset({"wound", "intern", "shell", "fire"})
_ALONE = frozenset(
    """die dies died dying perish perished drown drowned starve starved succumb succumbed dead
    disappear disappeared disappearing vanish vanished missing unaccounted flee flees fled fleeing
    homeless suffocated hostage captive""".split()
)
_OF_PLACES_TOO = frozenset("capture captured captures capturing uprooted".split())
_LIVES = frozenset({"life", "lives"})
_TAKING = frozenset(
    """claim claims claimed claiming lose lost losing take took taken cost costs costing stole
    stolen""".split()
)
_SERVING = frozenset(
    """deploy deployed deploying station stationed mobilise mobilised mobilize mobilized fight
    fighting fought garrisoned recruit recruited recruiting army troops soldiers militia
    reinforcements surrendered""".split()
)
_BATTLE_MEN = frozenset("man men member members volunteer volunteers guards citizens".split())


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb; of a word with an irregular form in the list, some idle ones."""
    stem = verb[:-1] if verb.endswith("e") else verb
    doubled = stem + stem[-1] if stem in ("kidnap", "hit") else stem
    return (verb, f"{verb}s", f"{doubled}ed", f"{doubled}ing", f"{stem}es")


def _nouns(table: Mapping[Counted, str]) -> dict[str, Counted]:
    out: dict[str, Counted] = {}
    for what, words in table.items():
        for word in words.split():
            plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
            if word.endswith(("s", "sh", "ch", "x")):
                plural = word + "es"
            out[word] = out[plural] = what
            out[word.replace("man", "men")] = what
    return out


def _verbs(table: Mapping[Counted, str]) -> dict[str, Counted]:
    return {
        form: what
        for what, words in table.items()
        for word in words.split()
        for form in _inflected(word)
        if form not in _NOT_BY_FORM
    }


_THING, _PERSON, _DEED = _nouns(_THINGS), _nouns(_PEOPLE), _verbs(_DONE)
_ATTACK = frozenset(f for w in _ATTACKING.split() for f in _inflected(w))
_GAP, _FAR, _UP = 6, 14, 4
_MOST_CHILDREN = 40
_PASSED = frozenset(
    """who which that others other more people were was been being be is are have has had
    reported confirmed feared reportedly also already still now then all alone among them both
    either seriously critically severely badly believed thought presumed may might could will
    would remain remained remains listed as declared slightly lightly internally forcibly
    illegally since immediately later in total so far""".split()
)
_PASSIVE = frozenset("was were been being be are is got".split())


def children(token: Token) -> Iterator[Token]:
    """The words that hang on a word, some dozens at most: a hostile text hangs all on one."""
    return islice(token.children, _MOST_CHILDREN)


def kind_of_noun(noun: Token) -> Counted | None:
    """The kind of thing or person that a noun names by itself, or ``None``."""
    form = noun.lower_
    last = form.rsplit("-", 1)[-1]
    return _THING.get(form) or _THING.get(last) or _PERSON.get(form) or _PERSON.get(last)


def tells(token: Token) -> bool:
    """Whether a word says what became of people ("killed", "missing")."""
    return token.lower_ in _DEED


def what_counted(figure: Figure, noun: Token | None, act: Token | None) -> Counted:
    """One of ``GUIDE.md``'s words, from the noun counted and what was done."""
    if figure.unit is not None:
        return "money"
    if figure.percent:
        return "other"
    form = noun.lower_ if noun is not None else ""
    thing = _THING.get(form) or _THING.get(form.rsplit("-", 1)[-1])
    if thing is not None:
        return thing
    kind = kind_of_noun(noun) if noun is not None else None
    if form in _LIVES or kind in ("killed", "wounded"):
        return kind or "killed"
    if act is not None and (act.lower_ not in _OF_PLACES_TOO or kind or is_person(noun)):
        return _done(act) or "other"
    if noun is None:
        return "other"
    if kind is None and (form in _COLLECTIVE or (form in _BATTLE_MEN and _serve(noun))):
        return "troops"
    if kind is None and _of_attacks(noun):
        return "attacks"
    return kind or "other"


def kind_in(words: str) -> Counted | None:
    """The first kind of deed, thing or person that a few words name."""
    forms = words.lower().split()
    for table in (_DEED, _THING, _PERSON):
        found = next((table[f] for f in forms if f in table), None)
        if found is not None:
            return found
    return "troops" if any(f in _COLLECTIVE for f in forms) else None


def _serve(noun: Token) -> bool:
    """Whether words close by are of soldiers."""
    doc = noun.doc
    return any(t.lower_ in _SERVING for t in doc[max(0, noun.i - _GAP) : noun.i + _GAP])


def _of_attacks(noun: Token) -> bool:
    """ "Waves of airstrikes"."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    return (
        len(after) > 1
        and after[0].lower_ == "of"
        and any(_THING.get(t.lower_) == "attacks" for t in after[1:])
    )


def times_of(number: Words) -> Counted:
    """What "12 times" counts: attacks, where the words before tell of one."""
    near = number.doc[max(number.sent.start, number.start - _FAR) : number.start]
    return "attacks" if any(t.lower_ in _ATTACK for t in near) else "other"


def _done(act: Token) -> Counted | None:
    """What an act makes of people; both killed and wounded are casualties."""
    what = "killed" if act.lower_ in _TAKING else _DEED.get(act.lower_)
    if {what, *(_DEED.get(w.lower_) for w in _joined(act))} >= {"killed", "wounded"}:
        return "casualties"
    return what


def _joined(act: Token) -> Iterator[Token]:
    """The words joined to an act by "or" or "and" with nothing between ("killed or wounded")."""
    doc = act.doc
    for step in (-1, 1):
        i = act.i + step
        joined = False
        while 0 <= i < len(doc) and (doc[i].is_space or doc[i].lower_ in ("/", ",", "or", "and")):
            joined = joined or doc[i].lower_ in ("or", "and", "/")
            i += step
        if joined and 0 <= i < len(doc):
            yield doc[i]


def deed(noun: Token, figure: Figure, number: Words) -> Token | None:
    """The word that says what became of those counted, if one does.

    Args:
        noun: what is counted, else the number's own head.
        figure: the figure.
        number: its tokens.
    """
    return (
        _between(noun, number)
        or _right_before(figure, number)
        or _right_after(max(noun.i + 1, number.end), number)
        or _above(noun)
    )


def _between(noun: Token, number: Words) -> Token | None:
    """ "12 wounded soldiers", "6.1 million internally displaced people"."""
    within = noun.doc[number.end : noun.i]
    return next((t for t in within if tells(t) and _is_state(t.lower_)), None)


def _right_before(figure: Figure, number: Words) -> Token | None:
    """By position: "killed at least 12", "the deaths of 30", "leaving 12 dead"."""
    doc, i = number.doc, number.start - 1
    while i >= 0 and (doc[i].idx >= figure.phrase.start or doc[i].is_space):
        i -= 1
    for _ in range(4):
        if i < 0:
            return None
        token = doc[i]
        if tells(token) and token.lower_ not in ("dead", "missing", "homeless", "dying", "died"):
            return token
        if token.lower_ in _TAKING and _is_loss(figure, number, token):
            return token
        if token.lower_ not in _LED_BY:
            return None
        i -= 1
    return None


def _is_loss(figure: Figure, number: Words, verb: Token) -> bool:
    """ "Lost seven family members", "stole the lives of 200": not "took 12 ships"."""
    if any(t.lower_ in _LIVES for t in number.doc[verb.i : number.start]):
        return True
    after = number.doc[number.end : number.end + 4]
    return any(t.lower_ in _LOST for t in after)


_LOST = frozenset(
    """lives life members relatives soldiers men sons children brothers comrades fighters
    troops""".split()
)
_LED_BY = frozenset("of the another a an all with its their some only just nearly lives".split())


def _right_after(start: int, number: Words) -> Token | None:
    """By position: "12 people were reportedly killed", "30 wounded", "a dozen dead"."""
    doc, passive, near = number.doc, False, True
    for steps, token in enumerate(doc[start : min(len(doc), start + _FAR, number.sent.end)]):
        low = token.lower_
        if tells(token):
            return token if _is_state(low) and (near or passive or low in _ALONE) else None
        near = near and (low in _PASSED or token.is_space or low.endswith("ly")) and steps < _GAP
        passive = (passive and low not in ("and", "when", "after")) or low in _PASSIVE
        if (
            token.text in ".;:"
            or token.like_num
            or low in ("half", "whom", "many", "some")
            or (low == "by" and not near)
        ):
            return None
        if (
            not near
            and low in ("and", "but", "when", "after", "while", "that", "as", "who", "in")
            and (low != "in" or passive)
        ):
            return None
    return None


def _is_state(form: str) -> bool:
    """Whether a word that tells can stand behind those it tells of ("killed", "dead")."""
    return form in _ALONE or form.endswith(("ed", "slain", "hurt"))


def _above(noun: Token) -> Token | None:
    """By the parse: the word that the noun is an object, a passive subject or a part of."""
    at = noun if relation(noun) not in ("nummod", "compound") else noun.head
    for c in children(at):
        if relation(c) == "acl" and tells(c) and _is_state(c.lower_):
            return c
    for _ in range(_UP):
        head, how = at.head, at.dep_
        if head.i == at.i or abs(head.i - noun.i) > _FAR:
            return None
        if tells(head):
            passive = how == "nsubj:pass" or (how == "nsubj" and head.lower_ in _ALONE)
            fits = how == "obj" and head.i < at.i and _is_verb(head)
            of = how == "nmod" and any(c.lower_ == "of" for c in children(at))
            return head if passive or fits or of else None
        if how not in ("conj", "appos"):
            return None
        at = head
    return None


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")
