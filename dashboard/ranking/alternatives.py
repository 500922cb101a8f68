"""Other ways to combine the same cells. Each gives a number a model, NaN where no table has it."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from dashboard.ranking.cells import Array, Cells


def win_rates(cells: Cells) -> Array:
    """HELM's mean win rate: in each table the share of the other models there that a model beats, ties
    counting half; averaged over the tables that have it. 0 to 1."""
    ascending = rankdata(cells.scores, axis=0, nan_policy="omit")
    shares = (ascending - 1) / (cells.present.sum(axis=0) - 1)
    return _weighted_mean(shares, cells.weights)


def borda(cells: Cells) -> Array:
    """MTEB's Borda count: in each table a model gets as many points as there are models, all of them, less
    its rank there (ties share the mean rank); a table that lacks it gives none. Summed over tables."""
    descending = rankdata(-cells.scores, axis=0, nan_policy="omit")
    points = np.where(cells.present, len(cells.models) - descending, 0.0)
    counted: Array = np.where(cells.present.any(axis=1), points @ cells.weights, np.nan)
    return counted


def mean_z(cells: Cells) -> Array:
    """Mean of the standardised scores that are there, whichever tables they come from."""
    return _weighted_mean(cells.standardised, cells.weights)


def _weighted_mean(values: Array, weights: Array) -> Array:
    there = ~np.isnan(values) * weights
    total = there.sum(axis=1)
    sums = (np.where(np.isnan(values), 0.0, values) * there).sum(axis=1)
    mean: Array = np.where(total > 0, sums / np.where(total > 0, total, 1.0), np.nan)
    return mean
