"""What must hold before a table may be published."""

from __future__ import annotations

from cache.leaderboard import Leaderboard
from scrapers.errors import LayoutError


def check(board: Leaderboard) -> None:
    """Raises LayoutError where a leaderboard ranks nothing: no entries, a nameless entry, not one score."""
    where = f"{board.url}: table {board.published.heading!r}"
    if not board.entries:
        raise LayoutError(f"{where} has no rows")
    for row, entry in enumerate(board.entries, start=1):
        if not entry.model.strip():
            raise LayoutError(f"{where}, row {row} names no model")
    if not any(entry.scores for entry in board.entries):
        raise LayoutError(f"{where} has no score in any row")
