"""The ways to combine cells, by the name a reader asks for, with what each needs for its intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.ranking import alternatives
from dashboard.ranking.additive import additive, additive_slopes, without_each_family
from dashboard.ranking.bradley_terry import encounters, log_strengths
from dashboard.ranking.cells import Array, Cells

HEADLINE = "additive"
LARGEST = 709.0  # whose exponential is still a number; an end of an interval may lie beyond


def _itself(values: Array) -> Array:
    return values


def _share(values: Array) -> Array:
    return np.clip(values, 0.0, 1.0)


def _strength(values: Array) -> Array:
    found: Array = np.exp(np.minimum(values, LARGEST))
    return found


@dataclass(frozen=True, slots=True)
class Method:
    """`values`: one a model, on the scale where differences count, NaN for a model that no table has.
    `without`: the same with each family left out in turn. `own`: from that scale to the method's own."""

    name: str
    values: Callable[[Cells], Array]
    without: Callable[[Cells], Array]
    own: Callable[[Array], Array] = _itself
    combines: bool = False  # means nothing with a single benchmark


def refitted(cells: Cells, values: Callable[[Cells], Array]) -> Array:
    """Values without each family, by fitting the rest anew."""
    names, codes = cells.family_codes
    everyone = np.ones(len(cells.models), dtype=bool)
    fits = [values(cells.part(everyone, codes != at)) for at in range(len(names)) if (codes != at).any()]
    return np.stack(fits, axis=1) if fits else np.full((len(everyone), len(names)), np.nan)


def _additive(cells: Cells) -> Array:
    return additive(cells.standardised, cells.weights).ability


def _without_additive(cells: Cells) -> Array:
    return without_each_family(cells.standardised, cells.weights, cells.family_codes[1])


def _slopes(cells: Cells) -> Array:
    return additive_slopes(cells.standardised, cells.weights).ability


def _without_slopes(cells: Cells) -> Array:
    slopes = additive_slopes(cells.standardised, cells.weights).slopes
    start = dict(zip(cells.tables, slopes, strict=True))

    def warm(part: Cells) -> Array:
        known = np.array([start[table] for table in part.tables])
        return additive_slopes(part.standardised, part.weights, start=known).ability

    return refitted(cells, warm)


def _bradley_terry(cells: Cells) -> Array:
    return log_strengths(encounters(cells))


def _without_bradley_terry(cells: Cells) -> Array:
    start = _bradley_terry(cells)
    return refitted(cells, lambda part: log_strengths(encounters(part), start=start))


def _plain(values: Callable[[Cells], Array]) -> Callable[[Cells], Array]:
    return lambda cells: refitted(cells, values)


def _without_borda(cells: Cells) -> Array:
    """Brought to the points of as many tables as there are, so that leaving tables out is not a loss."""
    whole = cells.weights.sum()
    return refitted(cells, lambda part: alternatives.borda(part) * (whole / part.weights.sum()))


_ALL = (
    Method("additive", _additive, _without_additive, combines=True),
    Method("additive-slopes", _slopes, _without_slopes, combines=True),
    Method("win-rate", alternatives.win_rates, _plain(alternatives.win_rates), _share),
    Method("borda", alternatives.borda, _without_borda),
    Method("bradley-terry", _bradley_terry, _without_bradley_terry, _strength),
    Method("mean-z", alternatives.mean_z, _plain(alternatives.mean_z)),
)
METHODS: Mapping[str, Method] = {method.name: method for method in _ALL}
