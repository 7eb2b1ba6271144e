"""Codes by description."""

import pytest

from backchannel.parties import PartyTable

CASES = {
    "TUR": ["Turkish officials", "Turkish oil officials",
            "Turkey's foreign ministry", "a senior Turkish diplomat"],
    "IRN": ["the Iranian foreign minister", "Iranian frigate", "officials in Tehran"],
    "ISR": ["Israeli army", "spokesman for the Israeli army", "the Israelis"],
    "USA": ["senators", "Republican lawmakers", "US government spokesman",
            "Pentagon officials", "US defence officials", "the Reagan administration's envoy"],
    "SYR": ["forces loyal to Bashar al-Assad", "Assad's forces", "Syrian government forces"],
    "FRA": ["French tanker", "the French finance minister"],
    "KWT": ["Kuwaiti ship"],
    "MAR": ["King Hassan of Morocco"],
    "GBR": ["HMS Invincible", "the British", "British"],
    "LBR": ["Liberian-flagged tanker"],
    "PAK": ["police in Karachi", "Pakistan's army spokesman"],
    "IRQ": ["the US-backed Iraqi government"],
    "ARG": ["Argentine junta", "the Argentine destroyer"],
    "LKA": ["Sri Lankan troops"],
    "ETH": ["the Ethiopian prime minister's spokeswoman"],
    "PSE": ["Palestinian officials", "Palestinian Health Ministry"],
    "NGA": ["Central Bank of Nigeria"],
    "UN": ["a UN spokesman", "UN relief officials"],
    "EC": ["EC diplomats"],
    "NATO": ["NATO commanders"],
    "IRN_BACKED": [
        "Iran-backed militias", "Iran-aligned groups", "pro-Iranian fighters",
        "militias backed by Iran", "Iranian-backed Shia militias",
    ],
    "TUR_BACKED": ["Turkish-backed Syrian rebels"],
    "RUS_BACKED": ["pro-Russian separatists", "Russian-backed separatists"],
    "RWA_BACKED": ["Rwandan-backed rebels"],
    "KURDS": ["Kurdish fighters", "US-backed Kurdish fighters", "Syrian Kurdish officials"],
    "HOUTHIS": ["Iran-backed Houthis", "Houthi fighters", "Houthi spokesman Yahya Saree"],
    "HAMAS": ["Hamas-run government", "a senior Hamas official"],
    "PALESTINIANS": ["Palestinian gunmen"],
    "LTTE": ["Tamil rebels"],
    "CHECHEN_REBELS": ["Chechen fighters"],
    "SDF": ["Kurdish elements of the SDF"],
    "BOSNIAKS": ["Bosnian Muslims"],
    "IMF": ["the IMF's managing director"],
    "WORLD_BANK": ["World Bank president"],
    "MEDIA": ["Turkish newspaper Hurriyet", "state TV", "an Iranian news agency", "reporters"],
    "CIVIL": [
        "oil analysts", "aid workers", "an oil trader", "residents", "witnesses",
        "oil industry sources", "hospital officials", "Acme Shipping Corp", "former US officials",
        "a South Korean shipping company", "young Iranians", "the families of the hostages",
        "British, US and Russian hostages", "a Greek-owned tanker", "supporters of Hezbollah",
        "union leaders", "dockworkers", "Jane Roe, an analyst at Chatham House",
    ],
    "CHRISTIAN_DEMOCRATIC_PARTY": ["Christian Democratic Party"],
    "POPULAR_FRONT_OF_AZANIA": ["the Popular Front of Azania"],
    None: [
        "a western diplomat", "Arab states", "the West", "unnamed source", "Syrian rebels",
        "rebels", "US-led coalition", "Saudi-led coalition", "officials", "government forces",
        "anti-Isis rebels", "Shia militias", "Pakistan-based militants",
        "Beirut-based diplomats", "the minister", "diplomats in Ankara", "",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "code"), [(phrase, code) for code, phrases in CASES.items() for phrase in phrases]
)
def test_code_of_a_description(phrase: str, code: str | None) -> None:
    assert PartyTable.load().code_of(phrase) == code
