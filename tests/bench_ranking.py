"""How long a composite takes: from a long table to ranks with intervals, on sparse grids made for it.

`python tests/bench_ranking.py` prints the figures beside their limits; exit status 1 where one is missed.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd
from bars import within

from dashboard.ranking.cells import cells
from dashboard.ranking.methods import METHODS
from dashboard.ranking.ranked import rank

REPEATS = 5
GRIDS = ((60, 40, 1.0, 60.0), (60, 40, 0.2, 60.0), (1000, 200, 0.2, 3000.0))  # models, tables, filled, ms


def scores(models: int, tables: int, filled: float) -> pd.DataFrame:
    """Ability, ease of the table and noise; a seed of its own for each size."""
    chance = np.random.default_rng(models)
    grid = chance.normal(size=(models, 1)) + chance.normal(size=tables) * 3
    grid = 60 + 8 * (grid + 0.5 * chance.normal(size=(models, tables)))
    model, table = np.nonzero(chance.random((models, tables)) < filled)
    return pd.DataFrame(
        {
            "table": [f"t{at}" for at in table],
            "model": [f"m{at}" for at in model],
            "score": grid[model, table],
        }
    )


def best(long: pd.DataFrame, method: str, repeats: int = REPEATS) -> float:
    """Milliseconds of the quickest of several runs: the cores are shared."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        rank(cells(long), method)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> int:
    kept = []
    for models, tables, filled, limit in GRIDS:
        long = scores(models, tables, filled)
        what = f"rank {models:,} × {tables}, {filled:.0%} filled, with intervals"
        kept.append(within(what, best(long, "additive"), limit, "ms"))
    long = scores(60, 40, 1.0)
    for method in METHODS:
        print(f"      {method}: {best(long, method, 2):.0f} ms for 60 × 40")
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
