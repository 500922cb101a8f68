"""Bradley–Terry strengths: model i is better than j in a share s_i / (s_i + s_j) of their encounters.

On log strengths β stands a normal prior of precision 10⁻⁴ (variance 10,000). It is there for what the data
leave open: a model that never lost, or parts that never met, get a finite strength in the right order, where
maximum likelihood has none. Data that settle the strengths settle them to three decimals as without it.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit, log_expit

from dashboard.ranking.cells import Array, Cells
from dashboard.ranking.threads import on_one_thread

PRIOR = 1e-4
STEPS, STILL = 200, 1e-10


@on_one_thread
def log_strengths(wins: Array, *, prior: float = PRIOR, start: Array | None = None) -> Array:
    """β of the greatest posterior; sums to zero. `wins[i, j]`: how often, or with what weight, i beat j."""
    wins = wins - np.diag(np.diag(wins))
    met, won = wins + wins.T, wins.sum(axis=1)
    beta = np.zeros(len(wins)) if start is None else start.copy()
    posterior = _posterior(wins, beta, prior)
    for _ in range(STEPS):
        expected = expit(beta[:, None] - beta)
        slope = won - (met * expected).sum(axis=1) - prior * beta
        information = met * expected * expected.T
        curvature = np.diag(information.sum(axis=1) + prior) - information
        step = cho_solve(cho_factor(curvature, check_finite=False), slope, check_finite=False)
        size = 1.0
        while (better := _posterior(wins, beta + size * step, prior)) < posterior and size > 1e-6:
            size /= 2
        beta, posterior = beta + size * step, better
        if np.max(np.abs(step), initial=0.0) < STILL:
            break
    return beta - beta.mean() if len(beta) else beta


def strengths(wins: Array, *, prior: float = PRIOR) -> Array:
    """With geometric mean 1."""
    found: Array = np.exp(log_strengths(wins, prior=prior))
    return found


def encounters(cells: Cells) -> Array:
    """In each table every two models meet once, a tie being half a win to both; the meetings of a table
    together weigh what the table does."""
    count = len(cells.models)
    wins = np.zeros((count, count))
    for place, weight in enumerate(cells.weights):
        here = np.flatnonzero(cells.present[:, place])
        scores = cells.scores[here, place]
        beaten = (scores[:, None] > scores) + 0.5 * (scores[:, None] == scores)
        np.fill_diagonal(beaten, 0.0)
        wins[np.ix_(here, here)] += beaten * (weight * 2 / (len(here) * (len(here) - 1)))
    return wins


def _posterior(wins: Array, beta: Array, prior: float) -> float:
    likelihood = np.sum(wins * log_expit(beta[:, None] - beta))
    return float(likelihood - prior / 2 * np.sum(beta**2))
