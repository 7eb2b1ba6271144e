"""Documents parsed by hand, in the notation of ``support/notation.py``."""

from collections.abc import Callable

import notation
import pytest
import spacy
from spacy.tokens import Doc


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Doc]:
    """A function from the notation to a document."""
    nlp = spacy.blank("en")
    return lambda written: notation.document(nlp, written)
