"""Titles before and after a person's name."""

from __future__ import annotations

from backchannel.parties.fold import tokens

_TITLES = frozenset(
    """president premier prime minister chancellor king queen prince princess emir sheikh sheik
    shaikh sultan shah pope cardinal archbishop bishop father reverend rev rabbi imam ayatollah
    grand hojatoleslam mullah maulana sayyed sayyid seyed sayed seyyed hajj mr mrs ms miss dr
    doctor prof professor sir lord lady dame baroness baron count duke duchess hon general gen
    colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private pvt
    admiral adm commander cmdr commodore brigadier brig marshal field marshal air chief staff
    senator sen congressman congresswoman congress representative rep governor gov mayor
    secretary under undersecretary deputy vice assistant acting interim former ex late then
    foreign defence defense interior finance oil trade energy justice home economy information
    prosecutor attorney judge justice ambassador envoy special permanent consul spokesman
    spokeswoman spokesperson chairman chairwoman chair speaker leader opposition crown heir
    director head commissioner czar inspector superintendent detective constable comrade chief
    officer of state senior top rear presidential candidate elect treasurer chancellor exchequer
    taoiseach military political supreme party national security adviser advisor house white
    majority minority whip agriculture transport labour labor health education commerce planning
    communications environment industry intelligence army navy force police us un""".split()
)
_BARE = frozenset(
    """of state under then late former ex special permanent deputy vice assistant acting foreign
    defence defense interior finance oil trade energy home economy information private count
    field air grand heir elect senior top rear political supreme party national security house
    white majority minority whip agriculture transport labour labor health education commerce
    planning communications environment industry intelligence army navy force police us un
    congress justice shah king prince interim military opposition exchequer""".split()
)
_AFTER = frozenset("jr sr ii iii iv mp md phd esq obe kc qc".split())


def is_person_title(word: str) -> bool:
    """Whether ``word`` alone, before a capitalised name, says that the name is a person's.

    >>> is_person_title("Gen."), is_person_title("foreign")
    (True, False)
    """
    found = tokens(word)
    return len(found) == 1 and found[0].key in _TITLES and found[0].key not in _BARE


def strip_titles(name: str, is_adjective: bool = False) -> str:
    """``name`` without the titles before it ("Prime Minister", "Gen.") and after it ("Jr").

    The last word is never taken away. With ``is_adjective`` a first word that is no title is
    taken as a state's adjective and dropped where a title follows it.

    >>> strip_titles("Foreign Minister Hossein Amir-Abdollahian")
    'Hossein Amir-Abdollahian'
    """
    found = tokens(name)
    if not found:
        return name.strip()
    first, last = 0, len(found) - 1
    if is_adjective and last > 1 and found[0].key not in _TITLES and found[1].key in _TITLES:
        first = 1
    start = first
    while first < last and found[first].key in _TITLES:
        first += 1
    titled = any(t.key not in _BARE for t in found[start:first])
    if not titled or not name[found[first].start].isupper():
        first = start = 0
    while last > first and found[last].key in _AFTER:
        last -= 1
    if first == 0 and last == len(found) - 1:
        return name.strip()
    end = found[last].end
    return name[found[first].start : end].strip()
