"""Totals that a publisher does not print and `metrics.csv` says how to compute: ours, and called so."""

from __future__ import annotations

from dataclasses import replace

from cache.leaderboard import Cell, Entry, Leaderboard, Role
from cache.metrics import Metric, Metrics


def with_derived(board: Leaderboard, metrics: Metrics) -> Leaderboard:
    """The board with a column for each derived total whose parts it has all; nothing is printed in it.

    An entry that lacks a part has no total. Files never hold these columns.
    """
    added = [
        metric
        for metric in metrics.derived(board.id)
        if metric.name not in board.published.header and set(metric.parts) <= set(board.metrics)
    ]
    if not added:
        return board
    blank = (Cell(""),) * len(added)
    published = replace(
        board.published,
        header=board.published.header + tuple(metric.name for metric in added),
        rows=tuple(row + blank for row in board.published.rows),
    )
    return replace(
        board,
        published=published,
        roles=board.roles + (Role.SCORE,) * len(added),
        entries=tuple(_with_totals(entry, added) for entry in board.entries),
    )


def _with_totals(entry: Entry, totals: list[Metric]) -> Entry:
    computed = {
        total.name: round(sum(weight * entry.scores[part] for part, weight in total.parts.items()), 6)
        for total in totals
        if entry.scores.keys() >= total.parts.keys()
    }
    return replace(entry, scores={**entry.scores, **computed}) if computed else entry
