"""Backchannel reads news about a crisis and keeps a record of who told whom what, through whom."""
