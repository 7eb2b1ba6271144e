"""Places: from a name in an article to a country and, where known, coordinates."""

from backchannel.places.table import PlaceTable

__all__ = ["PlaceTable"]
