"""spaCy's English tokenizer, with a bound on the time that hostile text can cost.

The tokenizer takes punctuation off a run without white space mark by mark and copies the rest
each time: the square of the run's length. No sentence has a run as long as `LONGEST_RUN`; what
has (an embedded file, a ruined page) tells the reader nothing and is cut into even pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

NAME = "backchannel.Tokenizer.v1"
"""The tokenizer's name in spaCy's registry and in the configuration of a pipeline."""

LONGEST_RUN = 1000
"""Characters of the longest run without white space that is tokenized as language."""

PIECE = 100
"""Characters of the tokens that a longer run is cut into; the last may be shorter."""

_LONG_RUN = re.compile(rf"(\S{{{LONGEST_RUN + 1},}})( ?)")


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy has no stub of it
    """A drop-in for spaCy's ``Tokenizer``, and the same as it on text without overlong runs."""

    def __call__(self, string: str) -> Doc:
        """Tokenize a text; the document's text is the text, character for character.

        A run of more than `LONGEST_RUN` characters without white space becomes tokens of `PIECE`
        characters, and what stands before and after it is tokenized as usual.
        """
        if not _LONG_RUN.search(string):
            return self._plain(string)
        pieces = list(self._pieces(string))
        doc = Doc(
            self.vocab,
            words=[word for word, _, _ in pieces],
            spaces=[space for _, space, _ in pieces],
        )
        for token, (_, _, norm) in zip(doc, pieces, strict=True):
            if token.norm_ != norm:
                token.norm_ = norm
        return doc

    def _plain(self, string: str) -> Doc:
        doc: Doc = super().__call__(string)
        return doc

    def _pieces(self, string: str) -> Iterator[tuple[str, bool, str]]:
        """Of each token its text, whether a space follows, and its norm."""
        at = 0
        for run in _LONG_RUN.finditer(string):
            yield from self._usual(string[at : run.start()])
            for start in range(run.start(1), run.end(1), PIECE):
                word = string[start : min(start + PIECE, run.end(1))]
                last = start + PIECE >= run.end(1)
                yield word, last and bool(run[2]), self.vocab[word].norm_
            at = run.end()
        yield from self._usual(string[at:])

    def _usual(self, string: str) -> Iterator[tuple[str, bool, str]]:
        for token in self._plain(string):
            yield token.text, bool(token.whitespace_), token.norm_


def bounded_tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """What spaCy calls to make the tokenizer of a pipeline; the rules are its language's own."""

    def make(nlp: Language) -> BoundedTokenizer:
        plain = create_tokenizer()(nlp)
        return BoundedTokenizer(
            nlp.vocab,
            rules=plain.rules,
            prefix_search=plain.prefix_search,
            suffix_search=plain.suffix_search,
            infix_finditer=plain.infix_finditer,
            token_match=plain.token_match,
            url_match=plain.url_match,
        )

    return make


registry.tokenizers(NAME, func=bounded_tokenizer)
