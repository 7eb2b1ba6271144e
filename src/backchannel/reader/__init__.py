"""The trained reader: text in, annotated spaCy ``Doc`` out."""

from backchannel.reader.found import Antecedent, Attribution, FoundTrigger
from backchannel.reader.pipeline import load

__all__ = ["Antecedent", "Attribution", "FoundTrigger", "load"]
