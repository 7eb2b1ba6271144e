"""Write the mentions of parties in the annotated articles, for the second training.

    python training/mentions.py --out training/runs/mentions.json [--weights DIR] [--teacher DIR]

Annotations name parties, not words. Which words stand for a party is what the program itself
says with the weights of the first training: each noun phrase, pronoun and name with the party
that it takes it for. The second training learns to choose among them.
"""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path

from spacy.language import Language

from backchannel.entries.body import Body
from backchannel.entries.mentions import read_mentions
from backchannel.entries.statements import read_statements
from backchannel.entries.who import Who
from backchannel.parties import PartyTable
from backchannel.reader import load
from backchannel.span import Span
from base import command_line
from material import Dated, annotated_articles, annotated_kinds
from unlabelled import unlabelled_articles

Row = tuple[int, str, str | None]


def pipeline(weights: Path | None, teacher: Path | None) -> Language:
    """The reader, with the tags, trees and names of a teacher where one is given."""
    if teacher is None:
        return load(weights)
    nlp = load(teacher)
    where = {"weights": str(weights) if weights else None}
    for name in ("attributions", "coreference", "triggers"):
        nlp.remove_pipe(f"backchannel_{name}")
    nlp.add_pipe("backchannel_encoder", "own_encoder", before="doc_cleaner", config=where)
    for name in ("attributions", "coreference"):
        nlp.add_pipe(f"backchannel_{name}", before="doc_cleaner", config=where)
    return nlp


class Resolver:
    """Reads articles for the parties that their words stand for."""

    def __init__(self, weights: Path | None, teacher: Path | None) -> None:
        self._nlp, self._table = pipeline(weights, teacher), PartyTable.load()

    def mentions(self, article: Dated) -> list[Row]:
        """First character, name and code of every mention."""
        doc = self._nlp(article.text)
        day = datetime.date.fromisoformat(article.day) if article.day else None
        who = Who(doc, article.text, self._table, day)
        body = Body([Span(0, len(article.text))])
        statements = read_statements(doc, article.text, body, who)
        return [
            (doc[m.token].idx, m.party.name, m.party.code)
            for m in read_mentions(doc, who, statements)
        ]


def options() -> argparse.Namespace:
    """The command line."""
    ap = command_line(__doc__)
    ap.add_argument("--out", type=Path, default=Path("training/runs/mentions.json"))
    ap.add_argument("--teacher", type=Path, help="as silver.py's")
    ap.add_argument("--weights", type=Path, help="of the first training; else the package's own")
    ap.add_argument("--unlabelled", action="store_true", help="of news without annotations")
    return ap.parse_args()


def main() -> None:
    """Resolve every annotated article, or the others."""
    a = options()
    wanted, resolver = annotated_kinds(a.record), Resolver(a.weights, a.teacher)
    found: dict[str, list[Row] | list[int]]
    if a.unlabelled:
        news = unlabelled_articles(a.data, a.record)
        found = {d.id: [start for start, _, _ in resolver.mentions(d)] for d in news}
    else:
        articles = (d for d in annotated_articles(a.data, a.record) if d.id in wanted)
        found = {d.id: resolver.mentions(d) for d in articles}
    a.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf8")
    print(f"{len(found)} articles, {sum(map(len, found.values()))} mentions")


if __name__ == "__main__":
    main()
