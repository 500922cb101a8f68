"""Figures that are others now than they were, in two tables of one leaderboard."""

from __future__ import annotations

from dataclasses import dataclass

from cache.leaderboard import Leaderboard
from cache.metrics import Metrics
from dashboard.ranking.changes import join, same_metric


@dataclass(frozen=True, slots=True)
class Correction:
    """`before` or `after` is None where the one table has no figure."""

    row: int  # of the current table, from 1
    model: str  # as the current table prints it
    metric: str  # the current column
    before: float | None
    after: float | None


def corrections(current: Leaderboard, previous: Leaderboard, metrics: Metrics) -> list[Correction]:
    """Of the models and the metrics that stand in both, in the order of the current table."""
    pairs, _, _ = join(current, previous)
    columns = [
        (name, old)
        for name in current.metrics
        if (old := same_metric(current, previous, name, metrics)) is not None
    ]
    found = []
    for row, earlier in sorted(pairs):
        now, before = current.entries[row - 1], previous.entries[earlier - 1]
        for name, old in columns:
            was, is_now = before.scores.get(old), now.scores.get(name)
            if was != is_now:
                found.append(Correction(row, now.model, name, was, is_now))
    return found
