from __future__ import annotations

import pytest

from backchannel.articles.language import other_language

OTHERS = {
    "German": "Die Ministerin sagte am Montag, dass die Gespräche in der Hauptstadt fortgesetzt "
    "werden und dass beide Seiten sich auf einen Termin geeinigt haben, der nicht bekannt ist.",
    "French": "La ministre a dit lundi que les discussions se poursuivraient dans la capitale et "
    "que les deux parties étaient d'accord sur une date, mais elle ne l'a pas donnée.",
    "Spanish": "La ministra dijo el lunes que las conversaciones seguirían en la capital y que las "
    "dos partes habían acordado una fecha, pero no quiso decir cuál era ni quién la propuso.",
    "Turkish": "Bakan pazartesi günü görüşmelerin başkentte devam edeceğini ve iki tarafın bir "
    "tarih üzerinde anlaştığını söyledi, ancak bu tarih daha sonra açıklanacak ve bir heyet "
    "gelecek.",
    "Arabic script": "قالت الوزيرة يوم الاثنين إن المحادثات ستستمر في العاصمة وإن الطرفين اتفقا",
    "Cyrillic script": "Министр сказала в понедельник, что переговоры продолжатся в столице.",
    "Cjk script": "部长星期一说,会谈将在首都继续进行。" * 4,
    "an unknown language": "Onye minista kwuru na Monday na mkparịta ụka ga-aga n'ihu n'isi obodo "
    "nakwa na akụkụ abụọ ahụ kwekọrịtara ụbọchị, mana ọ gwaghị ndị nta akụkọ mgbe ọ ga-abụ. Ndị "
    "ọrụ gọọmentị atọ gosipụtara ozi ahụ ma kwuo na ha enwetabeghị azịza ọ bụla site n'aka ndị "
    "agbata obi ha kemgbe izu gara aga n'agbanyeghị oku ekwentị ugboro abụọ ha kpọrọ.",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_languages_are_named(name: str) -> None:
    assert other_language(OTHERS[name]) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Non.",
        "Die Welt",
        "The minister said on Monday that the talks would go on in the capital and that both "
        "sides had agreed on a date, which she did not give to the reporters who asked.",
        "MINISTER SAYS TALKS GO ON AS BOTH SIDES AGREE TO MEET IN THE CAPITAL AND WAIT FOR THE "
        "ANSWER OF THE THIRD, WHICH HAS NOT SAID WHAT IT WANTS OF THEM",
        "Shr 34 cts vs 1.19 dlrs\nNet 807,000 vs 2,858,000\nAssets 510.2 mln vs 479.7 mln\n" * 9,
        "He said: « La ministre a dit que les discussions se poursuivent. » The statement was "
        "read out in the capital on Monday, and it was not clear who had written it or to whom "
        "it had been sent.",
        "Ada Holm, Oke Brandt, Mara Pen, Bo Lens, Ilse Varga, Tom Reed",
    ],
)
def test_english_short_texts_and_tables_pass(text: str) -> None:
    assert other_language(text) is None
