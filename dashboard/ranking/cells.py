"""Scores of several tables as one grid of models and tables, higher being better everywhere.

A table counts by the weight of its benchmark family: each of k tables of one family weighs 1/k, so that
editions, subsets and copies of one benchmark together weigh as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.ranking.errors import NothingToCompare, UnknownWeight

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]

HEAVIEST = 1e6  # a weight; far beyond it a fit is lost in rounding
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
        """In how many benchmark families each model is found: a second table of one adds nothing."""
        families: Codes = self.in_family.sum(axis=1)
        return families

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
    long = long.dropna(subset="score")
    score = long["score"].to_numpy(dtype=np.float64)
    if "higher_is_better" in long:
        score = np.where(long["higher_is_better"].to_numpy(dtype=bool), score, -score)
    model_codes, models = _numbered(long["model"])
    table_codes, tables = _numbered(long["table"])
    family_of = dict(zip(long["table"], long["family"] if "family" in long else long["table"], strict=True))
    grid = np.full((len(models), len(tables)), np.nan)
    np.fmax.at(grid, (model_codes, table_codes), score)
    counts = (~np.isnan(grid)).sum(axis=0)
    usable = {table: family_of[table] for table, count in zip(tables, counts, strict=True) if count > 1}
    weighed = weights_of(usable, weights or {}, family_of)
    columns = np.array([weighed.get(table, 0.0) > 0 for table in tables], dtype=bool)
    rows = ~np.isnan(grid[:, columns]).all(axis=1)
    if not columns.any():
        raise NothingToCompare("not enough to combine: no table has two models with a score")
    kept = tuple(table for table, used in zip(tables, columns, strict=True) if used)
    return Cells(
        tuple(model for model, used in zip(models, rows, strict=True) if used),
        kept,
        tuple(family_of[table] for table in kept),
        np.ascontiguousarray(grid[rows][:, columns]),
        np.array([weighed[table] for table in kept]),
    )


def _numbered(names: pd.Series) -> tuple[Codes, list[str]]:
    """Each name's place among the sorted names, and these."""
    found = sorted(set(names))
    places = {name: place for place, name in enumerate(found)}
    return np.array([places[name] for name in names], dtype=np.intp), found


def weights_of(
    families: Mapping[str, str], asked: Mapping[str, float], known: Mapping[str, str]
) -> dict[str, float]:
    """The weight of each table of `families` (family by table); `known` has all that may be named."""
    names = {*known, *known.values()}
    for name, weight in asked.items():
        if name not in names:
            raise UnknownWeight(f"no board or benchmark is called {name!r}")
        if not 0 <= weight <= HEAVIEST:
            raise UnknownWeight(
                f"the weight of {name!r} is {weight:g}: it must be a number from 0 to {HEAVIEST:g}"
            )
    sizes: dict[str, int] = {}
    for table, family in families.items():
        sizes[family] = sizes.get(family, 0) + (asked.get(table, 1.0) > 0)
    weights = {}
    for table, family in families.items():
        own = asked.get(table) if table != family else None
        weights[table] = asked.get(family, 1.0) / max(sizes[family], 1) if own is None else own
    return weights
