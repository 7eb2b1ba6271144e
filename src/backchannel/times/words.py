"""Words of English that name times: months, weekdays, numbers, units, seasons, feasts."""

from __future__ import annotations

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: i for i, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Month, in full or short, lower case without a point, to its number."""

_DAY_NAMES = (
    "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu",
    "friday fri", "saturday sat", "sunday sun",
)  # fmt: skip
WEEKDAYS = {name: i for i, names in enumerate(_DAY_NAMES) for name in names.split()}
"""Weekday, in full or short, to its number; Monday is 0."""

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

NUMBERS = {word: i for i, word in enumerate(_ONES, 1)}
NUMBERS |= {word: 10 * i for i, word in enumerate(_TENS, 2)}
NUMBERS |= {
    f"{ten}-{one}": 10 * i + j
    for i, ten in enumerate(_TENS, 2)
    for j, one in enumerate(_ONES[:9], 1)
}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "dozen": 12, "hundred": 100}
"""Number word to its value."""

VAGUE_NUMBERS = frozenset({"few", "several", "many", "some"})
"""Words that count without a number: TIMEX3 writes ``X`` for them."""

ORDINALS = {
    word: i
    for i, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth twenty-first"
        ).split(),
        1,
    )
}
"""Ordinal word to its number."""

UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "fortnight": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
    "century": "CE",
}  # fmt: skip
"""Unit, singular, to its TIMEX3 letters; ``T`` before those of a clock."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month of a season (north of the equator); a winter ends in the next year."""

PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "lunchtime": "MI",
    "overnight": "NI", "midday": "MI", "dawn": "MO", "dusk": "EV",
}  # fmt: skip

FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31),
    "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
    "armistice day": (11, 11), "remembrance day": (11, 11), "all saints' day": (11, 1),
    "bastille day": (7, 14), "international women's day": (3, 8), "epiphany": (1, 6),
}  # fmt: skip
"""Feast with a fixed day to its month and day, with straight apostrophes."""

COUNTED = frozenset(
    "people troops soldiers men women children civilians fighters cases deaths casualties "
    "officers police workers miners farmers students members votes vehicles tanks ships vessels "
    "aircraft planes missiles rockets drones bombs shells homes houses families refugees migrants "
    "prisoners detainees hostages attacks strikes airstrikes dollars dlrs pounds euros yen rubles "
    "pct percent tonnes tons barrels bales litres liters gallons metres meters feet miles km "
    "kilometres kilometers kg acres hectares points times pages seats jobs employees companies "
    "words copies units items million billion trillion mln bln personnel others victims".split()
)
"""Nouns that make of a four-digit number before them a quantity, not a year."""
