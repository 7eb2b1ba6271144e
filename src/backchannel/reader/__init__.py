"""The trained reader: text in, annotated spaCy ``Doc`` out."""

from backchannel.reader.calibration import Calibration, Curve
from backchannel.reader.found import Antecedent, Attribution, FoundTrigger, Pointing
from backchannel.reader.pipeline import load

__all__ = ["Antecedent", "Attribution", "Calibration", "Curve", "FoundTrigger", "Pointing", "load"]
