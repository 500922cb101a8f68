"""Where every row of every table stands: positions and shares beaten over a whole store at once.

A share beaten is that of the others ranked that are not better: 1 − (position − 1) / (n − 1) of one of the n
ranked models with a score, comparable over boards where scores are not. A reference is held against all n,
and has no position; people and chance have neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from cache.leaderboard import LeaderboardId, Standing
from cache.metrics import Metric, Metrics

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_WHERE = ("source", "leaderboard", "edition", "metric")


@dataclass(frozen=True, slots=True)
class Column:
    """One score column of one edition. `leads`: the edition is ranked by it unless one asks otherwise."""

    id: LeaderboardId
    metric: Metric
    models: int  # ranked, with a score
    leads: bool


@dataclass(frozen=True, eq=False)
class Standings:
    """Of the rows of `Store.scores()`, in its order: the place of each row's column among `columns`; its
    `level` there, as `board.entry_levels`, 0 for people and chance; whether the source ranks it."""

    columns: tuple[Column, ...]
    column: Ints
    level: Ints
    ranked: Bools

    @cached_property
    def position(self) -> Ints:
        """0 for what the source does not rank."""
        return np.where(self.ranked, self.level, 0)

    @cached_property
    def field(self) -> Ints:
        return np.array([column.models for column in self.columns], dtype=np.int64)[self.column]

    @cached_property
    def leading(self) -> Bools:
        return np.array([column.leads for column in self.columns], dtype=bool)[self.column]

    @cached_property
    def beaten(self) -> Floats:
        """NaN where a model stands alone."""
        return share_beaten(self.level, self.field - self.ranked)

    @cached_property
    def _by_column(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.column, kind="stable")
        return order, np.searchsorted(self.column[order], np.arange(len(self.columns) + 1))

    def rows(self, column: int) -> Ints:
        """The places of a column's rows in the scores, in published order."""
        order, starts = self._by_column
        return order[starts[column] : starts[column + 1]]


def share_beaten(level: Ints, others: Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1 - (level - 1) / others
    share[(others < 1) | (level < 1)] = np.nan
    return share


def standings(scores: pd.DataFrame, metrics: Metrics) -> Standings:
    """`scores`: as `Store.scores()` gives them, rows of a table together and in published order."""
    code = np.zeros(len(scores), dtype=np.int64)
    for name in _WHERE:
        code = code * max(len(scores[name].cat.categories), 1) + scores[name].cat.codes.to_numpy()
    _, first, column = np.unique(code, return_index=True, return_inverse=True)
    order = np.argsort(first)  # columns as they are met: near enough to the order they are printed in
    renumbered = np.empty(len(order), dtype=np.int64)
    renumbered[order] = np.arange(len(order))
    column, first = renumbered[column], first[order]
    named = scores[list(_WHERE)].iloc[first].astype(str).itertuples(index=False, name=None)
    ids = [(LeaderboardId(*where), metrics.of(LeaderboardId(*where), metric)) for *where, metric in named]
    higher = np.array([metric.higher_is_better for _, metric in ids], dtype=bool)
    score = scores["score"].to_numpy(dtype=np.float64)
    better = np.where(higher[column], score, -score) if len(ids) else score
    people = (scores["standing"] == Standing.BASELINE.value).to_numpy()
    entrants = (scores["standing"] == Standing.ENTRANT.value).to_numpy()
    counted = np.bincount(column[entrants], minlength=len(ids))
    leads = _leading(ids, _sorted_by(column, better, entrants, len(ids)))
    found = tuple(
        Column(id, metric, int(n), at in leads)
        for at, ((id, metric), n) in enumerate(zip(ids, counted, strict=True))
    )
    return Standings(found, column, np.where(people, 0, _levels(column, better, entrants)), entrants)


def _levels(column: Ints, better: Floats, entrants: Bools) -> Ints:
    """One more than there are ranked rows of the same column with a better score."""
    order = np.lexsort((-better, column))
    place, group = np.arange(len(order)), column[order]
    before: Ints = np.cumsum(entrants[order]) - entrants[order]
    opens = np.r_[True, group[1:] != group[:-1]] if len(order) else np.zeros(0, dtype=bool)
    rises = opens | np.r_[True, better[order][1:] != better[order][:-1]] if len(order) else opens
    first = np.maximum.accumulate(np.where(rises, place, 0))
    start = np.maximum.accumulate(np.where(opens, place, 0))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = before[first] - before[start] + 1
    return found


def _sorted_by(column: Ints, better: Floats, entrants: Bools, count: int) -> set[int]:
    """The columns in whose order the ranked entries are printed; one that is all alike is in none."""
    rows = np.flatnonzero(entrants)
    rows = rows[np.argsort(column[rows], kind="stable")]
    same = column[rows][1:] == column[rows][:-1]
    step = better[rows][1:] - better[rows][:-1]
    rises = np.bincount(column[rows][1:][same & (step > 0)], minlength=count)
    falls = np.bincount(column[rows][1:][same & (step < 0)], minlength=count)
    return {int(at) for at in np.flatnonzero((rises == 0) & (falls > 0))}


def _leading(ids: list[tuple[LeaderboardId, Metric]], sorted_by: set[int]) -> set[int]:
    """As `board.default_metric`, of columns with a score, as all here are: the first total, else the first
    the table is sorted by, else the first."""
    editions: dict[LeaderboardId, list[int]] = {}
    for at, (id, _) in enumerate(ids):
        editions.setdefault(id, []).append(at)
    found = set()
    for columns in editions.values():
        totals = (at for at in columns if ids[at][1].is_total)
        found.add(next(totals, next((at for at in columns if at in sorted_by), columns[0])))
    return found
