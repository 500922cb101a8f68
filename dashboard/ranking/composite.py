"""One ranking over the boards of a category, with all that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cache.metrics import Metrics
from cache.store import Store
from dashboard.ranking.additive import Additive, additive, without_each_family
from dashboard.ranking.agreement import agreement, kendall
from dashboard.ranking.cells import Array, Cells, cells
from dashboard.ranking.choosing import Choice
from dashboard.ranking.components import components
from dashboard.ranking.entering import Entered, Entering, enter
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.ranking.methods import HEADLINE, METHODS
from dashboard.ranking.ranked import Ranked, rank

MEAN, SPREAD = 50.0, 10.0  # of the scores that a page shows


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """`ranked` names models by id (`entered.spelled` has their names). Its part 1 is the main one."""

    entered: Entered
    ranked: Ranked
    headline: Additive
    without: Array  # the headline's θ without each family, models by families
    agreement: Mapping[str, float | None]  # Kendall's τ of each other method with the headline
    tau: float | None  # of the chosen method with the headline

    @property
    def cells(self) -> Cells:
        return self.ranked.cells

    @property
    def benchmarks(self) -> int:
        """Families of the main part."""
        return self._families_of(1)

    @property
    def has_intervals(self) -> bool:
        return 1 in self.ranked.uncertainty

    def _families_of(self, part: int) -> int:
        return int(self.cells.in_family[self.ranked.parts == part].any(axis=0).sum())

    @property
    def main_tables(self) -> list[Entering]:
        """Those of the main part."""
        there = self.cells.present[self.ranked.parts == 1].any(axis=0)
        names = {name for name, used in zip(self.cells.tables, there, strict=True) if used}
        return [table for table in self.entered.tables if table.name in names]

    @property
    def filled(self) -> float:
        """Share of the main part's grid that has a score."""
        main = self.cells.present[self.ranked.parts == 1]
        return float(main[:, main.any(axis=0)].mean())

    @property
    def scale(self) -> float:
        """Points of the headline's page scale in one unit of θ."""
        return SPREAD / (float(self.headline.ability[self.ranked.parts == 1].std()) or 1.0)

    def shown(self, part: int = 1) -> pd.DataFrame:
        """The rows of a part on the scale of a page: mean 50, standard deviation 10 over all models of the
        part, so that a minimum of boards moves nobody; with `name` and the ends `low` and `high`."""
        rows = self.ranked.table[self.ranked.table["component"] == part].copy()
        members = self.ranked.values[self.ranked.parts == part]
        centre, spread = members.mean(), members.std() or 1.0
        scaled = MEAN + SPREAD * (rows["value"] - centre) / spread
        half = SPREAD * rows["half_width"] / spread
        names = [self.entered.spelled.get(model, model) for model in rows["model"]]
        return rows.assign(name=names, own=rows["score"], score=scaled, low=scaled - half, high=scaled + half)

    def contributions(self, model: str) -> pd.DataFrame:
        """What each table says of a model, by the headline: table, family, weight, score (standardised),
        expected, residual, and pull: by how much its whole family lifts the model's θ; missing where nothing
        else tells of the model."""
        at = self.cells.models.index(model)
        here = np.flatnonzero(self.cells.present[at])
        z, expected = self.cells.standardised[at, here], self.headline.expected()[at, here]
        codes = self.cells.family_codes[1][here]
        pull = self.headline.ability[at] - self.without[at, codes]
        return pd.DataFrame(
            {
                "table": [self.cells.tables[place] for place in here],
                "family": [self.cells.families[place] for place in here],
                "weight": self.cells.weights[here],
                "score": z,
                "expected": expected,
                "residual": z - expected,
                "pull": pull if len(set(codes)) > 1 else np.full(len(here), np.nan),
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """Tables that share no model with the main ones, and their models, best first: id, name and percentile,
    the share of them, in percent, that each one beats or equals."""

    tables: tuple[str, ...]
    families: tuple[str, ...]
    rows: pd.DataFrame

    def placed(self) -> pd.DataFrame:
        """The rows with `rank`, equal ones sharing the better place, and whether it is `shared`."""
        rank = self.rows["percentile"].rank(method="min", ascending=False).astype(int)
        return self.rows.assign(rank=rank, shared=rank.duplicated(keep=False))


def apart(entered: Entered, weights: Mapping[str, float] | None = None) -> list[Apart]:
    """Every connected part but the main one; that one too where it is of a single benchmark. They are never
    chained to the rest by assumption."""
    if entered.long.empty:
        return []
    grid = cells(entered.long, weights)
    codes = grid.family_codes[1]
    parts, table_parts = components(grid.present, codes)
    values = METHODS[HEADLINE].values(grid)
    found = []
    for part in range(1, int(parts.max()) + 1):
        tables = np.flatnonzero(table_parts == part)
        if part == 1 and len(set(codes[tables])) > 1:
            continue
        models = np.flatnonzero(parts == part)
        rows = pd.DataFrame(
            {"model": np.array(grid.models, dtype=object)[models], "value": values[models].round(9)}
        )
        rows["name"] = [entered.spelled[model] for model in rows["model"]]
        rows["percentile"] = rows["value"].rank(method="max", pct=True) * 100
        rows = rows.sort_values(["value", "name"], ascending=[False, True], ignore_index=True)
        names = tuple(grid.tables[at] for at in tables)
        families = tuple(sorted({grid.families[at] for at in tables}))
        found.append(Apart(names, families, rows[["model", "name", "percentile"]]))
    return found


def composite(
    store: Store,
    metrics: Metrics,
    choice: Choice,
    *,
    method: str = HEADLINE,
    weights: Mapping[str, float] | None = None,
    min_boards: int = 1,
) -> Composite:
    """`min_boards`: models in fewer benchmarks are not ranked, though their scores still tell how hard the
    tables are. Raises NotEnoughBoards, NothingToCompare, UnknownWeight."""
    return combine(enter(store, metrics, choice), method=method, weights=weights, min_boards=min_boards)


def combine(
    entered: Entered,
    *,
    method: str = HEADLINE,
    weights: Mapping[str, float] | None = None,
    min_boards: int = 1,
) -> Composite:
    if entered.long.empty:
        raise NothingToCompare("not enough to combine: the category has no table with scores")
    grid = cells(entered.long, weights)
    ranked = rank(grid, method, keep=grid.coverage >= min_boards)
    main = ranked.parts == 1
    if grid.in_family[main].any(axis=0).sum() < 2:
        raise NotEnoughBoards("not enough to combine: no two benchmarks share models")
    fit = additive(grid.standardised, grid.weights)
    within = grid.part(main, grid.present[main].any(axis=0))
    return Composite(
        entered,
        ranked,
        fit,
        without_each_family(grid.standardised, grid.weights, grid.family_codes[1]),
        agreement(within, fit.ability[main]),
        kendall(fit.ability[main], METHODS[method].values(within)),
    )
