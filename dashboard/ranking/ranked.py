"""Cells and a method in, a ranking out: scores, intervals, ranks that share what cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.ranking.cells import Array, Cells, Codes, Mask
from dashboard.ranking.components import components, in_largest
from dashboard.ranking.errors import NotEnoughBoards
from dashboard.ranking.methods import HEADLINE, METHODS, Method
from dashboard.ranking.uncertainty import FEWEST, Uncertainty, jackknife, plain_ranks

COLUMNS = (
    *("model", "score", "low", "high", "rank", "rank_low", "rank_high"),
    *("tie_group", "coverage", "component"),
)
WHOLE = ("rank", "rank_low", "rank_high", "tie_group", "coverage", "component", "tables")


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """`table`: a row a model, the main part first, best first; COLUMNS, then `value` and `half_width` on the
    scale where differences count, and `tables`. `coverage` counts benchmark families, `tables` their tables.
    Where a part has no intervals they are missing; where it has, a model without one has no rank either.
    `values` and `without` (models by families, empty without intervals) are in the order of the cells."""

    cells: Cells
    method: Method
    table: pd.DataFrame
    values: Array
    without: Array
    parts: Codes  # of each model
    uncertainty: Mapping[int, Uncertainty]  # by part, of its models in the order of the cells

    def probability(self, better: str, worse: str) -> float | None:
        """P(better > worse); None where nothing tells, as across parts."""
        first, second = self.cells.models.index(better), self.cells.models.index(worse)
        part = int(self.parts[first])
        if self.parts[second] != part or part not in self.uncertainty:
            return None
        members = np.flatnonzero(self.parts == part)
        i, j = np.searchsorted(members, [first]), np.searchsorted(members, [second])
        return float(self.uncertainty[part].probabilities(i, j)[0])


def rank(cells: Cells, method: str = HEADLINE, *, keep: Mask | None = None) -> Ranked:
    """Each connected part ranked by itself; a part of fewer than five families has no intervals.

    `keep`: the models to rank; the others only tell how hard the tables are. Raises NotEnoughBoards where
    the method fits one table against another and there is but one family.
    """
    chosen = METHODS[method]
    if chosen.combines and len(set(cells.families)) < 2:
        raise NotEnoughBoards(f"not enough to combine: the one benchmark is {cells.families[0]!r}")
    codes, enough = cells.family_codes[1], []
    values, (parts, table_parts) = chosen.values(cells), components(cells.present, codes)
    kept = np.ones(len(values), dtype=bool) if keep is None else keep
    for part in range(1, int(parts.max()) + 1):
        if len(set(codes[table_parts == part])) >= FEWEST:
            enough.append(part)
    without = chosen.without(cells) if enough else np.empty((len(values), 0))
    frames, found = [], {}
    for part in range(1, int(parts.max()) + 1):
        members = np.flatnonzero(parts == part)
        sure = None
        if part in enough:
            families = np.unique(codes[table_parts == part])
            in_family = cells.in_family[np.ix_(members, families)]
            linked = _linked(cells, members, families)
            sure = jackknife(values[members], without[np.ix_(members, families)], in_family, linked)
            found[part] = sure
        frames.append(_part(cells, chosen, part, members, kept, values, sure))
    table = pd.concat(frames, ignore_index=True)
    return Ranked(cells, chosen, table, values, without, parts, found)


def _linked(cells: Cells, members: Codes, families: Codes) -> Mask:
    """Whether each model is still tied to most others of its part without each family."""
    codes, present = cells.family_codes[1], cells.present[members]
    columns = []
    for family in families:
        rest = present[:, codes != family]
        columns.append(in_largest(rest) & rest.any(axis=1))
    return np.stack(columns, axis=1)


def _told_apart(sure: Uncertainty, shown: Codes) -> tuple[Array, Array, Array]:
    """Ranks among the models with an interval; NaN for the others, which nothing tells apart from the rest,
    and for all where fewer than two models have one."""
    columns = np.full((3, len(shown)), np.nan)
    placed = sure.known[shown]
    if placed.sum() > 1:
        columns[:, placed] = sure.among(shown[placed]).ranks()
    return columns[0], columns[1], columns[2]


def _part(
    cells: Cells,
    method: Method,
    part: int,
    members: Codes,
    kept: Mask,
    values: Array,
    sure: Uncertainty | None,
) -> pd.DataFrame:
    shown = np.flatnonzero(kept[members])
    rows, value = members[shown], values[members][shown]
    missing = np.full(len(rows), np.nan)
    half, low_rank, high_rank = missing, missing, missing
    ranks: Array | Codes
    if sure is None:
        ranks = plain_ranks(value)
    else:
        half = sure.half_widths()[shown]
        ranks, low_rank, high_rank = _told_apart(sure, shown)
    frame = pd.DataFrame(
        {
            "model": [cells.models[row] for row in rows],
            "score": method.own(value),
            "low": method.own(value - half),
            "high": method.own(value + half),
            "rank": ranks,
            "rank_low": low_rank,
            "rank_high": high_rank,
            "tie_group": pd.Series(ranks).rank(method="dense").to_numpy() if len(ranks) else ranks,
            "coverage": cells.coverage[rows],
            "component": np.full(len(rows), part),
            "value": value,
            "half_width": half,
            "tables": cells.present[rows].sum(axis=1),
        }
    )
    frame = frame.astype(dict.fromkeys(WHOLE, "Int64"))
    order = np.lexsort((frame["model"].to_numpy(dtype=str), -np.round(value, 9)))
    return frame.iloc[order]
