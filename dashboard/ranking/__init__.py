"""Rank and compare: pandas only, no UI, no clock."""
