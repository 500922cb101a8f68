"""Where every row of every table stands: positions and shares beaten over a whole store at once.

A share beaten is 1 − (position − 1) / (n − 1) over the n models with a score: comparable over boards where
scores are not. References take part, people and chance do not.
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
_WHERE = ("source", "leaderboard", "edition", "metric")


@dataclass(frozen=True, slots=True)
class Column:
    """One score column of one edition. `leads`: the edition is ranked by it unless one asks otherwise."""

    id: LeaderboardId
    metric: Metric
    models: int  # with a score
    leads: bool


@dataclass(frozen=True, eq=False)
class Standings:
    """Of the rows of `Store.scores()`, in its order: the place of each row's column among `columns`, and its
    position there, 0 for people and chance."""

    columns: tuple[Column, ...]
    column: Ints
    position: Ints

    @cached_property
    def field(self) -> Ints:
        return np.array([column.models for column in self.columns], dtype=np.int64)[self.column]

    @cached_property
    def leading(self) -> npt.NDArray[np.bool_]:
        return np.array([column.leads for column in self.columns], dtype=bool)[self.column]

    @cached_property
    def beaten(self) -> Floats:
        """NaN where a model stands alone."""
        return share_beaten(self.position, self.field)

    @cached_property
    def _by_column(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.column, kind="stable")
        return order, np.searchsorted(self.column[order], np.arange(len(self.columns) + 1))

    def rows(self, column: int) -> Ints:
        """The places of a column's rows in the scores, in published order."""
        order, starts = self._by_column
        return order[starts[column] : starts[column + 1]]


def share_beaten(position: Ints, field: Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1 - (position - 1) / (field - 1)
    share[(field < 2) | (position < 1)] = np.nan
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
    counted = np.bincount(column[~people], minlength=len(ids))
    leads = _leading(ids, _sorted_by(column, better, entrants, len(ids)))
    found = tuple(
        Column(id, metric, int(n), at in leads)
        for at, ((id, metric), n) in enumerate(zip(ids, counted, strict=True))
    )
    return Standings(found, column, _positions(column, better, people))


def _positions(column: Ints, better: Floats, people: npt.NDArray[np.bool_]) -> Ints:
    """Competition ranks within each column."""
    ranked = pd.Series(np.where(people, np.nan, better)).groupby(column).rank(method="min", ascending=False)
    return ranked.fillna(0).to_numpy().astype(np.int64)


def _sorted_by(column: Ints, better: Floats, entrants: npt.NDArray[np.bool_], count: int) -> set[int]:
    """The columns in whose order the ranked entries are printed; one that is all alike is in none."""
    rows = np.flatnonzero(entrants)
    rows = rows[np.argsort(column[rows], kind="stable")]
    same = column[rows][1:] == column[rows][:-1]
    step = better[rows][1:] - better[rows][:-1]
    rises = np.bincount(column[rows][1:][same & (step > 0)], minlength=count)
    falls = np.bincount(column[rows][1:][same & (step < 0)], minlength=count)
    return {int(at) for at in np.flatnonzero((rises == 0) & (falls > 0))}


def _leading(ids: list[tuple[LeaderboardId, Metric]], sorted_by: set[int]) -> set[int]:
    """As `board.default_metric`: the first total, else the first the table is sorted by, else the first."""
    editions: dict[LeaderboardId, list[int]] = {}
    for at, (id, _) in enumerate(ids):
        editions.setdefault(id, []).append(at)
    found = set()
    for columns in editions.values():
        totals = (at for at in columns if ids[at][1].is_total)
        found.add(next(totals, next((at for at in columns if at in sorted_by), columns[0])))
    return found
