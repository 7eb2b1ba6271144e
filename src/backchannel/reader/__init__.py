"""The trained reader: text in, annotated spaCy ``Doc`` out."""

from backchannel.reader.pipeline import Antecedent, Attribution, FoundTrigger, load

__all__ = ["Antecedent", "Attribution", "FoundTrigger", "load"]
