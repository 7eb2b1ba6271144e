"""What is found between two articles, or between two entries: one frozen type for each.

Spans are code points of an article's text, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from backchannel.articles.article import Article
from backchannel.record.query import Line
from backchannel.span import Span

LineageKind = Literal["same", "reissue", "reprint", "rewrite", "shares"]
How = Literal["words", "quotation", "retold"]
Relation = Literal["same", "answers", "meets_condition", "meets_consequence"]

RULES = "1"
"""Version of the rules that link, and of what is kept of linked articles (`kept`, keys); a record
linked by older ones is linked again."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that linking looks at of one article.

    Attributes:
        identity: what makes it this article, as `backchannel.record.identity` has it.
        article: the article.
        lines: its entries as they stand, corrections included, in order.
    """

    identity: str
    article: Article = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage of one article and the passage of another that stands for it.

    Attributes:
        first, second: where, in each article's text.
        how: ``words`` (the same words), ``quotation`` (the same words quoted) or ``retold`` (the
            same facts in other words).
    """

    first: Span
    second: Span
    how: How


@dataclass(frozen=True, slots=True)
class LineageLink:
    """Two articles that come from one origin, in whole or in part.

    Attributes:
        first, second: their identities, the lesser first.
        kind: ``same`` (the same text), ``reissue`` (a dispatch again or brought up to date),
            ``reprint`` (taken over with cuts), ``rewrite`` (the same facts, order and quotations
            in other words) or ``shares`` (only some passages in common).
        score: how sure, 0 to 1.
        alignments: the passages that show it, in the order of the first article.
        reasons: what else shows it, in words ("both name Reuters").
    """

    first: str
    second: str
    kind: LineageKind
    score: float
    alignments: tuple[Alignment, ...]
    reasons: tuple[str, ...] = ()

    @property
    def is_of_one_origin(self) -> bool:
        """Whether it makes the articles one lineage: passages in common alone do not."""
        return self.kind != "shares"

    def reversed(self) -> LineageLink:
        """The same link seen from the other article."""
        turned = sorted((Alignment(a.second, a.first, a.how) for a in self.alignments), key=place)
        return LineageLink(
            self.second, self.first, self.kind, self.score, tuple(turned), self.reasons
        )


def place(alignment: Alignment) -> tuple[Span, Span]:
    """What alignments are ordered by: the first article, then the second."""
    return alignment.first, alignment.second


@dataclass(frozen=True, slots=True)
class EntryLink:
    """What one entry has to do with another.

    Attributes:
        first, second: ids of the entries. Of ``same``, the lesser first; of ``answers``, the
            response first, then what it answers; of ``meets_condition`` and
            ``meets_consequence``, the signal first, then the later entry that may meet it.
        relation: which of these.
        score: how sure, 0 to 1.
        reasons: what shows it, in words ("same sender and recipient").
    """

    first: str
    second: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()
