"""Scores of several tables as one grid of models and tables, higher being better everywhere.

A table counts by the weight of its benchmark family: each of k tables of one family weighs 1/k, so that
editions, subsets and copies of one benchmark together weigh as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.ranking.errors import NothingToCompare, UnknownWeight

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]

FLAT = 1e-12  # a spread that small beside the largest score is rounding


@dataclass(frozen=True, eq=False)
class Cells:
    """`scores` has a row a model and a column a table, NaN where the table says nothing of the model."""

    models: tuple[str, ...]
    tables: tuple[str, ...]
    families: tuple[str, ...]  # one a table
    scores: Array  # oriented: higher is better
    weights: Array  # one a table, above zero

    @cached_property
    def present(self) -> Mask:
        return ~np.isnan(self.scores)

    @cached_property
    def standardised(self) -> Array:
        return standardise(self.scores)

    @cached_property
    def family_codes(self) -> tuple[tuple[str, ...], Codes]:
        """The families by name, and the place of each table's family among them."""
        names, codes = np.unique(np.array(self.families, dtype=object), return_inverse=True)
        return tuple(str(name) for name in names), codes.astype(np.intp)

    @cached_property
    def in_family(self) -> Mask:
        """Models by families: whether a table of the family has the model."""
        names, codes = self.family_codes
        return np.stack([self.present[:, codes == at].any(axis=1) for at in range(len(names))], axis=1)

    @property
    def coverage(self) -> Codes:
        """How many tables have each model."""
        tables: Codes = self.present.sum(axis=1)
        return tables

    @property
    def filled(self) -> float:
        """Share of the grid that has a score."""
        return float(self.present.mean())

    def part(self, models: Mask | Codes, tables: Mask | Codes) -> Cells:
        return Cells(
            tuple(np.array(self.models, dtype=object)[models]),
            tuple(np.array(self.tables, dtype=object)[tables]),
            tuple(np.array(self.families, dtype=object)[tables]),
            self.scores[models][:, tables],
            self.weights[tables],
        )


def standardise(scores: Array) -> Array:
    """Each column less its mean, by its standard deviation; a column without spread is all zero."""
    largest = np.nanmax(np.abs(scores), axis=0, initial=0.0)
    scaled = scores / np.where(largest > 0, largest, 1.0)  # so that no square overflows
    counts = np.maximum((~np.isnan(scores)).sum(axis=0), 1)
    centred = scaled - np.nansum(scaled, axis=0) / counts
    spread = np.sqrt(np.nansum(centred**2, axis=0) / counts)
    z: Array = np.where(spread > FLAT, centred / np.where(spread > FLAT, spread, 1.0), centred * 0.0)
    return z


def cells(long: pd.DataFrame, weights: Mapping[str, float] | None = None) -> Cells:
    """The grid of a long table with the columns table, model, score, family and higher_is_better.

    The last two may be absent: a table is then its own family, and higher is better. A model that stands more
    than once in a table (its variants: settings, dates, access) counts there with its best score, as a reader
    of the published table meets it first. A table with fewer than two models compares nothing and is left
    out. `weights` gives a family its weight instead of 1, or a table its own instead of its share; 0 leaves
    it out. Raises NothingToCompare, UnknownWeight.
    """
    table, model = long["table"].astype(str), long["model"].astype(str)
    score = long["score"].astype(float)
    if "higher_is_better" in long:
        score = score.where(long["higher_is_better"].astype(bool), -score)
    oriented = pd.DataFrame({"table": table, "model": model, "score": score})
    grid = oriented.dropna().pivot_table(index="model", columns="table", values="score", aggfunc="max")
    family_of = dict(zip(table, long["family"].astype(str) if "family" in long else table, strict=True))
    grid = grid.loc[:, grid.notna().sum() >= 2]
    weighed = weights_of({str(name): family_of[name] for name in grid.columns}, weights or {}, family_of)
    grid = grid.loc[:, [weighed[name] > 0 for name in grid.columns]].dropna(how="all")
    if grid.empty:
        raise NothingToCompare("not enough to combine: no table has two models with a score")
    tables = tuple(map(str, grid.columns))
    return Cells(
        tuple(map(str, grid.index)),
        tables,
        tuple(family_of[name] for name in tables),
        np.ascontiguousarray(grid.to_numpy(dtype=np.float64)),
        np.array([weighed[name] for name in tables]),
    )


def weights_of(
    families: Mapping[str, str], asked: Mapping[str, float], known: Mapping[str, str]
) -> dict[str, float]:
    """The weight of each table of `families` (family by table); `known` has all that may be named."""
    names = {*known, *known.values()}
    for name, weight in asked.items():
        if name not in names:
            raise UnknownWeight(f"no board or benchmark is called {name!r}")
        if not isfinite(weight) or weight < 0:
            raise UnknownWeight(f"the weight of {name!r} is {weight:g}: it must be a number from 0 up")
    sizes: dict[str, int] = {}
    for table, family in families.items():
        sizes[family] = sizes.get(family, 0) + (asked.get(table, 1.0) > 0)
    weights = {}
    for table, family in families.items():
        own = asked.get(table) if table != family else None
        weights[table] = asked.get(family, 1.0) / max(sizes[family], 1) if own is None else own
    return weights
