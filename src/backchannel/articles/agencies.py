"""News agencies and syndicators, and how articles say that their text comes from one.

Names are public facts; each agency stands under the name that it is best known by.
"""

from __future__ import annotations

import re

_AGENCIES = {
    "Reuters": "Reuters|REUTERS|Reuter|Thomson Reuters",
    "AP": "AP|A\\.P\\.|Associated Press|AP News",
    "AFP": "AFP|A\\.F\\.P\\.|Agence France-Presse|Agence France Presse",
    "UPI": "UPI|United Press International",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur|dpa International",
    "EFE": "EFE|Agencia EFE",
    "ANSA": "ANSA",
    "Xinhua": "Xinhua|Xinhua News Agency",
    "TASS": "TASS|ITAR-TASS|Itar-Tass|Tass",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA|RIA Novosti|Sputnik",
    "Kyodo": "Kyodo|Kyodo News|KYODO",
    "Jiji": "Jiji|Jiji Press|JIJI",
    "Yonhap": "Yonhap|Yonhap News Agency",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI|Asian News International",
    "IANS": "IANS|Indo-Asian News Service",
    "UNI": "UNI|United News of India",
    "APP": "APP|Associated Press of Pakistan",
    "Bernama": "Bernama|BERNAMA",
    "Antara": "Antara|ANTARA",
    "AAP": "AAP|Australian Associated Press",
    "PA Media": "PA|PA Media|Press Association|The Press Association",
    "The Canadian Press": "Canadian Press|CP",
    "Anadolu": "AA|Anadolu|Anadolu Agency|Anadolu Ajansi",
    "IRNA": "IRNA|Islamic Republic News Agency",
    "Tasnim": "Tasnim|Tasnim News Agency",
    "Mehr": "MNA|Mehr News Agency|Mehr News",
    "Fars": "FNA|Fars News Agency",
    "SANA": "SANA",
    "WAFA": "WAFA",
    "WAM": "WAM",
    "SPA": "SPA|Saudi Press Agency",
    "KUNA": "KUNA|Kuwait News Agency",
    "QNA": "QNA|Qatar News Agency",
    "MENA": "MENA|Middle East News Agency",
    "NAN": "NAN|News Agency of Nigeria",
    "Ukrinform": "Ukrinform|UKRINFORM",
    "Interfax-Ukraine": "Interfax-Ukraine",
    "PAP": "PAP|Polish Press Agency",
    "CTK": "CTK|ČTK",
    "Bloomberg": "Bloomberg|Bloomberg News",
    "Dow Jones": "Dow Jones|Dow Jones Newswires",
    "CNN": "CNN|CNN Newsource|CNN Wire|The-CNN-Wire|CNN\\.com",
    "NYT News Service": "NYT News Service|New York Times News Service",
    "Washington Post News Service": "Washington Post News Service",
    "Tribune News Service": "TNS|Tribune News Service|Tribune Content Agency",
    "McClatchy": "McClatchy|McClatchy Newspapers|MCT",
    "Inter Press Service": "IPS|Inter Press Service",
    "VOA": "VOA|VOA News|Voice of America",
    "RFE/RL": "RFE/RL|Radio Free Europe/Radio Liberty|RFE",
    "BBC Monitoring": "BBC Monitoring",
    "The Conversation": "The Conversation",
    "ProPublica": "ProPublica",
    "KFF Health News": "KFF Health News|Kaiser Health News",
    "Knight Ridder": "Knight Ridder",
    "Gannett": "Gannett News Service",
    "Newsweek": "Newsweek",
    "Politico": "POLITICO",
}
_ALIASES = sorted((a for v in _AGENCIES.values() for a in v.split("|")), key=lambda a: (-len(a), a))
NAMES = "(?:[Tt]he[ ])?(?:" + "|".join(a.replace(" ", r"[ \u00a0]") for a in _ALIASES) + ")"
"""A pattern, case kept, of any agency's name; to be put into patterns of whole passages."""

_BY_ALIAS = {
    a.replace("\\", "").lower().strip("."): n for n, v in _AGENCIES.items() for a in v.split("|")
}


def agency_of(name: str) -> str | None:
    """The agency that a name, abbreviation or sign-off stands for.

    >>> agency_of("the Associated Press"), agency_of("REUTER"), agency_of("Joe Bloggs")
    ('AP', 'Reuters', None)
    """
    plain = re.sub(r"[\s\u00a0]+", " ", name.strip(" .\u2014-\u2013()[]")).lower()
    return _BY_ALIAS.get(plain.removeprefix("the "))
