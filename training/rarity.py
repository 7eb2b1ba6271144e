"""Count how rare words are in news, for the links.

    python training/rarity.py src/backchannel/links/data/rarity.tsv

Of each stem, the share of articles that hold it, in PolNeAR, in the Reuters dispatches of 1987 and
in the Guardian's articles of 2018, the three weighted alike. Written as rarity: the negative
natural logarithm of the share, to one decimal. What is rarer than ``RAREST`` is left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import corpora
import sources
from backchannel.links.words import RAREST, tokens
from base import command_line

Shares = dict[str, float]


def shares(texts: Iterable[str]) -> Shares:
    """The share of texts that hold each stem."""
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update({t.stem for t in tokens(text)})
        number += 1
    return {stem: n / number for stem, n in counts.items()}


def corpora_of(data: Path) -> Iterator[Iterable[str]]:
    """The texts of each corpus."""
    yield (text for _, text in corpora.polnear_texts(data / "polnear-train.tar.gz"))
    known = list(sources.texts(data))
    for beginning in ("reuters-", "guardian-syria-"):
        yield [text for doc, text in known if doc.startswith(beginning)]


def main() -> None:
    """Count and write, the most frequent first."""
    ap = command_line(__doc__)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    found = [shares(texts) for texts in corpora_of(a.data)]
    mean = {s: sum(f.get(s, 0.0) for f in found) / len(found) for s in set().union(*found)}
    rarity = {s: round(-math.log(share), 1) for s, share in mean.items()}
    kept = sorted((r, s) for s, r in rarity.items() if r < RAREST and not s.isdigit())
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text("".join(f"{s}\t{r}\n" for r, s in kept), encoding="utf8")
    print(f"{len(kept)} stems")


if __name__ == "__main__":
    main()
