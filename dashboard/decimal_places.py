"""With how many decimals a column is shown, the same on every page: cached as `dashboard.data` says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from dashboard import data
from dashboard.data import Key
from dashboard.ranking.board import column_of, decimals, has_zero, printed_decimals


@lru_cache(maxsize=4096)
def places(key: Key, id: LeaderboardId, column: str) -> int:
    """Where the printed cells cannot be read, as many as the scores tell."""
    metric = data.metrics().of(id, column)
    try:
        return printed_decimals(data.leaderboard(key, id), metric)
    except DamagedFile:
        return decimals(_scores(key, id, column)) if has_zero(metric) else 0


def formats(key: Key, id: LeaderboardId, labels: Mapping[str, str]) -> dict[str, str]:
    """By label of each metric, how its numbers are written. `labels`: of the columns of a `data.view`."""
    columns = ((name, column_of(name)) for name in data.leaderboard(key, id).metrics)
    return {labels[at]: f"{{:.{places(key, id, name)}f}}" for name, at in columns if at in labels}


def _scores(key: Key, id: LeaderboardId, column: str) -> pd.Series:
    rows = data.scores(key)
    asked = {"source": id.source, "leaderboard": id.leaderboard, "edition": id.edition, "metric": column}
    return rows.loc[np.logical_and.reduce([rows[name] == value for name, value in asked.items()]), "score"]
