"""With how many decimals a column is shown, the same on every page: cached as `dashboard.data` says."""

from __future__ import annotations

from functools import lru_cache

from cache.leaderboard import LeaderboardId
from dashboard import data
from dashboard.data import Key
from dashboard.ranking.board import printed_decimals


@lru_cache(maxsize=4096)
def places(key: Key, id: LeaderboardId, column: str) -> int:
    """Raises DamagedFile."""
    return printed_decimals(data.leaderboard(key, id), data.metrics().of(id, column))
