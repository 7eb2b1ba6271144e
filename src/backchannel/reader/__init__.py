"""The trained reader: text in, annotated spaCy ``Doc`` out."""

from backchannel.reader.calibration import Calibration, Curve
from backchannel.reader.found import Antecedent, Attribution, FoundTrigger
from backchannel.reader.pipeline import load

__all__ = ["Antecedent", "Attribution", "Calibration", "Curve", "FoundTrigger", "load"]
