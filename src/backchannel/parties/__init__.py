"""Parties: the table of who is who, and the way from names and descriptions to codes."""

from backchannel.parties.fold import fold
from backchannel.parties.known import KnownParty, Match, ScanOptions
from backchannel.parties.table import PartyTable
from backchannel.parties.titles import is_person_title, strip_titles

__all__ = [
    "KnownParty",
    "Match",
    "PartyTable",
    "ScanOptions",
    "fold",
    "is_person_title",
    "strip_titles",
]
