"""Leaderboards at rest: what a published table is, and the files that hold it."""
