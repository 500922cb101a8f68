"""What changed between two editions of one leaderboard.

Models are joined by the normal form of their names, never by product line. Where one normal form stands more
than once in an edition, only rows whose exact name stands once on each side are joined; the rest are left
out: they count neither as moved nor as new nor as dropped, since nothing says which is which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd

from cache.leaderboard import Leaderboard, Standing
from cache.metrics import Metrics
from dashboard.catalog.names import normal_form
from dashboard.ranking.board import entry_positions


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """`change` is positive for a model that rose. Models that kept their position are in none of the three.

    `moved` has the columns row (of the current edition), model, before, after, change, best position first.
    `new` and `dropped` are names as published, best position first, those without a score last.
    """

    moved: pd.DataFrame
    new: list[str]
    dropped: list[str]
    new_rows: tuple[int, ...]  # of the current edition, in the order of `new`
    new_places: tuple[int | None, ...] = ()  # where they stand; None for references and without a score
    models_before: int = 0  # rows of the earlier edition, references among them


@dataclass(frozen=True, slots=True, eq=False)
class Movers:
    """The largest changes, each with the columns of `Changes.moved`, and the best of the new models."""

    up: pd.DataFrame
    down: pd.DataFrame
    new: list[str]


def compare(current: Leaderboard, previous: Leaderboard, metric: str, metrics: Metrics) -> Changes:
    """Positions by score over one metric in both editions; references, people and chance have none.

    Where the earlier edition has no such metric, nothing has moved; new and dropped still hold.
    """
    after, then = places(current, previous, metric, metrics)
    now, before = _by_row(after), _by_row(then)
    pairs, new, dropped = join(current, previous)
    moved = [
        (row, current.entries[row - 1].model, before[old], now[row], before[old] - now[row])
        for row, old in pairs
        if row in now and old in before and now[row] != before[old]
    ]
    moved.sort(key=lambda line: (line[3], line[0]))
    new_rows = _best_first(new, now)
    return Changes(
        moved=pd.DataFrame(moved, columns=["row", "model", "before", "after", "change"]),
        new=[current.entries[row - 1].model for row in new_rows],
        dropped=[previous.entries[row - 1].model for row in _best_first(dropped, before)],
        new_rows=tuple(new_rows),
        new_places=tuple(now.get(row) for row in new_rows),
        models_before=sum(entry.standing is not Standing.BASELINE for entry in previous.entries),
    )


def movers(changes: Changes, n: int = 4) -> Movers:
    """At most `n` of each; of equal changes the better position now comes first."""
    moved = changes.moved
    up = moved[moved["change"] > 0].sort_values("change", ascending=False, kind="stable")
    down = moved[moved["change"] < 0].sort_values("change", kind="stable")
    return Movers(up.head(n), down.head(n), changes.new[:n])


def same_metric(current: Leaderboard, previous: Leaderboard, metric: str, metrics: Metrics) -> str | None:
    """The column of `previous` that holds `metric`: of the same name, else the only one of the same label."""
    if metric in previous.metrics:
        return metric
    label = metrics.of(current.id, metric).label_zh
    alike = [name for name in previous.metrics if metrics.of(previous.id, name).label_zh == label]
    return alike[0] if label and len(alike) == 1 else None


def join(current: Leaderboard, previous: Leaderboard) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs of rows that hold one model, and the rows only one edition has; 1-based, baselines left out."""
    here, there = _rows_by_form(current), _rows_by_form(previous)
    pairs: list[tuple[int, int]] = []
    for form, rows in here.items():
        old_rows = there.get(form, [])
        if len(rows) == len(old_rows) == 1:
            pairs.append((rows[0], old_rows[0]))
        elif old_rows:
            pairs += _exact(current, rows, previous, old_rows)
    new = [row for form, rows in here.items() if form not in there for row in rows]
    dropped = [row for form, rows in there.items() if form not in here for row in rows]
    return pairs, new, dropped


def _exact(
    current: Leaderboard, rows: list[int], previous: Leaderboard, old_rows: list[int]
) -> list[tuple[int, int]]:
    names = [current.entries[row - 1].model for row in rows]
    old_names = [previous.entries[row - 1].model for row in old_rows]
    once, once_before = Counter(names), Counter(old_names)
    return [
        (row, old_rows[old_names.index(name)])
        for row, name in zip(rows, names, strict=True)
        if once[name] == once_before[name] == 1
    ]


def _rows_by_form(board: Leaderboard) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(board.entries, start=1):
        if entry.standing is not Standing.BASELINE:
            rows[normal_form(entry.model)].append(row)
    return rows


def places(
    current: Leaderboard, previous: Leaderboard, metric: str, metrics: Metrics
) -> tuple[list[int | None], list[int | None]]:
    """The positions of the rows of both editions; the earlier list is empty without the metric."""
    now = entry_positions(current, metrics.of(current.id, metric))
    earlier = same_metric(current, previous, metric, metrics)
    return now, [] if earlier is None else entry_positions(previous, metrics.of(previous.id, earlier))


def _by_row(positions: list[int | None]) -> dict[int, int]:
    """Position by published row, of those that have one."""
    return {row: place for row, place in enumerate(positions, start=1) if place is not None}


def _best_first(rows: list[int], taken: dict[int, int]) -> list[int]:
    return sorted(rows, key=lambda row: (taken.get(row, len(taken) + 1), row))
