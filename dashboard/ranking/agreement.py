"""How far two rankings agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import kendalltau

from dashboard.ranking.cells import Array, Cells
from dashboard.ranking.methods import HEADLINE, METHODS


def kendall(first: Array, second: Array) -> float | None:
    """Kendall's τ-b over the models that both have; None with fewer than two, or where one ties all."""
    both = ~np.isnan(first) & ~np.isnan(second)
    if both.sum() < 2:
        return None
    # Rounding must not make an order of what ties.
    tau = float(kendalltau(np.round(first[both], 9), np.round(second[both], 9)).statistic)
    return None if np.isnan(tau) else tau


def agreement(
    cells: Cells, values: Array, methods: Sequence[str] = tuple(METHODS)
) -> Mapping[str, float | None]:
    """τ of each method against `values`, usually the headline's, over the same cells."""
    return {name: kendall(values, METHODS[name].values(cells)) for name in methods if name != HEADLINE}
