"""Whether a text is English, by the small words that every sentence needs.

A rule, not a model: each language is known by its commonest function words. It answers only
where it is sure; short texts and tables pass.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE_CHARS = 20_000
_MIN_WORDS = 25
_MIN_LETTERS = 40

_ENGLISH = frozenset(
    "the of and to in a that is was for it on with as he his by at be this had not are but from"
    " or have an they which one you were her all she there would their we him been has when who"
    " will more no if out so said what up its about into than them can only other new some could"
    " after over also".split()
)
_OTHERS = {
    "German": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch"
    " es werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    "French": "le la les de des et du en un une que est pour qui dans par sur pas au plus ne se"
    " avec ce il sont aux ses ont été cette mais son leur elle",
    "Spanish": "el la los las de del y en un una que es para por con no se su al lo como más pero"
    " sus le ha fue este entre desde sobre también",
    "Portuguese": "o os as de do da dos das e em um uma que é para por com não se no na ao como"
    " mais mas foi pelo pela são também seu sua",
    "Italian": "il lo la gli le di del della dei e in un una che è per con non si da al nel alla"
    " come più ma sono anche dal delle sul",
    "Dutch": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar door"
    " naar werd uit hebben heeft worden",
    "Swedish, Norwegian or Danish": "och att det som en på är av för med den til till ikke inte om"
    " ett har de var jeg jag men et fra från også ved og blev",
    "Polish": "i w na z do się nie że to jest o jak za po przez od dla był są oraz który ze",
    "Turkish": "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ise olduğunu en ama",
    "Indonesian or Malay": "yang dan di dari untuk dengan pada ini itu tidak akan dalam adalah ke"
    " oleh telah sebagai juga para mereka",
    "Romanian": "și de la în a cu pe nu că din este o un pentru mai sau prin au fost care",
    "Czech or Slovak": "a v na se že je s do o z to za po pro by jako jsou ale ve který",
    "Hungarian": "a az és hogy nem is egy meg volt de ez csak már el azt még van",
    "Finnish": "ja on ei että se hän oli mutta myös kun ovat mukaan joka tai sen",
    "Swahili": "ya na wa kwa ni katika za la cha hiyo kuwa huyo wake hii",
    "Vietnamese": "và của là có trong được cho không với các một này đã người",
    "Croatian, Serbian or Bosnian": "i u je na da se za su od koji s to kao ne će iz bi",
}
_NAMED = {name: frozenset(words.split()) for name, words in _OTHERS.items()}


def other_language(text: str) -> str | None:
    """The language or script of a text that is plainly not English, else ``None``.

    Looks at the first 20,000 code points; fewer than 25 words are not judged.

    >>> other_language("Die Ministerin sagte, dass die Schiffe noch im Hafen sind. " * 3)
    'German'
    """
    sample = text[:_SAMPLE_CHARS]
    script = _other_script(sample)
    if script:
        return script
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < _MIN_WORDS:
        return None
    english = sum(w in _ENGLISH for w in words) / len(words)
    if english >= 0.22:
        return None
    share, name = max((sum(w in v for w in words) / len(words), n) for n, v in _NAMED.items())
    if share > 0.12 and share > 1.5 * english:
        return name
    if english < 0.04 and len(words) >= 60 and _is_prose(sample, words):
        return "an unknown language"
    return None


def _other_script(sample: str) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    foreign = [c for c in letters if c > "\u024f"]
    if len(letters) < _MIN_LETTERS or len(foreign) <= 0.5 * len(letters):
        return None
    counts: dict[str, int] = {}
    for char in foreign[:2000]:
        name = unicodedata.name(char, "OTHER").split()[0].capitalize()
        counts[name] = counts.get(name, 0) + 1
    return f"{max(counts, key=lambda n: (counts[n], n))} script"


def _is_prose(sample: str, words: list[str]) -> bool:
    """Tables of figures have few function words in any language."""
    digits = sum(c.isdigit() for c in sample)
    lower = sum(c.islower() for c in sample)
    return digits < 0.05 * lower and len(set(words)) > 0.4 * min(len(words), 200)
