"""Whether the words beside a time look ahead or back."""

from __future__ import annotations

import re

from backchannel.span import Span

_CUES = re.compile(
    r"\b(?:(?P<ahead>will|['’]ll|would|shall|going\s+to|due|set\s+(?:to|for)|to\s+be|plans?|planned\s+"
    r"(?:to|for)|planning|expects?|expected|scheduled|hopes?\s+to|hoping\s+to|intends?|aims?\s+to"
    r"|is\s+to|are\s+to|was\s+to|were\s+to|upcoming|coming|deadline|ahead\s+of|no\s+later\s+than"
    r"|takes?\s+effect|visits|begins|starts|opens|meets|sets|leaves|heads|arrives|travels|flies"
    r"|hosts|expires|convenes|resumes|next|forthcoming|may|might|could|can|should|must"
    r"|invited|agreed\s+to|to\s+(?:start|begin|meet|hold|visit|open|end|expire|take|go|come|resume"
    r"|return|discuss|vote|decide|attend|sign|travel|arrive|leave))"
    r"|(?<!\bbe\s)(?<!\bbeing\s)(?P<back>said|says|told|was|were|had|has|have|did|met|went|came|took|made|gave|left|held"
    r"|began|became|got|saw|killed|died|won|lost|hit|fell|rose|sent|struck|shot|broke|fought|led"
    r"|(?!need|indeed|united|hundred|red|speed|armed|alleged|led\b)"
    r"[a-z]{2,20}ed))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?](?=[\s\"”’])|[;\n]{1}\n|[;”“]")
_REACH = 160


def tense_at(text: str, span: Span) -> int:
    """1 where the verb nearest before the span in its sentence looks ahead, -1 where it looks
    back; with none before, the first after it; 0 with none at all."""
    before = text[max(0, span.start - _REACH) : span.start]
    ends = [m.end() for m in _ENDS.finditer(before)]
    before = before[ends[-1] :] if ends else before
    found = None
    for found in _CUES.finditer(before):  # noqa: B007
        pass
    if found is None:
        after = text[span.end : span.end + _REACH]
        end = _ENDS.search(after)
        found = _CUES.search(after[: end.start()] if end else after)
    if found is None:
        return 0
    return 1 if found.group("ahead") else -1
