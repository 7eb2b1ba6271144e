"""Currencies beside a number, by sign and by word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.figures.figure import UNSAID

_SIGNS = {
    "$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "Rs": "INR", "Rs.": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW", "₴": "UAH",
    "₺": "TRY", "₦": "NGN", "₱": "PHP", "฿": "THB",
}  # fmt: skip
_CODES = """USD EUR GBP JPY CNY CHF AUD CAD INR RUB ILS UAH TRY SAR IRR KRW BRL SEK NOK DKK PLN
    ZAR""".split()
_WORDS = {
    "dlr dlrs dls dollar dollars buck bucks": "USD", "stg sterling pound pounds": "GBP",
    "yen": "JPY", "euro euros": "EUR", "ecu ecus": "XEU", "yuan renminbi": "CNY",
    "deutschmark deutschmarks deutschemarks d-marks mark marks": "DEM",
    "ruble rubles rouble roubles": "RUB",
    "shekel shekels": "ILS", "hryvnia hryvnias": "UAH", "zloty zlotys": "PLN", "lire": "ITL",
    "guilder guilders": "NLG", "peseta pesetas": "ESP", "escudo escudos": "PTE", "baht": "THB",
    "drachma drachmas": "GRD", "schilling schillings": "ATS", "naira": "NGN", "rand": "ZAR",
    "rupiah": "IDR", "ringgit": "MYR", "taka": "BDT", "kyat": "MMK", "afghani afghanis": "AFN",
    "won": "KRW", "cruzado cruzados": "BRC", "austral australs": "ARA", "reais reals": "BRL",
    "birr": "ETB", "lira liras": "TRY", "forint forints": "HUF", "bolivar bolivars": "VEF",
    "boliviano bolivianos": "BOB",
}  # fmt: skip
_SHARED = """franc francs peso pesos dinar dinars rupee rupees riyal riyals rial rials crown crowns
    krona kronor krone kroner dirham dirhams shilling shillings""".split()
_STATES = {
    "USD": "us u.s american", "CAD": "canadian", "AUD": "australian", "NZD": "new\u0020zealand",
    "HKD": "hong\u0020kong", "SGD": "singapore", "TWD": "taiwan", "JMD": "jamaican",
    "CHF": "swiss", "FRF": "french", "BEF": "belgian", "XAF": "cfa", "MXN": "mexican",
    "ARS": "argentine", "PHP": "philippine", "CLP": "chilean", "COP": "colombian",
    "CUP": "cuban", "IQD": "iraqi", "KWD": "kuwaiti", "JOD": "jordanian", "BHD": "bahraini",
    "TND": "tunisian", "DZD": "algerian", "LYD": "libyan", "RSD": "serbian", "INR": "indian",
    "PKR": "pakistani", "LKR": "sri\u0020lankan", "NPR": "nepalese", "SAR": "saudi",
    "QAR": "qatari", "YER": "yemeni", "OMR": "omani", "IRR": "iranian", "SEK": "swedish",
    "NOK": "norwegian", "DKK": "danish", "CZK": "czech", "ISK": "icelandic", "AED": "emirati",
    "MAD": "moroccan", "KES": "kenyan", "TZS": "tanzanian", "UGX": "ugandan", "SOS": "somali",
    "GBP": "british", "EGP": "egyptian", "LBP": "lebanese", "SYP": "syrian", "SDG": "sudanese",
    "CYP": "cypriot", "IEP": "irish", "DEM": "german", "KRW": "south\u0020korean",
}  # fmt: skip
_BY_WORD = {word: code for words, code in _WORDS.items() for word in words.split()}
_BY_WORD |= dict.fromkeys(_SHARED, UNSAID)
_BY_STATE = {
    form: code
    for code, forms in _STATES.items()
    for form in ([forms] if code not in ("USD",) else forms.split())
}
_STATE = "|".join(re.escape(f).replace(r"\ ", r"\s{1,3}") for f in _BY_STATE)
_NAMED = "|".join(sorted((re.escape(w) for w in _BY_WORD), key=len, reverse=True))
_AFTER = re.compile(
    rf"[\s\-‑]{{0,6}}(?:of\s{{1,3}})?(?:(?P<state>{_STATE})\.?[\s\-‑]{{1,6}})?(?P<word>{_NAMED})\b"
    r"|\s{0,6}(?P<ecu>european\s{1,6}currency\s{1,6}units?)\b",
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(rf"\s?(?P<code>{'|'.join(_CODES)})\b")
_BEFORE = re.compile(
    r"(?:(?<!\w)(?:US|AU?|CA?|HK|NZ|S|NT|R)\$|\$|[£€¥₹₽₪₩₴₺₦₱฿]|\bRs\.?|\b(?:"
    + "|".join(_CODES)
    + r"))\s?\Z"
)
_WEIGHT = re.compile(r"[\s\-‑]{1,6}(?:of|bombs?|warheads?|shells?|howitzers?|guns?|man)\b", re.I)
_REACH = 6
_LARGE = 1000


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency beside a number: its code, and how far it stretches the number's phrase."""

    code: str
    start: int
    end: int


def currency(text: str, start: int, end: int, magnitude: int = 1) -> Currency | None:
    """The currency written before or after the number at ``start`` to ``end``.

    Args:
        magnitude: what the number's last word multiplies by; large ones tell money where the
            word alone does not ("won", "pound").
    """
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before is not None:
        sign = before.group().strip()
        return Currency(_SIGNS.get(sign, sign), start - len(before.group()), end)
    if m := _CODE_AFTER.match(text, end):
        return Currency(m["code"], start, m.end())
    m = _AFTER.match(text, end)
    if m is None:
        return None
    if m["ecu"]:
        return Currency("XEU", start, m.end())
    word = m["word"].lower()
    if word in ("won", "mark") and magnitude < _LARGE:
        return None
    if word in ("pound", "pounds") and magnitude < _LARGE and _is_weight(text, m.end(), word):
        return None
    code = _BY_WORD[word]
    if m["state"]:
        code = _BY_STATE.get(re.sub(r"\s+", " ", m["state"].lower()), code)
    return Currency(code, start, m.end())


def _is_weight(text: str, end: int, word: str) -> bool:
    return word == "pound" or _WEIGHT.match(text, end) is not None
