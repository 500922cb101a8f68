"""Small grids of scores that the tests of rankings share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dashboard.ranking.cells import Cells, cells

NONE = float("nan")


def long(rows: Sequence[Sequence[float]], families: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Models m0, m1, … by tables t0, t1, …"""
    lines = [
        (f"t{table}", f"m{model}", score) for model, row in enumerate(rows) for table, score in enumerate(row)
    ]
    frame = pd.DataFrame(lines, columns=["table", "model", "score"])
    if families is not None:
        frame["family"] = [families.get(table, table) for table in frame["table"]]
    return frame


def grid(rows: Sequence[Sequence[float]], families: Mapping[str, str] | None = None) -> Cells:
    return cells(long(rows, families))


def simulated(
    models: int, tables: int, filled: float, seed: int, noise: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """True abilities, summing to zero, and noisy scores on tables of different ease."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=models)
    ability -= ability.mean()
    scores = ability[:, None] + chance.normal(size=tables) * 2 + noise * chance.normal(size=(models, tables))
    scores[chance.random((models, tables)) >= filled] = np.nan
    return ability, scores
