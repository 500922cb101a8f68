"""The headline: each standardised score is what the model can do plus what the table gives everyone.

    z[m, t] = a[t] + b[t] · θ[m] + noise,    b[t] = 1 unless slopes are asked for

Weighted least squares with a ridge on θ alone, λ = .01: it settles what nothing else would (a model in no
other table, parts that never meet) and draws a model of total weight w towards the mean by λ / (w + λ). At
the optimum θ sums to zero in each connected part of the tables. The offsets solve one symmetric positive
definite system (θ eliminated), without iteration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from dashboard.ranking.cells import Array, Codes
from dashboard.ranking.threads import on_one_thread

RIDGE = 0.01
SLOPE_RIDGE = 1.0  # pulls each slope to 1 like one more table's worth of evidence
ROUNDS, STILL = 200, 1e-7  # of the fit with slopes


@dataclass(frozen=True, slots=True, eq=False)
class Additive:
    ability: Array  # θ, one a model
    offsets: Array  # a, one a table
    slopes: Array  # b, one a table

    def expected(self) -> Array:
        """What the fit says each table gives each model."""
        return self.offsets + np.outer(self.ability, self.slopes)


@on_one_thread
def additive(z: Array, weights: Array, *, ridge: float = RIDGE, slopes: Array | None = None) -> Additive:
    """The exact fit for given slopes. `z`: models by tables, NaN where there is no score."""
    b = np.ones(z.shape[1]) if slopes is None else slopes
    weighed, filled = _weighed(z, weights)
    diagonal, right = ridge + weighed @ b**2, (weighed * filled) @ b
    slanted = weighed * b
    system = np.diag(weighed.sum(axis=0)) - slanted.T @ (slanted / diagonal[:, None])
    offsets = _solve(system, (weighed * filled).sum(axis=0) - slanted.T @ (right / diagonal))
    ability = (right - slanted @ offsets) / diagonal
    return Additive(ability, offsets, b)


@on_one_thread
def additive_slopes(
    z: Array, weights: Array, *, ridge: float = RIDGE, start: Array | None = None
) -> Additive:
    """Slopes and abilities in turn, each exact given the other, until neither moves.

    The ridge on slopes keeps their scale: without it b could grow as θ shrinks.
    """
    slopes = np.ones(z.shape[1]) if start is None else start
    fit = additive(z, weights, ridge=ridge, slopes=slopes)
    for _ in range(ROUNDS):
        slopes = _slopes(z, fit.ability)
        before, fit = fit.ability, additive(z, weights, ridge=ridge, slopes=slopes)
        if np.max(np.abs(fit.ability - before), initial=0.0) < STILL:
            break
    return fit


def _slopes(z: Array, ability: Array) -> Array:
    """Each table's slope given θ, its offset free: regression shrunk towards 1, never below 0."""
    present = ~np.isnan(z)
    filled = np.where(present, z, 0.0)
    counts = np.maximum(present.sum(axis=0), 1)
    mean = (present * ability[:, None]).sum(axis=0) / counts
    centred = np.where(present, ability[:, None] - mean, 0.0)
    slope: Array = ((centred * filled).sum(axis=0) + SLOPE_RIDGE) / ((centred**2).sum(axis=0) + SLOPE_RIDGE)
    return np.maximum(slope, 0.0)


@on_one_thread
def without_each_family(z: Array, weights: Array, codes: Codes, *, ridge: float = RIDGE) -> Array:
    """θ refitted without each family in turn: models by families, exactly as `additive` would give it.

    Only the rows of models that a family has change in the system of the others, so each refit updates the
    common system by those rows and solves it for the remaining tables.
    """
    weighed, filled = _weighed(z, weights)
    products = weighed * filled
    diagonal, right = ridge + weighed.sum(axis=1), products.sum(axis=1)
    system = np.diag(weighed.sum(axis=0)) - weighed.T @ (weighed / diagonal[:, None])
    target = products.sum(axis=0) - weighed.T @ (right / diagonal)
    ability = np.empty((len(z), int(codes.max()) + 1))
    for family in range(ability.shape[1]):
        gone, kept = np.flatnonzero(codes == family), np.flatnonzero(codes != family)
        rows = np.flatnonzero(weighed[:, gone].any(axis=1))
        less_diagonal, less_right = diagonal.copy(), right.copy()
        less_diagonal[rows] -= weighed[np.ix_(rows, gone)].sum(axis=1)
        less_right[rows] -= products[np.ix_(rows, gone)].sum(axis=1)
        # A model that nothing else has is left with the ridge; the difference above would leave rounding.
        alone = rows[~weighed[np.ix_(rows, kept)].any(axis=1)]
        less_diagonal[alone], less_right[alone] = ridge, 0.0
        block = weighed[np.ix_(rows, kept)]
        change = 1 / less_diagonal[rows] - 1 / diagonal[rows]
        shift = right[rows] / diagonal[rows] - less_right[rows] / less_diagonal[rows]
        offsets = _solve(
            system[np.ix_(kept, kept)] - block.T @ (block * change[:, None]), target[kept] + block.T @ shift
        )
        ability[:, family] = (less_right - weighed[:, kept] @ offsets) / less_diagonal
    return ability


def _weighed(z: Array, weights: Array) -> tuple[Array, Array]:
    present = ~np.isnan(z)
    return present * weights, np.where(present, z, 0.0)


def _solve(system: Array, right: Array) -> Array:
    if not len(right):
        return right
    solved: Array = cho_solve(cho_factor(system, check_finite=False), right, check_finite=False)
    return solved
