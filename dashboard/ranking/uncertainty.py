"""How sure an ability is: the delete-one-family jackknife, its intervals, and which differences hold.

Let θ₋f be the fit without family f of F, and d_f = θ₋f − θ. The covariance of θ is estimated by
(F − 1)/F · Σ_f d_f d_fᵀ (Tukey 1958; Efron & Stein 1981 show that it errs to the wide side). Families, not
cells, are left out because the scores of one table share their questions: pairs from one table are dependent.
A model's quantiles are Student's t with one degree of freedom fewer than the families that have it; those of
a difference follow Welch and Satterthwaite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from dashboard.ranking.cells import Array, Codes, Mask

FEWEST = 5  # families; with fewer there is no interval
LEVEL = 0.95
SAME = 1e-9  # values so close are one


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty:
    """Of the models of one connected part. `known`: those with an interval, found in two families or more and
    tied to most others without any one family. The spread of the rest, which serves ranks alone, is that of
    one family's word on a model, pooled over the known."""

    values: Array
    covariance: Array
    freedom: Array  # degrees of freedom, one a model
    known: Mask
    families: int

    def among(self, places: Codes) -> Uncertainty:
        """The same of some of the models."""
        return Uncertainty(
            self.values[places],
            self.covariance[np.ix_(places, places)],
            self.freedom[places],
            self.known[places],
            self.families,
        )

    def half_widths(self, level: float = LEVEL) -> Array:
        """Of the intervals; NaN where there is none."""
        widths = stdtrit(self.freedom, (1 + level) / 2) * np.sqrt(np.diag(self.covariance))
        found: Array = np.where(self.known, widths, np.nan)
        return found

    def ranks(self, level: float = LEVEL) -> tuple[Codes, Codes, Codes]:
        """Rank, and the best and worst that it may be.

        Rank = 1 + the number of models better with P ≥ level; the interval counts those that are better, or
        worse, with P ≥ (1 + level) / 2, each comparison taken by itself.
        """
        difference, spread, freedom = self._differences()
        steps = np.arange(1, self.families)
        places = freedom.astype(np.intp) - 1
        better = (difference > SAME) & (difference >= stdtrit(steps, level)[places] * spread)
        surely = (difference > SAME) & (difference >= stdtrit(steps, (1 + level) / 2)[places] * spread)
        return 1 + better.sum(axis=0), 1 + surely.sum(axis=0), len(difference) - surely.sum(axis=1)

    def probabilities(self, first: Codes, second: Codes) -> Array:
        """P(A > B) of each pair of places."""
        difference, spread, freedom = self._differences(first, second)
        sure = np.where(difference > 0, np.inf, -np.inf)
        t = np.where(spread > SAME, difference / np.where(spread > SAME, spread, 1.0), sure)
        found: Array = np.where(np.abs(difference) <= SAME, 0.5, stdtr(freedom, t))
        return found

    def _differences(
        self, first: Codes | None = None, second: Codes | None = None
    ) -> tuple[Array, Array, Array]:
        """Difference, its standard error and degrees of freedom, of the pairs or of all."""
        count = len(self.values)
        i = np.arange(count)[:, None] if first is None else first
        j = np.arange(count) if second is None else second
        variance = np.diag(self.covariance)
        summed, parts = variance[i] + variance[j], variance**2 / self.freedom
        spread = np.sqrt(np.maximum(summed - 2 * self.covariance[i, j], 0.0))
        shares = parts[i] + parts[j]
        freedom = np.where(shares > 0, summed**2 / np.where(shares > 0, shares, 1.0), self.families - 1)
        return self.values[i] - self.values[j], spread, np.clip(np.floor(freedom), 1, self.families - 1)


def jackknife(values: Array, without: Array, in_family: Mask, linked: Mask) -> Uncertainty:
    """`without`: the values refitted without each family, models by families. `in_family`: which family has
    which model. `linked`: whether a model, without that family, is still tied to most others."""
    families, counts = in_family.shape[1], np.maximum(in_family.sum(axis=1), 1)
    known = linked.all(axis=1) & (counts > 1)
    moved = np.where(linked, without - values[:, None], 0.0)
    covariance = moved @ moved.T * ((families - 1) / families)
    rest = np.flatnonzero(~known)
    if len(rest):
        one = (np.diag(covariance) * counts)[known].mean() if known.any() else values.var()
        covariance[rest, rest] += one / counts[rest]
    freedom = np.where(known, counts - 1.0, families - 1.0)
    return Uncertainty(values, covariance, freedom, known, families)


def plain_ranks(values: Array) -> Codes:
    """1 + the number of models that are better at all; what differs by rounding ties."""
    better: Codes = 1 + (values - values[:, None] > SAME).sum(axis=1)
    return better
